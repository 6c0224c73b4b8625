"""Reads house numbers and alleys before and behind a street's name: "số 7 kiệt 21 hẻm 5 đường …" is K21/H5/7."""

from hotline.expressions import Expression
from hotline.text import Message

_HOUSE = Expression(r"\d{1,4}[a-z]?(?:[/-]\d{1,4}[a-z]?){0,4}")
_ALLEY = Expression(r"[kh]\d{1,4}[a-z]?(?:/[kh]?\d{1,4}[a-z]?)*")
DATES = {
    ("2", "9"): "2 Tháng 9",
    ("3", "2"): "3 Tháng 2",
    ("30", "4"): "30 Tháng 4",
    ("29", "3"): "29 Tháng 3",
    ("24", "3"): "24 Tháng 3",
}
CALLED = frozenset("duong dg street road pho st rd".split())
ALLEYS = {"kiet": "K", "k": "K", "ngo": "K", "alley": "K", "lane": "K", "hem": "H", "h": "H", "ngach": "H"}
HOUSES = frozenset("so no nha number".split())
NOT_HOUSES = frozenset(
    "tuyen xe bus buyt tram route line stop mt lk thang ngay mung le lop phan chuyen khoang hon tau".split()
)
_STOPS = frozenset(("tram", "stop"))  # "trạm 5 Lê Duẩn" is a house


def numbers_before(message: Message, street: int, first: int) -> tuple[int, list[tuple[str, str]]]:
    """Numbers before the street, in reading order, and where they begin."""
    words = message.words
    at = street
    while at > first and (
        words[at - 1] in CALLED or (words[at - 1] in (",", "-") and at - 1 > first and is_number(words[at - 2]))
    ):
        at -= 1
    parts: list[tuple[str, str]] = []
    while at > first and len(parts) < 4 and is_number(words[at - 1]):
        kind, begin = _kind(words, at - 1, first)
        if kind == "" or (parts and kind == "house" and not _labelled(words, at - 1) and parts[0][0] == "house"):
            break
        parts.insert(0, (kind, words[at - 1]))
        at = begin
        if kind == "house" and not any(k in "KH" for k, _ in parts) and words[begin] not in HOUSES:
            break
        if at - 1 > first and words[at - 1] in (",", "trong", "cua") and is_number(words[at - 2]):
            at -= 1
    return (at if parts else street, parts)


def is_number(word: str) -> bool:
    """Whether a word is a house number or an alley: "54", "168/7", "K408/21"."""
    return not word.isalpha() and bool(_HOUSE.fullmatch(word) or _ALLEY.fullmatch(word))


def _labelled(words: tuple[str, ...], at: int) -> bool:
    return at > 0 and words[at - 1] in HOUSES


def _kind(words: tuple[str, ...], at: int, first: int) -> tuple[str, int]:
    """What a number before a street is ("house", "K", "H"; "" for a line's or a stop's), and where its words begin."""
    before = words[at - 1] if at > first else ""
    if _ALLEY.fullmatch(words[at]):
        return words[at][0].upper(), at
    if before in ALLEYS:
        return ALLEYS[before], at - 1
    if before in NOT_HOUSES - _STOPS:
        return "", at
    begin = at
    while begin > first and words[begin - 1] in HOUSES:
        begin -= 1
    if begin < at and begin > first and words[begin - 1] in NOT_HOUSES - _STOPS and "nha" not in words[begin:at]:
        return "", at
    return "house", begin


def numbers_behind(message: Message, at: int, last: int) -> tuple[int, list[tuple[str, str]]]:
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
        while at < last and (words[at] in HOUSES or words[at] in ALLEYS):
            label, at = words[at], at + 1
        if at >= last or not is_number(words[at]):
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
        kind = words[at][0].upper() if _ALLEY.fullmatch(words[at]) else ALLEYS.get(label, "house")
        parts.append((kind, words[at]))
        at += 1
        end = at
    return end, parts


def _date(word: str) -> bool:
    day, _, month = word.partition("/")
    return (day.lstrip("0"), month.lstrip("0")) in DATES


def folded_number(parts: list[tuple[str, str]]) -> str:
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
