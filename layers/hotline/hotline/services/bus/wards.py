"""Where the wards of Đà Nẵng are, so that a ward in an address narrows the choice."""

from hotline.lexicon.ward_table import Ward, wards
from hotline.messages import Location
from hotline.services.bus.distances import metres

# Further from its middle than this many radii and these metres, a place is not in a ward, whatever the ward's shape.
REACH = 1.5
REACH_M = 3000


def away(ward: Ward, where: Location) -> float:
    """How far a place is from a ward, in such distances as could still be inside: more than 1 is outside."""
    return metres(ward.location, where) / (REACH * ward.radius_m + REACH_M)


def ward_at(where: Location) -> Ward | None:
    """The ward that a place is probably in, good enough to tell places that are far apart; None outside the city."""
    ward = min(wards(), key=lambda ward: away(ward, where))
    return ward if away(ward, where) <= 1 else None
