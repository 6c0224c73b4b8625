"""Feeds for the command line: a GTFS zip or folder becomes a loaded timetable, compiled once and kept."""

import hashlib
import io
import sys
import zipfile
from datetime import date
from pathlib import Path

from hotline.errors import NoTimetable, Refused
from hotline.services.bus import compiling
from hotline.services.bus.timetable import Timetable

# In a checkout the sample lies beside the layer; the functions never read it.
SAMPLE = Path(__file__).parents[4] / "infra" / "local" / "sample"
KEPT = Path.home() / ".cache" / "hotline"


def zipped(feed: Path) -> bytes:
    """The feed's zip; a folder of .txt files is zipped as it is."""
    if feed.is_dir():
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(feed.glob("*.txt")):
                archive.writestr(zipfile.ZipInfo(file.name), file.read_bytes())
        return buffer.getvalue()
    if not feed.is_file():
        raise Refused(f"{feed}: no such file; --feed takes a GTFS zip, or a folder with its .txt files")
    return feed.read_bytes()


def timetable(feed: Path | None) -> Timetable:
    """Loads a feed, the shipped sample by default. Compiling a city takes seconds, so the result is kept."""
    data = zipped(feed or SAMPLE)
    kept = KEPT / f"{compiling.code_version()}-{hashlib.sha256(data).hexdigest()[:32]}.snapshot"
    if kept.exists():
        try:
            return Timetable.load(kept.read_bytes())
        except NoTimetable:
            kept.unlink(missing_ok=True)
    print("hotline: compiling the feed …", file=sys.stderr, flush=True)
    # A day before every calendar's end: an ended feed can be asked about its own days.
    snapshot = compiling.compile_feed(io.BytesIO(data), today=date.min).snapshot
    _keep(kept, snapshot)
    return Timetable.load(snapshot)


def _keep(path: Path, snapshot: bytes) -> None:
    """Best effort: a read-only home only means compiling again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(snapshot)
        part.replace(path)
    except OSError:
        return
