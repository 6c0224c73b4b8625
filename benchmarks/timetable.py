"""The timetable of a large city: to compile, to store, to load, to ask. Brooklyn's buses have 2.4 million stop times.

python -m benchmarks.timetable PART FEED [SNAPSHOT]     one part in this process, as JSON
"""

import csv
import io
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from tests.shared import ROOT

from benchmarks.artifact import sample_snapshot
from benchmarks.figures import Figure

BROOKLYN = ROOT / "data/gtfs/nyc-brooklyn.zip"
TODAY = date(2026, 10, 20)
WEEK = date(2026, 10, 19)
ROUNDS = 5
PLACES = 1000


def figures() -> list[Figure]:
    """All of it on Brooklyn, where that feed is; the shipped sample, where it is made, for comparison."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot = Path(folder) / "snapshot"
        snapshot.write_bytes(sample_snapshot())
        sample = list(_sample(_alone("load", snapshot), _alone("ask", snapshot), snapshot))
        if not BROOKLYN.exists():
            print(f"  timetable: {BROOKLYN} is not here, so only the sample was measured", file=sys.stderr)
            return sample
        compiled = [_alone("compile", snapshot) for _ in range(ROUNDS)]
        loaded = [_alone("load", snapshot) for _ in range(ROUNDS)]
        asked = [_alone("ask", snapshot) for _ in range(3)]
        return [*_compiling(compiled, snapshot), *_loading(loaded), *_asking(asked), *sample]


def _sample(loaded: dict[str, float], asked: dict[str, float], snapshot: Path) -> Iterator[Figure]:
    method = "the sample that ships, by the same methods, one run"
    yield Figure("sample: snapshot", snapshot.stat().st_size / 1000, "kB", method)
    yield Figure("sample: load", loaded["load_ms"], "ms", method)
    yield Figure("sample: nearest five with departures, p50", asked["city_p50_ms"], "ms", method)


def _compiling(rounds: list[dict[str, float]], snapshot: Path) -> Iterator[Figure]:
    method = (
        f"from the zip to snapshot bytes with checks and gazetteer, first compilation of a fresh process, CPU seconds, "
        f"median of {ROUNDS}, csv.reader over stop_times.txt before it in the same process"
    )
    ratio = statistics.median(one["seconds"] / one["csv_seconds"] for one in rounds)
    yield Figure("compile, × csv.reader", ratio, "×", method, "≤ 2", ratio <= 2)
    yield Figure("compile", _median(rounds, "seconds"), "s", method)
    yield Figure("csv.reader over stop_times", _median(rounds, "csv_seconds"), "s", method)
    peak = _median(rounds, "peak_mb")
    yield Figure("compile, peak resident", peak, "MB", "ru_maxrss of the same processes", "≤ 200", peak <= 200)
    stored = snapshot.stat().st_size / 1e6
    method = "all that is kept for answering, gazetteer included; trip ids, which answers do not need, are not kept"
    yield Figure("snapshot", stored, "MB", method, "≤ 1.1", stored <= 1.1)


def _loading(rounds: list[dict[str, float]]) -> Iterator[Figure]:
    method = f"fresh process, modules imported, file read before; wall clock, median of {ROUNDS}"
    wait = _median(rounds, "load_ms")
    yield Figure("load", wait, "ms", method, "≤ 40", wait <= 40)
    yield Figure("first answer after it", _median(rounds, "first_ms"), "ms", f"{method}; five places and their boards")
    method = "resident memory after less before, the snapshot's own bytes included; loaded, then after 1,000 answers"
    more, then = _median(rounds, "loaded_mb"), _median(rounds, "asked_mb")
    yield Figure("load, more resident", more, "MB", method, "≤ 15", more <= 15)
    yield Figure("answers, more resident", then, "MB", method, "≤ 15", then <= 15)


def _asking(rounds: list[dict[str, float]]) -> Iterator[Figure]:
    where = {
        "box": f"{PLACES} random points in the box of all stops and random seconds of a week in October, nights too",
        "city": f"{PLACES} points within 300 m of random stops, weekdays 06:00–22:00",
    }
    for kind, points in where.items():
        method = (
            f"{points}: nearest five places and each one's board for the next hour, every Departure made with "
            f"its first and last of the day; process CPU, warm, one process, median of {len(rounds)} runs"
        )
        middle, slow = _median(rounds, f"{kind}_p50_ms"), _median(rounds, f"{kind}_p99_ms")
        yield Figure(f"nearest five with departures, {kind}, p50", middle, "ms", method, "≤ 0.5", middle <= 0.5)
        yield Figure(f"nearest five with departures, {kind}, p99", slow, "ms", method, "≤ 2", slow <= 2)
        yield Figure(f"departures in an answer, {kind}", _median(rounds, f"{kind}_departures"), "", method)


def _median(rounds: list[dict[str, float]], name: str) -> float:
    return statistics.median(one[name] for one in rounds)


def _alone(part: str, snapshot: Path) -> dict[str, float]:
    """One part in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.timetable", part, str(BROOKLYN), str(snapshot)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _compile(feed: Path, snapshot: Path) -> dict[str, float]:
    from hotline.services.bus.compiling import compile_feed

    started = time.process_time()
    with zipfile.ZipFile(feed) as packed, packed.open("stop_times.txt") as raw:
        deque(csv.reader(io.TextIOWrapper(raw, "utf-8-sig", newline="")), maxlen=0)
    read = time.process_time()
    compiled = compile_feed(feed, today=TODAY)
    done = time.process_time()
    snapshot.write_bytes(compiled.snapshot)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"csv_seconds": read - started, "seconds": done - read, "peak_mb": peak}


def _load(_: Path, snapshot: Path) -> dict[str, float]:
    from hotline.services.bus.timetable import Timetable

    before = resident_mb()
    data = snapshot.read_bytes()
    started = time.perf_counter()
    timetable = Timetable.load(data)
    load = time.perf_counter()
    loaded = resident_mb()
    points = list(_in_the_box(timetable, PLACES))
    asked = time.perf_counter()
    _answer(timetable, *next(_in_the_city(timetable, 1)))
    answered = time.perf_counter()
    for point in points:
        _answer(timetable, *point)
    return {
        "load_ms": (load - started) * 1000,
        "first_ms": (answered - asked) * 1000,
        "loaded_mb": loaded - before,
        "asked_mb": resident_mb() - before,
    }


def _ask(_: Path, snapshot: Path) -> dict[str, float]:
    from hotline.services.bus.timetable import Timetable

    timetable = Timetable.load(snapshot.read_bytes())
    found: dict[str, float] = {}
    for kind, points in {"box": _in_the_box, "city": _in_the_city}.items():
        for point in points(timetable, PLACES):
            _answer(timetable, *point)
        times, departures = [], 0
        for point in points(timetable, PLACES):
            started = time.process_time_ns()
            departures += _answer(timetable, *point)
            times.append((time.process_time_ns() - started) / 1e6)
        times.sort()
        found |= {
            f"{kind}_p50_ms": times[len(times) // 2],
            f"{kind}_p99_ms": times[len(times) * 99 // 100],
            f"{kind}_departures": departures / PLACES,
        }
    return found


def _answer(timetable: Any, where: Any, now: datetime) -> int:
    """What the lookup asks the timetable for one position; counts the departures."""
    boards = [timetable.board(near.place, now) for near in timetable.nearest(where)]
    return sum(len(line.departures) for board in boards for line in board)


def _in_the_box(timetable: Any, count: int) -> Iterator[tuple[Any, datetime]]:
    from hotline.messages import Location

    chance = random.Random(1)  # noqa: S311
    stops = [place.location for place in timetable.places]
    south, north = min(stop.lat for stop in stops), max(stop.lat for stop in stops)
    west, east = min(stop.lon for stop in stops), max(stop.lon for stop in stops)
    for _ in range(count):
        where = Location(chance.uniform(south, north), chance.uniform(west, east))
        yield where, _midnight(timetable) + timedelta(seconds=chance.randrange(7 * 86400))


def _in_the_city(timetable: Any, count: int) -> Iterator[tuple[Any, datetime]]:
    from hotline.messages import Location

    chance = random.Random(2)  # noqa: S311
    for _ in range(count):
        stop = chance.choice(timetable.places).location
        where = Location(stop.lat + chance.uniform(-0.0027, 0.0027), stop.lon + chance.uniform(-0.0035, 0.0035))
        day = timedelta(days=chance.randrange(5))
        yield where, _midnight(timetable) + day + timedelta(seconds=chance.randrange(6 * 3600, 22 * 3600))


def _midnight(timetable: Any) -> datetime:
    return datetime.combine(max(WEEK, timetable.first_date), clock_time(), timetable.timezone)


def resident_mb() -> float:
    """What this process has in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


PARTS: dict[str, Callable[[Path, Path], dict[str, float]]] = {"compile": _compile, "load": _load, "ask": _ask}

if __name__ == "__main__":
    name, *paths = sys.argv[1:]
    json.dump(PARTS[name](*map(Path, paths)), sys.stdout)
