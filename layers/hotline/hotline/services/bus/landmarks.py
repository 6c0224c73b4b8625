"""Names of stops and landmarks: one key for all the ways to write one, and which of them a citizen means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from hotline.services.bus.spelling import Spelling, slips_allowed, squeezed
from hotline.text import fold, spell

# Kinds of places, as they are spelled and as people shorten them. A kind may be left out, but not exchanged.
_KINDS = {
    "benh vien": "bv",
    "trung tam y te": "ttyt",
    "tram y te": "",
    "cho": "",
    "sieu thi": "",
    "dai hoc": "dh",
    "cao dang": "cd",
    "trung hoc pho thong": "thpt",
    "trung hoc co so": "thcs",
    "tieu hoc": "",
    "trung cap": "",
    "mam non": "mn",
    "truong": "",
    "ben xe": "bx",
    "cong vien": "cv",
    "khu cong nghiep": "kcn",
    "uy ban nhan dan": "ubnd",
    "trung tam hanh chinh": "tthc",
    "giao duc thuong xuyen": "gdtx",
    "chung cu": "cc",
    "khach san": "ks",
    "nha tho": "",
    "chua": "",
    "cau": "",
    "ga": "",
    "bai tam": "",
    "san bay": "",
    "cong an": "",
    "quoc lo": "ql",
}
_EXPANDED = {short: spelled for spelled, short in _KINDS.items() if short} | {"truong th": "truong tieu hoc"}
_SHORT = re.compile(rf"\b(?:{'|'.join(sorted(_EXPANDED, key=len, reverse=True))})\b")
_KIND = re.compile(rf"\b(?:{'|'.join(sorted(_KINDS, key=len, reverse=True))})\b")
_SCHOOLS = frozenset(
    {"dai hoc", "cao dang", "trung hoc pho thong", "trung hoc co so", "tieu hoc", "trung cap", "mam non"}
)
_BESIDE = re.compile(
    r"^(?:(?:doi dien|d d|dd|ke|gan|truoc|canh|tram xe buyt|tram xe bus|tram dung|tram|diem dung|ben canh) )+"
)
_APART = re.compile(r"[()\[\]/,;|~+–—&@]|(?<!\d)\s*-\s*|-(?!\s*\d)")


def name_key(name: str) -> str:
    """One key for "BV Quận Sơn Trà" and "Đối diện bệnh viện quận Sơn Trà"; the parts of a name stand between "|"."""
    parts = (_part_key(part) for part in _APART.split(re.sub(r"^\s*[đĐÐð]\s*/\s*[dD]\b", "Đối diện", name)))
    return "|".join(part for part in parts if part)


def _part_key(part: str) -> str:
    words = re.sub(r"[^\w]+|_", " ", fold(part)).strip()
    bare = _BESIDE.sub("", words + " ").strip() or words
    return _SHORT.sub(lambda short: _EXPANDED[short[0]], bare)


class Names:
    """The names of a feed by their words. A name is known by its position in what this was made from."""

    def __init__(self, keys: Sequence[str], names: Sequence[str]) -> None:
        self._keys = keys
        self._names = names
        self._words = [frozenset(key.replace("|", " ").split()) for key in keys]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, words in enumerate(self._words):
            for word in words:
                found[word].append(index)
        return found

    @cached_property
    def _whole(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(self._keys):
            found[squeezed(key.replace("|", " "))].append(index)
        return found

    @cached_property
    def _parts(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(self._keys):
            if "|" in key:
                for part in key.split("|"):
                    found[squeezed(part)].append(index)
        return found

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(word for word in self._by_word if slips_allowed(word) and not word.isdigit())

    def exact(self, asked: str) -> list[int]:
        """Those with this whole name."""
        return self._whole.get(squeezed(_one(asked)), [])

    def parts(self, asked: str) -> list[int]:
        """Those with a part of this name: "Cầu Rồng" in "Cầu Rồng (Võ Văn Kiệt)"."""
        return self._parts.get(squeezed(_one(asked)), [])

    def beginning(self, asked: str) -> list[int]:
        """Those that begin so."""
        key = _one(asked) + " "
        return [index for index in self._with(key.split()) if f"{_one(self._keys[index])} ".startswith(key)]

    def containing(self, asked: str) -> list[int]:
        """Those with all these words, the kind of place left out where one of both has none; shortest first."""
        kinds, words = _split_kinds(_one(asked))
        found = [index for index in self._with(words or _one(asked).split()) if self._kind_fits(kinds, index)]
        return sorted(found, key=lambda index: len(self._words[index]))

    def similar(self, asked: str) -> list[int]:
        """Those with all these words, some of them mended."""
        kinds, words = _split_kinds(_one(asked))
        mended: dict[str, tuple[str, ...]] = {}
        for word in words:
            if word not in self._by_word:
                mended[word] = tuple(name for name, slips in self._spelling.closest(word) if slips == 1)
        if not mended or not all(mended.values()) or len(mended) > 2:
            return []
        sure = [word for word in words if word not in mended]
        if not sure and sum(map(len, words)) < 5:
            return []
        options = [[word] for word in sure] + [list(others) for others in mended.values()]
        found = [index for index in self._with_any(options) if self._kind_fits(kinds, index)]
        return sorted(found, key=lambda index: len(self._words[index]))

    def _with(self, words: Iterable[str]) -> list[int]:
        return self._with_any([[word] for word in words])

    def _with_any(self, options: Sequence[Sequence[str]]) -> list[int]:
        """Those that have a word of each of the options, unless all of these words are on nearly every stop."""
        postings = [set().union(*(self._by_word.get(word, ()) for word in words)) for words in options]
        if not postings or not any(self._tells(words, found) for words, found in zip(options, postings, strict=True)):
            return []
        return sorted(set.intersection(*postings))

    def _tells(self, words: Sequence[str], found: set[int]) -> bool:
        """Whether words say something: they have letters and are not on every stop, as in a feed of codes."""
        return len(found) * 2 <= max(len(self._keys), 8) and any(
            len(word) > 1 and not word[0].isdigit() for word in words
        )

    def _kind_fits(self, asked: frozenset[str], index: int) -> bool:
        kinds, _ = _split_kinds(_one(self._keys[index]))
        if asked <= kinds or not asked or not kinds:
            return True
        schools = _SCHOOLS | {"truong"}
        return asked <= schools and bool(kinds & schools) and ("truong" in asked) != ("truong" in kinds)

    def said(self, spoken: str, found: Sequence[int]) -> list[int]:
        """Of those found, the ones whose accents do not contradict the citizen's, if any are left."""
        accents = {fold(word): word for word in re.findall(r"\w+", spell(spoken)) if fold(word) != word}
        fitting = [index for index in found if not self._contradicts(accents, index)]
        return fitting or list(found)

    def _contradicts(self, accents: dict[str, str], index: int) -> bool:
        for word in re.findall(r"\w+", spell(self._names[index])):
            meant = accents.get(fold(word))
            if meant and word not in {meant, fold(word)}:
                return True
        return False


def _one(key: str) -> str:
    return key.replace("|", " ")


def _split_kinds(key: str) -> tuple[frozenset[str], list[str]]:
    return frozenset(_KIND.findall(key)), _KIND.sub(" ", key).split()
