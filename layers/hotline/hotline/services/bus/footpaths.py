"""Which stops are near enough to one another to change buses on foot."""

from collections.abc import Sequence
from math import cos, radians

from hotline.messages import Location
from hotline.services.bus.distances import METRES_PER_DEGREE, metres_between
from hotline.services.bus.snapshot import DEGREE
from hotline.services.bus.walking import CHANGE_M

_BAND = CHANGE_M / METRES_PER_DEGREE * 1.01
# So far apart in longitude that the shorter way is the other one.
_AROUND = 180


def footpaths(stops: Sequence[Location | None]) -> list[list[tuple[int, int]]]:
    """For each stop the others within CHANGE_M and the metres to them, rounded; None is a stop that nobody uses.

    Distances are measured between positions as the snapshot keeps them.
    """
    found: list[list[tuple[int, int]]] = [[] for _ in stops]
    placed = sorted(
        (round(at.lat * DEGREE) / DEGREE, round(at.lon * DEGREE) / DEGREE, stop) for stop, at in enumerate(stops) if at
    )
    for place, (lat, lon, stop) in enumerate(placed):
        # A degree of longitude shrinks towards the poles: taken where the band is nearest to one.
        shrink = cos(radians(min(89.9, abs(lat) + _BAND)))
        for other in range(place + 1, len(placed)):
            north, east, neighbour = placed[other]
            if north - lat > _BAND:
                break
            apart = abs(east - lon)
            # The 180th meridian is no border.
            if apart * shrink > _BAND and apart < _AROUND:
                continue
            distance = metres_between(lat, lon, north, east)
            if distance <= CHANGE_M:
                found[stop].append((neighbour, round(distance)))
                found[neighbour].append((stop, round(distance)))
    for there in found:
        there.sort()
    return found
