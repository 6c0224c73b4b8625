"""Journeys: how long a search takes in a large city, and whether it finds what a plain search finds.

python -m benchmarks.journeys SNAPSHOT     the times alone, in this process, as JSON
"""

import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from tests.journey_pairs import compare
from tests.shared import ROOT

from benchmarks.figures import Figure
from benchmarks.timetable import resident_mb
from hotline.cli.feeds import SAMPLE, zipped
from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.timetable import Timetable

BROOKLYN = ROOT / "data/gtfs/nyc-brooklyn.zip"
CAIRNS = ROOT / "data/gtfs/cairns.zip"
WEEK = date(2026, 10, 19)
PAIRS = 1000
COMPARED = 2000


def figures() -> list[Figure]:
    """Times on Brooklyn and comparisons on Cairns, where those feeds are, and a comparison on the sample."""
    found = list(_compared())
    if not BROOKLYN.exists():
        print(f"  journeys: {BROOKLYN} is not here, so no times were measured", file=sys.stderr)
        return found
    with tempfile.TemporaryDirectory() as folder:
        snapshot = Path(folder) / "snapshot"
        snapshot.write_bytes(compile_feed(BROOKLYN, today=WEEK).snapshot)
        command = [sys.executable, "-m", "benchmarks.journeys", str(snapshot)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])  # noqa: S603
    return [*_times(json.loads(done.stdout)), *found]


def _times(measured: dict[str, float]) -> Iterator[Figure]:
    method = (
        f"Brooklyn, {PAIRS} pairs of random places, a random second from 06:00 to 22:00 of a weekday in October; "
        "itineraries made, process CPU, one process, warm"
    )
    middle, slow = measured["p50_ms"], measured["p99_ms"]
    yield Figure("journeys, p50", middle, "ms", method, "≤ 15", middle <= 15)
    yield Figure("journeys, p99", slow, "ms", method, "≤ 80", slow <= 80)
    yield Figure("journeys, the first after loading", measured["first_ms"], "ms", "the same process, before the others")
    yield Figure("pairs with a way to get there", 100 * measured["found"], "%", method)
    yield Figure(
        "journeys, more resident", measured["more_mb"], "MB", "resident memory after all of them less before the first"
    )


def _compared() -> Iterator[Figure]:
    feeds: dict[str, tuple[Any, date]] = {"the sample": (io.BytesIO(zipped(SAMPLE)), date(2026, 11, 23))}
    if CAIRNS.exists():
        feeds["Cairns"] = CAIRNS, date(2014, 6, 2)
    method = (
        "pairs whose arrivals with 0, 1 and 2 changes are those of a plain search over every bus; stops at the first"
    )
    for name, (feed, week) in feeds.items():
        compare(feed, week, COMPARED)
        yield Figure(f"{name}: pairs as the plain search has them", COMPARED, "", method, str(COMPARED), True)


def _measure(snapshot: Path) -> dict[str, float]:
    timetable = Timetable.load(snapshot.read_bytes())
    before = resident_mb()
    started = time.process_time_ns()
    timetable.journeys(*next(_questions(timetable, 1, seed=1)))
    first = time.process_time_ns() - started
    times, found = [], 0
    for question in _questions(timetable, PAIRS, seed=2):
        started = time.process_time_ns()
        found += bool(timetable.journeys(*question))
        times.append((time.process_time_ns() - started) / 1e6)
    times.sort()
    return {
        "first_ms": first / 1e6,
        "p50_ms": times[len(times) // 2],
        "p99_ms": times[len(times) * 99 // 100],
        "found": found / PAIRS,
        "more_mb": resident_mb() - before,
    }


def _questions(timetable: Timetable, count: int, seed: int) -> Iterator[tuple[Any, Any, datetime]]:
    chance = random.Random(seed)  # noqa: S311
    midnight = datetime.combine(max(WEEK, timetable.first_date), clock_time(), timetable.timezone)
    for _ in range(count):
        origin, destination = chance.sample(range(len(timetable.places)), 2)
        after = timedelta(days=chance.randrange(5), seconds=chance.randrange(6 * 3600, 22 * 3600))
        yield timetable.places[origin], timetable.places[destination], midnight + after


if __name__ == "__main__":
    json.dump(_measure(Path(sys.argv[1])), sys.stdout)
