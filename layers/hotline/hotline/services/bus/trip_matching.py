"""Finds the trip and the service day that a live feed means."""

from bisect import bisect_right
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from hotline.services.bus.feed import day, seconds
from hotline.services.bus.service_days import DAY, date_at
from hotline.services.bus.snapshot import Numbers
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.trip_ids import TripIds

# No bus runs this far from its timetable: what says so means another trip, or another day.
EARLIEST_S, LATEST_S = 3600, 12 * 3600


@dataclass(frozen=True, slots=True)
class Course:
    """How one trip goes: its pattern, and the seconds from its start at which it leaves each position.

    `start` is in seconds of the service day; of a trip that runs at headways it means nothing. `sequences` give the
    position of a stop_sequence, `stops` the positions of a stop_id.
    """

    pattern: int
    profile: int
    service: int
    start: int
    at_headways: bool
    ride: Numbers
    waits: Numbers
    sequences: dict[int, int]
    stops: dict[str, tuple[int, ...]]


class TripMatching:
    """The trips of one timetable by the feed's ids."""

    def __init__(self, timetable: Timetable, ids: TripIds) -> None:
        """Raises NoTimetable if the two do not belong together."""
        ids.fit(timetable.version)
        self.ids = ids
        self.timetable = timetable
        self.stop_index = {id_: index for index, id_ in enumerate(timetable.places.stop_ids)}
        self._trips = len(timetable.calls.trip_start)
        self._stops_of: dict[int, dict[str, tuple[int, ...]]] = {}

    def find(self, trip_id: str, start_time: str = "") -> Course | None:
        """The course of a trip; None if there is none, or if only its start could tell which one it is."""
        rows = self.ids.rows.get(trip_id)
        if rows is None:
            return None
        if len(rows) == 1 or rows[0] >= self._trips:
            return self._course(rows[0])
        start = _time(start_time)
        starts = self.timetable.calls.trip_start
        # A trip may run at exact headways for a part of the day, and at others for another.
        return next((self._course(row) for row in rows if row >= self._trips or starts[row] == start), None)

    def find_by_start(
        self, route_id: str, direction: int | None, start_date: str, start_time: str, now: int
    ) -> Course | None:
        """The only trip of a route, in one direction if that is given, that starts then; None for none or several."""
        calls, route, time = self.timetable.calls, self.timetable.route_infos.index(route_id), _time(start_time)
        if route < 0 or time is None:
            return None
        rows = set[int]()
        for pattern in self.timetable.route_infos.patterns(route):
            if direction not in (None, calls.pattern_direction[pattern]):
                continue
            ordinal = _ordinal(start_date) or date_at(now, self._zone(pattern)).toordinal()
            rows.update(calls.starting(pattern, self.timetable.days.active(ordinal), time))
        return self._course(rows.pop()) if len(rows) == 1 else None

    def start(self, course: Course, start_date: str, implied: int | None, now: int) -> int | None:
        """When a trip leaves its first stop by the timetable, on the service day that is meant; None if on none.

        `implied` is when it would have done so, by the first time that the feed gives.
        """
        zone = self._zone(course.pattern)
        days = self._days(course, start_date, now, zone)
        starts = [
            self.timetable.days.anchor(ordinal, zone) + course.start
            for ordinal in days
            if self.timetable.days.active(ordinal)[course.service]
        ]
        if implied is not None:
            # After midnight some feeds give the calendar's date in place of the service day's.
            starts = [start for start in starts if -EARLIEST_S <= implied - start <= LATEST_S]
            return min(starts, key=lambda start: abs(implied - start), default=None)
        if start_date:
            return starts[0] if starts else None
        return min(starts, key=lambda start: max(start - now, now - start - course.ride[-1], 0), default=None)

    def moment(self, course: Course, start_date: str, start_time: str, now: int) -> int | None:
        """The timestamp of a start that is given in full, or at least by its time; None if it cannot be read."""
        time, zone = _time(start_time), self._zone(course.pattern)
        if time is None:
            return None
        ordinal = _ordinal(start_date) if start_date else date_at(now, zone).toordinal()
        return self.timetable.days.anchor(ordinal, zone) + time if ordinal else None

    def _days(self, course: Course, start_date: str, now: int, zone: ZoneInfo) -> list[int]:
        """The service days that may be meant, the likeliest first."""
        if start_date:
            ordinal = _ordinal(start_date)
            return [ordinal, ordinal - 1][: 1 + (course.start >= DAY)] if ordinal else []
        today = date_at(now, zone).toordinal()
        return [today, *range(today - 1, today - 2 - self.timetable.days.longest // DAY, -1), today + 1]

    def _course(self, row: int) -> Course:
        calls = self.timetable.calls
        if at_headways := row >= self._trips:
            window = row - self._trips
            pattern = bisect_right(calls.window_first, window) - 1
            profile, service, start = calls.window_profile[window], calls.window_service[window], 0
        else:
            block = bisect_right(calls.trip_first, row) - 1
            pattern = bisect_right(calls.block_first, block) - 1
            profile, service, start = calls.trip_profile[row], calls.block_service[block], calls.trip_start[row]
        ride, waits = calls.ride(pattern, profile), calls.waits(pattern, profile)
        sequences, stops = self.ids.positions(row), self._stops(pattern)
        return Course(pattern, profile, service, start, at_headways, ride, waits, sequences, stops)

    def _stops(self, pattern: int) -> dict[str, tuple[int, ...]]:
        found = self._stops_of.get(pattern)
        if found is None:
            found = self._stops_of[pattern] = {}
            calls, ids = self.timetable.calls, self.timetable.places.stop_ids
            first = calls.call_first[pattern]
            for position in range(calls.length(pattern)):
                id_ = ids[calls.call_stop[first + position]]
                found[id_] = (*found.get(id_, ()), position)
        return found

    def _zone(self, pattern: int) -> ZoneInfo:
        calls = self.timetable.calls
        return self.timetable.route_infos.zone(calls.call_line[calls.call_first[pattern]])


def _time(text: str) -> int | None:
    try:
        return seconds(text)
    except ValueError:
        return None


def _ordinal(text: str) -> int:
    """The ordinal of a date; 0 if it is none, or one that no feed of today means."""
    try:
        found = day(text)
    except ValueError:
        return 0
    return found.toordinal() if 1970 <= found.year <= 2999 else 0
