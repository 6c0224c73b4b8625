"""What Vietnamese addresses are made of: words, numbers, the marks between them, and what the words are for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from hotline.text import fold

AUGUST = re.compile(r"\b(?:cmt|c[aá]ch m[aạ]ng th[aá]ng)\s*-?\s*(?:8|t[aá]m)\b", re.IGNORECASE)
_DATE = re.compile(r"\b(?:m[uù]ng\s+)?(\d{1,2})\s*(?:th[aá]ng|th\.?)\s*(\d{1,2}|tư|tu)\b", re.IGNORECASE)
DAY = re.compile(r"0?([1-9]|[12]\d|3[01])[/-]0?([1-9]|1[0-2])")
_TOKEN = re.compile(
    r"(?P<number>[A-Za-zĐđ]{0,2}\d+[A-Za-z]?(?:\s?[-–]\s?\d+[A-Za-z]?|/[A-Za-z]?\d+[A-Za-z]?)*)\b"
    r"|(?P<word>[^\W\d_](?:[^\W_]|['’])*)"
    r"|(?P<mark>[^\w\s.'’]|_)"
)
# An alley off the street, and an alley off that one.
ALLEYS = {"kiet": "K", "k": "K", "ngo": "K", "hem": "H", "h": "H", "ngach": "H"}


def words_in(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


# What may stand before a house number: "Đối diện", "Số nhà", "Gần".
BEFORE_NUMBER = words_in("doi dien dd ke gan truoc canh ben so nha dia chi tai o lo no tren near opposite")
STREET = words_in("duong dg d pho")
CITY = frozenset({"da nang", "dn", "tp dn", "tp", "viet nam", "vn", "vietnam", "danang", "da nang city"})
WARD = words_in("phuong p ph xa x tt") | {"thi tran"}
DISTRICT = words_in("quan q huyen h tx tp") | {"thi xa", "thanh pho"}
SMALLER = words_in("to khoi kp thon ap") | {"khu pho"}
ADMIN = WARD | DISTRICT | SMALLER


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark: as written (NFC), folded, and its `kind`: "word", "number" or "mark"."""

    text: str
    key: str
    kind: str


def parts(text: str) -> Iterator[tuple[Token, ...]]:
    """The pieces between commas, dashes and slashes; a bare number joins what follows ("Số 101, đường …")."""
    part: list[Token] = []
    for token in _tokens(text):
        if token.kind != "mark":
            part.append(token)
        elif part and not (part[-1].kind == "number" and _all_number(part)):
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def _all_number(part: Sequence[Token]) -> bool:
    return all(token.kind == "number" or token.key in BEFORE_NUMBER or token.key in ALLEYS for token in part)


def _tokens(text: str) -> Iterator[Token]:
    text = normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ")
    text = re.sub(r"\bT\.\s?P\b\.?", "TP", text, flags=re.IGNORECASE)
    text = re.sub(r"^\s*Đ\s*/\s*d\b|\bĐD\b|^\s*đd\b", "Đối diện", text, flags=re.IGNORECASE)
    text = re.sub(r"\([^)]*\)", lambda inner: " " if inner.start() else inner[0], text)
    text = AUGUST.sub("Cách Mạng Tháng Tám", text)
    text = _DATE.sub(lambda date: f"{date[1]}/{4 if fold(date[2]) == 'tu' else date[2]}", text)
    for found in _TOKEN.finditer(text):
        yield Token(found[0], fold(found[0]), found.lastgroup or "")


def is_day(token: Token) -> bool:
    """Whether it is a day and a month ("3/2"), after which streets are named."""
    return DAY.fullmatch(token.key) is not None
