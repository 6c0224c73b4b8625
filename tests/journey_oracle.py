"""Journeys by a plain search over every single bus of some days: the time-expanded network, ride by ride.

Shares no code with the project, on purpose. It knows no patterns and prunes nothing: each ride looks at every bus.
"""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import asin, cos, dist, inf, radians, sin
from pathlib import Path

from tests.oracle import Oracle, Row, anchor, clock, filled

type Point = tuple[float, float]


@dataclass(frozen=True)
class Call:
    """A bus at a stop: seconds since it started."""

    stop: str
    comes: int
    leaves: int
    boards: bool
    alights: bool


@dataclass(frozen=True)
class Bus:
    """One bus, or (`wait` > 0) all that leave at headways from `start` to before `end`. Timestamps."""

    calls: list[Call]
    start: float
    end: float
    wait: int


@dataclass(frozen=True)
class Told:
    """What a live feed says of one bus, by position: delays until the next one (None: nothing), and stops passed by."""

    delays: Mapping[int, int | None] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    is_canceled: bool = False


@dataclass
class End:
    """An end of a journey: a point, and the stops that are the very place."""

    point: Point | None
    stops: set[str] = field(default_factory=set)


class JourneyOracle(Oracle):
    """Reads a feed whole."""

    def __init__(self, feed: Path | io.BytesIO) -> None:
        self.calls: dict[str, list[Call]] = {}
        self.starts: dict[str, int] = {}
        self.sequences: dict[str, list[int]] = {}
        super().__init__(feed)
        self.points = {stop: at for stop, row in self.stops.items() if (at := _point(row))}
        used = {call.stop for calls in self.calls.values() for call in calls}
        self.paths: dict[str, list[tuple[str, int]]] = defaultdict(list)
        northwards = sorted(used & self.points.keys(), key=lambda stop: self.points[stop])
        for place, one in enumerate(northwards):
            for other in northwards[place + 1 :]:
                if self.points[other][0] > self.points[one][0] + 0.003:  # 334 m
                    break
                if (metres := ground(self.points[one], self.points[other])) <= 300:
                    self.paths[one].append((other, walk(round(metres))))
                    self.paths[other].append((one, walk(round(metres))))
        self._buses: dict[object, list[Bus]] = {}
        # Of trips on service days, and of buses at headways that are under way, by their start.
        self.told: dict[tuple[str, date], Told] = {}
        self.extra: dict[tuple[str, float], Told] = {}

    def _take(self, trip_id: str, rows: list[Row]) -> None:
        leaves = filled([row.get("arrival_time", "") for row in rows], [row.get("departure_time", "") for row in rows])
        self.starts[trip_id] = leaves[0]
        self.sequences[trip_id] = [int(row["stop_sequence"]) for row in rows]
        self.calls[trip_id] = [
            Call(
                row["stop_id"],
                (clock(row["arrival_time"]) if row.get("arrival_time") else left) - leaves[0],
                left - leaves[0],
                row.get("pickup_type", "") != "1",
                row.get("drop_off_type", "") != "1",
            )
            for row, left in zip(rows, leaves, strict=True)
        ]

    def buses(self, now: datetime) -> list[Bus]:
        """Every bus of the service days up to that of `now`."""
        today = now.date()
        if today not in self._buses:
            self._buses[today] = [
                bus
                for trip_id in self.calls
                for back in range(5)
                if self.runs_on(self.trips[trip_id]["service_id"], today - timedelta(days=back))
                if (trip_id, today - timedelta(days=back)) not in self.told
                for bus in self._on(trip_id, self._anchor(trip_id, today - timedelta(days=back)))
            ] + list(self._live(today))
        return self._buses[today]

    def tell(self, told: dict[tuple[str, date], Told], extra: dict[tuple[str, float], Told]) -> None:
        """What a live feed says, in place of what it said before."""
        self.told, self.extra = told, extra
        self._buses.clear()

    def _live(self, today: date) -> Iterable[Bus]:
        for (trip_id, day), told in self.told.items():
            if not told.is_canceled and day <= today:
                start = self._anchor(trip_id, day) + self.starts[trip_id]
                yield Bus(as_told(self.calls[trip_id], told, as_planned=True), start, start, 0)
        for (trip_id, start), told in self.extra.items():
            yield Bus(as_told(self.calls[trip_id], told, as_planned=False), start, start, 0)

    def _anchor(self, trip_id: str, day: date) -> float:
        return anchor(day, self.zone(self._route(trip_id)))

    def _route(self, trip_id: str) -> str:
        return self.trips[trip_id]["route_id"]

    def _on(self, trip_id: str, since: float) -> Iterable[Bus]:
        for start, end, headway in self._starts(trip_id, self.starts[trip_id]):
            yield Bus(self.calls[trip_id], since + start, since + end, min(headway, end - start))

    def arrivals(self, origin: End, destination: End, now: datetime) -> list[tuple[int, float]]:
        """(changes, arrival), each sooner than with fewer changes, and than on foot where that is near."""
        start = now.timestamp()
        best, reached = inf, {stop: start + seconds for stop, seconds in self._around(origin).items()}
        if origin.point and destination.point and (metres := ground(origin.point, destination.point)) <= 1000:
            best = start + walk(metres)
        egress, found = self._around(destination), list[tuple[int, float]]()
        buses = [bus for bus in self.buses(now) if bus.end + bus.wait + max(call.leaves for call in bus.calls) > start]
        for changes in range(3):
            ridden = self._one_ride(buses, reached)
            there = min((ridden[stop] + seconds for stop, seconds in egress.items() if stop in ridden), default=inf)
            if there < best:
                best = there
                found.append((changes, there))
            for stop, when in ridden.items():
                for other, seconds in [(stop, 0), *self.paths[stop]]:
                    reached[other] = min(reached.get(other, inf), when + seconds)
        return found

    def _around(self, end: End) -> dict[str, int]:
        near = {
            stop: walk(metres)
            for stop, at in self.points.items()
            if end.point and (metres := ground(end.point, at)) <= 1000
        }
        return near | dict.fromkeys(end.stops, 0)

    @staticmethod
    def _one_ride(buses: Iterable[Bus], reached: Mapping[str, float]) -> dict[str, float]:
        """The earliest arrival anywhere by one bus from where one is."""
        ridden: dict[str, float] = {}
        for bus in buses:
            started = inf
            for call in bus.calls:
                if call.alights and started + call.comes < ridden.get(call.stop, inf):
                    ridden[call.stop] = started + call.comes
                if call.boards and call.stop in reached:
                    since = reached[call.stop] - call.leaves
                    if not bus.wait and since <= bus.start:
                        started = bus.start
                    if bus.wait and (comes := max(since, bus.start) + bus.wait // 2) < bus.end:
                        started = min(started, comes)
        return ridden


def as_told(calls: list[Call], told: Told, *, as_planned: bool) -> list[Call]:
    """A bus stop by stop, as it is predicted. Where it is not, it is `as_planned`, or nobody can use it."""
    first = min(told.delays, default=len(calls))
    known = told.delays.get(first)
    there = None if known is None else calls[first].leaves + known
    delay: int | None = None
    found: list[Call] = []
    latest = -inf
    for position, call in enumerate(calls):
        delay = told.delays.get(position, delay)
        closed = position in told.skipped or (delay is None and not as_planned)
        leaves = call.leaves + (delay or 0)
        if position < first and there is not None and leaves >= there:
            leaves, closed = there, True  # it has been here: it is further on already
        comes = max(leaves - (call.leaves - call.comes), latest)
        latest = max(latest, leaves)
        found.append(Call(call.stop, int(comes), leaves, call.boards and not closed, call.alights and not closed))
    return found


def _point(row: Row) -> Point | None:
    try:
        at = round(float(row["stop_lat"]), 7), round(float(row["stop_lon"]), 7)
    except ValueError:
        return None
    return at if at != (0, 0) and row.get("location_type", "") in ("", "0", "1") else None


def walk(metres: float) -> int:
    """Seconds on foot: 30 % more than the straight line, 4.5 km an hour."""
    return round(metres * 1.3 * 3600 / 4500)


def ground(here: Point, there: Point) -> float:
    """Metres by the angle between two arrows from the middle of the earth."""

    def arrow(at: Point) -> tuple[float, float, float]:
        lat, lon = radians(at[0]), radians(at[1])
        return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)

    return 2 * 6_371_009 * asin(min(1.0, dist(arrow(here), arrow(there)) / 2))
