"""What the bus service says: short, warm, exact. A timetable is never shown as live, a headway never as a time."""

from collections.abc import Sequence
from datetime import date, datetime

from hotline.bilingual import Bilingual
from hotline.services.bus.departures import Departure
from hotline.services.bus.itineraries import BusRide
from hotline.services.bus.wheelchairs import agreed

# Up to this age, in seconds, a prediction is live; then it says its age.
LIVE_S = 90

NEAR = Bilingual("Xe buýt gần {where} ({how}):", "Buses near {where} ({how}):")
NEAR_YOU = Bilingual("Xe buýt gần anh/chị ({how}):", "Buses near you ({how}):")
AT_STOP = Bilingual("Trạm {name} ({how}):", "Stop {name} ({how}):")
BY_TIMETABLE = Bilingual("theo lịch", "timetable")
UNLESS_SAID = Bilingual("{how}, trừ chuyến có ghi khác", "{how}, unless noted")
STOP = Bilingual("Trạm {name} ({walk})", "Stop {name} ({walk})")
LINE = Bilingual("{route} → {headsign}: {when}", "{route} → {headsign}: {when}")
LINE_WITHOUT_HEADSIGN = Bilingual("{route}: {when}", "{route}: {when}")
MORE_LINES = Bilingual("Còn tuyến: {routes}", "Also: {routes}")
OLD_FEED = Bilingual("Lịch lập ngày {day}, có thể đã đổi.", "Timetable dated {day}; it may have changed.")

IN_MINUTES = Bilingual("{time} ({minutes} phút nữa)", "{time} (in {minutes} min)")
NOW = Bilingual("{time} (đến ngay)", "{time} (now)")
IN_MINUTES_HOW = Bilingual("{time} ({minutes} phút nữa, {how})", "{time} (in {minutes} min, {how})")
NOW_HOW = Bilingual("{time} (đến ngay, {how})", "{time} (now, {how})")
HOW = Bilingual("{when} ({how})", "{when} ({how})")
LIVE = Bilingual("trực tiếp", "live")
LIVE_AGED = Bilingual("dữ liệu {minutes} phút trước", "data {minutes} min old")
CANCELED = Bilingual("chuyến {time} bị hủy", "the {time} is canceled")
THEN = Bilingual("{canceled}; {later}", "{canceled}; {later}")
ALERT = Bilingual("Lưu ý: {text}", "Notice: {text}")
HEADWAY = Bilingual("{headway} phút/chuyến, {first}–{last}", "every {headway} min, {first}–{last}")
LATER_TODAY = Bilingual("chuyến tới {time}", "next at {time}")
STARTS_TODAY = Bilingual("chuyến đầu {first}, rồi {headway} phút/chuyến", "first at {first}, then every {headway} min")
WHEELCHAIR_ON_ALL = Bilingual("♿ Xe lăn lên được các chuyến trên.", "♿ All of these take wheelchairs.")
WHEELCHAIR_ON_NONE = Bilingual("Xe lăn không lên được các chuyến trên.", "None of these takes wheelchairs.")
WHEELCHAIR_ON_LINE = Bilingual("{when}; ♿ xe lăn lên được", "{when}; ♿ takes wheelchairs")
WHEELCHAIR_NOT_ON_LINE = Bilingual("{when}; xe lăn không lên được", "{when}; no wheelchairs")
WHEELCHAIR_ON_SOME = Bilingual("{when}; ♿ xe lăn lên được chuyến {times}", "{when}; ♿ wheelchairs on the {times}")
WHEELCHAIR_AT_STOP = Bilingual("{walk}, ♿ trạm đón được xe lăn", "{walk}, ♿ wheelchairs can board here")
WHEELCHAIR_AT_THIS_STOP = Bilingual("♿ Trạm này đón được xe lăn.", "♿ Wheelchairs can board at this stop.")
OVER_TODAY = Bilingual("hết chuyến hôm nay, chuyến đầu {day} {time}", "no more today, first bus {day} {time}")
NOT_TODAY = Bilingual("hôm nay không chạy, chuyến tới {day} {time}", "no service today, next {day} {time}")
ALL_OVER = Bilingual("Hôm nay đã hết chuyến. Chuyến đầu:", "No more buses today. First ones:")
NONE_TODAY = Bilingual("Hôm nay không có chuyến. Chuyến tới:", "No buses today. Next ones:")
DAY_AND_TIME = Bilingual("{day} {time}", "{day} {time}")
TOMORROW = Bilingual("ngày mai", "tomorrow")
WEEKDAYS = (
    Bilingual("Thứ Hai {day}", "Mon {day}"),
    Bilingual("Thứ Ba {day}", "Tue {day}"),
    Bilingual("Thứ Tư {day}", "Wed {day}"),
    Bilingual("Thứ Năm {day}", "Thu {day}"),
    Bilingual("Thứ Sáu {day}", "Fri {day}"),
    Bilingual("Thứ Bảy {day}", "Sat {day}"),
    Bilingual("Chủ nhật {day}", "Sun {day}"),
)

NO_STOP_NEAR = Bilingual(
    "Quanh {where} không có trạm xe buýt nào trong {radius}. Trạm gần nhất ({how}):",
    "There is no bus stop within {radius} of {where}. The nearest one ({how}):",
)
OUTSIDE = Bilingual(
    "Chỗ này nằm ngoài vùng có xe buýt mà Tổng đài biết. Anh/chị gửi giúp vị trí hoặc địa chỉ khác, hoặc gọi {phone}.",
    "That is outside the bus network we know. Please send another place or address, or call {phone}.",
)
YOUR_PLACE = Bilingual("chỗ anh/chị", "your place")
NOTHING_AT_STOP = Bilingual(
    "Trong 7 ngày tới không có chuyến nào theo lịch.", "The timetable has no bus in the next 7 days."
)
FEED_OVER = Bilingual(
    "Lịch xe mà Tổng đài có đã hết hạn ngày {day}, nên chưa thể nói giờ xe. Mời anh/chị gọi {phone}.",
    "The timetable we have ended on {day}, so we cannot tell departure times. Please call {phone}.",
)
FEED_NOT_BEGUN = Bilingual(
    "Lịch xe mà Tổng đài có chỉ bắt đầu từ ngày {day}. Mời anh/chị gọi {phone}.",
    "The timetable we have begins on {day}. Please call {phone}.",
)

WHICH = Bilingual("“{what}” có ở {count} nơi. Anh/chị hỏi nơi nào?", "“{what}” is in {count} places. Which one?")
WHICH_STOP = Bilingual(
    "Trên {what} có {count} trạm. Anh/chị gần trạm nào?", "{what} has {count} stops. Which is near you?"
)
CHOOSE = Bilingual("Bấm nút, hoặc nhắn số từ 1 đến {count}.", "Press a button, or send a number from 1 to {count}.")
WHICH_STREET = Bilingual(
    "{number} đường nào? Anh/chị nhắn thêm tên đường, ví dụ: {number} Nguyễn Lương Bằng",
    "{number} of which street? Please add its name, for example: {number} Nguyễn Lương Bằng",
)
ON_THE_STREET = Bilingual(
    "Chưa rõ “{said}” ở đoạn nào, nên chưa tính được đường đi bộ. Trạm {stop} trên đường ấy ({how}):",
    "We do not know where on the street “{said}” is, so not how far the walk is. Stop {stop} is on it ({how}):",
)
BESIDE_THE_STREET = Bilingual(
    "Chưa rõ “{said}” ở đoạn nào, nên chưa tính được đường đi bộ. Trạm {stop} ở gần đường {street} ({how}):",
    "We do not know where on the street “{said}” is, so not how far the walk is. Stop {stop} is near {street} ({how}):",
)
STOP_BESIDE = Bilingual("trạm {stop} (gần đường {street})", "stop {stop} (near {street})")
CREDIT = Bilingual("Vị trí địa chỉ theo {source}", "Address located with {source}")
UNKNOWN_PLACE = Bilingual(
    "Chưa tìm thấy “{what}” trên mạng xe buýt. Anh/chị gửi vị trí (nút ghim), hoặc nhắn số nhà, tên đường và phường, "
    "ví dụ: {example}",
    "We could not find “{what}” in the bus network. Share your location, or send the house number, street and ward, "
    "for example: {example}",
)
UNKNOWN_STOP = Bilingual(
    "Không có trạm “{what}”. Mã trạm ghi trên biển ở trạm, ví dụ: {example}",
    "There is no stop “{what}”. The code is on the sign at the stop, for example: {example}",
)
UNKNOWN_ROUTE = Bilingual(
    "Không có tuyến “{what}”. Các số tuyến trong lịch: {numbers}.",
    "There is no line “{what}”. The lines are: {numbers}.",
)
NO_TIMETABLE = Bilingual(
    "Lịch xe buýt đang được nạp, chưa xem được. Anh/chị thử lại sau ít phút, hoặc gọi {phone}.",
    "The bus timetable is being loaded. Please try again in a few minutes, or call {phone}.",
)
JOURNEY = Bilingual("Từ {origin} đến {destination} ({how}):", "From {origin} to {destination} ({how}):")
FIRST_PLACE = Bilingual("vị trí gửi trước", "the place you sent first")
SECOND_PLACE = Bilingual("vị trí vừa gửi", "the one you just sent")
NEAR_SECOND_PLACE = Bilingual("Trạm gần vị trí vừa gửi", "Stops near the last place")
NO_JOURNEY_TODAY = Bilingual("Hôm nay không còn chuyến. Chuyến đầu {day}:", "No more buses today. First ones {day}:")
NO_JOURNEY = Bilingual(
    "Trong 7 ngày tới không có xe buýt nào đi được, kể cả khi đổi xe hai lần. Mời anh/chị gọi {phone}.",
    "No bus gets you there in the next 7 days, even with two changes. Please call {phone}.",
)
SAME_PLACE = Bilingual("Hai nơi này là một chỗ.", "These two are the same place.")
ON_FOOT = Bilingual("Đi bộ khoảng {walk} ({minutes} phút) là tới.", "It is a walk of about {walk} ({minutes} min).")
CHANGES = (
    Bilingual("Không đổi xe", "No change"),
    Bilingual("Đổi xe 1 lần", "1 change"),
    Bilingual("Đổi xe 2 lần", "2 changes"),
)
JOURNEY_TIMED = Bilingual(
    "{number}. {changes}: {departs}–{arrives} ({minutes} phút)",
    "{number}. {changes}: {departs}–{arrives} ({minutes} min)",
)
JOURNEY_ABOUT = Bilingual(
    "{number}. {changes}: khoảng {minutes} phút kể cả chờ", "{number}. {changes}: about {minutes} min with waiting"
)
JOURNEY_ABOUT_AT = Bilingual(
    "{number}. {changes}: đi lúc {departs}, khoảng {minutes} phút kể cả chờ",
    "{number}. {changes}: leave at {departs}, about {minutes} min with waiting",
)
WALK_TO = Bilingual("• Đi bộ {walk} đến trạm {stop}", "• Walk {walk} to stop {stop}")
BOARD_AT = Bilingual("• Trạm {stop}", "• Stop {stop}")
WALK_ON = Bilingual("• Đi bộ {walk} là tới", "• Walk {walk} and you are there")
WHEELCHAIR_ALL_THE_WAY = Bilingual("{way}, ♿ xe lăn đi được", "{way}, ♿ takes wheelchairs")
WHEELCHAIR_ON_BUS = Bilingual("{ride} (♿ xe lăn lên được)", "{ride} (♿ takes wheelchairs)")
WHEELCHAIR_NOT_ON_BUS = Bilingual("{ride} (xe lăn không lên được)", "{ride} (no wheelchairs)")
RIDE_TIMED = Bilingual("• {departs} {line}, {arrives} xuống {stop}", "• {departs} {line}, get off {stop} {arrives}")
RIDE_IF_CAUGHT = Bilingual(
    "• {departs} (nếu kịp) {line}, {arrives} xuống {stop}", "• {departs} (if caught) {line}, get off {stop} {arrives}"
)
RIDE_ABOUT = Bilingual(
    "• {line} ({headway} phút/chuyến), đi {minutes} phút, xuống {stop}",
    "• {line} (every {headway} min), ride {minutes} min, get off {stop}",
)
RIDE_FROM = Bilingual(
    "• {line} ({headway} phút/chuyến, từ {first}), đi {minutes} phút, xuống {stop}",
    "• {line} (every {headway} min from {first}), ride {minutes} min, get off {stop}",
)
BUS = Bilingual("tuyến {route} → {headsign}", "bus {route} → {headsign}")
BUS_WITHOUT_HEADSIGN = Bilingual("tuyến {route}", "bus {route}")
BACK_BUTTON = Bilingual("Chiều về", "The way back")
JOURNEY_ASKED = Bilingual("từ “{origin}” đến “{destination}”", "how do I get from “{origin}” to “{destination}”")
DESTINATION_ASKED = Bilingual("xe buýt đến “{destination}”", "how do I get to “{destination}”")
WHERE_FROM = Bilingual(
    "Anh/chị đi từ đâu? Nhắn ví dụ: từ {example} đến {destination}",
    "Where do you start? Send for example: from {example} to {destination}",
)
LINES_TO = Bilingual("Xe đến gần {destination} (theo lịch):", "Buses that stop near {destination} (timetable):")
LINE_TO = Bilingual("{route} → {headsign}: xuống {stop} ({walk})", "{route} → {headsign}: get off {stop} ({walk})")
NO_LINE_TO = Bilingual(
    "Quanh {destination} không có trạm xe buýt nào trong {radius}.",
    "There is no bus stop within {radius} of {destination}.",
)
FAR_FROM_STOPS = Bilingual("Trạm gần nhất là {stop} ({walk}).", "The nearest one is {stop} ({walk}).")
UNKNOWN_END = Bilingual(
    "Chưa tìm thấy “{what}” trên mạng xe buýt. Anh/chị nhắn lại cả hai nơi, bằng số nhà và tên đường hoặc tên trạm, "
    "ví dụ: từ {example} đến {other}",
    "We could not find “{what}” in the bus network. Please send both places again, by house number and street or by "
    "the name of a stop, for example: from {example} to {other}",
)
AND = Bilingual("” và “", "” and “")
BUSES_AT = Bilingual("Xe gần {place}", "Buses near {place}")
BUSES_AT_ASKED = Bilingual("xe buýt gần {place}", "bus near {place}")

ROUTE = Bilingual("Tuyến {number}: {name} (theo lịch)", "Line {number}: {name} (timetable)")
ROUTE_ALIASES = Bilingual("Số cũ: {aliases}", "Former numbers: {aliases}")
DIRECTION = Bilingual("→ {headsign}: {when}", "→ {headsign}: {when}")
DIRECTION_HOURS = Bilingual("{first}–{last}, {headway} phút/chuyến", "{first}–{last}, every {headway} min")
DIRECTION_ONCE = Bilingual("{first}–{last}", "{first}–{last}")
DIRECTION_OVER = Bilingual("{when} (hôm nay đã hết chuyến)", "{when} (no more today)")
ROUTE_IDLE = Bilingual(
    "Lịch hiện không có chuyến nào của tuyến này. Mời anh/chị gọi {phone} để hỏi.",
    "The timetable has no trips of this line at present. Please call {phone}.",
)
DIRECTION_OFF = Bilingual("hôm nay không có chuyến", "no service today")
VIA = Bilingual("Qua: {stops}", "Via: {stops}")
ROUTE_BUTTON = Bilingual("Tuyến {number}", "Line {number}")

MENU = Bilingual(
    "Tìm xe buýt, anh/chị nhắn một trong các cách sau:\n"
    "• Địa chỉ: {address}\n"
    "• Mã trạm: MT {code}\n"
    "• Số tuyến: {route}\n"
    "• Cách đi: từ {address} đến {destination}\n"
    "• Hoặc gửi vị trí của mình (nút ghim); gửi tiếp vị trí nơi đến để xem cách đi",
    "To find a bus, send one of these:\n"
    "• An address: {address}\n"
    "• A stop code: MT {code}\n"
    "• A line: {route}\n"
    "• The way: from {address} to {destination}\n"
    "• Or share your location, then that of where you are going",
)
ROUTE_ASKED = Bilingual("tuyến {number}", "line {number}")
STOP_ASKED = Bilingual("trạm {name}", "stop {name}")
CALL = Bilingual("Gọi {phone}", "Call {phone}")
MENU_BUTTON = Bilingual("Chỗ khác", "Another place")
MENU_ASKED = Bilingual("xe buýt", "bus help")


def walk(lang: str, metres: int) -> str:
    """Metres below one kilometre, then kilometres with one decimal."""
    if metres < 1000:
        return f"{metres} m"
    kilometres = f"{metres / 1000:.1f}"
    return f"{kilometres} km" if lang == "en" else f"{kilometres.replace('.', ',')} km"


def clock(moment: datetime) -> str:
    """07:05."""
    return f"{moment:%H:%M}"


def day(lang: str, of: date, today: date) -> str:
    """Tomorrow, or the weekday with the date."""
    if (of - today).days == 1:
        return TOMORROW.say(lang)
    return WEEKDAYS[of.weekday()].say(lang, day=f"{of:%d/%m}")


def interval(headway: tuple[int, int]) -> str:
    """15–30, or 20 when both are one."""
    shortest, longest = headway
    return str(shortest) if shortest == longest else f"{shortest}–{longest}"


def with_wheelchairs(lang: str, when: str, departures: Sequence[Departure]) -> str:
    """What is said of a line, and which of the buses told of take wheelchairs; nothing where the feed does not say."""
    running = [departure for departure in departures if not departure.is_canceled]
    if (all_alike := agreed({departure.wheelchair for departure in running})) is not None:
        return (WHEELCHAIR_ON_LINE if all_alike else WHEELCHAIR_NOT_ON_LINE).say(lang, when=when)
    times = [clock(departure.time) for departure in running if departure.wheelchair and departure.time]
    return WHEELCHAIR_ON_SOME.say(lang, when=when, times=", ".join(times)) if times else when


def ride_times(lang: str, ride: BusRide, now: datetime) -> dict[str, str]:
    """When a bus with published times is boarded and left, and how that is known where it is not by the timetable."""
    if not ride.departs or not ride.arrives:
        return {}
    departs, arrives = clock(ride.departs), clock(ride.arrives)
    if ride.departs_predicted_at:
        departs = HOW.say(lang, when=departs, how=live(lang, ride.departs_predicted_at, now))
        if not ride.arrives_predicted_at:
            arrives = HOW.say(lang, when=arrives, how=BY_TIMETABLE.say(lang))
    elif ride.arrives_predicted_at:
        arrives = HOW.say(lang, when=arrives, how=live(lang, ride.arrives_predicted_at, now))
    return {"departs": departs, "arrives": arrives}


def live(lang: str, predicted_at: datetime, now: datetime) -> str:
    """That a prediction is live, or how old it is."""
    age = (now - predicted_at).total_seconds()
    return LIVE.say(lang) if age <= LIVE_S else LIVE_AGED.say(lang, minutes=round(age / 60))


def next_one(lang: str, departure: Departure, now: datetime) -> str:
    """The day and time of a line's next departure, where it was said already that today is over."""
    at = departure.time or departure.first
    return DAY_AND_TIME.say(lang, day=day(lang, at.date(), now.date()), time=clock(at)) if at else ""
