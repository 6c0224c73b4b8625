"""Vietnamese street addresses: the house number that matters, the street's one spelling, the ward.

Lexical only: which streets exist is the gazetteer's to know.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from hotline.lexicon.names import STREET_NAMES
from hotline.services.bus.address_areas import area, street_and_rest
from hotline.services.bus.address_words import (
    ADMIN,
    ALLEYS,
    AUGUST,
    BEFORE_NUMBER,
    DAY,
    STREET,
    Token,
    is_day,
    parts,
    words_in,
)
from hotline.services.bus.queries import Address
from hotline.text import fold

_DATE_KEY = re.compile(r"(?:mung )?(\d{1,2}) ?(?:/|-|thang|th) ?(\d{1,2}|tu)")
_WRITTEN_OUT = {"xvnt": "xo viet nghe tinh", "dbp": "dien bien phu", "cmt8": "cach mang thang 8"}
_ROAD = re.compile(r"\b(ql|dt|tl|quoc lo|tinh lo|duong tinh)[ .]?(\d+[a-z]?)\b")
_ROAD_KIND = {"quoc lo": "ql", "tinh lo": "tl", "duong tinh": "dt"}

_PLAIN_NUMBER = re.compile(r"[a-z]?\d{1,4}[a-z]?(?:\s?[-–]\s?\d+[a-z]?)*(?:/\d+[a-z]?)*")
_ALLEY_NUMBER = re.compile(r"([kh])0*(\d{1,4}.*)")
# What stands before "số 5" and is no street: "Trường trung cấp nghề số 5", "bãi tắm số 3".
_NOT_STREETS = words_in(
    "tuyen xe bus tram truong tru cong bai benh bv trung tam thpt thcs cho ngo hem kiet so khu lo thon to"
)
_ENGLISH = words_in("st street av ave avenue rd road blvd dr drive pl place ln lane ct pkwy hwy")


def street_key(street: str) -> str:
    """One key for all ways to write a street: "Nguyễn Lương Bằng", "đ. nguyen luong bang"; "3/2", "3 Tháng 2", "3-2".

    "đường" and the name "Dương" fold alike, so both are left out: "Dương Đình Nghệ" has the key "dinh nghe".
    Initials ("NLB") stay what they are: only a gazetteer knows whose they are.
    """
    key = re.sub(r"[^\w/-]+", " ", fold(street.replace("Ð", "Đ").replace("ð", "đ"))).strip()
    words = key.split()
    while len(words) > 1 and words[0] in STREET:
        del words[0]
    if len(words) > 1 and words[-1] in {"street", "road"}:
        del words[-1]
    key = " ".join(words)
    if date := _DATE_KEY.fullmatch(key):
        day, month = date.groups()
        return f"{int(day)} thang {4 if month == 'tu' else int(month)}"
    key = _ROAD.sub(lambda road: _ROAD_KIND.get(road[1], road[1]) + road[2], key)
    key = AUGUST.sub("cach mang thang 8", key)
    return _WRITTEN_OUT.get(key, re.sub(r"[/-]", " ", key))


def anchor(number: str) -> int | None:
    """The number that says where along the street it is: "K12/4" and "12/4" → 12, "755-757" → 755, "158A" → 158.

    An alley has the number of the house beside its mouth, so "H05/12 K82" and "12 kiệt 82" → 82.
    """
    key = fold(number)
    for alley in (r"(?:kiet|ngo|\bk)\W*(\d+)", r"(?:hem|ngach|\bh)\W*(\d+)", r"(\d+)"):
        if found := re.search(alley, key):
            return int(found[1]) if len(found[1]) <= 4 else None
    return None


def address_in(text: str, *, behind: bool = True) -> Address | None:
    """The address that a text consists of, such as a stop's name ("Đối diện 256 Bạch Đằng"), or None.

    A street alone counts only with the word "đường" or as a date ("3/2"): which names are streets cannot be seen here.
    `behind` is whether the number may stand behind the street ("Lê Duẩn 54").
    """
    pieces = list(parts(text))
    houses = [(index, found) for index, part in enumerate(pieces) if (found := _house(part, behind=behind))]
    if not houses:
        return None
    # "8V Tâm Trí-54 đường CMT8": the piece that says "đường" is surely one.
    index, (number, street, rest) = next((house for house in houses if _says_so(pieces[house[0]])), houses[0])
    ward, district = area([rest, *pieces[index + 1 :]] if rest else pieces[index + 1 :])
    return Address(street=street, number=number, ward=ward, district=district)


def parts_of(text: str) -> tuple[str, ...]:
    """What a stop's name is made of: "Đài DRT-Đối diện 256 Bạch Đằng" → "Đài DRT", "Đối diện 256 Bạch Đằng"."""
    return tuple(" ".join(token.text for token in part) for part in parts(text))


def _house(part: Sequence[Token], *, behind: bool) -> tuple[str, str, tuple[Token, ...]] | None:
    """(number, street, what follows the street) of one part, or None."""
    if part and is_day(part[0]) and _street_is(part, 0):
        street, number = _trailing(part)
        return number, _street_text(street[:1]), () if number else tuple(part[1:])
    start = len(list(takewhile(lambda token: token.key in BEFORE_NUMBER, part)))
    number, end = _number(part, start)
    at = end if number else start
    said = at < len(part) and _says_street(part, at)
    street, rest = street_and_rest(part[at + said :])
    trailing = ""
    if not number:
        street, trailing = _trailing(street)
    elif len(street) > 2 and street[-1].kind == "number":
        street = street[:-1]
    if not any(token.kind == "word" or is_day(token) or _ROAD.fullmatch(token.key) for token in street):
        return None
    if all(token.key in _ENGLISH for token in street):
        return None
    if not (number or said or (behind and trailing and _could_be_street(street))):
        return None
    return number or trailing, _street_text(street), rest


def _says_so(part: Sequence[Token]) -> bool:
    return any(token.text.casefold() == "đường" for token in part)


def _could_be_street(words: Sequence[Token]) -> bool:
    """Whether words with a number behind them are a street: a known one, two words or more, initials ("nlb 211")."""
    if " ".join(word.key for word in words) in STREET_NAMES:
        return True
    if words[0].key in _NOT_STREETS:
        return False
    return len(words) > 1 or (len(words[0].key) > 2 and not set(words[0].key) & set("aeiouy"))


def _number(part: Sequence[Token], start: int) -> tuple[str, int]:
    """The house number that begins at `start`, written "K82/H05/12", and where it ends; ("", 0) if there is none."""
    alleys: dict[str, str] = {}
    plain = ""
    at = start
    while at < len(part):
        token = part[at]
        following = part[at + 1] if at + 1 < len(part) else None
        if token.key in ALLEYS and following and following.kind == "number" and following.key[0].isdigit():
            alleys.setdefault(ALLEYS[token.key], _plain(following))
            at += 2
        elif token.kind == "number" and (alley := _ALLEY_NUMBER.fullmatch(token.key)):
            alleys.setdefault(alley[1].upper(), alley[2].upper())
            at += 1
        elif token.kind == "number" and not plain and _PLAIN_NUMBER.fullmatch(token.key) and not _street_is(part, at):
            plain = _plain(token)
            at += 1
        elif token.key == "so" and at > start and following and following.kind == "number":
            at += 1
        else:
            break
    pieces = [kind + alleys[kind] for kind in "KH" if kind in alleys] + ([plain] if plain else [])
    return "/".join(pieces), at if pieces else 0


def _plain(token: Token) -> str:
    return re.sub(r"\s*[-–]\s*", "-", token.text).upper()


def _street_is(part: Sequence[Token], at: int) -> bool:
    """Whether the date at `at` is the street itself: nothing but its house number or its ward comes after it."""
    if not is_day(part[at]):
        return False
    after = part[at + 1 :]
    return not after or after[0].key in ADMIN or after[0].key in {"so", "da"} or (at == 0 and after[0].kind == "number")


def _says_street(part: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` is "đường": without accents it is also the name Dương, as in "duong dinh nghe"."""
    word = part[at]
    if word.key not in STREET or at + 1 == len(part):
        return False
    accented = word.text.casefold()
    if accented == "duong":
        return len(street_and_rest(part[at + 1 :])[0]) != 2
    return accented in {"đường", "đ", "đg", "d", "dg", "phố"}


def _trailing(street: Sequence[Token]) -> tuple[tuple[Token, ...], str]:
    """The street and the number after it: "Lê Duẩn số 5", "Nguyễn Văn Thoại 215"."""
    if len(street) < 2 or street[-1].kind != "number":
        return tuple(street), ""
    number, _ = _number(street[-1:], 0)
    words = list(street[:-1])
    if words[-1].key in ALLEYS and len(words) > 1:
        number, _ = _number(street[-2:], 0)
        del words[-1]
    while len(words) > 1 and words[-1].key in {"so", "nha", "no"}:
        del words[-1]
    return (tuple(words), number) if number else (tuple(street), "")


def _street_text(street: Sequence[Token]) -> str:
    if len(street) == 1 and (day := DAY.fullmatch(street[0].key)):
        return f"{day[1]} Tháng {day[2]}"
    text = " ".join(token.text for token in street)
    return "Cách Mạng Tháng 8" if street_key(text) in {"cach mang thang 8", "cach mang thang tam"} else text
