"""Finds what people call by a code, however they write it."""

import re
from collections.abc import Iterable

from hotline.text import fold

_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_LETTERS = re.compile(r"^[^\W\d_]+[\W_]*(?=\d)")
_BRACKETS = re.compile(r"\s*\(.*\)$")
_MARKS = re.compile(r"[\W_]+")


class Codes:
    """Codes of numbered things.

    Case, accents and spaces never matter. The strictest way that finds anything decides:
    1. all of a code that has something in brackets ("02 quang nam" finds only "02 (Quảng Nam)");
    2. the same but for what stands in brackets ("02" finds "02" and "02 (Quảng Nam)");
    3. the same but for leading zeros of its numbers ("60" finds "060", "dn60" finds "dn060");
    4. the same but for letters in front as well ("60" finds "dn060", "16" finds "R16", "R16" finds "16").
    """

    def __init__(self, codes: Iterable[tuple[str, int]]) -> None:
        """Takes (code, number of the thing); blank codes name nothing."""
        self._by_key: tuple[dict[str, dict[int, None]], ...] = ({}, {}, {}, {})
        for code, thing in codes:
            whole, *others = _keys(code)
            keys = whole if "(" in code else "", *others
            for ways, key in zip(self._by_key, keys, strict=True):
                if key:
                    ways.setdefault(key, {})[thing] = None

    def find(self, code: str) -> tuple[int, ...]:
        """The things called so, in the order in which they were given."""
        for ways, key in zip(self._by_key, _keys(code), strict=True):
            if key and key in ways:
                return tuple(ways[key])
        return ()


def _keys(code: str) -> tuple[str, str, str, str]:
    folded = fold(code)
    exact = _BRACKETS.sub("", folded).replace(" ", "")
    number = _ZEROS.sub("", exact)
    return _MARKS.sub("", folded), exact, number, _LETTERS.sub("", number)
