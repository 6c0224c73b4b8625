"""Who asks live feeds when, and what everybody answers meanwhile."""

import threading
import time
from datetime import UTC, datetime

import pytest

from hotline.entrypoints.live import BACK_OFF_S, FORGOTTEN_S, FRESH_S, LOOKUP_S, LiveFeeds
from hotline.entrypoints.live_reading import FetchesLive, ReadsLive
from hotline.errors import BadFeed, NoTimetable, Unavailable
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.upstream.fetching import Fetched
from hotline.services.bus.upstream.gtfs_realtime import decode
from hotline.settings import Realtime
from hotline.storage.live_items import LiveItem, Turn
from tests.live_feeds import departures, message, network, shown, stop, trip
from tests.small_feeds import at
from tests.unit.fakes import Clock

UPDATES, ALERTS = "https://bus.example/tu", "https://bus.example/al"
BEGIN = at("07:50")


class MemoryItems:
    """`storage.live_items.LiveItems`, as the tests of the real one describe it."""

    def __init__(self) -> None:
        self.items: dict[str, LiveItem] = {}
        self.turn = Turn()
        self.calls: list[str] = []
        self.is_down = False

    def read(self, feeds: tuple[str, ...]) -> tuple[dict[str, LiveItem], Turn]:
        self.calls.append("read")
        if self.is_down:
            raise Unavailable("BatchGetItem")
        return {feed: item for feed, item in self.items.items() if feed in feeds}, self.turn

    def take_turn(self, now: int, until: int) -> bool:
        self.calls.append("take")
        if self.turn.free_at > now:
            return False
        self.turn = Turn(until, self.turn.failures)
        return True

    def end_turn(self, free_at: int, failures: int) -> None:
        self.turn = Turn(free_at, failures)

    def write(self, feed: str, item: LiveItem) -> None:
        self.calls.append("write")
        self.items[feed] = item

    def keep(self, feed: str, fetched: int) -> None:
        self.calls.append("keep")
        self.items[feed] = LiveItem(self.items[feed].data, self.items[feed].etag, fetched)


class World:
    """Servers that say when the bus comes, shared knowledge, and any number of lookups."""

    def __init__(self) -> None:
        self.matching = network()
        self.table = self.matching.timetable
        self.items = MemoryItems()
        self.clock = Clock()
        self.clock.time = BEGIN.timestamp()
        self.asked: list[str] = []
        self.delay = 60
        self.fails: dict[str, Exception] = {}
        self.serve = self._served

    def _served(self, url: str) -> Fetched | None:
        if url in self.fails:
            raise self.fails[url]
        made = datetime.fromtimestamp(self.clock.time, UTC)
        return Fetched(message(*([trip(stop(1, delay=self.delay))] if url == UPDATES else []), made=made), "")

    def _fetch(self, url: str, etag: str) -> Fetched | None:
        self.asked.append(url)
        return self.serve(url)

    def lookup(self, *urls: str, patience_s: float = LOOKUP_S) -> LiveFeeds:
        return LiveFeeds(
            urls or (UPDATES,),
            self.items,
            self._fetch,
            lambda data, timetable, now: decode(data, self.matching, now),
            lambda: datetime.fromtimestamp(self.clock.time, UTC),
            patience_s,
            self.clock,
        )

    def shows(self, feeds: LiveFeeds) -> list[str]:
        now = datetime.fromtimestamp(self.clock.time, UTC)
        live = feeds(self.table, now)
        return [shown(one) for one in departures(live, self.table, "A", now)]


def test_the_first_lookup_asks_and_the_next_one_reads_what_it_wrote() -> None:
    world = World()
    first, second = world.lookup(), world.lookup()

    assert world.shows(first) == ["08:01 live"]
    assert world.items.calls == ["read", "take", "write"]
    assert world.shows(second) == ["08:01 live"]
    assert world.items.calls[3:] == ["read"]
    assert world.asked == [UPDATES]


def test_what_is_fresh_costs_a_warm_lookup_no_read() -> None:
    world = World()
    lookup = world.lookup()
    world.shows(lookup)
    world.items.calls.clear()
    world.clock.time += FRESH_S

    assert world.shows(lookup) == ["08:01 live"]
    assert world.items.calls == []


def test_what_is_older_than_twenty_seconds_is_asked_for_again() -> None:
    world = World()
    lookup = world.lookup()
    world.shows(lookup)
    world.clock.time += FRESH_S + 1
    world.delay = 120

    assert world.shows(lookup) == ["08:02 live"]
    assert len(world.asked) == 2


def test_one_caller_asks_while_the_others_answer_with_what_there_is() -> None:
    world = World()
    slow, quick = world.lookup(), world.lookup()
    world.shows(slow)
    world.clock.time += FRESH_S + 1
    gate, asking = threading.Event(), threading.Event()

    def served(url: str) -> Fetched | None:
        asking.set()
        gate.wait(5)
        return None

    world.serve = served
    one = threading.Thread(target=lambda: world.shows(slow))
    one.start()
    assert asking.wait(5)
    assert world.shows(quick) == ["08:01 live"]
    gate.set()
    one.join()

    assert len(world.asked) == 2


def test_a_server_that_says_it_is_the_same_is_not_asked_again_for_a_while() -> None:
    world = World()
    lookup, other = world.lookup(), world.lookup()
    world.shows(lookup)
    world.clock.time += FRESH_S + 1
    world.serve = lambda url: None
    world.shows(lookup)
    world.shows(other)

    assert world.items.calls == ["read", "take", "write", "read", "take", "keep", "read"]


@pytest.mark.parametrize(
    "failure", [Unavailable("HTTP 503"), BadFeed(("over 8 MB",)), OSError("no route"), RuntimeError("a bug")]
)
def test_a_feed_that_fails_leaves_the_last_answer_with_its_age_then_the_timetable(failure: Exception) -> None:
    world = World()
    lookup = world.lookup()
    world.shows(lookup)
    world.fails = {UPDATES: failure}
    seen = []
    for _ in range(4):
        world.clock.time += 120
        seen += world.shows(lookup)

    assert seen == ["08:01 live", "08:01 live", "08:00", "08:00"]


def test_an_alert_that_nobody_confirms_is_told_for_ten_minutes() -> None:
    world = World()
    words = {"translation": [{"text": "Ngập", "language": "vi"}]}
    flood = message({"alert": {"informed_entity": [{"stop_id": "A"}], "header_text": words}}, made=BEGIN)
    world.serve = lambda url: Fetched(flood, "")
    lookup = world.lookup()
    place = next(place for place in world.table.places if "A" in place.stop_ids)
    told = []
    for wait in (0, FORGOTTEN_S - 1, 1):
        world.clock.time += wait
        told.append(len(lookup(world.table, BEGIN).alerts.at([place], set())))
        world.fails, world.serve = {UPDATES: Unavailable("HTTP 503")}, world._served  # a test's own

    assert told == [1, 1, 0]


def test_garbage_leaves_the_timetable() -> None:
    world = World()
    world.serve = lambda url: Fetched(b"<html>502</html>", "")

    assert world.shows(world.lookup()) == ["08:00"]


def test_a_feed_that_keeps_failing_is_asked_less_and_less_often_and_forgiven_at_once() -> None:
    world = World()
    lookup = world.lookup()
    world.fails = {UPDATES: Unavailable("HTTP 503")}
    waits, last = [], world.clock.time
    for _ in range(1200):
        asked = len(world.asked)
        world.shows(lookup)
        if len(world.asked) > asked:
            waits.append(int(world.clock.time - last))
            last = world.clock.time
        world.clock.time += 1

    assert waits[:6] == [0, 20, 40, 80, 160, BACK_OFF_S]
    world.fails = {}
    world.clock.time += BACK_OFF_S
    world.shows(lookup)
    assert world.items.turn.failures == 0


def test_a_slow_server_costs_a_lookup_less_than_a_second() -> None:
    world = World()

    def served(url: str) -> Fetched | None:
        time.sleep(10)
        return None

    world.serve = served
    began = time.monotonic()

    assert world.shows(world.lookup(UPDATES, ALERTS)) == ["08:00"]
    assert time.monotonic() - began < 1.2
    began = time.monotonic()
    world.shows(world.lookup(UPDATES, ALERTS))
    assert time.monotonic() - began < 0.2, "the next one does not wait"


def test_one_of_two_feeds_that_fails_does_not_cost_the_other() -> None:
    world = World()
    world.fails = {ALERTS: Unavailable("HTTP 404")}
    lookup = world.lookup(ALERTS, UPDATES)

    assert world.shows(lookup) == ["08:01 live"]
    assert world.items.turn.failures == 0


def test_without_dynamodb_there_is_the_timetable() -> None:
    world = World()
    world.items.is_down = True

    assert world.shows(world.lookup()) == ["08:00"]


def test_an_item_of_another_release_is_passed_over_and_written_anew() -> None:
    world = World()
    first = world.lookup()
    world.shows(first)
    (feed,) = world.items.items
    world.items.items[feed] = LiveItem(b"another format", "", int(world.clock.time))

    assert world.shows(world.lookup()) == ["08:00"]
    world.clock.time += FRESH_S
    assert world.shows(world.lookup()) == ["08:01 live"]


def test_a_server_that_takes_dozens_of_questions_is_asked_by_the_schedule_and_by_no_lookup() -> None:
    world, slow = World(), "ebms+https://bus.example"
    lookup, schedule = world.lookup(slow, UPDATES), world.lookup(slow, UPDATES)

    assert world.shows(lookup) == ["08:01 live"]
    assert world.asked == [UPDATES]
    world.clock.time += FRESH_S + 1
    schedule.pull(world.table)
    assert sorted(world.asked[1:]) == [slow, UPDATES]
    world.clock.time += FRESH_S + 1
    world.shows(world.lookup(slow))
    assert len(world.asked) == 3


def test_the_schedule_says_what_it_found() -> None:
    world = World()
    schedule = world.lookup()

    assert schedule.pull(world.table) == {"ended": "pulled", "trips": 1, "unknown": 0}
    assert schedule.pull(world.table)["ended"] == "fresh"
    world.clock.time += FRESH_S + 1
    world.items.turn = Turn(int(world.clock.time) + 5)
    assert schedule.pull(world.table)["ended"] == "left to another"


def test_the_schedule_raises_what_no_feed_survived() -> None:
    world = World()
    world.fails = {UPDATES: Unavailable("HTTP 503")}

    with pytest.raises(Unavailable, match="503"):
        world.lookup().pull(world.table)


def test_another_timetable_is_read_with_its_own_trip_ids() -> None:
    from hotline.services.bus.compiling import compile_feed
    from tests.small_feeds import TODAY, feed

    compiled = compile_feed(feed(), today=TODAY, gazetteer=lambda _: b"")
    loaded: list[bytes] = []

    def trip_ids() -> bytes:
        loaded.append(compiled.trip_ids)
        return compiled.trip_ids

    reads, table = ReadsLive(trip_ids), Timetable.load(compiled.snapshot)
    data, now = message(trip(stop(1, delay=60))), int(BEGIN.timestamp())
    for _ in range(2):
        assert len(reads(data, table, now).runs) == 1
    assert len(loaded) == 1
    with pytest.raises(NoTimetable):
        reads(data, network(trips="route_id,service_id,trip_id\nr05,daily,t1\n").timetable, now)


def test_the_key_does_not_go_where_a_server_sends_us() -> None:
    import http.server

    heard: list[tuple[str, str | None]] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append((self.headers["host"].partition(":")[0], self.headers["x-api-key"]))
            elsewhere = f"http://localhost:{self.server.server_port}/"  # type: ignore[attr-defined]
            self.send_response(302 if len(heard) == 1 else 200)
            self.send_header("location", elsewhere)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        FetchesLive(Realtime((url,), "x-api-key", "arn"), lambda: "k1")(url, "")
        server.shutdown()

    assert heard == [("127.0.0.1", "k1"), ("localhost", None)]


def test_the_key_is_read_once_and_again_after_a_failure() -> None:
    import http.server

    heard: list[str | None] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.headers["x-api-key"])
            self.send_response(200 if heard[-1] != "k2" else 403)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    keys = iter(["k1", "k3"])
    with http.server.HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        fetches = FetchesLive(Realtime((url,), "x-api-key", "arn"), lambda: next(keys))
        fetches(url, "")
        fetches(url, "")
        fetches._key = "k2"  # as if it had been changed at the operator's
        with pytest.raises(Unavailable):
            fetches(url, "")
        fetches(url, "")
        server.shutdown()

    assert heard == ["k1", "k1", "k2", "k3"]
