"""Dossier codes, in the order of TT 01/2018 (000.00.19.H17-…) and of QĐ 20/2020 (H17.19-…), as people type them.

There is no check digit, so a code is only as right as its form and its date.
"""

import re
from datetime import date

from hotline.expressions import Expression

_DOT, _GAP = r"\s?[.,]\s?", r"[\s.,_/-]{1,3}"
# An old office's numbers before its letter are part of the code, whatever stands between them: without them it is
# somebody else's. Other gaps than dots count unless more numbers stand in front, as in a phone.
_LOOSE = Expression(
    rf"(?:(?<![\d.])(\d{{3}}){_DOT}(\d\d){_DOT}(\d\d){_DOT}"
    rf"|(?<!\d[\s.,_/-])(?<!\d)(\d{{3}}){_GAP}(\d\d){_GAP}(\d\d)(?:{_GAP})?|(?<![\d.]))"
    r"(?<![a-z](?=[a-z]))([A-Z]\s?\d{2}(?:[\s.,]{1,3}\d{2,3}){0,6})"
    r"[\s_/~-]{1,4}(\d{8}|\d{6})[\s_/~-]{1,4}(\d{4,7})(?!\d)(?!-\d)",
    re.IGNORECASE,
)
_CODE = Expression(r"(?:\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}|[A-Y]\d{2}(?:\.\d{2,3}){0,6})")
# What somebody meant as a code: its beginning, and whatever follows.
_ATTEMPT = Expression(
    r"(?<![\w.])(?:(?=[\w.]*[A-Z]\d)[\w.]{3,35}\s?-\s?\d{6,8}\s?-\s?\d{3,8}(?![\w-])"
    r"|(?:\d{3}\.\d{2}\.\d{2}(?:\.[A-Z]\d{2}|(?=-\d))|[HG]\d{2}(?![/\d]))(?:\s?[-./_]\s?\d+)*(?![\w]))",
    re.IGNORECASE,
)


def code_in(text: str) -> str | None:
    """The first dossier code in a tidied text, in its normal form."""
    found = code_and_rest(text)
    return found[0] if found else None


def code_and_rest(text: str) -> tuple[str, str] | None:
    """The first dossier code in a tidied text, in its normal form, and the text without it."""
    if not any(map(str.isdigit, text)):
        return None
    for found in _LOOSE.finditer(text):
        *numbers, office, day, number = found.groups()
        office = ".".join(filter(None, (*numbers, office[0].upper() + re.sub(r"\D+", ".", office[1:].lstrip()))))
        if _CODE.fullmatch(office) and is_day(day):
            return f"{office}-{day}-{number}", f"{text[: found.start()]}\n{text[found.end() :]}"
    return None


def attempt_in(text: str, *, called: bool = False) -> str | None:
    """What looks like a code and is none: "H17-19-0975"; an office alone ("H17") only if it is `called` a code."""
    if not any(map(str.isdigit, text)):
        return None
    for found in _ATTEMPT.finditer(text):
        typed = found[0].strip(" -./_")
        if len(typed) > 3 or called:
            return typed
    return None


def is_day(digits: str) -> bool:
    """Whether YYMMDD or YYYYMMDD is a day of this century."""
    year = int(digits[:-4]) + (2000 if len(digits) == 6 else 0)
    try:
        date(year, int(digits[-4:-2]), int(digits[-2:]))
    except ValueError:
        return False
    return 2000 <= year < 2100
