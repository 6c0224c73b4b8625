"""A feed that is swapped under load: no lookup fails, and none mixes two versions.

    python -m benchmarks.swapping LOOKUPS     one run in this process, as JSON

Threads are instances of bus_lookup, each with a timetable and live predictions of its own; two more publish now one
version, now the other. What every question may be answered with is known before.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from random import Random
from threading import Lock, Thread

from tests.memory_dynamodb import MemoryDynamoDB
from tests.unit.fakes import NOW

from benchmarks.figures import Figure
from benchmarks.two_versions import ASKED_AT, LIVE_FEED, expected, questions, version
from hotline.entrypoints.bus import ComposesBus, Timetables
from hotline.entrypoints.live import LOOKUP_S, LiveFeeds
from hotline.entrypoints.live_reading import ReadsLive
from hotline.entrypoints.publishing import Publishing
from hotline.services.bus import service as bus
from hotline.services.bus.upstream.fetching import Fetched
from hotline.storage.live_items import LiveItems
from hotline.storage.snapshots import Snapshots

LOOKUPS = 50_000
INSTANCES, PUBLISHERS = 8, 2
STEP_S = 2
"""What passes from one lookup to the next: a day and more in a whole run, so that old chunks end in it."""
SWAPS_EVERY_S = (20, 240)
PUBLISHING_S = 60
"""For so long lookups go on while somebody publishes; then they wait, because a thread takes longer than a function."""
COLD_EVERY = 200
CHUNK = 700
"""Bytes, so that a timetable of a few kB has several chunks, as a city's has at 350 kB."""
URL = "https://bus.example/live"
NO_ANSWER = [bus.no_timetable(lang, "1022").text for lang in ("vi", "en")]


type LiveStore = Callable[[MemoryDynamoDB, Timetables], LiveItems]


def _ours(dynamodb: MemoryDynamoDB, _: Timetables) -> LiveItems:
    return LiveItems(dynamodb, "Cache", "bus")


class Swapping:
    """One run. `dynamodb` and `live_items` are others where a test breaks them on purpose."""

    def __init__(
        self,
        lookups: int,
        seed: int = 1,
        dynamodb: Callable[[Callable[[], float], Random], MemoryDynamoDB] = MemoryDynamoDB,
        live_items: LiveStore = _ours,
    ) -> None:
        self._lookups = lookups
        self._seed = seed
        self._time = NOW
        self._lock = Lock()
        self._dynamodb = dynamodb(self._now, Random(seed))  # noqa: S311
        self._live_items = live_items
        self._counted: Counter[str] = Counter()
        self._editions = 0
        self._due = dict.fromkeys(range(PUBLISHERS), NOW)

    def run(self) -> Counter[str]:
        """How many lookups there were, how each ended, and what happened meanwhile."""
        with redirect_stdout(StringIO()), _finely_interleaved():
            self._publish(Random(self._seed))  # noqa: S311
            publishers = [Thread(target=self._publishing, args=(seed,)) for seed in range(PUBLISHERS)]
            lookups = [Thread(target=self._looking_up, args=(seed,)) for seed in range(INSTANCES)]
            for thread in publishers + lookups:
                thread.start()
            for thread in lookups + publishers:
                thread.join()
        self._dynamodb("dynamodb", "scan", TableName="Cache")
        self._counted["expired"] = self._dynamodb.expired
        return self._counted

    def _now(self) -> float:
        return self._time

    def _count(self, what: str) -> None:
        with self._lock:
            self._counted[what] += 1

    def _has_next(self) -> bool:
        """Takes the next lookup, if there is one."""
        while self._time > min(self._due.values()) + PUBLISHING_S:
            time.sleep(0.001)
        with self._lock:
            if self._counted["lookups"] == self._lookups:
                return False
            self._counted["lookups"] += 1
            self._time += STEP_S
            return True

    def _looking_up(self, seed: int) -> None:
        chance = Random(seed)  # noqa: S311
        compose = self._instance()
        while self._has_next():
            if not chance.randrange(COLD_EVERY):
                compose = self._instance()
            number = chance.randrange(len(questions()))
            try:
                reply = compose(*questions()[number], {})
            except Exception:  # noqa: BLE001  # whatever it is, somebody has no answer
                self._count("failed")
                continue
            is_none = reply.text in NO_ANSWER
            self._count("failed" if is_none else expected()[number].get(reply.text, "mixed"))

    def _instance(self) -> ComposesBus:
        self._count("cold")
        timetables = Timetables(self._snapshots(), now=self._now)
        items, reads = self._live_items(self._dynamodb, timetables), ReadsLive(timetables.trip_ids)
        live = LiveFeeds([URL], items, _serve, reads, lambda: ASKED_AT, LOOKUP_S, self._now)
        return ComposesBus(timetables, "1022", lambda: ASKED_AT, live)

    def _snapshots(self) -> Snapshots:
        return Snapshots(self._dynamodb, "Cache", "bus", self._now, CHUNK)

    def _publishing(self, seed: int) -> None:
        chance = Random(seed)  # noqa: S311
        while self._counted["lookups"] < self._lookups:
            if self._time >= self._due[seed]:
                self._publish(chance)
                self._due[seed] = self._time + chance.randint(*SWAPS_EVERY_S)
            time.sleep(0.001)

    def _publish(self, chance: Random) -> None:
        """A new edition of one version, or one that there was before."""
        self._editions += 1
        edition = self._editions if chance.random() < 0.7 else chance.randint(1, self._editions)
        feed = Fetched(version("AB"[edition % 2], edition), "")
        ended = Publishing(lambda _: feed, self._snapshots(), lambda: ASKED_AT)()
        self._count(ended["ended"])


@contextmanager
def _finely_interleaved() -> Iterator[None]:
    """Lets threads take turns a hundred times as often as they would."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 100)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _serve(url: str, etag: str) -> Fetched | None:
    assert url == URL
    return None if etag == "same" else Fetched(LIVE_FEED, "same")


def figures() -> list[Figure]:
    """The whole run, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.swapping", str(LOOKUPS)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])  # noqa: S603
    found = Counter[str](json.loads(done.stdout))
    return list(_figures(found))


def _figures(found: Mapping[str, int]) -> Iterator[Figure]:
    method = (
        f"{INSTANCES} instances of bus_lookup's own code in threads, DynamoDB in memory with stale and partial reads, "
        f"two publishers; {STEP_S} s between lookups; each answer compared with what either version says"
    )
    shown = found["A"] + found["B"] + found["A live"] + found["B live"]
    yield Figure("lookups", found["lookups"], "", method, "≥ 50,000", found["lookups"] >= LOOKUPS)
    yield Figure("failed", found["failed"], "", method, "0", not found["failed"])
    yield Figure("mixed two versions", found["mixed"], "", method, "0", not found["mixed"])
    yield Figure("of the one version", found["A"] + found["A live"], "", method)
    yield Figure("of the other", found["B"] + found["B live"], "", method)
    yield Figure("with live data", 100 * (found["A live"] + found["B live"]) / shown, "%", method)
    yield Figure("swaps", found["published"], "", method)
    yield Figure("publishers that another one overtook", found["overtaken"], "", method)
    yield Figure("cold starts", found["cold"], "", method)
    yield Figure("chunks that ended meanwhile", found["expired"], "", method)


if __name__ == "__main__":
    json.dump(Swapping(int(sys.argv[1])).run(), sys.stdout)
