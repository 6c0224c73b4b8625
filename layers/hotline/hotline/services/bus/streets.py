"""Streets as the feed's stops know them: where house 54 is, between those whose numbers are known."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from hotline.messages import Location
from hotline.services.bus.distances import metres
from hotline.services.bus.geometry import closest, flat, foot, middle, on_earth

# Two stops of one street are seldom further apart; beyond it the name is another street's.
GAP_M = 3000
# A number beyond the last one known is looked for straight on, less far than its distance in numbers says and never
# further than this: streets bend, and numbers run on at another pace. Both were chosen on halves of a real network.
ONWARD = 0.6
ONWARD_M = 600
# A stop further from the line through the other side's stops than this is on some other stretch, or misplaced.
ASIDE_M = 1000
# Stops of one house number this near stand on both sides of it; further apart, the one among its neighbours is right.
SAME_HOUSE_M = 400
# Metres for each number: what is usual where nothing is known, and what a misplaced stop must not make of it.
PACE_M = 8
WIDEST_M = 12


@dataclass(frozen=True, slots=True)
class House:
    """A stop on a street: its house number, None where its name has only the street, and the place it belongs to."""

    number: int | None
    location: Location
    place: int


@dataclass(frozen=True, slots=True)
class Street:
    """One street in one part of the city."""

    key: str
    name: str
    houses: tuple[House, ...]

    def reaches(self, number: int) -> bool:
        """Whether a house of this number may well be here: streets begin at 1 and go on after the last stop."""
        return number <= 2 * max((house.number or 0 for house in self.houses), default=0) + 100

    def at(self, number: int) -> tuple[Location, int] | None:
        """Where a house is and by how many metres that may well be wrong; None where the street has no numbers.

        Odd and even numbers are on two sides and run at their own paces: 127 may face 390. The side with more stops
        is the scale; a stop of the other side stands on it where it stands on the ground.
        """
        known: dict[int, list[Location]] = defaultdict(list)
        for house in self.houses:
            if house.number is not None:
                known[house.number].append(house.location)
        if not known:
            return None
        here = known.pop(number, [])
        if here and (not known or max(metres(here[0], other) for other in here) <= SAME_HOUSE_M):
            return middle(here), 0
        origin = middle([place for places in known.values() for place in places])
        points = {at: flat(middle(places), origin) for at, places in sorted(known.items())}
        where, error = _Scale(points).at(number)
        if here:
            return min(here, key=lambda place: abs(flat(place, origin) - where)), 0
        return on_earth(where, origin), round(error)


class _Scale:
    """The numbers of one side of a street as its length, the other side's numbers translated into them."""

    def __init__(self, points: dict[int, complex]) -> None:
        sides: tuple[dict[int, complex], dict[int, complex]] = ({}, {})
        for number, point in points.items():
            sides[number % 2][number] = point
        self._parity = int(len(sides[1]) > len(sides[0]))
        self._marks: list[tuple[float, complex]] = list(sides[self._parity].items())
        self._facing: list[tuple[int, float]] = []
        other = sides[1 - self._parity]
        if len(self._marks) > 1 and _pace(self._marks[0], self._marks[-1]) <= WIDEST_M:
            self._facing = _rising(
                [(number, at) for number, point in other.items() if (at := self._facing_of(point)) > 0]
            )
            other = {number: other[number] for number, _ in self._facing}
        translated = dict(self._facing)
        self._marks = sorted(
            [*self._marks, *((translated.get(number, number), point) for number, point in other.items())],
            key=lambda mark: mark[0],
        )

    def at(self, number: int) -> tuple[complex, float]:
        """Where a number is, and how many metres that may be wrong."""
        place = number if number % 2 == self._parity else self._translated(number)
        below = [mark for mark in self._marks if mark[0] <= place]
        above = [mark for mark in self._marks if mark[0] >= place]
        if below and above:
            (low, start), (high, end) = below[-1], above[0]
            where = start + (place - low) / (high - low) * (end - start) if high > low else start
            return where, 50 + abs(end - start) / 4
        last, first = (self._marks[0], self._marks[-1]) if above else (self._marks[-1], self._marks[0])
        return self._beyond(abs(place - last[0]), first, last)

    @staticmethod
    def _beyond(numbers: float, first: tuple[float, complex], last: tuple[float, complex]) -> tuple[complex, float]:
        """Straight on from the last stop, as the whole street goes."""
        pace = _pace(first, last)
        if not 0 < pace <= WIDEST_M:
            return last[1], 50 + PACE_M * numbers
        onward = min(ONWARD * numbers * pace, ONWARD_M)
        ahead = (last[1] - first[1]) / abs(last[1] - first[1])
        return last[1] + onward * ahead, 50 + numbers * max(pace, PACE_M / 2) - onward / 2

    def _facing_of(self, point: complex) -> float:
        """The number across the street from a point, by the straight lines between this side's stops; 0 if none is."""
        best = (float(ASIDE_M), 0.0)
        stretches = list(pairwise(self._marks))
        for index, ((low, start), (high, end)) in enumerate(stretches):
            share = foot(point, start, end)
            clamped = min(1.0, max(0.0, share))
            aside = abs(point - start - clamped * (end - start))
            if aside < best[0]:
                outside = (index == 0 and share < 0) or (index == len(stretches) - 1 and share > 1)
                best = aside, low + (share if outside else clamped) * (high - low)
        return best[1]

    def _translated(self, number: int) -> float:
        """A number of the other side in this side's numbers; both sides begin together, and go on in step."""
        low, facing_low = 0, 0.0
        for high, facing_high in self._facing:
            if number <= high:
                return facing_low + (facing_high - facing_low) * (number - low) / (high - low)
            low, facing_low = high, facing_high
        return facing_low + number - low


def _pace(first: tuple[float, complex], last: tuple[float, complex]) -> float:
    """Metres for each number between two marks; 0 between a mark and itself."""
    return abs(last[1] - first[1]) / abs(last[0] - first[0]) if last[0] != first[0] else 0.0


def _rising(pairs: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """The longest part in which both grow: one stop at the wrong place does not turn the street around."""
    best: list[list[tuple[int, float]]] = []
    for pair in sorted(pairs):
        before = max((run for run in best if run[-1][1] < pair[1]), key=len, default=[])
        best.append([*before, pair])
    return max(best, key=len, default=[])


def regions(street: Street) -> tuple[Street, ...]:
    """The parts of a street that are too far from one another to be one street, the largest first."""
    groups: list[list[House]] = []
    for house in street.houses:
        near = [group for group in groups if any(metres(house.location, other.location) <= GAP_M for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([house, *(other for group in near for other in group)])
    groups.sort(key=lambda group: min(house.number or inf for house in group))
    whole = groups[:1]
    for group in groups[1:]:
        if _goes_on(whole[-1], group):
            whole[-1] = whole[-1] + group
        else:
            whole.append(group)
    whole.sort(key=lambda group: -len(group))
    return tuple(Street(street.key, street.name, tuple(group)) for group in whole)


def _goes_on(before: Sequence[House], after: Sequence[House]) -> bool:
    """Whether a street only has no stops for a while: its numbers run on, as far as the ground does."""
    last = max(before, key=lambda house: house.number or 0)
    first = min(after, key=lambda house: house.number or inf)
    if last.number is None or first.number is None or last.number >= first.number:
        return False
    gap = metres(last.location, first.location)
    return gap <= min(3 * GAP_M, WIDEST_M * (first.number - last.number))


def crossing(one: Street, other: Street) -> tuple[float, Location]:
    """How near two streets come, as far as their stops tell, in metres, and where."""
    origin = one.houses[0].location
    found = (closest(a, b) for a in _stretches(one, origin) for b in _stretches(other, origin))
    gap, spot = min(found, key=lambda near: near[0])
    return gap, on_earth(spot, origin)


def _stretches(street: Street, origin: Location) -> Iterable[tuple[complex, complex]]:
    """The lines between stops that follow one another on the same side, and each stop by itself."""
    for parity in (0, 1):
        side = [house for house in street.houses if house.number is not None and house.number % 2 == parity]
        side.sort(key=lambda house: house.number or 0)
        yield from pairwise(flat(house.location, origin) for house in side)
    for house in street.houses:
        yield flat(house.location, origin), flat(house.location, origin)
