"""Notices of the operator: when they hold, whom they concern, that none is told twice (case 36 of the facts)."""

from typing import Any

import pytest

from hotline.services.bus.trip_matching import TripMatching
from tests.live_feeds import message, network, read, stamp, trip
from tests.small_feeds import BASE, at

NOW = at("07:51")
LINE = {("05", "Biển Đông")}


def two_lines() -> TripMatching:
    return network(
        {
            "agency.txt": BASE["agency.txt"] + "mtr,Metro,https://m.example,Asia/Ho_Chi_Minh\n",
            "routes.txt": BASE["routes.txt"] + "r07,mtr,07,Xuân Diệu – Hoà Phước,3\n",
            "trips.txt": BASE["trips.txt"] + "r07,daily,t7,Hoà Phước\n",
            "stop_times.txt": BASE["stop_times.txt"] + "t7,08:05:00,08:05:00,B,1\nt7,08:30:00,08:30:00,C,2\n",
        }
    )


def alert(
    *entities: dict[str, Any], text: str = "Đường ngập", periods: tuple[tuple[str, str], ...] = ()
) -> dict[str, Any]:
    return {
        "alert": {
            "informed_entity": list(entities),
            "header_text": {"translation": [{"text": text, "language": "vi"}]},
            "active_period": [
                {name: stamp(time) for name, time in (("start", start), ("end", end)) if time} for start, end in periods
            ],
        }
    }


def told(
    *alerts: dict[str, Any], stop_id: str = "A", lines: set[tuple[str, str]] = LINE, lang: str = "vi"
) -> list[str]:
    matching = two_lines()
    live = read(matching, message(*alerts), now=NOW)
    place = next(place for place in matching.timetable.places if stop_id in place.stop_ids)
    return [one.say(lang) for one in live.alerts.at([place], lines)]


@pytest.mark.parametrize(
    ("periods", "holds"),
    [
        ((), True),
        ((("07:00", "09:00"),), True),
        ((("07:51", "07:52"),), True),
        ((("07:00", "07:51"),), False),
        ((("08:00", "09:00"),), False),
        ((("07:00", ""),), True),
        ((("", "09:00"),), True),
        ((("", "07:00"),), False),
        ((("05:00", "06:00"), ("07:30", "08:30")), True),
    ],
)
def test_an_alert_holds_in_its_periods_alone(periods: tuple[tuple[str, str], ...], holds: bool) -> None:
    assert told(alert({"route_id": "r05"}, periods=periods)) == (["Đường ngập"] if holds else [])


@pytest.mark.parametrize(
    ("entity", "at_a", "at_b"),
    [
        ({"route_id": "r05"}, True, True),
        ({"route_id": "r07"}, False, True),
        ({"stop_id": "A"}, True, False),
        ({"stop_id": "B"}, False, True),
        ({"agency_id": "futa"}, True, True),
        ({"agency_id": "mtr"}, False, True),
        ({"agency_id": "futa", "route_id": "r05"}, True, True),
        ({"route_id": "r07", "stop_id": "A"}, False, False),
        ({"trip": {"trip_id": "t1"}}, True, True),
        ({"trip": {"trip_id": "t7"}}, False, True),
        ({"trip": {"route_id": "r07"}}, False, True),
        ({"trip": {"trip_id": "t1", "start_date": "20261125"}}, False, False),
        ({"route_type": 3}, True, True),
        ({"route_type": 2}, False, False),
        ({"route_type": 3, "agency_id": "mtr"}, False, True),
        ({"route_type": 2, "agency_id": "futa"}, False, False),
        ({"route_type": 3, "stop_id": "A"}, True, False),
        ({"route_type": 3, "route_id": "r07"}, False, True),
        ({"route_id": "r07", "agency_id": "futa"}, False, False),
        ({"trip": {"route_id": "r05", "start_time": "08:00:00"}}, True, True),
        ({"route_id": "nobody's"}, False, False),
        ({"stop_id": "nowhere"}, False, False),
        ({"agency_id": "nobody"}, False, False),
        ({"trip": {"trip_id": "none"}}, False, False),
    ],
)
def test_an_alert_is_told_to_whom_it_concerns(entity: dict[str, Any], at_a: bool, at_b: bool) -> None:
    both = {*LINE, ("07", "Hoà Phước")}

    assert bool(told(alert(entity), stop_id="A")) is at_a
    assert bool(told(alert(entity), stop_id="B", lines=both)) is at_b


def test_an_alert_of_a_line_that_is_not_shown_is_not_told() -> None:
    assert told(alert({"route_id": "r07"}), stop_id="B", lines=LINE) == []


def test_the_same_words_are_told_once() -> None:
    assert told(alert({"route_id": "r05"}, {"stop_id": "A"}), alert({"stop_id": "A"})) == ["Đường ngập"]
    assert len(told(alert({"route_id": "r05"}), alert({"stop_id": "A"}, text="Trạm dời"))) == 2


def test_the_same_words_about_two_things_are_told_at_both() -> None:
    both = (alert({"stop_id": "A"}), alert({"route_id": "r07"}))

    assert told(*both, stop_id="A") == told(*both, stop_id="B", lines={("07", "Hoà Phước")}) == ["Đường ngập"]


def test_an_alert_about_a_bus_at_headways_is_about_its_line() -> None:
    matching = network(frequencies="trip_id,start_time,end_time,headway_secs\nt1,08:00:00,10:00:00,1200\n")
    live = read(matching, message(alert({"trip": {"trip_id": "t1", "start_time": "08:20:00"}})), now=NOW)

    place = next(place for place in matching.timetable.places if "A" in place.stop_ids)

    assert live.alerts.of_route("r05")
    assert live.alerts.at([place], LINE)


def test_of_an_alert_about_a_million_things_the_first_are_enough() -> None:
    assert told(alert(*[{"route_id": "nobody's"}] * 5000, {"stop_id": "A"})) == []
    assert told(alert({"stop_id": "A"}, *[{"route_id": "nobody's"}] * 5000)) == ["Đường ngập"]


def test_an_alert_is_one_line_in_the_language_there_is() -> None:
    words = {"translation": [{"text": "Road\n flooded", "language": "en-GB"}, {"text": "Ngập", "language": "vi-VN"}]}
    both = {"alert": {"informed_entity": [{"stop_id": "A"}], "header_text": words}}
    plain = {"alert": {"informed_entity": [{"stop_id": "A"}], "header_text": {"translation": [{"text": "x" * 999}]}}}

    assert told(both) == ["Ngập"]
    assert told(both, lang="en") == ["Road flooded"]
    (long,) = told(plain)
    assert len(long) == 160
    assert long.endswith("…")


def test_an_alert_without_words_or_concern_is_no_alert() -> None:
    assert told({"alert": {"informed_entity": [{"stop_id": "A"}]}}, alert()) == []


def test_a_route_has_its_own_alerts_and_its_operators() -> None:
    live = read(
        two_lines(),
        message(
            alert({"route_id": "r05"}, text="05"),
            alert({"agency_id": "futa"}, text="FUTA"),
            alert({"stop_id": "A"}, text="A"),
            alert({"route_id": "r07"}, text="07"),
            trip(),
        ),
        now=NOW,
    )

    assert [one.say("vi") for one in live.alerts.of_route("r05")] == ["05", "FUTA"]
