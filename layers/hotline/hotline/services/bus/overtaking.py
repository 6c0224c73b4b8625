"""Sorts out buses that overtake one another: whoever takes the first that comes must not arrive later for it."""

from operator import sub

# Start, profile and the index of the feed's trip.
type BlockTrip = tuple[int, int, int]


class InOrder:
    """Trips along the same stops; `profiles` and `waits` are as `patterns.Pattern` has them."""

    def __init__(self, profiles: list[tuple[int, ...]], waits: list[tuple[int, ...]]) -> None:
        self._leaves = profiles
        self._comes = [
            tuple(map(sub, leaves, wait)) if wait else leaves for leaves, wait in zip(profiles, waits, strict=True)
        ]
        self._headstarts: dict[tuple[int, int], int] = {}

    def blocks(self, trips: list[BlockTrip]) -> list[list[BlockTrip]]:
        """Trips, sorted, in as many lists as it takes for none to overtake another of its list."""
        found: list[list[BlockTrip]] = []
        for trip in trips:
            for block in found:
                if self._follows(block[-1], trip):
                    block.append(trip)
                    break
            else:
                found.append([trip])
        return found

    def _follows(self, before: BlockTrip, after: BlockTrip) -> bool:
        (start, profile, _), (later, other, _) = before, after
        return profile == other or later - start >= self._headstart(profile, other)

    def _headstart(self, profile: int, other: int) -> int:
        """How many seconds sooner a trip must start so that another never arrives or leaves before it."""
        if (profile, other) not in self._headstarts:
            leaves = max(map(sub, self._leaves[profile], self._leaves[other]))
            comes = max(map(sub, self._comes[profile], self._comes[other]))
            self._headstarts[profile, other] = max(leaves, comes)
        return self._headstarts[profile, other]
