"""When a map is asked, for how long, and what is kept of its answers."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from threading import Event

import pytest

from hotline.breaking import Breaker
from hotline.entrypoints.bus import ComposesBus
from hotline.entrypoints.geocoding import DAY_S, PATIENCE_S, AsksMap, KeepsNothing, Manners, asking
from hotline.errors import Unavailable
from hotline.messages import Location
from hotline.observability import Calls
from hotline.routing import understand
from hotline.services.bus.geocoding import Box, Geocoded, Geocodes
from hotline.services.bus.queries import Address
from hotline.services.bus.timetable import Timetable
from hotline.settings import Geocoding
from tests.small_feeds import BASE, published
from tests.unit.fakes import Clock, message

MORNING = datetime(2026, 11, 24, 0, 50, tzinfo=UTC)  # 07:50 in Đà Nẵng
HOUSE, OTHER = Address("Lê Quang Sung", "12"), Address("Phan Thanh", "7")
HIT = Geocoded(Location(16.082, 108.15), "Lê Quang Sung", "12", "Thanh Khê")
MONTH = Manners("a map", keep_s=30 * DAY_S, area="Đà Nẵng")


@cache
def timetable() -> Timetable:
    return published(BASE)


class Map:
    """Knows one address; raises what it is given to raise."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.boxes: list[Box] = []
        self.fails: Exception | None = None
        self.connected = 0

    def connect(self) -> Callable[[str, Box], tuple[Geocoded, ...]]:
        self.connected += 1
        return self.answer

    def answer(self, address: str, box: Box) -> tuple[Geocoded, ...]:
        self.asked.append(address)
        self.boxes.append(box)
        if self.fails:
            raise self.fails
        return (HIT,) if "Sung" in address else ()


class Table:
    """`storage.geocodes.Geocodes`, as the tests of the real one describe it."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[str, int]] = {}
        self.free_at = 0.0
        self.reads = 0
        self.fails: Exception | None = None

    def read(self, query: str, now: float) -> str | None:
        self.reads += 1
        if self.fails:
            raise self.fails
        answer, expires = self.answers.get(query, ("", 0))
        return answer if expires > now else None

    def write(self, query: str, answer: str, expires: int) -> None:
        self.answers[query] = (answer, expires)

    def take_turn(self, now: float, until: float) -> bool:
        is_free = self.free_at <= now
        self.free_at = until if is_free else self.free_at
        return is_free


class World:
    def __init__(self, manners: Manners = MONTH) -> None:
        self.map, self.table, self.clock, self.calls = Map(), Table(), Clock(), Calls()
        self.manners = manners
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.time += seconds

    def asks(self, breaker: Breaker | None = None) -> AsksMap:
        return AsksMap(
            self.map.connect, self.manners, self.table, self.calls.timed, breaker, now=self.clock, sleep=self.sleep
        )


def test_the_map_is_asked_for_the_address_and_its_city_around_the_network() -> None:
    world = World()

    assert world.asks()(timetable(), [HOUSE]) == Geocodes("a map", {HOUSE: (HIT,)})
    assert world.map.asked == ["12 Lê Quang Sung, Đà Nẵng"]
    assert world.map.boxes[0].holds(timetable().places[0].location)
    assert str(world.calls).startswith("Geocode ")


def test_what_it_said_is_kept_for_everybody_under_the_folded_address() -> None:
    world = World()
    first = world.asks()(timetable(), [HOUSE])
    again = world.asks()(timetable(), [Address("LE QUANG SUNG", "12")])

    assert first
    assert again
    assert list(again.found.values()) == list(first.found.values())
    assert len(world.map.asked) == 1
    ((query, (answer, expires)),) = world.table.answers.items()
    assert query == "12 le quang sung, da nang"
    assert answer == '[[16.082,108.15,"Lê Quang Sung","12","Thanh Khê"]]'
    assert expires == int(world.clock.time) + 30 * DAY_S


def test_that_it_knows_none_is_kept_too() -> None:
    world = World()
    assert world.asks()(timetable(), [OTHER]) is None
    assert world.asks()(timetable(), [OTHER]) is None

    assert len(world.map.asked) == 1


def test_what_was_kept_for_its_time_is_asked_again() -> None:
    world = World()
    world.asks()(timetable(), [HOUSE])
    world.clock.time += 30 * DAY_S
    world.asks()(timetable(), [HOUSE])

    assert len(world.map.asked) == 2


def test_where_the_terms_forbid_it_nothing_is_kept_or_read() -> None:
    world = World(Manners("a map"))
    asks = world.asks()
    assert asks(timetable(), [HOUSE])
    assert asks(timetable(), [HOUSE])

    assert (len(world.map.asked), world.table.reads, world.table.answers) == (2, 0, {})


def test_a_failure_is_the_feeds_own_answer_and_is_not_kept(capsys: pytest.CaptureFixture[str]) -> None:
    world = World()
    world.map.fails = Unavailable("the geocoder answers HTTP 503")

    assert world.asks()(timetable(), [HOUSE]) is None
    assert world.table.answers == {}
    line = capsys.readouterr().out
    assert '"level":"WARNING","message":"address not looked up"' in line
    assert "HTTP 503" in line
    assert "Quang" not in line


@pytest.mark.parametrize("error", [ValueError("12 Lê Quang Sung"), KeyError("12 Lê Quang Sung")])
def test_a_bug_is_one_too_and_no_log_has_the_address(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    world = World()
    world.table.fails = error

    assert world.asks()(timetable(), [HOUSE]) is None
    line = capsys.readouterr().out
    assert '"level":"ERROR"' in line
    assert "Quang" not in line


def test_a_key_that_failed_is_read_again() -> None:
    world = World()
    asks = world.asks()
    world.map.fails = Unavailable("Google: REQUEST_DENIED")
    asks(timetable(), [HOUSE])
    world.map.fails = None

    assert asks(timetable(), [HOUSE])
    assert asks(timetable(), [HOUSE])
    assert world.map.connected == 2


def test_a_map_that_fails_again_and_again_is_left_in_peace() -> None:
    world = World()
    asks = world.asks(Breaker("the geocoder", failures=2))
    world.map.fails = Unavailable("HTTP 503")
    for _ in range(5):
        assert asks(timetable(), [HOUSE]) is None

    assert len(world.map.asked) == 2


def test_a_map_that_hangs_costs_the_citizen_no_more_than_the_patience() -> None:
    world = World()
    never = Event()
    world.clock.time = 0

    def hang(address: str, box: Box) -> tuple[Geocoded, ...]:
        never.wait(10)
        return (HIT,)

    world.map.answer = hang  # type: ignore[method-assign]
    timed: list[float] = []

    @contextmanager
    def stopwatch(name: str) -> Iterator[None]:
        began = time.monotonic()
        try:
            yield
        finally:
            timed.append(time.monotonic() - began)

    asks = AsksMap(world.map.connect, world.manners, world.table, stopwatch, now=world.clock)
    assert asks(timetable(), [HOUSE]) is None
    never.set()
    assert PATIENCE_S - 0.1 < timed[0] < PATIENCE_S + 0.5


def test_two_addresses_share_the_patience() -> None:
    world = World()
    answer = world.map.answer

    def slow(address: str, box: Box) -> tuple[Geocoded, ...]:
        world.clock.time += PATIENCE_S - 0.1
        return answer(address, box)

    world.map.answer = slow  # type: ignore[method-assign]

    assert world.asks()(timetable(), [HOUSE, OTHER]) == Geocodes("a map", {HOUSE: (HIT,)})
    assert len(world.map.asked) == 1


def test_requests_of_all_functions_keep_the_pace() -> None:
    world = World(Manners("a map", pace_s=1))
    one, other = world.asks(), world.asks()
    assert one(timetable(), [HOUSE])
    before = world.clock.time

    assert other(timetable(), [HOUSE])
    assert sum(world.slept) == pytest.approx(1)
    assert world.clock.time - before == pytest.approx(1)


def test_nobody_waits_longer_than_the_patience_for_a_turn() -> None:
    world = World(Manners("a map", pace_s=1))
    world.table.free_at = world.clock.time + 60

    assert world.asks()(timetable(), [HOUSE]) is None
    assert sum(world.slept) < PATIENCE_S
    assert world.map.asked == []


def test_without_a_table_one_process_keeps_the_pace_by_itself() -> None:
    turns = KeepsNothing()

    assert [turns.take_turn(now, now + 1) for now in (0, 0.5, 0.99, 1, 1.5)] == [True, False, False, True, False]


def test_a_server_of_the_citys_own_has_no_pace_and_days_may_be_set() -> None:
    public = Geocoding("nominatim", contact="it@city.example")
    own = Geocoding("nominatim", url="https://map.city.example", contact="it@city.example", keep_days=0)

    assert _manners(public) == Manners("© OpenStreetMap (openstreetmap.org/copyright)", 30 * DAY_S, 1.0)
    assert _manners(own) == Manners("© OpenStreetMap (openstreetmap.org/copyright)")
    assert _manners(Geocoding("google", key_arn="arn", area="Huế")) == Manners("Google Maps", 30 * DAY_S, 0, "Huế")
    for provider in ("goong", "vietmap"):
        assert _manners(Geocoding(provider, key_arn="arn")).keep_s == 0


def _manners(told: Geocoding) -> Manners:
    return asking(told, lambda: "", KeepsNothing(), Calls()).manners


def composes(world: World | None) -> ComposesBus:
    return ComposesBus(timetable, "1022", lambda: MORNING, geocode=world.asks() if world else None)


def says(world: World | None, text: str) -> str:
    return composes(world)(message(text), understand(text), {}).text


def test_an_address_that_the_feed_does_not_name_is_answered_with_the_map() -> None:
    world = World()
    text = says(world, "12 Lê Quang Sung")

    assert text.startswith("Xe buýt gần 12 Lê Quang Sung, Thanh Khê (theo lịch):\nTrạm 101 Nguyễn Văn Cừ (220 m)")
    assert text.endswith("Vị trí địa chỉ theo a map")


def test_a_journey_from_such_an_address_is_answered_with_the_map() -> None:
    text = says(World(), "từ 12 Lê Quang Sung đến CV Biển Đông")

    assert text.startswith("Từ 12 Lê Quang Sung, Thanh Khê đến CV Biển Đông (theo lịch):")


@pytest.mark.parametrize(
    "text", ["101 Nguyễn Văn Cừ", "103 Nguyễn Văn Cừ", "MT 002", "trạm Chợ Bến", "tuyến 05", "tuyến 99", "xe buýt"]
)
def test_the_map_is_not_asked_for_what_the_feed_answers_or_for_what_is_no_address(text: str) -> None:
    world = World()

    assert says(world, text) == says(None, text)
    assert world.map.asked == []


def test_a_map_that_fails_leaves_the_feeds_own_answer() -> None:
    world = World()
    world.map.fails = Unavailable("HTTP 503")

    assert says(world, "12 Lê Quang Sung") == says(None, "12 Lê Quang Sung")


def test_nothing_about_the_citizen_reaches_the_map() -> None:
    world = World()
    text = "tôi là Trần Thị Bưởi, 0905 123 456, xe buýt gần 12 Lê Quang Sung"
    says(world, text)

    assert world.map.asked == ["12 Lê Quang Sung, Đà Nẵng"]
