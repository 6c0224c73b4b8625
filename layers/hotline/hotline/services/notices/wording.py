"""What citizens read when they choose which notices they get."""

from hotline.bilingual import Bilingual

CONSENT_VERSION = "2026-11"
"""Of what BEGUN and AGREED say: a consent is to one text, so another text is another version."""

BEGUN = Bilingual("Anh/chị đã đăng ký nhận tin:", "You are now subscribed to:")
AGREED = Bilingual(
    "Tin thường không bắt đầu gửi sau 22 giờ hay trước 6 giờ; tin khẩn cấp thì gửi ngay, cả ban đêm.\n"
    "Để gửi được, Tổng đài lưu mã Zalo, mục tin, nơi nhận và lúc anh/chị đăng ký, cho đến khi anh/chị hủy.\n"
    "Quá 7 ngày anh/chị không nhắn gì ở đây thì Zalo có thể không chuyển tin, nên khi có thiên tai anh/chị theo dõi "
    "thêm đài, báo.\n"
    "Muốn thôi, anh/chị nhắn: hủy tin. Xem lại, nhắn: đang nhận gì",
    "No ordinary notice begins after 22:00 or before 6:00; urgent ones go out at once, also at night.\n"
    "For this we keep your Zalo id, the topics, the areas and when you subscribed, until you end it.\n"
    "If you write nothing here for more than 7 days, Zalo may not deliver, so in a disaster please follow radio and "
    "television too.\n"
    "To end it, send: stop. To see what you get, send: my subscriptions",
)
EVERYWHERE = Bilingual("cả thành phố", "the whole city")
LINE = Bilingual("• {topic}: {areas}", "• {topic}: {areas}")
NARROWER = Bilingual(
    "Chỉ muốn nhận tin của một phường, xã? Anh/chị nhắn, ví dụ: {example}",
    "Only for one ward? Send, for example: {example}",
)

ASK_TOPIC = Bilingual(
    "Anh/chị muốn nhận tin nào? Bấm nút, hoặc nhắn số:", "What would you like to be told of? Press, or send a number:"
)
CHOICE = Bilingual("{number}. {title}", "{number}. {title}")
ASK_WARD = Bilingual(
    "Anh/chị muốn nhận tin {topic} ở phường, xã nào? Anh/chị nhắn, ví dụ: {example}\nHoặc nhận tin của cả thành phố.",
    "For which ward do you want notices on {topic}? Send, for example: {example}\nOr have those of the whole city.",
)
ASK_WHICH = Bilingual(
    "“{area}” có thể là nhiều nơi. Anh/chị muốn nhận tin {topic} ở đâu?",
    "“{area}” may be several places. Where do you want notices on {topic}?",
)
OLD_DISTRICT = Bilingual("cả {area} cũ ({wards})", "all of former {area} district ({wards})")
ALL_OF_THEM = Bilingual("cả {count} nơi trên", "all {count} of these")
CITY = Bilingual("Cả thành phố", "The whole city")
OFFER = Bilingual(
    "Tổng đài chưa tra được ngay tin {topic} ở đây. Anh/chị có thể đăng ký, khi thành phố có tin thì Tổng đài nhắn. "
    "Cần biết ngay, mời anh/chị gọi {phone}.",
    "We cannot look up {topic} here right now. You can subscribe, and we will write when the city has news. If you "
    "need to know now, please call {phone}.",
)
SUBSCRIBE = Bilingual("Đăng ký tin {topic}", "Subscribe to {topic}")

ENDED = Bilingual("Đã hủy, Tổng đài sẽ không gửi nữa:", "Ended; we will not send these any more:")
NOTHING_TO_END = Bilingual(
    "Anh/chị hiện không nhận tin này, nên không có gì để hủy.", "You do not get this, so there is nothing to end."
)
LEFT = Bilingual("Anh/chị vẫn nhận:", "You still get:")
NONE_LEFT = Bilingual("Anh/chị hiện không nhận tin nào.", "You are subscribed to nothing now.")
END_WHICH = Bilingual(
    "Anh/chị muốn hủy tin nào? Bấm nút, hoặc nhắn số:", "Which would you like to end? Press, or send a number:"
)
ALL = Bilingual("Hủy tất cả", "Stop everything")
END = Bilingual("Hủy tin {topic}", "Stop {topic}")
AGAIN = Bilingual("Nhận lại tin {topic}", "Have {topic} again")

HELD = Bilingual("Anh/chị đang nhận tin:", "You are subscribed to:")
HELD_SINCE = Bilingual("• {topic}: {areas} (từ {day})", "• {topic}: {areas} (since {day})")
HOW_TO_END = Bilingual("Muốn thôi mục nào, anh/chị bấm nút hoặc nhắn số:", "To end one, press or send its number:")
MORE = Bilingual("Đăng ký thêm", "Subscribe to more")

# What buttons and numbers say: whole wishes, which the recogniser understands by themselves.
BEGIN_ASKED = Bilingual("đăng ký tin {topic}", "subscribe to {topic} alerts")
BEGIN_ASKED_IN = Bilingual("đăng ký tin {topic} ở {area}", "subscribe to {topic} alerts in {area}")
BEGIN_ASKED_CITY = Bilingual("đăng ký tin {topic} cả thành phố", "subscribe to {topic} alerts for the whole city")
END_ASKED = Bilingual("hủy tin {topic}", "unsubscribe from {topic} alerts")
END_ALL_ASKED = Bilingual("hủy tất cả", "unsubscribe from everything")
MENU_ASKED = Bilingual("đăng ký nhận tin", "subscribe to alerts")
WARD = Bilingual("phường {name}", "{name} ward")
DISTRICT = Bilingual("quận {name}", "{name} district")
CALL = Bilingual("Gọi {phone}", "Call {phone}")
AND = Bilingual(" và ", " and ")
