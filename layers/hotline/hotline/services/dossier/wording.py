"""What the dossier service says: short, warm, exact, and what the citizen must do now."""

from hotline.bilingual import Bilingual

# No office counts from 0, and none takes in files on New Year's Day: the example is nobody's.
EXAMPLE = "H17.19-260101-0000"

CODE = Bilingual("Hồ sơ {code}", "Dossier {code}")
APPLICANT = Bilingual("Người nộp: {name}", "Applicant: {name}")
OFFICE = Bilingual("Cơ quan: {office}", "Office: {office}")
RECEIVED = Bilingual("Nhận hồ sơ {day}", "Received {day}")
OFFICE_RECEIVED = Bilingual("Cơ quan: {office}, nhận hồ sơ {day}", "Office: {office}, received {day}")
STATUS = Bilingual("{status}.", "{status}.")
STATUS_SINCE = Bilingual("{status}, từ {day}.", "{status}, since {day}.")
STATUS_ON = Bilingual("{status}, {day}.", "{status}, {day}.")
IN_ITS_WORDS = Bilingual("Cơ quan ghi: {said}", "The office says (in Vietnamese): {said}")
NO_STATUS = Bilingual("Cơ quan chưa ghi hồ sơ đang ở bước nào", "The office has not noted where it stands")

DUE = Bilingual("Hẹn trả {day}.", "Due {day}.")
DUE_TODAY = Bilingual("Hẹn trả hôm nay, {day}.", "Due today, {day}.")
DUE_TOMORROW = Bilingual("Hẹn trả ngày mai, {day}.", "Due tomorrow, {day}.")
DUE_LATER = Bilingual("Hẹn trả {day}, còn {days} ngày.", "Due {day}, in {days} days.")
OVERDUE_DAY = Bilingual(
    "Hẹn trả {day}, đã trễ 1 ngày. Thành thật xin lỗi vì đã để anh/chị phải chờ.",
    "It was due {day} and is 1 day late. We are sorry to keep you waiting.",
)
OVERDUE = Bilingual(
    "Hẹn trả {day}, đã trễ {days} ngày. Thành thật xin lỗi vì đã để anh/chị phải chờ.",
    "It was due {day} and is {days} days late. We are sorry to keep you waiting.",
)
DUE_WAITS = Bilingual(
    "Hẹn trả {day}, có thể dời theo ngày anh/chị làm xong việc dưới đây.",
    "Due {day}; that may move with the day you do what is asked below.",
)
NO_DUE = Bilingual("Cơ quan chưa ghi ngày hẹn trả.", "The office has set no date yet.")

REGISTERED = Bilingual("Đã nộp, đang chờ tiếp nhận", "Submitted, waiting to be accepted")
ACCEPTED = Bilingual("Đã được tiếp nhận", "Accepted")
REJECTED = Bilingual("Không được tiếp nhận", "Not accepted")
PROCESSING = Bilingual("Đang được giải quyết", "Being worked on")
PAPERS_WANTED = Bilingual("Cần anh/chị bổ sung giấy tờ", "More papers are needed from you")
PAYMENT_WANTED = Bilingual("Chờ anh/chị nộp phí, thuế", "Waiting for your payment")
WITHDRAWN = Bilingual("Đã rút theo yêu cầu của người nộp", "Withdrawn at the applicant's request")
STOPPED = Bilingual("Đã dừng giải quyết", "Stopped")
FINISHED = Bilingual("Đã có kết quả", "The result is ready")
RETURNED = Bilingual("Đã trả kết quả", "The result was handed over")
WITH_DEPARTMENT = Bilingual("Đã chuyển phòng chuyên môn giải quyết", "With the department that decides it")
WAITS_FOR_APPROVAL = Bilingual("Đang chờ duyệt", "Waiting to be approved")

NOTHING_TO_DO = Bilingual("Anh/chị chưa cần làm gì thêm.", "There is nothing for you to do now.")
ASK_WHY_LATE = Bilingual(
    "Anh/chị gọi {phone} để hỏi lý do và ngày hẹn mới.", "Call {phone} to ask why, and for a new date."
)
BRING = Bilingual("Cần bổ sung: {asks}", "Please bring (in Vietnamese): {asks}")
ASK_WHAT_TO_BRING = Bilingual("Anh/chị gọi {phone} để hỏi cần bổ sung giấy gì.", "Call {phone} to ask which papers.")
PAY = Bilingual("Cần nộp: {fees}.", "Please pay: {fees}.")
PAY_TOTAL = Bilingual("Cần nộp: {fees}. Tổng cộng {total}.", "Please pay: {fees}. Total: {total}.")
FEE = Bilingual("{name} {amount}", "{name} {amount}")
FEE_NAMELESS = Bilingual("phí", "fee")
FEE_OPEN = Bilingual("{name} (số tiền theo thông báo của cơ quan)", "{name} (the amount is on the office's notice)")
FEE_WHERE = Bilingual("{fee}, tại {where}", "{fee}, at {where}")
MORE_FEES = Bilingual("và {count} khoản khác", "and {count} more")
MONEY = Bilingual("{amount} đồng", "{amount} VND")
ASK_WHAT_TO_PAY = Bilingual(
    "Anh/chị xem thông báo nộp tiền của cơ quan, hoặc gọi {phone} để hỏi số tiền và nơi nộp.",
    "See the office's payment notice, or call {phone} for the amount and where to pay.",
)
COLLECT_AT = Bilingual(
    "Mời anh/chị mang giấy hẹn và căn cước đến {where} để nhận.", "Please bring the receipt and your ID to {where}."
)
COLLECT = Bilingual(
    "Mời anh/chị mang giấy hẹn và căn cước đến nơi đã nộp để nhận.",
    "Please bring the receipt and your ID to where you applied.",
)
ASK_WHY = Bilingual(
    "Anh/chị gọi {phone} để hỏi lý do và cách làm tiếp.", "Call {phone} to ask why, and what to do next."
)
NOT_MINE = Bilingual(
    "Nếu anh/chị không yêu cầu rút, gọi {phone} giúp ngay.", "If you did not ask for that, please call {phone} at once."
)
NOT_RECEIVED = Bilingual("Nếu anh/chị chưa nhận được, gọi {phone}.", "If you have not received it, call {phone}.")
NOTE = Bilingual("Cơ quan nhắn: {asks}", "The office notes (in Vietnamese): {asks}")

AS_OF = Bilingual("Thông tin lúc {when}.", "As of {when}.")
AS_OF_HOUR = Bilingual("Thông tin lúc {when}, cách đây 1 tiếng.", "As of {when}, 1 hour ago.")
AS_OF_OLD = Bilingual("Thông tin lúc {when}, cách đây {hours} tiếng.", "As of {when}, {hours} hours ago.")
TIME_OF_DAY = Bilingual("{time} {day}", "{time} on {day}")
CALL_US = Bilingual("Cần hỏi thêm, gọi {phone}.", "Questions? Call {phone}.")
CALL_OFFICE = Bilingual(
    "Cần hỏi thêm, gọi cơ quan {contact} hoặc {phone}.", "Questions? Call the office, {contact}, or {phone}."
)
VERIFY = Bilingual(
    "Muốn xem đủ tên, anh/chị nhắn 4 số cuối điện thoại trên hồ sơ.",
    "To see the full name, send the last 4 digits of the phone on the file.",
)
VERIFY_CONTACT = Bilingual(
    "Muốn xem đủ tên và số của cơ quan, anh/chị nhắn 4 số cuối điện thoại trên hồ sơ.",
    "To see the full name and the office's number, send the last 4 digits of the phone on the file.",
)

NOT_FOUND = Bilingual(
    "Không tìm thấy hồ sơ {code}.\n"
    "Anh/chị so lại từng số với giấy hẹn giúp: mã này là của hồ sơ nhận {day}, số {number}. "
    "Hồ sơ vừa nộp thì chiều hoặc hôm sau anh/chị nhắn lại mã.\n"
    "Mã đúng mà vẫn không thấy, mời anh/chị gọi {phone}.",
    "We found no dossier {code}.\n"
    "Please compare each digit with your receipt: this code is for one received on {day}, number {number}. "
    "If it is only just submitted, send the code again in a few hours.\n"
    "If the code is right, please call {phone}.",
)
NO_MATCH = Bilingual(
    "Mã {code} và 4 số cuối điện thoại không khớp với hồ sơ nào.\n"
    "Anh/chị xem lại mã trên giấy hẹn và số điện thoại đã ghi lúc nộp. Sai 3 lần thì mã này tạm khóa 1 giờ.\n"
    "Cần giúp, mời anh/chị gọi {phone}.",
    "The code {code} and these 4 digits match no dossier.\n"
    "Please check the code on your receipt and the phone number given with it. "
    "After 3 wrong tries the code is locked for an hour.\n"
    "For help, please call {phone}.",
)
LOCKED = Bilingual(
    "Mã {code} đã nhập sai 3 lần, nên tạm khóa 1 giờ để giữ kín hồ sơ. Sau đó anh/chị nhắn lại, hoặc gọi {phone} giúp.",
    "There were 3 wrong tries at {code}, so it is locked for an hour to protect the file. "
    "Please try again later, or call {phone}.",
)
ASK_CODE = Bilingual(
    "Anh/chị nhắn mã hồ sơ, ví dụ: {example}\n"
    "Mã nằm ở phần đầu giấy tiếp nhận hồ sơ và hẹn trả kết quả, sau chữ “Mã hồ sơ”.\n"
    "Nếu mất giấy, mời anh/chị gọi {phone}.",
    "Please send the dossier code, for example: {example}\n"
    "It stands at the top of the receipt, after “Mã hồ sơ”.\n"
    "If you have lost the receipt, please call {phone}.",
)
INVALID = Bilingual(
    "“{text}” chưa phải là mã hồ sơ. Mã có ba phần, ví dụ {example}: mã cơ quan, ngày nhận (năm, tháng, ngày), "
    "rồi số thứ tự có ít nhất 4 chữ số.\n"
    "Anh/chị chép lại cả mã trên giấy hẹn giúp, hoặc gọi {phone}.",
    "“{text}” is not a dossier code. A code has three parts, as in {example}: the office, the day (year, month, "
    "day), and a number of at least 4 digits.\n"
    "Please copy the whole code from your receipt, or call {phone}.",
)
INVALID_DAY = Bilingual(
    "“{text}” chưa đúng: phần giữa “{digits}” phải là ngày nhận hồ sơ, viết năm, tháng, ngày như trong {example}.\n"
    "Anh/chị xem lại mã trên giấy hẹn giúp, hoặc gọi {phone}.",
    "“{text}” is not right: “{digits}” should be the day it was received, as year, month, day, as in {example}.\n"
    "Please check the code on your receipt, or call {phone}.",
)
TOO_MANY = Bilingual(
    "Anh/chị vừa hỏi nhiều mã khác nhau. Để giữ kín hồ sơ của mọi người, Tổng đài tạm chưa tra thêm mã mới; "
    "mã đã hỏi vẫn xem được. Anh/chị thử lại sau 1 giờ, hoặc gọi {phone}.",
    "You have asked for many different codes. To protect everybody's files we look up no new ones for now; those you "
    "asked for still work. Please try again in an hour, or call {phone}.",
)
LINE_BUSY = Bilingual(
    "Lúc này có rất nhiều người hỏi hồ sơ. Anh/chị nhắn lại sau một phút giúp, hoặc gọi {phone}.",
    "Very many people are asking about dossiers just now. Please try again in a minute, or call {phone}.",
)
UNAVAILABLE = Bilingual(
    "Xin lỗi anh/chị, hệ thống của cơ quan chưa trả lời nên Tổng đài chưa xem được hồ sơ {code}. "
    "Anh/chị nhắn lại sau ít phút, hoặc gọi {phone}.",
    "We are sorry: the office's system does not answer, so we cannot see dossier {code} now. "
    "Please try again in a few minutes, or call {phone}.",
)
DIGITS_WITHOUT_CODE = Bilingual(
    "Anh/chị đang hỏi hồ sơ nào? Nhắn giúp mã hồ sơ trước, ví dụ: {example}",
    "Which dossier is this about? Please send its code first, for example: {example}",
)

WATCH = Bilingual("Báo tôi khi có thay đổi", "Tell me when it changes")
WATCH_ASKED = Bilingual("báo tôi khi có thay đổi {code}", "tell me when {code} changes")
UNWATCH = Bilingual("Bỏ theo dõi", "Stop telling me")
UNWATCH_ASKED = Bilingual("bỏ theo dõi {code}", "stop following {code}")
AGAIN = Bilingual("Thử lại", "Try again")
AGAIN_ASKED = Bilingual("hồ sơ {code}", "dossier {code}")
CALL = Bilingual("Gọi {phone}", "Call {phone}")
CALL_THE_OFFICE = Bilingual("Gọi cơ quan", "Call the office")

WEEKDAYS = (
    Bilingual("thứ Hai {day}", "Monday {day}"),
    Bilingual("thứ Ba {day}", "Tuesday {day}"),
    Bilingual("thứ Tư {day}", "Wednesday {day}"),
    Bilingual("thứ Năm {day}", "Thursday {day}"),
    Bilingual("thứ Sáu {day}", "Friday {day}"),
    Bilingual("thứ Bảy {day}", "Saturday {day}"),
    Bilingual("Chủ nhật {day}", "Sunday {day}"),
)
