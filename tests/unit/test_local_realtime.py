"""The live data of `make run`: the sample's buses on their way, a file, or addresses; and what the page gets of it."""

import asyncio
import io
import json
import time
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from infra.local.feed import Feed, open_feed
from infra.local.fleet import REPORTS_EVERY_S, Fleet
from infra.local.fleet_feed import RENEWED_EVERY_S, encode
from infra.local.network import Network
from infra.local.options import MOVED, SAMPLE, StackError, ZaloApp, read
from infra.local.realtime import open_realtime
from infra.local.server import Stack, application
from infra.local.vehicles import OLDEST_S, Vehicles
from infra.local.zalo.platform import Platform

from hotline.routing import understand
from hotline.services.bus import service
from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.predictions import Kind, Predictions, Vehicle
from hotline.services.bus.realtime import Live
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.trip_ids import TripIds
from hotline.services.bus.trip_matching import TripMatching
from hotline.services.bus.upstream.gtfs_realtime import decode
from tests.live_feeds import message, stop, trip
from tests.small_feeds import at

MORNING, NOON = at("07:55"), at("11:30")


@cache
def sample() -> Feed:
    return open_feed(str(SAMPLE))


@cache
def fleet() -> Fleet:
    return Fleet(sample().data or b"")


@cache
def matching() -> TripMatching:
    compiled = compile_feed(io.BytesIO(sample().data or b""), today=date(2026, 11, 24))
    return TripMatching(Timetable.load(compiled.snapshot), TripIds(compiled.trip_ids))


def stamp(moment: datetime) -> int:
    return int(moment.timestamp())


def predicted(moment: datetime) -> Predictions:
    return decode(encode(fleet(), stamp(moment)), matching(), stamp(moment))


def says(text: str, moment: datetime) -> str:
    understood, live = understand(text), Live(matching().timetable, [predicted(moment)], moment)
    return service.answer(understood.query, matching().timetable, moment, understood.lang, "1022", live).reply.text  # type: ignore[arg-type]  # a bus query


@pytest.mark.parametrize("clock", ["05:31", "07:55", "11:30", "17:20", "21:30"])
def test_the_samples_live_feed_speaks_of_trips_that_its_timetable_has(clock: str) -> None:
    found = predicted(at(clock))

    assert found.unknown == 0
    assert found.runs
    assert found.vehicles


def test_somebody_who_asks_in_the_morning_gets_live_answers_and_is_told_of_the_traffic() -> None:
    text = says("54 Nguyễn Lương Bằng", MORNING)

    assert "trực tiếp, trừ chuyến có ghi khác" in text
    assert "(theo lịch)" in text
    assert "Tuyến 05: đường đông giờ cao điểm" in text
    assert "Lưu ý" not in says("54 Nguyễn Lương Bằng", NOON)


def test_some_buses_are_on_time_some_are_late_and_some_trips_do_not_run() -> None:
    runs = [
        run for minute in range(0, 600, 30) for run in predicted(at(f"{6 + minute // 60:02}:{minute % 60:02}")).runs
    ]
    ends = [run.delays[-1] or 0 for run in runs if run.kind == Kind.SCHEDULED]

    assert any(delay > 180 for delay in ends)
    assert any(delay <= 60 for delay in ends)
    assert min(ends) >= -60
    assert any(run.kind == Kind.CANCELED for run in runs)


def test_not_every_bus_says_where_it_is() -> None:
    told = {bus.trip.trip_id for bus in fleet().buses(stamp(NOON)) if not bus.trip.at_headways}
    due = {
        one.trip_id
        for one in fleet()._trips
        if not one.at_headways
        for start in one.starts
        if start < 11.5 * 3600 < start + one.calls[-1].leaves
    }

    assert due - told
    assert due & told


def test_a_bus_moves_along_its_stops_and_never_back() -> None:
    moved = 0
    for now in range(stamp(NOON), stamp(NOON) + 300, 20):
        for bus in fleet().buses(now):
            if (there := bus.position(now)) and (then := bus.position(now - 20)):
                assert there.towards >= then.towards
                moved += (there.lat, there.lon) != (then.lat, then.lon)
                a, b = bus.trip.calls[there.towards - 1], bus.trip.calls[there.towards]
                assert min(a.lat, b.lat) - 1e-9 <= there.lat <= max(a.lat, b.lat) + 1e-9
                assert now - there.at < REPORTS_EVERY_S
                assert all(earlier < later for earlier, later in pairwise(bus.leaves))
    assert moved > 100


def test_what_was_predicted_comes_true() -> None:
    """Whoever is told 07:58 and looks again at 07:57 reads the same."""
    runs = {(bus.trip.trip_id, bus.start): bus.leaves for bus in fleet().buses(stamp(NOON))}
    later = {(bus.trip.trip_id, bus.start): bus.leaves for bus in fleet().buses(stamp(NOON) + 600)}

    both = runs.keys() & later.keys()
    assert len(both) > 20
    assert all(runs[key] == later[key] for key in both)


def test_a_bus_after_midnight_belongs_to_the_day_before() -> None:
    late = {bus.trip.trip_id: bus.day for bus in fleet().buses(stamp(at("2026-11-25 00:15")))}

    assert set(late.values()) <= {date(2026, 11, 24)}
    assert predicted(at("2026-11-25 00:15")).unknown == 0


def test_outside_of_its_calendar_no_bus_runs() -> None:
    assert list(fleet().buses(stamp(at("2028-03-01 08:00")))) == []


def test_the_feed_is_the_same_for_ten_seconds_and_then_another_one() -> None:
    begin = stamp(NOON) // RENEWED_EVERY_S * RENEWED_EVERY_S

    assert encode(fleet(), begin) == encode(fleet(), begin + RENEWED_EVERY_S - 1)
    assert encode(fleet(), begin) != encode(fleet(), begin + RENEWED_EVERY_S)


# What FEED_REALTIME may be.


@pytest.fixture
def zipped(tmp_path: Path) -> str:
    path = tmp_path / "city of ours.zip"
    path.write_bytes(sample().data or b"")
    return str(path)


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    path = tmp_path / "live data.pb"
    path.write_bytes(message(trip(stop(1, delay=60)), made=MORNING))
    return path


def test_the_sample_moves_unless_it_is_told_not_to_and_another_feed_does_not(zipped: str) -> None:
    assert read([], {}).realtime == read([], {"FEED_REALTIME": "sample"}).realtime == MOVED
    assert read([], {"FEED_REALTIME": "none"}).realtime == ""
    assert read([], {"FEED": zipped}).realtime == read([], {"FEED": zipped, "FEED_REALTIME": "none"}).realtime == ""


def test_live_data_is_a_file_or_addresses(recorded: Path) -> None:
    both = "https://bus.example/tu https://bus.example/vp"

    assert read([], {"FEED_REALTIME": str(recorded)}).realtime == str(recorded)
    assert read([], {"FEED_REALTIME": both}).realtime == both
    assert open_realtime(both, sample()).addresses == both
    assert open_realtime(both, sample()).read is None
    assert open_realtime(read([], {"FEED_REALTIME": "ebms+https://bus.example"}).realtime, sample()).addresses


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("nowhere.pb", "is not there"),
        ("https://", "is no address"),
        ("ebms+https://", "is no address"),
        ("https://a.b c.d", "is no address"),
    ],
)
def test_live_data_that_cannot_be_is_refused(value: str, says: str) -> None:
    with pytest.raises(StackError, match=f"FEED_REALTIME=.*{says}"):
        read([], {"FEED_REALTIME": value})


def test_the_samples_buses_are_not_those_of_another_timetable(zipped: str) -> None:
    with pytest.raises(StackError, match="of the sample"):
        read([], {"FEED": zipped, "FEED_REALTIME": "sample"})


@pytest.mark.parametrize("data", [b"", b"<html>not found</html>", b"\x0a"])
def test_a_file_that_is_no_live_feed_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(data)

    with pytest.raises(StackError, match=r"is no GTFS-Realtime message: give a \.pb file"):
        open_realtime(str(path), sample())


def test_a_file_is_read_again_each_time_and_says_for_which_clock_it_is(recorded: Path) -> None:
    found = open_realtime(str(recorded), sample())
    assert found.read
    assert not found.is_past(MORNING)
    assert found.is_past(NOON)

    recorded.write_bytes(b"another")

    assert found.read(MORNING) == b"another"


# What the server gives.


class Clients:
    """DynamoDB with one live item, and Lambda, whose `sync` asks a feed again."""

    def __init__(self, vehicles: tuple[Vehicle, ...] = (), age: float = 0) -> None:
        self.vehicles = vehicles
        self.fetched = time.time() - age
        self.asked: list[dict[str, Any]] = []

    def __call__(self, service: str) -> "Clients":
        return self

    def query(self, **_: Any) -> dict[str, Any]:
        data = Predictions("v", 0, 0, vehicles=self.vehicles).to_bytes()
        broken = {
            "part": {"S": "other"},
            "data": {"B": b"of another release"},
            "fetched": {"N": str(int(self.fetched))},
        }
        items = [{"part": {"S": "one"}, "data": {"B": data}, "fetched": {"N": str(int(self.fetched))}}, broken]
        return {"Items": [*items, {"part": {"S": "turn"}, "free_at": {"N": "0"}}]}

    def invoke(self, **call: Any) -> None:
        self.asked.append(json.loads(call["Payload"]))
        self.fetched = time.time()


def bus(label: str, moment: datetime) -> Vehicle:
    return Vehicle("r05", "05", "Biển Đông", label, 16.07, 108.15, 90, stamp(moment))


def look(clients: Clients) -> list[dict[str, Any]]:
    return Vehicles(clients, "cache", "sync", lambda: MORNING)()


def test_the_page_has_the_buses_that_the_functions_know() -> None:
    clients = Clients((bus("43B-1", MORNING), bus("43B-2", MORNING - timedelta(seconds=OLDEST_S))))

    assert look(clients) == [
        {
            "id": "43B-1",
            "route_id": "r05",
            "route": "05",
            "headsign": "Biển Đông",
            "lat": 16.07,
            "lon": 108.15,
            "bearing": 90,
            "at": stamp(MORNING) * 1000,
        }
    ]
    assert clients.asked == []


def test_who_looks_makes_sync_ask_when_what_is_known_is_old() -> None:
    clients = Clients((bus("43B-1", MORNING),), age=25)

    assert look(clients)
    assert look(clients)
    assert clients.asked == [{"task": "realtime"}]


@pytest.fixture
def stack() -> Stack:
    platform = Platform(
        ZaloApp("1022000000000000001", "2022000000000000002", "synthetic", "synthetic"), lambda: MORNING
    )
    return Stack(platform, sample(), Network)


def get(stack: Stack, path: str, **headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(application(stack))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(ask())


def test_the_live_feed_is_served_with_a_tag_as_an_operators_server_does(stack: Stack) -> None:
    assert get(stack, "/realtime.pb").status_code == 404
    stack.realtime = lambda: b"feed"

    first = get(stack, "/realtime.pb")
    again = get(stack, "/realtime.pb", **{"if-none-match": first.headers["etag"]})

    assert (first.status_code, first.content, again.status_code, again.content) == (200, b"feed", 304, b"")


def test_a_file_that_has_gone_is_an_unavailable_feed(stack: Stack, tmp_path: Path) -> None:
    stack.realtime = (tmp_path / "gone.pb").read_bytes

    assert get(stack, "/realtime.pb").status_code == 503


def test_without_live_data_the_page_is_told_that_there_is_none(stack: Stack) -> None:
    assert get(stack, "/api/vehicles").json() == {"vehicles": None}

    stack.vehicles = Vehicles(Clients(), "cache", "sync", lambda: MORNING)

    assert get(stack, "/api/vehicles").json() == {"vehicles": []}
