"""Lines and points on a piece of earth small enough to be flat, a city: complex numbers, metres east and north."""

from collections.abc import Iterable, Sequence
from math import cos, inf, radians

from hotline.messages import Location
from hotline.services.bus.distances import METRES_PER_DEGREE, metres


def middle(places: Sequence[Location]) -> Location:
    """The mean of some points."""
    return Location(sum(place.lat for place in places) / len(places), sum(place.lon for place in places) / len(places))


def flat(place: Location, origin: Location) -> complex:
    """Metres east of `origin`, and metres north of it as the imaginary part."""
    shrink = cos(radians(origin.lat))
    return METRES_PER_DEGREE * complex((place.lon - origin.lon) * shrink, place.lat - origin.lat)


def on_earth(point: complex, origin: Location) -> Location:
    """The inverse of `flat`."""
    degrees = point / METRES_PER_DEGREE
    return Location(origin.lat + degrees.imag, origin.lon + degrees.real / cos(radians(origin.lat)))


def foot(point: complex, start: complex, end: complex) -> float:
    """Where the line through two points comes closest to `point`: 0 at the start, 1 at the end, beyond them outside."""
    along = end - start
    return ((point - start) * along.conjugate()).real / abs(along) ** 2 if along else 0.0


def closest(one: tuple[complex, complex], other: tuple[complex, complex]) -> tuple[float, complex]:
    """How near two segments come to one another, and where."""
    if (spot := _meeting(one, other)) is not None:
        return 0.0, spot
    best = (inf, one[0])
    for ends, (start, end) in ((one, other), (other, one)):
        for point in ends:
            near = start + min(1.0, max(0.0, foot(point, start, end))) * (end - start)
            best = min(best, (abs(point - near), (point + near) / 2), key=lambda found: found[0])
    return best


def _meeting(one: tuple[complex, complex], other: tuple[complex, complex]) -> complex | None:
    along, across, apart = one[1] - one[0], other[1] - other[0], other[0] - one[0]
    area = (along.conjugate() * across).imag
    if not area:
        return None
    share, other_share = (apart.conjugate() * across).imag / area, (apart.conjugate() * along).imag / area
    return one[0] + share * along if 0 <= share <= 1 and 0 <= other_share <= 1 else None


def clusters[T](items: Iterable[tuple[T, Location]], within_m: float) -> list[list[tuple[T, Location]]]:
    """Items grouped by nearness to the first of their group, in the order given."""
    groups: list[list[tuple[T, Location]]] = []
    for item in items:
        near = next((group for group in groups if metres(group[0][1], item[1]) <= within_m), None)
        if near is None:
            groups.append([item])
        else:
            near.append(item)
    return groups
