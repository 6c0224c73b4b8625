"""Reads what `ebms` has gathered: in how many seconds a bus is at a stop, without a word about which bus it is.

Lines are found by number, variants by the stops that they share in order with a pattern of the snapshot, stops by code
or id. At each stop the buses take the places of the planned ones that they are nearest to, in order; those of a line
without clock times, and those that nobody planned, come on top. Nobody vouches for the document.
"""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hotline.errors import BadFeed
from hotline.services.bus.predictions import Detached, Kind, Predictions, Run
from hotline.services.bus.timetable import Timetable

AHEAD_S = 2 * 3600
"""Nobody knows of a bus that comes later."""
EARLY_S, LATE_S = 300, 1800
"""A bus that is further from its planned time is another one, or none that anybody planned."""
_AT_A_STOP = 10

type Row = dict[str, Any]
# When a planned bus leaves a stop, and which it is: pattern, profile, start of its trip.
type Planned = tuple[int, tuple[int, int, int]]


def decode(data: bytes, timetable: Timetable, fetched: int) -> Predictions:
    """What a document says, read at `fetched` (seconds since 1970). Raises BadFeed if it is none."""
    try:
        variants = list(json.loads(data)["variants"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFeed(("the live feed: is not of the ebms kind",)) from error
    reading = _Reading(timetable, fetched)
    unknown = sum(not reading.take(variant) for variant in variants)
    return Predictions(timetable.version, fetched, fetched, reading.runs(), reading.detached(), unknown=unknown)


class _Reading:
    def __init__(self, timetable: Timetable, now: int) -> None:
        self._timetable = timetable
        self._calls = timetable.calls
        self._now = now
        places = timetable.places
        # A code before an id, where one is another's.
        self._stops = {id_: stop for stop, id_ in enumerate(places.stop_ids)}
        self._stops |= {code: stop for stop, code in enumerate(places.stop_codes) if code}
        self._delays: dict[tuple[int, int, int], dict[int, int]] = {}
        self._on_top: defaultdict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)

    def take(self, variant: Row) -> bool:
        """Whether the variant is one of the timetable's."""
        stops = [self._stops.get(code, self._stops.get(id_, -1)) for id_, code in variant["stops"]]
        patterns = self._patterns(variant["route"], stops)
        if not patterns:
            return False
        order = {id_: place for place, (id_, _) in enumerate(variant["stops"])}
        trips = {pattern: list(self._trips(pattern)) for pattern in patterns}
        for row in variant["predicted"]:
            place = order.get(str(row.get("s")))
            if place is not None and (times := self._times(row.get("arrs"), variant["age"])):
                self._at_stop(place, times, patterns, trips)
        return True

    def _patterns(self, number: str, stops: Sequence[int]) -> dict[int, dict[int, int]]:
        """The patterns of a line that go where a variant goes, the likest first: position by place in the variant."""
        infos, routes = self._timetable.route_infos, self._calls.pattern_route
        known = sum(stop >= 0 for stop in stops)
        found = {}
        for route in map(infos.index, infos.find(number)):
            for pattern in range(bisect_left(routes, route), bisect_left(routes, route + 1)):
                shared = self._shared(pattern, stops)
                if len(shared) >= max(2, known / 2):
                    found[pattern] = shared
        return dict(sorted(found.items(), key=lambda one: -len(one[1])))

    def _shared(self, pattern: int, stops: Sequence[int]) -> dict[int, int]:
        first, position = self._calls.call_first[pattern], 0
        theirs = list(self._calls.call_stop[first : first + self._calls.length(pattern)])
        shared = {}
        for place, stop in enumerate(stops):
            if stop in theirs[position:]:
                shared[place] = theirs.index(stop, position)
                position = shared[place] + 1
        return shared

    def _trips(self, pattern: int) -> Iterator[tuple[int, int]]:
        """(profile, start) of the pattern's trips that may be under way, or soon."""
        calls, days = self._calls, self._timetable.days
        zone = self._timetable.route_infos.zone(calls.call_line[calls.call_first[pattern]])
        for active, anchor in days.between(self._now - LATE_S, self._now + AHEAD_S, zone):
            for block in range(calls.block_first[pattern], calls.block_first[pattern + 1]):
                if active[calls.block_service[block]]:
                    for trip in range(calls.trip_first[block], calls.trip_first[block + 1]):
                        yield calls.trip_profile[trip], anchor + calls.trip_start[trip]

    def _times(self, arrivals: object, age: int) -> list[int]:
        """When the buses come, of what says `t`, the seconds to it; the answer was so many seconds old."""
        rows = arrivals if isinstance(arrivals, list) else []
        seconds = [row.get("t") for row in rows[:_AT_A_STOP] if isinstance(row, dict)]
        return sorted(self._now + t - age for t in seconds if type(t) is int and 0 <= t - age < AHEAD_S)

    def _at_stop(
        self,
        place: int,
        times: Sequence[int],
        patterns: Mapping[int, Mapping[int, int]],
        trips: Mapping[int, Sequence[tuple[int, int]]],
    ) -> None:
        """Gives each bus at a stop the place of a planned one, or one of its own."""
        positions = {pattern: shared[place] for pattern, shared in patterns.items() if place in shared}
        if not positions:
            return
        planned = sorted(
            (start + self._calls.offset(pattern, profile, position), (pattern, profile, start))
            for pattern, position in positions.items()
            for profile, start in trips[pattern]
        )
        for time, run in _paired(times, planned):
            if run:
                at = positions[run[1][0]]
                self._delays.setdefault(run[1], {})[at] = time - run[0]
            else:
                self._add(*next(iter(positions.items())), time)

    def _add(self, pattern: int, position: int, time: int) -> None:
        """A bus on top of what is planned; nobody boards at the end."""
        if position + 1 < self._calls.length(pattern):
            call = self._calls.call_first[pattern] + position
            label = self._timetable.route_infos.label(self._calls.call_line[call])
            self._on_top[label].add((self._calls.call_stop[call], time))

    def runs(self) -> tuple[Run, ...]:
        return tuple(
            Run(*key, self._now, Kind.SCHEDULED, *_changes(delays, self._calls.length(key[0])))
            for key, delays in self._delays.items()
        )

    def detached(self) -> tuple[Detached, ...]:
        return tuple(Detached(*label, self._now, tuple(sorted(calls))) for label, calls in self._on_top.items())


def _paired(times: Sequence[int], planned: Sequence[Planned]) -> Iterator[tuple[int, Planned | None]]:
    """Each bus with the planned one that it is nearest to, none before one that an earlier bus has."""
    free = 0
    for time in times:
        near = [place for place in range(free, len(planned)) if -EARLY_S <= time - planned[place][0] <= LATE_S]
        best = min(near, key=lambda place: abs(time - planned[place][0]), default=None)
        if best is not None:
            free = best + 1
        yield time, None if best is None else planned[best]


def _changes(delays: Mapping[int, int], length: int) -> tuple[tuple[int, ...], tuple[int | None, ...]]:
    """Where a delay begins to hold; where a stop is without a prediction, nothing is known of it."""
    positions, kept = [], list[int | None]()
    for position in range(min(delays), length):
        delay = delays.get(position)
        if not kept or kept[-1] != delay:
            positions.append(position)
            kept.append(delay)
    return tuple(positions), tuple(kept)
