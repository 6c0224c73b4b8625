"""Live predictions as a search for journeys takes them: buses with times of their own, out of the planned blocks."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from operator import le, sub
from typing import NamedTuple

from hotline.services.bus.predictions import Kind, Run
from hotline.services.bus.raptor import NEVER
from hotline.services.bus.runs import Block, LiveBlock
from hotline.services.bus.runs import Run as Buses
from hotline.services.bus.stop_calls import StopCalls

# Where a bus does not let anybody on, and where it lets nobody off: later than any search looks.
_NOT_ON, _NOT_OFF = -1, NEVER * 2


class _Bus(NamedTuple):
    """One bus at each position: when it leaves, and when it comes."""

    run: Run
    left: list[int]
    come: list[int]


class LiveRuns:
    """Lays runs over the planned buses of a pattern."""

    def __init__(
        self, calls: StopCalls, told: Callable[[int], Sequence[Run]], wheelchair: Callable[[Run], int]
    ) -> None:
        """`told` are the runs along a pattern that count, and `wheelchair` is what is known of wheelchairs on one."""
        self._calls = calls
        self.told = told
        self._wheelchair = wheelchair

    def __call__(self, pattern: int, planned: Sequence[Buses], told: Iterable[Run]) -> Sequence[Buses]:
        """The same buses with what is told of them; those that are canceled are none of them."""
        running: list[Run] = []
        gone: dict[int, set[int]] = {}
        for run in told:
            if run.kind == Kind.EXTRA:
                running.append(run)
            elif self._take(run, planned, gone):
                running += [run] if run.kind == Kind.SCHEDULED else []
        left = [_without(one, gone.get(at)) for at, one in enumerate(planned)]
        return [*left, *self._blocks(pattern, running)]

    def _take(self, run: Run, planned: Sequence[Buses], gone: dict[int, set[int]]) -> bool:
        """Takes the planned bus that a run stands for out of its block; False if no day that is planned has it."""
        starts, profiles = self._calls.trip_start, self._calls.trip_profile
        for at, block in enumerate(planned):
            if not isinstance(block, Block):
                continue
            start, taken = run.start - block.anchor, gone.get(at, ())
            trip = bisect_left(starts, start, block.first, block.last) if start >= 0 else block.last
            while trip < block.last and starts[trip] == start:
                if profiles[trip] == run.profile and trip not in taken:
                    gone.setdefault(at, set()).add(trip)
                    return True
                trip += 1
        return False

    def _blocks(self, pattern: int, running: Iterable[Run]) -> list[LiveBlock]:
        """Buses in as many blocks as it takes for none to overtake another of its block."""
        buses = sorted((bus for run in running if (bus := self._bus(run))), key=lambda bus: bus.come[-1])
        blocks: list[list[_Bus]] = []
        for bus in buses:
            for block in blocks:
                if _follows(block[-1], bus):
                    block.append(bus)
                    break
            else:
                blocks.append([bus])
        return [self._block(pattern, block) for block in blocks]

    def _block(self, pattern: int, buses: Sequence[_Bus]) -> LiveBlock:
        left, come = array("q"), array("q")
        for bus in buses:
            left.extend(bus.left)
            come.extend(bus.come)
        runs = tuple(bus.run for bus in buses)
        wheelchairs = tuple(map(self._wheelchair, runs))
        return LiveBlock(pattern, self._calls.length(pattern), max(left) + 1, left, come, runs, wheelchairs)

    def _bus(self, run: Run) -> _Bus | None:
        """What is known of a bus; None if nobody could board it any more when that was said."""
        left, come, closed = self._times(run)
        for position in closed:
            left[position], come[position] = _NOT_ON, _NOT_OFF
        first = next((position for position, time in enumerate(left) if time >= run.at), len(left))
        # Where it has been nobody gets on or off any more; so one that is behind is behind there, too.
        left[:first] = [_NOT_ON] * first
        come[: first + 1] = [0] * (first + 1)
        return _Bus(run, left, come) if first < len(left) - 1 else None

    def _times(self, run: Run) -> tuple[list[int], list[int], set[int]]:
        """When a bus leaves and comes, as far as anybody knows, and the positions at which it does neither.

        It never comes before it has left an earlier stop, whatever is said.
        """
        ride, waits = self._calls.ride(run.pattern, run.profile), self._calls.waits(run.pattern, run.profile)
        closed = {*run.skipped, *(position for position, _ in run.moved)}
        first = run.positions[0] if run.positions else len(ride)
        left = [run.start + offset for offset in ride[:first]]
        ends = (*run.positions, len(ride))[1:]
        for position, end, delay in zip(run.positions, ends, run.delays, strict=True):
            since = run.start + (delay or 0)
            left += [since + offset for offset in ride[position:end]]
            if delay is None and run.kind == Kind.EXTRA:
                closed.update(range(position, end))
        if run.kind == Kind.EXTRA:
            closed.update(range(first))
        if run.positions and run.delays[0] is not None:
            # A bus that is there before it should be here has been here.
            been = bisect_left(left, left[first], 0, first)
            closed.update(range(been, first))
            left[been:first] = [left[first]] * (first - been)
        come = list(map(sub, left, waits)) if waits else left.copy()
        if waits or left != sorted(left):
            come = list(map(max, come, accumulate(left[:-1], max, initial=0)))
        return left, come, closed


def _without(buses: Buses, gone: set[int] | None) -> Buses:
    return replace(buses, without=frozenset(gone)) if gone and isinstance(buses, Block) else buses


def _follows(before: _Bus, after: _Bus) -> bool:
    """Whether it is never better to let the first pass: it leaves and comes sooner everywhere, or as soon."""
    return all(map(le, before.left, after.left)) and all(map(le, before.come, after.come))
