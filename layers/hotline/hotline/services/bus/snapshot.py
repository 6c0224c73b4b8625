"""The file that a compiled timetable is kept in: named sections, each packed by itself and unpacked when asked for.

    "HLTT" · format (2 bytes) · length of the directory (4 bytes) · directory (JSON) · the sections' bytes

The directory gives the version (a hash of all sections), and of each section its kind and packed length. Numbers are
little-endian, and stand byte by byte: all low bytes, then all higher ones, which in small numbers cost nothing.
"""

import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import Any

from hotline.errors import NoTimetable

FORMAT = 1
# Coordinates are kept as whole numbers, in steps of 1e-7 degrees: about a centimetre.
DEGREE = 10_000_000
_MAGIC = b"HLTT"
_HEAD = len(_MAGIC) + 2 + 4
_SEPARATOR = "\0"

type Numbers = "array[int]"


def numbers(values: Iterable[int]) -> Numbers:
    """An array of the smallest type that holds all the values, which are not negative."""
    listed = list(values)
    largest = max(listed, default=0)
    return array("B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I", listed)


def pack(sections: Mapping[str, Any]) -> bytes:
    """Packs arrays, bytes, lists of text and other JSON."""
    directory: dict[str, list[Any]] = {}
    packed = []
    for name, value in sections.items():
        kind, data = _encoded(value)
        packed.append(zlib.compress(data, 9))
        directory[name] = [kind, len(packed[-1])]
    body = b"".join(packed)
    names = json.dumps(
        {"version": sha256(body).hexdigest()[:16], "sections": directory}, separators=(",", ":")
    ).encode()
    return b"".join((_MAGIC, FORMAT.to_bytes(2, "little"), len(names).to_bytes(4, "little"), names, body))


class Snapshot:
    """The sections of a packed timetable, by name."""

    def __init__(self, data: bytes) -> None:
        """Reads the directory only; NoTimetable if this is no snapshot, or one of another format."""
        if data[: len(_MAGIC)] != _MAGIC:
            raise NoTimetable("this is no timetable snapshot")
        if (found := int.from_bytes(data[len(_MAGIC) : len(_MAGIC) + 2], "little")) != FORMAT:
            raise NoTimetable(f"the snapshot has format {found}; this program reads format {FORMAT}")
        body = _HEAD + int.from_bytes(data[len(_MAGIC) + 2 : _HEAD], "little")
        try:
            directory = json.loads(data[_HEAD:body])
            self.version = str(directory["version"])
            self._kinds = {name: kind for name, (kind, _) in directory["sections"].items()}
            lengths = [length for _, length in directory["sections"].values()]
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise NoTimetable("the snapshot's directory cannot be read") from error
        ends = list(accumulate(lengths, initial=body))
        if ends[-1] != len(data):
            raise NoTimetable(f"the snapshot has {len(data)} bytes and should have {ends[-1]}")
        self._where = dict(zip(self._kinds, pairwise(ends), strict=True))
        self._data = memoryview(data)

    def bytes(self, name: str) -> bytes:
        """A section's bytes; NoTimetable if they are damaged."""
        start, end = self._where[name]
        try:
            return zlib.decompress(self._data[start:end])
        except zlib.error as error:
            raise NoTimetable(f"the snapshot's section {name} is damaged") from error

    def numbers(self, name: str) -> Numbers:
        """An array, as it was packed."""
        return _from_columns(self._kinds[name][-1], self.bytes(name))

    def text(self, name: str) -> list[str]:
        """A list of text."""
        return self.bytes(name).decode().split(_SEPARATOR) if self._kinds[name] == "text" else []

    def json(self, name: str) -> Any:
        """Whatever JSON it is."""
        return json.loads(self.bytes(name))


def _encoded(value: Any) -> tuple[str, bytes]:
    if isinstance(value, bytes):
        return "bytes", value
    if isinstance(value, array):
        return f"array:{value.typecode}", _to_columns(value)
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "text", _SEPARATOR.join(item.replace(_SEPARATOR, "") for item in value).encode()
    return "json", json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _to_columns(values: Numbers) -> bytes:
    data = _little_endian(values).tobytes()
    return b"".join(data[column :: values.itemsize] for column in range(values.itemsize))


def _from_columns(typecode: str, data: bytes) -> Numbers:
    values: array[int] = array(typecode)
    size = values.itemsize
    if size > 1:
        rows = bytearray(len(data))
        count = len(data) // size
        for column in range(size):
            rows[column::size] = data[column * count : (column + 1) * count]
        data = bytes(rows)
    values.frombytes(data)
    return _little_endian(values)


def _little_endian(values: Numbers) -> Numbers:
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values
