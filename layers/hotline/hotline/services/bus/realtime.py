"""The timetable with live predictions laid over it: what really leaves a place, as far as anybody knows.

A prediction takes the place of a planned departure, or comes on top. Where there is none the timetable stands, and
nothing is on time just because nobody says that it is late.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import inf

from hotline.messages import Location
from hotline.services.bus.alerts import Alerts
from hotline.services.bus.departures import Departure, Known, Line, Place
from hotline.services.bus.itineraries import Itinerary
from hotline.services.bus.live_runs import LiveRuns
from hotline.services.bus.merged_feeds import MergedFeeds
from hotline.services.bus.predictions import Kind, Predictions, Run
from hotline.services.bus.timetable import HOUR, Timetable, period
from hotline.services.bus.wheelchairs import UNKNOWN, can_ride

OLDEST_S = 300
"""Beyond this age there is the timetable alone."""

# When a bus leaves that has passed already, or does not stop.
_GONE = -inf

type Label = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What a prediction does at one stop: it takes the departure planned at `scheduled` away and puts `live` there.

    Either may be None: a bus that nobody planned, or one that is gone.
    """

    label: Label
    stop_id: str
    scheduled: datetime | None
    live: Departure | None


class Live:
    """One timetable at one moment, with the predictions that fit both. `now` is aware."""

    def __init__(self, timetable: Timetable, predictions: Iterable[Predictions], now: datetime) -> None:
        self._timetable = timetable
        self._at = int(now.timestamp())
        feeds = [one for one in predictions if one.snapshot == timetable.version]
        self._told = MergedFeeds(feeds)
        self._changes: dict[int, tuple[Change, ...]] = {}
        self._made: dict[tuple[int, datetime, timedelta], tuple[tuple[Line, ...], tuple[Line, ...]]] = {}
        self.alerts = Alerts(timetable, feeds, self._at)
        self._runs = LiveRuns(timetable.calls, self._counting, self.wheelchair)

    def journeys(self, origin: Place | Location, destination: Place | Location, now: datetime) -> tuple[Itinerary, ...]:
        """As `Timetable.journeys`, by what the buses are predicted to do."""
        return self._timetable.journeys(origin, destination, now, self._runs if self._told else None)

    def board(self, place: Place, now: datetime, horizon: timedelta = HOUR) -> tuple[Line, ...]:
        """As `Timetable.board`, with what is predicted in the place of what was planned; canceled trips say so."""
        return self._boards(place, now, horizon)[1]

    def later(self, place: Place, now: datetime, horizon: timedelta = HOUR, days: int = 7) -> tuple[Departure, ...]:
        """As `Timetable.later`, for the lines that predictions leave without a bus in the period, too."""
        planned, changes = self._timetable.later(place, now, horizon, days), self._at_place(place)
        if not changes:
            return planned
        before, after = self._boards(place, now, horizon)
        running = {_label(line) for line in after if not all(departure.is_canceled for departure in line.departures)}
        if any(_label(line) not in running for line in before):
            planned += self._timetable.later(place, now + horizon, timedelta(0), days)
        found: dict[Label, list[Departure]] = {}
        for departure in planned:
            label = _label(departure)
            if label not in running and (next_one := self._standing(place, departure, changes, days)):
                found.setdefault(label, []).append(next_one)
        for change in changes:
            live = change.live
            is_later = live and not live.is_canceled and _moment(live) >= (now + horizon).timestamp()
            if live and is_later and change.label not in running:
                found.setdefault(change.label, []).append(live)
        return tuple(sorted((min(them, key=_opens) for them in found.values()), key=_opens))

    def _boards(self, place: Place, now: datetime, horizon: timedelta) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """What was planned, and what there is; asked for twice of each place."""
        key = place.index, now, horizon
        if key not in self._made:
            lines, changes = self._timetable.board(place, now, horizon), self._at_place(place)
            self._made[key] = lines, _changed(lines, changes, *period(now, horizon)) if changes else lines
        return self._made[key]

    def _standing(self, place: Place, departure: Departure, changes: Sequence[Change], days: int) -> Departure | None:
        """A planned departure, or the line's next one that no prediction takes away."""
        label = _label(departure)
        taken = {(change.stop_id, change.scheduled) for change in changes if change.label == label}
        next_one: Departure | None = departure
        while next_one and next_one.time and (next_one.stop_id, next_one.time) in taken:
            after = self._timetable.later(place, next_one.time + timedelta(seconds=1), timedelta(0), days)
            next_one = next((one for one in after if _label(one) == label), None)
        return next_one

    def _at_place(self, place: Place) -> tuple[Change, ...]:
        if place.index not in self._changes:
            found = (self._at_stop(stop) for stop in self._timetable.places.stops(place.index)) if self._told else ()
            self._changes[place.index] = tuple(change for changes in found for change in changes)
        return self._changes[place.index]

    def _at_stop(self, stop: int) -> Iterator[Change]:
        """Everything that predictions change at a stop."""
        calls = self._timetable.calls
        for line, visits in calls.lines_at(stop).items():
            for call, pattern in visits:
                for run in self._counting(pattern):
                    yield from self._planned(run, call - calls.call_first[pattern], line, stop)
        yield from self._unplanned(stop)

    def _counting(self, pattern: int) -> list[Run]:
        """The runs along a pattern that are young enough."""
        return [run for run in self._told.along(pattern) if self._counts(run.at)]

    def _unplanned(self, stop: int) -> Iterator[Change]:
        """What leaves a stop that the timetable has elsewhere, or not at all."""
        calls = self._timetable.calls
        for run, position in self._told.moved_to(stop):
            call = calls.call_first[run.pattern] + position
            if self._counts(run.at) and calls.is_boardable(call):
                line = calls.call_line[call]
                label = self._timetable.route_infos.label(line)
                yield Change(label, "", None, self._moved(run, position, label, stop))
        for detached, time in self._told.detached_at(stop):
            if self._counts(detached.at):
                label = detached.route, detached.headsign
                yield Change(label, "", None, self._departure(stop, label, time, detached.at, UNKNOWN))

    def _counts(self, at: int) -> bool:
        """Whether a prediction is young enough."""
        return self._at - at <= OLDEST_S

    def _planned(self, run: Run, position: int, line: int, stop: int) -> Iterator[Change]:
        """What a run does where the timetable has it stop: nothing, where nothing is predicted."""
        planned = run.start + self._timetable.calls.offset(run.pattern, run.profile, position)
        predicted = self._predicted(run, position, planned)
        if planned < self._at and (predicted is None or predicted < self._at):
            return  # long gone, whatever anybody says
        label, stop_id = self._timetable.route_infos.label(line), self._timetable.places.stop_ids[stop]
        scheduled = None if run.kind == Kind.EXTRA else self._time(planned)
        if run.kind == Kind.CANCELED:
            live = replace(self._departure(stop, label, planned, run.at, UNKNOWN), is_canceled=True)
            yield Change(label, stop_id, scheduled, live)
        elif run.kind == Kind.DELETED or predicted == _GONE or any(position == moved for moved, _ in run.moved):
            yield Change(label, stop_id, scheduled, None)
        elif predicted is not None:
            live = self._departure(stop, label, int(predicted), run.at, self.wheelchair(run))
            yield Change(label, stop_id, scheduled, live)
        elif run.kind == Kind.SCHEDULED and run.wheelchair >= 0:
            yield Change(label, stop_id, scheduled, self._as_planned(run, stop, label, planned))

    def _moved(self, run: Run, position: int, label: Label, stop: int) -> Departure | None:
        """What leaves from a stop in the place of the planned one; as planned, where no time is predicted."""
        planned = run.start + self._timetable.calls.offset(run.pattern, run.profile, position)
        predicted = self._predicted(run, position, planned)
        if predicted is None and run.kind == Kind.SCHEDULED:
            return self._as_planned(run, stop, label, planned)
        if predicted is None or predicted == _GONE:
            return None
        return self._departure(stop, label, int(predicted), run.at, self.wheelchair(run))

    def _as_planned(self, run: Run, stop: int, label: Label, planned: int) -> Departure:
        """A departure of which something is told, but no time."""
        known = self._departure(stop, label, planned, run.at, self.wheelchair(run))
        return replace(known, known=Known.TIMETABLE, predicted_at=None)

    def wheelchair(self, run: Run) -> int:
        """What is known of wheelchairs on a run: what its bus says, before what the timetable does."""
        told = run.wheelchair
        return told if told >= 0 else self._timetable.calls.wheelchair_on(run.pattern, run.profile)

    def _predicted(self, run: Run, position: int, planned: int) -> float | None:
        """When a run leaves a position; None if nobody says, _GONE if it does not, or has."""
        if position in run.skipped:
            return _GONE
        if (delay := run.delay(position)) is not None:
            return planned + delay
        if not run.positions or position >= run.positions[0] or run.delays[0] is None:
            return None
        # Before the first stop that is predicted. A delay never goes back; but a bus that is there before it should be
        # here has been here.
        first = run.positions[0]
        there = run.start + self._timetable.calls.offset(run.pattern, run.profile, first) + run.delays[0]
        return _GONE if there <= planned else None

    def _departure(self, stop: int, label: Label, time: int, at: int, told: int) -> Departure:
        places, predicted_at = self._timetable.places, self._time(at)
        shared = places.stop_ids[stop], places.stop_names[stop], *label, Known.LIVE, self._time(time)
        return Departure(*shared, predicted_at=predicted_at, wheelchair=can_ride(told, places.wheelchair(stop)))

    def _time(self, timestamp: int) -> datetime:
        return datetime.fromtimestamp(timestamp, self._timetable.timezone)


def _changed(lines: Sequence[Line], changes: Sequence[Change], begin: int, end: int) -> tuple[Line, ...]:
    """The lines of a period with changes made; a line comes or goes with its buses."""
    departures = {_label(line): list(line.departures) for line in lines}
    for change in changes:
        there = departures.setdefault(change.label, [])
        planned = _taken(there, change)
        if (live := change.live) and begin <= _moment(live) < end:
            there.append(replace(live, first=planned.first, last=planned.last) if planned else live)
    for there in departures.values():
        there.sort(key=_moment)
    left = [(label, there) for label, there in departures.items() if there]
    left.sort(key=lambda line: (_moment(line[1][0]), line[0]))
    return tuple(Line(*label, tuple(there)) for label, there in left)


def _label(of: Line | Departure) -> Label:
    return of.route, of.headsign


def _taken(there: list[Departure], change: Change) -> Departure | None:
    """Takes the planned departure that a change replaces out of a line's; None if the period does not have it."""
    if change.scheduled is None:
        return None
    for place, departure in enumerate(there):
        planned = departure.known is Known.TIMETABLE and departure.time == change.scheduled
        if planned and departure.stop_id == change.stop_id:
            return there.pop(place)
    return None


def _moment(departure: Departure) -> float:
    """To sort by: what leaves at headways comes after what has a time."""
    return departure.time.timestamp() if departure.time else inf


def _opens(departure: Departure) -> float:
    """The same, but what leaves at headways counts from its first."""
    at = departure.time or departure.first
    return at.timestamp() if at else inf
