"""The words of following a dossier: short, with its code and never a name."""

from hotline.bilingual import Bilingual

CONSENT_VERSION = "2026-11"
"""Of what BEGUN says: a consent is to one text, so another text is another version."""

BEGUN = Bilingual(
    "Anh/chị đang theo dõi hồ sơ {code}{procedure}.\n"
    "Tổng đài sẽ nhắn khi hồ sơ đổi trạng thái, đổi ngày hẹn hay có kết quả, trước ngày hẹn một ngày, và khi trễ hẹn. "
    "Tin chỉ đến từ 7 giờ đến 21 giờ.\n"
    "Để báo được, Tổng đài lưu mã, tên thủ tục, trạng thái và ngày hẹn, không lưu tên. Việc này tự dừng 30 ngày sau "
    "khi trả kết quả, lâu nhất là 1 năm.\n"
    "Muốn dừng sớm hơn, anh/chị nhắn: bỏ theo dõi {code}",
    "You now follow dossier {code}{procedure}.\n"
    "We will write when its status or its date changes or the result is ready, on the day before the date, and if it "
    "becomes late. Only between 7:00 and 21:00.\n"
    "For this we keep its code, procedure, status and date, and no name. It ends by itself 30 days after the result is "
    "handed over, and after 1 year at most.\n"
    "To stop earlier, send: stop following {code}",
)
OVER = Bilingual(
    "Hồ sơ {code} đã kết thúc: {status}. Sẽ không còn thay đổi để báo, nên Tổng đài không theo dõi nữa.",
    "Dossier {code} is closed: {status}. Nothing more will change, so there is nothing to follow.",
)
FULL = Bilingual(
    "Anh/chị đang theo dõi {count} hồ sơ, là nhiều nhất có thể. Bỏ bớt một hồ sơ rồi nhắn lại giúp:",
    "You follow {count} dossiers, which is as many as possible. Please stop following one of them first:",
)
FOLLOWED = Bilingual("Anh/chị đang theo dõi {count} hồ sơ:", "You follow {count} dossiers:")
FOLLOWED_ONE = Bilingual("Anh/chị đang theo dõi 1 hồ sơ:", "You follow 1 dossier:")
WHICH = Bilingual("Anh/chị muốn bỏ theo dõi hồ sơ nào?", "Which dossier do you want to stop following?")
LINE = Bilingual("{status}", "{status}")
LINE_DUE = Bilingual("{status}, hẹn trả {due}", "{status}, due {due}")
CHOOSE = Bilingual("Nhắn số để bỏ theo dõi hồ sơ đó.", "Send a number to stop following that one.")
NONE = Bilingual(
    "Anh/chị chưa theo dõi hồ sơ nào. Nhắn mã hồ sơ để xem, rồi bấm “Báo tôi khi có thay đổi”.",
    "You follow no dossier. Send a code to see one, then press “Tell me when it changes”.",
)
ENDED = Bilingual(
    "Đã bỏ theo dõi hồ sơ {code}. Tổng đài sẽ không nhắn về hồ sơ này nữa.",
    "You no longer follow dossier {code}. We will not write about it again.",
)
NOT_FOLLOWED = Bilingual("Anh/chị không theo dõi hồ sơ {code}.", "You do not follow dossier {code}.")

CHANGED = Bilingual("Hồ sơ {code} có thay đổi", "Dossier {code} has changed")
READY = Bilingual("Hồ sơ {code} đã có kết quả", "Dossier {code}: the result is ready")
MOVED = Bilingual("Hồ sơ {code} có ngày hẹn mới", "Dossier {code} has a new date")
REMINDER = Bilingual("Nhắc anh/chị: hồ sơ {code} sắp đến ngày hẹn", "A reminder: dossier {code} is due soon")
LATE = Bilingual("Hồ sơ {code} bị trễ hẹn", "Dossier {code} is late")
WAS = Bilingual("Trước đó: {status}.", "Before: {status}.")
WAS_DUE = Bilingual("Ngày hẹn trước đó: {day}.", "The date before: {day}.")
KEPT = Bilingual(
    "Có tin về hồ sơ anh/chị theo dõi mà hôm trước Tổng đài chưa nhắn được:",
    "There is news of what you follow that we could not send you before:",
)
SEE = Bilingual("Xem hồ sơ", "See the dossier")
