"""The buses of one pattern that somebody may board on some service days, as a search for journeys takes them.

All times are timestamps.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hotline.services.bus.stop_calls import StopCalls

if TYPE_CHECKING:
    # Loaded where there are live feeds, and nowhere else.
    from hotline.services.bus import predictions

type Seconds = array[int]


class Ride(NamedTuple):
    """A bus that was boarded: when it started, its profile, and its number among those of its block (−1: none)."""

    start: int
    profile: int
    trip: int = -1


class AsPublished:
    """What blocks and windows have in common: their times and all else are the timetable's."""

    __slots__ = ()
    pattern: int

    def leaves(self, calls: StopCalls) -> Seconds:
        """Seconds from the start of a ride to its departure from each stop, profile after profile."""
        return calls.leaves(self.pattern)

    def comes(self, calls: StopCalls) -> Seconds:
        """The same to its arrival."""
        return calls.comes(self.pattern)

    def wheelchair(self, calls: StopCalls, ride: Ride) -> int:
        """What is known of wheelchairs on a ride."""
        return calls.wheelchair_on(self.pattern, ride.profile)

    def may_board(self, _there: Iterable[tuple[int, int, int]]) -> bool:
        """Whether it is worth a look."""
        return True


@dataclass(frozen=True, slots=True)
class Block(AsPublished):
    """Buses with published times, of which none overtakes another. `until` is when the last one has ended.

    Those `without` do not run as published, so nobody boards them here.
    """

    pattern: int
    anchor: int
    first: int
    last: int
    until: int
    without: frozenset[int] = frozenset()

    def predicted_at(self, _ride: Ride, _position: int) -> int | None:
        """When somebody predicted its time at a stop; None for a planned one."""
        return None

    def board(self, calls: StopCalls, position: int, when: int, before: Ride | None) -> Ride | None:
        """The first that leaves a stop at `when` or later, if it goes ahead of the one boarded already."""
        pattern, starts, profiles = self.pattern, calls.trip_start, calls.trip_profile
        first, length = calls.call_first[pattern], calls.call_first[pattern + 1] - calls.call_first[pattern]
        leaves, since = calls.leaves(pattern), when - self.anchor
        end = self.last if before is None else before.trip
        trip = bisect_left(starts, since - calls.call_latest[first + position], self.first, end)
        while trip < end:
            profile = profiles[trip]
            if starts[trip] + leaves[profile * length + position] >= since and trip not in self.without:
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
            if trip not in self.without:
                ride = Ride(start, profile, trip)
        return ride


@dataclass(frozen=True, slots=True)
class LiveBlock:
    """Buses of which something is predicted, none of which overtakes another: each has times of its own.

    `left` and `come` are timestamps, bus after bus; -1 where one lets nobody on, NEVER and more where nobody off.
    """

    pattern: int
    length: int
    until: int
    left: Seconds
    come: Seconds
    buses: tuple["predictions.Run", ...]
    wheelchairs: tuple[int, ...]

    def leaves(self, _calls: StopCalls) -> Seconds:
        """As of blocks, with a profile for each bus and rides that start at 0."""
        return self.left

    def comes(self, _calls: StopCalls) -> Seconds:
        """The same to the arrivals."""
        return self.come

    def wheelchair(self, _calls: StopCalls, ride: Ride) -> int:
        """What is known of wheelchairs on a ride."""
        return self.wheelchairs[ride.trip]

    def predicted_at(self, ride: Ride, position: int) -> int | None:
        """When somebody predicted its time at a stop; None where it is the planned one."""
        bus = self.buses[ride.trip]
        return None if bus.delay(position) is None else bus.at

    def board(self, _calls: StopCalls, position: int, when: int, before: Ride | None) -> Ride | None:
        """The first that leaves a stop at `when` or later, if it goes ahead of the one boarded already."""
        for trip in range(len(self.buses) if before is None else before.trip):
            if self.left[trip * self.length + position] >= when:
                return Ride(0, trip, trip)
        return None

    def may_board(self, there: Iterable[tuple[int, int, int]]) -> bool:
        """Whether anybody comes in time for the last of them, at least; `there` are (position, when, walked)."""
        last = self.left[-self.length :]
        return any(last[position] >= when for position, when, _ in there)

    def later(self, _calls: StopCalls, ride: Ride, position: int, until: int) -> Ride:
        """The last one after a ride that comes to a stop by `until`."""
        for trip in range(ride.trip + 1, len(self.buses)):
            if self.come[trip * self.length + position] > until:
                break
            ride = Ride(0, trip, trip)
        return ride


@dataclass(frozen=True, slots=True)
class Window(AsPublished):
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


type Run = Block | LiveBlock | Window
