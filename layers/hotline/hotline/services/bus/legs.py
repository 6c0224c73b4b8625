"""Spells out what a search found: which bus from which stop, with clock times where there are any."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from itertools import pairwise
from typing import NamedTuple

from hotline.services.bus import walking
from hotline.services.bus.itineraries import BusRide, Itinerary, Walk
from hotline.services.bus.raptor import Hop, Route
from hotline.services.bus.route_infos import RouteInfos
from hotline.services.bus.runs import Run, Window
from hotline.services.bus.stop_calls import StopCalls, whole_minutes
from hotline.services.bus.stop_places import StopPlaces
from hotline.services.bus.wheelchairs import can_ride


class _Clock(NamedTuple):
    """When one is somewhere if no bus keeps one waiting, and if each that has headways comes as late as it may."""

    early: int
    late: int

    def on(self, seconds: int) -> "_Clock":
        return _Clock(self.early + seconds, self.late + seconds)


class Legs:
    """Makes itineraries; `change_m` gives the straight metres between two stops to change at."""

    def __init__(
        self, calls: StopCalls, routes: RouteInfos, places: StopPlaces, change_m: Callable[[int, int], int]
    ) -> None:
        self._calls = calls
        self._routes = routes
        self._places = places
        self._change_m = change_m

    def itinerary(
        self,
        route: Route,
        access: Mapping[int, float],
        egress: Mapping[int, float],
        start: int,
        runs: Callable[[int], Sequence[Run]],
    ) -> Itinerary:
        """A way that was found from `start` on among `runs`; `access` and `egress` are straight metres by stop."""
        hops = self._tightened(route.hops, runs)
        straight = [
            access[self._on(hops[0])],
            *(self._between(hop, then) for hop, then in pairwise(hops)),
            egress[self._off(hops[-1])],
        ]
        zone, there = self._zone(hops[0]), start + walking.seconds(straight[0])
        setting_out = self._soonest(hops[0], there) - walking.seconds(straight[0])
        clock, rides = _Clock(there, there), list[BusRide]()
        for hop, after in zip(hops, straight[1:], strict=True):
            rides.append(self._ride(hop, clock))
            clock = self._ridden(hop, clock).on(walking.seconds(after))
        is_timed = all(ride.departs for ride in rides)
        return Itinerary(
            tuple(rides),
            tuple(_walk(distance) for distance in straight),
            datetime.fromtimestamp(setting_out, zone) if rides[0].departs else None,
            datetime.fromtimestamp(clock.late, zone) if is_timed else None,
            (_minutes(clock.early - setting_out), _minutes(clock.late - setting_out)),
            datetime.fromtimestamp(route.arrival, zone),
        )

    def _ride(self, hop: Hop, reached: _Clock) -> BusRide:
        on, off, zone = self._on(hop), self._off(hop), self._zone(hop)
        leaves, comes, places = self._leaves(hop), self._comes(hop), self._places
        is_timed, soonest = not isinstance(hop.run, Window), self._soonest(hop, reached.early)
        return BusRide(
            *self._routes.label(self._calls.call_line[self._calls.call_first[hop.run.pattern] + hop.on]),
            places.stop_ids[on],
            places.stop_names[on],
            places.stop_ids[off],
            places.stop_names[off],
            datetime.fromtimestamp(leaves, zone) if is_timed else None,
            datetime.fromtimestamp(comes, zone) if is_timed else None,
            whole_minutes([hop.run.headway]) if isinstance(hop.run, Window) else None,
            datetime.fromtimestamp(soonest, zone) if soonest > reached.early and not is_timed else None,
            _minutes(comes - leaves),
            is_timed and reached.late > leaves,
            can_ride(hop.run.wheelchair(self._calls, hop.ride), places.wheelchair(on), places.wheelchair(off)),
            self._predicted_at(hop, hop.on),
            self._predicted_at(hop, hop.off),
        )

    def _predicted_at(self, hop: Hop, position: int) -> datetime | None:
        at = None if isinstance(hop.run, Window) else hop.run.predicted_at(hop.ride, position)
        return None if at is None else datetime.fromtimestamp(at, self._zone(hop))

    def _ridden(self, hop: Hop, reached: _Clock) -> _Clock:
        """When one gets off, having come to the stop then."""
        leaves, comes = self._leaves(hop), self._comes(hop)
        if not isinstance(hop.run, Window):
            return _Clock(comes, comes)
        early, late = (self._soonest(hop, when) for when in reached)
        return _Clock(early, late + hop.run.wait).on(comes - leaves)

    def _soonest(self, hop: Hop, when: int) -> int:
        """The earliest that the bus may leave for somebody who is there at `when`."""
        if not isinstance(hop.run, Window):
            return self._leaves(hop)
        return max(when, hop.run.start + self._leaves(hop) - hop.ride.start)

    def _tightened(self, hops: tuple[Hop, ...], runs: Callable[[int], Sequence[Run]]) -> list[Hop]:
        """The same with the last buses that still make each change, so that one waits at home and not under way."""
        found = list(hops)
        for at in range(len(found) - 2, -1, -1):
            hop, then = found[at], found[at + 1]
            if not isinstance(hop.run, Window) and not isinstance(then.run, Window):
                until = self._leaves(then) - walking.seconds(self._between(hop, then))
                found[at] = self._last(hop, until, runs(hop.run.pattern))
        return found

    def _last(self, hop: Hop, until: int, runs: Sequence[Run]) -> Hop:
        """The last bus of a pattern that comes by `until`: one that is late may be in another block than the next."""
        last = hop
        for run in runs:
            if isinstance(run, Window):
                continue
            ride = run.board(self._calls, hop.on, self._leaves(last) + 1, None)
            if ride and self._comes(first := hop._replace(run=run, ride=ride)) <= until:
                last = first._replace(ride=run.later(self._calls, ride, hop.off, until))
        return last

    def _between(self, hop: Hop, then: Hop) -> int:
        """The straight metres of a change."""
        off, on = self._off(hop), self._on(then)
        return 0 if off == on else self._change_m(off, on)

    def _on(self, hop: Hop) -> int:
        return self._calls.call_stop[self._calls.call_first[hop.run.pattern] + hop.on]

    def _off(self, hop: Hop) -> int:
        return self._calls.call_stop[self._calls.call_first[hop.run.pattern] + hop.off]

    def _leaves(self, hop: Hop) -> int:
        pattern = hop.run.pattern
        return hop.ride.start + hop.run.leaves(self._calls)[hop.ride.profile * self._calls.length(pattern) + hop.on]

    def _comes(self, hop: Hop) -> int:
        pattern = hop.run.pattern
        return hop.ride.start + hop.run.comes(self._calls)[hop.ride.profile * self._calls.length(pattern) + hop.off]

    def _zone(self, hop: Hop) -> tzinfo:
        return self._routes.zone(self._calls.call_line[self._calls.call_first[hop.run.pattern]])


def _walk(straight_m: float) -> Walk | None:
    metres = walking.on_foot(straight_m)
    return Walk(metres, _minutes(walking.seconds(straight_m))) if metres else None


def _minutes(seconds: int) -> int:
    return max(1, round(seconds / 60))
