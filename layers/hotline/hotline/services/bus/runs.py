"""The buses of one pattern that somebody may board on some service days, as a search for journeys takes them.

All times are timestamps.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from hotline.services.bus.stop_calls import StopCalls


class Ride(NamedTuple):
    """A bus that was boarded: when it started, its profile, and its number among those of its block (−1: none)."""

    start: int
    profile: int
    trip: int = -1


@dataclass(frozen=True, slots=True)
class Block:
    """Buses with published times, of which none overtakes another. `until` is when the last one has ended."""

    pattern: int
    anchor: int
    first: int
    last: int
    until: int

    def board(self, calls: StopCalls, position: int, when: int, before: Ride | None) -> Ride | None:
        """The first that leaves a stop at `when` or later, if it goes ahead of the one boarded already."""
        pattern, starts, profiles = self.pattern, calls.trip_start, calls.trip_profile
        first, length = calls.call_first[pattern], calls.call_first[pattern + 1] - calls.call_first[pattern]
        leaves, since = calls.leaves(pattern), when - self.anchor
        end = self.last if before is None else before.trip
        trip = bisect_left(starts, since - calls.call_latest[first + position], self.first, end)
        while trip < end:
            profile = profiles[trip]
            if starts[trip] + leaves[profile * length + position] >= since:
                return Ride(self.anchor + starts[trip], profile, trip)
            trip += 1
        return None

    def later(self, calls: StopCalls, ride: Ride, position: int, until: int) -> Ride:
        """The last one after a ride that comes to a stop by `until`."""
        length, comes = calls.length(self.pattern), calls.comes(self.pattern)
        for trip in range(ride.trip + 1, self.last):
            profile, start = calls.trip_profile[trip], self.anchor + calls.trip_start[trip]
            if start + comes[profile * length + position] > until:
                break
            ride = Ride(start, profile, trip)
        return ride


@dataclass(frozen=True, slots=True)
class Window:
    """Buses at headways: from `start` to before `end` at the first stop, nobody knows when. See `wait`."""

    pattern: int
    start: int
    end: int
    headway: int
    profile: int
    until: int

    @property
    def wait(self) -> int:
        """The longest that one waits: a headway, or all of a window that is shorter (it has one bus)."""
        return min(self.headway, self.end - self.start)

    def board(self, calls: StopCalls, position: int, when: int, before: Ride | None) -> Ride | None:
        """The bus that comes after half the longest wait, if that is within the window."""
        offset = calls.leaves(self.pattern)[self.profile * calls.length(self.pattern) + position]
        start = max(when - offset, self.start) + self.wait // 2
        if start >= self.end or (before is not None and start >= before.start):
            return None
        return Ride(start, self.profile)


type Run = Block | Window
