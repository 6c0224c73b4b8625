"""Reads GTFS-Realtime: trip updates, alerts and vehicle positions, resolved to one snapshot's trips.

Source: gtfs.org/documentation/realtime/reference. Nobody vouches for the bytes: whatever is in them, only BadFeed comes
out, and what names things that the timetable does not have is left out.
"""

from dataclasses import replace
from math import isfinite

from google.protobuf.message import DecodeError
from google.transit.gtfs_realtime_pb2 import (
    Alert,
    EntitySelector,
    FeedMessage,
    TranslatedString,
    TripDescriptor,
    TripUpdate,
    VehicleDescriptor,
    VehiclePosition,
)

from hotline.errors import BadFeed
from hotline.messages import Location
from hotline.services.bus import predictions
from hotline.services.bus.predictions import Detached, Kind, Predictions, Run, Scope, Vehicle
from hotline.services.bus.trip_matching import Course, TripMatching
from hotline.services.bus.upstream.stop_time_updates import calls_of, implied_start, points

LIMIT = 8 << 20
"""Bytes of a feed. Two thousand buses with thirty stops each are 2.5 MB."""

# The trips that do not run as they should, or not at all.
_GONE = {
    TripDescriptor.CANCELED: Kind.CANCELED,
    TripDescriptor.DELETED: Kind.DELETED,
    TripDescriptor.REPLACEMENT: Kind.DELETED,
}
# One line on a phone, and what it takes to say something useful.
_TEXT = 160
_LABEL = 20


def decode(data: bytes, matching: TripMatching, fetched: int) -> Predictions:
    """What a feed says, read at `fetched` (seconds since 1970). Raises BadFeed if it is none, or a broken one."""
    if len(data) > LIMIT:
        raise BadFeed((f"the live feed: over {LIMIT >> 20} MB",))
    message = FeedMessage()
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise BadFeed(("the live feed: is no GTFS-Realtime",)) from error
    if not message.IsInitialized():
        raise BadFeed(("the live feed: has no header",))
    return _Reading(message, matching, fetched).read()


class _Reading:
    def __init__(self, message: FeedMessage, matching: TripMatching, fetched: int) -> None:
        self._message = message
        self._matching = matching
        self._fetched = fetched
        self._at = self._clamped(message.header.timestamp)
        # Of two updates of one trip the newer one counts.
        self._runs: dict[tuple[int, int, int, bool], Run] = {}
        self._detached: list[Detached] = []
        self._alerts: list[predictions.Alert] = []
        self._vehicles: list[Vehicle] = []
        # What vehicles say of wheelchairs, for trips whose updates do not.
        self._seen: list[tuple[TripDescriptor, int, int]] = []
        self._unknown = 0

    def read(self) -> Predictions:
        for entity in self._message.entity:
            if entity.is_deleted:
                continue
            if entity.HasField("trip_update") and not self._trip(entity.trip_update):
                self._unknown += 1
            if entity.HasField("alert"):
                self._alert(entity.alert)
            if entity.HasField("vehicle"):
                self._vehicle(entity.vehicle)
        for seen in self._seen:
            self._take_wheelchair(*seen)
        return Predictions(
            self._matching.timetable.version,
            self._at,
            self._fetched,
            tuple(self._runs.values()),
            tuple(self._detached),
            tuple(self._alerts),
            tuple(self._vehicles),
            self._unknown,
        )

    def _clamped(self, timestamp: int) -> int:
        """A timestamp that is not from the future, where clocks run fast; ours where there is none."""
        return min(timestamp or self._fetched, self._fetched)

    def _trip(self, update: TripUpdate) -> bool:
        """Whether the trip was found, with something to say about it."""
        trip, what = update.trip, update.trip.schedule_relationship
        if what in (TripDescriptor.ADDED, TripDescriptor.NEW):
            return self._detach(update)
        course = self._matching.find(trip.trip_id, trip.start_time)
        if course is None:
            return what in (TripDescriptor.UNSCHEDULED, TripDescriptor.REPLACEMENT) and self._detach(update)
        implied = implied_start(update.stop_time_update, course)
        if what == TripDescriptor.DUPLICATED:
            start, kind = self._copy(update, course, implied)
        elif course.at_headways:
            start, kind = implied, Kind.EXTRA
        else:
            start, kind = self._matching.start(course, trip.start_date, implied, self._at), Kind.SCHEDULED
        if start is None:
            return False
        if what in _GONE:
            if not course.at_headways:
                self._keep(Run(course.pattern, course.profile, start, self._at, _GONE[what]))
            return what != TripDescriptor.REPLACEMENT or self._detach(update)
        known = points(update, course, start, self._matching.stop_index)
        if known:
            shape = course.pattern, course.profile, start, self._made(update), kind
            changes = *known.changes(), tuple(sorted(known.skipped)), tuple(known.moved)
            self._keep(Run(*shape, *changes, _wheelchair(update.vehicle)))
        return bool(known)

    def _copy(self, update: TripUpdate, course: Course, implied: int | None) -> tuple[int | None, Kind]:
        """When a copy of a trip starts. One that starts when the trip itself does is the trip."""
        trip, copy = update.trip, update.trip_properties
        date, time = copy.start_date or trip.start_date, copy.start_time or trip.start_time
        start = self._matching.moment(course, date, time, self._at) or implied
        is_own = start is not None and self._matching.start(course, date, start, self._at) == start
        return start, Kind.SCHEDULED if is_own else Kind.EXTRA

    def _made(self, update: TripUpdate) -> int:
        """When a prediction was made: its own word before the feed's."""
        return self._clamped(update.timestamp) if update.timestamp else self._at

    def _keep(self, run: Run) -> None:
        key = run.pattern, run.profile, run.start, run.kind == Kind.EXTRA
        if key not in self._runs or run.at >= self._runs[key].at:
            self._runs[key] = run

    def _detach(self, update: TripUpdate) -> bool:
        """Takes a trip that has nothing but the stops and times of its update."""
        timetable, trip = self._matching.timetable, update.trip
        route = timetable.route_infos.index(trip.route_id)
        calls = calls_of(update.stop_time_update, self._matching.stop_index)
        if route < 0 or not calls:
            return False
        last = calls[-1][0]
        headsign = update.trip_properties.trip_headsign or timetable.route_infos.headsign_towards(route, last)
        number, sign = timetable.route_infos.numbers[route], headsign or timetable.places.stop_names[last]
        self._detached.append(Detached(number, sign, self._made(update), calls[:-1]))
        return True

    def _alert(self, alert: Alert) -> None:
        text = _lines(alert.header_text) or _lines(alert.description_text)
        scopes = tuple(scope for one in alert.informed_entity if (scope := self._scope(one)))
        if text and scopes:
            periods = tuple((period.start, period.end) for period in alert.active_period)
            self._alerts.append(predictions.Alert(text, periods, scopes))

    def _scope(self, one: EntitySelector) -> Scope | None:
        """What is meant; None for what this timetable does not have, or nothing at all."""
        agency = route = stop = -1
        run = None
        if one.agency_id:
            agencies = self._matching.ids.agencies
            agency = agencies.index(one.agency_id) if one.agency_id in agencies else 0 if agencies == [""] else -2
        if route_id := one.route_id or one.trip.route_id:
            route = self._index(self._matching.timetable.route_infos.index(route_id))
        if one.stop_id:
            stop = self._index(self._matching.stop_index.get(one.stop_id, -1))
        if one.trip.trip_id:
            course = self._matching.find(one.trip.trip_id, one.trip.start_time)
            start = self._matching.start(course, one.trip.start_date, None, self._at) if course else None
            if course is None or start is None:
                return None
            run = (course.pattern, course.profile, start)
        found = Scope(agency, route, stop, run)
        return None if -2 in (agency, route, stop) or found == Scope() else found

    @staticmethod
    def _index(found: int) -> int:
        return -2 if found < 0 else found

    def _vehicle(self, vehicle: VehiclePosition) -> None:
        at = self._clamped(vehicle.timestamp) if vehicle.timestamp else self._at
        if (told := _wheelchair(vehicle.vehicle)) >= 0:
            self._seen.append((vehicle.trip, told, at))
        infos, trip, where = self._matching.timetable.route_infos, vehicle.trip, vehicle.position
        route, headsign = infos.index(trip.route_id), ""
        if course := self._matching.find(trip.trip_id, trip.start_time):
            calls = self._matching.timetable.calls
            route = calls.pattern_route[course.pattern]
            _, headsign = infos.label(calls.call_line[calls.call_first[course.pattern]])
        lat, lon = round(where.latitude, 5), round(where.longitude, 5)
        if route >= 0 and vehicle.HasField("position") and Location(lat, lon).is_on_earth:
            bearing = round(where.bearing) % 360 if where.HasField("bearing") and isfinite(where.bearing) else None
            label = (vehicle.vehicle.label or vehicle.vehicle.id)[:_LABEL]
            self._vehicles.append(Vehicle(*infos.name(route), headsign, label, lat, lon, bearing, at))

    def _take_wheelchair(self, trip: TripDescriptor, told: int, at: int) -> None:
        """Adds what a vehicle says of wheelchairs to its trip's run, which may be one without any prediction."""
        course = self._matching.find(trip.trip_id, trip.start_time)
        if course is None or course.at_headways:
            return
        start = self._matching.start(course, trip.start_date, None, self._at)
        if start is not None:
            shape = course.pattern, course.profile, start
            run = self._runs.get((*shape, False)) or Run(*shape, at, Kind.SCHEDULED)
            self._runs[(*shape, False)] = run if run.wheelchair >= 0 else replace(run, wheelchair=told)


def _wheelchair(vehicle: VehicleDescriptor) -> int:
    """What a vehicle says: GTFS-Realtime counts from 0 for nothing, `wheelchairs` from 0 for not known."""
    return int(vehicle.wheelchair_accessible) - 1


def _lines(translated: TranslatedString) -> dict[str, str]:
    """One line by language, "vi" of "vi-VN"; the first of several in one language."""
    found: dict[str, str] = {}
    for one in translated.translation:
        if text := " ".join(one.text.split()):
            found.setdefault(one.language.lower()[:2], text if len(text) <= _TEXT else text[: _TEXT - 1].rstrip() + "…")
    return found
