"""A compiled timetable, loaded: the places near a point and what leaves them when."""

from datetime import date, datetime, timedelta
from functools import cached_property
from math import ceil, inf
from typing import Self
from zoneinfo import ZoneInfo

from hotline.messages import Location
from hotline.services.bus.codes import Codes
from hotline.services.bus.departures import Departure, Line, Nearby, Place, RouteInfo
from hotline.services.bus.gazetteer import Gazetteer
from hotline.services.bus.itineraries import Itinerary, LineTo
from hotline.services.bus.journeys import Journeys, Overlay
from hotline.services.bus.leaving import Leaving, Timed
from hotline.services.bus.route_infos import RouteInfos
from hotline.services.bus.service_days import DAY, ServiceDays
from hotline.services.bus.snapshot import Snapshot
from hotline.services.bus.stop_calls import StopCalls
from hotline.services.bus.stop_places import StopPlaces

HOUR = timedelta(hours=1)


class Timetable:
    """One published timetable.

    `timezone` is the first agency's; departures are in the zone of their own. Every method takes an aware `now`.
    `calls`, `days` and `route_infos` are the tables themselves, for what is laid over them.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        about = snapshot.json("about")
        self._snapshot = snapshot
        self.version = snapshot.version
        self.attribution: tuple[str, ...] = tuple(name for name, _ in about["agencies"])
        self.publisher: str = about["publisher"]
        self.feed_date = date.fromisoformat(about["feed_date"])
        zones = [ZoneInfo(zone) for _, zone in about["agencies"]]
        self.timezone = zones[0]
        self.days = days = ServiceDays(snapshot, about)
        self.first_date, self.last_date = date.fromordinal(days.first), date.fromordinal(days.last)
        self.calls = calls = StopCalls(snapshot)
        self.places = StopPlaces(snapshot, calls.is_served)
        self.route_infos = self._routes = RouteInfos(snapshot, calls, days, zones, self.attribution)
        self._leaving = Leaving(calls, days, self._routes, self.places)

    @classmethod
    def load(cls, data: bytes) -> Self:
        """Reads what `compiling` wrote; NoTimetable if it is damaged, not whole, or of another format."""
        return cls(Snapshot(data))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Where addresses and names are."""
        return Gazetteer.load(self._snapshot.bytes("gazetteer"), self.places)

    def nearest(self, where: Location, limit: int = 5, radius_m: int = 1500) -> tuple[Nearby, ...]:
        """At most `limit` places within `radius_m` that buses serve at all, closest first."""
        return self.places.nearest(where, limit, radius_m)

    def with_code(self, code: str) -> tuple[Place, ...]:
        """The places that have a stop with this code or id; see `codes` for how lenient that is."""
        return tuple(self.places[place] for place in self._codes.find(code))

    def journeys(
        self, origin: Place | Location, destination: Place | Location, now: datetime, live: Overlay | None = None
    ) -> tuple[Itinerary, ...]:
        """How to get there from `now` on, with the buses of the service days up to that of `now`.

        At most one itinerary for each number of changes up to two, fewest first, each sooner there than those before.
        `live` puts predictions in the place of what is planned.
        """
        return self._journeys.between(origin, destination, now.astimezone(self.timezone), live)

    def lines_to(self, destination: Place | Location, on: date) -> tuple[LineTo, ...]:
        """The lines that run on a service day and stop near a place, nearest first."""
        return self._journeys.lines_to(destination, on)

    @cached_property
    def _journeys(self) -> Journeys:
        return Journeys(self._snapshot, self.calls, self.days, self._routes, self.places)

    @cached_property
    def _codes(self) -> Codes:
        codes, places = self.places.stop_codes, self.places.stop_place
        return Codes([*zip(codes, places, strict=True), *zip(self.places.stop_ids, places, strict=True)])

    @property
    def route_numbers(self) -> tuple[str, ...]:
        """The numbers of all routes, in the order of the feed."""
        return self._routes.numbers

    def routes(self, number: str) -> tuple[str, ...]:
        """The ids of the routes that people may mean by a number; see `codes`. Older numbers (aliases) count too."""
        return self._routes.find(number)

    def route(self, route_id: str, on: date) -> RouteInfo:
        """A route and what it does on a service day; KeyError if there is none."""
        return self._routes.info(route_id, on, self.places.stop_names)

    def board(self, place: Place, now: datetime, horizon: timedelta = HOUR) -> tuple[Line, ...]:
        """Every line with a departure from `now` to before `now + horizon`, soonest first, with all of them.

        A line that leaves at headways then has one departure without a time for each stop, after those with one. Two
        routes of one agency with one number and headsign are one line.
        """
        begin, end = period(now, horizon)
        lines: dict[int, list[Timed]] = {}
        for one in self._leaving.lines(self.places.stops(place.index), begin, end):
            if found := self._leaving.between(one, begin, end):
                lines.setdefault(one.line, []).extend(found)
        for departures in lines.values():
            departures.sort(key=_when)
        soonest = sorted(lines.items(), key=lambda line: (line[1][0][0], self._routes.label(line[0])))
        return tuple(
            Line(*self._routes.label(line), tuple(departure for _, departure in departures))
            for line, departures in soonest
        )

    def later(self, place: Place, now: datetime, horizon: timedelta = HOUR, days: int = 7) -> tuple[Departure, ...]:
        """The next departure of every line that has none from `now` to before `now + horizon`, soonest first.

        Looks `days` days ahead; a line that does not run until then is absent. Of a line that leaves at headways,
        `first` is then the time at which it starts to.
        """
        begin, end = period(now, horizon)
        until, stops = end + days * DAY, self.places.stops(place.index)
        lines = self._leaving.lines(stops, begin, end)
        busy = {one.line for one in lines if self._leaving.any_between(one, begin, end)}
        found: dict[int, Timed] = {}
        for one in self._leaving.lines(stops, end, until):
            departure = None if one.line in busy else self._leaving.next(one, end)
            if departure and departure[0] < min(until, found[one.line][0] if one.line in found else inf):
                found[one.line] = departure
        return tuple(departure for _, departure in sorted(found.values(), key=_when))


def period(now: datetime, horizon: timedelta) -> tuple[int, int]:
    """The first whole second of a period and the first after it."""
    return ceil(now.timestamp()), ceil((now + horizon).timestamp())


def _when(found: Timed) -> float:
    return found[0]
