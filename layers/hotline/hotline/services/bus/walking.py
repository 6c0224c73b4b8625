"""How far people walk to a bus, and how long that takes them."""

from hotline.messages import Location
from hotline.services.bus.distances import metres

# What a way along streets is longer than the straight line, and how fast people walk: 4.5 km/h.
DETOUR = 1.3
METRES_PER_SECOND = 1.25
# Straight lines: from one bus to the next, and to the first stop or from the last.
CHANGE_M = 300
TO_STOP_M = 1000


def seconds(straight_m: float) -> int:
    """How long it takes to walk to somewhere that is so many metres away as the crow flies."""
    return round(straight_m * DETOUR / METRES_PER_SECOND)


def all_the_way(origin: Location, destination: Location) -> float | None:
    """The straight metres from one place to another if that is a walk; None if it is none, or nobody knows."""
    known = origin.is_on_earth and destination.is_on_earth
    straight = metres(origin, destination)
    return straight if known and straight <= TO_STOP_M else None


def on_foot(straight_m: float) -> int:
    """The metres that one walks then, rounded to 10; 0 only where there is nothing to walk."""
    return max(10, round(straight_m * DETOUR / 10) * 10) if straight_m >= 1 else 0
