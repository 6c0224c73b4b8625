"""What a route is and does on one day."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from hotline.services.bus.codes import Codes
from hotline.services.bus.departures import Direction, RouteInfo
from hotline.services.bus.service_days import ServiceDays
from hotline.services.bus.snapshot import Snapshot
from hotline.services.bus.stop_calls import StopCalls, Visit, whole_minutes

_NO_DIRECTION = 2


class RouteInfos:
    """The routes of a snapshot, found by number or id."""

    def __init__(
        self,
        snapshot: Snapshot,
        calls: StopCalls,
        days: ServiceDays,
        zones: list[ZoneInfo],
        agencies: tuple[str, ...],
    ) -> None:
        self._rows: list[tuple[str, str, str, list[str]]] = snapshot.json("route")
        self._agency = snapshot.numbers("route_agency")
        self._headsigns = snapshot.text("headsign")
        self._calls = calls
        self._days = days
        self._zones = zones
        self._agencies = agencies
        self._codes: Codes | None = None

    @property
    def numbers(self) -> tuple[str, ...]:
        """What all routes are called, in the order of the feed."""
        return tuple(number for _, number, _, _ in self._rows)

    def label(self, line: int) -> tuple[str, str]:
        """The number and the headsign of a line."""
        calls = self._calls
        return self._rows[calls.line_route[line]][1], self._headsigns[calls.line_headsign[line]]

    def name(self, route: int) -> tuple[str, str]:
        """The id and the number of a route, by index."""
        route_id, number, _, _ = self._rows[route]
        return route_id, number

    def agency(self, route: int) -> int:
        """The agency of a route, by index."""
        return self._agency[route]

    def index(self, route_id: str) -> int:
        """A route's index; -1 if there is none with this id."""
        return self._indexes.get(route_id, -1)

    def patterns(self, route: int) -> range:
        """The patterns of a route."""
        routes = self._calls.pattern_route
        return range(bisect_left(routes, route), bisect_left(routes, route + 1))

    def headsign_towards(self, route: int, stop: int) -> str:
        """What the buses of a route that end at a stop say in front; "" if none does."""
        calls = self._calls
        for pattern in self.patterns(route):
            if calls.call_stop[calls.call_first[pattern + 1] - 1] == stop:
                return self._headsigns[self._headsign_of(pattern)]
        return ""

    @cached_property
    def _indexes(self) -> dict[str, int]:
        return {row[0]: route for route, row in enumerate(self._rows)}

    def zone(self, line: int) -> ZoneInfo:
        """The time zone of a line's agency."""
        return self._zones[self._agency[self._calls.line_route[line]]]

    def find(self, number: str) -> tuple[str, ...]:
        """The ids of the routes with a number or an older one."""
        if self._codes is None:
            self._codes = Codes(
                (code, route) for route, (_, number, _, aliases) in enumerate(self._rows) for code in (number, *aliases)
            )
        return tuple(self._rows[route][0] for route in self._codes.find(number))

    def info(self, route_id: str, on: date, stop_names: Sequence[str]) -> RouteInfo:
        """A route and its service on a day; KeyError if there is none."""
        route = next((route for route, row in enumerate(self._rows) if row[0] == route_id), None)
        if route is None:
            raise KeyError(route_id)
        _, number, name, aliases = self._rows[route]
        directions = tuple(self._direction(patterns, on, stop_names) for patterns in self._by_direction(route))
        return RouteInfo(route_id, number, name, tuple(aliases), self._agencies[self._agency[route]], directions)

    def _by_direction(self, route: int) -> Iterable[list[int]]:
        """The patterns of a route, those of one direction together: one headsign where the feed has no directions."""
        calls = self._calls
        groups: dict[tuple[int, int], list[int]] = {}
        for pattern in self.patterns(route):
            direction = calls.pattern_direction[pattern]
            headsign = self._headsign_of(pattern) if direction == _NO_DIRECTION else 0
            groups.setdefault((direction, headsign), []).append(pattern)
        return groups.values()

    def _headsign_of(self, pattern: int) -> int:
        return self._calls.line_headsign[self._calls.call_line[self._calls.call_first[pattern]]]

    def _direction(self, patterns: list[int], on: date, stop_names: Sequence[str]) -> Direction:
        calls, active = self._calls, self._days.active(on.toordinal())
        running = {pattern: count for pattern in patterns if (count := calls.trips_on(pattern, active))}
        shown = max(running or patterns, key=lambda pattern: (calls.length(pattern), running.get(pattern, 0)))
        headsigns: Counter[int] = Counter()
        for pattern in patterns:
            headsigns[self._headsign_of(pattern)] += running.get(pattern, 0)
        start = calls.call_first[shown]
        stops = calls.call_stop[start : start + calls.length(shown)]
        from_there = [
            (calls.call_first[pattern], pattern)
            for pattern in running
            if calls.call_stop[calls.call_first[pattern]] == stops[0]
        ]
        first, last, headway = self._hours(from_there, active, on)
        headsign = self._headsigns[headsigns.most_common(1)[0][0]]
        return Direction(headsign, tuple(stop_names[stop] for stop in stops), first, last, headway)

    def _hours(
        self, visits: list[Visit], active: bytes, on: date
    ) -> tuple[datetime | None, datetime | None, tuple[int, int] | None]:
        """First, last and headway of a stop on a day."""
        times = sorted({time for time, _ in self._calls.times(visits, active, 0, self._days.longest + 1)})
        spans = self._calls.spans(visits, active)
        if not times and not spans:
            return None, None, None
        zone = self._zones[self._agency[self._calls.pattern_route[visits[0][1]]]]
        anchor = self._days.anchor(on.toordinal(), zone)
        first = min([*times[:1], *(start for start, *_ in spans)])
        last = max([*times[-1:], *(end for _, end, *_ in spans)])
        headways = [later - earlier for earlier, later in pairwise(times)] + [headway for _, _, headway, _ in spans]
        return (
            datetime.fromtimestamp(anchor + first, zone),
            datetime.fromtimestamp(anchor + last, zone),
            whole_minutes(headways) if headways else None,
        )
