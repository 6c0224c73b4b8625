"""Reads GTFS-Realtime: trip updates, alerts and vehicle positions, resolved to one snapshot's trips.

Source: gtfs.org/documentation/realtime/reference. Nobody vouches for the bytes: whatever is in them, only BadFeed comes
out, and what names things that the timetable does not have is left out.
"""

from dataclasses import replace
from math import isfinite

from google.protobuf.message import DecodeError
from google.transit.gtfs_realtime_pb2 import (
    FeedHeader,
    FeedMessage,
    TripDescriptor,
    TripUpdate,
    VehicleDescriptor,
    VehiclePosition,
)

from hotline.errors import BadFeed
from hotline.messages import Location
from hotline.services.bus.predictions import Alert, Detached, Kind, Predictions, Run, Vehicle
from hotline.services.bus.service_days import DAY
from hotline.services.bus.trip_matching import Course, TripMatching
from hotline.services.bus.upstream.service_alerts import line, read_alert
from hotline.services.bus.upstream.stop_time_updates import calls_of, implied_start, points

LIMIT = 8 << 20
"""Bytes of a feed. Two thousand buses with thirty stops each are 2.5 MB."""

# The trips that do not run as they should, or not at all.
_GONE = {
    TripDescriptor.CANCELED: Kind.CANCELED,
    TripDescriptor.DELETED: Kind.DELETED,
    TripDescriptor.REPLACEMENT: Kind.DELETED,
}
# What it takes to say something useful, and where a bus goes.
_LABEL = 20
_HEADSIGN = 60
# Two thousand buses on the road, their alerts and positions, are a third of it; a trip has a hundred stops.
_ENTITIES = 20_000
_STOPS = 1000
# Nobody asks about what runs at a time of its own further away, and no clock shows the year 50,000.
_NEAR_S = 8 * DAY
# Seconds since 1970 reach this in the year 5138: what is beyond counts milliseconds.
_MILLISECONDS = 100_000_000_000


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
    if message.header.incrementality != FeedHeader.FULL_DATASET:
        raise BadFeed(("the live feed: says what has changed, and only whole feeds are read",))
    if len(message.entity) > _ENTITIES:
        raise BadFeed((f"the live feed: over {_ENTITIES:,} entities",))
    return _Reading(message, matching, fetched).read()


class _Reading:
    def __init__(self, message: FeedMessage, matching: TripMatching, fetched: int) -> None:
        self._message = message
        self._matching = matching
        self._fetched = fetched
        self._at = self._clamped(message.header.timestamp)
        # Of two updates of one trip the newer one counts.
        self._runs: dict[tuple[int, int, int, bool], Run] = {}
        self._detached: dict[tuple[str, ...], Detached] = {}
        self._alerts: list[Alert] = []
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
            if entity.HasField("alert") and (alert := read_alert(entity.alert, self._matching, self._at)):
                self._alerts.append(alert)
            if entity.HasField("vehicle"):
                self._vehicle(entity.vehicle)
        for seen in self._seen:
            self._take_wheelchair(*seen)
        return Predictions(
            self._matching.timetable.version,
            self._at,
            self._fetched,
            tuple(self._runs.values()),
            tuple(self._detached.values()),
            tuple(self._alerts),
            tuple(self._vehicles),
            self._unknown,
        )

    def _clamped(self, timestamp: int) -> int:
        """A timestamp that is not from the future, where clocks run fast; ours where there is none."""
        if timestamp > _MILLISECONDS:
            timestamp //= 1000
        return min(timestamp or self._fetched, self._fetched)

    def _trip(self, update: TripUpdate) -> bool:
        """Whether the trip was found, with something to say about it."""
        trip, what = update.trip, update.trip.schedule_relationship
        if len(update.stop_time_update) > _STOPS:
            return False
        if what in (TripDescriptor.ADDED, TripDescriptor.NEW):
            return self._detach(update)
        course = self._course(trip)
        if course is None:
            return what in (TripDescriptor.UNSCHEDULED, TripDescriptor.REPLACEMENT) and self._detach(update)
        return self._run(update, course)

    def _run(self, update: TripUpdate, course: Course) -> bool:
        """Whether there is something to say about a trip of the timetable."""
        what = update.trip.schedule_relationship
        start, kind = self._start(update, course)
        if start is None or not self._is_near(start):
            return False
        if what == TripDescriptor.REPLACEMENT and not self._detach(update, course):
            return False
        if what in _GONE:
            if not course.at_headways:
                self._keep(Run(course.pattern, course.profile, start, self._at, _GONE[what]))
            return True
        known = points(update, course, start, self._matching.stop_index)
        if known:
            shape = course.pattern, course.profile, start, self._made(update), kind
            changes = *known.changes(), tuple(sorted(known.skipped)), tuple(known.moved)
            self._keep(Run(*shape, *changes, _wheelchair(update.vehicle)))
        return bool(known)

    def _start(self, update: TripUpdate, course: Course) -> tuple[int | None, Kind]:
        """When the trip starts, None where that is unknown, and what it is to the timetable."""
        implied = implied_start(update.stop_time_update, course)
        if update.trip.schedule_relationship == TripDescriptor.DUPLICATED:
            return self._copy(update, course, implied)
        if course.at_headways:
            return implied, Kind.EXTRA
        return self._matching.start(course, update.trip.start_date, implied, self._at), Kind.SCHEDULED

    def _course(self, trip: TripDescriptor) -> Course | None:
        """The course of a trip by its id, or by what the specification lets stand for one."""
        if trip.trip_id:
            return self._matching.find(trip.trip_id, trip.start_time)
        direction = trip.direction_id if trip.HasField("direction_id") else None
        return self._matching.find_by_start(trip.route_id, direction, trip.start_date, trip.start_time, self._at)

    def _is_near(self, time: int) -> bool:
        return abs(time - self._fetched) <= _NEAR_S

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

    def _detach(self, update: TripUpdate, replaced: Course | None = None) -> bool:
        """Takes a trip that has nothing but its update's stops and times, and perhaps the route of another one."""
        infos, trip = self._matching.timetable.route_infos, update.trip
        route = infos.index(trip.route_id)
        if route < 0 and replaced:
            route = self._matching.timetable.calls.pattern_route[replaced.pattern]
        calls = calls_of(update.stop_time_update, self._matching.stop_index)
        if route < 0 or not calls or not all(self._is_near(time) for _, time in calls):
            return False
        last = calls[-1][0]
        headsign = line(update.trip_properties.trip_headsign, _HEADSIGN) or infos.headsign_towards(route, last)
        sign = headsign or self._matching.timetable.places.stop_names[last]
        found = Detached(infos.numbers[route], sign, self._made(update), calls[:-1])
        # Trips without a name of their own are as many as there are.
        name = trip.trip_id or str(len(self._detached))
        key = name, trip.start_date, trip.start_time
        if key not in self._detached or found.at >= self._detached[key].at:
            self._detached[key] = found
        return True

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
            label = line(vehicle.vehicle.label or vehicle.vehicle.id, _LABEL)
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
