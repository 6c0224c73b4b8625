"""Vietnamese text, read once: folded for recall, its accents kept beside for what they decide.

`read` is the one way in. Everything that recognises works on the `Message` it returns, whose four tuples have one
entry for each word or punctuation mark:

    said    as typed, slips mended           "Chợ"    "Cồn"    "cháy"
    words   folded: lower case, no accents   "cho"    "con"    "chay"
    spoken  accents kept, spelling unified   "chợ"    "cồn"    "cháy"
"""

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


def fold_lexicon(text: str) -> str:
    """The same for words of our own, whose letters are all Vietnamese: three times as fast, and leaves spaces."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d").replace("…", "..."))
    return letters.encode("ascii", "ignore").decode("ascii").lower()


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


def tidy(text: str) -> str:
    """NFKC (full-width letters become plain ones) without emoji; single spaces and single line ends."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST].translate(_TIDY)
    return "\n".join(filter(None, (" ".join(line.split()) for line in plain.split("\n"))))


# Hỏi and ngã are one tone in the speech of Đà Nẵng, so people write either.
_ONE_TONE = str.maketrans("ảẳẩẻểỉỏổởủửỷ", "ãẵẫẽễĩõỗỡũữỹ")
_TONE_PLACES = [(a + b, c + d) for a, c, b, d in (("o", o, a, "a") for o, a in zip("òóõọ", "àáãạ", strict=True))]
_TONE_PLACES += [("o" + e, o + "e") for o, e in zip("òóõọ", "èéẽẹ", strict=True)]
_TONE_PLACES += [("u" + y, u + "y") for u, y in zip("ùúũụ", "ỳýỹỵ", strict=True)]


def spell(text: str) -> str:
    """Lower case with accents, in one spelling: "hoà" is "hòa", and hỏi is ngã."""
    lower = text.lower()
    if lower.isascii():
        return lower
    spelt = lower.translate(_ONE_TONE)
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


def types_accents(words: list[str]) -> bool:
    """Whether somebody who writes so types accents, give or take."""
    marked = sum(not word.isascii() for word in words)
    return marked > 1 and marked * 3 > sum(word.isalpha() and word.isascii() for word in words)


def as_message(text: str, said: list[str], *, accented: bool) -> Message:
    """A message of these words."""
    words = tuple([word.translate(FOLD) for word in said])
    spoken = tuple([spell(word) for word in said])
    return Message(text, tuple(said), words, spoken, frozenset(words), accented)
