"""The timetable that the stack runs on: a GTFS zip on disk or elsewhere, or the sample's folder, zipped here."""

import hashlib
import io
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from infra.local.options import SAMPLE, StackError

FETCH_LIMIT_S = 60.0
SIZE_LIMIT = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Feed:
    """`data` is the zip, None for one that is elsewhere; then `address` says where. `name` is for people."""

    name: str
    data: bytes | None = None
    address: str = ""
    is_sample: bool = False

    @property
    def etag(self) -> str:
        """Changes with the contents."""
        return etag(self.data or b"")

    def fetch(self) -> bytes:
        """The zip, from wherever it is; raises StackError."""
        if self.data is not None:
            return self.data
        try:
            with urllib.request.urlopen(self.address, timeout=FETCH_LIMIT_S) as answer:  # noqa: S310  # http(s), checked
                data: bytes = answer.read(SIZE_LIMIT)
                return data
        except (urllib.error.URLError, OSError) as error:
            raise StackError(f"FEED={self.address} cannot be fetched ({error}): check the address") from error


def etag(data: bytes) -> str:
    """As HTTP has it."""
    return f'"{hashlib.sha256(data).hexdigest()[:32]}"'


def open_feed(where: str) -> Feed:
    """The feed at an http(s) address, in a zip, or in a folder of tables; `StackError` if it is none."""
    if urlsplit(where).scheme in ("http", "https"):
        return Feed(Path(urlsplit(where).path).name or where, address=where)
    path = Path(where)
    if path.is_dir():
        return Feed(path.name, data=_zipped(path), is_sample=path == SAMPLE)
    if not zipfile.is_zipfile(path):
        raise StackError(f"FEED={where!r} is no zip: give the path or the address of a GTFS zip")
    return Feed(path.name, data=path.read_bytes())


def _zipped(folder: Path) -> bytes:
    """The folder's tables; the same bytes for the same contents, so that `sync` sees when nothing is new."""
    tables = sorted(folder.glob("*.txt"))
    if not tables:
        raise StackError(f"FEED={str(folder)!r} holds no GTFS tables (stops.txt, …)")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for table in tables:
            made.writestr(zipfile.ZipInfo(table.name), table.read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
