"""A compiled timetable, loaded: the places near a point and what leaves them when."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from math import ceil, cos, inf, radians
from typing import Self, overload
from zoneinfo import ZoneInfo

from hotline.errors import NoTimetable
from hotline.messages import Location
from hotline.services.bus.codes import Codes
from hotline.services.bus.departures import Departure, Known, Line, Nearby, Place, RouteInfo
from hotline.services.bus.distances import METRES_PER_DEGREE, metres_between
from hotline.services.bus.gazetteer import Gazetteer
from hotline.services.bus.route_infos import RouteInfos
from hotline.services.bus.service_days import DAY, ServiceDay, ServiceDays
from hotline.services.bus.snapshot import DEGREE, Numbers, Snapshot
from hotline.services.bus.stop_calls import Span, StopCalls, Visit, whole_minutes

HOUR = timedelta(hours=1)
_FIRST_LOOK_M = 300
NOWHERE = Location(0, 0)


class Timetable:
    """One published timetable.

    `timezone` is the first agency's; departures are in the zone of their own. Every method takes an aware `now`.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        about = snapshot.json("about")
        self._snapshot = snapshot
        self.version = snapshot.version
        self.attribution: tuple[str, ...] = tuple(name for name, _ in about["agencies"])
        self.publisher: str = about["publisher"]
        self.feed_date = date.fromisoformat(about["feed_date"])
        self._zones = [ZoneInfo(zone) for _, zone in about["agencies"]]
        self.timezone = self._zones[0]
        self._days = ServiceDays(snapshot, about)
        self.first_date, self.last_date = date.fromordinal(self._days.first), date.fromordinal(self._days.last)
        self._calls = StopCalls(snapshot)
        self._lat, self._lon = snapshot.numbers("stop_lat"), snapshot.numbers("stop_lon")
        self._stop_place = snapshot.numbers("stop_place")
        self._stop_name, self._stop_id = snapshot.text("stop_name"), snapshot.text("stop_id")
        self._headsigns = snapshot.text("headsign")
        self._routes = RouteInfos(snapshot, self._calls, self._days, self._zones, self.attribution)
        self.places = _Places(snapshot, self._stop_id, self._stop_name)

    @classmethod
    def load(cls, data: bytes) -> Self:
        """Reads what `compiling` wrote; NoTimetable if it is of another format or damaged."""
        try:
            return cls(Snapshot(data))
        except (KeyError, ValueError, TypeError, IndexError) as error:
            raise NoTimetable("the snapshot is damaged") from error

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Where addresses and names are."""
        return Gazetteer.load(self._snapshot.bytes("gazetteer"), self.places)

    def nearest(self, where: Location, limit: int = 5, radius_m: int = 1500) -> tuple[Nearby, ...]:
        """At most `limit` places within `radius_m` that buses serve at all, closest first."""
        radius = min(_FIRST_LOOK_M, radius_m)
        while True:
            found = self._within(where, radius)
            if len(found) >= limit or radius >= radius_m:
                break
            radius = min(radius * 2, radius_m)
        closest = sorted((distance, place) for place, distance in found.items())[:limit]
        return tuple(Nearby(self.places[place], round(distance / 10) * 10) for distance, place in closest)

    def _within(self, where: Location, radius: float) -> dict[int, float]:
        """Metres to each place that has a served stop within the radius."""
        lat, lon = where.lat, where.lon
        height = radius / METRES_PER_DEGREE * 1.01
        # A degree of longitude shrinks towards the poles; take the end of the band where it is smallest.
        shrink = cos(radians(min(90.0, abs(lat) + height)))
        width = height / shrink if shrink > height / 180 else 180.0
        low, high = round((lat - height) * DEGREE), round((lat + height) * DEGREE)
        west, span = round((lon - width) * DEGREE), round(2 * width * DEGREE)
        lats, lons, whole = self._lat, self._lon, 360 * DEGREE
        found: dict[int, float] = {}
        for stop in range(bisect_left(lats, low), bisect_left(lats, high + 1)):
            # Counted eastwards from the west end, so that the 180th meridian is no border.
            if (lons[stop] - west) % whole > span or not self._calls.is_served(stop):
                continue
            distance = metres_between(lat, lon, lats[stop] / DEGREE, lons[stop] / DEGREE)
            place = self._stop_place[stop]
            if distance <= radius and distance < found.get(place, radius + 1):
                found[place] = distance
        return found

    def with_code(self, code: str) -> tuple[Place, ...]:
        """The places that have a stop with this code or id; see `codes` for how lenient that is."""
        return tuple(self.places[place] for place in self._codes.find(code))

    @cached_property
    def _codes(self) -> Codes:
        codes = self._snapshot.text("stop_code")
        names = [*zip(codes, self._stop_place, strict=True), *zip(self._stop_id, self._stop_place, strict=True)]
        return Codes(names)

    @property
    def route_numbers(self) -> tuple[str, ...]:
        """The numbers of all routes, in the order of the feed."""
        return self._routes.numbers

    def routes(self, number: str) -> tuple[str, ...]:
        """The ids of the routes that people may mean by a number; see `codes`. Older numbers (aliases) count too."""
        return self._routes.find(number)

    def route(self, route_id: str, on: date) -> RouteInfo:
        """A route and what it does on a service day; KeyError if there is none."""
        return self._routes.info(route_id, on, self._stop_name)

    def board(self, place: Place, now: datetime, horizon: timedelta = HOUR) -> tuple[Line, ...]:
        """Every line with a departure from `now` to before `now + horizon`, soonest first, with all of them.

        A line that leaves at headways then has one departure without a time for each stop, after those with one.
        """
        begin, end = ceil(now.timestamp()), ceil((now + horizon).timestamp())
        lines: dict[int, list[tuple[float, Departure]]] = {}
        for stop, line, visits, days in self._visits(place, begin, end):
            found = self._leaving(stop, line, visits, days, begin, end)
            if found:
                lines.setdefault(line, []).extend(found)
        boards = []
        for line, departures in lines.items():
            departures.sort(key=_when)
            boards.append((departures[0][0], self._label(line), tuple(departure for _, departure in departures)))
        boards.sort(key=_when_and_label)
        return tuple(Line(route, headsign, departures) for _, (route, headsign), departures in boards)

    def later(self, place: Place, now: datetime, horizon: timedelta = HOUR, days: int = 7) -> tuple[Departure, ...]:
        """The next departure of every line that has none from `now` to before `now + horizon`, soonest first.

        Looks `days` days ahead; a line that does not run until then is absent. Of a line that leaves at headways,
        `first` is then the time at which it starts to.
        """
        begin, end = ceil(now.timestamp()), ceil((now + horizon).timestamp())
        busy = {
            line
            for stop, line, visits, on in self._visits(place, begin, end)
            if self._leaving(stop, line, visits, on, begin, end)
        }
        found: dict[int, tuple[float, Departure]] = {}
        until = end + days * DAY
        for stop, line, visits, on in self._visits(place, end, until):
            one = None if line in busy else self._next(stop, line, visits, on, end)
            if one and one[0] < min(until, found[line][0] if line in found else inf):
                found[line] = one
        return tuple(departure for _, departure in sorted(found.values(), key=_when))

    def _visits(self, place: Place, begin: int, end: int) -> Iterable[tuple[int, int, list[Visit], list[ServiceDay]]]:
        """(stop, line, visits, service days) of every line at every stop of a place."""
        days: dict[ZoneInfo, list[ServiceDay]] = {}
        for stop in self.places.stops(place.index):
            for line, visits in self._calls.lines_at(stop).items():
                zone = self._routes.zone(line)
                if zone not in days:
                    days[zone] = self._days.between(begin, end, zone)
                yield stop, line, visits, days[zone]

    def _leaving(
        self, stop: int, line: int, visits: list[Visit], days: list[ServiceDay], begin: int, end: int
    ) -> list[tuple[float, Departure]]:
        """The departures of one line from one stop in a period of timestamps, each with the time to sort it by."""
        found: list[tuple[float, Departure]] = []
        headways: list[Span] = []
        make_headway = None
        for active, anchor in days:
            times = self._calls.times(visits, active, begin - anchor, end - anchor)
            spans = self._calls.spans(visits, active)
            touching = [span for span in spans if span[0] < end - anchor and begin - anchor < span[1]]
            if not times and not touching:
                continue
            make = self._maker(stop, line, visits, spans, active, anchor)
            found += [(anchor + time, make(time, ())) for time in times]
            if touching:
                headways += touching
                make_headway = make_headway or make
        if make_headway:
            found.append((inf, make_headway(None, headways)))
        return found

    def _next(
        self, stop: int, line: int, visits: list[Visit], days: list[ServiceDay], begin: int
    ) -> tuple[float, Departure] | None:
        """The first departure of one line from one stop at `begin` or later."""
        best: tuple[float, Departure] | None = None
        for active, anchor in days:
            if best and best[0] < anchor:
                break
            spans = self._calls.spans(visits, active)
            opening = min((span[0] for span in spans if span[0] >= begin - anchor), default=None)
            time = self._calls.first(visits, active, begin - anchor)
            if time is None and opening is None:
                continue
            make = self._maker(stop, line, visits, spans, active, anchor)
            if opening is None or (time is not None and time <= opening):
                made, at = make(time, ()), anchor + (time or 0)
            else:
                touching = [span for span in spans if span[0] <= opening < span[1]]
                first = datetime.fromtimestamp(anchor + opening, self._routes.zone(line))
                made, at = replace(make(None, touching), first=first), anchor + opening
            if best is None or at < best[0]:
                best = at, made
        return best

    def _maker(
        self, stop: int, line: int, visits: list[Visit], spans: list[Span], active: bytes, anchor: int
    ) -> Callable[[int | None, Sequence[Span]], Departure]:
        """Makes the departures of one line from one stop on one service day, which share all but their time."""
        zone = self._routes.zone(line)
        firsts = [start for start, _, _ in spans]
        lasts = [end for _, end, _ in spans]
        if (first := self._calls.first(visits, active)) is not None:
            firsts.append(first)
        if (last := self._calls.last(visits, active)) is not None:
            lasts.append(last)
        stop_id, stop_name = self._stop_id[stop], self._stop_name[stop]
        route, headsign = self._label(line)
        opens = datetime.fromtimestamp(anchor + min(firsts), zone)
        closes = datetime.fromtimestamp(anchor + max(lasts), zone)

        def make(time: int | None, touching: Sequence[Span]) -> Departure:
            if time is None:
                headway = whole_minutes([headway for _, _, headway in touching])
                return Departure(stop_id, stop_name, route, headsign, Known.HEADWAY, None, headway, opens, closes)
            at = datetime.fromtimestamp(anchor + time, zone)
            return Departure(stop_id, stop_name, route, headsign, Known.TIMETABLE, at, None, opens, closes)

        return make

    def _label(self, line: int) -> tuple[str, str]:
        """Number and headsign of a line."""
        return self._routes.number(line), self._headsigns[self._calls.line_headsign[line]]


def _when(found: tuple[float, Departure]) -> float:
    return found[0]


def _when_and_label(found: tuple[float, tuple[str, str], tuple[Departure, ...]]) -> tuple[float, tuple[str, str]]:
    return found[:2]


class _Places(Sequence[Place]):
    """The places of a snapshot; each is made when it is first asked for."""

    def __init__(self, snapshot: Snapshot, stop_ids: list[str], stop_names: list[str]) -> None:
        self._stop_ids, self._stop_names = stop_ids, stop_names
        self._stop_codes = snapshot.text("stop_code")
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

    def _make(self, place: int) -> Place:
        namesake, stops = self._namesake[place], self.stops(place)
        is_located = namesake < len(self._lat)
        location = Location(self._lat[namesake] / DEGREE, self._lon[namesake] / DEGREE) if is_located else NOWHERE
        ids = tuple(self._stop_ids[stop] for stop in stops)
        codes = dict.fromkeys(self._stop_codes[stop] or self._stop_ids[stop] for stop in (namesake, *stops))
        return Place(place, self._stop_names[namesake], location, ids, tuple(codes))
