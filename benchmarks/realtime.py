"""Live predictions on a large city's timetable: to read a feed, to answer with one, and what a lookup asks for.

python -m benchmarks.realtime PART FOLDER [KIND]     one part in this process, as JSON
"""

import importlib
import io
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import aws_stub
from benchmarks.cold_start import lookup
from benchmarks.feed_server import BROKEN, FeedServer, slow_name
from benchmarks.figures import Figure
from benchmarks.timetable import BROOKLYN, TODAY
from benchmarks.warm import Beginning
from hotline.services.bus.upstream.gtfs_realtime import LIMIT

UPDATES = 8_600
ROUNDS = 5
ANSWERS = 1000
WARMING = 100


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
        gone = [_alone("journeys", made) for _ in range(3)]
        handled = {kind: _alone("handle", made, kind) for kind in ("good", *BROKEN)}
        return [*_reading(read), *_asking(asked), *_going(gone), *_handling(handled)]


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


def _going(rounds: list[dict[str, float]]) -> Iterator[Figure]:
    method = (
        f"{ANSWERS} pairs of random places, between 17:00:00 and 17:01:30, with the feed of {UPDATES:,} updates; "
        f"itineraries made, process CPU, warm, median of {len(rounds)} processes"
    )
    middle, slow = _median(rounds, "live_p50_ms"), _median(rounds, "live_p99_ms")
    yield Figure("journeys with live data, p50", middle, "ms", method, "≤ 15", middle <= 15)
    yield Figure("journeys with live data, p99", slow, "ms", method, "≤ 80", slow <= 80)
    first = f"{method}; each with a feed that says it anew, as for the first message after one came"
    yield Figure("journeys with a new feed, p50", _median(rounds, "fresh_p50_ms"), "ms", first)
    yield Figure("journeys with a new feed, p99", _median(rounds, "fresh_p99_ms"), "ms", first)
    yield Figure("the same journeys without, p50", _median(rounds, "plain_p50_ms"), "ms", method)
    yield Figure("the same journeys without, p99", _median(rounds, "plain_p99_ms"), "ms", method)
    yield Figure("pairs with a live bus", _median(rounds, "live_share"), "%", method)


def _handling(handled: dict[str, dict[str, float]]) -> Iterator[Figure]:
    method = (
        "bus_lookup's handler in process, Brooklyn's timetable, AWS and Zalo stubbed in another over plain HTTP, a "
        "server of one live feed beside it; calls counted at the stubs"
    )
    good = handled["good"]
    yield Figure("new instance, item fresh: AWS reads", good["reads"], "", method, "≤ 2", good["reads"] <= 2)
    yield Figure("the same: calls to the feed's server", good["asked"], "", method, "0", good["asked"] == 0)
    yield Figure("warm instance, item fresh: AWS reads", good["warm_reads"], "", method, "≤ 2", good["warm_reads"] <= 2)
    yield Figure("the same: calls to the feed's server", good["warm_asked"], "", method, "0", good["warm_asked"] == 0)
    yield Figure("first of all, asks the server itself: answer", good["first_ms"], "ms", f"{method}; wall clock")
    for kind, what in BROKEN.items():
        wait = handled[kind]["first_ms"]
        yield Figure(f"{what}: answer", wait, "ms", f"{method}; wall clock, the one who asks", "≤ 1500", wait <= 1500)


def _median(rounds: list[dict[str, float]], name: str) -> float:
    return statistics.median(one[name] for one in rounds)


def _alone(part: str, *arguments: object) -> dict[str, float]:
    """One part in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.realtime", part, *map(str, arguments)]
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


def _journeys(folder: Path) -> dict[str, float]:
    """The same pairs without predictions, with those of one feed, and each with another than the one before."""
    from hotline.services.bus.predictions import Predictions
    from hotline.services.bus.realtime import Live
    from hotline.services.bus.upstream.gtfs_realtime import decode

    matching = _matching(folder)
    timetable, now = matching.timetable, int(_rush_hour(matching.timetable).timestamp())
    feed = Predictions.from_bytes(decode((folder / "feed").read_bytes(), matching, now).to_bytes())
    other = replace(feed, runs=tuple(replace(run, at=run.at - 1) for run in feed.runs))
    found: dict[str, float] = {}
    ridden = 0
    for kind, feeds in {"plain": (), "live": (feed,), "fresh": (feed, other)}.items():
        times = []
        for number, (ends, moment) in enumerate(_pairs(timetable)):
            began = time.process_time_ns()
            live = Live(timetable, feeds[number % len(feeds) :][:1], moment) if feeds else None
            journeys = (live or timetable).journeys(*ends, moment)
            times.append((time.process_time_ns() - began) / 1e6)
            ridden += any(ride.departs_predicted_at for one in journeys for ride in one.rides) and kind == "live"
        times = sorted(times[WARMING:])
        found |= {f"{kind}_p50_ms": times[len(times) // 2], f"{kind}_p99_ms": times[len(times) * 99 // 100]}
    return found | {"live_share": 100 * ridden / (WARMING + ANSWERS)}


def _pairs(timetable: Any) -> Iterator[tuple[tuple[Any, Any], datetime]]:
    chance = random.Random(4)  # noqa: S311
    for _ in range(WARMING + ANSWERS):
        origin, destination = chance.sample(range(len(timetable.places)), 2)
        ends = timetable.places[origin], timetable.places[destination]
        yield ends, _rush_hour(timetable) + timedelta(seconds=chance.randrange(90))


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


def _handle(folder: Path, kind: str) -> dict[str, float]:
    """Lookups of one instance after the other, with a server that is good, or broken in one way."""
    feed = (folder / "feed").read_bytes()
    # Two feeds in a row are one: protobuf joins what is repeated.
    sent = {
        "garbage": b"<html>502 Bad Gateway</html>",
        "oversized": bytes(9 << 20),
        "heavy": feed * (LIMIT // len(feed)),
    }
    server = FeedServer(sent.get(kind, feed), kind)
    with slow_name(), aws_stub.running(folder / "snapshot", folder / "ids") as port:
        os.environ.update(aws_stub.environment(port) | {"FEED_REALTIME_URLS": server.url})
        first_ms, *_ = _lookup(port, server, "0")
        _, reads, asked = _lookup(port, server, "1")
        _, warm_reads, warm_asked = _lookup(port, server, "2", is_new=False)
    return {
        "first_ms": first_ms,
        "reads": reads,
        "asked": asked,
        "warm_reads": warm_reads,
        "warm_asked": warm_asked,
    }


def _lookup(port: int, server: FeedServer, number: str, *, is_new: bool = True) -> tuple[float, int, int]:
    """Milliseconds, AWS reads and calls to the feed's server of one message."""
    name = "functions.bus_lookup.handler"
    if is_new and name in sys.modules:
        importlib.reload(sys.modules[name])
    handler = importlib.import_module(name).lambda_handler
    aws_stub.counts(port)
    before, began = server.asked, time.perf_counter()
    with redirect_stdout(io.StringIO()):
        ended = handler(lookup(number), Beginning)
    spent = (time.perf_counter() - began) * 1000
    assert ended["ended"] == "answered", ended
    counted = aws_stub.counts(port)
    return spent, counted["BatchGetItem"] + counted["GetItem"], server.asked - before


PARTS: dict[str, Callable[..., dict[str, float]]] = {
    "make": _make,
    "read": _read,
    "ask": _ask,
    "journeys": _journeys,
    "handle": _handle,
}

if __name__ == "__main__":
    name, folder, *rest = sys.argv[1:]
    json.dump(PARTS[name](Path(folder), *rest), sys.stdout)
