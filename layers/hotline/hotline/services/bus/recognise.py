"""Recognises questions about buses: what is asked, and how sure it is that it is about buses at all."""

import re

from hotline.expressions import Expression
from hotline.lexicon.names import ENGLISH_NAMES, PLACE_NOUNS, PLACES, STREET_NAMES, WARDS
from hotline.phrases import Phrases
from hotline.recognition import Recognised, Sure
from hotline.services.bus.coordinates import location_in
from hotline.services.bus.queries import BusQuery, Coordinates, Help, Route, Stop
from hotline.services.bus.said_address import SaidAddress, find_address
from hotline.services.bus.said_journey import find_destination, find_journey
from hotline.services.bus.said_place import crossing_at, read_place
from hotline.services.bus.words import BUS, NOT_BUS, STRONG
from hotline.text import Message


def recognise(message: Message) -> Recognised | None:
    """What is asked about buses, if anything is.

    The more definite reading wins: a point, a stop's code, a line's number, a journey between two places, a house, a
    stop's name, a destination, a street, and at last "xe buýt" with nothing else.
    """
    if where := location_in(message.text):
        return Recognised("bus", Sure.NAMED, Coordinates(where))
    if _ELSEWHERE(message):
        return None
    strong = STRONG(message)
    about = strong or (BUS(message) and not NOT_BUS(message))
    if (crossing := _crossing(message)) and (about or not _left_over(message, *crossing[1:])):
        return Recognised("bus", Sure.ASKED if strong else Sure.LIKELY if about else Sure.MAYBE, Stop(crossing[0]))
    address = find_address(message)
    if code := _stop_code(message, address):
        return Recognised("bus", Sure.NAMED if code.startswith("MT") else Sure.ASKED, Stop(code))
    named = _stop_name(message)
    if (route := _route(message, address)) and not (named and named[1] < route[1]):
        return Recognised("bus", Sure.ASKED, Route(route[0]))
    journey = find_journey(message)
    if journey and journey.journey.origin and (journey.sure or about):
        return Recognised("bus", Sure.ASKED if about else Sure.LIKELY, journey.journey)
    sure = Sure.ASKED if strong else Sure.LIKELY
    if address and address.address.number and (about or _is_all(message, address)):
        return Recognised("bus", sure if about else Sure.MAYBE, address.address)
    if named:
        # "trạm 5 Lê Duẩn" is a house, whether a stop bears its name or not.
        query = address.address if address and address.address.number and address.label == named[0] else Stop(named[0])
        return Recognised("bus", Sure.ASKED if about else Sure.LIKELY, query)
    return _vaguely(message, address, journey.journey if journey else None, about=about, sure=sure)


_ELSEWHERE = Phrases("""
=ở/tại/của/trong/ngoài/quận_1/quận_3/quận_7/thành_phố/tp sài_gòn/hà_nội/hồ_chí_minh/hcm|tphcm|tp hcm|sài gòn … buýt|
buýt/bus … sài_gòn/hà_nội|in hanoi/saigon|vé xe_khách/máy_bay/tàu|đặt vé|đặt xe|thuê xe|xe khách đi|xe giường_nằm|
limousine|in ha_noi/ho_chi_minh
""")


def _vaguely(
    message: Message, address: SaidAddress | None, journey: BusQuery | None, *, about: bool, sure: Sure
) -> Recognised | None:
    """The readings that need something else in the message to say that it is about buses."""
    if about and journey:
        return Recognised("bus", sure, journey)
    if address and ((about and address.called) or _is_all(message, address)):
        return Recognised("bus", sure if about else Sure.MAYBE, address.address)
    if about and (place := _place(message)):
        return Recognised("bus", sure, place)
    if address and about:
        return Recognised("bus", sure, address.address)
    if journey:
        return Recognised("bus", Sure.LIKELY, journey)
    if wanted := (journey is None and _WANTS(message) and find_destination(message)):
        return Recognised("bus", Sure.MAYBE, wanted)
    if place := _only_a_place(message):
        return Recognised("bus", Sure.MAYBE, place)
    if about and (strong_word := _SUBJECT(message)):
        return Recognised("bus", sure if strong_word else Sure.MAYBE, Help())
    return None


# "em muốn đến đại học Bách khoa": who tells a switchboard where they want to go means by bus.
_WANTS = Phrases(
    """
muốn/cần/phải/định … =đi/đến/tới/ra/lên/về/qua|want to go|need to go|want to get|need to get|go to|đi như thế nào|
đi thế nào|đi sao|đi răng|chỉ đường|đường đi|cách đi|take me to|bring me to
"""
)
_SUBJECT = Phrases("""
bến xe gần|bến gần|xe buýt|buýt|xe bus|bus|buses|trạm xe|trạm gần|trạm nào gần|trạm mô gần|tìm trạm|bus stop|gần trạm|
trạm dừng|
nhà chờ|xe nào|xe mô|tuyến xe|tuyến nào|tuyến mô|chuyến xe|chuyến cuối|chuyến đầu|vé tháng|trạm … gần|trạm nào|
trạm mô|lộ trình|danh sách tuyến|các tuyến|những tuyến
""")

_CODE = Expression(
    r"(?<!\w)MT(?:[\s.:#-]{0,3}(\d{1,6})|[\s:#]{1,2}([\w.-]{0,24}\d[\w.-]{0,24}))(?![\w.-]*\w)", re.IGNORECASE
)
_STOP_WORD = Phrases(
    """
trạm|trạm xe|trạm xe buýt|bến xe buýt|trạm buýt|trạm xe bus|trạm bus|trạm dừng|mã trạm|mã số trạm|trạm số|trạm mã|
trạm xe buýt số|trạm xe số|bus stop|stop|stop number|stop no|bus stop number|stop code|bến số|trạm có mã|trạm mã số|
mã trạm số|mã trạm xe|mã trạm là|điểm dừng|điểm dừng số|nhà chờ|điểm đón|bus stop at|stop at|station code|
nhà chờ xe buýt
"""
)


def _stop_code(message: Message, address: SaidAddress | None) -> str | None:
    """As in "MT 123", "mã trạm 302", "trạm 60"."""
    if "mt" in message.text.lower() and (found := _CODE.search(message.text)):
        return f"MT {found[1] or found[2]}"
    at = 0
    while at < len(message):
        end = 0 if address and address.start <= at < address.end else _STOP_WORD.at(message, at)
        if end:
            ahead = end + (end < len(message) and message.words[end] in (":", "-", "#", "la"))
            if (
                ahead < len(message)
                and message.words[ahead].isdigit()
                and len(message.words[ahead]) < 5
                and not _names_street(message, ahead + 1)
            ):
                return message.words[ahead]
        at += 1
    return None


def _names_street(message: Message, at: int) -> bool:
    return at < len(message) and (
        STREET_NAMES.at(message, at) > 0
        or message.words[at] in ("duong", "dg", "thang")
        or bool(message.said[at][0].isupper() and message.said[at].isalpha() and not message.said[at].isupper())
    )


_LINE = Phrases("""
tuyến|tuyến xe|tuyến xe buýt|tuyến buýt|tuyến bus|xe|xe buýt|xe bus|buýt|bus|bus number|bus no|route|route number|
bus route|bus line|line|line number|number bus|tuyến bus số|xe số|xe buýt số|xe bus số|bus số|buýt số|tuyến số|
tuyến xe số|tuyến xe buýt số|chuyến|chuyến số|chuyến xe|chuyến xe số|xe tuyến|xe tuyến số|xe buýt tuyến|
xe buýt tuyến số|bus tuyến|lộ trình|lộ trình tuyến|xe mang số|con|con số|bus #|route #|xe buýt mang số|xe bus tuyến|
em số|con xe|xe buýt của tuyến|xe buýt con
""")
_LINE_NUMBER = Expression(r"(?:r|lk)?-?\d{1,3}[a-d]?|\d{2}(?:dl|sb)")
_LETTERED = Expression(r"r\d{1,2}[a-d]?|lk\d{1,2}|\d{2}(?:dl|sb)")


def _route(message: Message, address: SaidAddress | None) -> tuple[str, int] | None:
    """A line's number and where it is said: "tuyến 05", "xe số 12", "R16", "bus 7"."""
    words = message.words
    for at, word in enumerate(words):
        if address and address.start <= at < address.end and address.address.number:
            continue
        if word[0] in "rl0123456789" and _LETTERED.fullmatch(word):
            return word.upper(), at
        if word in ("r", "lk") and at + 1 < len(words) and re.fullmatch(r"\d{1,2}[a-d]?", words[at + 1]):
            return (word + words[at + 1]).upper(), at
        end = _LINE.at(message, at)
        if not end or (word == "con" and not BUS(message)):
            continue
        ahead = end + (end < len(words) and words[end] in (":", "-", "#", "so", "ma", "la"))
        if ahead >= len(words) or not _LINE_NUMBER.fullmatch(words[ahead]):
            continue
        if word == "xe" and end == at + 1 and (_COUNTED.at(message, ahead + 1) or _names_street(message, ahead + 1)):
            continue
        return words[ahead].upper(), at
    return _numbered_bus(message, address)


_COUNTED = Phrases("=chỗ/bánh/tấn/tuổi/phần/trăm/chiếc/loại/lít/cc/người/lần/phút/giờ/ngày/km")


def _numbered_bus(message: Message, address: SaidAddress | None) -> tuple[str, int] | None:
    """As in "the 12 bus", "số 12 chạy tới mấy giờ": a number that only the rest of the message makes a line's."""
    words = message.words
    for at, word in enumerate(words):
        if word.isalpha() or not _LINE_NUMBER.fullmatch(word) or (address and address.start <= at < address.end):
            continue
        following = words[at + 1] if at + 1 < len(words) else ""
        if following == "bus" and (
            at == 0 or words[at - 1] in ("the", "number", "no", "take", "is", "does", "a", "next", "last", "first")
        ):
            return word.upper(), at
        if at and words[at - 1] == "so" and _RUNS.at(message, at + 1):
            return word.upper(), at
    return None


_RUNS = Phrases(
    """
chạy|có chạy|còn chạy|đi qua|có đi|mấy giờ|bao lâu|đi đâu|đi mô|chạy tới|ghé|có ghé|hết chuyến|chuyến cuối|
bao nhiêu phút|chạy đường|lộ trình
"""
)


_BEFORE_NAME = Phrases(
    """
tên|là|ngay|=ở|tại|gần|trước|cổng|ngay cổng|đối diện|xe|buýt|bus|=chỗ|bên|đường|trước cổng|kế|nằm ở|:|near|at|in|
the|=có =tên|=chờ|dừng|sau|bên cạnh|cạnh|ở ngay
"""
)
_NO_NAME = Phrases(
    """
nào|mô|gần|y tế|thu phí|biến áp|xăng|bơm|cân|sạc|điện|xá|cứu|=chi|=gì|=đó|=này|=ni|=kia|mấy|xe nào|không|hết|=của|
=tôi|=em|=mình|=đây|nhất|cuối|=có|trộn|gần nhất|dừng nào|tiếp|=đi|=về|=ra|=xe|hay|đang|kế tiếp|trung chuyển nào|bị|
để|thì|nhé|với|cho|=đâu
"""
)


def _stop_name(message: Message) -> tuple[str, int] | None:
    """As in "trạm chợ Cồn", "trạm xe buýt ngay cổng KCN Hòa Khánh"; and where "trạm" is said."""
    for at in range(len(message)):
        end = _STOP_WORD.at(message, at)
        if not end:
            continue
        while end < len(message) and (stop := _BEFORE_NAME.at(message, end)) and not _known(message, end) > stop:
            end = stop
        if end >= len(message) or (_NO_NAME.at(message, end) and not _known(message, end)):
            continue
        place = read_place(message, end, len(message))
        if at == 0 and (place is None or place.end < len(message)) and (whole := _whole_name(message)):
            return whole, at
        if place and (place.known or at == 0):
            return place.name, at
    return None


_ASKING = Phrases("""
xe nào/mô/gì/chi/mấy/buýt/bus/đi/tới/ghé/chạy/có/còn/không|=có/không/nào/mô/chưa/còn/với/ghé|mấy giờ/phút/chuyến|
gần nhất/đây/tôi/tui/mình/em|ở đâu/mô|?|bao lâu/nhiêu/giờ|=gì|near|where|when|bus|đi đâu|tuyến|số mấy
""")


def _whole_name(message: Message) -> str | None:
    """A message that is "trạm" and a name: our own buttons say any stop's name so, however odd it is."""
    if message.words[0] != "tram" or _ASKING(message):
        return None
    return message.text[len("trạm ") :].strip() or None


def _known(message: Message, at: int) -> int:
    return max(
        PLACES.at(message, at),
        WARDS.at(message, at),
        STREET_NAMES.at(message, at),
        PLACE_NOUNS.at(message, at),
        ENGLISH_NAMES.at(message, at),
    )


_REGION = Phrases("đà nẵng|quảng nam|thành phố đà nẵng|tp đà nẵng|trung tâm|bưu điện|danang")


def _crossing(message: Message) -> tuple[str, int, int] | None:
    """A crossing that is no end of a journey, and where it begins and ends."""
    if _CORNERS.isdisjoint(message.vocabulary):
        return None
    for at in range(len(message)):
        if found := crossing_at(message, at):
            return None if find_journey(message) else (found.name, at, found.end)
    return None


_CORNERS = frozenset("nga goc nut giao vong cat corner intersection crossroads junction".split())


def _place(message: Message) -> Stop | None:
    """A place that is named in a question about buses: the stop there is meant."""
    for at in range(len(message)):
        if (
            PLACES.at(message, at)
            or PLACE_NOUNS.at(message, at)
            or ENGLISH_NAMES.at(message, at)
            or WARDS.at(message, at)
        ):
            place = read_place(message, at, len(message))
            if (
                place
                and place.known
                and (PLACES.at(message, at) or PLACE_NOUNS.at(message, at) < place.end > at + 1)
                and _REGION.at(message, at) != place.end
            ):
                return Stop(place.name)
    return None


_FILLERS = Phrases("""
=dạ|=ạ|em|tôi|tui|mình|con|cháu|ở|=nhà|địa chỉ|là|số|=cho|hỏi|gần|trạm|xin|chào|cám ơn|cảm ơn|đối diện|đd|kế|trước|
ad|ơi|nha|nhé|anh|chị|cô|chú|bác|=đang|tại|chỗ|thì|với|đà nẵng|thành phố|tp|quận|q|phường|p|đường|nào|nhà em|shop|
khách sạn|quán|chung cư|my|hotel|at|i am|i'm|in|the|da nang|danang|hi|hello|this|is|address|pls|please|thanks|đứng|
vn|việt nam|=không|=vậy|bên|căn|hộ|ni|nè|này|đây|bạn|giúp|homestay|#digits|and|near|around|việt|nam|cạnh|hẻm|kiệt|
trọ|phòng|hải châu|thanh khê|liên chiểu|sơn trà|cẩm lệ|ngũ hành sơn|hòa vang
""")


def _is_all(message: Message, address: SaidAddress) -> bool:
    """Whether the message is the address and politeness."""
    return _left_over(message, address.start, address.end) <= (1 if address.address.number else 0)


def _left_over(message: Message, start: int, end: int) -> int:
    """How many words outside a span say something."""
    count, at = 0, 0
    while at < len(message):
        if at == start:
            at = end
            continue
        stop = max(_FILLERS.at(message, at), PLACES.at(message, at))
        if stop:
            at = stop
            continue
        count += message.words[at].isalnum()
        at += 1
    return count


def _only_a_place(message: Message) -> Stop | None:
    """A message that is a landmark's name and nothing else."""
    if len(message) > 10:
        return None
    for at in range(len(message)):
        if PLACES.at(message, at) or PLACE_NOUNS.at(message, at) or ENGLISH_NAMES.at(message, at):
            place = read_place(message, at, len(message))
            if (
                place
                and place.known
                and (PLACES.at(message, at) or place.end - at > 1)
                and not _left_over(message, at, place.end)
            ):
                return Stop(place.name)
            return None
    return None
