"""Where an address, a place or a stop's name is: the feed's own stop names are the gazetteer.

Compiled with the timetable and kept in its snapshot; nothing outside the feed is asked here.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self
from unicodedata import normalize

from hotline.messages import Location
from hotline.services.bus.addresses import address_in, anchor, parts_of, street_key
from hotline.services.bus.departures import Place
from hotline.services.bus.landmarks import Names, name_key
from hotline.services.bus.queries import Address
from hotline.services.bus.spelling import Spelling, squeezed
from hotline.services.bus.streets import House, Street, clusters, crossing, metres, middle, regions
from hotline.services.bus.wards import areas
from hotline.text import fold, spell

MOST = 5
ONE_PLACE_M = 400
ON_FOOT_M = 250
UNSURE_M = 1500
AREA_REACH_M = 25_000
_CROSSING = re.compile(r"^\s*(?:ng[aã] (?:t[uư]|ba|n[aă]m|s[aá]u)|n[uú]t giao|giao l[oộ]|g[oó]c)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[/&+~–—×]|\s-\s|\b(?:với|voi|và|va|giao|cắt|cat|x|and|at)\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: where, what it is called, and how sure.

    `label` is for the citizen ("54 Nguyễn Lương Bằng, Hòa Khánh"). `places` are the indexes of the places that bear
    this very name, empty for a point between stops. `says` is a text that, sent by itself, finds this one alone.
    """

    location: Location
    label: str
    says: str
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Area:
    key: str
    name: str
    location: Location
    radius_m: int
    current: bool


class _Index:
    """What `compile_gazetteer` wrote, unpacked."""

    def __init__(self, data: bytes, places: Sequence[Place]) -> None:
        packed: dict[str, Any] = json.loads(data)
        self.places = places
        self.names: list[str] = packed["names"].split("\n") if packed["names"] else []
        self.at: list[int] = packed["at"]
        self.landmarks = Names(packed["keys"].split("\n") if packed["keys"] else [], self.names)
        self.streets: dict[str, tuple[Street, ...]] = {}
        for key, name, numbers, stops in packed["streets"]:
            houses = tuple(House(n or None, places[at].location, at) for n, at in zip(numbers, stops, strict=True))
            self.streets[key] = regions(Street(key, name, houses))
        self.areas = tuple(_Area(k, n, Location(lat, lon), r, bool(c)) for k, n, lat, lon, r, c in packed["areas"])

    @cached_property
    def spelling(self) -> Spelling:
        """The streets' spellings."""
        return Spelling(self.streets)

    @cached_property
    def initials(self) -> dict[str, list[str]]:
        """The streets with these initials: "nlb"."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.streets:
            found["".join(word[0] for word in key.split())].append(key)
        return found


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
    def _index(self) -> _Index:
        return _Index(self._data, self._places)

    def address(self, address: Address) -> tuple[Found, ...]:
        """Where an address is; without a number, the stops of that street."""
        streets, said_area = self._streets(address.street)
        ward = address.ward or said_area
        streets = self._narrowed(streets, ward, address.district)
        number = anchor(address.number) if address.number else None
        if not streets:
            known = self._streets(address.street)[0]
            return () if known else self._by_name(f"{address.number} {address.street}".strip())
        if number is None:
            return self._stops_of(streets)
        return self._houses(streets, address.number, number)

    def named(self, name: str) -> tuple[Found, ...]:
        """Where a stop, a landmark, a crossing or a street is that people call by `name`."""
        key = name_key(name)
        if found := self._index.landmarks.exact(key):
            return self._stops(name, found)
        if found_crossing := self._crossing(name):
            return found_crossing
        address = address_in(name)
        if address and (found_address := self.address(address)):
            return found_address
        streets, _ = self._streets(name, slips=False)
        if streets:
            return self._stops_of(streets)
        if found_name := self._by_name(name):
            return found_name
        streets, _ = self._streets(name)
        return self._stops_of(streets) if streets else ()

    def _by_name(self, name: str) -> tuple[Found, ...]:
        key = name_key(name)
        landmarks = self._index.landmarks
        for tier in (landmarks.exact, landmarks.parts, landmarks.beginning, landmarks.containing, landmarks.similar):
            if key and (found := tier(key)):
                return self._stops(name, found)
        return ()

    def _stops(self, name: str, found: Sequence[int]) -> tuple[Found, ...]:
        """The places of these names, those that are one to somebody on foot together."""
        index = self._index
        fitting = index.landmarks.said(name, found)
        groups = clusters(((at, self._places[index.at[at]].location) for at in fitting), ONE_PLACE_M)
        answers = []
        for group in groups:
            stops = tuple(dict.fromkeys(index.at[at] for at, _ in group))
            label = min((index.names[at] for at, _ in group), key=lambda stop: (len(stop), stop))
            says = f"trạm {label}" if len(groups) > 1 else name
            answers.append(Found(middle([where for _, where in group]), label, says, stops))
        return self._told_apart(answers)

    def _streets(self, street: str, *, slips: bool = True) -> tuple[tuple[Street, ...], str]:
        """The streets that this name may mean, each in each of its places, and a ward written behind the name."""
        index = self._index
        key = street_key(street)
        keys: Iterable[str] = [key] if key in index.streets else self._short(key)
        area = ""
        if not keys:
            words = street.split()
            for end in range(len(words) - 1, 0, -1):
                area = " ".join(words[end:])
                if (short := street_key(" ".join(words[:end]))) in index.streets and self._areas(area):
                    keys = [short]
                    break
            else:
                area = ""
        if not keys and slips:
            closest = index.spelling.closest(key)
            keys = [name for name, wrong in closest if wrong == closest[0][1]]
        found = [region for name in keys for region in index.streets[name]]
        spoken = spell(normalize("NFC", street))
        alike = [region for region in found if spell(region.name) == spoken]
        return tuple(alike or found), area

    def _short(self, key: str) -> list[str]:
        """Streets for initials ("nlb"), for words cut short ("ng van linh") and for a name without spaces."""
        index = self._index
        if found := index.initials.get(squeezed(key)):
            return found
        parts = key.split()
        return [
            name
            for name in index.streets
            if squeezed(name) == squeezed(key)
            or (
                len(words := name.split()) == len(parts) > 1
                and parts[-1] == words[-1]
                and all(word.startswith(part) for part, word in zip(parts, words, strict=True))
            )
        ]

    def _areas(self, name: str) -> list[_Area]:
        key = fold(name)
        return [area for area in self._index.areas if area.key == key]

    def _narrowed(self, streets: Sequence[Street], ward: str, district: str) -> tuple[Street, ...]:
        """Those in the ward, or else in the district; all of them where neither is known."""
        known = self._areas(ward) or self._areas(district) if ward or district else []
        if not known:
            return tuple(streets)

        def away(street: Street) -> float:
            return min(
                metres(area.location, house.location) / (1.5 * area.radius_m + 1500)
                for area in known
                for house in street.houses
            )

        return tuple(street for street in streets if away(street) <= 1)

    def _houses(self, streets: Sequence[Street], written: str, number: int) -> tuple[Found, ...]:
        found = []
        for street in streets:
            placed = street.at(number)
            if placed and placed[1] <= UNSURE_M:
                label = f"{written} {street.name}"
                found.append(Found(placed[0], label, label))
        return self._told_apart(found) if found else self._stops_of(streets)

    def _stops_of(self, streets: Sequence[Street]) -> tuple[Found, ...]:
        """The places along streets, at most five, spread over their length."""
        found = []
        for street in streets:
            houses = sorted(street.houses, key=lambda house: (house.number is None, house.number or 0))
            for group in clusters(((house, house.location) for house in houses), ON_FOOT_M):
                stops = tuple(dict.fromkeys(house.place for house, _ in group))
                label = self._places[stops[0]].name
                found.append(Found(middle([where for _, where in group]), label, f"trạm {label}", stops))
        if len(found) > MOST:
            step = (len(found) - 1) / (MOST - 1)
            found = [found[round(at * step)] for at in range(MOST)]
        return self._told_apart(found)

    def _crossing(self, name: str) -> tuple[Found, ...]:
        asked = _CROSSING.sub("", normalize("NFC", name))
        pieces = [piece for piece in _AND.split(asked) if piece]
        if len(pieces) != 2:
            return ()
        sides = [self._streets(piece)[0] for piece in pieces]
        if not all(sides):
            return ()
        best = min(
            ((spot, one, other) for one in sides[0] for other in sides[1] if (spot := crossing(one, other))),
            key=lambda corner: corner[0][1],
        )
        (where, gap), one, other = best
        if gap > ONE_PLACE_M:
            return ()
        label = f"{one.name} – {other.name}"
        return (Found(where, label, f"ngã tư {label}"),)

    def _told_apart(self, found: Sequence[Found]) -> tuple[Found, ...]:
        """At most five, with labels and words that tell them apart: by ward, or else by stop code or position."""
        found = found[:MOST]
        shared = {label for label, times in Counter(one.label for one in found).items() if times > 1}
        return tuple(self._with_area(one) if one.label in shared else one for one in found)

    def _with_area(self, one: Found) -> Found:
        near = [area for area in self._index.areas if area.current]
        if one.places:
            says = f"MT {self._places[one.places[0]].codes[0]}"
        else:
            says = f"{one.location.lat:.5f}, {one.location.lon:.5f}"
        if not near:
            closest = min(self._places, key=lambda place: metres(place.location, one.location))
            return replace(one, label=f"{one.label} ({closest.name})", says=says)
        area = min(near, key=lambda area: metres(area.location, one.location) / area.radius_m)
        label = f"{one.label}, {area.name}"
        return replace(one, label=label, says=says if one.places else label)


def compile_gazetteer(names: Sequence[tuple[str, Location, int]]) -> bytes:
    """The index of (stop name, where, place index), one row for each stop."""
    rows = sorted({(normalize("NFC", name), place) for name, _, place in names})
    streets = _streets_in(names)
    near = [
        [fold(area.name), area.name, area.location.lat, area.location.lon, area.radius_m, int(area.current)]
        for area in areas()
        if any(metres(area.location, where) <= AREA_REACH_M for _, where, _ in names)
    ]
    packed = {
        "names": "\n".join(name for name, _ in rows),
        "keys": "\n".join(name_key(name) for name, _ in rows),
        "at": [place for _, place in rows],
        "streets": streets,
        "areas": near,
    }
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode()


def _streets_in(names: Sequence[tuple[str, Location, int]]) -> list[list[Any]]:
    """[key, name, house numbers (0 for none), place indexes] of each street on which some stop has a number."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    houses: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for name, _, place in names:
        address = address_in(name)
        if address and (number := anchor(address.number)) is not None:
            key = street_key(address.street)
            spellings[key][address.street] += 1
            houses[key].add((number, place))
    for name, _, place in names:
        key = street_key((parts_of(name) or ("",))[-1])
        if key in houses and not address_in(name):
            houses[key].add((0, place))
    return [
        [
            key,
            max(spellings[key].items(), key=lambda spelt: (spelt[1], fold(spelt[0]) != spelt[0].lower(), spelt[0]))[0],
            [number for number, _ in sorted(houses[key])],
            [place for _, place in sorted(houses[key])],
        ]
        for key in sorted(houses)
    ]
