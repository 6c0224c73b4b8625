"""Reads a text into words: finds what only looks like words or numbers, splits, mends, and puts numbers into digits."""

import re

from hotline.mending import mended
from hotline.numerals import in_digits
from hotline.text import Message, as_message, fold, tidy

# Digits that are no house, route or stop. Their words are "#" and the name; the whole is in `Message.text`.
_MASKED = re.compile(
    r"(?P<link>https?://\S+|geo:\S+|www\.\S+|\bmaps?\.\S+/\S+)"
    r"|(?P<dossier>(?<![\d.])(?<![a-z](?=[a-z]))(?:\d{3}\.\d{2}\.\d{2}\.)?[a-zA-Z]\d{2}(?:\.\d{2,3}){0,6}[\s_/-]{1,3}\d{4,8}(?:[\s_/-]{1,3}\d{1,7})?(?!\d))"
    r"|(?P<point>(?<![\d.])-?\d{1,2}\.\d{2,}°?\s?[NSns]?\s?[,; ]\s?-?\d{2,3}\.\d{2,}°?\s?[EWew]?(?![\d]))"
    r"|(?P<procedure>(?<![\d.])[1-3]\.\d{6}(?:\.\d+)*(?:\.[A-Za-z]\d\d)?(?!\d))"
    r"|(?P<plate>(?<!\w)\d{2}\s?-?[A-Za-z]{1,2}\d?\s?[-. ]\s?\d{3}[. ]?\d{2}(?!\w)|(?<!\w)\d{2}[A-Za-z]\d?-?\d{4,5}(?!\w))"
    r"|(?P<phone>(?<![\w.])(?:\+?84|0)[ .-]?\d(?:[ .-]?\d){7,9}(?!\d)|(?<!\w)1[89]00(?:[ .-]?\d){4,6}(?!\d))"
    r"|(?P<date>(?<!\w)\d{1,2}[/-]\d{1,2}[/-](?:20)?\d{2}(?!\w))"
    r"|(?P<money>(?<!\w)\d+(?:[.,]\d{3})*\s?(?:đồng|nghìn|ngàn|triệu|vnd|vnđ)(?!\w)|(?<!\w)\d+(?:[.,]\d{3})*[kđ](?!\w)|(?<!\w)\d+\.000(?!\w))"
    r"|(?P<time>(?<!\w)\d{1,2}\s?(?:giờ|gio|phút|phut|pm|am|tuổi|tuoi|mét|km|m|kg)(?![\w])"
    r"|(?<!\w)\d{1,2}[hg](?:\d{2})?p?(?!\w)|(?<!\w)\d{1,2}:\d{2}(?!\w))"
    r"|(?P<digits>(?<!\w)\d{5,}(?!\w))",
    re.IGNORECASE,
)
_WORD = re.compile(r"\d+[a-zA-Z]?(?:\s?-\s?\d+[a-zA-Z]?(?![\d/]))(?![\w])|[^\W_]+(?:/[^\W_]+)*|->|=>|[^\w\s]|\n|_")
_ABBREVIATED = frozenset("p q d t tp h x tx tt kp no st bv dh k n hs ths dg ph bx cv so duong ng kcn tr".split())
_MOST_WORDS = 160


def read(text: str) -> Message:
    """A citizen's text as words; never fails."""
    whole = tidy(text)
    said: list[str] = []
    at = 0
    for mask in _MASKED.finditer(whole):
        said += _split(whole[at : mask.start()])
        said.append("#" + (mask.lastgroup or ""))
        at = mask.end()
    said = (said + _split(whole[at:]))[:_MOST_WORDS]
    return as_message(whole, in_digits(mended(said)))


def _split(text: str) -> list[str]:
    """Words and marks; the full stop of an abbreviation goes ("P. Hòa Xuân", "T.P")."""
    words: list[str] = []
    for word in _WORD.findall(text):
        if word == "." and words and fold(words[-1]) in _ABBREVIATED:
            continue
        if "/" in word and not any(char.isdigit() for char in word):
            words += word.split("/")
        elif word in ("->", "=>"):
            words.append(">")
        else:
            words.append(word.replace(" ", "") if word[0].isdigit() else word)
    return words
