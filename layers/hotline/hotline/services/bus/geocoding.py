"""Where an address is that the feed does not name, as far as somebody else's map knows it.

What a map answers is held against what was asked: another street is no answer, a ward or a city is none either, and a
street without the house is a stop beside it, never a point. Loaded where an operator has chosen a geocoder.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians
from typing import Protocol

from hotline.messages import Location
from hotline.services.bus.addresses import anchor, street_key
from hotline.services.bus.departures import Place
from hotline.services.bus.distances import METRES_PER_DEGREE
from hotline.services.bus.gazetteer import MOST, ONE_PLACE_M, Found, house_on
from hotline.services.bus.geometry import clusters
from hotline.services.bus.queries import Address
from hotline.services.bus.street_names import StreetNames
from hotline.services.bus.streets import GAP_M, Street
from hotline.services.bus.timetable import Timetable

# Further than this beyond the outermost stops an answer is about another city.
MARGIN_M = 3000
# A stop further from a street than this is not beside it.
BESIDE_M = 500
# A longer text is no address, whatever it was taken for, and leaves for nobody.
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of the earth, degrees; none across the 180th meridian."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, where: Location) -> bool:
        """Whether a point is in it."""
        return self.south <= where.lat <= self.north and self.west <= where.lon <= self.east

    @property
    def middle(self) -> Location:
        """Its middle."""
        return Location((self.south + self.north) / 2, (self.west + self.east) / 2)


@dataclass(frozen=True, slots=True)
class Geocoded:
    """One answer of a map: where, and what is there.

    `street` is "" for what is no street and on none, `number` "" where the house is not known, `area` a ward, a
    district or a town ("" for unknown).
    """

    location: Location
    street: str
    number: str = ""
    area: str = ""


class Geocoder(Protocol):
    """Asks a map. It is given an address and where to look, and nothing about who asks."""

    def __call__(self, address: str, box: Box, /) -> tuple[Geocoded, ...]:
        """What it knows, best first; nothing for an address that it does not know. Raises Unavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Geocodes:
    """What a map said about addresses, and whom to name for it."""

    source: str
    found: Mapping[Address, Sequence[Geocoded]]


def asked(address: Address, area: str) -> str:
    """What a map is asked: the address as it was understood, and the city that it is in; "" for what is too long."""
    house = f"{address.number} {address.street}".strip()
    text = ", ".join(dict.fromkeys(part for part in (house, address.ward, address.district, area) if part))
    return text if len(text) <= LONGEST else ""


def box_around(timetable: Timetable) -> Box:
    """The network's stops and MARGIN_M around them."""
    south_west, north_east = timetable.places.corners
    height = MARGIN_M / METRES_PER_DEGREE
    width = height / max(cos(radians(max(abs(south_west.lat), abs(north_east.lat)))), 0.01)
    return Box(south_west.lat - height, south_west.lon - width, north_east.lat + height, north_east.lon + width)


def placed(timetable: Timetable, address: Address, geocodes: Geocodes) -> tuple[Found, ...]:
    """Where an address is by the map, as `gazetteer.Gazetteer` has it: none, one, or several to ask about."""
    box = box_around(timetable)
    hits = [hit for hit in geocodes.found.get(address, ()) if box.holds(hit.location) and _is_on(address.street, hit)]
    number = anchor(address.number)
    houses = [hit for hit in hits if number is not None and anchor(hit.number) == number]
    found = _houses(timetable, address.number, houses) if houses else _beside(timetable, hits)
    return tuple(found)[:MOST]


def _is_on(street: str, hit: Geocoded) -> bool:
    """Whether what was found is on the street that was asked for, cut short or misspelled a little as citizens may."""
    if not hit.street:
        return False
    key = street_key(hit.street)
    return bool(StreetNames({key: hit.street}, {}, lambda _: (Street(key, hit.street, ()),)).find(street))


def _houses(timetable: Timetable, number: str, hits: Sequence[Geocoded]) -> Iterator[Found]:
    """The house; several are told apart by the ward, or else by the stop that is nearest."""
    firsts = [group[0][0] for group in clusters(((hit, hit.location) for hit in hits), ONE_PLACE_M)]
    labels = [_in_area(house_on(number, _bare(hit.street)), hit.area) for hit in firsts]
    for hit, label in zip(firsts, labels, strict=True):
        where = hit.location
        one = Found(where, label, f"{where.lat:.5f}, {where.lon:.5f}")
        near = timetable.nearest(where, limit=1) if labels.count(label) > 1 else ()
        yield replace(one, label=f"{label} ({near[0].place.name})") if near else one


def _beside(timetable: Timetable, hits: Sequence[Geocoded]) -> Iterator[Found]:
    """For each street the stop that is nearest to what is known of it; a street without one is left out."""
    for group in clusters(((hit, hit.location) for hit in hits), GAP_M):
        streets = [hit for hit, _ in group]
        nearest = [
            (found.walk_m, found.place, hit)
            for hit in streets
            for found in timetable.nearest(hit.location, limit=1, radius_m=BESIDE_M)
        ]
        if nearest:
            _, place, hit = min(nearest, key=lambda one: one[0])
            yield _stop_beside(place, _in_area(_bare(hit.street), hit.area))


def _stop_beside(place: Place, street: str) -> Found:
    return Found(place.location, place.name, f"MT {place.codes[0]}", (place.index,), beside=street)


def _in_area(name: str, area: str) -> str:
    return f"{name}, {area}" if area else name


def _bare(street: str) -> str:
    """A street's name as people say it: maps write "Đường Lê Lợi"."""
    kind, _, name = street.partition(" ")
    return name if kind.casefold() in {"đường", "phố"} and name else street
