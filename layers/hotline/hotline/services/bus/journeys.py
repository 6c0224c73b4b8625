"""Journeys over a loaded snapshot: from where to where on foot, by which buses, on which days."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any, Protocol

from hotline.messages import Location
from hotline.services.bus import walking
from hotline.services.bus.departures import Place
from hotline.services.bus.itineraries import Itinerary, LineTo
from hotline.services.bus.layout import Footpaths, Layout
from hotline.services.bus.legs import Legs
from hotline.services.bus.raptor import NEVER, search
from hotline.services.bus.route_infos import RouteInfos
from hotline.services.bus.runs import Block, Run, Window
from hotline.services.bus.service_days import DAY, ServiceDays
from hotline.services.bus.snapshot import Numbers, Snapshot
from hotline.services.bus.stop_calls import StopCalls
from hotline.services.bus.stop_places import StopPlaces

# Days whose buses are kept laid out.
_REMEMBERED = 10


class Overlay(Protocol):
    """What is predicted of the buses of some patterns; `live_runs.LiveRuns`."""

    def told(self, pattern: int) -> Sequence[Any]:
        """All of it, for one pattern."""
        ...

    def __call__(self, pattern: int, planned: Sequence[Run], told: Sequence[Any]) -> Sequence[Run]:
        """The planned buses with what is told of them."""
        ...


class Journeys:
    """Searches, and spells out what they find."""

    def __init__(
        self, snapshot: Snapshot, calls: StopCalls, days: ServiceDays, routes: RouteInfos, places: StopPlaces
    ) -> None:
        self._calls = calls
        self._days = days
        self._routes = routes
        self._places = places
        first, stops, straight = map(snapshot.numbers, ("foot_first", "foot_stop", "foot_m"))
        self._layout = Layout(calls, Footpaths(first, stops, array("H", map(walking.seconds, straight))))
        self._legs = Legs(calls, routes, places, lambda one, other: straight[_path(first, stops, one, other)])
        self._runs: dict[int, dict[int, list[Run]]] = {}
        # By pattern: what was planned, what was told of it, and the two together.
        self._known: dict[int, tuple[Sequence[Run], Sequence[Any], Sequence[Run]]] = {}

    def between(
        self, origin: Place | Location, destination: Place | Location, now: datetime, live: Overlay | None = None
    ) -> tuple[Itinerary, ...]:
        """Itineraries with the buses of service days up to that of `now`, fewest changes first.

        None of them arrives later than one would on foot, where that is near.
        """
        start = -int(-now.timestamp() // 1)
        access, egress = self._around(origin), self._around(destination)
        on_foot = walking.all_the_way(_location(origin), _location(destination))
        before = NEVER if on_foot is None else start + walking.seconds(on_foot)
        runs = planned = self._runs_of(now.date().toordinal())
        if live:
            runs = cache(lambda pattern: self._overlaid(pattern, planned(pattern), live))
        found = search(self._layout, _seconds(access), _seconds(egress), start, runs, before)
        return tuple(self._legs.itinerary(route, access, egress, start, runs) for route in found)

    def lines_to(self, destination: Place | Location, on: date) -> tuple[LineTo, ...]:
        """The lines that run on a day and stop near a place, nearest first, each once: where it has come furthest."""
        active, calls = self._days.active(on.toordinal()), self._calls
        around = self._around(destination)
        best: dict[str, tuple[float, int, LineTo]] = {}
        for pattern in self._layout.patterns_to(around):
            if not calls.trips_on(pattern, active):
                continue
            straight, position = min(
                (around[stop], position)
                for position, stop in enumerate(self._layout.ends(pattern))
                if position and stop in around
            )
            call = calls.call_first[pattern] + position
            route, headsign = self._routes.label(calls.call_line[call - 1])
            found = LineTo(route, headsign, self._places.stop_names[calls.call_stop[call]], walking.on_foot(straight))
            if route not in best or (position, -straight) > (best[route][1], -best[route][0]):
                best[route] = straight, position, found
        return tuple(found for _, _, found in sorted(best.values(), key=itemgetter(0)))

    def _around(self, end: Place | Location) -> dict[int, float]:
        """Metres to the stops near an end; those of a named place are there."""
        where = _location(end)
        found = dict(self._places.stops_within(where, walking.TO_STOP_M)) if where.is_on_earth else {}
        return found | dict.fromkeys(self._places.stops(end.index), 0.0) if isinstance(end, Place) else found

    def _runs_of(self, today: int) -> Callable[[int], Sequence[Run]]:
        """The buses of each pattern on the service days up to today that reach into it, laid out when first needed."""
        if today not in self._runs:
            if len(self._runs) == _REMEMBERED:
                self._runs.clear()
            self._runs[today] = {}
        known = self._runs[today]

        def runs(pattern: int) -> list[Run]:
            if pattern not in known:
                known[pattern] = self._laid_out(pattern, today)
            return known[pattern]

        return runs

    def _overlaid(self, pattern: int, planned: Sequence[Run], live: Overlay) -> Sequence[Run]:
        """The buses of a pattern with what is predicted, laid out once for as long as the same is told."""
        if not (told := live.told(pattern)):
            return planned
        known = self._known.get(pattern)
        if known is None or known[0] is not planned or known[1] != told:
            known = self._known[pattern] = planned, told, live(pattern, planned, told)
        return known[2]

    def _laid_out(self, pattern: int, today: int) -> list[Run]:
        calls, days = self._calls, self._days
        zone = self._routes.zone(calls.call_line[calls.call_first[pattern]])
        longest = calls.call_latest[calls.call_first[pattern + 1] - 1]
        found: list[Run] = []
        for day in range(max(days.first, today - days.longest // DAY - 1), min(days.last, today) + 1):
            active, anchor = days.active(day), days.anchor(day, zone)
            for block in range(calls.block_first[pattern], calls.block_first[pattern + 1]):
                if active[calls.block_service[block]]:
                    first, last = calls.trip_first[block], calls.trip_first[block + 1]
                    until = anchor + calls.trip_start[last - 1] + longest
                    found.append(Block(pattern, anchor, first, last, until))
            for window in range(calls.window_first[pattern], calls.window_first[pattern + 1]):
                if active[calls.window_service[window]]:
                    start, end = calls.window_start[window], calls.window_end[window]
                    headway, profile = calls.window_headway[window], calls.window_profile[window]
                    span = anchor + start, anchor + end
                    found.append(Window(pattern, *span, headway, profile, anchor + end + longest))
        return found


def _location(end: Place | Location) -> Location:
    return end.location if isinstance(end, Place) else end


def _seconds(straight: Mapping[int, float]) -> dict[int, int]:
    return {stop: walking.seconds(distance) for stop, distance in straight.items()}


def _path(first: Numbers, stops: Numbers, one: int, other: int) -> int:
    """Where the way from a stop to a neighbour stands in the columns."""
    return bisect_left(stops, other, first[one], first[one + 1])
