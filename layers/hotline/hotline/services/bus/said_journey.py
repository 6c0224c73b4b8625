"""Finds a journey in what somebody wrote: from one place to another, or only where to.

từ A đến B · ở A ra B · đi B từ A · A đi B · A -> B · A - B · A, B · from A to B · xe nào đi B · how do I get to B
"""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from hotline.expressions import Expression
from hotline.lexicon.names import PLACES, STREET_NAMES
from hotline.phrases import Phrases
from hotline.services.bus.queries import Journey
from hotline.services.bus.said_pair import find_pair, trimmed
from hotline.services.bus.said_place import SaidPlace, read_place
from hotline.services.bus.words import BUS, STRONG
from hotline.text import Message


class SaidJourney(NamedTuple):
    """A journey. `sure` is whether its form or its places leave no doubt that it is one."""

    journey: Journey
    sure: bool


_FROM = Phrases("""
=từ|from|xuất phát =từ|đi =từ|xuất phát ở|bắt đầu =từ|điểm đi|nơi đi|đón ở|đón tại
""")
_AT = Phrases("=ở|tại|đang =ở")
_TO = Phrases("""
=đến/tới/ra/về/qua/xuống/lên/sang/vào/vô/đi/lại|to|into|=đi đến/tới/ra/về/qua/xuống/lên/sang/vào/vô|=ra tới/đến|
=qua tới|=về tới/đến|đến điểm|điểm đến|nơi đến|=xuống tới|=lên tới|until|go to|=đi =ra|=rồi =đến
""")
_MOVES = Phrases("=đi/ra/về/qua/xuống/lên/vào/vô/sang|=đi đến/tới/ra/về/qua/xuống/lên/sang/vào/vô|=đến/tới|to")
_GO = Phrases("""
=đi/đến/tới/ra/về/xuống/lên/vào/vô/sang|=đi đến/tới/ra/về/qua/xuống/lên/sang/vào/vô|go to|going to|get to|gets to|
goes to|go|to|bus to|=đi =ra|heading to|travel to|visit|go/get =ra/đến
""")
# What follows "đi" without being a place: "đi bộ", "tới mấy giờ", "về xe buýt".
_NOT_PLACES = Phrases("""
=bộ|=thẳng|=đi =làm/học/chơi/xe/đâu/mô/thẳng/bộ/khám/thi/lại/về|xe|=đâu/mô/trạm/giờ/nay|trạm|bến nào/mô|chỗ nào/mô|
số|mấy|bao|=đây|=tận|bus|buýt|chưa|=rồi|=hết|=khi|bây giờ|#time|#date|=trễ|tuyến|nào|learn|know|do|see|ask|use|take|
buy|catch|talk|speak|=thăm|=gặp|=nhà
""")
# What may stand between an origin and "đến": "ở Điện Bàn muốn lên …".
_FILLER = Phrases("""
=thì|=mà|=để|muốn|=em|=mình|=tôi|=tui|=con|=cháu|cần|=định|=bắt_xe|=bắt|xe|buýt|bus|=đi|=nhà|,|=khi|=phải|=đón|=giờ|
=đang|=cho|hỏi|i|want|need|and|how|can|do|get|-|)|(|.|tính|sẽ|=ngồi|=chạy|=đi_bộ|có|chuyến|nào|mô|=hay|tuyến|số|mấy|
=chiều|=sáng|=tối|=trưa|=lên|=ra|=học|=thi|=làm|=thăm|=khám|mai|nay|a|the|=ở|=trọ|đây|xe_buýt|=nha|=ạ|=rồi|=gần|
going|go|would|like|=vào|dạ|bữa_ni|đường|by|#time|lúc|before|at|=bằng
""")


def find_journey(message: Message) -> SaidJourney | None:
    """The journey that a message asks about, if it names a destination."""
    about = BUS(message)
    return (
        _from_to(message, about=about)
        or _to_from(message)
        or _in_two_clauses(message, about=about)
        or _paired(message)
        or _bare(message)
        or (_from_while_at(message) if about else None)
        or (_destination(message) if about or _ENGLISH_WAY(message) else None)
    )


def _paired(message: Message) -> SaidJourney | None:
    # "đến chợ Hàn, ở Hải Châu": what follows says where the first is.
    pair = None if _LIVE_THERE(message) else find_pair(message)
    return SaidJourney(pair, sure=True) if pair else None


def find_destination(message: Message) -> Journey | None:
    """The known place that somebody wants to go to, in a message that does not speak of buses."""
    said = _destination(message)
    return said.journey if said and said.sure else None


# Our own buttons put the ends in quotes, which keeps them whole: a code, a point, an address with its ward.
_QUOTED = Expression(r"""(?:(?:từ|from)\s*"([^"]+)"\s*)?(?:đến|to)\s*"([^"]+)\"""", re.IGNORECASE)


def quoted_journey(text: str) -> Journey | None:
    """The journey between two quoted ends, or to one: từ "MT 12" đến "Chợ Cồn"."""
    found = _QUOTED.search(text) if '"' in text else None
    return Journey((found[1] or "").strip(), found[2].strip()) if found else None


_ENGLISH_WAY = Phrases("how … get/go to|way to|get to|bus … to|bus to")


def _places_of(phrases: Phrases, message: Message, start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    """The first spans of any of the phrases; at most so many, since each costs the reading of a place."""
    found = (
        (at, stop)
        for at in range(start, min(end, len(message)))
        # "duong Vo Nguyen Giap": "vo" is no "vô".
        if (stop := phrases.at(message, at)) and STREET_NAMES.at(message, at) <= stop
    )
    return islice(found, most)


def _from_to(message: Message, *, about: bool) -> SaidJourney | None:
    """As in "từ A đến B", "ở A ra B"."""
    for called, phrases in ((True, _FROM), (False, _AT)):
        for _, start in _places_of(phrases, message, 0, len(message), 3):
            for at, after in _turns(message, start, dash=called):
                found = _ends(message, start, at, after)
                if not found:
                    continue
                origin, destination = found
                known = origin.known + destination.known
                if about or known == 2 or (called and known):
                    return SaidJourney(
                        Journey(origin.name, destination.name), sure=known == 2 or (called and known > 0)
                    )
    return None


def _from_while_at(message: Message) -> SaidJourney | None:
    """As in "con thi ở THPT Trần Phú, từ Hòa Vang đi xe nào": the place where something is to be done is the end."""
    for start, after_from in _places_of(_FROM, message, 0, len(message), 2):
        origin = read_place(message, after_from, len(message))
        if not origin or not origin.known:
            continue
        for at, after in _places_of(_AT, message, 0, len(message), 3):
            destination = None if start <= at < origin.end else read_place(message, after, len(message))
            if destination and destination.known and destination.name != origin.name:
                return SaidJourney(Journey(origin.name, destination.name), sure=True)
    return None


# Who says where they live or are, says where they start.
_LIVE = Phrases("""
=nhà =ở/dưới/trên/bên/ngoài/trong/gần|=nhà em/tôi/tui/mình/con/cháu/tớ/t/bà/ngoại/nội =ở|
=nhà em/tôi/tui/mình/con/cháu =bên/dưới/trên/gần|đang =ở|=hiện =ở|
=em/tôi/tui/mình/con/cháu/tớ/t/e/bác/chú/cô/bà/anh/chị/má/mẹ/ba =ở|=trọ =ở/tại/gần|=sống =ở/tại|ở =trọ|
em/tôi/tui/mình =trọ|đứng =ở|
đang =đứng =ở|i'm/im/am/are/is/m at/in/near|
lên/đón/bắt/chờ/đợi xe/xe_buýt/xe_bus ở/tại|lên/đón/bắt/chờ/đợi xe/xe_buýt/xe_bus nào/mô/gì/chi/mấy/số_mấy ở/tại|
staying at/in/near|i live in/at/near|living in/at/near|now at/in|
currently at/in
""")
# Of somebody who has said who they are: "72 tuổi, ở chợ Hòa Khánh, phải xuống bệnh viện C".
_LIVE_THERE = Phrases(", =ở|, =trọ|. =ở")
_DO = Phrases("""
=học/làm/thi/khám/dạy/chơi/họp/nộp/gặp/thăm/mua/lấy/nhận|
=đi_làm/đi_học/đi_thi/đi_khám/tái_khám/khám_bệnh/nộp_hồ_sơ/làm_việc =ở/tại|
=học/làm/thi/khám/dạy/chơi/họp =ở/tại|visit|see
""")


def _in_two_clauses(message: Message, *, about: bool) -> SaidJourney | None:
    """As in "nhà ở A, con học trường B", "muốn đến B mà đang ở A": both ends, in either order, far from each other."""
    for at, after in chain(*(_places_of(live, message, 0, len(message), 3) for live in (_LIVE, _LIVE_THERE))):
        origin = read_place(message, after, len(message))
        if not origin or not origin.known or _is_no_place(message, after):
            continue
        # "đến chợ Hàn, ở Hải Châu" may say where the market is; "…, ở Hải Châu đi xe nào" says where one starts.
        first = 0 if _LIVE.at(message, at) or _BY.at(message, origin.end) else origin.end
        for phrases, enough in ((_TO, _WILL(message)), (_DO, False)):
            for _, start in _places_of(phrases, message, first, len(message), 6):
                if at <= start <= origin.end or _is_no_place(message, start) or not (about or enough):
                    continue
                destination = read_place(message, start, at if start < at else len(message))
                if destination and destination.known and destination.name != origin.name:
                    return SaidJourney(Journey(origin.name, destination.name), sure=True)
    return None


_WILL = Phrases("muốn/cần/định/tính/phải/sắp|thế nào|cách nào|làm sao|want to|need to|would like to|how")


def _turns(message: Message, start: int, *, dash: bool) -> Iterator[tuple[int, int]]:
    """Where an origin that begins at `start` may end, and where what follows "đến" begins."""
    end = min(start + 15, len(message))
    for mark in ("?", "\n"):
        if mark in message.words[start:end]:
            end = message.words.index(mark, start, end)
    yield from _places_of(_TO, message, start + 1, end, 5)
    for at in range(start + 1, end):
        if message.words[at] == ">" or (dash and message.words[at] == "-"):
            yield at, at + 1


def _ends(message: Message, start: int, at: int, after: int) -> tuple[SaidPlace, SaidPlace] | None:
    """Both ends of a journey whose origin is in `start` … `at` and whose destination begins at `after`."""
    if _is_no_place(message, after) and message.words[after] != "nha":
        return None
    origin = read_place(message, start, at)
    if not origin or not _FILLER.cover(message, origin.end, at):
        return None
    destination = read_place(message, after, len(message))
    return (origin, destination) if destination else None


def _is_no_place(message: Message, at: int) -> bool:
    """Whether what follows "đi" is no place: "đi bộ", but not "di chua Linh Ung"."""
    return _NOT_PLACES.at(message, at) > PLACES.at(message, at)


def _to_from(message: Message) -> SaidJourney | None:
    """As in "go to Bà Nà từ 46 Bạch Đằng"."""
    for at, after_from in _places_of(_FROM, message, 2, len(message), 2):
        origin = read_place(message, after_from, len(message))
        if not origin:
            continue
        for _, start in _places_of(_GO, message, max(0, at - 12), at - 1, 4):
            if start >= at or _is_no_place(message, start):
                continue
            destination = read_place(message, start, at)
            if not destination or not (destination.known or origin.known):
                continue
            if _FILLER.cover(message, destination.end, at):
                return SaidJourney(Journey(origin.name, destination.name), sure=True)
    return None


def _bare(message: Message) -> SaidJourney | None:
    """As in "ben xe trung tam di duy xuyen": two known places with "đi" between them, and nothing before the first."""
    piece = trimmed(message, 0, len(message))
    if not piece:
        return None
    start, end = piece
    for at, after in _places_of(_MOVES, message, start + 1, min(end - 1, start + 15), 4):
        found = _ends(message, start, at, after)
        if found and found[0].known and found[1].known and found[0].end == at:
            return SaidJourney(Journey(found[0].name, found[1].name), sure=True)
    return None


def _destination(message: Message) -> SaidJourney | None:
    """As in "xe nào đi Hội An": the first known place after a word for going, else the first that is a name."""
    if across := _across(message):
        return SaidJourney(Journey("", across.name), sure=True)
    unknown: SaidPlace | None = None
    for _, after in _places_of(_GO, message, 0, len(message), 6):
        if after >= len(message) or _is_no_place(message, after):
            continue
        place = read_place(message, after, len(message))
        if place and place.known:
            return SaidJourney(Journey("", place.name), sure=True)
        if place and not unknown and message.said[after][0].isupper() and STRONG(message):
            unknown = place
    return SaidJourney(Journey("", unknown.name), sure=False) if unknown else None


_ACROSS = Phrases("=qua")
_BY = Phrases("=thì/đi/bắt/đón/lên/có|tuyến|xe|bằng")


def _across(message: Message) -> SaidPlace | None:
    """As in "qua Non Nước đi tuyến nào": who begins with "qua" wants to go there; "xe nào qua đó" asks for a stop."""
    start = next((at for at in range(len(message)) if not _POLITE_OPENING.at(message, at)), 0)
    if not (after := _ACROSS.at(message, start)) or _is_no_place(message, after):
        return None
    place = read_place(message, after, len(message))
    return place if place and place.known and _BY.at(message, place.end) else None


_POLITE_OPENING = Phrases("=dạ|=em|=tôi|=tui|=mình|=con|=cháu|=cho|hỏi|ad|ơi|anh|chị|muốn|cần|định|,|=giờ")


def find_bare_destination(message: Message) -> tuple[Journey, int, int] | None:
    """As in "đi Cửa Đại", "về Hội An": a verb of motion with a known place, and where they begin and end."""
    for at, after in _places_of(_GO, message, 0, len(message), 1):
        if after < len(message) and not _is_no_place(message, after):
            place = read_place(message, after, len(message))
            if place and place.known and (place.end > after + 1 or PLACES.at(message, after)):
                return Journey("", place.name), at, place.end
    return None
