"""Finds an address in what somebody wrote: house number or alley, street, ward.

    54 Nguyễn Lương Bằng · Nguyễn Lương Bằng số 54 · k408/21 hoang dieu · số 7 kiệt 21 hẻm 5 đường Nguyễn Công Trứ ·
    30/4 số 76 · 22 Phan Tứ, p. Ngũ Hành Sơn · Hoà Minh – 31 Kinh Dương Vương

A street that the lexicon knows is found anywhere; one that it does not know only after a house number or "đường".
"""

import re
from typing import NamedTuple

from hotline.expressions import Expression
from hotline.lexicon.names import DISTRICTS, NUMBERED_STREETS, PLACE_NOUNS, STREET_NAMES, WARDS
from hotline.phrases import Phrases
from hotline.services.bus.queries import Address
from hotline.services.bus.words import ends_name
from hotline.text import Message


class SaidAddress(NamedTuple):
    """An address and the words that say it. `called` is whether "đường" or the like stands before the street."""

    address: Address
    start: int
    end: int
    called: bool

    @property
    def label(self) -> str:
        """Number and street, as an end of a journey is named."""
        return f"{self.address.number} {self.address.street}".strip()


class _Street(NamedTuple):
    name: str
    start: int
    end: int
    known: bool
    called: bool = False


_HOUSE = Expression(r"\d{1,4}[a-z]?(?:[/-]\d{1,4}[a-z]?){0,4}")
_ALLEY = Expression(r"[kh]\d{1,4}[a-z]?(?:/[kh]?\d{1,4}[a-z]?)*")
_DATES = {
    ("2", "9"): "2 Tháng 9",
    ("3", "2"): "3 Tháng 2",
    ("30", "4"): "30 Tháng 4",
    ("29", "3"): "29 Tháng 3",
    ("24", "3"): "24 Tháng 3",
}
_CALLED = frozenset("duong dg street road pho st rd".split())
_ALLEYS = {"kiet": "K", "k": "K", "ngo": "K", "alley": "K", "lane": "K", "hem": "H", "h": "H", "ngach": "H"}
_HOUSES = frozenset("so no nha number".split())
_NOT_HOUSES = frozenset(
    "tuyen xe bus buyt tram route line stop mt lk thang ngay mung le lop phan chuyen khoang hon tau".split()
)
_STOPS = frozenset(("tram", "stop"))  # "trạm 5 Lê Duẩn" is a house
_WARD_WORDS = frozenset("phuong p xa x f ward".split())
_DISTRICT_WORDS = frozenset("quan q huyen h tp tx district".split())
_NO_STREETS = frozenset("nao mo gi chi di den ve nay ni do dang bi sat tat".split())
_SURNAMES = frozenset(
    """
nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly ton trung thai mai dinh truong luong cao
ta ha dao chau to kieu chu ong doan lam thich trinh tong tang quach mac la phung khuc luu trieu doc doi che am
au ba bau an hoa phuoc khue xuan nam dong tay bac
""".split()
)


def find_address(message: Message, start: int = 0, end: int | None = None, *, first: int = 0) -> SaidAddress | None:
    """The best address in the words from `start` to `end`: one with a house number before one without.

    Its number, and the word that calls it a street, may stand before `start`, from `first` on.
    """
    last = len(message) if end is None else end
    first = max(first, 0) if first else start
    best: SaidAddress | None = None
    at = start
    while at < last:
        street = _street_at(message, at, first)
        if street and street.end <= last:
            said = _around(message, street, first, last)
            if said and (best is None or _worth(said) > _worth(best)):
                best = said
            at = max(street.end, at + 1)
        else:
            at += 1
    return best


def _worth(said: SaidAddress) -> tuple[bool, bool]:
    return bool(said.address.number), said.called


def _street_at(message: Message, at: int, first: int) -> _Street | None:
    """The street whose name begins at `at`."""
    called = at > first and message.words[at - 1] in _CALLED
    if date := _date_street(message, at):
        return _Street(date[0], at, date[1], known=True, called=called)
    if end := STREET_NAMES.at(message, at):
        name = STREET_NAMES.full(message, at, end)
        if (
            NUMBERED_STREETS.at(message, at) == end
            and end < len(message)
            and re.fullmatch(r"\d{1,2}", message.words[end])
        ):
            return _Street(f"{name} {message.words[end]}", at, end + 1, known=True, called=called)
        if _is_numbered(message, at, end, first):
            return _Street(f"{name} {message.words[end]}", at, end + 1, known=True, called=called)
        return _Street(name, at, end, known=True, called=called)
    return _unknown_street(message, at, first, called=called)


def _is_numbered(message: Message, at: int, end: int, first: int) -> bool:
    """As in "12 Mỹ An 7": with a house before it, what follows a name that is no person's is the street's number."""
    words = message.words
    return (
        end < len(words)
        and bool(re.fullmatch(r"[1-9]\d?", words[end]))
        and words[at] not in _FAMILIES
        and at > first
        and _is_number(words[at - 1 - (words[at - 1] in _CALLED and at - 1 > first)])
        and (end + 1 == len(words) or not _MEASURE.at(message, end + 1))
    )


# People are not numbered, and streets that bear their names are not either.
_FAMILIES = frozenset(
    """
nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly ton trung thai mai dinh truong luong cao ta
dao chau to chu ong doan lam trinh tong quach mac la phung khuc trieu bach ba hai ham hung quang dien
""".split()
)
_MEASURE = Phrases("phút|giờ|tầng|lầu|mét|m|km|người|trạm|xe|tuyến|chuyến|năm|tháng|ngày|bến|minutes|stops|p")


def _date_street(message: Message, at: int) -> tuple[str, int] | None:
    """A street that is a date: "2/9", "30 thang 4", "3-2"."""
    words = message.words
    if not words[at][0].isdigit() or (at and words[at - 1] in ("ngay", "le", "mung", "dip", "hom", "tet")):
        return None
    day, _, month = words[at].replace("-", "/").partition("/")
    end = at + 1
    if not month and at + 2 < len(words) and words[at + 1] == "thang":
        month, end = words[at + 2], at + 3
    name = _DATES.get((day.lstrip("0"), month.lstrip("0")))
    if not name:
        return None
    # "12/4 Nguyễn Lương Bằng" is a house, and so is "3/2 Lê Lợi".
    if end < len(words) and end == at + 1 and STREET_NAMES.at(message, end):
        return None
    return name, end


def _unknown_street(message: Message, at: int, first: int, *, called: bool) -> _Street | None:
    """Words that stand where a street's name stands: after "đường" or a house number."""
    if (at == first and not called) or not message.words[at][0].isalpha() or message.words[at] in _CALLED:
        return None
    before = message.words[at - 1] if at else ""
    numbered = _is_number(before) and not (at > 1 and message.words[at - 2] in _NOT_HOUSES)
    if at > 2 and message.words[at - 2] in _HOUSES and message.words[at - 3] in _NOT_HOUSES:
        numbered = False
    if not (numbered or called) or PLACE_NOUNS.at(message, at):
        return None
    if called and message.words[at] == "so" and at + 1 < len(message) and message.words[at + 1].isdigit():
        return _Street(f"Đường số {message.words[at + 1]}", at, at + 2, known=True, called=True)
    end = _unknown_end(message, at)
    count = end - at
    if not count or (count == 1 and not called):
        return None
    proper = all(word[0].isupper() for word in message.said[at:end]) or message.words[at] in _SURNAMES
    if not (called or proper or (at > 1 and (message.words[at - 2] in _ALLEYS or message.words[at - 2] in _HOUSES))):
        return None
    if called and not proper and count == 1:
        return None
    if called and message.words[at] in _NO_STREETS:
        return None
    folded = " ".join(message.words[at:end])
    if len(folded) > 7 and (slip := STREET_NAMES.near(folded)):
        return _Street(slip, at, end, known=True, called=called)
    return _Street(message.between(at, end), at, end, known=False, called=called)


def _unknown_end(message: Message, at: int) -> int:
    """Where a name that the lexicon lacks ends: at most five words, before a ward or a word that no name has."""
    end = at
    while end < len(message) and end - at < 5 and message.words[end].isalpha():
        word = message.words[end]
        if ends_name(message, end) or word in _ALLEYS or word == "trong":
            break
        if end - at > 1 and (word in _WARD_WORDS or word in _DISTRICT_WORDS or WARDS.at(message, end)):
            break
        end += 1
    return end


def _around(message: Message, street: _Street, first: int, last: int) -> SaidAddress | None:
    """The street with the number before or behind it and the ward around them."""
    start, parts = _before(message, street, first)
    end = street.end
    if not parts:
        end, parts = _behind(message, street.end, last)
    elif all(kind in "KH" for kind, _ in parts):
        behind, more = _behind(message, street.end, last)
        if more and more[0][0] == "house" and message.words[behind - 2] in _HOUSES:
            end, parts = behind, parts + more[:1]
        if street.start > first and not parts and not street.called and _is_part_of_a_place(message, street, first):
            return None
    number = _number(parts)
    end, ward, district = _ward_behind(message, end, last, numbered=bool(number))
    later = _HOUSE_LATER.at(message, end) if ward and not number else 0
    if 0 < later < last and _is_number(message.words[later]):  # "Quốc lộ 1A xã Hòa Phước, nhà tôi số 88"
        number, end = message.words[later].upper(), later + 1
    if not ward:
        start, ward = _ward_before(message, start, first)
    if not number and not street.known and not street.called:
        return None
    return SaidAddress(Address(street.name, number, ward, district), start, end, street.called)


_HOUSE_LATER = Phrases("""
số|số nhà|=nhà số|, số|, số nhà|, =nhà số|, =nhà em/tôi/tui/mình/con/cháu/bà/ngoại số|
=nhà em/tôi/tui/mình/con/cháu số
""")


def _is_part_of_a_place(message: Message, street: _Street, first: int) -> bool:
    """As in "chợ Nguyễn Tri Phương", "phường Ngũ Hành Sơn": the name is a place's, not the street's."""
    before = message.words[street.start - 1]
    if before in _WARD_WORDS or before in _DISTRICT_WORDS:
        return True
    return any(PLACE_NOUNS.at(message, at) == street.start for at in range(max(first, street.start - 4), street.start))


def _before(message: Message, street: _Street, first: int) -> tuple[int, list[tuple[str, str]]]:
    """Numbers before the street, in reading order, and where they begin."""
    words = message.words
    at = street.start
    while at > first and (
        words[at - 1] in _CALLED or (words[at - 1] in (",", "-") and at - 1 > first and _is_number(words[at - 2]))
    ):
        at -= 1
    parts: list[tuple[str, str]] = []
    while at > first and len(parts) < 4 and _is_number(words[at - 1]):
        kind, begin = _kind(words, at - 1, first)
        if kind == "" or (parts and kind == "house" and not _labelled(words, at - 1) and parts[0][0] == "house"):
            break
        parts.insert(0, (kind, words[at - 1]))
        at = begin
        if kind == "house" and not any(k in "KH" for k, _ in parts) and words[begin] not in _HOUSES:
            break
        if at - 1 > first and words[at - 1] in (",", "trong", "cua") and _is_number(words[at - 2]):
            at -= 1
    return (at if parts else street.start, parts)


def _is_number(word: str) -> bool:
    return not word.isalpha() and bool(_HOUSE.fullmatch(word) or _ALLEY.fullmatch(word))


def _labelled(words: tuple[str, ...], at: int) -> bool:
    return at > 0 and words[at - 1] in _HOUSES


def _kind(words: tuple[str, ...], at: int, first: int) -> tuple[str, int]:
    """What a number before a street is ("house", "K", "H"; "" for a line's or a stop's), and where its words begin."""
    before = words[at - 1] if at > first else ""
    if _ALLEY.fullmatch(words[at]):
        return words[at][0].upper(), at
    if before in _ALLEYS:
        return _ALLEYS[before], at - 1
    if before in _NOT_HOUSES - _STOPS:
        return "", at
    begin = at
    while begin > first and words[begin - 1] in _HOUSES:
        begin -= 1
    if begin < at and begin > first and words[begin - 1] in _NOT_HOUSES - _STOPS and "nha" not in words[begin:at]:
        return "", at
    return "house", begin


def _behind(message: Message, at: int, last: int) -> tuple[int, list[tuple[str, str]]]:
    """Numbers behind the street: "Nguyễn Văn Linh no. 89", "Hoàng Diệu kiệt 408 nhà 21"."""
    words = message.words
    end = at
    parts: list[tuple[str, str]] = []
    if at < last and words[at] in ("street", "st", "road", "rd"):
        end = at = at + 1
    while at < last and len(parts) < 3:
        if words[at] in ("(", ",", ".", ")") and at + 1 < last and (not parts or words[at] == ","):
            at += 1
            continue
        label = ""
        while at < last and (words[at] in _HOUSES or words[at] in _ALLEYS):
            label, at = words[at], at + 1
        if at >= last or not _is_number(words[at]):
            break
        if not label and (parts or (at and words[at - 1] in (",", ".", "("))) and not _ALLEY.fullmatch(words[at]):
            break
        if (
            not label
            and "/" in words[at]
            and _date(words[at])
            and not _ALLEY.fullmatch(words[at])
            and at + 1 < last
            and words[at + 1] in ("co", "thi", "xe")
        ):
            break
        kind = words[at][0].upper() if _ALLEY.fullmatch(words[at]) else _ALLEYS.get(label, "house")
        parts.append((kind, words[at]))
        at += 1
        end = at
    return end, parts


def _date(word: str) -> bool:
    day, _, month = word.partition("/")
    return (day.lstrip("0"), month.lstrip("0")) in _DATES


def _number(parts: list[tuple[str, str]]) -> str:
    """Numbers folded into one, from the street inwards: "số 7 kiệt 21 hẻm 5" → "K21/H5/7"."""
    alley = branch = house = ""
    for kind, word in parts:
        digits = word.upper().removeprefix(kind) if kind in "KH" else word.upper()
        if kind == "K":
            alley = digits
        elif kind == "H":
            branch = digits
        else:
            house = digits
    if not alley and branch:
        alley, branch = branch, ""
    if not alley:
        return house
    return "K" + alley + (f"/H{branch}" if branch else "") + (f"/{house}" if house else "")


def _ward_behind(message: Message, at: int, last: int, *, numbered: bool) -> tuple[int, str, str]:
    """What follows an address: its ward and its old district, and where they end."""
    words = message.words
    end, ward, district = at, "", ""
    while at < last:
        word = words[at]
        if word in (",", "-", "(", ".", ")", "\n") or (
            word in ("o", "thuoc", "ben", "khu", "vuc", "in")
            and at + 1 < last
            and (WARDS.at(message, at + 1) or words[at + 1] in _WARD_WORDS | _DISTRICT_WORDS)
        ):
            at += 1
            continue
        if word in _WARD_WORDS and not ward:
            stop = (WARDS.at(message, at + 1) if at + 1 < last else 0) or _name_end(message, at + 1, last)
            if stop == at + 1:
                break
            if stop < last and words[stop] in ("1", "2", "i", "ii"):
                stop += 1
            ward, at = message.between(at + 1, stop), stop
        elif word in _DISTRICT_WORDS and at + 1 < last and (stop := DISTRICTS.at(message, at + 1)):
            district, at = message.between(at + 1, stop), stop
        elif (stop := WARDS.at(message, at) or DISTRICTS.at(message, at)) and not _begins_address(
            message, at, stop, numbered=numbered
        ):
            if ward:
                district = district or message.between(at, stop)
            else:
                ward = message.between(at, stop)
            at = stop
        else:
            break
        end = at
    return end, ward, district


def _begins_address(message: Message, at: int, stop: int, *, numbered: bool) -> bool:
    """Whether a ward's name is the next place's instead: "Nguyễn Tất Thành - Hoàng Sa", "12 Lê Lợi, Sơn Trà 5"."""
    if not numbered and message.words[at - 1] == "-":
        return True
    return STREET_NAMES.at(message, at) == stop and stop < len(message) and _is_number(message.words[stop])


def _name_end(message: Message, at: int, last: int) -> int:
    """Where a ward that the lexicon does not know ends: at most three words."""
    end = at
    while end < last and end - at < 3 and message.words[end].isalpha() and not ends_name(message, end):
        end += 1
    return end


def _ward_before(message: Message, start: int, first: int) -> tuple[int, str]:
    """A ward said first: "Hoà Minh – 31 Kinh Dương Vương"."""
    at = start
    while at > first and message.words[at - 1] in (",", "-", "so", "o"):
        at -= 1
    if at == start:
        return start, ""
    for begin in range(max(first, at - 3), at):
        if WARDS.at(message, begin) == at:
            ward = message.between(begin, at)
            return begin, ward
    return start, ""
