"""Live feeds that are odd, wrong or hostile: what is told stays true, and nothing falls over."""

from typing import Any

import pytest
from google.transit.gtfs_realtime_pb2 import FeedMessage
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.errors import BadFeed
from hotline.services.bus import service
from hotline.services.bus.queries import Coordinates, Route
from hotline.services.bus.timetable import HOUR
from hotline.services.bus.trip_matching import TripMatching
from hotline.services.bus.upstream.gtfs_realtime import decode
from tests.live_feeds import Body, at_stop, departures, encoded, message, network, read, stamp, stop, trip
from tests.small_feeds import at
from tests.unit.test_realtime import CALENDAR, LONG, LONG_STOP_TIMES, TRIPS, headways, long

NOW = "07:51"


def added(*stops: Body, trip_id: str = "x", **more: Any) -> Body:
    return trip(*stops, trip_id=trip_id, route_id="r05", schedule_relationship="NEW", **more)


# Times
@pytest.mark.parametrize("time", [stamp("08:22") * 1000, 2**63 - 1, -(2**63), 1])
def test_a_time_that_no_bus_can_have_is_no_prediction(time: int) -> None:
    assert at_stop(long(), "C", NOW, message(trip(stop(2, time="08:12"), stop(3, time=time)))) == ["08:20"]
    assert at_stop(long(), "A", NOW, message(added(stop(1, "A", time=time), stop(2, "B", time=time)))) == ["08:00"]
    assert at_stop(headways(0), "B", NOW, message(trip(stop(2, time=time)))) == ["~20–20"]


@pytest.mark.parametrize("delay", [120_000, -10_800, 2**31 - 1, -(2**31)])
def test_a_delay_that_no_bus_can_have_takes_no_bus_away(delay: int) -> None:
    assert at_stop(long(), "B", NOW, message(trip(stop(2, delay=delay)))) == ["08:10"]
    assert at_stop(long(), "B", NOW, message(trip(more={"delay": delay}))) == ["08:10"]
    beside = message(trip(stop(2, time="08:12", delay=delay)))
    assert at_stop(long(), "C", NOW, beside) == ["08:20"]


def test_a_feed_that_counts_milliseconds_is_as_old_as_it_says() -> None:
    old, young = stamp("07:40") * 1000, stamp("07:50") * 1000

    assert at_stop(long(), "B", NOW, message(trip(stop(2, time="08:12")), made=old)) == ["08:10"]
    live = read(long(), message(trip(stop(2, time="08:12")), made=young), now=at(NOW))
    (found,) = departures(live, long().timetable, "B", at(NOW))
    assert found.predicted_at == at("07:50")


def test_buses_that_pass_one_another_are_told_in_the_order_in_which_they_come() -> None:
    two = {
        **LONG,
        "trips.txt": TRIPS + "r05,daily,t1,Biển Đông\nr05,daily,t2,Biển Đông\n",
        "stop_times.txt": LONG_STOP_TIMES
        + "".join(f"t2,08:{n}5:00,08:{n}5:00,{id_},{n + 1}\n" for n, id_ in enumerate("ABCDE")),
    }

    feed = message(trip(stop(1, delay=600)), trip(stop(1, delay=-60), trip_id="t2"))
    assert at_stop(network(two), "B", NOW, feed) == ["08:14 live", "08:20 live"]


# Stops
def test_a_feed_that_counts_stops_from_another_number_is_read_by_its_stops() -> None:
    feed = message(trip(*(stop(n, "ABCDE"[n], time=f"08:{n}2") for n in range(4))))

    assert [at_stop(long(), stop_id, NOW, feed) for stop_id in "ABCD"] == [
        ["08:02 live"],
        ["08:12 live"],
        ["08:22 live"],
        ["08:32 live"],
    ]


def test_a_stop_of_another_name_is_the_one_of_its_sequence() -> None:
    assert at_stop(long(), "B", NOW, message(trip(stop(2, "B-platform", time="08:12")))) == ["08:12 live"]


def test_another_platform_at_the_end_of_a_trip_is_no_departure() -> None:
    feed = message(trip(stop(4, delay=0), stop(5, "E", time="08:41", assigned="D")))

    assert at_stop(long(), "D", NOW, feed) == ["08:30 live"]


def test_a_trip_of_a_thousand_stops_and_more_is_none() -> None:
    feed = message(trip(*(stop(2, delay=60) for _ in range(1001))), made=NOW)

    assert decode(feed, long(), stamp(NOW)).unknown == 1


# Trips
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"start_time": "08:00:00", "start_date": "20261124"}, "08:12 live"),
        ({"start_time": "8:00:00"}, "08:12 live"),
        ({"start_time": "08:00:00", "start_date": "20261128"}, "08:10"),  # a Saturday, without service
        ({"start_time": "08:01:00"}, "08:10"),
        ({"start_time": "08:00:00", "direction_id": 1}, "08:10"),
        ({}, "08:10"),
    ],
)
def test_a_route_and_a_start_may_stand_for_a_trip(fields: Body, expected: str) -> None:
    matching = network({**LONG, "calendar.txt": CALENDAR + "daily,1,1,1,1,1,0,0,20260101,20271231"})
    update = trip(stop(2, time="08:12"), trip_id="", route_id="r05", **fields)

    assert at_stop(matching, "B", NOW, message(update)) == [expected]


def test_a_route_and_a_start_that_two_trips_have_stand_for_none() -> None:
    two = {
        **LONG,
        "trips.txt": TRIPS + "r05,daily,t1,Biển Đông\nr05,daily,t2,Biển Đông\n",
        "stop_times.txt": LONG_STOP_TIMES + LONG_STOP_TIMES.partition("\n")[2].replace("t1,", "t2,"),
    }
    update = trip(stop(2, time="08:12"), trip_id="", route_id="r05", start_time="08:00:00")

    assert decode(message(update), network(two), stamp(NOW)).unknown == 1


def test_an_added_trip_that_is_named_twice_runs_once() -> None:
    once = added(stop(1, "A", time="08:03"), stop(2, "B", time="08:13"))
    later = added(stop(1, "A", time="08:04"), stop(2, "B", time="08:14"))

    assert at_stop(long(), "A", NOW, message(once, once)) == ["08:00", "08:03 live"]
    assert at_stop(long(), "A", NOW, message(once, later)) == ["08:00", "08:04 live"]
    assert at_stop(long(), "A", NOW, message(once), message(once)) == ["08:00", "08:03 live"]


def test_added_trips_without_names_are_as_many_as_there_are() -> None:
    one = added(stop(1, "A", time="08:03"), stop(2, "B", time="08:13"), trip_id="")
    other = added(stop(1, "A", time="08:07"), stop(2, "B", time="08:17"), trip_id="")

    assert at_stop(long(), "A", NOW, message(one, other)) == ["08:00", "08:03 live", "08:07 live"]


def test_where_an_added_trip_goes_is_one_short_line() -> None:
    endless = added(
        stop(1, "A", time="08:03"),
        stop(2, "B", time="08:13"),
        more={"trip_properties": {"trip_headsign": "Chợ Hàn\n" * 99}},
    )
    matching = long()
    found = departures(read(matching, message(endless), now=at(NOW)), matching.timetable, "A", at(NOW))

    assert len(found[1].headsign) <= 60
    assert "\n" not in found[1].headsign


def test_a_replacement_without_a_route_is_of_the_line_that_it_replaces() -> None:
    replaced = trip(stop(1, "A", time="08:01"), stop(2, "D", time="08:25"), schedule_relationship="REPLACEMENT")
    matching, now = long(), at(NOW)
    (found,) = departures(read(matching, message(replaced), now=now), matching.timetable, "A", now)

    assert (found.route, found.time) == ("05", at("08:01"))


def test_a_replacement_that_cannot_be_shown_takes_nothing_away() -> None:
    vague = message(trip(stop(1, "A", delay=60), route_id="r05", schedule_relationship="REPLACEMENT"))

    assert at_stop(long(), "A", NOW, vague) == ["08:00"]


def test_a_bus_at_headways_that_is_canceled_or_unscheduled_leaves_the_headway() -> None:
    canceled = message(trip(schedule_relationship="CANCELED", start_time="08:00:00"))
    unscheduled = message(trip(stop(2, time="08:17"), schedule_relationship="UNSCHEDULED"))

    assert at_stop(headways(0), "B", NOW, canceled) == ["~20–20"]
    assert at_stop(headways(0), "B", NOW, unscheduled) == ["08:17 live", "~20–20"]


# Several feeds
def test_a_trip_in_two_feeds_is_one_departure_by_what_was_said_last() -> None:
    one, other = message(trip(stop(2, time="08:12"), made="07:49")), message(trip(stop(2, time="08:13"), made="07:50"))

    assert at_stop(long(), "B", NOW, one, other) == ["08:13 live"]
    assert at_stop(long(), "B", NOW, other, one) == ["08:13 live"]


def test_a_feed_of_vehicles_adds_what_it_knows_of_wheelchairs_to_one_of_times() -> None:
    vehicle = {"trip": {"trip_id": "t1"}, "vehicle": {"wheelchair_accessible": "WHEELCHAIR_ACCESSIBLE"}}
    seen = message({"vehicle": {**vehicle, "timestamp": stamp("07:51")}}, made="07:51")
    matching, now = long(), at(NOW)
    live = read(matching, message(trip(stop(2, time="08:12"), made="07:50")), seen, now=now)
    (found,) = departures(live, matching.timetable, "B", now)

    assert (found.time, found.wheelchair) == (at("08:12"), True)


# Feeds
def test_a_feed_of_changes_alone_is_refused_because_what_it_said_before_would_be_forgotten() -> None:
    header = {"gtfs_realtime_version": "2.0", "incrementality": "DIFFERENTIAL", "timestamp": stamp(NOW)}

    with pytest.raises(BadFeed, match="only whole feeds"):
        decode(encoded({"header": header, "entity": [{"id": "1", **trip(stop(2, delay=60))}]}), long(), stamp(NOW))


def test_a_feed_of_more_than_a_large_citys_buses_is_refused() -> None:
    feed = FeedMessage.FromString(message(made=NOW))
    for number in range(20_001):
        feed.entity.add(id=str(number))

    with pytest.raises(BadFeed, match="over 20,000 entities"):
        decode(feed.SerializeToString(), long(), stamp(NOW))


@pytest.mark.parametrize("replaced", ["Biển hiệu", "trip-9", "route-9", "stop-9", "Ngập", "43B-012"])
def test_text_that_is_no_text_costs_nothing_else(replaced: str) -> None:
    odd = message(
        trip(stop(None, "stop-9", delay=60), trip_id="trip-9", route_id="route-9"),
        added(
            stop(1, "A", time="08:03"),
            stop(2, "B", time="08:13"),
            more={"trip_properties": {"trip_headsign": "Biển hiệu"}},
        ),
        {"alert": {"informed_entity": [{"stop_id": "A"}], "header_text": {"translation": [{"text": "Ngập"}]}}},
        {
            "vehicle": {
                "trip": {"trip_id": "t1"},
                "position": {"latitude": 16.0, "longitude": 108.0},
                "vehicle": {"label": "43B-012"},
            }
        },
        trip(stop(2, delay=60)),
    )
    broken = odd.replace(replaced.encode(), b"\xff" * len(replaced.encode()))

    assert broken != odd
    assert at_stop(long(), "B", NOW, broken) == ["08:11 live"]


# Anything at all
_TIMES = st.one_of(
    st.integers(stamp("05:00"), stamp("12:00")),
    st.sampled_from([0, 1, 2**62, -(2**62), stamp("08:00") * 1000, stamp(at("2026-11-23 08:00"))]),
)
_EVENTS = st.fixed_dictionaries(
    {}, optional={"time": _TIMES, "delay": st.one_of(st.integers(-4000, 50_000), st.integers(-(2**31), 2**31 - 1))}
)
_STOPS = st.fixed_dictionaries(
    {},
    optional={
        "stop_sequence": st.integers(0, 7),
        "stop_id": st.sampled_from(["A", "B", "C", "D", "E", "", "none"]),
        "arrival": _EVENTS,
        "departure": _EVENTS,
        "schedule_relationship": st.integers(0, 3),
        "stop_time_properties": st.fixed_dictionaries(
            {}, optional={"assigned_stop_id": st.sampled_from(["A", "D", ""])}
        ),
    },
)
_DATES = st.sampled_from(["", "20261124", "20261123", "00010101", "99991231", "x"])
_STARTS = st.sampled_from(["", "08:00:00", "23:59:59", "99:00:00", "x"])
_DESCRIPTORS = st.fixed_dictionaries(
    {},
    optional={
        "trip_id": st.sampled_from(["t1", "", "none"]),
        "route_id": st.sampled_from(["r05", "", "none"]),
        "direction_id": st.integers(0, 2),
        "start_date": _DATES,
        "start_time": _STARTS,
        "schedule_relationship": st.sampled_from([0, 1, 2, 3, 5, 6, 7, 8]),
    },
)
_UPDATES = st.fixed_dictionaries(
    {"trip": _DESCRIPTORS, "stop_time_update": st.lists(_STOPS, max_size=6)},
    optional={
        "timestamp": st.integers(0, 2**64 - 1),
        "delay": st.integers(-(2**31), 2**31 - 1),
        "trip_properties": st.fixed_dictionaries({}, optional={"start_date": _DATES, "start_time": _STARTS}),
    },
)
_PERIODS = st.fixed_dictionaries({}, optional={"start": st.integers(0, 2**64 - 1), "end": st.integers(0, 2**64 - 1)})
_ALERTS = st.fixed_dictionaries(
    {
        "informed_entity": st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "agency_id": st.sampled_from(["futa", "none"]),
                    "route_id": st.sampled_from(["r05", "none"]),
                    "route_type": st.integers(-5, 1500),
                    "stop_id": st.sampled_from(["A", "none"]),
                    "trip": _DESCRIPTORS,
                },
            ),
            max_size=3,
        ),
        "header_text": st.just({"translation": [{"text": "Ngập"}]}),
        "active_period": st.lists(_PERIODS, max_size=2),
    }
)
_VEHICLES = st.fixed_dictionaries(
    {"trip": _DESCRIPTORS, "vehicle": st.fixed_dictionaries({"wheelchair_accessible": st.integers(0, 3)})},
    optional={
        "position": st.just({"latitude": "NaN", "longitude": "Infinity"}),
        "timestamp": _TIMES.filter(lambda t: t > 0),
    },
)
_ENTITIES = st.one_of(
    st.fixed_dictionaries({"trip_update": _UPDATES}),
    st.fixed_dictionaries({"alert": _ALERTS}),
    st.fixed_dictionaries({"vehicle": _VEHICLES}),
)
NETWORKS = (long(), headways(0), headways(1))


@settings(max_examples=300, deadline=None)
@given(st.lists(_ENTITIES, max_size=8), st.integers(0, 2**64 - 1), st.sampled_from(NETWORKS))
def test_whatever_a_feed_says_there_is_an_answer(entities: list[Body], made: int, matching: TripMatching) -> None:
    feed, now = message(*entities, made=made), at(NOW)
    live = read(matching, feed, feed, now=now)
    for place in matching.timetable.places:
        here = Coordinates(place.location, shared=True)
        answered = service.answer(here, matching.timetable, now, "vi", "1022", live)
        assert all(one.time is None or now <= one.time < now + HOUR for one, _ in answered.departures)
    assert service.answer(Route("05"), matching.timetable, now, "vi", "1022", live).reply.text
