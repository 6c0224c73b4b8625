"""Bus answers with live predictions, as a citizen reads them. The live feed is made at 07:30."""

from typing import Any

import pytest

from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.queries import Address, BusQuery, Route, Stop
from hotline.services.bus.service import answer
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.trip_ids import TripIds
from hotline.services.bus.trip_matching import TripMatching
from tests.live_feeds import message, network, read, stamp, stop, trip
from tests.small_feeds import TODAY, at, feed

TRIPS = "route_id,service_id,trip_id,trip_headsign\n"
STOP_TIMES = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"


def three_buses() -> TripMatching:
    """Three buses of line 05, from 101 Nguyễn Văn Cừ at 07:40, 08:00 and 09:00."""
    rows = [
        f"t{number},{start},{start},A,1\nt{number},{end},{end},C,2\n"
        for number, start, end in (
            (1, "07:40:00", "07:55:00"),
            (2, "08:00:00", "08:15:00"),
            (3, "09:00:00", "09:15:00"),
        )
    ]
    trips = TRIPS + "".join(f"r05,daily,t{number},Biển Đông\n" for number in (1, 2, 3))
    return network(trips=trips, stop_times=STOP_TIMES + "".join(rows), feed_info=None)


def asked(*updates: dict[str, Any], now: str = "07:30", query: BusQuery | None = None, lang: str = "vi") -> list[str]:
    matching, moment = three_buses(), at(now)
    live = read(matching, message(*updates, made="07:30"), now=moment)
    text = answer(query or Stop("001"), matching.timetable, moment, lang, "1022", live).reply.text
    return [line for line in text.splitlines() if not line.startswith(("Lịch lập ngày", "Timetable dated"))]


def late(seconds: int = 120, trip_id: str = "t1") -> dict[str, Any]:
    return trip(stop(1, delay=seconds), trip_id=trip_id)


def test_a_live_bus_has_its_clock_time_its_minutes_and_says_that_it_is_live() -> None:
    assert asked(late()) == [
        "Trạm 101 Nguyễn Văn Cừ (MT 001) (theo lịch, trừ chuyến có ghi khác):",
        "05 → Biển Đông: 07:42 (12 phút nữa, trực tiếp), 08:00",
    ]


def test_the_same_in_english() -> None:
    assert asked(late(), lang="en") == [
        "Stop 101 Nguyễn Văn Cừ (MT 001) (timetable, unless noted):",
        "05 → Biển Đông: 07:42 (in 12 min, live), 08:00",
    ]


def test_where_all_are_live_it_is_said_once() -> None:
    assert asked(late(), late(60, "t2")) == [
        "Trạm 101 Nguyễn Văn Cừ (MT 001) (trực tiếp):",
        "05 → Biển Đông: 07:42 (12 phút nữa), 08:01",
    ]


def test_where_most_are_live_those_of_the_timetable_say_so() -> None:
    assert asked(late(3000), late(60, "t2"), late(-3000, "t3"), now="07:32") == [
        "Trạm 101 Nguyễn Văn Cừ (MT 001) (dữ liệu 2 phút trước):",
        "05 → Biển Đông: 08:01 (29 phút nữa), 08:10, 08:30",
    ]
    assert asked(late(1200), late(60, "t2"), now="08:00")[0].endswith("(theo lịch):")
    assert asked(late(-300), late(), late(-3000, "t3"), lang="en") == [
        "Stop 101 Nguyễn Văn Cừ (MT 001) (live, unless noted):",
        "05 → Biển Đông: 07:42 (in 12 min), 08:00 (timetable), 08:10",
    ]


def test_headways_and_lines_that_go_later_say_among_live_ones_that_they_are_the_timetables() -> None:
    trips = "".join(f"r05,daily,t{number},Biển Đông\n" for number in (1, 2, 3))
    trips += "r05,daily,t4,Chợ Hàn\nr05,daily,t5,Mỹ Khê\n"
    starts = {"t1": "07:40", "t2": "07:50", "t3": "08:00", "t4": "06:00", "t5": "09:00"}
    rows = "".join(f"{id_},{time}:00,{time}:00,A,1\n{id_},23:00:00,23:00:00,C,2\n" for id_, time in starts.items())
    matching = network(
        trips=TRIPS + trips,
        stop_times=STOP_TIMES + rows,
        frequencies="trip_id,start_time,end_time,headway_secs\nt4,06:00:00,20:00:00,900\n",
        feed_info=None,
    )
    live = read(matching, message(*(late(60, f"t{n}") for n in (1, 2, 3)), made="07:30"), now=at("07:30"))
    reply = answer(Stop("001"), matching.timetable, at("07:30"), "vi", "1022", live).reply

    assert reply.text.splitlines()[:-1] == [
        "Trạm 101 Nguyễn Văn Cừ (MT 001) (trực tiếp, trừ chuyến có ghi khác):",
        "05 → Biển Đông: 07:41 (11 phút nữa), 07:51, 08:01",
        "05 → Chợ Hàn: 15 phút/chuyến, 06:00–20:00 (theo lịch)",
        "05 → Mỹ Khê: chuyến tới 09:00 (theo lịch)",
    ]


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("07:31:30", "07:42 (10 phút nữa, trực tiếp)"),
        ("07:31:31", "07:42 (10 phút nữa, dữ liệu 2 phút trước)"),
        ("07:33", "07:42 (9 phút nữa, dữ liệu 3 phút trước)"),
        ("07:35", "07:42 (7 phút nữa, dữ liệu 5 phút trước)"),
        ("07:35:01", "07:40 (4 phút nữa)"),
    ],
)
def test_a_prediction_is_live_for_ninety_seconds_then_says_its_age_for_five_minutes(now: str, says: str) -> None:
    lines = asked(late(), now=now)

    assert lines[1] == f"05 → Biển Đông: {says}, 08:00"
    assert lines[0].endswith("(theo lịch):") is ("phút nữa)" in says)


def test_a_bus_that_comes_now_is_here_and_live() -> None:
    assert asked(late(-570))[1].startswith("05 → Biển Đông: 07:30 (đến ngay, trực tiếp)")


def test_a_canceled_trip_is_said_to_be_canceled() -> None:
    canceled = trip(schedule_relationship="CANCELED")

    assert asked(canceled)[1] == "05 → Biển Đông: chuyến 07:40 bị hủy, 08:00 (30 phút nữa)"
    assert asked(canceled, lang="en")[1] == "05 → Biển Đông: the 07:40 is canceled, 08:00 (in 30 min)"


def test_when_all_of_the_hour_are_canceled_it_says_when_the_next_one_goes() -> None:
    both = [trip(trip_id=trip_id, schedule_relationship="CANCELED") for trip_id in ("t1", "t2")]

    assert asked(*both)[1] == "05 → Biển Đông: chuyến 07:40 bị hủy, chuyến 08:00 bị hủy; chuyến tới 09:00"


def test_a_later_live_bus_says_that_it_is_live() -> None:
    gone = [late(-1200, "t1"), trip(trip_id="t2", schedule_relationship="DELETED")]

    assert asked(*gone, late(300, "t3")) == [
        "Trạm 101 Nguyễn Văn Cừ (MT 001) (trực tiếp):",
        "05 → Biển Đông: chuyến tới 09:05",
    ]


def alert(text: str, **entity: str) -> dict[str, Any]:
    words = {"translation": [{"text": text, "language": "vi"}]}
    return {"alert": {"informed_entity": [entity], "header_text": words, "active_period": [{"end": stamp("09:00")}]}}


def test_alerts_come_after_the_departures_a_line_each_and_at_most_three() -> None:
    lines = asked(late(), *(alert(f"Việc {number}", route_id="r05") for number in range(5)))

    assert lines[1].startswith("05 → Biển Đông: 07:42")
    assert lines[2:] == ["Lưu ý: Việc 0", "Lưu ý: Việc 1", "Lưu ý: Việc 2"]


def test_an_alert_never_stands_in_the_place_of_departures() -> None:
    assert asked(alert("Ngập", stop_id="A"))[:2] == [
        "Trạm 101 Nguyễn Văn Cừ (MT 001) (theo lịch):",
        "05 → Biển Đông: 07:40 (10 phút nữa), 08:00",
    ]


def test_an_alert_that_is_over_is_not_told() -> None:
    assert asked(alert("Ngập", stop_id="A"), now="09:00")[-1].startswith("05")


def test_a_route_tells_its_alerts() -> None:
    assert asked(alert("Đổi lộ trình", route_id="r05"), query=Route("05"))[-1] == "Lưu ý: Đổi lộ trình"
    assert "Lưu ý" not in asked(alert("Trạm dời", stop_id="A"), query=Route("05"))[-1]


def test_a_canceled_bus_is_said_to_be_canceled_where_only_the_street_is_known() -> None:
    compiled = compile_feed(feed(), today=TODAY)
    matching = TripMatching(Timetable.load(compiled.snapshot), TripIds(compiled.trip_ids))
    live = read(matching, message(trip(schedule_relationship="CANCELED"), made="07:30"), now=at("07:30"))
    found = answer(Address("Nguyễn Văn Cừ", "900"), matching.timetable, at("07:30"), "vi", "1022", live)

    assert "Chưa rõ “900 Nguyễn Văn Cừ” ở đoạn nào" in found.reply.text
    assert "chuyến 08:00 bị hủy" in found.reply.text
