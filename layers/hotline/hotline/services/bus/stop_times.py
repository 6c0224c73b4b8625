"""Reads stop_times.txt, the one large file of a feed, a trip at a time.

Trips of one line differ in little: the same stops (a `Shape`) and often the very same minutes between them (a profile).
Each trip is looked up by its columns as they stand in the file, so a row costs hardly more than `csv.reader` takes for
it. What is unusual in any way (blank times, rows out of order, errors) is read again with care, row by row.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from operator import gt, lt, sub

from hotline.services.bus.clock_times import clock_times
from hotline.services.bus.feed import LOST, NOT_UTF_8, Feed, Table, clean, lines, seconds
from hotline.services.bus.feed_trips import Trips
from hotline.services.bus.loose_rows import BLANK, repaired, without_blanks
from hotline.services.bus.trip_rows import TripReader

FILE = "stop_times.txt"
# Of pickup_type: nobody gets on here; of drop_off_type: nobody gets off.
NOT_HERE = "1"
# Raw columns are remembered to be recognised; a feed in which no two trips are written alike must not fill the memory.
REMEMBERED_COLUMNS = 8192


@dataclass(frozen=True, slots=True)
class Shape:
    """What a trip visits, in order, and where people get on and off. `headsigns` are indexes, 0 for none of its own."""

    stops: tuple[int, ...]
    boards: tuple[bool, ...]
    alights: tuple[bool, ...]
    headsigns: tuple[int, ...]
    sequences: tuple[int, ...]


@dataclass(slots=True)
class StopTimes:
    """stop_times.txt: each trip is a shape, a profile and the second of its service day at which it starts.

    A profile holds the seconds from the start to the departure from each stop of the shape; `waits`, by profile, those
    between arrival and departure, () where the bus waits nowhere. `shape_of` is −1 for a trip of which nothing usable
    is known.
    """

    shapes: list[Shape]
    profiles: list[tuple[int, ...]]
    waits: list[tuple[int, ...]]
    shape_of: "array[int]"
    profile_of: "array[int]"
    start_of: "array[int]"
    rows: int = 0


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns that matter stand among those that are read; −1 for one that the file does not have."""

    stop: int
    sequence: int
    arrival: int
    departure: int
    pickup: int
    drop_off: int
    headsign: int

    @classmethod
    def of(cls, columns: Collection[str]) -> "tuple[_Columns, list[str]]":
        """The columns, and the names of those to read."""
        arrival = "arrival_time" if "arrival_time" in columns else "departure_time"
        departure = "departure_time" if "departure_time" in columns else "arrival_time"
        wanted = ("stop_id", "stop_sequence", arrival, departure, "pickup_type", "drop_off_type", "stop_headsign")
        names = [name for name in dict.fromkeys(wanted) if name in columns]
        return cls(*(names.index(name) if name in names else -1 for name in wanted)), names


def read_stop_times(feed: Feed, stops: dict[str, int], trips: Trips) -> StopTimes:
    """Reads all of it. `stops` are the indexes of what can be boarded at; broken rows are reported and skipped."""
    blank = array("i", [BLANK]) * len(trips.route)
    result = StopTimes([], [], [], blank[:], blank[:], blank[:])
    if feed.needs(FILE, "trip_id", "stop_id", "stop_sequence"):
        with feed.table(FILE) as table:
            if "departure_time" in table.columns or "arrival_time" in table.columns:
                columns, names = _Columns.of(table.columns)
                _Reader(feed, stops, trips, result, columns).read(table, names)
            else:
                feed.findings.refuse(FILE, "has neither departure_time nor arrival_time", row=1)
    return result


@dataclass(slots=True)
class _Reader:
    feed: Feed
    stops: dict[str, int]
    trips: Trips
    result: StopTimes
    columns: _Columns
    _written: list[int] = field(init=False)
    _shapes: dict[Shape, int] = field(default_factory=dict)
    _profiles: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = field(default_factory=dict)
    _known: dict[tuple[str, ...], int] = field(default_factory=dict)
    # Rows read with care, by trip: six numbers a row (sequence, stop, headsign and doors, arrival, departure, line).
    _loose: "dict[int, array[int]]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        of = self.columns
        self._written = [c for c in (of.stop, of.sequence, of.pickup, of.drop_off, of.headsign) if c >= 0]

    def read(self, table: Table, names: Sequence[str]) -> None:
        wanted = [table.columns[name] for name in names]
        too_wide = partial(self._too_wide, table.width)
        reader = TripReader(table.width, table.columns["trip_id"], wanted, too_wide)
        for trip_id, fields, first_line in reader.trips(self._checked(table.pieces)):
            self.result.rows += len(fields[0])
            trip = self.trips.ordinals.get(trip_id)
            if trip is None:
                trip = self.trips.ordinals.get(clean(trip_id))
            if trip is None:
                why = f"there is no trip {clean(trip_id)!r}"
                self.feed.findings.broken(FILE, first_line, why, rows=len(fields[0]))
            elif trip >= 0 and (self._is_known(trip) or not self._plain(trip, fields)):
                self._careful(trip, fields, first_line)
        for trip, values in self._loose.items():
            self._finish(trip, values)
        self.feed.findings.counted(FILE, self.result.rows)
        if not self.result.rows:
            self.feed.findings.refuse(FILE, "holds no row")

    def _checked(self, pieces: Iterable[str]) -> Iterator[str]:
        """The same pieces; says which rows lost some of their text."""
        line = 2
        for piece in pieces:
            if LOST in piece:
                for number, row in enumerate(lines((piece,)), line):
                    if LOST in row:
                        self.feed.findings.broken(FILE, number, NOT_UTF_8)
            line += piece.count("\n")
            yield piece

    def _too_wide(self, width: int, line: int, fields: int) -> None:
        self.result.rows += 1
        self.feed.findings.broken(FILE, line, f"has {fields} fields, the header has {width}")

    def _is_known(self, trip: int) -> bool:
        return self.result.shape_of[trip] >= 0 or trip in self._loose

    def _plain(self, trip: int, fields: list[list[str]]) -> bool:
        """Takes a trip whose rows are as they should be, all at once; False, and nothing done, if one is not."""
        columns = self.columns
        written = tuple(["\0".join(fields[column]) for column in self._written])
        arrivals, departures = fields[columns.arrival], fields[columns.departure]
        try:
            shape = self._known.get(written, -1)
            if shape < 0:
                shape = self._recognised(fields, written)
            times = _times(departures)
            hops, waits = tuple(map(sub, times[1:], times)), ()
            if arrivals != departures:
                comes = _times(arrivals)
                if any(map(gt, comes, times)) or any(map(gt, times, comes[1:])):
                    return False
                waits = tuple(map(sub, times, comes))
            profile = self._profile(hops, waits)
        except ValueError:
            return False
        self.result.shape_of[trip] = shape
        self.result.profile_of[trip] = profile
        self.result.start_of[trip] = times[0]
        return True

    def _recognised(self, fields: list[list[str]], written: tuple[str, ...]) -> int:
        """The shape that the columns of a trip say; ValueError if a row is broken or out of order."""
        columns, blank = self.columns, [""] * len(fields[0])
        stop_ids, sequence_texts = fields[columns.stop], fields[columns.sequence]
        pickups = fields[columns.pickup] if columns.pickup >= 0 else blank
        drop_offs = fields[columns.drop_off] if columns.drop_off >= 0 else blank
        headsigns = fields[columns.headsign] if columns.headsign >= 0 else blank
        sequences = tuple(map(_sequence, sequence_texts))
        if not all(map(lt, sequences, sequences[1:])):
            raise ValueError(sequence_texts)
        shape = self._shape(
            Shape(
                tuple(map(self._stop, stop_ids)),
                tuple(pickup.strip() != NOT_HERE for pickup in pickups),
                tuple(drop_off.strip() != NOT_HERE for drop_off in drop_offs),
                tuple(self.trips.headsign_index(clean(headsign)) for headsign in headsigns),
                sequences,
            )
        )
        if len(self._known) < REMEMBERED_COLUMNS:
            self._known[written] = shape
        return shape

    def _shape(self, shape: Shape) -> int:
        number = self._shapes.setdefault(shape, len(self._shapes))
        if number == len(self.result.shapes):
            self.result.shapes.append(shape)
        return number

    def _profile(self, hops: tuple[int, ...], waits: tuple[int, ...]) -> int:
        """The number of a profile, by the seconds from stop to stop; ValueError if it goes back in time."""
        waits = waits if any(waits) else ()
        number = self._profiles.get((hops, waits))
        if number is None:
            if min(hops, default=0) < 0:
                raise ValueError(hops)
            number = self._profiles[hops, waits] = len(self.result.profiles)
            self.result.profiles.append(tuple(accumulate(hops, initial=0)))
            self.result.waits.append(waits)
        return number

    def _stop(self, stop_id: str) -> int:
        found = self.stops.get(stop_id)
        if found is None:
            found = self.stops.get(clean(stop_id))
        if found is None:
            raise ValueError(f"there is no stop {clean(stop_id)!r} to board at")
        return found

    def _careful(self, trip: int, fields: list[list[str]], first_line: int) -> None:
        """Takes what can be read of some rows of a trip and says what is wrong with the others."""
        if trip not in self._loose:
            self._loose[trip] = self._taken_back(trip)
        loose = self._loose[trip]
        for line, row in enumerate(zip(*fields, strict=True), first_line):
            try:
                loose.extend((*self._numbers(row), line))
            except ValueError as error:
                self.feed.findings.broken(FILE, line, str(error))

    def _numbers(self, row: tuple[str, ...]) -> tuple[int, int, int, int, int]:
        """Sequence, stop, headsign and doors, arrival, departure of a row; ValueError says what is wrong."""
        columns = self.columns
        sequence, stop = _sequence(row[columns.sequence]), self._stop(row[columns.stop])
        arrival, departure = self._time(row[columns.arrival]), self._time(row[columns.departure])
        headsign = self.trips.headsign_index(clean(row[columns.headsign])) if columns.headsign >= 0 else 0
        boards = columns.pickup < 0 or row[columns.pickup].strip() != NOT_HERE
        alights = columns.drop_off < 0 or row[columns.drop_off].strip() != NOT_HERE
        return sequence, stop, headsign << 2 | alights << 1 | boards, arrival, departure

    @staticmethod
    def _time(text: str) -> int:
        try:
            time = seconds(text)
        except ValueError:
            raise ValueError(f"{text!r} is no time") from None
        return BLANK if time is None else time

    def _taken_back(self, trip: int) -> "array[int]":
        """The rows of a trip that was taken as complete and then went on elsewhere in the file."""
        if (number := self.result.shape_of[trip]) < 0:
            return array("i")
        shape, profile, start = self.result.shapes[number], self.result.profile_of[trip], self.result.start_of[trip]
        offsets, waits = self.result.profiles[profile], self.result.waits[profile] or (0,) * len(shape.stops)
        self.result.shape_of[trip] = BLANK
        rows = array("i")
        for sequence, stop, boards, alights, sign, offset, wait in zip(
            shape.sequences, shape.stops, shape.boards, shape.alights, shape.headsigns, offsets, waits, strict=True
        ):
            leaves = start + offset
            rows.extend((sequence, stop, sign << 2 | alights << 1 | boards, leaves - wait, leaves, 0))
        return rows

    def _finish(self, trip: int, values: "array[int]") -> None:
        """Puts a trip that was read with care in order, and fills in its blank times."""
        rows = repaired(values, lambda line, why: self.feed.findings.broken(FILE, line or None, why))
        if not rows:
            return
        departures = without_blanks(rows)
        shape = Shape(
            tuple(row.stop for row in rows),
            tuple(bool(row.sign_and_doors & 1) for row in rows),
            tuple(bool(row.sign_and_doors & 2) for row in rows),
            tuple(row.sign_and_doors >> 2 for row in rows),
            tuple(row.sequence for row in rows),
        )
        self.result.shape_of[trip] = self._shape(shape)
        waits = tuple(0 if row.arrival == BLANK else row.departure - row.arrival for row in rows)
        self.result.profile_of[trip] = self._profile(tuple(map(sub, departures[1:], departures)), waits)
        self.result.start_of[trip] = departures[0]


def _times(texts: list[str]) -> list[int]:
    """Seconds of the service day; ValueError if one is blank or no time."""
    try:
        return clock_times(texts)
    except ValueError:
        found = [time for time in map(seconds, texts) if time is not None]
    if len(found) < len(texts):
        raise ValueError(texts)
    return found


def _sequence(text: str) -> int:
    number = text.strip()
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise ValueError(f"stop_sequence {text!r} is no number")
    return int(number)
