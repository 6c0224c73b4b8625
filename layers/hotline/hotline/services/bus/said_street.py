"""Finds the name of a street: one that the lexicon knows anywhere, another only after a house number or "đường"."""

import re
from typing import NamedTuple

from hotline.lexicon.names import NUMBERED_STREETS, PLACE_NOUNS, STREET_NAMES, WARDS
from hotline.phrases import Phrases
from hotline.services.bus.said_number import ALLEYS, CALLED, DATES, HOUSES, NOT_HOUSES, is_number
from hotline.services.bus.said_ward import DISTRICT_WORDS, WARD_WORDS
from hotline.services.bus.words import ends_name
from hotline.text import Message


class SaidStreet(NamedTuple):
    """A street in full, the words that say it, and whether the lexicon knows it and "đường" stands before it."""

    name: str
    start: int
    end: int
    known: bool
    called: bool = False


_NO_STREETS = frozenset("nao mo gi chi di den ve nay ni do dang bi sat tat".split())
_SURNAMES = frozenset(
    """
nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly ton trung thai mai dinh truong luong cao
ta ha dao chau to kieu chu ong doan lam thich trinh tong tang quach mac la phung khuc luu trieu doc doi che am
au ba bau an hoa phuoc khue xuan nam dong tay bac
""".split()
)


def street_at(message: Message, at: int, first: int) -> SaidStreet | None:
    """The street whose name begins at `at`."""
    if _STANDING.at(message, at):
        return None
    called = at > first and message.words[at - 1] in CALLED
    if date := _date_street(message, at):
        return SaidStreet(date[0], at, date[1], known=True, called=called)
    if end := STREET_NAMES.at(message, at):
        name = STREET_NAMES.full(message, at, end)
        if (
            NUMBERED_STREETS.at(message, at) == end
            and end < len(message)
            and re.fullmatch(r"\d{1,2}", message.words[end])
        ):
            return SaidStreet(f"{name} {message.words[end]}", at, end + 1, known=True, called=called)
        if _is_numbered(message, at, end, first):
            return SaidStreet(f"{name} {message.words[end]}", at, end + 1, known=True, called=called)
        return SaidStreet(name, at, end, known=True, called=called)
    return _unknown_street(message, at, first, called=called)


_STANDING = Phrases("==đang ==đứng")  # not Đặng Dung


def _is_numbered(message: Message, at: int, end: int, first: int) -> bool:
    """As in "12 Mỹ An 7": with a house before it, what follows a name that is no person's is the street's number."""
    words = message.words
    return (
        end < len(words)
        and bool(re.fullmatch(r"[1-9]\d?", words[end]))
        and words[at] not in _FAMILIES
        and at > first
        and is_number(words[at - 1 - (words[at - 1] in CALLED and at - 1 > first)])
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
    name = DATES.get((day.lstrip("0"), month.lstrip("0")))
    if not name:
        return None
    # "12/4 Nguyễn Lương Bằng" is a house, and so is "3/2 Lê Lợi".
    if end < len(words) and end == at + 1 and STREET_NAMES.at(message, end):
        return None
    return name, end


def _unknown_street(message: Message, at: int, first: int, *, called: bool) -> SaidStreet | None:
    """Words that stand where a street's name stands: after "đường" or a house number."""
    if (at == first and not called) or not message.words[at][0].isalpha() or message.words[at] in CALLED:
        return None
    before = message.words[at - 1] if at else ""
    numbered = is_number(before) and not (at > 1 and message.words[at - 2] in NOT_HOUSES)
    if at > 2 and message.words[at - 2] in HOUSES and message.words[at - 3] in NOT_HOUSES:
        numbered = False
    if not (numbered or called) or PLACE_NOUNS.at(message, at):
        return None
    if called and message.words[at] == "so" and at + 1 < len(message) and message.words[at + 1].isdigit():
        return SaidStreet(f"Đường số {message.words[at + 1]}", at, at + 2, known=True, called=True)
    end = _unknown_end(message, at)
    count = end - at
    if not count or (count == 1 and not called):
        return None
    proper = all(word[0].isupper() for word in message.said[at:end]) or message.words[at] in _SURNAMES
    if not (called or proper or (at > 1 and (message.words[at - 2] in ALLEYS or message.words[at - 2] in HOUSES))):
        return None
    if called and not proper and count == 1:
        return None
    if called and message.words[at] in _NO_STREETS:
        return None
    folded = " ".join(message.words[at:end])
    if len(folded) > 7 and (slip := STREET_NAMES.near(folded)):
        return SaidStreet(slip, at, end, known=True, called=called)
    return SaidStreet(message.between(at, end), at, end, known=False, called=called)


def _unknown_end(message: Message, at: int) -> int:
    """Where a name that the lexicon lacks ends: at most five words, before a ward or a word that no name has."""
    end = at
    while end < len(message) and end - at < 5 and message.words[end].isalpha():
        word = message.words[end]
        if ends_name(message, end) or word in ALLEYS or word == "trong":
            break
        if end - at > 1 and (word in WARD_WORDS or word in DISTRICT_WORDS or WARDS.at(message, end)):
            break
        end += 1
    return end
