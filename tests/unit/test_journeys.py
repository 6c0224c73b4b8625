"""Single journeys, where it is plain what the answer must be."""

from hotline.messages import Location
from hotline.services.bus.itineraries import Itinerary
from hotline.services.bus.timetable import Timetable
from tests.small_feeds import at, timetable


def between(table: Timetable, origin: str, destination: str, when: str) -> tuple[Itinerary, ...]:
    here, there = (next(place for place in table.places if stop in place.stop_ids) for stop in (origin, destination))
    return table.journeys(here, there, at(when))


def told(found: tuple[Itinerary, ...]) -> list[str]:
    """As "05 A 08:00 C 08:20", a change after "; ", a walk of so many metres as "(390 m)"."""
    lines = []
    for one in found:
        legs = []
        for walk, ride in zip(one.walks, one.rides, strict=False):
            before = f"({walk.metres} m) " if walk else ""
            departs, arrives = (f"{time:%H:%M}" if time else "~" for time in (ride.departs, ride.arrives))
            legs.append(f"{before}{ride.route} {ride.from_stop_id} {departs} {ride.to_stop_id} {arrives}")
        lines.append("; ".join(legs))
    return lines


# A street from south to north: A, then B 1,100 m on, C another; D is 250 m from C, and E far away.
STOPS = """
    stop_id,stop_name,stop_lat,stop_lon
    A,A street,16.00,108
    B,B street,16.03,108
    C,C street,16.06,108
    D,D street,16.0622,108
    D2,E street,16.0642,108
    E,F street,16.20,108
"""
ROUTES = """
    route_id,agency_id,route_short_name
    r1,futa,1
    r2,futa,2
    r3,futa,3
"""


def network(trips: str, stop_times: str, **files: str) -> Timetable:
    return timetable(
        stops=STOPS,
        routes=ROUTES,
        trips="route_id,service_id,trip_id\n" + trips,
        stop_times="trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n" + stop_times,
        **files,
    )


def test_one_gets_off_when_the_bus_comes_not_when_it_goes_on() -> None:
    table = network(
        "r1,daily,t1\nr2,daily,t2\n",
        "t1,08:00:00,08:00:00,A,1,,\nt1,08:10:00,08:30:00,C,2,,\nt1,09:00:00,09:00:00,B,3,,\n"
        "t2,08:20:00,08:20:00,C,1,,\nt2,08:40:00,08:40:00,E,2,,\n",
    )

    assert told(between(table, "A", "E", "07:50")) == ["1 A 08:00 C 08:10; 2 C 08:20 E 08:40"]


def test_a_bus_that_overtakes_is_the_one_to_take() -> None:
    table = network(
        "r1,daily,t1\nr1,daily,t2\n",
        "t1,08:00:00,08:00:00,A,1,,\nt1,09:00:00,09:00:00,E,2,,\n"
        "t2,08:10:00,08:10:00,A,1,,\nt2,08:30:00,08:30:00,E,2,,\n",
    )

    assert told(between(table, "A", "E", "07:50")) == ["1 A 08:10 E 08:30"]


def test_a_change_may_be_a_walk_of_300_m_and_no_more() -> None:
    trips = "r1,daily,t1\nr2,daily,t2\nr3,daily,t3\n"
    buses = (
        "t1,08:00:00,08:00:00,A,1,,\nt1,08:10:00,08:10:00,C,2,,\n"
        "t2,08:30:00,08:30:00,{},1,,\nt2,08:40:00,08:40:00,E,2,,\nt3,05:00:00,05:00:00,D,1,,\nt3,05:01:00,05:01:00,D2,2,,\n"
    )

    assert told(between(network(trips, buses.format("D")), "A", "E", "07:50")) == [
        "1 A 08:00 C 08:10; (320 m) 2 D 08:30 E 08:40"
    ]
    # D2 is 220 m from D, which is 250 m from C: nobody walks on from a walk.
    assert told(between(network(trips, buses.format("D2")), "A", "E", "07:50")) == []


def test_who_could_walk_to_a_stop_may_still_come_by_bus_to_walk_on() -> None:
    # On foot from C one is at D first, but from there one walks on only when a bus brought one: 3 comes later.
    table = network(
        "r1,daily,t1\nr2,daily,t2\nr3,daily,t3\n",
        "t1,08:00:00,08:00:00,A,1,,\nt1,08:10:00,08:10:00,C,2,,\n"
        "t3,08:15:00,08:15:00,C,1,,\nt3,08:25:00,08:25:00,D,2,,\n"
        "t2,08:40:00,08:40:00,D2,1,,\nt2,08:50:00,08:50:00,E,2,,\n",
    )

    assert told(between(table, "A", "E", "07:50")) == [
        "1 A 08:00 C 08:10; 3 C 08:15 D 08:25; (290 m) 2 D2 08:40 E 08:50"
    ]


def test_after_midnight_yesterday_s_buses_still_run() -> None:
    table = network("r1,daily,t1\n", "t1,25:00:00,25:00:00,A,1,,\nt1,25:30:00,25:30:00,E,2,,\n")

    assert told(between(table, "A", "E", "2026-11-24 00:30")) == ["1 A 01:00 E 01:30"]


def test_nobody_boards_or_gets_off_where_the_feed_says_no() -> None:
    calls = "t1,08:00:00,08:00:00,A,1,{},\nt1,08:10:00,08:10:00,C,2,,{}\nt1,08:30:00,08:30:00,E,3,,\n"

    assert told(between(network("r1,daily,t1\n", calls.format("", "")), "A", "C", "07:50")) == ["1 A 08:00 C 08:10"]
    assert told(between(network("r1,daily,t1\n", calls.format("1", "")), "A", "C", "07:50")) == []
    assert told(between(network("r1,daily,t1\n", calls.format("", "1")), "A", "C", "07:50")) == []


def test_on_a_loop_one_stays_on_to_the_second_call() -> None:
    table = network(
        "r1,daily,t1\n",
        "t1,08:00:00,08:00:00,B,1,,\nt1,08:10:00,08:10:00,A,2,,\nt1,08:20:00,08:20:00,C,3,,\nt1,08:40:00,08:40:00,B,4,,\n",
    )

    assert told(between(table, "A", "B", "07:50")) == ["1 A 08:10 B 08:40"]


def test_one_waits_at_home_and_not_at_the_change() -> None:
    table = network(
        "r1,daily,t1\nr1,daily,t2\nr1,daily,t3\nr2,daily,t4\n",
        "t1,08:00:00,08:00:00,A,1,,\nt1,08:10:00,08:10:00,C,2,,\nt2,09:00:00,09:00:00,A,1,,\nt2,09:10:00,09:10:00,C,2,,\n"
        "t3,10:00:00,10:00:00,A,1,,\nt3,10:10:00,10:10:00,C,2,,\n"
        "t4,09:30:00,09:30:00,C,1,,\nt4,09:40:00,09:40:00,E,2,,\n",
    )

    assert told(between(table, "A", "E", "07:50")) == ["1 A 09:00 C 09:10; 2 C 09:30 E 09:40"]


def test_three_changes_are_too_many() -> None:
    table = network(
        "r1,daily,t1\nr2,daily,t2\nr3,daily,t3\nr1,daily,t4\n",
        "t1,08:00:00,08:00:00,A,1,,\nt1,08:10:00,08:10:00,B,2,,\nt2,08:20:00,08:20:00,B,1,,\nt2,08:30:00,08:30:00,C,2,,\n"
        "t3,08:50:00,08:50:00,D,1,,\nt3,08:55:00,08:55:00,D2,2,,\nt4,09:20:00,09:20:00,D2,1,,\nt4,09:40:00,09:40:00,E,2,,\n",
    )

    assert told(between(table, "A", "E", "07:50")) == []
    assert len(between(table, "A", "D2", "07:50")) == 1


def test_of_stops_along_one_line_one_boards_at_the_nearest() -> None:
    table = network(
        "r1,daily,t1\n",
        "t1,08:30:00,08:30:00,C,1,,\nt1,08:31:00,08:31:00,D,2,,\nt1,08:32:00,08:32:00,D2,3,,\nt1,08:50:00,08:50:00,E,4,,\n",
    )
    there = next(place for place in table.places if "E" in place.stop_ids)

    assert told(table.journeys(Location(16.0643, 108.0), there, at("07:50"))) == ["(10 m) 1 D2 08:32 E 08:50"]


def test_stops_without_a_position_are_reached_all_the_same() -> None:
    table = timetable(
        stops="stop_id,stop_name,stop_lat,stop_lon\n"
        + "".join(f"S{at},S{at} street,16.0{at},108\n" for at in range(300))
        + "X,X street,,\nY,Y street,,\n",
        stop_times="""
            trip_id,arrival_time,departure_time,stop_id,stop_sequence
            t1,08:00:00,08:00:00,X,1
            t1,08:20:00,08:20:00,Y,2
        """,
    )

    assert told(between(table, "X", "Y", "07:50")) == ["05 X 08:00 Y 08:20"]
