"""Mends what fingers and keyboards do to words: Telex and VNI keys that were not swallowed, letters lost or swapped."""

import re
import unicodedata

from hotline.expressions import Expression
from hotline.lexicon.slips import BEFORE_NUMBERS, BOTH, ENGLISH, KEYWORDS, MENDED, PAIRS, SHORT
from hotline.text import WITHOUT_TONE, fold

_SHORT = dict(entry.split("=") for entry in SHORT.replace("\n", "").split("|") if entry)
_ONSETS = ("ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", *"bcdghklmnpqrstvx")
_RIMES = frozenset(
    """
a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu im in
inh ip it iu o oa oac oach oai oam oan oang oanh oap oat oay oc oe oen oeo oet oi om on ong op ot u ua uan uang uat uay
uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen
yet yeu
    """.split()
)
_VOWELS = frozenset("aeiouy")
_VNI = Expression(r"[a-z]*(?:[aeiouy][1-8]+[a-z]|d9)[a-z1-9]*")
_VNI_END = Expression(r"[a-z]*[aeiouy][a-z]*[1-8]{1,2}")
_GLUED = Expression(r"([^\W\d_]{2,})(\d.*)")
_MOST = 12  # words mended by search in one message: a bound on the time a hostile text can take


def mended(said: list[str]) -> list[str]:
    """The words as they were meant. What is a word already stays as it is."""
    folded = [fold(word) for word in said]
    english = sum(word in ENGLISH and word not in BOTH for word in folded)
    vni = any(_VNI.fullmatch(word) for word in folded if not word.isalpha() and word[:1].isalpha())
    result: list[str] = []
    budget = _MOST
    for at, (typed, word) in enumerate(zip(said, folded, strict=True)):
        if word[:2] == "dd":  # Telex for đ; no word begins so
            typed, word = ("Đ" if typed[0].isupper() else "đ") + typed[2:], word[1:]
        if not word or not word[0].isalpha():
            result.append(typed)
            continue
        after = folded[at + 1] if at + 1 < len(folded) else ""
        if word in _BUSES and at and folded[at - 1] == "xe":
            # "đậu xe bít cổng" blocks a gate.
            result.append(typed if at > 1 and folded[at - 2] in ("dau", "do", "de") else "buýt")
            continue
        if (short := _short(typed, word, after, english)) is not None:
            result += short
            continue
        if not typed.isalpha() and (glued := _GLUED.fullmatch(typed)):
            result += _unglued(glued, word, vni=vni)
            continue
        if word.isalpha() and not _is_syllable(word) and word not in ENGLISH and len(word) > 1 and budget:
            budget -= 1
            typed = _keyed(typed, word) or (_respelt(typed, word) if not english or len(word) > 3 else typed)
        result.append(typed)
    return _paired(result)


def _is_syllable(folded: str) -> bool:
    """Whether a word could be Vietnamese: one onset, or none, and a rime."""
    return folded in _RIMES or any(folded.startswith(onset) and folded[len(onset) :] in _RIMES for onset in _ONSETS)


def _short(typed: str, word: str, after: str, english: int) -> list[str] | None:
    """What a short form stands for."""
    if word == "k" or (word == "r" and typed.islower()) or word == "ad":
        return None if after[:1].isdigit() or word == "ad" else ["không" if word == "k" else "rồi"]
    meant = _SHORT.get(typed.lower())
    if meant is None or (
        after[:1].isdigit() and (len(word) < 3 or meant == "không") and word not in ("bv", "dg", "tx")
    ):
        return None
    if (english > 1 and word in ENGLISH) or (word == "hong" and after in _HONG):
        return None
    return meant.split()


# What slips make of "buýt", behind "xe".
_BUSES = frozenset("bit buit but byt butt buyet biut puyt buys buyts buyd bui bis bux buss vuyt buyr".split())

# "Lê Hồng Phong" typed without accents is no question.
_HONG = frozenset("phong son thai gam lanh anh linh ha bang quan hac duc sa".split())


def _unglued(glued: re.Match[str], word: str, *, vni: bool) -> list[str]:
    """Letters with a number: "tuyến12" is two words, "tuye6n1" one, typed in VNI."""
    letters, digits = glued.groups()
    keyed = _VNI.fullmatch(word) or (vni and _VNI_END.fullmatch(word))
    if keyed and (meant := _keyed(glued[0].translate(_VNI_KEYS), word)):
        return [meant]
    if fold(letters) in BEFORE_NUMBERS:
        return [letters, digits]
    return [glued[0]]


_TONE_KEYS = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_KEYS = str.maketrans("12345", "sfrxj")
_SHAPES = tuple(
    tuple(shape.split("="))
    for shape in "dd=đ d9=đ aa=â ee=ê oo=ô aw=ă ow=ơ uw=ư uơ=ươ a6=â e6=ê o6=ô o7=ơ u7=ư a8=ă".split()
)


def _keyed(typed: str, word: str) -> str:
    """A word with Telex keys left in it as it would have been: "gaanf" → "gần"; "" where it is none."""
    first = next((at for at, letter in enumerate(word) if letter in _VOWELS), None)
    if first is None or len(word) > 9 or (typed.isupper() and len(word) < 4):
        return ""
    letters = unicodedata.normalize("NFC", typed.lower())
    head, tail = letters[:first], letters[first:]
    toned = unicodedata.normalize("NFD", letters) != unicodedata.normalize("NFD", letters.translate(WITHOUT_TONE))
    tones = [] if toned else [key for key in tail if key in _TONE_KEYS]
    tail = re.sub("[sfrxj]", "", tail)
    # The key that shapes a vowel may come after the end: "dduongw", "khongo".
    tail = re.sub(r"([aeo])([cghmnpt]{1,2})\1$", r"\1\1\2", tail)
    tail = re.sub(r"(u?o|a|u)([a-z]{1,2})w$", r"\1w\2", tail)
    shaped = head + tail
    for keys, letter in _SHAPES:
        shaped = shaped.replace(keys, letter)
    if shaped == letters or not _is_syllable(fold(shaped)):
        return ""
    shaped = (
        _toned(shaped, _TONE_KEYS[tones[-1]])
        if tones
        else shaped
        if toned or not shaped.lstrip("đ").isascii()
        else MENDED.get(fold(shaped), shaped)
    )
    return shaped.capitalize() if typed[0].isupper() else shaped


def _toned(word: str, tone: str) -> str:
    """A word with a tone on the vowel that bears it."""
    vowels = [at for at, letter in enumerate(word) if fold(letter) in _VOWELS]
    if len(vowels) > 1 and word[:2] in ("qu", "gi"):
        vowels = vowels[1:]
    shaped = [at for at in vowels if not word[at].isascii()]
    closed = vowels[-1] < len(word) - 1
    at = shaped[-1] if shaped else vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
    return unicodedata.normalize("NFC", word[: at + 1] + tone + word[at + 1 :])


def near(word: str, other: str) -> bool:
    """Whether one letter was lost, added, changed, or swapped with its neighbour."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    a, b = word[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _respelt(typed: str, word: str) -> str:
    """The keyword that is one slip away, if there is exactly one sort of it."""
    if len(word) < 3:
        return typed
    # Without a vowel it is an abbreviation, unless just the vowel is what was lost: "trm".
    lost = _VOWELS.isdisjoint(word)
    found = [keyword for keyword in KEYWORDS if near(word, keyword) and (not lost or len(keyword) > len(word))]
    if not found:
        return typed
    # A lost letter is likelier than a wrong one, and the beginning of a word is likelier right than its end.
    best = max(found, key=lambda keyword: (len(keyword) > len(word), _common(keyword, word), keyword))
    return MENDED.get(best, best)


def _common(one: str, other: str) -> int:
    """How many letters two words begin with together."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _paired(said: list[str]) -> list[str]:
    """Right words wrongly placed: "xe bút" → "xe buýt", "hủ tục" → "thủ tục"."""
    folded = [fold(word) for word in said]
    for at in range(len(said) - 1):
        pair = folded[at], folded[at + 1]
        number = folded[at + 2] if pair[1] == "so" and at + 2 < len(said) else pair[1]
        if number[:1].isdigit() and (slot := _numbered(pair[0])):
            said[at] = folded[at] = slot
        if pair in _PAIRS:
            continue
        for second in _SECONDS.get(pair[0], ()):
            if (
                len(pair[1]) > 1
                and len(second) > 2
                and len(pair[1]) != len(second)
                and near(pair[1], second)
                and not _used(folded, at + 1, second)
            ):
                said[at + 1] = MENDED.get(second, second)
                folded[at + 1] = second
        for first in _FIRSTS.get(folded[at + 1], ()):
            if (
                len(pair[0]) > 1
                and len(first) > 2
                and len(pair[0]) != len(first)
                and near(pair[0], first)
                and not _used(folded, at, first)
            ):
                said[at] = MENDED.get(first, first)
                folded[at] = first
    return said


def _numbered(word: str) -> str:
    """The word that was meant before a number by what is a letter away from it: "tạm 12", "kệt 5", "truyến 8"."""
    if word in _NUMBERED_WORDS or len(word) < 3:
        return ""
    return next((slot for slot in ("tuyen", "kiet", "tram") if near(word, slot)), "")


# A letter away from "trạm", "kiệt" or "tuyến", and meant before a number.
_NUMBERED_WORDS = frozenset(
    "tran tra tri tru gram tam tham lam trai trang viet kiem kien quyen huyen luyen tuy".split()
)


def _used(folded: list[str], at: int, meant: str) -> bool:
    """Whether the word belongs to another pair, or is a different word that people do put there."""
    return (folded[at], meant) in _NOT_SLIPS or (at + 1 < len(folded) and (folded[at], folded[at + 1]) in _PAIRS)


_PAIRS = frozenset((pair.split(" ")[0], pair.split(" ")[1]) for pair in PAIRS.replace("\n", "").split("|"))
_SECONDS: dict[str, list[str]] = {}
_FIRSTS: dict[str, list[str]] = {}
for _first, _second in sorted(_PAIRS):
    _SECONDS.setdefault(_first, []).append(_second)
    _FIRSTS.setdefault(_second, []).append(_first)
# What is a letter away from a word of a pair and is meant: "bay đây", "sau hạn".
_NOT_SLIPS = frozenset({("day", "nhat"), ("ra", "tra"), ("gia", "tra"), ("cuop", "cup")})
