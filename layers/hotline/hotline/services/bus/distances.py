"""Metres on the ground between two points, anywhere on earth."""

from math import asin, cos, radians, sin, sqrt

from hotline.messages import Location

EARTH_M = 6_371_009.0
METRES_PER_DEGREE = EARTH_M * radians(1)


def metres(a: Location, b: Location) -> float:
    """The great-circle distance (haversine on the mean sphere; within 0.6 % of the ellipsoid)."""
    return metres_between(a.lat, a.lon, b.lat, b.lon)


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The same for four degrees: a search measures many stops and makes no objects for them."""
    north, east = radians(other_lat - lat) / 2, radians(other_lon - lon) / 2
    chord = sin(north) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(east) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(chord)))
