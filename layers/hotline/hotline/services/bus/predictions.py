"""What a live feed says about the trips of one snapshot, small enough for one item.

Times are seconds since 1970. A position is the place of a stop in its pattern, a delay the seconds by which a bus
leaves later than its timetable says.
"""

import json
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import Any, Self

from hotline.errors import BadFeed

FORMAT = 3
# An item may have 400 kB with its keys and names.
LIMIT = 380_000
# What changes of a delay are left out, one after the other, until a feed fits into an item.
_TOLERANCES_S = (0, 20, 60, 180)
# What one item may unpack to: more than any city's, and less than a function's memory.
_UNPACKED = 64 << 20


class Kind(IntEnum):
    """What a run is to the timetable."""

    SCHEDULED = 0
    """One of its trips: the prediction stands in the place of the departure."""
    EXTRA = 1
    """None of its trips: it comes on top."""
    CANCELED = 2
    """One of its trips that does not run, and people are to be told."""
    DELETED = 3
    """One of its trips that is not to be shown."""


@dataclass(frozen=True, slots=True)
class Run:
    """One trip on one day, along a pattern of the snapshot.

    `start` is when the timetable has it leave its first stop; `at` is when the prediction was made. `delays` hold from
    their position on until the next one; None is no prediction. A bus passes `skipped` positions by; `moved` ones have
    it at another stop (position, stop). `wheelchair` is what is said of wheelchairs in the timetable's place, as
    `wheelchairs` has it, -1 for nothing.
    """

    pattern: int
    profile: int
    start: int
    at: int
    kind: Kind
    positions: tuple[int, ...] = ()
    delays: tuple[int | None, ...] = ()
    skipped: tuple[int, ...] = ()
    moved: tuple[tuple[int, int], ...] = ()
    wheelchair: int = -1

    def delay(self, position: int) -> int | None:
        """The delay at a position; None without a prediction. It spreads to later stops, never to earlier ones."""
        known = bisect_right(self.positions, position)
        return self.delays[known - 1] if known else None

    def coarser(self, tolerance: int) -> Self:
        """The same without the changes that are smaller than so many seconds."""
        positions, delays = [], list[int | None]()
        for position, delay in zip(self.positions, self.delays, strict=True):
            last = delays[-1] if delays else None
            if not delays or (last is None) != (delay is None) or abs((last or 0) - (delay or 0)) > tolerance:
                positions.append(position)
                delays.append(delay)
        return replace(self, positions=tuple(positions), delays=tuple(delays))


@dataclass(frozen=True, slots=True)
class Detached:
    """A run that follows no pattern, or those of a line that nobody tells apart.

    `calls` are (stop, time at which it leaves), without the end of the line.
    """

    route: str
    headsign: str
    at: int
    calls: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What an alert is about, as indexes: all that is set must hold, -1 is not set.

    `run` is the (pattern, profile, start) of a trip.
    """

    agency: int = -1
    route: int = -1
    stop: int = -1
    run: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """A notice of the operator. `text` is one line by language ("" where the feed names none).

    `periods` are (start, end), 0 for open; without any it always holds.
    """

    text: Mapping[str, str]
    periods: tuple[tuple[int, int], ...]
    scopes: tuple[Scope, ...]

    def is_active(self, now: int) -> bool:
        """Whether it holds at a moment."""
        return not self.periods or any(start <= now < (end or now + 1) for start, end in self.periods)

    def say(self, lang: str) -> str:
        """In `lang` if it can be, else in Vietnamese, English, or whatever there is."""
        return next(self.text[one] for one in (lang, "vi", "en", "", *self.text) if one in self.text)


@dataclass(frozen=True, slots=True)
class Vehicle:
    """Where a bus was at `at`: WGS 84, degrees. No time of arrival follows from it.

    `headsign` is "" where nobody says which trip it is on, and `bearing`, in degrees clockwise from north, None where
    nobody says where it is heading.
    """

    route_id: str
    route: str
    headsign: str
    label: str
    lat: float
    lon: float
    bearing: int | None
    at: int


@dataclass(frozen=True)
class Predictions:
    """One feed, read at `fetched` and made at `at` by its own word. `unknown` counts the trips that nobody could find.

    `snapshot` is the version whose patterns and stops are meant.
    """

    snapshot: str
    at: int
    fetched: int
    runs: tuple[Run, ...] = ()
    detached: tuple[Detached, ...] = ()
    alerts: tuple[Alert, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    unknown: int = 0

    @cached_property
    def by_pattern(self) -> dict[int, list[Run]]:
        """The runs along each pattern."""
        found: dict[int, list[Run]] = {}
        for run in self.runs:
            found.setdefault(run.pattern, []).append(run)
        return found

    @cached_property
    def moved_to(self) -> dict[int, list[tuple[Run, int]]]:
        """The runs that leave from a stop in place of their own, with the position."""
        found: dict[int, list[tuple[Run, int]]] = {}
        for run in self.runs:
            for position, stop in run.moved:
                found.setdefault(stop, []).append((run, position))
        return found

    @cached_property
    def detached_at(self) -> dict[int, list[tuple[Detached, int]]]:
        """The detached runs that leave each stop, with the time."""
        found: dict[int, list[tuple[Detached, int]]] = {}
        for one in self.detached:
            for stop, time in one.calls:
                found.setdefault(stop, []).append((one, time))
        return found

    def to_bytes(self) -> bytes:
        """For one item: exact if it fits, else without the smallest changes. BadFeed where even that is too large."""
        for tolerance in _TOLERANCES_S:
            packed = zlib.compress(self._json(tolerance), 6)
            if len(packed) <= LIMIT:
                return packed
        raise BadFeed((f"the live feed: {len(packed):,} bytes do not fit into an item",))

    def _json(self, tolerance: int) -> bytes:
        runs = (run.coarser(tolerance) for run in self.runs) if tolerance else self.runs
        body = {
            "format": FORMAT,
            "snapshot": self.snapshot,
            "at": self.at,
            "fetched": self.fetched,
            "unknown": self.unknown,
            "runs": [_run_row(run) for run in runs],
            "detached": [[one.route, one.headsign, one.at, one.calls] for one in self.detached],
            "alerts": [
                [one.text, one.periods, [[scope.agency, scope.route, scope.stop, scope.run] for scope in one.scopes]]
                for one in self.alerts
            ],
            "vehicles": [_vehicle_row(one) for one in self.vehicles],
        }
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Reads what `to_bytes` wrote; BadFeed for anything else, another release's among it."""
        try:
            body = json.loads(zlib.decompressobj().decompress(data, _UNPACKED))
            if body["format"] != FORMAT:
                raise BadFeed((f"the live item: format {body['format']}, this program reads {FORMAT}",))
            return cls(
                body["snapshot"],
                body["at"],
                body["fetched"],
                tuple(map(_run, body["runs"])),
                tuple(Detached(route, sign, at, _pairs(calls)) for route, sign, at, calls in body["detached"]),
                tuple(_alert(*row) for row in body["alerts"]),
                tuple(Vehicle(*row) for row in body["vehicles"]),
                body["unknown"],
            )
        except (zlib.error, ValueError, TypeError, LookupError) as error:
            raise BadFeed((f"the live item: {type(error).__name__}",)) from error


def _run_row(run: Run) -> list[Any]:
    row: list[Any] = [run.pattern, run.profile, run.start, run.at, run.kind, run.positions, run.delays]
    if run.skipped or run.moved or run.wheelchair >= 0:
        row += [run.skipped, run.moved, run.wheelchair]
    return row


def _vehicle_row(one: Vehicle) -> list[Any]:
    return [one.route_id, one.route, one.headsign, one.label, one.lat, one.lon, one.bearing, one.at]


def _run(row: list[Any]) -> Run:
    pattern, profile, start, at, kind, positions, delays, *rest = row
    skipped, moved, wheelchair = rest or ((), (), -1)
    known = tuple(positions), tuple(delays), tuple(skipped), _pairs(moved)
    return Run(pattern, profile, start, at, Kind(kind), *known, wheelchair)


def _alert(text: dict[str, str], periods: list[list[int]], scopes: list[list[Any]]) -> Alert:
    found = tuple(Scope(agency, route, stop, tuple(run) if run else None) for agency, route, stop, run in scopes)
    return Alert(text, _pairs(periods), found)


def _pairs(rows: Iterable[Iterable[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((first, second) for first, second in rows)
