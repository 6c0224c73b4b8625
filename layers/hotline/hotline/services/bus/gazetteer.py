"""Where an address, a place or a stop's name is: the feed's own stop names are the gazetteer.

Compiled with the timetable and kept in its snapshot; nothing outside the feed is asked here.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Self
from unicodedata import normalize

from hotline.lexicon.ward_table import Ward, wards_called
from hotline.messages import Location
from hotline.services.bus.addresses import address_in, anchor
from hotline.services.bus.departures import Place
from hotline.services.bus.distances import metres
from hotline.services.bus.gazetteer_index import Index, compile_gazetteer
from hotline.services.bus.geometry import clusters, middle
from hotline.services.bus.queries import Address
from hotline.services.bus.streets import House, Street, crossing
from hotline.services.bus.wards import away, ward_at

__all__ = ["Found", "Gazetteer", "compile_gazetteer"]

MOST = 5
# Of names that a whole feed bears ("av"), so many are enough to find five places.
LOOKED_AT = 100
# Stops of one name this near are one place; stops of one street this near are one choice.
ONE_PLACE_M = 400
ONE_CHOICE_M = 250
# A point that may be further off than this is no answer: the street's stops are offered.
UNSURE_M = 1000
# Wards this far from every stop belong to another city that has wards of the same names.
OTHER_CITY_M = 150_000
CORNER_M = 300

_CORNER = re.compile(r"^\s*(?:ng[aã] (?:t[uư]|ba|n[aă]m|s[aá]u)|n[uú]t giao|giao l[oộ]|g[oó]c)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*[/&+~–—×]\s*|\s-\s|\s(?:với|voi|và|va|giao|cắt|cat|x|and|at)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: where, and what it is called.

    `label` is for the citizen ("54 Nguyễn Lương Bằng, Hòa Khánh"). `places` are the indexes of the places that bear
    this very name, empty for a point between stops. `says` is a text that, sent by itself, finds this one alone.
    `beside` is the street that was asked for, where only this stop beside it is known and not where the house is.
    """

    location: Location
    label: str
    says: str
    places: tuple[int, ...] = ()
    beside: str = ""


class Gazetteer:
    """Answers of zero (unknown), one (sure) or several (ask, never guess), best first, at most five."""

    def __init__(self, data: bytes, places: Sequence[Place]) -> None:
        self._data = data
        self._places = places

    @classmethod
    def load(cls, data: bytes, places: Sequence[Place]) -> Self:
        """Reads what `compile_gazetteer` wrote; cheap, the index is unpacked on the first question."""
        return cls(data, places)

    @cached_property
    def _index(self) -> Index:
        return Index.load(self._data, self._places)

    def address(self, address: Address) -> tuple[Found, ...]:
        """Where an address is; without a number that is known, the stops of that street."""
        streets, wards = self._streets(address)
        if not streets:
            called = self._index.landmarks.find(f"{address.number} {address.street}".strip(), slips=not address.number)
            return self._stops(called) if not wards else ()
        within = _within(streets, wards)
        number = anchor(address.number)
        if number is None:
            return self._along(within)
        reached = [street for street in within if street.reaches(number)]
        placed = [(street, *place) for street in reached if (place := street.at(number))]
        if not placed or (len(placed) == 1 and placed[0][2] > UNSURE_M):
            return self._along(within)
        return self._houses(address.number, number, [(street, where) for street, where, _ in placed])

    def named(self, name: str) -> tuple[Found, ...]:
        """Where a stop, a landmark, a crossing or a street is that people call by `name`."""
        if found := self._index.landmarks.exactly(name):
            return self._stops(found)
        if corner := self._corner(name):
            return (corner,)
        if (address := address_in(name)) and self._index.streets.find(address.street):
            return self.address(address)
        if streets := self._index.streets.find(name, slips=False):
            return self._along(streets)
        return self._called(name) or self._along(self._index.streets.find(name)) or self._called_in_ward(name)

    def _called(self, name: str) -> tuple[Found, ...]:
        return self._stops(self._index.landmarks.find(name))

    def _called_in_ward(self, name: str) -> tuple[Found, ...]:
        """Those of the name before the last comma, if a ward is behind it: "Chợ Mới, Hòa Cường"."""
        head, _, area = name.rpartition(",")
        wards = self._wards(area)
        return tuple(one for one in (self._called(head) if head and wards else ()) if _is_in(wards, one.location))

    def _streets(self, address: Address) -> tuple[tuple[Street, ...], tuple[Ward, ...]]:
        """The streets that an address may mean and the wards that narrow them, written with a comma or without."""
        wards = self._wards(address.ward) or self._wards(address.district)
        streets = self._index.streets
        if exact := streets.exactly(address.street):
            return exact, wards
        words = address.street.split()
        for end in range(len(words) - 1, 0, -1):
            found = streets.exactly(" ".join(words[:end]))
            if found and (behind := self._wards(" ".join(words[end:]))):
                return found, wards or behind
        return streets.find(address.street), wards

    def _wards(self, name: str) -> tuple[Ward, ...]:
        if not name or not self._places:
            return ()
        near = self._places[0].location
        return tuple(ward for ward in wards_called(name) if metres(ward.location, near) < OTHER_CITY_M)

    def _houses(self, written: str, number: int, houses: Sequence[tuple[Street, Location]]) -> tuple[Found, ...]:
        found = []
        for street, where in houses[:MOST]:
            places = {house.place: None for house in street.houses if written == str(number) == str(house.number)}
            label = house_on(written, street.name)
            found.append(Found(where, label, self._alone(label, street, where), tuple(places)))
        return tuple(one if one.says == one.label else replace(one, label=self._apart(one)) for one in found)

    def _alone(self, address: str, street: Street, where: Location) -> str:
        """What leads to this address alone: its ward behind it where the street is in two places, or its position."""
        others = self._index.streets.exactly(street.name)
        if len(others) < 2:
            return address
        ward = ward_at(where)
        in_ward = _within(others, (ward,)) if ward else ()
        return f"{address}, {ward.name}" if ward and in_ward == (street,) else f"{where.lat:.5f}, {where.lon:.5f}"

    def _apart(self, one: Found) -> str:
        """What tells an address from another that is written alike: its ward, or the stop that is nearest."""
        return one.says if one.says.startswith(one.label) else f"{one.label} ({self._nearest(one.location).name})"

    def _along(self, streets: Sequence[Street]) -> tuple[Found, ...]:
        """The stops of streets: at most five places, spread over their length."""
        spots: list[tuple[Street, list[House]]] = []
        for street in streets:
            houses = sorted(street.houses, key=lambda house: (house.number is None, house.number or 0))
            groups = clusters(((house, house.location) for house in houses), ONE_CHOICE_M)
            spots += [(street, [house for house, _ in group]) for group in groups]
        step = max(1.0, (len(spots) - 1) / (MOST - 1))
        chosen = [spots[round(at * step)] for at in range(min(MOST, len(spots)))]
        return self._told_apart([self._stop_on(street, houses) for street, houses in chosen])

    def _stop_on(self, street: Street, houses: Sequence[House]) -> Found:
        """Stops that are one choice on a street; they are asked for by a house number, if one leads to them."""
        one = self._stop([house.place for house in houses], self._index.name_on(street.key, houses[0].place))
        for house in houses:
            placed = street.at(house.number) if house.number else None
            if placed and metres(placed[0], one.location) <= ONE_CHOICE_M:
                return replace(one, says=self._alone(house_on(str(house.number), street.name), street, placed[0]))
        return one

    def _stops(self, found: Sequence[int]) -> tuple[Found, ...]:
        """The places that bear these names, those that are one to somebody on foot together."""
        index = self._index
        groups = clusters(((at, self._places[index.at[at]].location) for at in found[:LOOKED_AT]), ONE_PLACE_M)
        return self._told_apart(
            [
                self._stop(
                    [index.at[at] for at, _ in group],
                    min((index.names[at] for at, _ in group), key=lambda name: (len(name), name)),
                )
                for group in groups[:MOST]
            ]
        )

    def _stop(self, places: Sequence[int], label: str) -> Found:
        where = middle([self._places[place].location for place in dict.fromkeys(places)])
        return Found(where, label, f"trạm {label}", tuple(dict.fromkeys(places)))

    def _told_apart(self, found: Sequence[Found]) -> tuple[Found, ...]:
        """The same, those of one name with the ward or the code of the stop behind it."""
        times = Counter(one.label.casefold() for one in found)
        return tuple(self._stop_in_ward(one, found) if times[one.label.casefold()] > 1 else one for one in found)

    def _stop_in_ward(self, one: Found, found: Sequence[Found]) -> Found:
        code = self._places[one.places[0]].codes[0]
        ward = ward_at(one.location)
        others = [ward_at(other.location) for other in found if other is not one and other.label == one.label]
        behind = ward.name if ward and ward not in others else f"MT {code}"
        return replace(one, label=f"{one.label}, {behind}", says=f"MT {code}")

    def _corner(self, name: str) -> Found | None:
        """Where two streets meet, if the feed's stops show that they do."""
        asked = _CORNER.sub("", normalize("NFC", name))
        pieces = [piece for piece in _AND.split(asked) if piece.strip()]
        if len(pieces) != 2:
            return None
        one, other = (self._index.streets.find(piece, slips=asked != name) for piece in pieces)
        corners = [(*crossing(a, b), a.name, b.name) for a, b in product(one, other) if a.key != b.key]
        gap, where, a, b = min(corners, key=lambda corner: corner[0], default=(CORNER_M + 1, None, "", ""))
        return Found(where, f"{a} – {b}", f"ngã tư {a} – {b}") if where and gap <= CORNER_M else None

    def _nearest(self, where: Location) -> Place:
        lat, lon = where.lat, where.lon
        return min(self._places, key=lambda place: abs(place.location.lat - lat) + abs(place.location.lon - lon))


def house_on(number: str, street: str) -> str:
    """A house as it is said: "54 Nguyễn Lương Bằng", "12 đường 3 Tháng 2"."""
    return f"{number} {'đường ' if street[0].isdigit() else ''}{street}"


def _within(streets: Sequence[Street], wards: Sequence[Ward]) -> tuple[Street, ...]:
    """Those in the wards. Where two are, only a much nearer one is meant: wards are known by their middle alone."""
    if not wards:
        return tuple(streets)
    far = {street: min(away(ward, house.location) for ward in wards for house in street.houses) for street in streets}
    nearest = min(far.values())
    return tuple(street for street in streets if far[street] <= min(1.0, 2 * nearest))


def _is_in(wards: Sequence[Ward], where: Location) -> bool:
    return any(away(ward, where) <= 1 for ward in wards)
