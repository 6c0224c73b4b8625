"""Reads a text into words: finds what only looks like words or numbers, splits, mends, and puts numbers into digits."""

import re

from hotline.expressions import Expression
from hotline.lexicon.names import STREET_NAMES
from hotline.mending import mended
from hotline.numerals import in_digits
from hotline.phrases import Phrases
from hotline.text import Message, as_message, fold, tidy, types_accents

# Digits that are no house, route or stop. Their words are "#" and the name; the whole is in `Message.text`.
_MASKED = Expression(
    r"""
      (?P<link>https?://\S+|geo:\S+|www\.\S+|\bmaps?\.\S+/\S+)
    | (?P<dossier>(?<![\d.])(?<![a-z](?=[a-z]))(?:\d{3}\.\d{2}\.\d{2}\.)?[a-z]\d{2}(?:\.\d{2,3}){0,6}
        [\s_/-]{1,3}\d{4,8}(?:[\s_/-]{1,3}\d{1,7})?(?!\d))
    | (?P<point>(?<![\d.])-?\d{1,2}\.\d{2,}°?\s?[ns]?\s?[,;\s]\s?-?\d{2,3}\.\d{2,}°?\s?[ew]?(?!\d))
    | (?P<procedure>(?<![\d.])[1-3]\.\d{6}(?:\.\d+)*(?:\.[a-z]\d\d)?(?!\d))
    | (?P<plate>(?<!\w)\d{2}\s?-?[a-z]{1,2}\d?\s?[-.\s]\s?\d{3}[.\s]?\d{2}(?!\w)|(?<!\w)\d{2}[a-z]\d?-?\d{4,5}(?!\w))
    | (?P<phone>(?<![\w.])(?:\+?84|0)[\s.-]?\d(?:[\s.-]?\d){7,9}(?!\d)|(?<!\w)1[89]00(?:[\s.-]?\d){4,6}(?!\d))
    | (?P<date>(?<!\w)\d{1,2}[/-]\d{1,2}[/-](?:20)?\d{2}(?!\w))
    | (?P<money>(?<!\w)\d+(?:[.,]\d{3})*(?:[kđ]|\s?(?:đồng|nghìn|ngàn|triệu|vnd|vnđ))(?!\w)|(?<!\w)\d+\.000(?!\w))
    | (?P<time>(?<!\w)\d{1,2}\s?(?:(?:giờ|gio)(?!\s(?:này|nay|ni)\b)|phút|phut|pm|am|tuổi|tuoi|mét|km|m|kg)(?!\w)
        |(?<!\w)\d{1,2}[hg](?:\d{2})?p?(?!\w)|(?<!\w)\d{1,2}:\d{2}(?!\w))
    | (?P<digits>(?<!\w)\d{5,}(?!\w))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LINKS = frozenset(":/.")  # a mask without a digit is a link
_WORD = Expression(r"\d+[a-zA-Z]?(?:\s?-\s?\d+[a-zA-Z]?(?![\d/]))(?![\w])|[^\W_]+(?:/[^\W_]+)*|->|=>|[^\w\s]|\n|_")
# "mãH17.19-260505-0611": the word before a dossier's code.
_STUCK = Expression(r"(?<!\w)(mã|ma|số|so|sơ|hs|code|hồsơ|hoso)(?=:?[a-y]\d\d[.-]\d)", re.IGNORECASE)
# "54nguyen luong bang": a house stuck to its street.
_GLUED = Expression(r"([kKhH]?\d{1,4}(?:/\d{1,4})*)([^\W\d_]{3,})")
_ABBREVIATED = frozenset("p q d t tp h x tx tt kp no st bv dh k n hs ths dg ph bx cv so duong ng kcn tr".split())
# A need is said early or last: of a longer text these letters and words are read, and nothing between them.
_FIRST, _LAST = 420, 180
_FIRST_WORDS, _LAST_WORDS = 44, 20


def read(text: str) -> Message:
    """A citizen's text as words; never fails."""
    whole = tidy(text)
    numbered = any(map(str.isdigit, whole))
    if numbered:
        whole = _STUCK.sub(r"\1 ", whole)
    if len(whole) > _FIRST + _LAST:
        written = f"{whole[:_FIRST].rpartition(' ')[0]}\n{whole[-_LAST:].partition(' ')[2]}"
    else:
        written = whole
    said: list[str] = []
    at = 0
    for mask in _MASKED.finditer(written) if numbered or _LINKS.intersection(written) else ():
        said += _split(written[at : mask.start()])
        if mask.lastgroup == "time" and said and fold(said[-1]) in ("so", "tuyen", "xe"):
            said += _split(mask[0])  # "xe số 16 giờ đổi số mấy": "giờ" is "now"
        else:
            said.append("#" + (mask.lastgroup or ""))
        at = mask.end()
    said += _split(written[at:])
    if len(said) > _FIRST_WORDS + _LAST_WORDS:
        said = [*said[:_FIRST_WORDS], "\n", *said[-_LAST_WORDS:]]
    said = _to_the_point(said)
    said = _with_families(said)
    accented = types_accents(said)  # before short forms are written out: "dk" brings no accents of the writer's
    return as_message(whole, in_digits(mended(said), accented=accented), accented=accented)


# How people begin and end out of courtesy; it says nothing about what they want.
_OPENING = Phrases("""
=dạ|=ạ|==vâng|xin hỏi|=cho hỏi|=cho em/con/cháu/mình/tôi/tui/bác/cô/chú/chị/anh/bà hỏi|=cho hỏi xíu/chút|
hỏi xíu/chút|=ad/em/anh/chị/bạn/shop/mn/con/cháu/cô/chú ơi|ad ơi cho em/con/mình hỏi|xin chào|
chào ad/bạn/anh/chị/em|hello|hello ad|hi|hi ad|alo|alo ad|please|pls|good morning|excuse me|.|,|!|~
""")
_CLOSING = Phrases("""
=ạ|==dạ|em/con/cháu/mình/tôi/tui cám/cảm ơn|cám/cảm ơn|cám/cảm ơn ad/bạn/anh/chị/em/nhiều/nha/nhé|
cám/cảm ơn ad/bạn/anh/chị/em nhiều|em/con/cháu/mình/tôi/tui cám/cảm ơn ad/bạn/anh/chị/em/nhiều|
em/con/cháu/mình/tôi/tui cám/cảm ơn ad/bạn/anh/chị/em nhiều|pls|please|thanks|thank you|tks|=nha|nhé|với ạ|
giúp em/con/mình với|=ad/em/anh/chị/bạn/shop/mn/con/cháu/cô/chú ơi|.|,|!|~
""")


def _to_the_point(said: list[str]) -> list[str]:
    """The words without courtesy at either end; all of them where there is nothing else."""
    message = as_message("", said, accented=types_accents(said))
    start, end = 0, len(said)
    while start < end and (stop := _OPENING.at(message, start)):
        start = stop
    while end > start and not _ends_name(said[start:end]):
        begin = next((at for at in range(max(start, end - 6), end) if _CLOSING.at(message, at) == end), end)
        if begin == end:
            break
        end = begin
    return said[start:end] or said


def _ends_name(said: list[str]) -> bool:
    """Whether the last word is no courtesy but a name's: "Thái Văn A", the commune of Hà Nha."""
    return (said[-1].isupper() and len(said[-1]) == 1) or said[-2:] in (["Hà", "Nha"], ["ha", "nha"], ["Ha", "Nha"])


# The families that streets are named after, as people shorten them: "180 ng tất thành", "8 Tr. Cao Vân".
_FAMILIES = {
    "ng": ("Nguyễn",), "n": ("Nguyễn",), "ngyn": ("Nguyễn",), "nguyn": ("Nguyễn",), "ngx": ("Nguyễn",),
    "tr": ("Trần", "Trương"), "ph": ("Phan", "Phạm"), "p": ("Phan", "Phạm"), "h": ("Hoàng", "Huỳnh"), "hg": ("Hoàng",),
    "l": ("Lê",), "v": ("Võ",), "đ": ("Đặng", "Đinh"), "t": ("Trần", "Tôn"),
}  # fmt: skip


def _with_families(said: list[str]) -> list[str]:
    """The words with the families of streets written out, where that makes a street that the lexicon knows."""
    for at, word in enumerate(said):
        for family in _FAMILIES.get(word.lower(), ()):
            # One letter alone says little: it needs a long name.
            if any(
                fold(" ".join((family, *said[at + 1 : at + count]))) in STREET_NAMES
                for count in range(3 if len(word) < 2 else 2, 5)
            ):
                said[at] = family
                break
    return said


def _split(text: str) -> list[str]:
    """Words and marks; the full stop of an abbreviation goes ("P. Hòa Xuân", "T.P")."""
    words: list[str] = []
    for word in _WORD.findall(text):
        if word == "." and words and fold(words[-1]) in _ABBREVIATED:
            continue
        if "/" in word and len(word) > 3 and not any(char.isdigit() for char in word):
            words += word.split("/")
        elif word in ("->", "=>"):
            words.append(">")
        elif len(word) > 3 and word[-1].isalpha() and (glued := _GLUED.fullmatch(word)):
            words += glued.groups()
        else:
            words.append(word.replace(" ", "") if word[0].isdigit() else word)
    return words
