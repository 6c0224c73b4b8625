"""When buses leave one stop on one service day, straight from the columns of a snapshot.

All times are seconds of the service day. A visit is one call of one pattern at the stop: (call, pattern).
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import sub

from hotline.services.bus.snapshot import Numbers, Snapshot
from hotline.services.bus.wheelchairs import UNKNOWN

type Visit = tuple[int, int]
# When a bus leaves, and what the feed says of wheelchairs on it.
type Leaves = tuple[int, int]
# Start, end (exclusive) and headway of a span in which buses leave the stop at no published time, and the same of them.
type Span = tuple[int, int, int, int]


class StopCalls:
    """The tables of `compiling`, a column an attribute."""

    call_first: Numbers
    call_stop: Numbers
    call_line: Numbers
    call_soonest: Numbers
    call_latest: Numbers
    call_alights: Numbers
    line_route: Numbers
    line_headsign: Numbers
    visit_first: Numbers
    visit_call: Numbers
    visit_pattern: Numbers
    block_first: Numbers
    block_service: Numbers
    trip_first: Numbers
    trip_start: Numbers
    trip_profile: Numbers
    hop_first: Numbers
    hop: Numbers
    wait_first: Numbers
    wait: Numbers
    wheelchair_first: Numbers
    wheelchair: Numbers
    window_first: Numbers
    window_service: Numbers
    window_start: Numbers
    window_end: Numbers
    window_headway: Numbers
    window_profile: Numbers
    pattern_route: Numbers
    pattern_direction: Numbers

    def __init__(self, snapshot: Snapshot) -> None:
        for column in StopCalls.__annotations__:
            setattr(self, column, snapshot.numbers(column))
        # Added up when first needed.
        self._leaves: dict[int, Numbers] = {}
        self._comes: dict[int, array[int]] = {}

    def lines_at(self, stop: int) -> dict[int, list[Visit]]:
        """The visits of each line at a stop."""
        lines: dict[int, list[Visit]] = {}
        for visit in range(self.visit_first[stop], self.visit_first[stop + 1]):
            call = self.visit_call[visit]
            lines.setdefault(self.call_line[call], []).append((call, self.visit_pattern[visit]))
        return lines

    def is_served(self, stop: int) -> bool:
        """Whether anybody can ever board there."""
        return self.visit_first[stop] < self.visit_first[stop + 1]

    def times(self, visits: Sequence[Visit], active: bytes, begin: int, end: int) -> list[Leaves]:
        """Every published departure from `begin` to before `end`, unsorted."""
        found: list[Leaves] = []
        starts, profiles, services = self.trip_start, self.trip_profile, self.block_service
        for call, pattern in visits:
            block, blocks = self.block_first[pattern], self.block_first[pattern + 1]
            if block == blocks:
                continue
            offsets, length, position = self.leaves(pattern), self.length(pattern), call - self.call_first[pattern]
            earliest, latest = begin - self.call_latest[call], end - self.call_soonest[call]
            told = self.wheelchairs(pattern)
            for number in range(block, blocks):
                if not active[services[number]]:
                    continue
                stop = self.trip_first[number + 1]
                trip = bisect_left(starts, earliest, self.trip_first[number], stop)
                while trip < stop and (start := starts[trip]) < latest:
                    time = start + offsets[profiles[trip] * length + position]
                    if begin <= time < end:
                        found.append((time, told[profiles[trip]] if told else UNKNOWN))
                    trip += 1
        return found

    def spans(self, visits: Sequence[Visit], active: bytes) -> list[Span]:
        """Every span of the day in which buses leave at headways."""
        found = []
        for call, pattern in visits:
            for window in range(self.window_first[pattern], self.window_first[pattern + 1]):
                if active[self.window_service[window]]:
                    profile = self.window_profile[window]
                    offset = self.offset(pattern, profile, call - self.call_first[pattern])
                    start, end = self.window_start[window] + offset, self.window_end[window] + offset
                    found.append((start, end, self.window_headway[window], self.wheelchair_on(pattern, profile)))
        return found

    def first(self, visits: Sequence[Visit], active: bytes, begin: int = 0) -> int | None:
        """The first published departure at `begin` or later."""
        best: int | None = None
        starts, profiles = self.trip_start, self.trip_profile
        for call, pattern in visits:
            offsets, length, position = self.leaves(pattern), self.length(pattern), call - self.call_first[pattern]
            soonest, earliest = self.call_soonest[call], begin - self.call_latest[call]
            for number in range(self.block_first[pattern], self.block_first[pattern + 1]):
                if not active[self.block_service[number]]:
                    continue
                trip, stop = self.trip_first[number], self.trip_first[number + 1]
                if earliest > 0:
                    trip = bisect_left(starts, earliest, trip, stop)
                while trip < stop and (best is None or starts[trip] + soonest < best):
                    time = starts[trip] + offsets[profiles[trip] * length + position]
                    if time >= begin and (best is None or time < best):
                        best = time
                    trip += 1
        return best

    def last(self, visits: Sequence[Visit], active: bytes) -> int | None:
        """The last published departure of the day."""
        best: int | None = None
        starts, profiles = self.trip_start, self.trip_profile
        for call, pattern in visits:
            offsets, length, position = self.leaves(pattern), self.length(pattern), call - self.call_first[pattern]
            latest = self.call_latest[call]
            for number in range(self.block_first[pattern], self.block_first[pattern + 1]):
                if not active[self.block_service[number]]:
                    continue
                trip, stop = self.trip_first[number + 1] - 1, self.trip_first[number]
                while trip >= stop and (best is None or starts[trip] + latest > best):
                    time = starts[trip] + offsets[profiles[trip] * length + position]
                    if best is None or time > best:
                        best = time
                    trip -= 1
        return best

    def starting(self, pattern: int, active: bytes, time: int) -> Iterator[int]:
        """The trips of a pattern that leave its first stop at a time of the day."""
        for block in range(self.block_first[pattern], self.block_first[pattern + 1]):
            if active[self.block_service[block]]:
                stop = self.trip_first[block + 1]
                trip = bisect_left(self.trip_start, time, self.trip_first[block], stop)
                while trip < stop and self.trip_start[trip] == time:
                    yield trip
                    trip += 1

    def is_boardable(self, call: int) -> bool:
        """Whether a bus can be boarded at a call: not where it ends, and not where it only lets people out."""
        stop = self.call_stop[call]
        return call in self.visit_call[self.visit_first[stop] : self.visit_first[stop + 1]]

    def length(self, pattern: int) -> int:
        """How many stops a pattern has."""
        return self.call_first[pattern + 1] - self.call_first[pattern]

    def trips_on(self, pattern: int, active: bytes) -> int:
        """How many trips a pattern has on a day, a span of headways counting as one."""
        blocks = range(self.block_first[pattern], self.block_first[pattern + 1])
        windows = range(self.window_first[pattern], self.window_first[pattern + 1])
        return sum(
            self.trip_first[block + 1] - self.trip_first[block] for block in blocks if active[self.block_service[block]]
        ) + sum(active[self.window_service[window]] for window in windows)

    def ride(self, pattern: int, profile: int) -> Numbers:
        """Seconds from the start of a trip of this profile to its departure from each stop."""
        length = self.length(pattern)
        return self.leaves(pattern)[profile * length : (profile + 1) * length]

    def offset(self, pattern: int, profile: int, position: int) -> int:
        """The same to one of them."""
        return self.leaves(pattern)[profile * self.length(pattern) + position]

    def waits(self, pattern: int, profile: int) -> Numbers:
        """Seconds from the arrival of such a trip to its departure, at each stop; empty where no bus waits anywhere."""
        first, length = self.wait_first[pattern], self.length(pattern)
        return self.wait[first : self.wait_first[pattern + 1]][profile * length : (profile + 1) * length]

    def wheelchairs(self, pattern: int) -> Numbers:
        """What the feed says of wheelchairs, by profile; empty where it says nothing."""
        return self.wheelchair[self.wheelchair_first[pattern] : self.wheelchair_first[pattern + 1]]

    def wheelchair_on(self, pattern: int, profile: int) -> int:
        """The same of one of them."""
        told = self.wheelchairs(pattern)
        return told[profile] if told else UNKNOWN

    def leaves(self, pattern: int) -> Numbers:
        """Seconds from the start of a trip to its departure from each stop, profile after profile."""
        found = self._leaves.get(pattern)
        if found is None:
            found = self._leaves[pattern] = array(self.call_latest.typecode)
            length = self.length(pattern)
            for hop in range(self.hop_first[pattern], self.hop_first[pattern + 1], length):
                found.extend(accumulate(self.hop[hop : hop + length]))
        return found

    def comes(self, pattern: int) -> "array[int]":
        """The same to its arrival at each stop. Where the first stop is one to wait at, less than nothing."""
        found = self._comes.get(pattern)
        if found is None:
            leaves, waits = self.leaves(pattern), self.wait[self.wait_first[pattern] : self.wait_first[pattern + 1]]
            found = self._comes[pattern] = array("i", map(sub, leaves, waits)) if waits else leaves
        return found


def whole_minutes(headways: Sequence[int]) -> tuple[int, int]:
    """The shortest and the longest of some headways in seconds, in minutes: rounded, at least 1."""
    return max(1, (min(headways) + 30) // 60), max(1, (max(headways) + 30) // 60)
