"""The network as a search for journeys walks through it: patterns by where they lead, and ways on foot."""

from array import array
from collections.abc import Iterable, Set
from typing import NamedTuple

from hotline.services.bus.snapshot import Numbers
from hotline.services.bus.stop_calls import StopCalls


class Footpaths(NamedTuple):
    """By stop: where its neighbours begin in the other columns, which they are, and the seconds to them."""

    first: Numbers
    stop: Numbers
    seconds: Numbers


class Layout:
    """The network, laid out for searches."""

    def __init__(self, calls: StopCalls, footpaths: Footpaths) -> None:
        self.calls = calls
        self.footpaths = footpaths
        self.stops = len(calls.visit_first) - 1
        self._ends: dict[int, Numbers] = {}
        self._arriving: list[set[int]] = [set() for _ in range(self.stops)]
        for pattern in range(len(calls.pattern_route)):
            for call in range(calls.call_first[pattern] + 1, calls.call_first[pattern + 1]):
                if calls.call_alights[call]:
                    self._arriving[calls.call_stop[call]].add(pattern)

    def ends(self, pattern: int) -> Numbers:
        """Where one can get off, by position; a stop that there is not stands for those where nobody can."""
        if pattern not in self._ends:
            calls = range(self.calls.call_first[pattern], self.calls.call_first[pattern + 1])
            stops, alights = self.calls.call_stop, self.calls.call_alights
            self._ends[pattern] = array("I", [stops[call] if alights[call] else self.stops for call in calls])
        return self._ends[pattern]

    def patterns_to(self, stops: Iterable[int]) -> set[int]:
        """The patterns by which one gets to any of the stops."""
        return set().union(*(self._arriving[stop] for stop in stops))

    def stops_of(self, patterns: Iterable[int]) -> set[int]:
        """All stops of some patterns."""
        first, stops = self.calls.call_first, self.calls.call_stop
        return set().union(*(stops[first[pattern] : first[pattern + 1]] for pattern in patterns))

    def with_neighbours(self, stops: Set[int]) -> set[int]:
        """Some stops and those from which one walks to them."""
        first, near, _ = self.footpaths
        return set(stops).union(*(near[first[stop] : first[stop + 1]] for stop in stops))
