"""The timetable that bus_lookup keeps in memory, and what it answers from it."""

from datetime import UTC, datetime
from functools import cache

import pytest
from benchmarks.artifact import sample_snapshot

from hotline.entrypoints.bus import CHECK_S, RETRY_S, ComposesBus, Timetables
from hotline.entrypoints.dispatching import understood
from hotline.errors import NoTimetable, Unavailable
from hotline.messages import Location, Reply
from hotline.routing import Understood
from hotline.services.bus.queries import Coordinates
from hotline.services.bus.realtime import Live
from hotline.services.bus.timetable import Timetable
from hotline.storage.snapshots import Published, Source
from tests.unit.fakes import Clock, message

MORNING = datetime(2026, 11, 24, 0, 55, tzinfo=UTC)  # 07:55 in Đà Nẵng


@cache
def sample() -> Timetable:
    return Timetable.load(sample_snapshot())


def published(version: str) -> Published:
    return Published(version, 1, "", Source("", "", 1, ""), 0)


class MemorySnapshots:
    def __init__(self, version: str = "") -> None:
        self.version = version
        self.looked = 0
        self.loaded: list[str] = []
        self.is_down = False

    def current(self) -> Published | None:
        self.looked += 1
        if self.is_down:
            raise Unavailable("DynamoDB")
        return published(self.version) if self.version else None

    def load(self, published: Published) -> bytes:
        self.loaded.append(published.version)
        return published.version.encode()

    def load_trip_ids(self, published: Published) -> bytes:
        return b"ids of " + published.version.encode()


class World:
    def __init__(self, version: str = "") -> None:
        self.snapshots = MemorySnapshots(version)
        self.clock = Clock()
        self.broken: set[bytes] = set()
        self.breaks_with: Exception = NoTimetable("another format")
        self.timetables = Timetables(self.snapshots, self._load, self.clock)

    def _load(self, data: bytes) -> Timetable:
        if data in self.broken:
            raise self.breaks_with
        return sample()


def test_it_is_loaded_once_and_looked_for_once_a_minute() -> None:
    world = World("v1")
    for _ in range(10):
        world.timetables()
    assert (world.snapshots.looked, world.snapshots.loaded) == (1, ["v1"])

    world.clock.time += CHECK_S
    world.timetables()
    assert (world.snapshots.looked, world.snapshots.loaded) == (2, ["v1"])


def test_a_new_one_is_taken_within_a_minute() -> None:
    world = World("v1")
    world.timetables()
    world.snapshots.version = "v2"
    world.clock.time += CHECK_S
    world.timetables()

    assert world.snapshots.loaded == ["v1", "v2"]


def test_a_ping_looks_at_once() -> None:
    world = World("v1")
    world.timetables()
    world.snapshots.version = "v2"
    world.timetables.refresh()

    assert world.snapshots.loaded == ["v1", "v2"]


def test_nothing_published_is_said_and_looked_for_again_soon() -> None:
    world = World()
    with pytest.raises(NoTimetable):
        world.timetables()
    world.snapshots.version = "v1"
    with pytest.raises(NoTimetable):
        world.timetables()

    world.clock.time += RETRY_S
    world.timetables()


@pytest.mark.parametrize("failure", ["down", "broken", "a bug"])
def test_a_new_one_that_cannot_be_read_leaves_the_old_one(failure: str) -> None:
    world = World("v1")
    world.timetables()
    world.clock.time += CHECK_S
    world.snapshots.version = "v2"
    world.snapshots.is_down = failure == "down"
    world.broken = {b"v2"}
    world.breaks_with = ValueError("a bug") if failure == "a bug" else world.breaks_with

    world.timetables()
    assert world.snapshots.looked == 2
    world.timetables()
    assert world.snapshots.looked == 2, "not asked again for every citizen"

    world.snapshots.is_down, world.broken = False, set()
    world.clock.time += RETRY_S
    world.timetables()
    assert world.snapshots.loaded[-1] == "v2"


def test_the_trip_ids_are_those_of_the_timetable_that_is_in_memory() -> None:
    world = World("v1")
    with pytest.raises(NoTimetable):
        world.timetables.trip_ids()
    world.timetables()
    world.snapshots.version = "v2"

    assert world.timetables.trip_ids() == b"ids of v1"


def composes(timetable: Timetable | None = None) -> ComposesBus:
    def current() -> Timetable:
        if timetable is None:
            raise NoTimetable
        return timetable

    return ComposesBus(current, "1022", lambda: MORNING)


def answer(composes: ComposesBus, text: str) -> Reply:
    return composes(message(text), understood(message(text)), {})


def test_a_question_is_answered_from_the_timetable() -> None:
    reply = answer(composes(sample()), "tuyến 05")

    assert "05" in reply.text
    assert "theo lịch" in reply.text


def test_a_shared_place_is_answered_from_the_timetable() -> None:
    here = Understood("bus", Coordinates(Location(16.0678, 108.2208), shared=True))

    assert "theo lịch" in composes(sample())(message(""), here, {}).text


def test_live_feeds_are_asked_for_what_buses_do_and_for_nothing_else() -> None:
    asked: list[datetime] = []

    def live(timetable: Timetable, now: datetime) -> Live:
        asked.append(now)
        return Live(timetable, (), now)

    composes = ComposesBus(sample, "1022", lambda: MORNING, live)
    for text in ("xe buýt", "xe buýt đến Chợ Cồn"):
        answer(composes, text)
    assert asked == []

    for text in ("tuyến 05", "54 Nguyễn Lương Bằng", "từ Chợ Cồn đến Bến xe Trung tâm"):
        answer(composes, text)
    assert asked == [MORNING, MORNING, MORNING]


def test_without_a_timetable_the_line_to_call_is_given() -> None:
    assert "1022" in answer(composes(), "tuyến 05").text


def test_a_number_that_answers_no_question_is_a_line() -> None:
    assert answer(composes(sample()), "05").text.startswith("Tuyến 05")
