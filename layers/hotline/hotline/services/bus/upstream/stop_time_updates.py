"""What the updates of a trip's stops say: where its delay changes, what it passes by, where it leaves from instead.

Some 8,600 of them come every half minute, so each field is asked for once, and only if it can matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from google.transit.gtfs_realtime_pb2 import TripUpdate

from hotline.services.bus.trip_matching import EARLIEST_S, LATEST_S, Course

type Update = TripUpdate.StopTimeUpdate
# (position, stop) of what leaves from elsewhere.
type Moved = tuple[int, int]

_SKIPPED = TripUpdate.StopTimeUpdate.SKIPPED
_NO_DATA = TripUpdate.StopTimeUpdate.NO_DATA


@dataclass(slots=True)
class Points:
    """A trip's predictions by position. A delay of None says that nothing is known from there on."""

    delays: dict[int, int | None] = field(default_factory=dict)
    skipped: list[int] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    by_stop: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.delays or self.skipped)

    def without_times(self, position: int, what: int) -> bool:
        """Notes a stop that is passed by, or of which nothing is known; False for one that is neither."""
        if what == _SKIPPED:
            self.skipped.append(position)
        elif what == _NO_DATA:
            self.delays[position] = None
        return what in (_SKIPPED, _NO_DATA)

    def changes(self) -> tuple[tuple[int, ...], tuple[int | None, ...]]:
        """The first delay and every one that differs from the one before: positions, delays."""
        positions, kept = [], list[int | None]()
        for position in sorted(self.delays):
            delay = self.delays[position]
            if not kept or kept[-1] != delay:
                positions.append(position)
                kept.append(delay)
        return tuple(positions), tuple(kept)


def points(update: TripUpdate, course: Course, start: int, stops: Mapping[str, int]) -> Points:
    """The predictions for a trip that leaves its first stop at `start` by the timetable; `stops` are indexes by id."""
    found = Points()
    delays, ride = found.delays, course.ride
    for one in update.stop_time_update:
        position = _by_sequence(one, course)
        if position is None and (position := _by_stop(one.stop_id, course, found)) is None:
            continue
        if (what := one.schedule_relationship) and found.without_times(position, what):
            continue
        event, wait = one.departure, 0
        if not event.time and not event.HasField("delay"):
            event, wait = one.arrival, course.waits[position] if course.waits else 0
        if time := event.time:
            delay = time - start - ride[position] + wait
            delays[position] = _plausible(delay)
            # The time is this stop's; what a feed says beside it is for the stops after it.
            if event.delay != delay and event.HasField("delay"):
                delays.setdefault(position + 1, _plausible(event.delay))
        else:
            delays[position] = _plausible(event.delay) if event.HasField("delay") else None
        if one.HasField("stop_time_properties"):
            elsewhere = stops.get(one.stop_time_properties.assigned_stop_id)
            found.moved += [] if elsewhere is None else [(position, elsewhere)]
    if not found and update.HasField("delay"):
        delays[0] = _plausible(update.delay)
    return found


def implied_start(updates: Iterable[Update], course: Course) -> int | None:
    """When the trip would have left its first stop, by the first time that the updates give; None if they give none."""
    for update in updates:
        position = _by_sequence(update, course)
        if position is None and len(visits := course.stops.get(update.stop_id, ())) == 1:
            position = visits[0]
        if position is not None and (time := _time(update)):
            waits = course.waits[position] if course.waits and not update.departure.time else 0
            return time - course.ride[position] + waits
    return None


def calls_of(updates: Iterable[Update], stops: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    """(stop, time at which the bus leaves) of updates that are all that is known of a trip, its end among them."""
    found = []
    for one in updates:
        stop = stops.get(one.stop_time_properties.assigned_stop_id or one.stop_id)
        time = _time(one)
        if stop is not None and time and one.schedule_relationship not in (_SKIPPED, _NO_DATA):
            found.append((stop, time))
    return tuple(found)


def _plausible(delay: int) -> int | None:
    """A delay that a bus may have; one in milliseconds, or of another trip, is none."""
    return delay if -EARLIEST_S <= delay <= LATEST_S else None


def _by_sequence(update: Update, course: Course) -> int | None:
    """The position that a stop_sequence names; None if the stop beside it is another one: the feed counts otherwise."""
    sequence = update.stop_sequence
    position = course.sequences.get(sequence) if sequence or update.HasField("stop_sequence") else None
    if position is not None and (visits := course.stops.get(update.stop_id)) and position not in visits:
        return None
    return position


def _by_stop(stop_id: str, course: Course, found: Points) -> int | None:
    """The position of a stop that is visited once, and named once; of others nobody can say which visit is meant."""
    visits = course.stops.get(stop_id, ())
    if len(visits) == 1 and stop_id not in found.by_stop:
        found.by_stop.add(stop_id)
        return visits[0]
    found.delays.update(dict.fromkeys(visits))
    return None


def _time(update: Update) -> int:
    """When the bus leaves, or comes where only that is known; 0 without a time."""
    return update.departure.time or update.arrival.time
