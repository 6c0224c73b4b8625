"""Cuts the text of stop_times.txt into the rows of one trip after another, by column.

Two ways lead there. Text without quotes is split at its commas, hundreds of thousands of fields at once, which takes a
third of the time of `csv.reader`. Where there are quotes, or lines that are not as wide as the header, `csv.reader`
reads row by row.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, compress, count, islice, pairwise
from operator import ne

from hotline.errors import BadFeed
from hotline.services.bus.feed import lines

# Trips are held whole. The longest on earth have some 300 stops.
LONGEST_TRIP = 10_000

# The id of a trip, its consecutive rows by column, and the line of the file that the first of them stands in.
type TripRows = tuple[str, list[list[str]], int]


class TripReader:
    """Reads a file whose header has been read already.

    `width` is the header's, `trip` the column of trip ids, `wanted` are the columns to hand on. A row that has more
    than the header has names for goes to `broken` (line, number of fields); a shorter one is filled up with blanks; a
    blank one is passed over.
    """

    def __init__(self, width: int, trip: int, wanted: Sequence[int], broken: Callable[[int, int], None]) -> None:
        self._width = width
        self._trip = trip
        self._wanted = wanted
        self._broken = broken
        self._line = 2
        # The fields of the last trip so far, which may go on in the next piece.
        self._open: list[str] = []

    def trips(self, pieces: Iterator[str]) -> Iterator[TripRows]:
        """Every trip in pieces of text that end where a line ends; one whose rows stand apart comes more than once."""
        for piece in pieces:
            if '"' in piece:  # a field may go on in the next line, and that in the next piece
                yield from self._end()
                yield from self._by_row(lines(chain((piece,), pieces)))
                break
            text = piece.replace("\r\n", "\n") if "\r" in piece else piece
            rows = text.count("\n")
            fields = text[:-1].replace("\n", ",").split(",")
            if len(fields) == rows * self._width:
                yield from self._by_column(fields)
            else:
                yield from self._end()
                yield from self._by_row(lines((piece,)))
            self._line += rows
        yield from self._end()

    def _by_column(self, fields: list[str]) -> Iterator[TripRows]:
        """All trips but the last, which stays open."""
        width, first_line = self._width, self._line - len(self._open) // self._width
        fields = self._open + fields
        ids = fields[self._trip :: width]
        starts = [0, *compress(count(1), map(ne, ids, islice(ids, 1, None)))]
        for start, end in pairwise(starts):
            columns = [fields[start * width + column : end * width : width] for column in self._wanted]
            yield ids[start], columns, first_line + start
        self._open = fields[starts[-1] * width :]
        _refuse_endless(ids[-1], len(self._open) // width)

    def _end(self) -> Iterator[TripRows]:
        """The trip that was left open."""
        if self._open:
            columns = [self._open[column :: self._width] for column in self._wanted]
            yield self._open[self._trip], columns, self._line - len(columns[0])
            self._open = []

    def _by_row(self, text: Iterable[str]) -> Iterator[TripRows]:
        """The trips in lines in which anything may be."""
        before, reader = self._line - 1, csv.reader(text)
        trip_id, first_line, rows = "", self._line, list[list[str]]()
        for fields in reader:
            row = fields if len(fields) == self._width else self._fitted(fields, before + reader.line_num)
            if not row:
                continue
            if row[self._trip] != trip_id and rows:
                yield trip_id, self._columns(rows), first_line
                rows = []
            if not rows:
                trip_id, first_line = row[self._trip], before + reader.line_num
            rows.append(row)
            _refuse_endless(trip_id, len(rows))
        if rows:
            yield trip_id, self._columns(rows), first_line

    def _columns(self, rows: list[list[str]]) -> list[list[str]]:
        return [[row[column] for row in rows] for column in self._wanted]

    def _fitted(self, fields: list[str], line: int) -> list[str]:
        """A row as wide as the header; an empty one if there is nothing in it to use."""
        if any(map(str.strip, fields[self._width :])):
            self._broken(line, len(fields))
            return []
        return (fields + [""] * self._width)[: self._width] if any(map(str.strip, fields)) else []


def _refuse_endless(trip_id: str, rows: int) -> None:
    if rows > LONGEST_TRIP:
        raise BadFeed((f"stop_times.txt: trip {trip_id!r} has more than {LONGEST_TRIP:,} stops",))
