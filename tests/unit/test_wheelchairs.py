"""What feeds tell of wheelchairs, from their rows to what a citizen reads."""

from datetime import datetime
from typing import Any

from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.queries import BusQuery, Coordinates, Journey, Stop
from hotline.services.bus.service import answer
from hotline.services.bus.snapshot import Snapshot
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.trip_matching import TripMatching
from tests.live_feeds import message, network, read, stop, trip
from tests.small_feeds import BASE, TODAY, Text, at, departures, feed, later, lines, published, timetable

# Three buses an hour apart: the feed says yes of the first, no of the second, nothing of the third.
BUSES = {"t1": ("07:30", "1"), "t2": ("07:40", "2"), "t3": ("07:50", "")}
NOW = at("07:20")
NOT_AT_B = ("wheelchair_boarding", "1", "2", "1")


def buses(told: dict[str, tuple[str, str]]) -> dict[str, str]:
    trips = "".join(f"r05,daily,{trip},Biển Đông,{chair}\n" for trip, (_, chair) in told.items())
    calls = "".join(
        f"{trip},{start}:00,{start}:00,A,1\n{trip},{start}:30,{start}:30,B,2\n" for trip, (start, _) in told.items()
    )
    return {
        "feed_info": "feed_publisher_name,feed_version\nFUTA,2026-11-01\n",
        "trips": f"route_id,service_id,trip_id,trip_headsign,wheelchair_accessible\n{trips}",
        "stop_times": f"trip_id,arrival_time,departure_time,stop_id,stop_sequence\n{calls}",
    }


def stops(*told: str, parent: str = "") -> str:
    rows = zip("ABC", ("16.08", "16.07", "16.06"), told, strict=True)
    header = "stop_id,stop_code,stop_name,stop_lat,stop_lon,location_type,parent_station,wheelchair_boarding\n"
    platforms = "".join(f"{id_},00{id_},Trạm {id_},{lat},108.15,0,S,{chair}\n" for id_, lat, chair in rows)
    return f"{header}{platforms}S,,Bến xe,16.07,108.15,1,,{parent}\n"


def told_of(table: Timetable, stop_id: str = "A") -> dict[str, bool | None]:
    return {f"{one.time:%H:%M}": one.wheelchair for one in departures(table, stop_id, NOW)}


def asked(table: Timetable, query: BusQuery, live: Any = None, lang: str = "vi", now: datetime = NOW) -> list[str]:
    return answer(query, table, now, lang, "1022", live).reply.text.splitlines()


def test_each_bus_takes_wheelchairs_as_its_trip_says() -> None:
    assert told_of(timetable(**buses(BUSES))) == {"07:30": True, "07:40": False, "07:50": None}


def test_no_bus_takes_wheelchairs_where_the_stop_does_not() -> None:
    table = timetable(stops=stops("2", "1", ""), **buses(BUSES))

    assert told_of(table) == {"07:30": False, "07:40": False, "07:50": False}


def test_a_platform_that_says_nothing_is_as_its_station_is() -> None:
    assert set(told_of(timetable(stops=stops("0", "", "1", parent="2"), **buses(BUSES))).values()) == {False}
    assert told_of(timetable(stops=stops("1", "", "1", parent="2"), **buses(BUSES)))["07:30"] is True


def test_a_departure_after_the_hour_says_it_too() -> None:
    table = timetable(**buses({"t1": ("09:00", "1")}))

    assert [one.wheelchair for one in later(table, "A", NOW)] == [True]


def test_a_line_at_headways_takes_wheelchairs_if_all_its_buses_do() -> None:
    hours = "trip_id,start_time,end_time,headway_secs\nt1,07:00:00,09:00:00,600\nt2,07:00:00,09:00:00,900\n"

    for second, expected in (("1", True), ("2", None), ("", None)):
        told = {"t1": ("07:30", "1"), "t2": ("07:30", second)}
        found = departures(timetable(frequencies=hours, **buses(told)), "A", NOW)
        assert [one.wheelchair for one in found] == [expected]


def test_where_the_feed_says_nothing_the_snapshot_keeps_nothing() -> None:
    snapshot = Snapshot(compile_feed(feed(), today=TODAY, gazetteer=lambda _: b"").snapshot)

    assert not snapshot.numbers("stop_wheelchair")
    assert not snapshot.numbers("wheelchair")


def test_what_is_the_same_of_all_buses_is_said_once() -> None:
    yes, no = ({trip: (start, told) for trip, (start, _) in BUSES.items()} for told in "12")

    assert asked(timetable(**buses(yes)), Stop("001")) == [
        "Trạm 101 Nguyễn Văn Cừ (MT 001) (theo lịch):",
        "05 → Biển Đông: 07:30 (10 phút nữa), 07:40, 07:50",
        "♿ Xe lăn lên được các chuyến trên.",
    ]
    assert asked(timetable(**buses(no)), Stop("001"))[-1] == "Xe lăn không lên được các chuyến trên."
    assert asked(timetable(**buses(no)), Stop("001"), lang="en")[-1] == "None of these takes wheelchairs."


def test_where_buses_differ_those_that_take_wheelchairs_are_named() -> None:
    assert asked(timetable(**buses(BUSES)), Stop("001"))[-1] == (
        "05 → Biển Đông: 07:30 (10 phút nữa), 07:40, 07:50; ♿ xe lăn lên được chuyến 07:30"
    )


def test_a_stop_says_so_where_its_buses_are_silent() -> None:
    table = timetable(stops=stops("1", "1", "1"), **buses({"t1": ("07:30", "")}))
    near = Coordinates(table.places[0].location, shared=True)

    assert asked(table, Stop("A"))[-1] == "♿ Trạm này đón được xe lăn."
    assert any("♿ trạm đón được xe lăn" in line for line in asked(table, near))


def test_an_answer_from_a_feed_that_says_nothing_does_not_speak_of_wheelchairs() -> None:
    table = timetable(**buses({trip: (start, "") for trip, (start, _) in BUSES.items()}))

    assert "lăn" not in "\n".join(asked(table, Stop("001")))


def test_a_journey_says_which_bus_takes_wheelchairs() -> None:
    files: dict[str, Text] = {f"{name}.txt": text for name, text in buses({"t1": ("07:30", "1")}).items()}
    silent = BASE["stops.txt"]
    not_there = "\n".join(f"{row},{chair}" for row, chair in zip(lines(silent).splitlines(), NOT_AT_B, strict=True))
    journey = Journey("trạm 001", "trạm 002")

    assert "♿ xe lăn đi được" in asked(published({**BASE, **files}), journey)[1]
    ride = asked(published({**BASE, **files, "stops.txt": not_there}), journey)[3]
    assert ride.endswith("(xe lăn không lên được)")


def live_told(matching: TripMatching, *entities: Any, now: str = "07:20") -> dict[str, bool | None]:
    live = read(matching, message(*entities, made="07:20"), now=at(now))
    place = next(place for place in matching.timetable.places if "A" in place.stop_ids)
    return {f"{one.time:%H:%M}": one.wheelchair for line in live.board(place, at(now)) for one in line.departures}


def test_what_a_live_bus_says_stands_before_the_timetable() -> None:
    matching = network(**buses({"t1": ("07:30", "1")}))
    update = stop(1, delay=60)

    for said, expected in (
        ({}, True),
        ({"wheelchair_accessible": "NO_VALUE"}, True),
        ({"wheelchair_accessible": "UNKNOWN"}, None),
        ({"wheelchair_accessible": "WHEELCHAIR_ACCESSIBLE"}, True),
        ({"wheelchair_accessible": "WHEELCHAIR_INACCESSIBLE"}, False),
    ):
        assert live_told(matching, trip(update, more={"vehicle": said})) == {"07:31": expected}


def test_a_vehicle_without_predictions_still_says_whether_it_takes_wheelchairs() -> None:
    matching = network(**buses({"t1": ("07:30", "2")}))
    seen = {"vehicle": {"trip": {"trip_id": "t1"}, "vehicle": {"wheelchair_accessible": "WHEELCHAIR_ACCESSIBLE"}}}

    assert live_told(matching, seen) == {"07:30": True}
    assert live_told(matching, seen, now="07:26") == {"07:30": False}, "after five minutes nobody knows"


def test_what_the_update_says_stands_before_what_the_vehicle_does() -> None:
    matching = network(**buses({"t1": ("07:30", "")}))
    seen = {"vehicle": {"trip": {"trip_id": "t1"}, "vehicle": {"wheelchair_accessible": "WHEELCHAIR_ACCESSIBLE"}}}
    update = trip(stop(1, delay=60), more={"vehicle": {"wheelchair_accessible": "WHEELCHAIR_INACCESSIBLE"}})

    assert live_told(matching, seen, update) == {"07:31": False}
    assert live_told(matching, seen, trip(stop(1, delay=60))) == {"07:31": True}
