// What the page says, in Vietnamese with English beside it. `{name}` is a gap.

const WORDS = {
  title: ["Tổng đài 1022", "City hotline 1022"],
  kicker: ["Bản chạy thử trên máy này", "Running on this computer"],
  lead: [
    "Chiếc điện thoại này là của một người dân. Tin nhắn đi đúng đường như thật: ký tên, webhook, hàm tra cứu, rồi trả lời.",
    "This is a citizen's phone. Messages take the real way: signed, to the webhook, to the function that answers, and back.",
  ],
  try: ["Thử nhắn", "Try these"],
  sample: ["Dữ liệu mẫu, không dùng để đi xe.", "Sample data, not for travel."],
  feed: ["Lịch xe: {name}.", "Timetable: {name}."],
  newCitizen: ["Bắt đầu lại với một người khác", "Start again as somebody else"],
  language: ["Ngôn ngữ", "Language"],
  phone: ["Điện thoại của người dân", "A citizen's phone"],
  oa: ["Tổng đài 1022", "Hotline 1022"],
  verified: ["đã xác thực", "verified"],
  kind: ["Official Account", "Official Account"],
  sampleKind: ["OA · dữ liệu mẫu", "OA · sample data"],
  answering: ["đang trả lời…", "answering…"],
  follow: ["Quan tâm", "Follow"],
  followed: ["Đã quan tâm", "Following"],
  log: ["Cuộc trò chuyện", "Conversation"],
  write: ["Tin nhắn", "Message"],
  send: ["Gửi", "Send"],
  thumb: ["Gửi biểu tượng thích", "Send a thumbs-up"],
  sharePlace: ["Gửi vị trí", "Share a location"],
  pickPlace: ["Chọn vị trí", "Pick a place"],
  close: ["Đóng", "Close"],
  zoomIn: ["Phóng to", "Zoom in"],
  zoomOut: ["Thu nhỏ", "Zoom out"],
  mapHelp: [
    "Bản vẽ mạng xe buýt. Phím mũi tên di chuyển ghim, dấu cộng và trừ để phóng, Enter để gửi.",
    "Drawing of the bus network. Arrow keys move the pin, plus and minus zoom, Enter sends.",
  ],
  mapHint: [
    "Chạm để đặt ghim, kéo để xem chỗ khác. Bàn phím: mũi tên, + −, Enter.",
    "Tap to set the pin, drag to look around. Keyboard: arrows, + −, Enter.",
  ],
  share: ["Gửi vị trí này", "Share this location"],
  at: ["Ở trạm {stop}", "At the stop {stop}"],
  near: ["Gần trạm {stop}, khoảng {metres} m", "Near the stop {stop}, about {metres} m"],
  noNetwork: ["Chưa vẽ được mạng xe buýt.", "The network cannot be drawn."],
  myPlace: ["Vị trí của tôi", "My location"],
  sticker: ["Biểu tượng thích", "Thumbs-up"],
  didFollow: ["Bạn đã quan tâm Tổng đài 1022", "You follow Hotline 1022"],
  didUnfollow: ["Bạn đã bỏ quan tâm Tổng đài 1022", "You no longer follow Hotline 1022"],
  welcome: [
    "Nhắn địa chỉ, số tuyến, hoặc mã hồ sơ trên giấy hẹn. Bấm nút ghim để gửi vị trí.",
    "Send an address, a bus line, or the code on your receipt. Or share a location with the pin.",
  ],
  citizenSaid: ["Bạn:", "You:"],
  oaSaid: ["Tổng đài:", "Hotline:"],
  call: ["Điện thoại thật sẽ gọi {number}.", "A real phone would call {number}."],
  text: ["Điện thoại thật sẽ soạn tin tới {number}.", "A real phone would write to {number}."],
  silent: [
    "Chưa có câu trả lời sau 10 giây. Xem hành trình của tin nhắn.",
    "No answer within 10 seconds. See the message's way.",
  ],
  lost: ["Mất kết nối. Nếu đã dừng, chạy lại: make run", "Connection lost. If it was stopped, run again: make run"],
  starting: ["Tổng đài đang khởi động, thử lại sau giây lát.", "The hotline is starting, try again in a moment."],
  elsewhere: [
    "Câu trả lời được gửi đến ZALO_API_URL, không hiện ở đây.",
    "Answers go to ZALO_API_URL and are not shown here.",
  ],
  live: ["Xe đang chạy", "Buses on their way"],
  liveCount: ["{count} xe báo vị trí, lúc {time}.", "{count} buses say where they are, at {time}."],
  noBuses: ["Lúc này chưa có xe nào báo vị trí.", "No bus says where it is just now."],
  cityHelp: [
    "Bản vẽ mạng xe buýt với các xe đang chạy. Phím mũi tên chuyển từ xe này sang xe khác.",
    "Drawing of the network with the buses on their way. Arrow keys go from bus to bus.",
  ],
  busTo: ["Tuyến {number} đi {headsign}", "Line {number} to {headsign}"],
  busOf: ["Xe tuyến {number}", "A bus of line {number}"],
  closeTo: ["gần trạm {stop}", "near the stop {stop}"],
  office: ["Bộ phận một cửa", "The one-stop office"],
  officeLead: ["Chọn một hồ sơ để đưa mã vào tin nhắn.", "Choose a dossier to put its code into the message."],
  officeSample: [
    "Hồ sơ tự đặt ra, không của ai. Chọn một hồ sơ để đưa mã vào tin nhắn.",
    "Made-up dossiers, nobody's. Choose one to put its code into the message.",
  ],
  digits: ["4 số cuối điện thoại: {digits}", "Last 4 digits of the phone: {digits}"],
  moveOn: ["Chuyển sang:", "Move on to:"],
  isOver: ["Hồ sơ này đã xong", "This dossier is over"],
  movedOn: ["Đã chuyển. Ai theo dõi hồ sơ này vừa được báo.", "Moved on. Whoever follows it has been told."],
  movedAtNight: [
    "Đã chuyển. Người dân chỉ được báo từ 7 đến 21 giờ; muốn thấy ngay, chạy lại với HOTLINE_NOW vào ban ngày.",
    "Moved on. Citizens are told from 7:00 to 21:00 only; to see it now, start with HOTLINE_NOW in daytime.",
  ],
  notMoved: ["Chưa chuyển được, thử lại sau giây lát.", "It could not be moved on, try again in a moment."],
  ways: ["Hành trình của tin nhắn", "The way of each message"],
  waysLead: [
    "Thời gian tính từ lúc sự kiện rời điện thoại; lời gọi AWS do chính các hàm ghi lại.",
    "Times count from when the event left the phone; AWS calls are as the functions log them.",
  ],
  noWays: ["Nhắn một tin để xem nó đi qua những đâu.", "Send a message to see where it goes."],
  event: ["Sự kiện", "Event"],
  webhook: ["Webhook", "Webhook"],
  lookup: ["Tra cứu", "Lookup"],
  sent: ["Gửi trả lời", "Send"],
  functionTook: ["hàm {ms} ms", "function {ms} ms"],
  waiting: ["đang chờ", "waiting"],
  unanswered: ["không có", "none"],
  unreachable: ["không gọi được", "unreachable"],
  total: ["tổng {ms} ms", "{ms} ms in all"],
  bus: ["xe buýt", "bus"],
  menu: ["bảng chọn", "menu"],
  human: ["gặp người", "a person"],
  dossier: ["hồ sơ", "dossier"],
  privacy: ["dữ liệu của tôi", "my data"],
  caseAsked: ["hồ sơ {code}", "dossier {code}"],
  route: ["tuyến {number}", "line {number}"],
  stop: ["trạm {name}", "stop {name}"],
  help: ["xe buýt", "bus help"],
  fire: ["cháy nhà", "my house is on fire"],
  person: ["cho tôi gặp tổng đài viên", "I want to talk to a person"],
};

let lang = localStorage.getItem("lang") === "en" ? "en" : "vi";

export const language = () => lang;

export function say(key, gaps = {}) {
  const phrase = WORDS[key][lang === "en" ? 1 : 0];
  return phrase.replace(/\{(\w+)\}/g, (_, name) => gaps[name]);
}

export const knows = (key) => Object.hasOwn(WORDS, key);

// Fills in everything in the document that is marked with what it says.
export function speak(chosen = lang) {
  lang = chosen;
  localStorage.setItem("lang", lang);
  document.documentElement.lang = lang;
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = say(element.dataset.placeholder);
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", button.dataset.lang === lang);
}
