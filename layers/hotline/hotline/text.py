"""Vietnamese text, read once: folded for recall, its accents kept beside for what they decide.

`read` is the one way in. Everything that recognises works on the `Message` it returns, whose four tuples have one
entry for each word or punctuation mark:

    said    as typed, slips mended           "Chợ"    "Cồn"    "cháy"
    words   folded: lower case, no accents   "cho"    "con"    "chay"
    spoken  accents kept, spelling unified   "chợ"    "cồn"    "cháy"
"""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 2000  # characters looked at; Zalo lets nobody type more


class _Fold(dict[int, str | None]):
    """One character to its base letter, so that a folded text keeps the positions of the text it came from."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        base = None if unicodedata.combining(char) else unicodedata.normalize("NFD", char)[0].lower()[:1]
        if code < 0x3000:  # remembers alphabets, not every symbol that somebody may send
            self[code] = base
        return base


_FOLD = _Fold({ord("đ"): "d", ord("Đ"): "d", ord("ð"): "d", ord("Ð"): "d"})


def fold(text: str) -> str:
    """Lower case without accents, one space between words: "Hoà Khánh", in NFC or NFD, → "hoa khanh"."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_FOLD).split())


class _Tidy(dict[int, str | None]):
    """What each character becomes before anything is read: dashes are "-", emoji are spaces, marks without a letter go."""

    _BECOMES = {
        "Pd": "-",
        "Pi": '"',
        "Pf": '"',
        "So": " ",
        "Sk": " ",
        "Cn": " ",
        "Co": " ",
        "Zs": " ",
        "Zl": "\n",
        "Zp": "\n",
    }
    _BECOMES |= dict.fromkeys(("Mn", "Mc", "Me", "Cf", "Cs", "Cc"))  # type: ignore[arg-type]

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        found = (
            ">" if 0x2190 <= code <= 0x21FF or code == 0x27A1 else self._BECOMES.get(unicodedata.category(char), char)
        )
        if code < 0x3000:
            self[code] = found
        return found


_TIDY = _Tidy(
    {ord("\n"): "\n", ord("\r"): "\n", ord("\t"): " ", ord("İ"): "I", ord("Ð"): "Đ", ord("ð"): "đ", ord("−"): "-"}
)
_BLANKS = re.compile(r" *\n[ \n]*| {2,}")


def tidy(text: str) -> str:
    """NFKC (full-width letters become plain ones) without emoji; single spaces and single line ends."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST].translate(_TIDY)
    return _BLANKS.sub(lambda blank: "\n" if "\n" in blank[0] else " ", plain).strip()


# Hỏi and ngã are one tone in the speech of Đà Nẵng, so people write either.
_ONE_TONE = str.maketrans("ảẳẩẻểỉỏổởủửỷ", "ãẵẫẽễĩõỗỡũữỹ")
_TONE_PLACES = [(a + b, c + d) for a, c, b, d in (("o", o, a, "a") for o, a in zip("òóõọ", "àáãạ", strict=True))]
_TONE_PLACES += [("o" + e, o + "e") for o, e in zip("òóõọ", "èéẽẹ", strict=True)]
_TONE_PLACES += [("u" + y, u + "y") for u, y in zip("ùúũụ", "ỳýỹỵ", strict=True)]


def spell(text: str) -> str:
    """Lower case with accents, in one spelling: "hoà" is "hòa", and hỏi is ngã."""
    spelt = text.lower().translate(_ONE_TONE)
    if not spelt.isascii():
        for new, old in _TONE_PLACES:
            spelt = spelt.replace(new, old)
    return spelt


_TONES = str.maketrans(
    "àáãạằắẵặầấẫậèéẽẹềếễệìíĩịòóõọồốỗộờớỡợùúũụừứữựỳýỹỵ",
    "aaaaăăăăââââeeeeêêêêiiiiooooôôôôơơơơuuuuưưưưyyyy",
)


@dataclass(frozen=True, slots=True)
class Message:
    """A text as words; see the module. `text` is the whole, tidied; `vocabulary` its folded words.

    `accented`: whether the writer types accents, so that a word without them has none.
    """

    text: str
    said: tuple[str, ...]
    words: tuple[str, ...]
    spoken: tuple[str, ...]
    vocabulary: frozenset[str]
    accented: bool

    def __len__(self) -> int:
        return len(self.words)

    def between(self, start: int, end: int) -> str:
        """The words of a span as typed."""
        return " ".join(self.said[start:end])


def as_message(text: str, said: list[str]) -> Message:
    """A message of these words."""
    words = tuple([word.translate(_FOLD) for word in said])
    spoken = tuple([spell(word) for word in said])
    marked = sum(not word.isascii() for word in spoken)
    plain = sum(word.isalpha() and word.isascii() for word in spoken)
    return Message(text, tuple(said), words, spoken, frozenset(words), accented=marked > 1 and marked * 3 > plain)


class Phrases:
    """Phrases to find in a message, written as a clerk would write them.

    One phrase a line (or between "|"). In a phrase, a/b are alternatives, "_" joins words of one alternative, "…" stands
    for up to three words, and accents only help the reader, except after "=": there, accents that were typed must be
    these ("=bão" is found in "bão" and "bao", not in "báo"). After "==" the word counts only with its accents.
    """

    __slots__ = ("_by_first", "_firsts")

    def __init__(self, phrases: str) -> None:
        self._by_first: dict[str, list[list[_Slot]]] = {}
        for phrase in phrases.replace("\n", "|").split("|"):
            slots = [_Slot(slot) for slot in phrase.split()]
            if slots:
                for first in dict.fromkeys(alternative[0][0] for alternative in slots[0].alternatives):
                    self._by_first.setdefault(first, []).append(slots)
        self._firsts = frozenset(self._by_first)

    def find(self, message: Message, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """The first span that is one of the phrases, the longest there."""
        if self._firsts.isdisjoint(message.vocabulary):
            return None
        last = len(message.words) if end is None else end
        for at in range(start, last):
            if message.words[at] in self._firsts and (stop := self.at(message, at)) and stop <= last:
                return at, stop
        return None

    def at(self, message: Message, at: int) -> int:
        """Where the longest phrase that begins at `at` ends, or 0."""
        phrases = self._by_first.get(message.words[at]) if at < len(message.words) else None
        return max((_match(slots, 0, message, at) for slots in phrases), default=0) if phrases else 0

    def __call__(self, message: Message) -> bool:
        """Whether any of the phrases is there."""
        return self.find(message) is not None


class _Slot:
    """One place in a phrase: its alternatives, each a list of (folded, accepted spellings or None)."""

    __slots__ = ("alternatives", "gap")

    def __init__(self, written: str) -> None:
        self.gap = written == "…"
        bare = written.lstrip("=")
        marks = len(written) - len(bare)
        self.alternatives = [
            [(fold(word), _spellings(word, typed=marks > 1) if marks else None) for word in one.split("_")]
            for one in bare.split("/")
        ]


def _spellings(word: str, *, typed: bool) -> frozenset[str]:
    """How a word may be written by somebody who means it: all its accents; unless `typed`, also no tone, none, only its đ."""
    spelt = spell(word)
    bare = fold(word)
    if typed:
        return frozenset((spelt,))
    return frozenset((spelt, spelt.translate(_TONES), bare, "đ" + bare[1:] if spelt[0] == "đ" else bare))


def _lacks(spoken: str, spellings: frozenset[str]) -> bool:
    """Whether a word was typed without the accents that it has, by somebody who types them."""
    return spoken.isascii() and not all(spelling.isascii() for spelling in spellings)


def _match(slots: list[_Slot], slot: int, message: Message, at: int) -> int:
    """The end of the longest match of `slots[slot:]` at `at`, or 0."""
    if slot == len(slots):
        return at
    if slots[slot].gap:
        return max(_match(slots, slot + 1, message, at + skip) for skip in range(4))
    best = 0
    words, spoken = message.words, message.spoken
    for alternative in slots[slot].alternatives:
        place = at
        for word, spellings in alternative:
            if place >= len(words) or words[place] != word:
                break
            if spellings and (
                spoken[place] not in spellings or (message.accented and _lacks(spoken[place], spellings))
            ):
                break
            place += 1
        else:
            best = max(best, _match(slots, slot + 1, message, place))
    return best
