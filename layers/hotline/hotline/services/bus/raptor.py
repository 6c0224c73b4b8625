"""Searches for the earliest arrival by one bus, by two, by three: RAPTOR (Delling, Pajor, Werneck 2012).

A round is a ride. Each looks once at every pattern that a stop reached before lies on, from the first such stop. On
foot one goes from a ride to the next, once, never from walk to walk. All times are timestamps.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from hotline.services.bus.layout import Layout
from hotline.services.bus.runs import Ride, Run

NEVER = 1 << 60


class Hop(NamedTuple):
    """One ride: from the stop at position `on` of its pattern to that at `off`, where it comes at `arrival`."""

    arrival: int
    run: Run
    ride: Ride
    on: int
    off: int


class Route(NamedTuple):
    """The best way with so many rides: when one is there, and the rides."""

    arrival: int
    hops: tuple[Hop, ...]


class _Waiting(NamedTuple):
    """Since when one can wait at a stop, for how long one walked there, and from which stop."""

    when: int
    walked: int
    origin: int


def search(
    layout: Layout,
    access: Mapping[int, int],
    egress: Mapping[int, int],
    start: int,
    runs: Callable[[int], Sequence[Run]],
    before: int = NEVER,
) -> list[Route]:
    """At most one way for each number of rides, fewest first, each sooner there than the one before.

    `access` and `egress` are seconds on foot from the origin and to the destination, by stop; `runs` gives the buses of
    a pattern. Ways that arrive at `before` or later are none.
    """
    return _Search(layout, egress, runs, before).routes(access, start)


class _Search:
    """One search. `best` is the earliest arrival at the destination so far, and `end` the stop before it."""

    def __init__(
        self, layout: Layout, egress: Mapping[int, int], runs: Callable[[int], Sequence[Run]], before: int
    ) -> None:
        self.layout = layout
        self.calls = layout.calls
        self.egress = egress
        self.runs = runs
        self.best = before
        self.end = -1
        # By stop: the earliest arrival on a bus, from which one may walk on, and on a bus or on foot.
        self.ridden = [NEVER] * layout.stops + [-1]
        self.reached = [NEVER] * layout.stops
        self.waits: list[dict[int, _Waiting]] = []
        self.rides: list[dict[int, Hop]] = []

    def routes(self, access: Mapping[int, int], start: int) -> list[Route]:
        waiting = {stop: _Waiting(start + walk, walk, stop) for stop, walk in access.items()}
        for stop, (when, _, _) in waiting.items():
            self.reached[stop] = when
        last = self.layout.patterns_to(self.egress)
        boardable = self.layout.stops_of(last)
        leads_on = self.layout.with_neighbours(boardable)
        found = []
        # The last ride is by one of its patterns; the one before leads to a stop of theirs, or to near one.
        for patterns, useful, then in ((None, None, None), (None, leads_on, boardable), (last, frozenset(), None)):
            best = self.best
            self.waits.append(waiting)
            self._ride(waiting, patterns, useful)
            if self.best < best:
                found.append(Route(self.best, self._hops()))
            if patterns is None:
                waiting = self._change(self.rides[-1], then)
        return found

    def _ride(self, waiting: Mapping[int, _Waiting], patterns: Set[int] | None, useful: Set[int] | None) -> None:
        """One round: all that can be reached by one more bus; of these `patterns`, and at `useful` stops, if given."""
        limit = self.ridden
        if useful is not None:
            limit = [-1] * len(self.ridden)
            for stop in useful | self.egress.keys():
                limit[stop] = self.ridden[stop]
        rides: dict[int, Hop] = {}
        for pattern, there in self._by_pattern(waiting, patterns).items():
            there.sort()
            since = min(when for _, when, _ in there)
            for run in self.runs(pattern):
                if run.until > since and run.may_board(there):
                    self._scan(run, there, limit, rides)
        self.rides.append(rides)

    def _by_pattern(
        self, waiting: Mapping[int, _Waiting], wanted: Set[int] | None
    ) -> dict[int, list[tuple[int, int, int]]]:
        """(position, when, walked) of every call at which one waits, by pattern."""
        calls = self.calls
        first, visits, patterns, starts = calls.visit_first, calls.visit_call, calls.visit_pattern, calls.call_first
        found: dict[int, list[tuple[int, int, int]]] = {}
        for stop, (when, walked, _) in waiting.items():
            for visit in range(first[stop], first[stop + 1]):
                pattern = patterns[visit]
                if wanted is None or pattern in wanted:
                    found.setdefault(pattern, []).append((visits[visit] - starts[pattern], when, walked))
        return found

    def _scan(self, run: Run, there: list[tuple[int, int, int]], limit: list[int], rides: dict[int, Hop]) -> None:
        """Rides along a pattern, and changes to the bus ahead wherever that can be caught."""
        calls, ends = self.calls, self.layout.ends(run.pattern)
        length, leaves, comes = len(ends), run.leaves(calls), run.comes(calls)
        ride: Ride | None = None
        on = cost = 0
        for number, (position, when, walked) in enumerate(there):
            if ride is None or ride.start + leaves[ride.profile * length + position] >= when:
                ahead = run.board(calls, position, when, ride)
                # The same bus, but less to walk to it.
                if ahead or (ride and walked < cost):
                    ride, on, cost = ahead or ride, position, walked
            if ride is None:
                continue
            until = there[number + 1][0] + 1 if number + 1 < len(there) else length
            start, row = ride.start, ride.profile * length
            at = position
            for stop, offset in zip(ends[at + 1 : until], comes[row + at + 1 : row + until], strict=True):
                at += 1
                if (arrival := start + offset) < limit[stop]:
                    if arrival >= self.best:
                        break
                    limit[stop] = arrival
                    rides[stop] = Hop(arrival, run, ride, on, at)
                    if stop in self.egress and arrival + self.egress[stop] < self.best:
                        self.best, self.end = arrival + self.egress[stop], stop

    def _change(self, rides: Mapping[int, Hop], useful: Set[int] | None) -> dict[int, _Waiting]:
        """Where one can wait for the next bus after some rides, there and on foot around; `useful` stops, if given."""
        waiting: dict[int, _Waiting] = {}
        for stop, hop in rides.items():
            if hop.arrival < min(self.best, self.reached[stop]) and (useful is None or stop in useful):
                self.reached[stop] = hop.arrival
                waiting[stop] = _Waiting(hop.arrival, 0, stop)
        for stop, near, seconds in self._ways(rides, useful):
            when = rides[stop].arrival + seconds
            if when < self.reached[near] and when < self.best:
                self.reached[near] = when
                waiting[near] = _Waiting(when, seconds, stop)
        return waiting

    def _ways(self, rides: Mapping[int, Hop], useful: Set[int] | None) -> Iterator[tuple[int, int, int]]:
        """(from, to, seconds) on foot from where a ride ends; looked at from the end that has fewer stops."""
        first, stops, seconds = self.layout.footpaths
        if useful is None:
            for stop in rides:
                for path in range(first[stop], first[stop + 1]):
                    yield stop, stops[path], seconds[path]
            return
        for near in useful:
            for path in range(first[near], first[near + 1]):
                if stops[path] in rides:
                    yield stops[path], near, seconds[path]

    def _hops(self) -> tuple[Hop, ...]:
        """The rides that lead to the best end, from the first."""
        stop, found = self.end, list[Hop]()
        for rides, waits in zip(reversed(self.rides), reversed(self.waits), strict=True):
            hop = rides[stop]
            found.append(hop)
            stop = waits[self.calls.call_stop[self.calls.call_first[hop.run.pattern] + hop.on]].origin
        return tuple(reversed(found))
