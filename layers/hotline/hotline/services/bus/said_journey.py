"""Finds a journey in what somebody wrote: from one place to another, or only where to.

từ A đến B · đi B từ A · ở A ra B · A đi B · A -> B · A, B · from A to B · xe nào đi B · how do I get to B
"""

from typing import NamedTuple

from hotline.lexicon.names import STREET_NAMES, WARDS
from hotline.services.bus.queries import Journey
from hotline.services.bus.said_address import find_address
from hotline.services.bus.said_place import SaidPlace, read_place
from hotline.services.bus.words import BUS, STRONG
from hotline.text import Message, Phrases


class SaidJourney(NamedTuple):
    """A journey. `sure` is whether its form or its places leave no doubt that it is one."""

    journey: Journey
    sure: bool


_FROM = Phrases("=từ|from|xuất phát =từ|đi =từ|xuất phát ở|bắt đầu =từ|tư|điểm đi|nơi đi|đón ở|đón tại")
_AT = Phrases("=ở|tại|đang =ở|o")
_TO = Phrases(
    "=đến/tới/ra/về/qua/xuống/lên/sang/vào/vô/đi/lại|to|into|=đi đến/tới/ra/về/qua/xuống/lên/sang/vào/vô|=ra tới/đến|=qua tới/bên|=về tới/đến|đến điểm|điểm đến|nơi đến|=xuống tới|=lên tới|until|go to|=đi =ra|=rồi =đến"
)
_MOVES = Phrases("=đi/ra/về/qua/xuống/lên/vào/vô/sang|=đi đến/tới/ra/về/qua/xuống/lên/sang/vào/vô|=đến/tới")
_GO = Phrases("""
=đi/đến/tới/ra/về/xuống/lên/vào/vô/sang|=đi đến/tới/ra/về/qua/xuống/lên/sang/vào/vô|go to|going to|get to|gets to|goes to|go|to|bus to|=đi =ra|heading to|travel to|visit|go/get =ra/đến
""")
_NOT_PLACES = Phrases("""
=bộ|=thẳng|=đi =làm/học/chơi/xe/đâu/mô/thẳng/bộ/khám/thi/chợ_không/lại/về|xe|=đâu/mô/trạm/giờ/nay|trạm|bến nào/mô|chỗ nào/mô|số|mấy|bao|=đây|=tận|bus|buýt|chưa|=rồi|=hết|=khi|bây giờ|#time|#date|=trễ|tuyến|nào|learn|know|do|see|ask|use|take|buy|catch|talk|speak|=thăm|=gặp|=nhà|nhà
""")


def find_journey(message: Message) -> SaidJourney | None:
    """The journey that a message asks about, if it names a destination."""
    return _from_to(message) or _to_from(message) or _separated(message) or _bare(message) or _only_to(message)


def _ends(message: Message, start: int, at: int, after: int) -> tuple[SaidPlace, SaidPlace] | None:
    origin = read_place(message, start, at)
    if not origin:
        return None
    if _NOT_PLACES.at(message, after) and not message.words[after : after + 1] == ("nha",):
        return None
    destination = read_place(message, after, len(message))
    return (origin, destination) if destination else None


def _from_to(message: Message) -> SaidJourney | None:
    """ "từ A đến B", "ở A ra B"."""
    for start in range(len(message)):
        called = _FROM.at(message, start)
        stop = called or _AT.at(message, start)
        if not stop:
            continue
        for at in range(stop + 1, min(stop + 14, len(message))):
            if message.words[at] in ("?", "\n"):
                break
            after = _TO.at(message, at)
            if message.words[at] in (">",) or (message.words[at] == "-" and called and not _TO_AHEAD(message, at)):
                after = max(after, at + 1)
            if not after:
                continue
            ends = _ends(message, stop, at, after)
            if not ends:
                continue
            origin, destination = ends
            gap = _filler(message, origin.end, at)
            if not gap:
                continue
            sure = (origin.known or destination.known) if called else (origin.known and destination.known)
            if sure or BUS(message):
                return SaidJourney(Journey(origin.name, destination.name), sure=sure)
    return None


def _TO_AHEAD(message: Message, at: int) -> bool:
    return any(_TO.at(message, ahead) for ahead in range(at + 1, min(at + 8, len(message))))


_FILLER = Phrases(
    "=thì|=mà|muốn|=em|=mình|=tôi|=tui|=con|=cháu|cần|=định|=bắt_xe|=bắt|xe|buýt|bus|=đi|=nhà|,|=khi|=phải|=đón|=giờ|=đang|=cho|hỏi|i|want|need|and|how|can|do|get|-|)|(|.|tính|sẽ|=ngồi|=chạy|=đi_bộ|có|chuyến|nào|mô|=hay|tuyến|số|mấy|=chiều|=sáng|=tối|=trưa|=lên|=ra|=học|=thi|=làm|=thăm|=khám|mai|nay|a|the|=ở|=trọ|đây|xe_buýt|=nha|=ạ|=rồi|=gần|going|go|would|like|=vào|dạ|bữa_ni"
)


def _filler(message: Message, start: int, end: int) -> bool:
    """Whether nothing of weight stands between an origin's name and "đến"."""
    at = start
    while at < end:
        stop = _FILLER.at(message, at)
        if not stop:
            return False
        at = stop
    return True


def _to_from(message: Message) -> SaidJourney | None:
    """ "go to Bà Nà từ 46 Bạch Đằng"."""
    for at in range(2, len(message)):
        stop = _FROM.at(message, at)
        if not stop:
            continue
        origin = read_place(message, stop, len(message))
        if not origin:
            continue
        for start in range(max(0, at - 12), at - 1):
            after = _GO.at(message, start)
            if not after or after >= at or _NOT_PLACES.at(message, after):
                continue
            destination = read_place(message, after, at)
            if destination and (destination.known or origin.known) and _filler(message, destination.end, at):
                return SaidJourney(Journey(origin.name, destination.name), sure=True)
    return None


_POLITE = Phrases("""
=dạ|=ạ|vâng|cám ơn|cảm ơn|xin chào|chào|pls|please|thanks|thank you|cho hỏi|cho em hỏi|cho con hỏi|cho mình hỏi|cho tôi hỏi|cho tui hỏi|ad|ơi|ad ơi|em ơi|bạn ơi|xe buýt|bus|xe bus|xe|tuyến nào|xe nào|xe mô|buýt|anh|chị|em|shop|ad ơi|nha|nhé|với|?|!|.|:|~|,|"|hi|hello|đi xe nào|đi xe mô|đi tuyến nào|thì|lộ trình|đường đi|chỉ đường|có xe không|có xe|không|đi|ơi
""")


def _separated(message: Message) -> SaidJourney | None:
    """ "A -> B", "A — B" or "A, B", and nothing else: the form that the city's old service taught people."""
    words = message.words
    marks = ">" if ">" in words else "-" if "-" in words else ","
    pieces: list[tuple[int, int]] = []
    start = 0
    for at in (*(at for at, word in enumerate(words) if word == marks or (word == "\n" and marks == ",")), len(words)):
        pieces.append((start, at))
        start = at + 1
    pieces = [trimmed for piece in pieces if (trimmed := _trimmed(message, *piece))]
    if marks == "-" and len(pieces) > 2:
        return _regrouped(message, pieces)
    if len(pieces) != 2:
        return None
    return _pair(message, pieces[0], pieces[1], strict=marks != ">")


def _regrouped(message: Message, pieces: list[tuple[int, int]]) -> SaidJourney | None:
    """ "bệnh viện Phụ sản - Nhi - chợ Cồn": a name may have a dash of its own."""
    for split in range(1, len(pieces)):
        left, right = (pieces[0][0], pieces[split - 1][1]), (pieces[split][0], pieces[-1][1])
        if found := _pair(message, left, right, strict=True):
            return found
    return None


def _pair(message: Message, left: tuple[int, int], right: tuple[int, int], *, strict: bool) -> SaidJourney | None:
    origin, destination = read_place(message, *left), read_place(message, *right)
    if (
        not origin
        or not destination
        or _rest(message, origin.end, left[1])
        or _rest(message, destination.end, right[1])
    ):
        return None
    if strict and not (origin.known and destination.known):
        return None
    if strict and _is_one_address(message, left, right):
        return None
    return SaidJourney(Journey(origin.name, destination.name), sure=True)


def _trimmed(message: Message, start: int, end: int) -> tuple[int, int] | None:
    """A piece without greetings and thanks at its ends; None if nothing is left."""
    while start < end and (stop := _POLITE.at(message, start)) and stop <= end:
        start = stop
    while end > start:
        for begin in range(max(start, end - 4), end):
            if _POLITE.at(message, begin) == end:
                end = begin
                break
        else:
            break
    return (start, end) if start < end else None


def _rest(message: Message, start: int, end: int) -> bool:
    return any(not _POLITE.at(message, at) for at in range(start, end))


def _is_one_address(message: Message, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """ "97 Phan Đăng Lưu, Hòa Cường Nam" is one address with its ward, and so is "Hòa Minh – 31 Kinh Dương Vương"."""
    for one, other in ((left, right), (right, left)):
        house = find_address(message, *one)
        ward = other[0] + (message.words[other[0]] in ("p", "phuong", "q", "quan", "xa", "x", "h", "huyen", "tp"))
        if house and house.address.number and (WARDS.at(message, ward) or _CITY.at(message, other[0])) >= other[1]:
            return True
        if (
            house
            and not house.address.number
            and other[1] - other[0] <= 2
            and all(w[:1].isdigit() or w in ("so", "k") for w in message.words[slice(*other)])
        ):
            return True
        if (
            house
            and one == left
            and (
                message.words[other[0]] in ("p", "phuong", "q", "quan", "xa", "x", "h", "huyen", "tp")
                or _CITY.at(message, other[0]) >= other[1]
            )
        ):
            return True
    return False


_CITY = Phrases("đà nẵng|tp đà nẵng|thành phố đà nẵng|da nang city|quận hải châu|việt nam|vn|da nang")


def _bare(message: Message) -> SaidJourney | None:
    """ "ben xe trung tam di duy xuyen": two known places with "đi" between them."""
    trimmed = _trimmed(message, 0, len(message))
    if not trimmed:
        return None
    start, end = trimmed
    for at in range(start + 1, end - 1):
        after = _MOVES.at(message, at) or (at + 1 if message.words[at] in (">", "to") else 0)
        if not after:
            continue
        ends = _ends(message, start, at, after)
        if ends and ends[0].known and ends[1].known and ends[0].end == at and not STREET_NAMES.at(message, at):
            return SaidJourney(Journey(ends[0].name, ends[1].name), sure=True)
    return None


def _only_to(message: Message) -> SaidJourney | None:
    """ "xe nào đi Hội An", "how do I get to My Khe beach"."""
    if not BUS(message) and not _ENGLISH_WAY(message):
        return None
    return _destination(message)


def find_destination(message: Message) -> Journey | None:
    """The known place that somebody wants to go to, in a message that does not speak of buses."""
    said = _destination(message)
    return said.journey if said and said.sure else None


def _destination(message: Message) -> SaidJourney | None:
    best: SaidPlace | None = None
    for at in range(len(message)):
        after = _GO.at(message, at)
        if not after or after >= len(message) or _NOT_PLACES.at(message, after):
            continue
        place = read_place(message, after, len(message))
        if (
            place
            and (place.known or (STRONG(message) and message.said[after][:1].isupper()))
            and (best is None or place.known > best.known)
        ):
            best = place
    return SaidJourney(Journey("", best.name), sure=best.known) if best else None


_ENGLISH_WAY = Phrases("how … get/go to|way to|get to|bus … to|bus to")
