"""What was probably meant by a word that nobody knows: the known ones within a slip or two of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable

SHORTLIST = 20


class Spelling:
    """Known spellings, compared without their spaces: "ton ducthang" is no slip at all."""

    __slots__ = ("_by_trigram", "_known", "_squeezed")

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(known)
        self._squeezed = tuple(squeezed(name) for name in self._known)
        self._by_trigram: dict[str, list[int]] = defaultdict(list)
        for index, name in enumerate(self._squeezed):
            for trigram in _trigrams(name):
                self._by_trigram[trigram].append(index)

    def closest(self, asked: str) -> tuple[tuple[str, int], ...]:
        """(known spelling, slips) of those nearest to `asked` and of those one slip further, nearest first."""
        asked = squeezed(asked)
        allowed = slips_allowed(asked)
        if not allowed:
            return ()
        shared = Counter(index for trigram in _trigrams(asked) for index in self._by_trigram.get(trigram, ()))
        found = sorted(
            (slips, self._known[index])
            for index, _ in shared.most_common(SHORTLIST)
            if (slips := distance(asked, self._squeezed[index], allowed)) <= allowed
        )
        return tuple((name, slips) for slips, name in found if slips <= found[0][0] + 1)


def squeezed(text: str) -> str:
    """Without spaces."""
    return text.replace(" ", "")


def slips_allowed(asked: str) -> int:
    """How many slips a word of this length may have before it is another word."""
    return (len(asked) >= 4) + (len(asked) >= 10)


def distance(one: str, other: str, limit: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours between two words, or more than `limit`."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, facing in enumerate(other, 1):
            best = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != facing))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == facing:
                best = min(best, before[column - 2] + 1)
            current.append(best)
        if min(current) > limit:
            return limit + 1
        before, last = last, current
    return last[-1]


def _trigrams(name: str) -> set[str]:
    padded = f"  {name} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
