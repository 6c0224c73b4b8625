"""What was probably meant by words that nobody knows: the known ones within a slip or two of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable

SHORTLIST = 30


class Spelling:
    """Known spellings, compared without their spaces: "ton ducthang" is no slip at all."""

    __slots__ = ("_by_trigram", "_known")

    def __init__(self, known: Iterable[str]) -> None:
        self._known = [(name, squeezed(name)) for name in known]
        self._by_trigram: dict[str, list[int]] = defaultdict(list)
        for index, (_, letters) in enumerate(self._known):
            for trigram in _trigrams(letters):
                self._by_trigram[trigram].append(index)

    def closest(self, asked: str) -> list[str]:
        """The known spellings with the fewest slips from `asked`, if that is few enough to mean them."""
        letters = squeezed(asked)
        allowed = slips_allowed(letters)
        if not allowed:
            return []
        shared = Counter(index for trigram in _trigrams(letters) for index in self._by_trigram.get(trigram, ()))
        slips: dict[str, int] = {}
        for index, _ in shared.most_common(SHORTLIST):
            name, other = self._known[index]
            if (wrong := distance(letters, other, allowed)) <= allowed:
                slips[name] = allowed = wrong
        return sorted(name for name, wrong in slips.items() if wrong == allowed)


def squeezed(text: str) -> str:
    """Without spaces."""
    return text.replace(" ", "")


def slips_allowed(letters: str) -> int:
    """How many slips a word of this length may have before it is another word."""
    return (len(letters) >= 4) + (len(letters) >= 10)


def distance(one: str, other: str, limit: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours between two words, or something above `limit`."""
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


def _trigrams(letters: str) -> set[str]:
    padded = f"  {letters} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
