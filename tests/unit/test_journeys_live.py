"""Journeys by what the buses are predicted to do, as a citizen reads them. The live feed is made at 07:50.

Line 1 goes from the market to the station (08:00–08:10, 08:20–08:30), line 2 from there to the beach (08:12–08:22,
08:40–08:50).
"""

import io
from datetime import date
from functools import cache
from typing import Any

import pytest

from hotline.cli.feeds import SAMPLE, zipped
from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.queries import Journey
from hotline.services.bus.service import Answer, answer
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.trip_ids import TripIds
from hotline.services.bus.trip_matching import TripMatching
from tests.journey_delays import compare_delayed
from tests.live_feeds import message, read, stop, trip
from tests.shared import shared
from tests.small_feeds import TODAY, at, feed

STOPS = """
    stop_id,stop_code,stop_name,stop_lat,stop_lon
    A,001,Chợ Cồn,16.08,108.15
    B,002,Bến xe Trung tâm,16.05,108.15
    C,003,Biển Mỹ Khê,16.02,108.15
"""
BUSES = {
    "t1": ("r1", "A", "08:00", "B", "08:10"),
    "t2": ("r1", "A", "08:20", "B", "08:30"),
    "u1": ("r2", "B", "08:12", "C", "08:22"),
    "u2": ("r2", "B", "08:40", "C", "08:50"),
}


@cache
def network() -> TripMatching:
    calls = "".join(
        f"{id_},{leaves}:00,{leaves}:00,{here},1\n{id_},{comes}:00,{comes}:00,{there},2\n"
        for id_, (_, here, leaves, there, comes) in BUSES.items()
    )
    packed = feed(
        feed_info="feed_publisher_name,feed_version\nFUTA,2026-11-01\n",
        stops=STOPS,
        routes="route_id,agency_id,route_short_name,route_type\nr1,futa,1,3\nr2,futa,2,3\n",
        trips="route_id,service_id,trip_id\n" + "".join(f"{bus[0]},daily,{id_}\n" for id_, bus in BUSES.items()),
        stop_times=f"trip_id,arrival_time,departure_time,stop_id,stop_sequence\n{calls}",
    )
    compiled = compile_feed(packed, today=TODAY)
    return TripMatching(Timetable.load(compiled.snapshot), TripIds(compiled.trip_ids))


def asked(*entities: dict[str, Any], now: str = "07:50", lang: str = "vi") -> Answer:
    moment = at(now)
    live = read(network(), message(*entities, made="07:50"), now=moment)
    query = Journey("trạm 001", "trạm 003")
    return answer(query, network().timetable, moment, lang, "1022", live)


def rides(*entities: dict[str, Any], now: str = "07:50") -> list[str]:
    return [line for line in lines(*entities, now=now) if "tuyến" in line]


def lines(*entities: dict[str, Any], now: str = "07:50", lang: str = "vi") -> list[str]:
    return asked(*entities, now=now, lang=lang).reply.text.splitlines()


def late(trip_id: str, seconds: int, **fields: Any) -> dict[str, Any]:
    return trip(stop(1, delay=seconds), trip_id=trip_id, **fields)


def test_what_is_predicted_says_so_and_the_rest_is_the_timetable() -> None:
    assert lines(late("t1", 60)) == [
        "Từ Chợ Cồn đến Biển Mỹ Khê (theo lịch, trừ chuyến có ghi khác):",
        "1. Đổi xe 1 lần: 08:01–08:22 (21 phút)",
        "• Trạm Chợ Cồn",
        "• 08:01 (trực tiếp) tuyến 1 → Bến xe Trung tâm, 08:11 xuống Bến xe Trung tâm",
        "• 08:12 tuyến 2 → Biển Mỹ Khê, 08:22 xuống Biển Mỹ Khê",
    ]
    assert lines(late("t1", 60), lang="en")[3].startswith("• 08:01 (live) bus 1")


def test_without_predictions_nothing_is_live() -> None:
    assert lines()[0] == "Từ Chợ Cồn đến Biển Mỹ Khê (theo lịch):"


def test_a_change_that_a_delay_breaks_is_not_proposed_and_one_leaves_later() -> None:
    assert rides(late("t1", 300)) == [
        "• 08:20 tuyến 1 → Bến xe Trung tâm, 08:30 xuống Bến xe Trung tâm",
        "• 08:40 tuyến 2 → Biển Mỹ Khê, 08:50 xuống Biển Mỹ Khê",
    ]


def test_a_change_holds_where_the_next_bus_is_late_too() -> None:
    assert rides(late("t1", 300), late("u1", 240)) == [
        "• 08:05 (trực tiếp) tuyến 1 → Bến xe Trung tâm, 08:15 xuống Bến xe Trung tâm",
        "• 08:16 (trực tiếp) tuyến 2 → Biển Mỹ Khê, 08:26 xuống Biển Mỹ Khê",
    ]


def test_a_delay_makes_a_change_that_the_timetable_does_not_have() -> None:
    assert [ride[:20] for ride in rides(late("u1", 1200))] == ["• 08:20 tuyến 1 → Bế", "• 08:32 (trực tiếp) "]


@pytest.mark.parametrize("relationship", ["CANCELED", "DELETED"])
def test_nobody_is_sent_to_a_bus_that_does_not_run(relationship: str) -> None:
    gone = trip(trip_id="u1", schedule_relationship=relationship)

    assert rides(gone)[1].startswith("• 08:40 tuyến 2")


def test_nobody_is_sent_to_a_stop_that_a_bus_passes_by() -> None:
    on, off = (stop(number, schedule_relationship="SKIPPED") for number in (1, 2))

    assert rides(trip(on, trip_id="u1"))[1].startswith("• 08:40 tuyến 2")
    assert rides(trip(off, trip_id="t1"))[0].startswith("• 08:20 tuyến 1")


def test_nobody_is_sent_to_a_stop_from_which_a_bus_has_been_moved() -> None:
    assert rides(trip(stop(1, delay=0, assigned="A"), trip_id="u1"))[1].startswith("• 08:40 tuyến 2")


def test_a_bus_that_left_early_is_not_waited_for() -> None:
    assert rides(trip(stop(1, time="07:49"), trip_id="t1"))[0].startswith("• 08:20 tuyến 1")


def test_only_the_arrival_may_be_predicted() -> None:
    assert rides(trip(stop(2, delay=60), trip_id="t1"))[0] == (
        "• 08:00 tuyến 1 → Bến xe Trung tâm, 08:11 (trực tiếp) xuống Bến xe Trung tâm"
    )


def test_after_what_nobody_predicts_the_timetable_holds() -> None:
    feed = trip(stop(1, delay=60), stop(2, schedule_relationship="NO_DATA"), trip_id="t1")

    assert rides(feed)[0] == (
        "• 08:01 (trực tiếp) tuyến 1 → Bến xe Trung tâm, 08:10 (theo lịch) xuống Bến xe Trung tâm"
    )


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("07:51", "• 08:01 (trực tiếp) tuyến 1"),
        ("07:53", "• 08:01 (dữ liệu 3 phút trước) tuyến 1"),
        ("07:55", "• 08:01 (dữ liệu 5 phút trước) tuyến 1"),
        ("07:56", "• 08:00 tuyến 1"),
    ],
)
def test_a_prediction_says_its_age_and_is_forgotten_after_five_minutes(now: str, said: str) -> None:
    assert rides(late("t1", 60), now=now)[0].startswith(said)


def test_a_notice_about_a_line_of_the_journey_is_told() -> None:
    def notice(route: str) -> dict[str, Any]:
        text = {"translation": [{"text": "Đường đang sửa", "language": "vi"}]}
        return {"alert": {"informed_entity": [{"route_id": route}], "header_text": text}}

    assert lines(notice("r2"))[-1] == "Lưu ý: Đường đang sửa"
    assert "Lưu ý: Đường đang sửa" not in lines(notice("elsewhere"))


def test_tomorrows_bus_takes_no_delay_of_todays() -> None:
    found = asked(late("t1", 600), now="22:00").journeys

    assert [f"{ride.departs:%d %H:%M}" for ride in found[0].rides] == ["25 08:00", "25 08:12"]


def test_with_delays_the_journeys_of_the_sample_arrive_when_a_plain_search_says() -> None:
    found, live = compare_delayed(io.BytesIO(zipped(SAMPLE)), date(2026, 11, 23), 80)

    assert found > 40
    assert live > 4


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "week", "pairs"),
    [
        ("cairns", date(2014, 6, 2), 60),
        ("danang-2022", date(2026, 11, 23), 40),
        ("trimet-2routes", date(2021, 10, 18), 40),
    ],
)
def test_with_delays_journeys_arrive_when_a_plain_search_says(name: str, week: date, pairs: int) -> None:
    found, live = compare_delayed(shared(f"data/gtfs/{name}.zip"), week, pairs)

    assert found > pairs / 10
    assert live
