"""What the sample's buses say, as GTFS-Realtime: trip updates, vehicle positions and an alert in one feed."""

from datetime import datetime

from google.transit.gtfs_realtime_pb2 import Alert, FeedHeader, FeedMessage, TripDescriptor, VehiclePosition

from infra.local.fleet import DENSE, HELD_UP, Bus, Fleet

RENEWED_EVERY_S = 10
"""Between two versions of the feed: who asks more often is told that it is the same."""

HELD_UP_TEXT = {
    "vi": f"Tuyến {HELD_UP}: đường đông giờ cao điểm, xe có thể trễ 5–10 phút (dữ liệu mẫu).",
    "en": f"Line {HELD_UP}: heavy traffic, buses may be 5–10 minutes late (sample data).",
}


def encode(fleet: Fleet, now: int) -> bytes:
    """The feed at `now`, seconds since 1970; the same bytes for ten seconds."""
    made = now - now % RENEWED_EVERY_S
    message = FeedMessage()
    message.header.gtfs_realtime_version = "2.0"
    message.header.incrementality = FeedHeader.FULL_DATASET
    message.header.timestamp = made
    for bus in fleet.buses(made):
        _trip_update(message, bus, made)
        _vehicle(message, bus, made)
    if fleet.is_dense(made):
        _held_up(message, fleet, made)
    return message.SerializeToString(deterministic=True)


def _trip_update(message: FeedMessage, bus: Bus, now: int) -> None:
    update = message.entity.add(id=f"{_name(bus)} trip").trip_update
    _describe(update.trip, bus)
    if bus.is_canceled:
        update.trip.schedule_relationship = TripDescriptor.CANCELED
        return
    update.timestamp = bus.reported(now)
    update.vehicle.id = _name(bus)
    # From the stop that it left last: a timetable alone would say again that it is to come.
    first = max(0, sum(leaves <= now for leaves in bus.leaves) - 1)
    for call, leaves in zip(bus.trip.calls[first:], bus.leaves[first:], strict=True):
        one = update.stop_time_update.add(stop_sequence=call.sequence, stop_id=call.stop_id)
        one.arrival.time = one.departure.time = leaves


def _vehicle(message: FeedMessage, bus: Bus, now: int) -> None:
    where = bus.position(now)
    if where is None:
        return
    vehicle = message.entity.add(id=f"{_name(bus)} vehicle").vehicle
    _describe(vehicle.trip, bus)
    vehicle.vehicle.id = _name(bus)
    vehicle.position.latitude, vehicle.position.longitude = where.lat, where.lon
    vehicle.position.bearing = where.bearing
    towards = bus.trip.calls[where.towards]
    vehicle.current_stop_sequence, vehicle.stop_id = towards.sequence, towards.stop_id
    vehicle.current_status = VehiclePosition.IN_TRANSIT_TO
    vehicle.timestamp = where.at


def _describe(trip: TripDescriptor, bus: Bus) -> None:
    trip.trip_id, trip.route_id = bus.trip.trip_id, bus.trip.route_id
    trip.start_date = f"{bus.day:%Y%m%d}"
    if bus.trip.at_headways:
        trip.start_time = f"{bus.begins // 3600:02}:{bus.begins // 60 % 60:02}:00"


def _held_up(message: FeedMessage, fleet: Fleet, now: int) -> None:
    alert = message.entity.add(id="held-up").alert
    alert.informed_entity.add(route_id=HELD_UP)
    alert.cause, alert.effect = Alert.OTHER_CAUSE, Alert.SIGNIFICANT_DELAYS
    day = datetime.fromtimestamp(now, fleet.zone).date()
    for begin, end in DENSE:
        start, stop = (int(datetime.combine(day, clock, fleet.zone).timestamp()) for clock in (begin, end))
        alert.active_period.add(start=start, end=stop)
    for language, text in HELD_UP_TEXT.items():
        alert.header_text.translation.add(text=text, language=language)


def _name(bus: Bus) -> str:
    """Of the bus on this run, all day."""
    return f"{bus.trip.trip_id} {bus.begins // 3600:02}{bus.begins // 60 % 60:02}"
