"""Reads a GTFS zip: the rows of its files, dates and times. What they mean is said elsewhere.

Nobody vouches for the bytes: whatever is in them, only `BadFeed` comes out.
"""

import csv
import io
import lzma
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO, BinaryIO, Self
from unicodedata import normalize
from zipfile import BadZipFile, ZipFile

from hotline.errors import BadFeed
from hotline.services.bus.feed_check import Findings

MAX_BYTES = 2 << 30
MAX_FILES = 1000
# A piece, split into its fields, should fit the processor's cache: 64 kB are read 15 % faster than 1 MB.
_PIECE = 1 << 16
_LONGEST_LINE = 1 << 20
# What stands where bytes were that are no UTF-8.
LOST = "\ufffd"
NOT_UTF_8 = "is not UTF-8"
LONGEST_DAY = 168 * 3600  # a week: the longest trips on earth take less

# What zipfile and the decompressors under it raise on bytes that somebody made up.
_UNREADABLE = (
    BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)


class Feed:
    """An open feed. Files that it does not have are empty; `BadFeed` where a file cannot be read."""

    def __init__(self, archive: ZipFile, findings: Findings) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self.findings = findings

    @classmethod
    @contextmanager
    def open(cls, source: Path | BinaryIO, findings: Findings, max_bytes: int = MAX_BYTES) -> Iterator[Self]:
        """Opens a zip; refuses one with files outside of itself, with a password, or of over `max_bytes` unpacked."""
        with source.open("rb") if isinstance(source, Path) else nullcontext(source) as file:
            with _readable("the zip"):
                archive = ZipFile(file)
            with archive:
                _refuse_hostile(archive, max_bytes)
                yield cls(archive, findings)

    def __contains__(self, file: str) -> bool:
        return file in self._names

    @contextmanager
    def table(self, file: str) -> "Iterator[Table]":
        """One file, open for reading. It has no columns and no rows if the feed does not have it."""
        if file not in self._names:
            yield Table(iter(()))
            return
        with _readable(file):
            raw = self._archive.open(file)
        with raw:
            try:
                yield Table(_pieces(file, raw))
            except csv.Error as error:
                raise BadFeed((f"{file}: {error}",)) from error

    def records(self, file: str, *columns: str) -> Iterator[tuple[int, list[str]]]:
        """(row number, values of `columns`) of every row that is not blank: stripped, NFC, "" where there is none."""
        rows = 0
        with self.table(file) as table:
            places = [table.columns.get(column, -1) for column in columns]
            for fields in table.reader:
                if not fields or (len(fields) == 1 and not fields[0].strip()):
                    continue
                rows += 1
                width = len(fields)
                row = table.reader.line_num + 1
                if width > table.width and any(map(str.strip, fields[table.width :])):
                    self.findings.broken(file, row, f"has {width} fields, the header has {table.width}")
                    continue
                values = [clean(fields[place]) if 0 <= place < width else "" for place in places]
                if LOST in "".join(values):
                    # Counted and kept: a stop with a damaged name still has its departures.
                    self.findings.broken(file, row, NOT_UTF_8)
                yield row, values
        self.findings.counted(file, rows)

    def needs(self, file: str, *columns: str) -> bool:
        """Whether the feed has the file with these columns; refuses the feed where not."""
        if file not in self:
            deeper = next((name for name in sorted(self._names) if name.endswith("/" + file)), "")
            self.findings.refuse(file, f"is in a folder of the zip ({deeper})" if deeper else "is missing")
            return False
        with self.table(file) as table:
            missing = [column for column in columns if column not in table.columns]
        for column in missing:
            self.findings.refuse(file, f"has no column {column}", row=1)
        return not missing


class Table:
    """The columns of a file by name, and the text after the header, once: as `pieces` or as `reader`.

    Pieces end where a line ends. `reader` yields lists of fields; a row may be blank, too
    short or too long. Neither counts the header's line.
    """

    def __init__(self, pieces: Iterator[str]) -> None:
        first = io.StringIO(next(pieces, ""), newline="")
        header = next(csv.reader(first), [])
        self.width = len(header)
        self.columns: dict[str, int] = {}
        for place, name in enumerate(header):
            self.columns.setdefault(clean(name).lower(), place)
        self.pieces = chain((first.read(),), pieces)
        self.reader = csv.reader(lines(self.pieces))


def lines(pieces: Iterable[str]) -> Iterator[str]:
    """The lines of some pieces, with their ends."""
    return chain.from_iterable(io.StringIO(piece, newline="") for piece in pieces)


def _pieces(file: str, raw: IO[bytes]) -> Iterator[str]:
    """A file in pieces that end where a line ends; BadFeed for a line without an end, which would all be held."""
    rest = b""
    mark = b"\xef\xbb\xbf"
    while True:
        with _readable(file):
            piece = raw.read(_PIECE)
        end = piece.rfind(b"\n") + 1
        if not piece or end:
            # A broken byte costs its own row a finding, not the city its timetable.
            yield (rest + piece[:end]).removeprefix(mark).decode(errors="replace")
            rest, mark = b"", b""
        rest += piece[end:]
        if not piece:
            return
        if len(rest) > _LONGEST_LINE:
            raise BadFeed((f"{file}: has a line of more than {_LONGEST_LINE:,} bytes",))


def clean(text: str) -> str:
    """Without spaces around, in NFC: feeds mix both spellings of one Vietnamese name."""
    text = text.strip()
    return text if text.isascii() else normalize("NFC", text)


def seconds(text: str) -> int | None:
    """A GTFS time as seconds after noon − 12 h of its service day; None if blank. "6:30:00", "25:10:00"; ValueError."""
    text = text.strip()
    if not text:
        return None
    hours, minutes, rest = text.split(":")
    if not (text.isascii() and hours.isdigit() and minutes.isdigit() and rest.isdigit()):
        raise ValueError(text)
    if len(minutes) != 2 or len(rest) != 2 or minutes > "59" or rest > "59" or len(hours) > 3:
        raise ValueError(text)
    found = int(hours) * 3600 + int(minutes) * 60 + int(rest)
    if found > LONGEST_DAY:
        raise ValueError(text)
    return found


def day(text: str) -> date:
    """A GTFS date, "20180131"; ValueError."""
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _refuse_hostile(archive: ZipFile, max_bytes: int) -> None:
    members = archive.infolist()
    why = []
    if len(members) > MAX_FILES:
        why.append(f"holds {len(members)} files")
    if (total := sum(member.file_size for member in members)) > max_bytes:
        why.append(f"unpacks to {total:,} bytes, more than {max_bytes:,}")
    names = Counter(member.filename for member in members)
    why += [f"{name} is in it twice" for name, times in names.items() if times > 1][:5]
    why += [f"{name!r} leads out of it" for name in names if name.startswith("/") or ".." in name.split("/")][:5]
    why += [f"{member.filename} needs a password" for member in members if member.flag_bits & 1][:5]
    if why:
        raise BadFeed(tuple(f"the zip: {reason}" for reason in why))


@contextmanager
def _readable(what: str) -> Iterator[None]:
    try:
        yield
    except _UNREADABLE as error:
        raise BadFeed((f"{what}: cannot be read: {error}",)) from error
