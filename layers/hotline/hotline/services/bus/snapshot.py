"""The file that a compiled timetable is kept in: named sections, each packed by itself and unpacked when asked for.

    "HLTT" · format (2 bytes) · version (8 bytes) · length of the directory (4 bytes) · directory (JSON) · sections

The version is a hash of all that follows it: the same feed has the same, and what was damaged, or put
together from the chunks of two timetables, has another. The directory gives each section's kind and packed length.
Numbers are little-endian, and stand byte by byte: all low bytes, then all higher ones, which in small numbers cost
nothing.
"""

import json
import sys
import zlib
from array import array
from collections.abc import Buffer, Iterable, Mapping
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import Any

from hotline.errors import NoTimetable

FORMAT = 3
# Coordinates are kept as whole numbers, in steps of 1e-7 degrees: about a centimetre.
DEGREE = 10_000_000
_MAGIC = b"HLTT"
_VERSION = slice(6, 14)
_HEAD = 18
_SEPARATOR = "\0"
# The highest takes a fifth of a second more for a large city, and saves one byte in a hundred.
_LEVEL = 7

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
        packed.append(zlib.compress(data, _LEVEL))
        directory[name] = [kind, len(packed[-1])]
    names = json.dumps(directory, separators=(",", ":")).encode()
    content = b"".join((len(names).to_bytes(4, "little"), names, *packed))
    return b"".join((_MAGIC, FORMAT.to_bytes(2, "little"), _hash(content), content))


class Snapshot:
    """The sections of a packed timetable, by name."""

    def __init__(self, data: bytes) -> None:
        """Reads the directory only; NoTimetable if this is no whole snapshot, or one of another format."""
        if data[: len(_MAGIC)] != _MAGIC:
            raise NoTimetable("this is no timetable snapshot")
        if (found := int.from_bytes(data[4:6], "little")) != FORMAT:
            raise NoTimetable(f"the snapshot has format {found}; this program reads format {FORMAT}")
        self._data = memoryview(data)
        if _hash(self._data[_VERSION.stop :]) != data[_VERSION]:
            raise NoTimetable("the snapshot is damaged or not whole")
        self.version = data[_VERSION].hex()
        body = _HEAD + int.from_bytes(data[_VERSION.stop : _HEAD], "little")
        directory: dict[str, tuple[str, int]] = json.loads(data[_HEAD:body])
        ends = accumulate((length for _, length in directory.values()), initial=body)
        self._kinds = {name: kind for name, (kind, _) in directory.items()}
        self._where = dict(zip(directory, pairwise(ends), strict=True))

    def bytes(self, name: str) -> bytes:
        """A section's bytes."""
        start, end = self._where[name]
        return zlib.decompress(self._data[start:end])

    def numbers(self, name: str) -> Numbers:
        """An array, as it was packed."""
        return _from_columns(self._kinds[name][-1], self.bytes(name))

    def text(self, name: str) -> list[str]:
        """A list of text."""
        return self.bytes(name).decode().split(_SEPARATOR) if self._kinds[name] == "text" else []

    def json(self, name: str) -> Any:
        """Whatever JSON it is."""
        return json.loads(self.bytes(name))


def _hash(content: Buffer) -> bytes:
    return sha256(content).digest()[:8]


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
