"""Streets as the feed's stops know them: where house 54 is, between those whose numbers are known."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians

from hotline.messages import Location

# Two stops of one street are seldom further apart; beyond it the name is another street's.
GAP_M = 3000
M_PER_DEGREE = 110_574


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

    def at(self, number: int) -> tuple[Location, int] | None:
        """Where a house is and by how many metres that may be wrong; None where the street has no numbers."""
        known: dict[int, list[Location]] = defaultdict(list)
        for house in self.houses:
            if house.number is not None:
                known[house.number].append(house.location)
        if not known:
            return None
        marks = sorted((at, middle(places)) for at, places in known.items())
        below = [mark for mark in marks if mark[0] <= number]
        above = [mark for mark in marks if mark[0] >= number]
        if below and above:
            return _between(below[-1], above[0], number)
        end = (below or above[:1])[-1]
        return end[1], 5 * abs(end[0] - number)


def _between(low: tuple[int, Location], high: tuple[int, Location], number: int) -> tuple[Location, int]:
    if low[0] == high[0]:
        return low[1], 0
    share = (number - low[0]) / (high[0] - low[0])
    where = Location(
        low[1].lat + share * (high[1].lat - low[1].lat),
        low[1].lon + share * (high[1].lon - low[1].lon),
    )
    return where, round(metres(low[1], high[1]) / 4)


def metres(one: Location, other: Location) -> float:
    """As the crow flies; flat, which is right to a metre across a city."""
    north = (one.lat - other.lat) * M_PER_DEGREE
    return hypot(north, (one.lon - other.lon) * M_PER_DEGREE * cos(radians((one.lat + other.lat) / 2)))


def middle(places: Sequence[Location]) -> Location:
    """The mean of some points."""
    return Location(sum(place.lat for place in places) / len(places), sum(place.lon for place in places) / len(places))


def regions(street: Street) -> tuple[Street, ...]:
    """The parts of a street that are too far from one another to be one street, the largest first."""
    groups: list[list[House]] = []
    for house in street.houses:
        near = [group for group in groups if any(metres(house.location, other.location) <= GAP_M for other in group)]
        for group in near:
            groups.remove(group)
        groups.append([house, *(other for group in near for other in group)])
    groups.sort(key=lambda group: -len(group))
    return tuple(Street(street.key, street.name, tuple(group)) for group in groups)


def clusters[T](items: Iterable[tuple[T, Location]], within_m: float) -> list[list[tuple[T, Location]]]:
    """Items grouped by nearness to the first of their group, in the order given."""
    groups: list[list[tuple[T, Location]]] = []
    for item in items:
        for group in groups:
            if metres(group[0][1], item[1]) <= within_m:
                group.append(item)
                break
        else:
            groups.append([item])
    return groups


def crossing(one: Street, other: Street) -> tuple[Location, float] | None:
    """Where two streets come closest, as far as their stops tell, and the metres between them there."""
    best: tuple[float, Location] | None = None
    for a in _line(one):
        for b in _line(other):
            for spot, gap in _closest(a, b):
                if best is None or gap < best[0]:
                    best = gap, spot
    return (best[1], best[0]) if best else None


type _Segment = tuple[Location, Location]


def _line(street: Street) -> list[_Segment]:
    houses = sorted((house for house in street.houses if house.number is not None), key=lambda house: house.number or 0)
    points = [house.location for house in houses] or [house.location for house in street.houses]
    loose = [(house.location, house.location) for house in street.houses if house.number is None]
    return [*pairwise(points), (points[0], points[0]), *loose]


def _closest(one: _Segment, other: _Segment) -> Iterable[tuple[Location, float]]:
    if spot := _meet(one, other):
        yield spot, 0
    for ends, line in ((one, other), (other, one)):
        for end in ends:
            foot = _foot(end, line)
            yield middle((end, foot)), metres(end, foot)


def _meet(one: _Segment, other: _Segment) -> Location | None:
    (p, q), (r, s) = one, other
    down, along = q.lat - p.lat, q.lon - p.lon
    other_down, other_along = s.lat - r.lat, s.lon - r.lon
    area = down * other_along - along * other_down
    if not area:
        return None
    share = ((r.lat - p.lat) * other_along - (r.lon - p.lon) * other_down) / area
    other_share = ((r.lat - p.lat) * along - (r.lon - p.lon) * down) / area
    if 0 <= share <= 1 and 0 <= other_share <= 1:
        return Location(p.lat + share * down, p.lon + share * along)
    return None


def _foot(point: Location, line: _Segment) -> Location:
    start, end = line
    shrink = cos(radians(point.lat))
    north, east = end.lat - start.lat, (end.lon - start.lon) * shrink
    length = north**2 + east**2
    if not length:
        return start
    share = ((point.lat - start.lat) * north + (point.lon - start.lon) * shrink * east) / length
    share = min(1.0, max(0.0, share))
    return Location(start.lat + share * north, start.lon + share * (end.lon - start.lon))
