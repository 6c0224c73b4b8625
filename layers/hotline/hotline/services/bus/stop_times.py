"""Reads stop_times.txt, the one large file of a feed, a trip at a time.

Trips of one line differ in little: the same stops (a `Shape`) and often the very same minutes between them (a profile).
Each trip is looked up by its columns as they stand in the file, so a row costs hardly more than `csv.reader` takes for
it. What is unusual in any way (blank times, rows out of order, errors) is read again with care, row by row.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from hotline.services.bus.feed import Feed, Table, clean, seconds
from hotline.services.bus.feed_tables import Trips

FILE = "stop_times.txt"
NO_PICKUP = "1"
# Raw columns are remembered to be recognised; a feed in which no two trips are written alike must not fill the memory.
REMEMBERED_COLUMNS = 8192
BLANK = -1


@dataclass(frozen=True, slots=True)
class Shape:
    """What a trip visits, in order. `headsigns` are indexes, 0 where stop_times has none."""

    stops: tuple[int, ...]
    boards: tuple[bool, ...]
    headsigns: tuple[int, ...]
    sequences: tuple[int, ...]


@dataclass(slots=True)
class StopTimes:
    """stop_times.txt: each trip is a shape, a profile and the second of its service day at which it starts.

    A profile holds the seconds from the start to the departure from each stop of the shape. `shape_of` is −1 for a trip
    of which nothing usable is known.
    """

    shapes: list[Shape]
    profiles: list[tuple[int, ...]]
    shape_of: "array[int]"
    profile_of: "array[int]"
    start_of: "array[int]"
    rows: int = 0


class _Clock(dict[str, int | None]):
    """Seconds by time as written; a day has few times, a feed millions."""

    def __missing__(self, text: str) -> int | None:
        self[text] = found = seconds(text)
        return found


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns are; −1 for one that the file does not have."""

    width: int
    trip: int
    stop: int
    sequence: int
    arrival: int
    departure: int
    pickup: int
    headsign: int

    @classmethod
    def of(cls, table: Table) -> "_Columns":
        at = table.columns
        arrival, departure = at.get("arrival_time", -1), at.get("departure_time", -1)
        return cls(
            table.width,
            at["trip_id"],
            at["stop_id"],
            at["stop_sequence"],
            arrival if arrival >= 0 else departure,
            departure if departure >= 0 else arrival,
            at.get("pickup_type", -1),
            at.get("stop_headsign", -1),
        )


def read_stop_times(feed: Feed, stops: dict[str, int], trips: Trips) -> StopTimes:
    """Reads all of it. `stops` are the indexes of what can be boarded at; broken rows are reported and skipped."""
    reader = _Reader(feed, stops, trips)
    if feed.needs(FILE, "trip_id", "stop_id", "stop_sequence"):
        with feed.table(FILE) as table:
            if "departure_time" in table.columns or "arrival_time" in table.columns:
                reader.read(table)
            else:
                feed.findings.refuse(FILE, "has neither departure_time nor arrival_time", row=1)
    return reader.result


@dataclass(slots=True)
class _Reader:
    feed: Feed
    stops: dict[str, int]
    trips: Trips
    result: StopTimes = field(init=False)
    _shapes: dict[Shape, int] = field(default_factory=dict)
    _profiles: dict[tuple[int, ...], int] = field(default_factory=dict)
    _known: dict[tuple[tuple[str, ...], ...], tuple[int, list[int] | None]] = field(default_factory=dict)
    _clock: _Clock = field(default_factory=_Clock)
    # Rows read with care, by trip: six numbers a row (sequence, stop, headsign and boarding, arrival, departure, line).
    _loose: "dict[int, array[int]]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        count = len(self.trips.route)
        blank = array("i", [BLANK]) * count
        self.result = StopTimes([], [], blank[:], blank[:], blank[:])

    def read(self, table: Table) -> None:
        columns = _Columns.of(table)
        trip_column = columns.trip
        trip_id, first_line, rows = "", 2, list[list[str]]()
        for row in table.reader:
            try:
                found = row[trip_column]
            except IndexError:  # blank or cut off: stays where it stands, to be looked at with care
                found = trip_id
            if found == trip_id:
                rows.append(row)
                continue
            self._trip(columns, trip_id, rows, first_line)
            trip_id, first_line, rows = found, table.line, [row]
        self._trip(columns, trip_id, rows, first_line)
        for trip, values in self._loose.items():
            self._finish(trip, values)
        self.feed.findings.counted(FILE, self.result.rows)
        if not self.result.rows:
            self.feed.findings.refuse(FILE, "holds no row")

    def _trip(self, columns: _Columns, trip_id: str, rows: list[list[str]], first_line: int) -> None:
        """Takes in the consecutive rows of one trip."""
        trip = self.trips.ordinals.get(trip_id)
        if trip is None:
            trip = self.trips.ordinals.get(clean(trip_id))
        if trip is None:
            self._unknown(trip_id, rows, first_line)
            return
        if trip < 0:
            self.result.rows += len(rows)
            return
        seen = self.result.shape_of[trip] >= 0 or trip in self._loose
        if seen or not self._plain(columns, trip, rows):
            self._careful(columns, trip, rows, first_line)

    def _unknown(self, trip_id: str, rows: list[list[str]], first_line: int) -> None:
        written = [(line, row) for line, row in enumerate(rows, first_line) if any(map(str.strip, row))]
        self.result.rows += len(written)
        if written:
            self.feed.findings.broken(FILE, written[0][0], f"there is no trip {clean(trip_id)!r}", rows=len(written))

    def _plain(self, columns: _Columns, trip: int, rows: list[list[str]]) -> bool:
        """Takes a trip whose rows are as they should be, all at once; False, and nothing done, if one is not."""
        try:
            fields = tuple(zip(*rows, strict=True))
            if len(fields) != columns.width:
                return False
            key = [fields[columns.stop], fields[columns.sequence]]
            if columns.pickup >= 0:
                key.append(fields[columns.pickup])
            if columns.headsign >= 0:
                key.append(fields[columns.headsign])
            shape, order = self._known.get(raw := tuple(key)) or self._recognise(columns, raw)
            if order:
                fields = tuple(tuple(map(column.__getitem__, order)) for column in fields)
            clock = self._clock.__getitem__
            departures = stays = list(map(clock, fields[columns.departure]))
            if fields[columns.arrival] != fields[columns.departure]:
                arrivals = map(clock, fields[columns.arrival])
                stays = [time for both in zip(arrivals, departures, strict=True) for time in both]
            # None, where a time is blank, does not compare.
            if stays != sorted(stays):  # type: ignore[type-var]
                return False
            start = departures[0]
            profile = tuple([time - start for time in departures])  # type: ignore[operator]
        except (TypeError, ValueError):
            return False
        self.result.shape_of[trip] = shape
        self.result.profile_of[trip] = self._profile(profile)
        self.result.start_of[trip] = start  # type: ignore[call-overload]
        self.result.rows += len(rows)
        return True

    def _recognise(self, columns: _Columns, raw: tuple[tuple[str, ...], ...]) -> tuple[int, list[int] | None]:
        """The shape that some columns say, and the order to read them in if it is not theirs; ValueError if broken."""
        stop_ids, sequence_texts, *others = raw
        pickups = others.pop(0) if columns.pickup >= 0 else ("",) * len(stop_ids)
        headsigns = others.pop(0) if columns.headsign >= 0 else ("",) * len(stop_ids)
        rows = [
            (int(sequence), self._stop(stop), pickup.strip() != NO_PICKUP, self.trips.headsign_index(clean(headsign)))
            for sequence, stop, pickup, headsign in zip(sequence_texts, stop_ids, pickups, headsigns, strict=True)
        ]
        order = sorted(range(len(rows)), key=lambda row: rows[row][0])
        rows = [rows[row] for row in order]
        sequences, stops, boards, signs = zip(*rows, strict=True)
        if sequences[0] < 0 or len(set(sequences)) < len(sequences):
            raise ValueError(sequence_texts)
        shape = self._shape(Shape(stops, boards, signs, sequences))
        known = shape, None if order == list(range(len(rows))) else order
        if len(self._known) < REMEMBERED_COLUMNS:
            self._known[raw] = known
        return known

    def _shape(self, shape: Shape) -> int:
        number = self._shapes.setdefault(shape, len(self._shapes))
        if number == len(self.result.shapes):
            self.result.shapes.append(shape)
        return number

    def _profile(self, profile: tuple[int, ...]) -> int:
        number = self._profiles.setdefault(profile, len(self._profiles))
        if number == len(self.result.profiles):
            self.result.profiles.append(profile)
        return number

    def _stop(self, stop_id: str) -> int:
        found = self.stops.get(stop_id)
        if found is None:
            found = self.stops.get(clean(stop_id))
        if found is None:
            raise ValueError(f"there is no stop {clean(stop_id)!r} to board at")
        return found

    def _careful(self, columns: _Columns, trip: int, rows: list[list[str]], first_line: int) -> None:
        """Takes what can be read of some rows of a trip and says what is wrong with the others."""
        if trip not in self._loose:
            self._loose[trip] = self._taken_back(trip)
        loose = self._loose[trip]
        for line, row in enumerate(rows, first_line):
            if not any(map(str.strip, row)):
                continue
            self.result.rows += 1
            if (len(row) > columns.width and any(map(str.strip, row[columns.width :]))) or len(row) <= columns.trip:
                self.feed.findings.broken(FILE, line, f"has {len(row)} fields, the header has {columns.width}")
                continue
            try:
                loose.extend((*self._numbers(columns, row), line))
            except ValueError as error:
                self.feed.findings.broken(FILE, line, str(error))

    def _numbers(self, columns: _Columns, row: list[str]) -> tuple[int, int, int, int, int]:
        """Sequence, stop, headsign and boarding, arrival, departure of a row; ValueError says what is wrong."""

        def value(column: int) -> str:
            return clean(row[column]) if 0 <= column < len(row) else ""

        stop = self._stop(value(columns.stop))
        sequence = value(columns.sequence)
        if not (sequence.isascii() and sequence.isdigit() and len(sequence) < 10):
            raise ValueError(f"stop_sequence {sequence!r} is no number")
        times = []
        for text in (value(columns.arrival), value(columns.departure)):
            try:
                time = self._clock[text]
            except ValueError:
                raise ValueError(f"{text!r} is no time") from None
            times.append(BLANK if time is None else time)
        boards = value(columns.pickup) != NO_PICKUP
        return int(sequence), stop, self.trips.headsign_index(value(columns.headsign)) << 1 | boards, times[0], times[1]

    def _taken_back(self, trip: int) -> "array[int]":
        """The rows of a trip that was taken as complete and then went on elsewhere in the file."""
        if (number := self.result.shape_of[trip]) < 0:
            return array("i")
        shape, profile = self.result.shapes[number], self.result.profiles[self.result.profile_of[trip]]
        start = self.result.start_of[trip]
        self.result.shape_of[trip] = BLANK
        rows = array("i")
        for sequence, stop, boards, sign, offset in zip(
            shape.sequences, shape.stops, shape.boards, shape.headsigns, profile, strict=True
        ):
            rows.extend((sequence, stop, sign << 1 | boards, start + offset, start + offset, 0))
        return rows

    def _finish(self, trip: int, values: "array[int]") -> None:
        """Puts a trip that was read with care in order, and fills in its blank times."""
        rows = self._in_order(values)
        while rows and rows[0].departure == BLANK:
            self._broken(rows.pop(0), "is the first stop of its trip and has no time")
        while rows and rows[-1].departure == BLANK:
            self._broken(rows.pop(), "is the last stop of its trip and has no time")
        if not rows:
            return
        departures = _without_blanks(rows)
        shape = Shape(
            tuple(row.stop for row in rows),
            tuple(bool(row.sign_and_boards & 1) for row in rows),
            tuple(row.sign_and_boards >> 1 for row in rows),
            tuple(row.sequence for row in rows),
        )
        self.result.shape_of[trip] = self._shape(shape)
        self.result.profile_of[trip] = self._profile(tuple(time - departures[0] for time in departures))
        self.result.start_of[trip] = departures[0]

    def _in_order(self, values: "array[int]") -> list["_Row"]:
        """The rows by stop_sequence, without those that repeat one or go back in time."""
        kept: list[_Row] = []
        clock = 0
        for row in sorted(_Row(*fields) for fields in zip(*[iter(values)] * 6, strict=True)):
            arrival, departure = row.arrival, row.departure
            if BLANK in (arrival, departure):
                arrival = departure = max(arrival, departure)
            if kept and kept[-1].sequence == row.sequence:
                self._broken(row, f"repeats stop_sequence {row.sequence}")
            elif arrival != BLANK and not clock <= arrival <= departure:
                self._broken(row, "goes back in time")
            else:
                kept.append(row._replace(arrival=arrival, departure=departure))
                clock = max(clock, departure)
        return kept

    def _broken(self, row: "_Row", why: str) -> None:
        self.feed.findings.broken(FILE, row.line or None, why)


class _Row(NamedTuple):
    """One row read with care; sorts by sequence. `line` is 0 where it is no longer known."""

    sequence: int
    stop: int
    sign_and_boards: int
    arrival: int
    departure: int
    line: int


def _without_blanks(rows: Sequence[_Row]) -> list[int]:
    """The departures, those between two timed stops spread evenly from one's departure to the other's arrival."""
    departures = [row.departure for row in rows]
    timed = [place for place, departure in enumerate(departures) if departure != BLANK]
    for before, after in pairwise(timed):
        ride = rows[after].arrival - departures[before]
        for place in range(before + 1, after):
            departures[place] = departures[before] + round(ride * (place - before) / (after - before))
    return departures
