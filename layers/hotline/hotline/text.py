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


FOLD = _Fold({ord("đ"): "d", ord("Đ"): "d", ord("ð"): "d", ord("Ð"): "d"})


def fold(text: str) -> str:
    """Lower case without accents, one space between words: "Hoà Khánh", in NFC or NFD, → "hoa khanh"."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(FOLD).split())


_BECOMES: dict[str, str | None] = {"Pd": "-", "Pi": '"', "Pf": '"', "Zs": " ", "Zl": "\n", "Zp": "\n"}
_BECOMES |= dict.fromkeys(("So", "Sk", "Cn", "Co"), " ") | dict.fromkeys(("Mn", "Mc", "Me", "Cf", "Cs", "Cc"))


class _Tidy(dict[int, str | None]):
    """One character to what is read instead: dashes are "-", arrows ">", emoji spaces; marks without a letter go."""

    def __missing__(self, code: int) -> str | None:
        arrow = 0x2190 <= code <= 0x21FF or code == 0x27A1
        found = ">" if arrow else _BECOMES.get(unicodedata.category(chr(code)), chr(code))
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


_TONED = "àáãạằắẵặầấẫậèéẽẹềếễệìíĩịòóõọồốỗộờớỡợùúũụừứữựỳýỹỵ"
_UNTONED = "aaaaăăăăââââeeeeêêêêiiiiooooôôôôơơơơuuuuưưưưyyyy"
WITHOUT_TONE = str.maketrans(_TONED, _UNTONED)
_TONE = {letter: at % 4 for at, letter in enumerate(_TONED)}


def agrees(spoken: str, meant: str) -> bool:
    """Whether a word as spelt may be the word meant: with no accents, without its tone, or with only that ("gàn")."""
    if spoken == meant or spoken.isascii():
        return True
    letters, meant_letters = spoken.translate(WITHOUT_TONE), meant.translate(WITHOUT_TONE)
    if letters == meant_letters:
        return spoken == letters
    tone, meant_tone = ([_TONE[letter] for letter in word if letter in _TONE] for word in (spoken, meant))
    return tone == meant_tone and all(
        said in (letter, letter.translate(FOLD)) for said, letter in zip(letters, meant_letters, strict=False)
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
    words = tuple([word.translate(FOLD) for word in said])
    spoken = tuple([spell(word) for word in said])
    marked = sum(not word.isascii() for word in spoken)
    plain = sum(word.isalpha() and word.isascii() for word in spoken)
    return Message(text, tuple(said), words, spoken, frozenset(words), accented=marked > 1 and marked * 3 > plain)


# What may come next: folded word → (how it is spelt, how strictly, what may come after it).
type _Ways = dict[str, list[tuple[str, int, _Node]]]
type _Node = _Ways | tuple[_Node] | None  # None: the phrase is complete. A tuple: up to three words, then its node.


class Phrases:
    """Phrases to find in a message, written as a clerk would write them.

    One phrase a line (or between "|"). In a phrase, a/b are alternatives, "_" joins the words of one alternative, "…"
    stands for up to three words. Accents may be missing in a message, but must not be others: "tuyến" is found in
    "tuyen", not in "tuyển". After "=" they may be missing only where the writer types none at all, after "==" never:
    those are the words that are other words without them ("cho" is no "chợ", "chay" no "cháy").
    """

    __slots__ = ("_compiled", "_written")

    def __init__(self, phrases: str) -> None:
        # Only the first words are read now: most phrases are never met, and the import is in the citizen's way.
        self._written: dict[str, list[str]] = {}
        self._compiled: _Ways = {}
        lines = phrases.replace("\n", "|")
        for folded, phrase in zip(lines.translate(FOLD).split("|"), lines.split("|"), strict=True):
            slot = folded.split(None, 1)[:1]
            for first in slot[0].lstrip("=").split("/") if slot else ():
                self._written.setdefault(first.split("_", 1)[0], []).append(phrase)

    def find(self, message: Message) -> int | None:
        """Where the first of the phrases begins."""
        if self._written.keys().isdisjoint(message.vocabulary):
            return None
        for at, word in enumerate(message.words):
            if word in self._written and self.at(message, at):
                return at
        return None

    def at(self, message: Message, at: int) -> int:
        """Where the longest phrase that begins at `at` ends, or 0."""
        if at >= len(message.words) or (word := message.words[at]) not in self._written:
            return 0
        if word not in self._compiled:
            self._compile(word)
        return _match(self._compiled, message, at)

    def __call__(self, message: Message) -> bool:
        """Whether any of the phrases is there."""
        return self.find(message) is not None

    def _compile(self, first: str) -> None:
        """Reads the phrases that begin with a word."""
        ways = self._compiled[first] = []
        for phrase in dict.fromkeys(self._written[first]):
            node: _Node = None
            for slot in reversed(phrase.split()):
                node = (node,) if slot == "…" else _slot(slot, node)
            if isinstance(node, dict):
                ways += node.get(first, ())


def _slot(written: str, after: _Node) -> _Ways:
    """One place in a phrase, its alternatives leading to what comes `after`."""
    bare = written.lstrip("=")
    strict = len(written) - len(bare)
    ways: _Ways = {}
    for alternative in bare.split("/"):
        node = after
        first, *rest = alternative.split("_")
        for word in reversed(rest):
            node = {word.translate(FOLD): [(spell(word), strict, node)]}
        ways.setdefault(first.translate(FOLD), []).append((spell(first), strict, node))
    return ways


def _match(node: _Node, message: Message, at: int) -> int:
    """The end of the longest way through `node` from `at`, or 0."""
    if node is None:
        return at
    if isinstance(node, tuple):
        return max(_match(node[0], message, at + skip) for skip in range(4))
    if at >= len(message.words):
        return 0
    best = 0
    for meant, strict, after in node.get(message.words[at], ()):
        spoken = message.spoken[at]
        if spoken == meant or (strict < 2 and not (strict and message.accented) and agrees(spoken, meant)):
            best = max(best, _match(after, message, at + 1))
    return best
