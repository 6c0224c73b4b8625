"""The sample's buses on their way: which are out at a moment, where, and when they leave the stops ahead.

All of it is made up, and the same for the same moment: what a bus does follows from its trip, its day and its start.
Some are on time, some are late and get later, some have nothing on board that says where they are, and some trips do
not run. Like a driver who does his best, no bus leaves its first stop early.
"""

import csv
import io
import math
import zipfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

ANNOUNCED_S, CANCELED_S = 900, 3600
"""How long before its start a bus is predicted, for it stands at its first stop, and a trip said not to run."""
REPORTS_EVERY_S = 15
SILENT, CANCELED, LATE = 15, 8, 30
"""Of a hundred: without a device, not running (of the trips that have a clock time), late."""
HELD_UP = "05"
"""The line that is held up while traffic is dense."""
DENSE = ((time(6, 30), time(8, 30)), (time(16, 30), time(18, 30)))


@dataclass(frozen=True, slots=True)
class Call:
    """A stop of a trip; `leaves` is in seconds after the trip's start, by the timetable."""

    stop_id: str
    sequence: int
    leaves: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Trip:
    """A row of trips.txt with its calls. `starts` are seconds of the service day, every one of a bus."""

    trip_id: str
    route_id: str
    service_id: str
    calls: tuple[Call, ...]
    starts: tuple[int, ...]
    at_headways: bool


@dataclass(frozen=True, slots=True)
class Position:
    """Where a bus was: degrees, and degrees clockwise from north that it was heading for; `towards` is a call."""

    lat: float
    lon: float
    bearing: float
    towards: int
    at: int


@dataclass(frozen=True)
class Bus:
    """One run of a trip. `begins` is when it should leave its first stop, in seconds of the service day.

    `start` is the same, and `leaves` when it leaves each stop, in seconds since 1970.
    """

    trip: Trip
    day: date
    begins: int
    start: int
    leaves: tuple[int, ...]
    is_canceled: bool
    luck: int

    def reported(self, now: int) -> int:
        """When it said last where it is."""
        return now - (now + self.luck) % REPORTS_EVERY_S

    def position(self, now: int) -> Position | None:
        """Where it was when it said so last, on the straight way between two stops; None when it is not out."""
        at = self.reported(now)
        ahead = bisect_right(self.leaves, at)
        if self.is_canceled or not 0 < ahead < len(self.leaves):
            return None
        a, b = self.trip.calls[ahead - 1 : ahead + 1]
        share = (at - self.leaves[ahead - 1]) / (self.leaves[ahead] - self.leaves[ahead - 1])
        north, east = b.lat - a.lat, (b.lon - a.lon) * math.cos(math.radians(a.lat))
        bearing = math.degrees(math.atan2(east, north)) % 360
        return Position(a.lat + share * (b.lat - a.lat), a.lon + share * (b.lon - a.lon), bearing, ahead, at)


class Fleet:
    """The buses of a small GTFS zip, all of whose agencies are in one time zone."""

    def __init__(self, feed: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(feed)) as tables:
            self.zone = ZoneInfo(_rows(tables, "agency.txt")[0]["agency_timezone"])
            self._services = {row["service_id"]: row for row in _rows(tables, "calendar.txt")}
            self._trips = tuple(_trips(tables))
        self._longest = max(trip.calls[-1].leaves for trip in self._trips)

    def buses(self, now: int) -> Iterator[Bus]:
        """Those that are out at `now` or soon will be, and say so; and the trips of that time that do not run."""
        today = datetime.fromtimestamp(now, self.zone).date()
        for day in (today - timedelta(days=1), today):
            # Service days begin twelve hours before noon.
            noon = datetime.combine(day, time(12), self.zone)
            anchor = int(noon.timestamp()) - 12 * 3600
            for trip in self._trips:
                if self._runs(trip.service_id, day):
                    yield from self._out(trip, day, anchor, now)

    def _out(self, trip: Trip, day: date, anchor: int, now: int) -> Iterator[Bus]:
        for seconds in trip.starts:
            start = anchor + seconds
            if now - 2 * self._longest < start < now + CANCELED_S:
                bus = self._bus(trip, day, seconds, start)
                ahead = CANCELED_S if bus.is_canceled else ANNOUNCED_S
                if bus.luck % 100 >= SILENT and bus.leaves[-1] > now and start < now + ahead:
                    yield bus

    def _bus(self, trip: Trip, day: date, begins: int, start: int) -> Bus:
        luck = int.from_bytes(sha256(f"{trip.trip_id} {day} {start}".encode()).digest()[:6])
        share, rest = luck % 100, luck // 100
        is_canceled = not trip.at_headways and SILENT <= share < SILENT + CANCELED
        is_late = SILENT + CANCELED <= share < SILENT + CANCELED + LATE
        at_first, grows = (rest % 150, 90 + rest % 400) if is_late else (rest % 35, rest % 90 - 40)
        if trip.route_id == HELD_UP and self.is_dense(start):
            grows += 240
        ride = trip.calls[-1].leaves
        leaves = tuple(start + call.leaves + at_first + grows * call.leaves // ride for call in trip.calls)
        return Bus(trip, day, begins, start, leaves, is_canceled, luck)

    def is_dense(self, moment: int) -> bool:
        """Whether traffic is dense, seconds since 1970."""
        clock = datetime.fromtimestamp(moment, self.zone).time()
        return any(begin <= clock < end for begin, end in DENSE)

    def _runs(self, service_id: str, day: date) -> bool:
        service = self._services[service_id]
        return service["start_date"] <= f"{day:%Y%m%d}" <= service["end_date"] and service[f"{day:%A}".lower()] == "1"


def _trips(tables: zipfile.ZipFile) -> Iterator[Trip]:
    stops = {row["stop_id"]: (float(row["stop_lat"]), float(row["stop_lon"])) for row in _rows(tables, "stops.txt")}
    times: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in _rows(tables, "stop_times.txt"):
        times[row["trip_id"]].append((int(row["stop_sequence"]), _seconds(row["departure_time"]), row["stop_id"]))
    windows: defaultdict[str, list[int]] = defaultdict(list)
    for row in _rows(tables, "frequencies.txt"):
        begin, end, headway = _seconds(row["start_time"]), _seconds(row["end_time"]), int(row["headway_secs"])
        windows[row["trip_id"]] += range(begin, end, headway)
    for row in _rows(tables, "trips.txt"):
        rows = sorted(times[row["trip_id"]])
        first = rows[0][1]
        calls = tuple(Call(stop, number, leaves - first, *stops[stop]) for number, leaves, stop in rows)
        starts = tuple(windows.get(row["trip_id"], (first,)))
        yield Trip(row["trip_id"], row["route_id"], row["service_id"], calls, starts, row["trip_id"] in windows)


def _rows(tables: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    with tables.open(name) as file:
        return list(csv.DictReader(io.TextIOWrapper(file, "utf-8-sig")))


def _seconds(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)
