"""Which of an operator's notices belong to an answer: those of its lines and stops, and of the whole network."""

from collections.abc import Callable, Collection, Iterable

from hotline.services.bus.departures import Place
from hotline.services.bus.predictions import Alert, Predictions, Scope
from hotline.services.bus.timetable import HOUR, Timetable


class Alerts:
    """The alerts of some feeds that hold at `now`, seconds since 1970; of two that say the same, one."""

    def __init__(self, timetable: Timetable, feeds: Iterable[Predictions], now: int) -> None:
        self._timetable = timetable
        self._now = now
        self.active = [alert for feed in feeds for alert in feed.alerts if alert.is_active(now)]

    def at(self, places: Iterable[Place], lines: Collection[tuple[str, str]]) -> tuple[Alert, ...]:
        """Those of the places, of the lines named (number, headsign) that leave there, and of those lines' trips."""
        calls, infos = self._timetable.calls, self._timetable.route_infos
        stops = {stop for place in places for stop in self._timetable.places.stops(place.index)}
        visits = [
            visit
            for stop in stops
            for line, there in calls.lines_at(stop).items()
            if infos.label(line) in lines
            for visit in there
        ]
        routes = {calls.pattern_route[pattern] for _, pattern in visits}

        def concerns(scope: Scope) -> bool:
            return (
                (scope.stop < 0 or scope.stop in stops)
                and (scope.route < 0 or scope.route in routes)
                and (scope.agency < 0 or any(infos.agency(route) == scope.agency for route in routes))
                and (scope.run is None or any(self._passes(scope.run, *visit) for visit in visits))
            )

        return self._those(concerns) if self.active else ()

    def of_route(self, route_id: str) -> tuple[Alert, ...]:
        """Those of a route as a whole, and of everything."""
        infos = self._timetable.route_infos
        route = infos.index(route_id)
        wanted = {Scope(route=route), Scope(infos.agency(route), route), Scope(infos.agency(route))}
        return self._those(wanted.__contains__)

    def _those(self, concerns: Callable[[Scope], bool]) -> tuple[Alert, ...]:
        found = (alert for alert in self.active if any(map(concerns, alert.scopes)))
        return tuple({tuple(alert.text.values()): alert for alert in found}.values())

    def _passes(self, run: tuple[int, int, int], call: int, pattern: int) -> bool:
        """Whether a trip leaves from a call within the hour, by the timetable."""
        if run[0] != pattern:
            return False
        calls = self._timetable.calls
        leaves = run[2] + calls.ride(pattern, run[1])[call - calls.call_first[pattern]]
        return self._now <= leaves < self._now + HOUR.total_seconds()
