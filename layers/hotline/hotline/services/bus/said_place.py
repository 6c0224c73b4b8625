"""Reads one end of a journey, or the name of a stop, out of the words that say it."""

from typing import NamedTuple

from hotline.lexicon.names import (
    DISTRICTS,
    ENGLISH_ENDINGS,
    ENGLISH_NAMES,
    NOUNS_IN_FULL,
    PLACE_NOUNS,
    PLACES,
    STREET_NAMES,
    WARDS,
)
from hotline.phrases import Phrases
from hotline.services.bus.said_address import find_address
from hotline.services.bus.words import ends_name
from hotline.text import Message, fold


class SaidPlace(NamedTuple):
    """A place, where its words end, and whether the lexicon knows that it is a place."""

    name: str
    end: int
    known: bool


# What people put before a place without meaning it.
_LEAD = Phrases("""
nhà em/tôi/tui/mình/con/cháu/bà/ngoại/nội|=nhà|=chỗ làm/học/trọ/ở/em/tôi/tui/mình|=chỗ|=ở|tại|khu vực|gần|ngay|
ngay cổng|cổng|trước|đối diện|=trong|ngoài|=phòng trọ|=trọ|=bên|phía|=đường|địa chỉ|the|my|at|near|around|=ngoài|
vùng|=dưới|=trên|kế|sau|=quê|điểm|hướng|downtown in|bên kia|=số =nhà|place|=qua|
my hotel/hostel/airbnb/house/home/homestay/apartment/place|
=chỗ =nộp/làm/lấy/trả/nhận =hồ_sơ/giấy_tờ/thủ_tục/hộ_chiếu/căn_cước|=đi|=tới|=đến|to|go|street|=về|=chỗ =nhà|
sau lưng|số|in|home|=quán|chỗ =quán|=thi/học/làm/khám/chơi/dự/mua/gặp/thăm =ở/tại|nơi|khúc|đoạn|=kia
""")
_GENERIC = Phrases(
    """
=nhà|=chỗ|=đây|=đó|chỗ làm|=trường|=quê|=tôi|=em|=mình|=này|=ni|=đi|=xe|=trạm|=gần|nào|mô|đâu|chỗ nào|chỗ mô|=kia|
=tê|here|there|=làm|=học|=chơi|=mấy|home|work|work please|my house|my hotel|it|=việc|=bên|=với|=hết|=đường|
=bệnh_viện|=chợ
"""
)


def read_place(message: Message, start: int, end: int) -> SaidPlace | None:
    """The place that the words from `start` say, as far as they say it; None if they say none."""
    end = min(end, len(message))
    return _in_brackets(message, start, end) or _plain(message, start, end)


def _plain(message: Message, start: int, end: int) -> SaidPlace | None:
    """The place that the words from `start` say, brackets apart."""
    at = _skip_lead(message, start, end)
    if at >= end:
        return None
    if (crossing := crossing_at(message, at)) and crossing.end <= end:
        return crossing
    return _english(message, at, end) or _address(message, at, end) or _named(message, at, end)


def _in_brackets(message: Message, start: int, end: int) -> SaidPlace | None:
    """As in "nhà (215 Nguyễn Văn Thoại)": what is in brackets says it better."""
    words = message.words
    if "(" not in words[start : min(end, start + _LONGEST_ADDRESS)]:
        return None
    opening = words.index("(", start, end)
    closing = words.index(")", opening, end) if ")" in words[opening:end] else end
    outer = _plain(message, start, opening)
    if outer and outer.known and outer.end == opening and PLACE_NOUNS.at(message, start) != opening:
        return None
    inner = _plain(message, opening + 1, closing)
    return SaidPlace(inner.name, max(closing + 1, inner.end), inner.known) if inner and inner.known else None


def _skip_lead(message: Message, at: int, end: int) -> int:
    for _ in range(6):
        if at >= end:
            break
        if crossing_at(message, at):
            break
        stop = _LEAD.at(message, at)
        if message.words[at] in (",", ":", "-", '"', "(", "."):
            stop = at + 1
        if not stop or _is_name(message, at) > stop or PLACE_NOUNS.at(message, at) > stop:
            break
        at = stop
    return at


def _is_name(message: Message, at: int) -> int:
    return max(PLACES.at(message, at), WARDS.at(message, at), STREET_NAMES.at(message, at))


_LONGEST_ADDRESS = 16  # words


def _address(message: Message, at: int, end: int) -> SaidPlace | None:
    said = find_address(message, at, min(end, at + _LONGEST_ADDRESS), first=at - 2)
    if not said or said.start > at:
        return None
    name_end = _is_name(message, at)
    if not said.address.number and (
        PLACES.at(message, at) >= said.end or name_end > said.end or PLACE_NOUNS.at(message, at) > at + 1
    ):
        return None
    return SaidPlace(said.label, said.end, known=True)


def _named(message: Message, at: int, end: int) -> SaidPlace | None:
    """A known name, a noun for places with the words that follow, or just words."""
    stop, known = at, False
    while stop < end:
        name = max(
            PLACES.at(message, stop),
            WARDS.at(message, stop),
            DISTRICTS.at(message, stop),
            STREET_NAMES.at(message, stop),
        )
        noun = PLACE_NOUNS.at(message, stop)
        if name > stop and name >= noun and name <= end:
            stop, known = name, True
            break
        if noun and noun <= end:
            # "trường đại học" goes on as "đại học Kinh tế".
            inner = max(PLACES.at(message, within) for within in range(stop, noun))
            stop, known = max(noun, inner), True
            if inner > noun:
                break
            continue
        word = message.words[stop]
        if not (
            word.isalnum()
            or word in ("/", "'", "&")
            or (word == "." and stop + 1 < end and message.words[stop - 1].isdigit())
        ) or ends_name(message, stop):
            break
        stop += 1
        if stop - at >= 7:
            break
    if stop == at or _GENERIC.at(message, at) == stop:
        return None
    return SaidPlace(_full(message, at, stop), stop, known)


_CROSSING = Phrases("""
ngã tư/ba/năm/sáu/3/4/5/6|góc|góc đường|góc ngã tư/ba|nút giao|vòng xoay|giao lộ|chỗ giao|corner of|corner|
intersection of|intersection|crossroads of|junction of|the corner of
""")
_WITH = Phrases("-|/|,|và|với|giao|giao với|cắt|=cắt đường|and|&|x|- đường|và đường|với đường|giao đường|at")
_MEETS = Phrases("giao|giao với|cắt|giao nhau với|giao đường|=cắt đường")


def crossing_at(message: Message, at: int) -> SaidPlace | None:
    """A place where two streets meet: "ngã tư Hùng Vương – Ông Ích Khiêm", "góc Lê Duẩn và Trần Phú"."""
    begin = _CROSSING.at(message, at)
    one = begin or at
    one += one < len(message) and message.words[one] == "duong"
    middle = STREET_NAMES.at(message, one)
    if not middle:
        return None
    other = (_WITH if begin else _MEETS).at(message, middle)
    if not other and not begin:
        return None
    other = other or middle
    end = STREET_NAMES.at(message, other)
    # Of one word it is the street's own, "ngã ba Huế", or the next thing that is said.
    if not end or end - other < 2:
        return None
    kind = message.between(at, begin) if begin and message.words[at] == "nga" else "ngã tư"
    kind = "ngã tư" if kind.isascii() else kind
    names = STREET_NAMES.full(message, one, middle), STREET_NAMES.full(message, other, end)
    return SaidPlace(f"{kind} {names[0]} - {names[1]}", end, known=True)


def _full(message: Message, at: int, stop: int) -> str:
    """A name in full accents where the lexicon has it whole, or its known end; else as typed."""
    for names in (PLACES, WARDS, DISTRICTS, STREET_NAMES):
        if names.at(message, at) == stop:
            return names.full(message, at, stop)
    for begin in range(at + 1, stop):
        for names in (PLACES, WARDS, STREET_NAMES):
            if names.at(message, begin) == stop:
                return f"{_noun(message, at, begin)} {names.full(message, begin, stop)}"
    return message.between(at, stop)


def _noun(message: Message, at: int, stop: int) -> str:
    """The words before a known name, with their accents where they were left out: "truong" → "trường"."""
    typed = message.between(at, stop)
    return NOUNS_IN_FULL.get(" ".join(message.words[at:stop]), typed) if typed.isascii() else typed


def _english(message: Message, at: int, end: int) -> SaidPlace | None:
    """An English name: "Han Market" → "chợ Hàn", "Da Nang airport" → "sân bay Đà Nẵng"."""
    if message.words[at] == "the" and at + 1 < end:
        at += 1
    if (stop := ENGLISH_NAMES.at(message, at)) and stop <= end:
        return SaidPlace(ENGLISH_NAMES.full(message, at, stop), stop, known=True)
    for begin in range(at + 1, min(at + 5, end)):
        before = message.words[begin - 1]
        if before in (",", "-") or (before != "my" and ends_name(message, begin - 1)):  # "My Khe beach"
            break
        stop = ENGLISH_ENDINGS.at(message, begin)
        if stop and stop <= end:
            name = f"{ENGLISH_ENDINGS.full(message, begin, stop)} {_full(message, at, begin)}".strip()
            return SaidPlace(PLACES.get(fold(name), name), stop, known=True)
    return None
