"""The places of a snapshot, and which of them are near a point."""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Sequence
from math import cos, radians
from typing import overload

from hotline.messages import Location
from hotline.services.bus.departures import Nearby, Place
from hotline.services.bus.distances import METRES_PER_DEGREE, metres_between
from hotline.services.bus.snapshot import DEGREE, Numbers, Snapshot
from hotline.services.bus.wheelchairs import UNKNOWN, can_enter

# In a city five places are nearly always within this.
_FIRST_LOOK_M = 300
_AROUND = 360 * DEGREE
_NOWHERE = Location(0, 0)


class StopPlaces(Sequence[Place]):
    """The places by index; each is made when it is first asked for.

    Stops with a location are sorted from south to north, so a search looks at a band of latitude and nothing else.
    """

    def __init__(self, snapshot: Snapshot, is_served: Callable[[int], bool]) -> None:
        self.stop_ids, self.stop_names = snapshot.text("stop_id"), snapshot.text("stop_name")
        self.stop_codes, self.stop_place = snapshot.text("stop_code"), snapshot.numbers("stop_place")
        self._wheelchair = snapshot.numbers("stop_wheelchair")
        self._is_served = is_served
        self._lat, self._lon = snapshot.numbers("stop_lat"), snapshot.numbers("stop_lon")
        self._namesake = snapshot.numbers("place_namesake")
        self._first, self._stop = snapshot.numbers("place_first"), snapshot.numbers("place_stop")
        self._made: dict[int, Place] = {}

    def __len__(self) -> int:
        return len(self._namesake)

    @overload
    def __getitem__(self, index: int) -> Place: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Place]: ...
    def __getitem__(self, index: int | slice) -> Place | Sequence[Place]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        if place not in self._made:
            self._made[place] = self._make(place)
        return self._made[place]

    def stops(self, place: int) -> Numbers:
        """The stops of a place."""
        return self._stop[self._first[place] : self._first[place + 1]]

    def wheelchair(self, stop: int) -> int:
        """What the feed says of wheelchairs at a stop."""
        return self._wheelchair[stop] if self._wheelchair else UNKNOWN

    @property
    def corners(self) -> tuple[Location, Location]:
        """The most southern and western degrees of all stops, and the most northern and eastern ones."""
        lats, lons = self._lat, self._lon
        south, north = lats[0] / DEGREE, lats[-1] / DEGREE
        return Location(south, min(lons) / DEGREE), Location(north, max(lons) / DEGREE)

    def with_stops(self, stop_ids: Container[str]) -> list[Place]:
        """The places that have any of some stops."""
        places = {self.stop_place[stop] for stop, id_ in enumerate(self.stop_ids) if id_ in stop_ids}
        return [self[place] for place in sorted(places)]

    def nearest(self, where: Location, limit: int, radius_m: float) -> tuple[Nearby, ...]:
        """At most `limit` places with a served stop within `radius_m`, closest first."""
        radius = min(_FIRST_LOOK_M, radius_m)
        found = self._within(where, radius)
        while len(found) < limit and radius < radius_m:
            radius = min(radius * 2, radius_m)
            found = self._within(where, radius)
        closest = sorted((distance, place) for place, distance in found.items())[:limit]
        return tuple(Nearby(self[place], round(distance / 10) * 10) for distance, place in closest)

    def _within(self, where: Location, radius: float) -> dict[int, float]:
        """Metres to each place that has a served stop within the radius."""
        found: dict[int, float] = {}
        for stop, distance in self.stops_within(where, radius):
            place = self.stop_place[stop]
            if distance < found.get(place, radius + 1) and self._is_served(stop):
                found[place] = distance
        return found

    def stops_within(self, where: Location, radius: float) -> Iterator[tuple[int, float]]:
        """Every stop within the radius, served or not, and the metres to it."""
        lat, lon, lats, lons = where.lat, where.lon, self._lat, self._lon
        height = radius / METRES_PER_DEGREE * 1.01
        # A degree of longitude shrinks towards the poles: taken where the band is nearest to one.
        shrink = cos(radians(min(90.0, abs(lat) + height)))
        width = height / shrink if shrink > height / 180 else 180.0
        west, span = round((lon - width) * DEGREE), round(2 * width * DEGREE)
        south, north = round((lat - height) * DEGREE), round((lat + height) * DEGREE)
        for stop in range(bisect_left(lats, south), bisect_left(lats, north + 1)):
            # Counted eastwards from the west end, so that the 180th meridian is no border.
            if (lons[stop] - west) % _AROUND <= span:
                distance = metres_between(lat, lon, lats[stop] / DEGREE, lons[stop] / DEGREE)
                if distance <= radius:
                    yield stop, distance

    def _make(self, place: int) -> Place:
        namesake, stops = self._namesake[place], self.stops(place)
        is_located = namesake < len(self._lat)
        location = Location(self._lat[namesake] / DEGREE, self._lon[namesake] / DEGREE) if is_located else _NOWHERE
        ids = tuple(self.stop_ids[stop] for stop in stops)
        codes = dict.fromkeys(self.stop_codes[stop] or self.stop_ids[stop] for stop in (namesake, *stops))
        wheelchair = can_enter({self.wheelchair(stop) for stop in stops if self._is_served(stop)})
        return Place(place, self.stop_names[namesake], location, ids, tuple(codes), wheelchair)
