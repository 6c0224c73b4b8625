"""Names so that their owner knows them and nobody else learns them: "Nguyễn Thị Mẫu" is "N*** T** M**".

What stands in a file's free texts is masked too: an officer may have written a name or a phone into any of them.
"""

import re
import unicodedata
from collections.abc import Iterator

from hotline.expressions import Expression
from hotline.text import fold

# Forms of organisations, the longest first. They are shown: they say that it is no person. What follows may hold a
# person's name ("Hộ kinh doanh Nguyễn Văn Mẫu"), so it is masked like one.
_FORMS = tuple(
    """
    công ty trách nhiệm hữu hạn một thành viên|công ty trách nhiệm hữu hạn|công ty tnhh một thành viên|
    công ty tnhh mtv|công ty tnhh|công ty cổ phần|công ty cp|công ty|doanh nghiệp tư nhân|hợp tác xã|hộ kinh doanh|
    ngân hàng tmcp|ngân hàng|ủy ban nhân dân|uỷ ban nhân dân|ubnd
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_WORDS_SHOWN = 8
_WORD = Expression(r"[^\W_]+(?:['’][^\W_]+)*")
_SURNAMES = frozenset(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lâm mai trịnh trương đào cao hà
    tạ phùng lương thái châu tô tăng quách vương kiều lưu triệu mạc nghiêm la tống ông thân
    """.split()
)
# A surname in capitals is a word of a heading too: "HỒ SƠ", "LÝ DO".
_HEADING = frozenset("hồ lý mai cao hà thái châu thân ông la dương đỗ đào tăng vũ".split())
_TITLES = frozenset("ông bà anh chị cô chú bác em".split())
# Before these a name is a place's.
_PLACES = frozenset("đường phường xã phố quận huyện thôn tổ số ngõ kiệt hẻm trường chợ cầu".split())
# Nine digits or more are a phone or an identity number, however they are grouped; a date with its hour is none, and
# neither is an amount of money, unless other numbers stand before it ("đ/c" is an address, "đồng ý" agrees).
_DIGITS = Expression(
    r"(?P<kept>(?<!\d)[1-9]\d{0,2}(?:\.\d{3})+\s?(?:đ(?![/.]\s?c)|đồng(?!\s?ý)|vnd|vnđ)(?!\w)"
    r"|(?<!\d)(?:(?:19|20)\d\d-[01]?\d-[0-3]?\d|[0-3]?\d[.\-][01]?\d[.\-](?:19|20)\d\d)(?![.\-]?\d)(?! \d{3}))"
    r"|\+?\d(?:[ .,()\-–—_]{0,3}\d){8,}",
    re.IGNORECASE,
)
_MAIL = Expression(r"[^\s@]+@[^\s@]+\.\w+")
_MASK = "***"


def masked(name: str) -> str:
    """A name with the first letter of each word, hyphens and an organisation's form kept; "" for none."""
    form, own = _parted(name)
    return " ".join(filter(None, (form, *map(_masked_word, own.split()[:_WORDS_SHOWN]))))


def _parted(name: str) -> tuple[str, str]:
    """An organisation's form, "" for a person's name, and what follows it."""
    written = " ".join(unicodedata.normalize("NFC", name).split())
    for form in _FORMS:
        if written.lower().startswith(form) and not written[len(form) : len(form) + 1].isalnum():
            return written[: len(form)], written[len(form) :]
    return "", written


def _masked_word(word: str) -> str:
    return "-".join(filter(None, map(_masked_part, word.replace("–", "-").split("-"))))


def _masked_part(part: str) -> str:
    """First letter and two or three stars; a part that is one letter, or begins with a digit, is stars alone."""
    letters = [char for char in part if char.isalnum()]
    if not letters:
        return ""
    if len(letters) == 1 or not letters[0].isalpha():
        return _MASK
    return letters[0] + "*" * max(2, min(3, len(letters) - 1))


def redacted(text: str, applicant: str = "", phone_end: str = "", code: str = "") -> str:
    """An office's free text without what would tell who it is about.

    Phones, identity numbers and e-mail addresses go, the end of the applicant's phone too, and so do the applicant's
    name and whatever looks like somebody's. The dossier's own code and amounts of money stay.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    parts = plain.split(code) if code else [plain]
    return code.join(_without_names(_without_numbers(part, phone_end), applicant) for part in parts)


def _without_numbers(text: str, phone_end: str) -> str:
    text = _MAIL.sub(_MASK, text)
    kept, at = [], 0
    for found in _DIGITS.finditer(text):
        if not found["kept"]:
            kept += [text[at : found.start()], _MASK]
            at = found.end()
    text = "".join((*kept, text[at:]))
    return Expression(rf"(?<!\d){phone_end}(?!\d)").sub(_MASK, text) if phone_end.isdigit() else text


def _without_names(text: str, applicant: str) -> str:
    kept, at = [], 0
    for start, end in _names(text, [fold(word) for word in _WORD.findall(_parted(applicant)[1])]):
        kept += [text[at:start], masked(text[start:end])]
        at = end
    return "".join((*kept, text[at:]))


def _names(text: str, applicant: list[str]) -> Iterator[tuple[int, int]]:
    """Where names stand: the applicant's, however written, and what begins with a title or a surname."""
    found = list(_WORD.finditer(text))
    words = [word[0] for word in found]
    shouts = text.isupper()
    at = place_ends = 0
    while at < len(words):
        end = _applicant_ends(words, at, applicant)
        person = _person_ends(words, at, shouts=shouts)
        if person > at and at >= place_ends:
            if _is_place(words, at):
                place_ends = person
            else:
                end = max(end, person)
                while end < len(words) and fold(words[end]) in applicant:
                    end += 1
        if end > at:
            yield found[at].start(), found[end - 1].end()
        at = max(end, at + 1)


def _applicant_ends(words: list[str], at: int, applicant: list[str]) -> int:
    """Where words of the applicant's in a row end: two at least, or one behind a title or of a name of one.

    All of them in one are enough too: files are called "NguyenThiMau.pdf".
    """
    if len(applicant) > 1 and "".join(applicant) in fold(words[at]):
        return at + 1
    end = at
    while end < len(words) and fold(words[end]) in applicant:
        end += 1
    return end if end > at + 1 or (end > at and (len(applicant) == 1 or _is_titled(words, at))) else at


def _person_ends(words: list[str], at: int, *, shouts: bool) -> int:
    """Where capitalised words end that begin with a surname, or follow a title; `at` where none do.

    In a text of capitals they are four at most, and six in others; two names may stand side by side.
    """
    first = words[at].lower()
    if not words[at][0].isupper():
        return at
    titled = _is_titled(words, at) and not (shouts and first not in _SURNAMES)
    if not titled and not _is_surname(words[at]):
        return at
    end = at + 1
    while end < len(words) and end < at + (4 if shouts else 6) and words[end][0].isupper():
        if end > at + 1 and _is_surname(words[end]):
            break
        end += 1
    return end if titled or end > at + 1 else at


def _is_surname(word: str) -> bool:
    return word.lower() in _SURNAMES and not (word.isupper() and word.lower() in _HEADING)


def _is_titled(words: list[str], at: int) -> bool:
    return at > 0 and words[at - 1].lower() in _TITLES


def _is_place(words: list[str], at: int) -> bool:
    """Whether a name is a street's or a ward's: "54 Nguyễn Lương Bằng", "phường Hoàng Văn Thụ"."""
    return at > 0 and (words[at - 1].lower() in _PLACES or words[at - 1][0].isdigit())
