"""Live predictions, case by case: what peers test, by the numbers of the list of facts."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from hotline.errors import BadFeed, NoTimetable
from hotline.services.bus.departures import Known
from hotline.services.bus.predictions import Predictions, Vehicle
from hotline.services.bus.realtime import Live
from hotline.services.bus.trip_matching import TripMatching
from hotline.services.bus.upstream import gtfs_realtime
from hotline.services.bus.upstream.gtfs_realtime import decode
from tests.live_feeds import at_stop, departures, message, network, read, shown, stamp, stop, trip
from tests.small_feeds import BASE, Text, at

STOP_TIMES = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
TRIPS = "route_id,service_id,trip_id,trip_headsign\n"
STOPS = "stop_id,stop_code,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
CALENDAR = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
FREQUENCIES = "trip_id,start_time,end_time,headway_secs,exact_times\n"

# Leaves A at 08:00, B at 08:10, C at 08:20, D at 08:30; then E, where it ends.
LONG_STOP_TIMES = STOP_TIMES + "".join(f"t1,08:{n}0:00,08:{n}0:00,{id_},{n + 1}\n" for n, id_ in enumerate("ABCDE"))
LONG: Mapping[str, Text] = {
    "stops.txt": STOPS
    + "".join(f"{id_},,Trạm {id_},{16.08 - number / 100},108.15,,\n" for number, id_ in enumerate("ABCDE")),
    "stop_times.txt": LONG_STOP_TIMES,
}


def long() -> TripMatching:
    return network(LONG)


# 16
def test_an_exact_prediction_takes_the_place_of_the_timetable() -> None:
    feed = message(trip(stop(2, "B", time="08:12:30")))

    assert at_stop(long(), "B", "07:51", feed) == ["08:12:30 live"]


def test_a_prediction_says_when_it_was_made_and_keeps_the_days_first_and_last() -> None:
    matching, now = long(), at("07:51")
    live = read(matching, message(trip(stop(2, time="08:12:30"), made="07:49")), now=now)
    (found,) = departures(live, matching.timetable, "B", now)

    assert (found.known, found.predicted_at) == (Known.LIVE, at("07:49"))
    assert (found.route, found.headsign, found.first) == ("05", "Biển Đông", at("08:10"))


# 17
def test_the_delay_of_an_earlier_stop_spreads_to_later_ones() -> None:
    feed = message(trip(stop(1, delay=120), stop(3, delay=300)))

    assert [at_stop(long(), stop_id, "07:51", feed) for stop_id in "ABCD"] == [
        ["08:02 live"],
        ["08:12 live"],
        ["08:25 live"],
        ["08:35 live"],
    ]


# 18
def test_a_delay_never_travels_backward() -> None:
    assert at_stop(long(), "B", "07:51", message(trip(stop(3, delay=300)))) == ["08:10"]


# 19
def test_an_arrival_alone_serves_as_departure_and_the_other_way_round() -> None:
    by_arrival = message(trip(stop(2, arrival={"time": stamp("08:13")})))
    by_delay = message(trip(stop(2, arrival={"delay": 60})))

    assert at_stop(long(), "B", "07:51", by_arrival) == ["08:13 live"]
    assert at_stop(long(), "B", "07:51", by_delay) == ["08:11 live"]
    assert at_stop(long(), "C", "07:51", by_arrival) == ["08:23 live"]


def test_of_both_the_departure_counts() -> None:
    feed = message(trip(stop(2, time="08:14", arrival={"time": stamp("08:12")})))

    assert at_stop(long(), "B", "07:51", feed) == ["08:14 live"]


def test_a_bus_that_arrives_on_time_where_it_waits_is_not_early() -> None:
    waits = STOP_TIMES + "t1,08:00:00,08:00:00,A,1\nt1,08:05:00,08:15:00,B,2\nt1,08:20:00,08:20:00,C,3\n"
    waits += "t1,08:30:00,08:30:00,D,4\n"
    matching = network({**LONG, "stop_times.txt": waits})
    feed = message(trip(stop(2, arrival={"time": stamp("08:05")})))

    assert at_stop(matching, "B", "07:51", feed) == ["08:15 live"]
    assert at_stop(matching, "C", "07:51", feed) == ["08:20 live"]


# 20
def test_time_wins_over_delay_which_is_for_the_stops_after_it() -> None:
    feed = message(trip(stop(2, time="08:13", delay=60), stop(4, time="08:34")))

    assert [at_stop(long(), stop_id, "07:51", feed) for stop_id in "BCD"] == [
        ["08:13 live"],
        ["08:21 live"],
        ["08:34 live"],
    ]


def test_a_delay_of_zero_is_a_prediction_and_none_is_not() -> None:
    assert at_stop(long(), "B", "07:51", message(trip(stop(2, delay=0)))) == ["08:10 live"]
    assert at_stop(long(), "B", "07:51", message(trip())) == ["08:10"]


def test_a_trip_nobody_speaks_of_is_not_on_time() -> None:
    assert at_stop(long(), "B", "07:51", message()) == ["08:10"]


def test_the_delay_of_a_whole_trip_holds_where_its_stops_have_none() -> None:
    assert at_stop(long(), "C", "07:51", message(trip(more={"delay": 60}))) == ["08:21 live"]


# 21
def test_a_skipped_stop_has_no_bus_and_the_delay_passes_over_it() -> None:
    feed = message(trip(stop(1, delay=60), stop(2, schedule_relationship="SKIPPED")))

    assert at_stop(long(), "B", "07:51", feed) == []
    assert at_stop(long(), "C", "07:51", feed) == ["08:21 live"]


def test_a_stop_that_is_no_longer_skipped_has_its_bus_again() -> None:
    matching = long()
    skipped = message(trip(stop(2, schedule_relationship="SKIPPED")))
    restored = message(trip(stop(2, delay=0)))

    assert at_stop(matching, "B", "07:51", skipped) == []
    assert at_stop(matching, "B", "07:51", restored) == ["08:10 live"]


def test_a_skipped_stop_with_times_is_skipped_all_the_same() -> None:
    feed = message(trip(stop(1, delay=60), stop(2, time="08:01", schedule_relationship="SKIPPED"), stop(3, delay=60)))

    assert [at_stop(long(), stop_id, "07:51", feed) for stop_id in "ABC"] == [["08:01 live"], [], ["08:21 live"]]


# 22
def test_no_data_ends_a_delay_and_may_stand_beside_skipped() -> None:
    feed = message(
        trip(
            stop(1, delay=120),
            stop(2, schedule_relationship="NO_DATA"),
            stop(3, schedule_relationship="SKIPPED"),
        )
    )

    assert [at_stop(long(), stop_id, "07:51", feed) for stop_id in "ABCD"] == [["08:02 live"], ["08:10"], [], ["08:30"]]


def test_an_update_without_arrival_and_departure_ends_a_delay() -> None:
    assert at_stop(long(), "C", "07:51", message(trip(stop(1, delay=120), stop(2)))) == ["08:20"]


# 23
def test_a_bus_that_has_passed_early_is_not_shown_again() -> None:
    feed = message(trip(stop(1, delay=0), stop(2, time="08:05"), stop(3, delay=-240)), made="08:06")

    assert at_stop(long(), "B", "08:06", feed) == []
    assert at_stop(long(), "C", "08:06", feed) == ["08:16 live"]


def test_nor_if_only_the_stops_ahead_are_given_and_it_is_past_this_one() -> None:
    feed = message(trip(stop(3, time="08:09")), made="08:08")

    assert at_stop(long(), "B", "08:08", feed) == []


def test_a_late_bus_is_shown_after_its_planned_time() -> None:
    feed = message(trip(stop(2, time="08:14")), made="08:12")

    assert at_stop(long(), "B", "08:12", feed) == ["08:14 live"]


def test_a_bus_comes_into_the_hour_early_or_leaves_it_late() -> None:
    matching = long()

    assert at_stop(matching, "B", "07:05", message(trip(stop(2, time="08:04")), made="07:05")) == ["08:04 live"]
    assert at_stop(matching, "B", "07:30", message(trip(stop(2, time="08:31")), made="07:30")) == []


# 24
def test_a_canceled_trip_says_so_and_a_deleted_one_is_not_shown() -> None:
    canceled = message(trip(schedule_relationship="CANCELED"))
    deleted = message(trip(schedule_relationship="DELETED"))

    assert at_stop(long(), "B", "07:51", canceled) == ["08:10 canceled"]
    assert at_stop(long(), "B", "07:51", deleted) == []


def test_what_comes_after_a_canceled_trip_is_told() -> None:
    two = {
        "trips.txt": TRIPS + "".join(f"r05,daily,t{n},Biển Đông\n" for n in (1, 2, 3)),
        "stop_times.txt": STOP_TIMES
        + "".join(
            f"t{n},{hour}:00:00,{hour}:00:00,A,1\nt{n},{hour}:10:00,{hour}:10:00,B,2\n"
            for n, hour in ((1, "08"), (2, "10"), (3, "12"))
        ),
    }
    matching, now = network(two), at("07:51")
    feed = message(
        trip(schedule_relationship="CANCELED"),
        trip(trip_id="t2", schedule_relationship="CANCELED", start_date="20261124"),
    )
    live = read(matching, feed, now=now)
    place = next(place for place in matching.timetable.places if "A" in place.stop_ids)

    assert [shown(one) for one in departures(live, matching.timetable, "A", now)] == ["08:00 canceled"]
    assert [shown(one) for one in live.later(place, now)] == ["12:00"]


def test_a_line_whose_bus_left_early_says_when_the_next_one_goes() -> None:
    two = {
        "trips.txt": TRIPS + "r05,daily,t1,Biển Đông\nr05,daily,t2,Biển Đông\n",
        "stop_times.txt": BASE["stop_times.txt"]
        + "t2,10:00:00,10:00:00,A,1\nt2,10:10:00,10:10:00,B,2\nt2,10:20:00,10:20:00,C,3\n",
    }
    matching, now = network(two), at("08:06")
    late = message(trip(stop(2, time="08:05")), trip(stop(1, delay=300), trip_id="t2"), made="08:06")
    live = read(matching, late, now=now)
    place = next(place for place in matching.timetable.places if "B" in place.stop_ids)

    assert departures(live, matching.timetable, "B", now) == []
    assert [shown(one) for one in live.later(place, now)] == ["10:15 live"]


# 25
@pytest.mark.parametrize("relationship", ["ADDED", "NEW"])
def test_an_added_trip_comes_on_top_at_its_own_times(relationship: str) -> None:
    added = trip(
        stop(1, "A", time="08:03"),
        stop(2, "B", time="08:13"),
        stop(3, "E", arrival={"time": stamp("08:40")}),
        trip_id="x",
        route_id="r05",
        schedule_relationship=relationship,
    )
    matching = long()

    assert at_stop(matching, "B", "07:51", message(added)) == ["08:10", "08:13 live"]
    assert at_stop(matching, "E", "07:51", message(added)) == []  # nobody boards where it ends
    (line,) = {
        one.headsign
        for one in departures(read(matching, message(added), now=at("07:51")), matching.timetable, "B", at("07:51"))
    }
    assert line == "Biển Đông"


def test_an_added_trip_of_no_known_route_or_without_times_is_left_out() -> None:
    timed, untimed = stop(2, "B", time="08:13"), stop(2, "B", delay=60)
    unknown = trip(timed, stop(3, "C", time="08:20"), trip_id="x", route_id="r99", schedule_relationship="NEW")
    vague = trip(untimed, trip_id="y", route_id="r05", schedule_relationship="ADDED")

    assert at_stop(long(), "B", "07:51", message(unknown, vague)) == ["08:10"]


def test_an_added_trip_says_where_it_goes_by_its_own_word_first() -> None:
    added = trip(
        stop(1, "A", time="08:03"),
        stop(2, "C", time="08:13"),
        trip_id="x",
        route_id="r05",
        schedule_relationship="NEW",
        more={"trip_properties": {"trip_headsign": "Chợ Hàn"}},
    )
    matching, now = long(), at("07:51")
    found = departures(read(matching, message(added), now=now), matching.timetable, "A", now)

    assert {shown(one): one.headsign for one in found} == {"08:00": "Biển Đông", "08:03 live": "Chợ Hàn"}


# 26
def test_a_duplicated_trip_runs_beside_the_one_it_copies() -> None:
    copy = trip(
        stop(1, delay=60),
        schedule_relationship="DUPLICATED",
        more={"trip_properties": {"trip_id": "t1-copy", "start_date": "20261124", "start_time": "08:05:00"}},
    )

    assert at_stop(long(), "B", "07:51", message(copy)) == ["08:10", "08:16 live"]
    assert at_stop(long(), "B", "07:51", message(copy, copy)) == ["08:10", "08:16 live"]


def test_a_copy_may_run_on_a_day_without_service() -> None:
    matching = network({**LONG, "calendar.txt": CALENDAR + "daily,0,0,0,0,0,1,1,20260101,20271231"})
    copy = trip(
        stop(1, delay=0),
        schedule_relationship="DUPLICATED",
        more={"trip_properties": {"start_date": "20261124", "start_time": "08:05:00"}},
    )

    assert at_stop(matching, "B", "07:51", message(copy)) == ["08:15 live"]


# 27
def test_a_changed_platform_moves_the_departure() -> None:
    platforms = STOPS + (
        "S,,Bến xe,16.07,108.15,1,\nB1,,Bến xe,16.07,108.15,0,S\nB2,,Bến xe,16.07,108.1501,0,S\n"
        "A,,101 Nguyễn Văn Cừ,16.08,108.15,0,\nC,,CV,16.06,108.15,0,\n"
    )
    rows = STOP_TIMES + "t1,08:00:00,08:00:00,A,1\nt1,08:10:00,08:10:00,B1,2\nt1,08:20:00,08:20:00,C,3\n"
    matching = network({"stops.txt": platforms, "stop_times.txt": rows})
    timed = message(trip(stop(2, "B1", time="08:12", assigned="B2")))

    assert at_stop(matching, "B1", "07:51", timed) == []
    assert at_stop(matching, "B2", "07:51", timed) == ["08:12 live"]
    assert at_stop(matching, "B2", "07:51", message(trip(stop(2, "B1", assigned="B2")))) == ["08:10"]


def test_a_replaced_trip_goes_by_its_new_stops_alone() -> None:
    replaced = trip(
        stop(1, "A", time="08:01"),
        stop(2, "D", time="08:25"),
        stop(3, "E", time="08:35"),
        route_id="r05",
        schedule_relationship="REPLACEMENT",
    )

    assert [at_stop(long(), stop_id, "07:51", message(replaced)) for stop_id in "ABCD"] == [
        ["08:01 live"],
        [],
        [],
        ["08:25 live"],
    ]


# 28
def test_tomorrows_prediction_does_not_touch_today() -> None:
    matching = long()
    tomorrow = message(trip(stop(2, delay=300), start_date="20261125"))

    assert at_stop(matching, "B", "07:51", tomorrow) == ["08:10"]
    now = at("2026-11-25 07:50")
    live = read(matching, message(trip(stop(2, delay=300), start_date="20261125"), made=now), now=now)
    assert [shown(one) for one in departures(live, matching.timetable, "B", now)] == ["08:15 live"]


@pytest.mark.parametrize("start_date", ["20261123", "20261124", ""])
def test_after_midnight_the_service_day_is_yesterdays_whatever_the_feed_calls_it(start_date: str) -> None:
    night = STOP_TIMES + "t1,24:30:00,24:30:00,A,1\nt1,24:40:00,24:40:00,B,2\nt1,24:50:00,24:50:00,C,3\n"
    matching = network({"stop_times.txt": night, "calendar.txt": CALENDAR + "daily,1,0,0,0,0,0,0,20260101,20271231"})
    update = trip(stop(1, time=stamp("00:32")), start_date=start_date)

    assert at_stop(matching, "B", "00:20", message(update, made="00:20")) == ["00:42 live"]


def test_without_a_date_the_day_is_the_one_that_the_times_fit() -> None:
    night = STOP_TIMES + "t1,23:50:00,23:50:00,A,1\nt1,24:10:00,24:10:00,B,2\nt1,24:20:00,24:20:00,C,3\n"
    matching = network({"stop_times.txt": night})

    assert at_stop(matching, "B", "00:05", message(trip(stop(2, time=stamp("00:12"))), made="00:05")) == ["00:12 live"]
    assert at_stop(matching, "B", "00:05", message(trip(stop(2, delay=120)), made="00:05")) == ["00:12 live"]


# 29
@pytest.mark.parametrize(
    "update",
    [
        trip(stop(2, delay=60), trip_id="nobody"),
        trip(stop(77, delay=60)),
        trip(stop(None, "nowhere", delay=60)),
        trip(stop(2, delay=60), start_date="yesterday"),
        trip(stop(2, delay=60), start_date="20261399"),
        trip(stop(2, delay=60), start_date="20991231"),
        trip(*(stop(1000 + number, f"x{number}", delay=60) for number in range(500))),
        trip(stop(2, time="03:10")),  # five hours early: another trip is meant
        {"trip_update": {"trip": {}}},
    ],
)
def test_what_the_timetable_does_not_have_is_left_out(update: dict[str, object]) -> None:
    good = trip(stop(2, time="08:12:30"), trip_id="t2")
    two = {
        "trips.txt": TRIPS + "r05,daily,t1,Biển Đông\nr05,daily,t2,Biển Đông\n",
        "stop_times.txt": BASE["stop_times.txt"]
        + "t2,08:01:00,08:01:00,A,1\nt2,08:11:00,08:11:00,B,2\nt2,08:22:00,08:22:00,C,3\n",
    }

    assert at_stop(network(two), "B", "07:51", message(update, good)) == ["08:10", "08:12:30 live"]


def test_a_sequence_of_another_count_falls_back_to_the_stop() -> None:
    assert at_stop(long(), "B", "07:51", message(trip(stop(77, "B", delay=60)))) == ["08:11 live"]


def test_a_sequence_of_zero_is_a_sequence() -> None:
    from_zero = LONG_STOP_TIMES
    for number in range(1, 6):
        from_zero = from_zero.replace(f",{number}\n", f",{number - 1}\n")
    matching = network({**LONG, "stop_times.txt": from_zero})

    assert at_stop(matching, "A", "07:51", message(trip(stop(0, delay=60)))) == ["08:01 live"]


def test_numbers_of_enums_that_nobody_knows_yet_do_not_crash() -> None:
    known = message(trip(stop(2, time="08:12", schedule_relationship="SKIPPED"), schedule_relationship="DELETED"))
    # The same feed with relationships that do not exist: field 5 of a stop's update, field 4 of a trip.
    unknown = known.replace(b"\x28\x01", b"\x28\x63").replace(b"\x20\x07", b"\x20\x63")

    assert unknown != known
    assert at_stop(long(), "B", "07:51", unknown) == ["08:12 live"]


@pytest.mark.parametrize("data", [b"<html>Not found</html>", b"", b"\x0a\xff\xff", b"{}", message(trip())[:-3]])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(BadFeed):
        decode(data, long(), stamp("07:50"))


def test_a_feed_that_is_too_large_is_refused() -> None:
    with pytest.raises(BadFeed, match="over 8 MB"):
        decode(b"\0" * (gtfs_realtime.LIMIT + 1), long(), stamp("07:50"))


# 30
def test_a_feed_of_other_ids_leaves_the_timetable_and_says_how_many_it_did_not_find() -> None:
    feed = message(*(trip(stop(2, delay=60), trip_id=f"A2026_{number}_05..N") for number in range(7)))
    matching = long()

    assert at_stop(matching, "B", "07:51", feed) == ["08:10"]
    assert decode(feed, matching, stamp("07:50")).unknown == 7


def test_predictions_for_another_snapshot_are_not_used() -> None:
    ours, theirs = long(), network()
    item = decode(message(trip(stop(2, time="08:12"))), theirs, stamp("07:50"))
    live = Live(ours.timetable, [item], at("07:51"))

    assert [shown(one) for one in departures(live, ours.timetable, "B", at("07:51"))] == ["08:10"]
    with pytest.raises(NoTimetable):
        TripMatching(ours.timetable, theirs.ids)


# 31
@pytest.mark.parametrize(
    ("age_s", "expected"),
    [(0, "08:12 live"), (90, "08:12 live"), (300, "08:12 live"), (301, "08:10"), (86_400, "08:10")],
)
def test_a_prediction_of_over_five_minutes_leaves_the_timetable(age_s: int, expected: str) -> None:
    feed = message(trip(stop(2, time="08:12")), made=at("07:51") - timedelta(seconds=age_s))

    assert at_stop(long(), "B", "07:51", feed) == [expected]


def test_a_trips_own_timestamp_counts_before_the_feeds() -> None:
    old = message(trip(stop(2, time="08:12"), made="07:40"), made="07:51")
    young = message(trip(stop(2, time="08:12"), made="07:50"), made="07:40")

    assert at_stop(long(), "B", "07:51", old) == ["08:10"]
    assert at_stop(long(), "B", "07:51", young) == ["08:12 live"]


def test_timestamps_from_the_future_are_from_now_and_missing_ones_from_when_it_was_read() -> None:
    matching, now = long(), at("07:51")
    for made in ("09:00", None):
        live = read(matching, message(trip(stop(2, time="08:12"), made=made), made=made), now=now)
        (found,) = departures(live, matching.timetable, "B", now)
        assert found.predicted_at == now


def test_of_two_updates_of_one_trip_the_newer_one_counts_and_the_later_of_equals() -> None:
    new, old = trip(stop(2, time="08:12"), made="07:50"), trip(stop(2, time="08:19"), made="07:48")
    equal = trip(stop(2, time="08:13"), made="07:50")

    assert at_stop(long(), "B", "07:51", message(new, old)) == ["08:12 live"]
    assert at_stop(long(), "B", "07:51", message(new, equal)) == ["08:13 live"]


# 32
def test_one_of_two_feeds_is_enough() -> None:
    good = message(trip(stop(2, time="08:12")))

    assert at_stop(long(), "B", "07:51", message(made="06:00"), good) == ["08:12 live"]


# 33
def test_a_position_alone_predicts_nothing_and_can_be_shown() -> None:
    feed = message(
        {
            "vehicle": {
                "trip": {"trip_id": "t1"},
                "position": {"latitude": 16.07, "longitude": 108.15, "bearing": 359.7},
                "vehicle": {"label": "43B-012.34"},
                "timestamp": stamp("07:50"),
            }
        }
    )
    matching = long()

    assert at_stop(matching, "B", "07:51", feed) == ["08:10"]
    expected = Vehicle("r05", "05", "Biển Đông", "43B-012.34", 16.07, 108.15, 0, stamp("07:50"))
    read = decode(feed, matching, stamp("07:51"))
    assert read.vehicles == Predictions.from_bytes(read.to_bytes()).vehicles == (expected,)


@pytest.mark.parametrize(
    ("described", "heading", "found"),
    [
        ({"route_id": "r05"}, {}, ("", None)),
        ({"route_id": "r05", "trip_id": "nobody's"}, {"bearing": 90}, ("", 90)),
        ({"trip_id": "t1"}, {"bearing": "NaN"}, ("Biển Đông", None)),
        ({"trip_id": "nobody's"}, {}, None),
        ({}, {}, None),
    ],
)
def test_a_vehicle_is_of_the_line_that_its_trip_or_its_route_names(
    described: dict[str, str], heading: dict[str, Any], found: tuple[str, int | None] | None
) -> None:
    position = {"latitude": 16.07, "longitude": 108.15, **heading}
    vehicles = decode(message({"vehicle": {"trip": described, "position": position}}), long(), stamp("07:51")).vehicles

    assert [(one.headsign, one.bearing) for one in vehicles] == ([found] if found else [])


# 34
def test_yesterdays_delay_is_not_todays() -> None:
    yesterday = trip(stop(2, time=stamp(at("2026-11-23 08:30"))), start_date="20261123")

    assert at_stop(long(), "B", "07:51", message(yesterday)) == ["08:10"]


def test_the_delay_of_a_trip_ends_with_it() -> None:
    two = {
        "trips.txt": TRIPS.replace("\n", ",block_id\n") + "r05,daily,t1,Biển Đông,k\nr05,daily,t2,Biển Đông,k\n",
        "stop_times.txt": BASE["stop_times.txt"] + "t2,08:30:00,08:30:00,A,1\nt2,08:40:00,08:40:00,B,2\n",
    }

    assert at_stop(network(two), "A", "08:21", message(trip(stop(3, delay=600)), made="08:21")) == ["08:30"]


# 14, with predictions
def loop() -> TripMatching:
    rows = "".join(f"t1,08:{n}0:00,08:{n}0:00,{id_},{n + 1}\n" for n, id_ in enumerate("ABCAD"))
    return network({**LONG, "stop_times.txt": STOP_TIMES + rows})


def test_on_a_loop_the_sequence_says_which_visit_is_meant() -> None:
    assert at_stop(loop(), "A", "07:51", message(trip(stop(4, "A", delay=120)))) == ["08:00", "08:32 live"]


def test_without_one_a_stop_that_is_visited_twice_has_no_estimate() -> None:
    feed = message(trip(stop(None, "B", delay=60), stop(None, "A", delay=120), stop(None, "C", delay=60)))

    assert at_stop(loop(), "A", "07:51", feed) == ["08:00", "08:30"]
    assert at_stop(loop(), "C", "07:51", feed) == ["08:21 live"]


# Frequencies
def headways(exact: int) -> TripMatching:
    return network({**LONG, "frequencies.txt": FREQUENCIES + f"t1,08:00:00,10:00:00,1200,{exact}\n"})


def test_a_bus_at_headways_is_predicted_by_its_time_alone_beside_the_headway() -> None:
    timed = trip(stop(2, time="08:17"), start_time="08:00:00", start_date="20261124")
    delayed = trip(stop(2, delay=60), start_time="08:20:00", start_date="20261124")

    assert at_stop(headways(0), "B", "07:51", message(timed, delayed)) == ["08:17 live", "~20–20"]
    assert at_stop(headways(0), "C", "07:51", message(timed)) == ["08:27 live", "~20–20"]


def test_several_buses_of_one_trip_at_headways_are_several_departures() -> None:
    feed = message(*(trip(stop(2, time=time), start_time=time) for time in ("08:17", "08:41")))

    assert at_stop(headways(0), "B", "07:51", feed) == ["08:17 live", "08:41 live", "~20–20"]


def test_of_exact_headways_the_start_says_which_one_is_meant() -> None:
    meant = trip(stop(1, delay=120), start_time="08:20:00", start_date="20261124")

    assert at_stop(headways(1), "B", "07:51", message(meant)) == ["08:10", "08:32 live", "08:50"]
    assert at_stop(headways(1), "B", "07:51", message(trip(stop(1, delay=120)))) == ["08:10", "08:30", "08:50"]


def test_a_trip_may_run_at_exact_headways_in_the_morning_and_at_others_later() -> None:
    rows = FREQUENCIES + "t1,08:00:00,09:00:00,1200,1\nt1,10:00:00,12:00:00,900,0\n"
    matching = network({**LONG, "frequencies.txt": rows})
    exact = trip(stop(1, delay=120), start_time="08:20:00", start_date="20261124")
    timed = trip(stop(2, time="10:17"), start_time="10:05:00", start_date="20261124")

    assert at_stop(matching, "B", "07:51", message(exact)) == ["08:10", "08:32 live", "08:50"]
    assert at_stop(matching, "B", "10:11", message(timed, made="10:11")) == ["10:17 live", "~15–15"]


# What is kept
def test_an_item_reads_back_as_it_was_written() -> None:
    feed = message(
        trip(stop(1, delay=60), stop(2, schedule_relationship="SKIPPED"), stop(3, schedule_relationship="NO_DATA")),
        trip(
            stop(1, "A", time="08:03"),
            stop(2, "B", time="08:13"),
            trip_id="x",
            route_id="r05",
            schedule_relationship="NEW",
        ),
    )
    found = decode(feed, long(), stamp("07:51"))

    assert Predictions.from_bytes(found.to_bytes()) == found
    assert found.runs[0].positions == (0, 2)


@pytest.mark.parametrize("data", [b"", b"nothing", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_an_item_that_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(BadFeed):
        Predictions.from_bytes(data)
