"""Recognises questions about buses: what is asked, and how sure it is that it is about buses at all."""

import re

from hotline.expressions import Expression
from hotline.lexicon.names import ENGLISH_NAMES, PLACE_NOUNS, PLACES, WARDS
from hotline.phrases import Phrases
from hotline.recognition import Recognised, Sure
from hotline.services.bus.coordinates import location_in
from hotline.services.bus.queries import BusQuery, Coordinates, Help, Route, Stop
from hotline.services.bus.said_address import SaidAddress, find_address, find_alley
from hotline.services.bus.said_journey import find_bare_destination, find_destination, find_journey, quoted_journey
from hotline.services.bus.said_place import crossing_at, read_place
from hotline.services.bus.said_route import find_route
from hotline.services.bus.said_stop import find_stop_code, find_stop_name
from hotline.services.bus.words import BUS, NOT_BUS, STRONG
from hotline.text import Message


def recognise(message: Message) -> Recognised | None:
    """What is asked about buses, if anything is.

    The more definite reading wins: a journey as our buttons say it, a point, a stop's code, a line's number, a journey
    between two places, a house, a stop's name, a destination, a street, and at last "xe buýt" with nothing else.
    """
    if quoted := quoted_journey(message.text):
        return Recognised("bus", Sure.ASKED, quoted)
    if where := location_in(message.text):
        return Recognised("bus", Sure.NAMED, Coordinates(where))
    if _ELSEWHERE(message):
        return None
    strong = STRONG(message)
    about = strong or (BUS(message) and not NOT_BUS(message))
    if (crossing := _crossing(message)) and (about or not _left_over(message, *crossing[1:])):
        return Recognised("bus", Sure.ASKED if strong else Sure.LIKELY if about else Sure.MAYBE, Stop(crossing[0]))
    address = find_address(message)
    if code := find_stop_code(message, address):
        return Recognised("bus", Sure.NAMED if code.startswith("MT") else Sure.ASKED, Stop(code))
    named = find_stop_name(message)
    if (route := find_route(message, address)) and not (named and named[1] < route[1]):
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


# A short link to a map holds no point; only whoever follows it learns one.
_SHORT_LINK = Expression(r"(?<!\w)(?:maps\.app\.goo\.gl|goo\.gl/maps|g\.co/maps)/\S", re.IGNORECASE)
_ELSEWHERE = Phrases("""
=ở/tại/của/trong/ngoài/quận_1/quận_3/quận_7/thành_phố/tp sài_gòn/hà_nội/hồ_chí_minh/hcm|tphcm|tp hcm|sài gòn … buýt|
buýt/bus … sài_gòn/hà_nội|in hanoi/saigon|vé xe_khách/máy_bay/tàu|đặt vé|đặt xe|thuê xe|xe khách đi|xe giường_nằm|
limousine|in ha_noi/ho_chi_minh|=đi/ra/vào/vô/về hà_nội/sài_gòn
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
    if (alley := find_alley(message)) and (about or not _left_over(message, alley.start, alley.end)):
        return Recognised("bus", sure if about else Sure.MAYBE, alley.address)
    if journey:
        return Recognised("bus", Sure.LIKELY, journey)
    if somewhere := _somewhere(message, journey):
        return Recognised("bus", Sure.MAYBE, somewhere)
    if (about and _SUBJECT(message)) or _SHORT_LINK.search(message.text):
        return Recognised("bus", sure, Help())
    return None


def _somewhere(message: Message, journey: BusQuery | None) -> BusQuery | None:
    """A place that somebody wants to go to, or only names, in a message that need not speak of buses."""
    if wanted := (journey is None and _WANTS(message) and find_destination(message)):
        return wanted
    if (going := find_bare_destination(message)) and not _left_over(message, *going[1:]):
        return going[0]
    return _only_a_place(message)


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
