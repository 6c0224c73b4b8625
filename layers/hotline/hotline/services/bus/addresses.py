"""Vietnamese street addresses: the house number that matters, the street's one spelling, the ward.

Lexical only: which streets exist is the gazetteer's to know.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from unicodedata import normalize

from hotline.lexicon.names import STREET_NAMES
from hotline.services.bus.queries import Address
from hotline.text import fold

_DATE = re.compile(r"\b(?:m[uù]ng\s+)?(\d{1,2})\s*(?:th[aá]ng|th\.?)\s*(\d{1,2}|tư|tu)\b", re.IGNORECASE)
_DATE_KEY = re.compile(r"(?:mung )?(\d{1,2}) ?(?:/|-|thang|th) ?(\d{1,2}|tu)")
_DAY = re.compile(r"0?([1-9]|[12]\d|3[01])[/-]0?([1-9]|1[0-2])")
_AUGUST = re.compile(r"\b(?:cmt|c[aá]ch m[aạ]ng th[aá]ng)\s*-?\s*(?:8|t[aá]m)\b", re.IGNORECASE)
_WRITTEN_OUT = {"xvnt": "xo viet nghe tinh", "dbp": "dien bien phu", "cmt8": "cach mang thang 8"}
_ROAD = re.compile(r"\b(ql|dt|tl|quoc lo|tinh lo|duong tinh)[ .]?(\d+[a-z]?)\b")
_ROAD_KIND = {"quoc lo": "ql", "tinh lo": "tl", "duong tinh": "dt"}

_TOKEN = re.compile(
    r"(?P<number>[A-Za-zĐđ]{0,2}\d+[A-Za-z]?(?:\s?[-–]\s?\d+[A-Za-z]?|/[A-Za-z]?\d+[A-Za-z]?)*)\b"
    r"|(?P<word>[^\W\d_](?:[^\W_]|['’])*)"
    r"|(?P<mark>[^\w\s.'’]|_)"
)
_PLAIN_NUMBER = re.compile(r"[a-z]?\d{1,4}[a-z]?(?:\s?[-–]\s?\d+[a-z]?)*(?:/\d+[a-z]?)*")
_ALLEY_NUMBER = re.compile(r"([kh])0*(\d{1,4}.*)")
_ALLEYS = {"kiet": "K", "k": "K", "ngo": "K", "hem": "H", "h": "H", "ngach": "H"}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BEFORE_NUMBER = _set("doi dien dd ke gan truoc canh ben so nha dia chi tai o lo no tren near opposite")
_STREET = _set("duong dg d pho")
_CITY = frozenset({"da nang", "dn", "tp dn", "tp", "viet nam", "vn", "vietnam", "danang", "da nang city"})
_WARD = _set("phuong p ph xa x tt") | {"thi tran"}
_DISTRICT = _set("quan q huyen h tx tp") | {"thi xa", "thanh pho"}
_SMALLER = _set("to khoi kp thon ap") | {"khu pho"}
_ADMIN = _WARD | _DISTRICT | _SMALLER
# What stands before "số 5" and is no street: "Trường trung cấp nghề số 5", "bãi tắm số 3".
_NOT_STREETS = _set(
    "tuyen xe bus tram truong tru cong bai benh bv trung tam thpt thcs cho ngo hem kiet so khu lo thon to"
)
_ENGLISH = _set("st street av ave avenue rd road blvd dr drive pl place ln lane ct pkwy hwy")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    key: str
    kind: str


def street_key(street: str) -> str:
    """One key for all ways to write a street: "Nguyễn Lương Bằng", "đ. nguyen luong bang"; "3/2", "3 Tháng 2", "3-2".

    "đường" and the name "Dương" fold alike, so both are left out: "Dương Đình Nghệ" has the key "dinh nghe".
    Initials ("NLB") stay what they are: only a gazetteer knows whose they are.
    """
    key = re.sub(r"[^\w/-]+", " ", fold(street.replace("Ð", "Đ").replace("ð", "đ"))).strip()
    words = key.split()
    while len(words) > 1 and words[0] in _STREET:
        del words[0]
    if len(words) > 1 and words[-1] in {"street", "road"}:
        del words[-1]
    key = " ".join(words)
    if date := _DATE_KEY.fullmatch(key):
        day, month = date.groups()
        return f"{int(day)} thang {4 if month == 'tu' else int(month)}"
    key = _ROAD.sub(lambda road: _ROAD_KIND.get(road[1], road[1]) + road[2], key)
    key = _AUGUST.sub("cach mang thang 8", key)
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
    parts = list(_parts(text))
    houses = [(index, found) for index, part in enumerate(parts) if (found := _house(part, behind=behind))]
    if not houses:
        return None
    # "8V Tâm Trí-54 đường CMT8": the piece that says "đường" is surely one.
    index, (number, street, rest) = next((house for house in houses if _says_so(parts[house[0]])), houses[0])
    ward, district = _area([rest, *parts[index + 1 :]] if rest else parts[index + 1 :])
    return Address(street=street, number=number, ward=ward, district=district)


def parts_of(text: str) -> tuple[str, ...]:
    """What a stop's name is made of: "Đài DRT-Đối diện 256 Bạch Đằng" → "Đài DRT", "Đối diện 256 Bạch Đằng"."""
    return tuple(" ".join(token.text for token in part) for part in _parts(text))


def _tokens(text: str) -> Iterator[_Token]:
    text = normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ")
    text = re.sub(r"\bT\.\s?P\b\.?", "TP", text, flags=re.IGNORECASE)
    text = re.sub(r"^\s*Đ\s*/\s*d\b|\bĐD\b|^\s*đd\b", "Đối diện", text, flags=re.IGNORECASE)
    text = re.sub(r"\([^)]*\)", lambda inner: " " if inner.start() else inner[0], text)
    text = _AUGUST.sub("Cách Mạng Tháng Tám", text)
    text = _DATE.sub(lambda date: f"{date[1]}/{4 if fold(date[2]) == 'tu' else date[2]}", text)
    for found in _TOKEN.finditer(text):
        yield _Token(found[0], fold(found[0]), found.lastgroup or "")


def _parts(text: str) -> Iterator[tuple[_Token, ...]]:
    """The pieces between commas, dashes and slashes; a bare number joins what follows ("Số 101, đường …")."""
    part: list[_Token] = []
    for token in _tokens(text):
        if token.kind != "mark":
            part.append(token)
        elif part and not (part[-1].kind == "number" and _all_number(part)):
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def _all_number(part: Sequence[_Token]) -> bool:
    return all(token.kind == "number" or token.key in _BEFORE_NUMBER or token.key in _ALLEYS for token in part)


def _house(part: Sequence[_Token], *, behind: bool) -> tuple[str, str, tuple[_Token, ...]] | None:
    """(number, street, what follows the street) of one part, or None."""
    if part and _is_day(part[0]) and _street_is(part, 0):
        street, number = _trailing(part)
        return number, _street_text(street[:1]), () if number else tuple(part[1:])
    start = len(list(takewhile(lambda token: token.key in _BEFORE_NUMBER, part)))
    number, end = _number(part, start)
    at = end if number else start
    said = at < len(part) and _says_street(part, at)
    street, rest = _street(part[at + said :])
    trailing = ""
    if not number:
        street, trailing = _trailing(street)
    elif len(street) > 2 and street[-1].kind == "number":
        street = street[:-1]
    if not any(token.kind == "word" or _is_day(token) or _ROAD.fullmatch(token.key) for token in street):
        return None
    if all(token.key in _ENGLISH for token in street):
        return None
    if not (number or said or (behind and trailing and _could_be_street(street))):
        return None
    return number or trailing, _street_text(street), rest


def _says_so(part: Sequence[_Token]) -> bool:
    return any(normalize("NFC", token.text).casefold() == "đường" for token in part)


def _could_be_street(words: Sequence[_Token]) -> bool:
    """Whether words with a number behind them are a street: a known one, two words or more, initials ("nlb 211")."""
    if " ".join(word.key for word in words) in STREET_NAMES:
        return True
    if words[0].key in _NOT_STREETS:
        return False
    return len(words) > 1 or (len(words[0].key) > 2 and not set(words[0].key) & set("aeiouy"))


def _number(part: Sequence[_Token], start: int) -> tuple[str, int]:
    """The house number that begins at `start`, written "K82/H05/12", and where it ends; ("", 0) if there is none."""
    alleys: dict[str, str] = {}
    plain = ""
    at = start
    while at < len(part):
        token = part[at]
        following = part[at + 1] if at + 1 < len(part) else None
        if token.key in _ALLEYS and following and following.kind == "number" and following.key[0].isdigit():
            alleys.setdefault(_ALLEYS[token.key], _plain(following))
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


def _plain(token: _Token) -> str:
    return re.sub(r"\s*[-–]\s*", "-", token.text).upper()


def _is_day(token: _Token) -> bool:
    return _DAY.fullmatch(token.key) is not None


def _street_is(part: Sequence[_Token], at: int) -> bool:
    """Whether the date at `at` is the street itself: nothing but its house number or its ward comes after it."""
    if not _is_day(part[at]):
        return False
    after = part[at + 1 :]
    return (
        not after or after[0].key in _ADMIN or after[0].key in {"so", "da"} or (at == 0 and after[0].kind == "number")
    )


def _says_street(part: Sequence[_Token], at: int) -> bool:
    """Whether the word at `at` is "đường": without accents it is also the name Dương, as in "duong dinh nghe"."""
    word = part[at]
    if word.key not in _STREET or at + 1 == len(part):
        return False
    accented = normalize("NFC", word.text).casefold()
    if accented == "duong":
        return len(_street(part[at + 1 :])[0]) != 2
    return accented in {"đường", "đ", "đg", "d", "dg", "phố"}


def _street(tokens: Sequence[_Token]) -> tuple[tuple[_Token, ...], tuple[_Token, ...]]:
    """The street's words and what follows them: a ward, a district, the city."""
    for at in range(1, len(tokens)):
        token = tokens[at]
        follows = " ".join(other.key for other in tokens[at:])
        if _tail_begins(tokens, at) or follows in _CITY or (token.kind == "number" and len(token.key) >= 5):
            return tuple(tokens[:at]), tuple(tokens[at:])
    return tuple(tokens), ()


def _tail_begins(tokens: Sequence[_Token], at: int) -> bool:
    two = f"{tokens[at].key} {tokens[at + 1].key}" if at + 1 < len(tokens) else ""
    if two in _ADMIN:
        return at + 2 < len(tokens)
    word = tokens[at]
    if word.key not in _ADMIN or not two:
        return False
    if word.key in _SMALLER:
        return tokens[at + 1].kind == "number"
    # "nguyen tri phuong p chinh gian", "ba huyen thanh quan": names of streets end or begin with such words.
    accented = normalize("NFC", word.text).casefold()
    if accented in {"phuong", "quan", "huyen", "xa", "huyện"}:
        return at >= 2 and not (accented == "phuong" and tokens[at - 1].key == "tri")
    return accented in {"phường", "quận", "xã"} or len(accented) <= 2


def _trailing(street: Sequence[_Token]) -> tuple[tuple[_Token, ...], str]:
    """The street and the number after it: "Lê Duẩn số 5", "Nguyễn Văn Thoại 215"."""
    if len(street) < 2 or street[-1].kind != "number":
        return tuple(street), ""
    number, _ = _number(street[-1:], 0)
    words = list(street[:-1])
    if words[-1].key in _ALLEYS and len(words) > 1:
        number, _ = _number(street[-2:], 0)
        del words[-1]
    while len(words) > 1 and words[-1].key in {"so", "nha", "no"}:
        del words[-1]
    return (tuple(words), number) if number else (tuple(street), "")


def _street_text(street: Sequence[_Token]) -> str:
    if len(street) == 1 and (day := _DAY.fullmatch(street[0].key)):
        return f"{day[1]} Tháng {day[2]}"
    text = " ".join(token.text for token in street)
    return "Cách Mạng Tháng 8" if street_key(text) in {"cach mang thang 8", "cach mang thang tam"} else text


def _area(parts: Sequence[Sequence[_Token]]) -> tuple[str, str]:
    """(ward, district) of what follows a street; an unmarked name is the ward first, the district then."""
    ward = district = ""
    for part in parts:
        for kind, name in _named_areas(part):
            if kind == "district" or (not kind and ward):
                district = district or name
            else:
                ward = ward or name
    return ward, district


def _named_areas(part: Sequence[_Token]) -> Iterator[tuple[str, str]]:
    starts = [0, *(at for at in range(1, len(part)) if _tail_begins(part, at))]
    for start, end in zip(starts, [*starts[1:], len(part)], strict=True):
        piece = [token for token in part[start:end] if not (token.kind == "number" and len(token.key) >= 5)]
        kind, skip = _kind_of_area(piece)
        name = piece[skip:]
        if name and kind != "smaller" and " ".join(token.key for token in name) not in _CITY:
            yield kind, " ".join(token.text for token in name)


def _kind_of_area(piece: Sequence[_Token]) -> tuple[str, int]:
    for size in (2, 1):
        marker = " ".join(token.key for token in piece[:size])
        for kind, markers in (("ward", _WARD), ("district", _DISTRICT), ("smaller", _SMALLER)):
            if marker in markers and len(piece) > size:
                return kind, size
    return "", 0
