"""Names of stops and landmarks: one key for all the ways to write one, and which of them a citizen means."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice, product
from unicodedata import normalize

from hotline.services.bus.spelling import Spelling, slips_allowed, squeezed
from hotline.text import fold, spell

# Kinds of places, and how people shorten them. A kind may be left out, but not exchanged for another.
_SHORT_KINDS = {
    "benh vien": "bv",
    "trung tam y te": "ttyt",
    "dai hoc": "dh",
    "cao dang": "cd",
    "trung hoc pho thong": "thpt",
    "trung hoc co so": "thcs",
    "mam non": "mn",
    "ben xe": "bx",
    "cong vien": "cv",
    "khu cong nghiep": "kcn",
    "uy ban nhan dan": "ubnd",
    "trung tam hanh chinh": "tthc",
    "giao duc thuong xuyen": "gdtx",
    "chung cu": "cc",
    "khach san": "ks",
    "quoc lo": "ql",
}
_KINDS = (
    *_SHORT_KINDS,
    *("tram y te", "cho", "sieu thi", "tieu hoc", "trung cap", "truong", "nha tho", "chua", "cau", "ga", "cang"),
    *(
        "bai tam",
        "san bay",
        "cong an",
        "nha hang",
        "quang truong",
        "bao tang",
        "buu dien",
        "nga tu",
        "nga ba",
        "nga nam",
    ),
)
_SCHOOLS = frozenset(
    ("truong", "dai hoc", "cao dang", "trung hoc pho thong", "trung hoc co so", "tieu hoc", "trung cap", "mam non")
)
_LONG = {short: kind for kind, short in _SHORT_KINDS.items()} | {"truong th": "truong tieu hoc", "q": "quan"}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SHORTENED = re.compile(rf"\b(?:{_any_of(_LONG)})\b")
_KIND = re.compile(rf"\b(?:{_any_of(_KINDS)})\b")
# What may stand between a kind and a name and leave the place what it is: "Bệnh viện (đa khoa) Liên Chiểu".
_BETWEEN = re.compile(r"\b(?:quan|huyen|phuong|xa|thanh pho|tp|da khoa|tinh|nghe) ")
# Where a stop stands, and that it is one, says nothing of what it is called after.
_BESIDE = re.compile(
    r"^(?:(?:doi dien|dd|ke|gan|truoc|canh|ben canh|tram xe buyt|tram xe bus|tram bus|tram dung|tram|diem dung"
    r"|(?:so|lo)(?= \d)) )+"
)
_APART = re.compile(r"\s(?:và|and)\s|[()\[\]/,;|~+–—&@]|(?<!\d)\s*-\s*|-(?!\s*\d)")
_OPPOSITE = re.compile(r"^\s*[đĐÐð]\s*/\s*[dD]\b")
_DAY = re.compile(r"(?<![\w/])(\d{1,2})(?:/(\d{1,2})(?![\w/])|-(\d{1,2})(?=\s*(?:$|[,)])))")


def name_key(name: str) -> str:
    """One key for "BV Quận Sơn Trà" and "Đối diện bệnh viện Q. Sơn Trà"; the parts of a name stand between "|"."""
    name = _DAY.sub(lambda day: f"{day[1]} thang {day[2] or day[3]}", _OPPOSITE.sub("Đối diện", name))
    parts = (_part_key(part) for part in _APART.split(name))
    return "|".join(part for part in parts if part)


def kinds_in(key: str) -> frozenset[str]:
    """The kinds of places that a key names: "benh vien", "cho"; a house number makes it a "house"."""
    return frozenset(_KIND.findall(key)) | frozenset({"house"} if key[:1].isdigit() else ())


def _part_key(part: str) -> str:
    words = re.sub(r"[\W_]+", " ", fold(part)).strip()
    words = _BESIDE.sub("", f"{words} ").strip() or words
    return _SHORTENED.sub(lambda short: _LONG[short[0]], words)


def _whole(key: str) -> str:
    return key.replace("|", " ")


class Landmarks:
    """The names of a feed, searched as text: nothing is built before the first question, and little afterwards.

    A name is known by its position; `keys` are the `name_key`s of `names`, each on a line.
    """

    def __init__(self, keys: str, names: Sequence[str]) -> None:
        self._names = names
        self._lines = keys.split("\n")
        self._words = f"\n {keys} \n".replace("|", " ").replace("\n", " \n ")
        self._parts = f"\n{keys}\n".replace(" ", "").replace("\n", "|\n|")
        self._letters = f"\n{keys}\n".replace(" ", "").replace("|", "")

    def exactly(self, asked: str) -> list[int]:
        """Those with this whole name."""
        letters = squeezed(_whole(name_key(asked)))
        found = _lines_with(f"\n{letters}\n", self._letters) if letters else []
        return self._agreeing(asked, found) or found

    def find(self, asked: str, *, slips: bool = True) -> list[int]:
        """Those of this name; or those that begin so or have such a part; or have all its words; or but for a slip.

        Only the best of these: no two sorts are mixed.
        """
        if found := self.exactly(asked):
            return found
        key = _whole(name_key(asked))
        for tier in (self._partly, self._containing, self._similar)[: 2 + slips] if key else ():
            if fitting := self._agreeing(asked, tier(key)):
                return fitting
        return []

    def _partly(self, key: str) -> list[int]:
        parts = _lines_with(f"|{squeezed(key)}|", self._parts)
        words = self._with([[word] for word in key.split()])
        return sorted({*parts, *(index for index in words if f"{_whole(self._lines[index])} ".startswith(f"{key} "))})

    def _containing(self, key: str) -> list[int]:
        kinds, words = _split(key)
        return self._of_kind(kinds, [" ".join(words)], self._with([[word] for word in words or key.split()]))

    def _similar(self, key: str) -> list[int]:
        kinds, words = _split(key)
        alone = len(words) == 1
        options = [[word] if word in self._frequency else self._mended(word, alone=alone) for word in words]
        names = [" ".join(mended) for mended in islice(product(*options), 20)]
        return self._of_kind(kinds, names, self._with(options)) if all(options) else []

    def _mended(self, word: str, *, alone: bool) -> list[str]:
        """Words that this may be a slip for; short words are too like one another to stand alone, "cầu" or not."""
        return self._spelling.closest(word) if len(word) > 3 + alone else []

    def _with(self, options: Sequence[Sequence[str]]) -> list[int]:
        """Those that have a word of each of the options, unless these words say nothing: codes, or on every stop."""
        common = max(8, len(self._lines) // 2)
        by_rarity = sorted((sum(self._frequency[word] for word in words), list(words)) for words in options)
        if not any(count <= common and any(map(_is_word, words)) for count, words in by_rarity):
            return []
        (_, rarest), *others = by_rarity
        found = sorted({index for word in rarest for index in _lines_with(f" {word} ", self._words)})
        return [index for index in found if all(self._has_any(index, words) for _, words in others)]

    def _has_any(self, index: int, words: Iterable[str]) -> bool:
        line = f" {_whole(self._lines[index])} "
        return any(f" {word} " in line for word in words)

    def _of_kind(self, asked: frozenset[str], names: Sequence[str], found: Iterable[int]) -> list[int]:
        """Those of the kinds asked for with one of the names right behind the kind, and those of no kind.

        Other words between make another place: "Bệnh viện C Đà Nẵng" is not "bệnh viện Đà Nẵng". The shortest first.
        """
        fitting = []
        for index in found:
            line = _BETWEEN.sub("", f"{_whole(self._lines[index])} ")
            kinds = kinds_in(self._lines[index])
            behind = any(f"{kind} {name}".rstrip() in line for kind in kinds for name in names)
            if not asked or not kinds or (behind and _are_one_kind(asked, kinds)):
                fitting.append(index)
        return sorted(fitting, key=lambda index: (self._lines[index].count(" "), index))

    def _agreeing(self, asked: str, found: Iterable[int]) -> list[int]:
        """Those without a word that has another accent than the citizen gave it; who gave none contradicts nothing."""
        said = _spoken(asked)
        accents = {fold(word): word for word in said}
        if all(word == folded for folded, word in accents.items()):
            return list(found)
        return [index for index in found if not _contradicts(accents, _spoken(self._names[index]))]

    @cached_property
    def _frequency(self) -> Counter[str]:
        return Counter(self._words.split())

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(word for word in self._frequency if slips_allowed(word) and word.isalpha())


def _split(key: str) -> tuple[frozenset[str], list[str]]:
    """The kinds of places in what was asked, and the words of the name itself."""
    kinds = frozenset(_KIND.findall(key))
    return kinds, _KIND.sub(" ", _BETWEEN.sub("", f"{key} ") if kinds else key).split()


def _is_word(word: str) -> bool:
    return len(word) > 1 and word.isalpha()


def _are_one_kind(asked: frozenset[str], kinds: frozenset[str]) -> bool:
    """Whether a place may be what was asked for: a "trường" may be any school, and any school a "trường"."""
    schools, others = asked & _SCHOOLS, kinds & _SCHOOLS
    some_school = bool(others) and ("truong" in asked or others == {"truong"})
    return asked - schools <= kinds and (schools <= kinds or some_school)


def _lines_with(searched: str, text: str) -> list[int]:
    """The lines of a text in which something is. Both may begin with a line end: the text does, before its line 0."""
    lines: list[int] = []
    line, counted = -1, 0
    at = text.find(searched)
    while at >= 0:
        line += text.count("\n", counted, at + 1)
        counted = at + 1
        if not lines or lines[-1] != line:
            lines.append(line)
        at = text.find(searched, counted)
    return lines


def _contradicts(accents: dict[str, str], name: Sequence[str]) -> bool:
    plain = [fold(word) for word in name]
    if plain == list(name):
        return False
    return any(accents.get(bare, word) not in {word, bare} for bare, word in zip(plain, name, strict=True))


def _spoken(text: str) -> list[str]:
    return re.findall(r"\w+", spell(normalize("NFC", text)))
