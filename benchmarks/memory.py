"""What the functions weigh at their heaviest, each in a process of its own, against what the template gives them.

python -m benchmarks.memory lookup FOLDER | sync FEED DAY     one process, as JSON
"""

import importlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import UTC, date, datetime
from datetime import time as clock_time
from functools import partial
from pathlib import Path
from typing import Any

from tests.memory_dynamodb import MemoryDynamoDB
from tests.shared import ROOT

from benchmarks import aws_stub
from benchmarks.cold_start import lookup
from benchmarks.feed_server import FeedServer
from benchmarks.figures import Figure
from benchmarks.timetable import BROOKLYN, TODAY
from benchmarks.warm import Beginning
from hotline.entrypoints.live import FRESH_S
from hotline.entrypoints.publishing import Publishing
from hotline.entrypoints.syncing import fetch_feed
from hotline.storage.snapshots import Snapshots

LOOKUP_MB, SYNC_MB = 512, 1024
"""As template.yaml has it; both aim at the smaller."""

# The largest feeds at hand, and a day on which each holds.
FEEDS = {
    BROOKLYN: TODAY,
    ROOT / "data/gtfs/mexico-city-headways.zip": date(2018, 6, 1),
    ROOT / "data/gtfs/hanoi-am-2018.zip": date(2018, 10, 2),
}
QUESTIONS = 300


def figures() -> list[Figure]:
    """All of it on Brooklyn and the other large feeds, where they are; nothing elsewhere."""
    if not BROOKLYN.exists():
        print(f"  memory: {BROOKLYN} is not here, so nothing was measured", file=sys.stderr)
        return []
    return [*_looking_up(), *_syncing()]


def _looking_up() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        _run_module("benchmarks.realtime", "make", made)
        _make_following(made)
        peaks = _run_module("benchmarks.memory", "lookup", made)
    method = (
        f"bus_lookup's handler in a fresh process, Brooklyn's timetable, AWS, Zalo and a live feed stubbed beside it: "
        f"{QUESTIONS} answers, {QUESTIONS // 10} journeys, the live feed read with the trip ids, then the same with "
        f"another timetable, loaded while the old one answers; VmHWM, template {LOOKUP_MB} MB"
    )
    yield Figure("bus_lookup, first answer", peaks["first_mb"], "MB", method)
    yield Figure("bus_lookup, at its heaviest before a swap", peaks["asked_mb"], "MB", method)
    peak = peaks["swapped_mb"]
    yield Figure("bus_lookup, after a swap and more of the same", peak, "MB", method, "≤ 512", peak <= LOOKUP_MB)


def _syncing() -> Iterator[Figure]:
    for feed, day in FEEDS.items():
        if feed.exists():
            found = _run_module("benchmarks.memory", "sync", feed, day)
            method = f"sync's own task in a fresh process, from the file to DynamoDB in memory; template {SYNC_MB} MB"
            yield Figure(f"sync, {feed.stem}", found["peak_mb"], "MB", method, "≤ 512", found["peak_mb"] <= LOOKUP_MB)


def _run_module(module: str, *arguments: object) -> dict[str, float]:
    """One part of a benchmark in a process of its own."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _make_following(folder: Path) -> None:
    """Compiles the same feed under another publisher's name: tomorrow's timetable, in other bytes."""
    from hotline.services.bus.compiling import compile_feed

    changed = io.BytesIO()
    with (
        zipfile.ZipFile(BROOKLYN) as source,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as to,
    ):
        for name in source.namelist():
            to.writestr(name, source.read(name) if name != "feed_info.txt" else "feed_publisher_name\nanother\n")
    compiled = compile_feed(changed, today=TODAY)
    (folder / "snapshot2").write_bytes(compiled.snapshot)
    (folder / "ids2").write_bytes(compiled.trip_ids)


def _lookup(folder: Path) -> dict[str, float]:
    server = FeedServer((folder / "feed").read_bytes())
    published = [folder / name for name in ("snapshot", "ids", "snapshot2", "ids2")]
    with aws_stub.running(*published) as port:
        told = {"FEED_REALTIME_URLS": server.url, "STAGE": "local", "HOTLINE_NOW": f"{TODAY}T17:00:00-04:00"}
        os.environ.update(aws_stub.environment(port) | told)
        bus_lookup = importlib.import_module("functions.bus_lookup.handler")
        places = bus_lookup.timetables().places
        names = [place.name for place in places][:: len(places) // QUESTIONS][:QUESTIONS]
        _ask(bus_lookup.lambda_handler, names[:1])
        first = peak_mb()
        _ask(bus_lookup.lambda_handler, names)
        asked, before = peak_mb(), bus_lookup.timetables().version
        del places
        aws_stub.swap(port)
        _answer(bus_lookup.lambda_handler, {"ping": True})
        assert bus_lookup.timetables().version != before
        time.sleep(FRESH_S + 1)  # then the live feed is read again, for the new timetable
        _ask(bus_lookup.lambda_handler, names)
    assert server.asked == 2, server.asked
    return {"first_mb": first, "asked_mb": asked, "swapped_mb": peak_mb()}


def _ask(handler: Any, names: list[str]) -> None:
    """What leaves each place, and the way from every tenth to another one."""
    texts = [f"trạm {name}" for name in names]
    texts += [f"từ “{one}” đến “{other}”" for one, other in zip(names[::10], reversed(names[::10]), strict=True)]
    for number, text in enumerate(texts):
        event = lookup(str(number))
        event["inbound"]["text"] = text
        ended = _answer(handler, event)
        assert ended["ended"] == "answered", ended


def _answer(handler: Any, event: dict[str, Any]) -> dict[str, Any]:
    with redirect_stdout(io.StringIO()):
        ended: dict[str, Any] = handler(event, Beginning)
    return ended


def _sync(feed: Path, day: str) -> dict[str, float]:
    # What the function has loaded beside the task.
    os.environ.update(aws_stub.environment(9) | {"DEAD_LETTERS_QUEUE": "http://127.0.0.1:9/q"})
    importlib.import_module("functions.sync.handler")
    dynamodb, today = MemoryDynamoDB(), datetime.combine(date.fromisoformat(day), clock_time(), UTC)
    fetch = partial(fetch_feed, dynamodb, f"file://{feed}")
    with redirect_stdout(io.StringIO()):
        ended = Publishing(fetch, Snapshots(dynamodb, "Cache", "bus"), lambda: today)()
    assert ended["ended"] == "published", ended
    return {"peak_mb": peak_mb()}


def peak_mb() -> float:
    """The most that this process has had in memory so far; ru_maxrss would begin with that of whoever started it."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / 1e6


if __name__ == "__main__":
    part, path, *rest = sys.argv[1:]
    json.dump(_sync(Path(path), *rest) if part == "sync" else _lookup(Path(path)), sys.stdout)
