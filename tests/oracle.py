"""What a feed says, read slowly and plainly: the timetable is compared with this.

Shares no code with the project, on purpose. It believes the feed: no checks, no repair.
"""

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

type Row = dict[str, str]
type Called = tuple[str, str, str]
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Leaves(NamedTuple):
    """A departure as the oracle understands it: at a time, or (`headway`, minutes) at no particular one."""

    stop_id: str
    route: str
    headsign: str
    time: datetime | None
    headway: tuple[int, int] | None
    first: datetime
    last: datetime


class Run(NamedTuple):
    """A trip at a stop: at `start` seconds of its service day, or from there to `end` every `headway` seconds."""

    route_id: str
    headsign: str
    service_id: str
    start: int
    end: int
    headway: int


class Oracle:
    """Reads the feed; of stop_times only the trips that visit `stops`, if these are given."""

    def __init__(self, feed: Path | io.BytesIO, stops: set[str] | None = None) -> None:
        with zipfile.ZipFile(feed) as archive:
            self._archive = archive
            self.agencies = self._rows("agency.txt")
            self.routes = {row["route_id"]: row for row in self._rows("routes.txt")}
            self.stops = {row["stop_id"]: row for row in self._rows("stops.txt")}
            self.calendar = {row["service_id"]: row for row in self._rows("calendar.txt")}
            self.exceptions = {
                (row["service_id"], row["date"]): row["exception_type"] for row in self._rows("calendar_dates.txt")
            }
            self.trips = {row["trip_id"]: row for row in self._rows("trips.txt")}
            self.frequencies: dict[str, list[Row]] = defaultdict(list)
            for row in self._rows("frequencies.txt"):
                self.frequencies[row["trip_id"]].append(row)
            wanted = {row["trip_id"] for row in self._each("stop_times.txt", "stop_id", stops)} if stops else None
            calls: dict[str, list[Row]] = defaultdict(list)
            for row in self._each("stop_times.txt", "trip_id", wanted):
                calls[row["trip_id"]].append(row)
        self._runs_on: dict[tuple[str, date], bool] = {}
        self.runs: dict[str, list[Run]] = defaultdict(list)
        for trip_id, rows in calls.items():
            self._take(trip_id, sorted(rows, key=lambda row: int(row["stop_sequence"])))

    def _each(self, name: str, column: str = "", only: set[str] | None = None) -> Iterable[Row]:
        """The rows of a file; only those with certain values in a column, if these are given."""
        if name not in self._archive.namelist():
            return
        with self._archive.open(name) as raw:
            rows = csv.reader(io.TextIOWrapper(raw, "utf-8-sig", newline=""))
            names = [cell.strip() for cell in next(rows)]
            place = names.index(column) if column else 0
            for cells in rows:
                if only is None or cells[place].strip() in only:
                    yield dict(zip(names, map(str.strip, cells), strict=False))

    def _rows(self, name: str) -> list[Row]:
        return list(self._each(name))

    def _take(self, trip_id: str, rows: list[Row]) -> None:
        trip = self.trips[trip_id]
        leaves = filled([row.get("arrival_time", "") for row in rows], [row.get("departure_time", "") for row in rows])
        end = rows[-1]["stop_id"]
        end_name = self.stops[end].get("stop_name", "") or end
        otherwise = trip.get("trip_headsign", "") or (
            "" if re.fullmatch(rf"(\S*[\W_])?{re.escape(end)}", end_name) else end_name
        )
        for place, row in enumerate(rows[:-1]):
            if row.get("pickup_type", "") == "1":
                continue
            headsign = row.get("stop_headsign", "") or otherwise
            for start, stop, headway in self._starts(trip_id, leaves[0]):
                offset = leaves[place] - leaves[0]
                run = Run(trip["route_id"], headsign, trip["service_id"], start + offset, stop + offset, headway)
                self.runs[row["stop_id"]].append(run)

    def _starts(self, trip_id: str, usual: int) -> Iterable[tuple[int, int, int]]:
        """(start, end, headway) of a trip; the headway is 0 where the start is a time of the clock."""
        if trip_id not in self.frequencies:
            yield usual, usual, 0
        for row in self.frequencies.get(trip_id, ()):
            start, end, headway = clock(row["start_time"]), clock(row["end_time"]), int(row["headway_secs"])
            if row.get("exact_times", "") != "1":
                yield start, end, headway
                continue
            while start < end:
                yield start, start, 0
                start += headway

    def runs_on(self, service_id: str, day: date) -> bool:
        """Whether a service runs on a day."""
        key = service_id, day
        if key not in self._runs_on:
            self._runs_on[key] = self._looked_up(service_id, day)
        return self._runs_on[key]

    def _looked_up(self, service_id: str, day: date) -> bool:
        kind = self.exceptions.get((service_id, f"{day:%Y%m%d}"))
        if kind:
            return kind == "1"
        row = self.calendar.get(service_id)
        if not row or not row["start_date"] <= f"{day:%Y%m%d}" <= row["end_date"]:
            return False
        return row[WEEK[day.weekday()]] == "1"

    def zone(self, route_id: str) -> ZoneInfo:
        """The zone that a route's times are in."""
        wanted = self.routes[route_id].get("agency_id", "")
        zones = {agency.get("agency_id", ""): agency["agency_timezone"] for agency in self.agencies}
        return ZoneInfo(zones.get(wanted) or self.agencies[0]["agency_timezone"])

    def label(self, route_id: str) -> str:
        """What people call a route."""
        row = self.routes[route_id]
        return row.get("route_short_name", "") or row.get("route_long_name", "") or route_id

    def board(self, stop_ids: Iterable[str], now: datetime, horizon: timedelta) -> list[Leaves]:
        """Everything that leaves some stops from `now` to before `now + horizon`."""
        return [one for leaves in self._boards(stop_ids, now, horizon).values() for one in leaves]

    def lines(self, stop_ids: Iterable[str], now: datetime, horizon: timedelta) -> set[Called]:
        """What everything that leaves then is called."""
        return {called for _, called in self._boards(stop_ids, now, horizon)}

    def called(self, run: Run) -> Called:
        """The agency, number and headsign: routes that share them are one line to a passenger."""
        return self.routes[run.route_id].get("agency_id", ""), self.label(run.route_id), run.headsign

    def _boards(
        self, stop_ids: Iterable[str], now: datetime, horizon: timedelta
    ) -> dict[tuple[str, Called], list[Leaves]]:
        found: dict[tuple[str, Called], list[Leaves]] = {}
        for stop_id in stop_ids:
            lines: dict[Called, list[Run]] = defaultdict(list)
            for run in self.runs.get(stop_id, ()):
                lines[self.called(run)].append(run)
            for called, runs in lines.items():
                if leaves := list(self._line(stop_id, runs, now, now + horizon)):
                    found[stop_id, called] = leaves
        return found

    def _line(self, stop_id: str, runs: list[Run], begin: datetime, end: datetime) -> Iterable[Leaves]:
        zone, label, headsign = self.zone(runs[0].route_id), self.label(runs[0].route_id), runs[0].headsign
        headways: list[int] = []
        hours: tuple[datetime, datetime] | None = None
        for back in range(max(run.end for run in runs) // 86400 + 1, -3, -1):
            day = begin.astimezone(zone).date() - timedelta(days=back)
            today = [run for run in runs if self.runs_on(run.service_id, day)]
            if not today:
                continue
            since, until = begin.timestamp() - anchor(day, zone), end.timestamp() - anchor(day, zone)
            first = moment(day, min(run.start for run in today), zone)
            last = moment(day, max(run.end for run in today), zone)
            for run in today:
                if not run.headway and since <= run.start < until:
                    yield Leaves(stop_id, label, headsign, moment(day, run.start, zone), None, first, last)
                if run.headway and run.start < until and since < run.end:
                    headways.append(run.headway)
                    hours = hours or (first, last)
        if hours:
            lowest, highest = (max(1, int(seconds / 60 + 0.5)) for seconds in (min(headways), max(headways)))
            yield Leaves(stop_id, label, headsign, None, (lowest, highest), *hours)

    def next_after(self, stop_ids: Iterable[str], begin: datetime, days: int) -> dict[Called, datetime]:
        """When each line next leaves some stops, or starts to at headways, within some days."""
        found: dict[Called, datetime] = {}
        for run in [run for stop_id in stop_ids for run in self.runs.get(stop_id, ())]:
            zone, line = self.zone(run.route_id), self.called(run)
            for ahead in range(-1 - run.start // 86400, days + 2):
                day = begin.astimezone(zone).date() + timedelta(days=ahead)
                wait = anchor(day, zone) + run.start - begin.timestamp()
                if 0 <= wait < days * 86400 and self.runs_on(run.service_id, day):
                    at = moment(day, run.start, zone)
                    found[line] = min(at, found.get(line, at))
                    break
        return found


def clock(text: str) -> int:
    """Seconds of a GTFS time."""
    hours, minutes, seconds = map(int, text.split(":"))
    return (hours * 60 + minutes) * 60 + seconds


@cache
def anchor(day: date, zone: ZoneInfo) -> float:
    """Noon less twelve hours."""
    return datetime.combine(day, time(12), zone).timestamp() - 12 * 3600


def moment(day: date, seconds: int, zone: ZoneInfo) -> datetime:
    """A time of a service day."""
    return datetime.fromtimestamp(anchor(day, zone) + seconds, UTC).astimezone(zone)


def filled(arrivals: list[str], departures: list[str]) -> list[int]:
    """Departure seconds, blank ones spread evenly from the departure before to the arrival after."""
    known = {
        place: (clock(arrival or departure), clock(departure or arrival))
        for place, (arrival, departure) in enumerate(zip(arrivals, departures, strict=True))
        if arrival or departure
    }
    found = []
    for place in range(len(arrivals)):
        before = max(other for other in known if other <= place)
        after = min(other for other in known if other >= place)
        leaves, comes = known[before][1], known[after][0]
        found.append(
            leaves if before == after else leaves + round((comes - leaves) * (place - before) / (after - before))
        )
    return found
