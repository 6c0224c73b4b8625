"""What is said of the data that is kept about a citizen."""

from hotline.bilingual import Bilingual

KEPT = Bilingual("Tổng đài đang giữ theo mã Zalo của anh/chị:", "This is what we keep under your Zalo id:")
NOTHING = Bilingual(
    "Tổng đài không giữ gì về anh/chị, ngoài tin anh/chị vừa gửi: trả lời xong là bỏ nội dung.",
    "We keep nothing about you but the message you have just sent: its text goes once it is answered.",
)
ITEM = Bilingual("• {title}: {values}\n  {why}", "• {title}: {values}\n  {why}")
BARE_ITEM = Bilingual("• {title}\n  {why}", "• {title}\n  {why}")
MORE = Bilingual("và {count} mục nữa", "and {count} more")
UNKNOWN = Bilingual("Mục khác ({name})", "Something else ({name})")
WHY_UNKNOWN = Bilingual("Mời anh/chị gọi {phone} để hỏi rõ.", "Please call {phone} to ask what it is.")

CONVERSATION = Bilingual("Các lựa chọn của câu hỏi gần nhất", "The choices of our last question")
WHY_CONVERSATION = Bilingual(
    "Để hiểu khi anh/chị nhắn một con số; tự hết sau 1 giờ.", "To understand a number that you send; ends after 1 hour."
)
PLACE = Bilingual("Vị trí anh/chị vừa gửi, làm tròn khoảng 10 m", "The place you shared last, to about 10 m")
WHY_PLACE = Bilingual(
    "Để chỉ đường khi anh/chị gửi tiếp vị trí nơi đến; tự hết sau 10 phút.",
    "To tell the way when you send where you are going; ends after 10 minutes.",
)
STANDING = Bilingual("Anh/chị đã bỏ quan tâm trang này", "You have left this account")
LEFT_ON = Bilingual("ngày {day}", "on {day}")
WHY_STANDING = Bilingual(
    "Để không làm phiền anh/chị; tự hết sau 30 ngày.", "So as not to write to you; ends after 30 days."
)
DOSSIERS = Bilingual("Mã hồ sơ đã hỏi gần đây", "Dossiers you asked about lately")
WHY_DOSSIERS = Bilingual(
    "Để không ai dò được mã hồ sơ của người khác; tự hết sau 1 giờ.",
    "So that nobody can guess their way to other people's files; ends after 1 hour.",
)
WATCH = Bilingual("Hồ sơ đang theo dõi", "Dossiers you follow")
AGREED_ON = Bilingual("{what} (đồng ý ngày {day})", "{what} (agreed on {day})")
WHY_WATCH = Bilingual(
    "Để báo khi có thay đổi; tự hết 30 ngày sau khi trả kết quả, chậm nhất 1 năm.",
    "To tell you of changes; ends 30 days after the result is handed over, after a year at the latest.",
)
WATCHES = Bilingual("Số lần bắt đầu theo dõi", "How often you began to follow a dossier")
WHY_WATCHES = Bilingual(
    "Để không ai theo dõi quá 10 hồ sơ; hết khoảng 1 năm sau lần cuối.",
    "So that nobody follows more than 10; ends about a year after the last time.",
)
CONSENT = Bilingual("Lần đồng ý cho theo dõi đã kết thúc", "Consents to follow that have ended")
FROM_TO = Bilingual("từ {begin} đến {end}", "{begin} to {end}")
WHY_CONSENT = Bilingual(
    "Để chứng minh anh/chị đã đồng ý, không ghi hồ sơ nào; tự hết sau 1 năm.",
    "To prove that you agreed, without saying to which dossier; ends after a year.",
)
UNTOLD = Bilingual("Thay đổi của hồ sơ, chờ báo anh/chị", "Changes of dossiers that wait to be told")
WHY_UNTOLD = Bilingual(
    "Zalo không cho nhắn trước khi anh/chị nhắn lại; báo rồi thì bỏ.",
    "Zalo lets us write only after you do; they go once told.",
)
TOPIC = Bilingual("Tin đã đăng ký nhận", "Notices you subscribed to")
WHY_TOPIC = Bilingual(
    "Để gửi tin anh/chị muốn nhận; đến khi anh/chị hủy.", "To send you what you want; until you end it."
)
IN_AREA = Bilingual("{what} ở {area}", "{what} in {area}")
MESSAGE = Bilingual("Tin chưa trả lời xong", "Messages not answered yet")
NO_WORDS = Bilingual("tin không có chữ", "a message without words")
WHY_MESSAGE = Bilingual(
    "Để trả lời; nội dung và vị trí bỏ ngay khi trả lời xong.", "To answer them; text and position go once answered."
)
OFFICER = Bilingual("Dấu có nhân viên nhắn với anh/chị", "A note that an officer writes with you")
WHY_OFFICER = Bilingual(
    "Để máy không trả lời chen vào; tự hết sau 30 phút.", "So that the machine does not cut in; ends after 30 minutes."
)

ELSEWHERE = Bilingual(
    "Tin đã trả lời chỉ còn dấu đã nhận trong 7 ngày, không có nội dung hay mã Zalo. Danh sách người nhận thông báo đã "
    "gửi thì giữ 90 ngày. Mục hết hạn được xóa hẳn trong vài ngày, bản sao lưu sau 35 ngày. Khung chat do Zalo giữ.",
    "Of an answered message only a receipt stays, for 7 days, without its text or your id. Lists of who was sent a "
    "notice are kept for 90 days. What has ended is deleted within days, and from backups after 35 days. Zalo itself "
    "keeps the chat.",
)
HOW_TO_ERASE = Bilingual("Muốn xóa, anh/chị nhắn: xóa dữ liệu của tôi", "To have it erased, send: erase my data")

ASK = Bilingual(
    "Anh/chị muốn xóa mọi dữ liệu Tổng đài giữ về mình? Các hồ sơ đang theo dõi và đăng ký nhận tin, nếu có, cũng "
    "mất; hồ sơ nộp ở cơ quan thì vẫn còn nguyên. Xóa rồi không lấy lại được.\n"
    "Nếu chắc chắn, anh/chị bấm nút dưới đây, hoặc nhắn: {agree}",
    "Do you want us to erase everything we keep about you? Dossiers you follow and notices you subscribed to, if any, "
    "go too; the files at the office itself stay as they are. This cannot be undone.\n"
    "If you are sure, press the button below, or send: {agree}",
)
AGREE = Bilingual("tôi đồng ý xóa dữ liệu của tôi", "I agree to erase my data")
AGREE_TITLE = Bilingual("Tôi đồng ý xóa dữ liệu của tôi", "I agree to erase my data")
SEE_FIRST = Bilingual("Xem trước đã", "Let me see it first")
SEE_ASKED = Bilingual("dữ liệu của tôi", "my data")
ERASE = Bilingual("Xóa dữ liệu của tôi", "Erase my data")
ERASE_ASKED = Bilingual("xóa dữ liệu của tôi", "erase my data")

ERASED = Bilingual(
    "Tổng đài đã xóa xong dữ liệu về anh/chị. Danh sách người nhận của thông báo đã gửi, nếu có anh/chị, tự hết sau 90 "
    "ngày, bản sao lưu sau 35 ngày; dấu đã nhận tin này còn 7 ngày, không có "
    "nội dung hay mã Zalo của anh/chị. Tin nhắn trên Zalo do Zalo giữ, anh/chị xóa trong ứng dụng. Khi cần, anh/chị cứ "
    "nhắn lại hoặc gọi {phone}.",
    "We have erased what we kept about you. Lists of who was sent a notice, if you are in one, end after 90 days, "
    "backups after 35; a receipt of this message stays for 7 days, with neither its text nor your Zalo id. The "
    "chat is kept by Zalo; you can delete it in the app. You can write to us again at any time, or call {phone}.",
)
SPARED = Bilingual(
    "Riêng số lần hỏi hồ sơ trong giờ qua còn giữ đến hết giờ đó, để không ai dò mã hồ sơ của người khác.",
    "Only the count of dossiers asked about within the last hour stays until that hour is over, so that nobody can "
    "guess their way to other people's files.",
)
CALL = Bilingual("Gọi {phone}", "Call {phone}")
