"""Live predictions on a large city's timetable: to read a feed, to answer with one, and what a lookup asks for.

python -m benchmarks.realtime PART FOLDER     one part in this process, as JSON
"""

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from benchmarks.timetable import BROOKLYN, TODAY

UPDATES = 8_600
ROUNDS = 5
ANSWERS = 1000


def figures() -> list[Figure]:
    """All of it on Brooklyn, where that feed is; nothing elsewhere."""
    if not BROOKLYN.exists():
        print(f"  realtime: {BROOKLYN} is not here, so nothing was measured", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        _alone("make", made)
        read = [_alone("read", made) for _ in range(ROUNDS)]
        asked = [_alone("ask", made) for _ in range(3)]
        return [*_reading(read), *_asking(asked)]


def _reading(rounds: list[dict[str, float]]) -> Iterator[Figure]:
    feed = (
        f"a feed made of Brooklyn's own trips: {rounds[0]['updates']:,.0f} stop updates of {rounds[0]['trips']:.0f} "
        f"buses on their way on a Tuesday at 17:00, each with a time, the delay changing at every third stop"
    )
    method = f"{feed}; process CPU, warm, median of 30 readings, median of {ROUNDS} processes"
    yield Figure("live feed", rounds[0]["bytes"] / 1000, "kB", feed)
    spent = _median(rounds, "read_ms")
    yield Figure("decode, resolve and reduce it", spent, "ms", method, "≤ 25", spent <= 25)
    yield Figure("of these: protobuf alone", _median(rounds, "parse_ms"), "ms", method)
    yield Figure("pack into an item", _median(rounds, "pack_ms"), "ms", method)
    yield Figure("unpack it", _median(rounds, "unpack_ms"), "ms", method)
    yield Figure("item", rounds[0]["item_bytes"] / 1000, "kB", f"{feed}; an item may have 400 kB")
    yield Figure("load the trip ids", _median(rounds, "ids_ms"), "ms", f"once, by what reads feeds; median of {ROUNDS}")
    yield Figure(
        "first reading, protobuf loaded", _median(rounds, "first_ms"), "ms", f"a fresh process, {ROUNDS} times"
    )


def _asking(rounds: list[dict[str, float]]) -> Iterator[Figure]:
    method = (
        f"{ANSWERS} points within 300 m of random stops, between 17:00:00 and 17:01:30: the whole reply, nearest five "
        f"places, with the feed of {UPDATES:,} updates; process CPU, warm, median of {len(rounds)} processes"
    )
    slow = _median(rounds, "live_p99_ms")
    yield Figure("answer with live data, p50", _median(rounds, "live_p50_ms"), "ms", method)
    yield Figure("answer with live data, p99", slow, "ms", method, "≤ 3", slow <= 3)
    yield Figure("the same without, p50", _median(rounds, "plain_p50_ms"), "ms", method)
    yield Figure("the same without, p99", _median(rounds, "plain_p99_ms"), "ms", method)
    yield Figure("answers with a live bus", _median(rounds, "live_share"), "%", method)


def _median(rounds: list[dict[str, float]], name: str) -> float:
    return statistics.median(one[name] for one in rounds)


def _alone(part: str, folder: Path) -> dict[str, float]:
    """One part in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.realtime", part, str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _make(folder: Path) -> dict[str, float]:
    """Compiles the timetable and makes the feed."""
    from hotline.services.bus.compiling import compile_feed

    compiled = compile_feed(BROOKLYN, today=TODAY)
    (folder / "snapshot").write_bytes(compiled.snapshot)
    (folder / "ids").write_bytes(compiled.trip_ids)
    (folder / "feed").write_bytes(_feed(_matching(folder)))
    return {}


def _matching(folder: Path) -> Any:
    from hotline.services.bus.timetable import Timetable
    from hotline.services.bus.trip_ids import TripIds
    from hotline.services.bus.trip_matching import TripMatching

    timetable = Timetable.load((folder / "snapshot").read_bytes())
    return TripMatching(timetable, TripIds((folder / "ids").read_bytes()))


def _rush_hour(timetable: Any) -> datetime:
    return datetime(TODAY.year, TODAY.month, TODAY.day, 17, tzinfo=timetable.timezone)


def _feed(matching: Any) -> bytes:
    from google.transit.gtfs_realtime_pb2 import FeedMessage

    chance = random.Random(3)  # noqa: S311
    now = int(_rush_hour(matching.timetable).timestamp())
    feed, updates = FeedMessage(), 0
    feed.header.gtfs_realtime_version, feed.header.timestamp = "2.0", now
    ids = list(matching.ids.rows)
    chance.shuffle(ids)
    for id_ in ids:
        course = matching.find(id_)
        start = matching.start(course, f"{TODAY:%Y%m%d}", None, now)
        if start is None or not start <= now < start + course.ride[-1]:
            continue
        update = feed.entity.add(id=id_).trip_update
        update.trip.trip_id, update.trip.start_date = id_, f"{TODAY:%Y%m%d}"
        update.timestamp = now - chance.randrange(60)
        updates += _add_stops(update, course, start, now, matching, chance)
        if updates >= UPDATES:
            break
    return bytes(feed.SerializeToString())


def _add_stops(update: Any, course: Any, start: int, now: int, matching: Any, chance: random.Random) -> int:
    """The stops ahead of one bus; how many."""
    calls, ids = matching.timetable.calls, matching.timetable.places.stop_ids
    delay, added = chance.randrange(-60, 600), 0
    for sequence, position in course.sequences.items():
        time_there = start + course.ride[position] + delay
        if time_there > now - 60:
            stop_id = ids[calls.call_stop[calls.call_first[course.pattern] + position]]
            one = update.stop_time_update.add(stop_sequence=sequence, stop_id=stop_id)
            one.departure.time = time_there
            added += 1
        delay += chance.randrange(-20, 40) if chance.random() < 1 / 3 else 0
    return added


def _read(folder: Path) -> dict[str, float]:
    from hotline.services.bus.predictions import Predictions

    matching, data = _matching(folder), (folder / "feed").read_bytes()
    now = int(_rush_hour(matching.timetable).timestamp())
    first = time.process_time()
    from google.transit.gtfs_realtime_pb2 import FeedMessage

    from hotline.services.bus.trip_ids import TripIds
    from hotline.services.bus.upstream.gtfs_realtime import decode

    found = decode(data, matching, now)
    first = time.process_time() - first
    item, ids, feed = found.to_bytes(), (folder / "ids").read_bytes(), FeedMessage.FromString(data)
    return {
        "first_ms": first * 1000,
        "read_ms": _spent(lambda: decode(data, matching, now)),
        "parse_ms": _spent(lambda: FeedMessage.FromString(data)),
        "pack_ms": _spent(found.to_bytes),
        "unpack_ms": _spent(lambda: Predictions.from_bytes(item).by_pattern),
        "ids_ms": _spent(lambda: TripIds(ids), 5),
        "bytes": len(data),
        "item_bytes": len(item),
        "trips": len(feed.entity),
        "updates": sum(len(one.trip_update.stop_time_update) for one in feed.entity),
    }


def _spent(does: Callable[[], object], times: int = 30) -> float:
    """Median milliseconds of CPU."""
    spent = []
    for _ in range(times):
        began = time.process_time_ns()
        does()
        spent.append((time.process_time_ns() - began) / 1e6)
    return statistics.median(spent)


def _ask(folder: Path) -> dict[str, float]:
    from hotline.services.bus.predictions import Predictions
    from hotline.services.bus.realtime import Live
    from hotline.services.bus.upstream.gtfs_realtime import decode

    matching = _matching(folder)
    now = int(_rush_hour(matching.timetable).timestamp())
    item = decode((folder / "feed").read_bytes(), matching, now).to_bytes()
    feeds = [Predictions.from_bytes(item)]
    found: dict[str, float] = {}
    shown = 0
    for kind in ("plain", "live"):
        times = []
        for round_ in ("warm", "measured"):
            for where, moment in _points(matching.timetable):
                began = time.process_time_ns()
                live = Live(matching.timetable, feeds, moment) if kind == "live" else None
                text = _reply(matching.timetable, where, moment, live)
                if round_ == "measured":
                    times.append((time.process_time_ns() - began) / 1e6)
                    shown += "trực tiếp" in text
        times.sort()
        found |= {f"{kind}_p50_ms": times[len(times) // 2], f"{kind}_p99_ms": times[len(times) * 99 // 100]}
    return found | {"live_share": 100 * shown / ANSWERS}


def _reply(timetable: Any, where: Any, moment: datetime, live: Any) -> str:
    from hotline.services.bus.queries import Coordinates
    from hotline.services.bus.service import answer

    return answer(Coordinates(where, shared=True), timetable, moment, "vi", "1022", live).reply.text


def _points(timetable: Any) -> Iterator[tuple[Any, datetime]]:
    from hotline.messages import Location

    chance = random.Random(2)  # noqa: S311
    for _ in range(ANSWERS):
        stop = chance.choice(timetable.places).location
        where = Location(stop.lat + chance.uniform(-0.0027, 0.0027), stop.lon + chance.uniform(-0.0035, 0.0035))
        yield where, _rush_hour(timetable) + timedelta(seconds=chance.randrange(0, 90))


PARTS: dict[str, Callable[[Path], dict[str, float]]] = {"make": _make, "read": _read, "ask": _ask}

if __name__ == "__main__":
    name, folder = sys.argv[1:]
    json.dump(PARTS[name](Path(folder)), sys.stdout)
