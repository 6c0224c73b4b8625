"""Departures, case by case: what peers test (their numbers in brackets) and what only our cities need."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hotline.errors import BadFeed
from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.departures import Known
from tests.small_feeds import TODAY, at, board, clocks, departures, feed, later, loaded, timetable

CALENDAR = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
STOP_TIMES = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
DATES = "service_id,date,exception_type\n"
TRIPS = "route_id,service_id,trip_id,trip_headsign\n"
FREQUENCIES = "trip_id,start_time,end_time,headway_secs,exact_times\n"
AGENCY = "agency_id,agency_name,agency_url,agency_timezone\n"
NEW_YORK = ZoneInfo("America/New_York")


def one_trip(*times: str) -> str:
    """The base trip at other times, one for each of its stops."""
    return STOP_TIMES + "".join(
        f"t1,{time},{time},{stop},{n}\n" for n, (time, stop) in enumerate(zip(times, "ABC", strict=True), 1)
    )


def night_trip() -> str:
    return one_trip("25:30:00", "25:40:00", "25:50:00")


# 1
def test_a_trip_at_25_30_is_found_at_half_past_one_under_yesterdays_service() -> None:
    table = timetable(stop_times=night_trip(), calendar=CALENDAR + "daily,1,0,0,0,0,0,0,20260101,20271231")

    assert clocks(departures(table, "A", at("2026-11-24 01:00"))) == ["01:30"]  # Tuesday, by Monday's service
    assert not departures(table, "A", at("2026-11-25 01:00"))


def test_a_trip_two_days_long_is_found_on_its_third_day() -> None:
    table = timetable(
        stop_times=one_trip("23:00:00", "48:30:00", "50:00:00"),
        calendar=CALENDAR + "daily,1,0,0,0,0,0,0,20260101,20271231",
    )

    assert clocks(departures(table, "B", at("2026-11-25 00:00"))) == ["00:30"]


# 2
def test_a_window_across_midnight_shows_both_days_in_order() -> None:
    table = timetable(
        trips=TRIPS + "r05,daily,t1,Biển Đông\nr05,daily,t2,Biển Đông\nr05,daily,t3,Biển Đông",
        stop_times=one_trip("23:50:00", "23:55:00", "23:59:00")
        + "t2,24:10:00,24:10:00,A,1\nt2,24:20:00,24:20:00,B,2\nt3,00:05:00,00:05:00,A,1\nt3,00:15:00,00:15:00,B,2",
    )

    found = departures(table, "A", at("23:45"))

    assert clocks(found) == ["23:50", "00:05", "00:10"]
    assert [one.time.day for one in found if one.time] == [24, 25, 25]


# 3
def test_the_date_of_a_departure_is_the_calendars_and_not_the_service_days() -> None:
    found = departures(timetable(stop_times=night_trip()), "A", at("2026-11-24 01:00"))

    assert [one.time for one in found] == [at("2026-11-24 01:30")]
    assert [one.first for one in found] == [at("2026-11-24 01:30")]


# 4
def test_only_yesterdays_service_runs_after_midnight() -> None:
    fridays = CALENDAR + "daily,0,0,0,0,1,0,0,20260101,20271231"
    table = timetable(stop_times=night_trip(), calendar=fridays)

    assert clocks(departures(table, "A", at("2026-11-28 01:00"))) == ["01:30"]  # Saturday
    assert not departures(table, "A", at("2026-11-27 01:00"))  # Friday, by Thursday's service


# 5
def test_a_bus_that_has_just_left_is_gone_and_one_that_leaves_now_is_not() -> None:
    table = timetable(stop_times=night_trip())

    assert clocks(departures(table, "A", at("2026-11-24 01:30"))) == ["01:30"]
    assert not departures(table, "A", at("2026-11-24 01:30:01"))
    assert not departures(table, "A", at("2026-11-24 01:30") + timedelta(microseconds=1))


# 6
def test_the_service_day_is_the_citys_wherever_the_server_is() -> None:
    table = timetable(
        stop_times=one_trip("00:10:00", "00:20:00", "00:30:00"),
        calendar=CALENDAR + "daily,0,1,0,0,0,0,0,20260101,20271231",
    )
    just_after_midnight_in_da_nang = at("2026-11-24 00:00").astimezone(ZoneInfo("UTC"))

    assert just_after_midnight_in_da_nang.day == 23
    assert clocks(departures(table, "A", just_after_midnight_in_da_nang)) == ["00:10"]
    assert departures(table, "A", just_after_midnight_in_da_nang)[0].time == at("2026-11-24 00:10")


# 7
@pytest.mark.parametrize(
    ("day", "written", "leaves"),
    [
        # Clocks go back at 2 a.m.: the day counts from 1 a.m. summer time.
        ("2026-11-01", "08:00:00", "2026-11-01T08:00-05:00"),
        ("2026-11-01", "00:30:00", "2026-11-01T01:30-04:00"),
        # Clocks go forward: it counts from 11 p.m. of the day before.
        ("2026-03-08", "08:00:00", "2026-03-08T08:00-04:00"),
        ("2026-03-08", "00:30:00", "2026-03-07T23:30-05:00"),
    ],
)
def test_where_clocks_change_times_count_from_noon_less_twelve_hours(day: str, written: str, leaves: str) -> None:
    compact = day.replace("-", "")
    packed = feed(
        agency=AGENCY + "futa,FUTA,https://futa.example,America/New_York",
        calendar=None,
        calendar_dates=DATES + f"daily,{compact},1",
        stop_times=one_trip(written, "12:00:00", "13:00:00"),
    )
    expected = datetime.fromisoformat(leaves)

    found = departures(loaded(packed, date.fromisoformat(day)), "A", expected)

    assert [one.time.isoformat(timespec="minutes") for one in found if one.time] == [leaves]


# 8
def test_calendar_dates_add_and_take_away_days_within_and_outside_of_the_calendar() -> None:
    table = timetable(
        calendar=CALENDAR + "daily,1,1,1,1,1,0,0,20261101,20261130",
        calendar_dates=DATES + "daily,20261124,2\ndaily,20261128,1\ndaily,20261212,1\ndaily,20261212,1",
    )

    runs = [f"2026-{day}" for day in ("11-23", "11-24", "11-25", "11-28", "11-29", "12-01", "12-12")]
    found = [day for day in runs if departures(table, "A", at(f"{day} 07:30"))]

    assert found == ["2026-11-23", "2026-11-25", "2026-11-28", "2026-12-12"]
    assert table.last_date == date(2026, 12, 12)


def test_calendar_dates_alone_are_a_calendar() -> None:
    table = timetable(calendar=None, calendar_dates=DATES + "daily,20261124,1\ndaily,20261126,1\ndaily,20261125,2")

    assert clocks(departures(table, "A", at("2026-11-24 07:30"))) == ["08:00"]
    assert not departures(table, "A", at("2026-11-25 07:30"))
    assert (table.first_date, table.last_date) == (date(2026, 11, 24), date(2026, 11, 26))


def test_of_two_exceptions_for_one_day_the_later_row_holds() -> None:
    table = timetable(calendar_dates=DATES + "daily,20261124,2\ndaily,20261124,1")

    assert departures(table, "A", at("07:30"))


# 9
def test_before_the_feed_begins_nothing_leaves_and_the_dates_say_so() -> None:
    table = timetable(calendar=CALENDAR + "daily,1,1,1,1,1,1,1,20261201,20261231")

    assert not board(table, "A", at("07:30"))
    assert (table.first_date, table.last_date) == (date(2026, 12, 1), date(2026, 12, 31))


def test_a_feed_that_has_ended_is_not_published() -> None:
    ended = CALENDAR + "daily,1,1,1,1,1,1,1,20250101,20251231"

    with pytest.raises(BadFeed, match="the last day with service is 2025-12-31"):
        compile_feed(feed(calendar=ended), today=TODAY)


# 10
def test_a_stop_without_service_today_says_when_the_next_bus_goes() -> None:
    table = timetable(calendar=CALENDAR + "daily,0,0,0,0,0,1,0,20260101,20271231")

    assert not board(table, "A", at("2026-11-24 07:30"))
    assert [one.time for one in later(table, "A", at("2026-11-24 07:30"))] == [at("2026-11-28 08:00")]
    assert not later(table, "A", at("2026-11-24 07:30"), days=3)


def test_a_line_that_no_longer_runs_is_absent() -> None:
    table = timetable(
        trips=TRIPS + "r05,daily,t1,Biển Đông\nr05,once,t2,Sân bay",
        stop_times=one_trip("08:00:00", "08:10:00", "08:20:00") + "t2,09:30:00,09:30:00,A,1\nt2,10:00:00,10:00:00,B,2",
        calendar_dates=DATES + "once,20261123,1",
    )

    assert [one.headsign for one in later(table, "A", at("2026-11-24 08:30"))] == ["Biển Đông"]
    assert [one.headsign for one in later(table, "A", at("2026-11-23 08:15"))] == ["Sân bay", "Biển Đông"]


# 11
def test_headways_have_no_clock_time_but_hours_and_an_interval() -> None:
    table = timetable(frequencies=FREQUENCIES + "t1,05:30:00,07:00:00,900,0\nt1,07:00:00,19:00:00,1800,0")

    peak, both, evening = (departures(table, "B", at(now))[0] for now in ("05:45", "06:30", "18:30"))

    assert (peak.known, peak.time, peak.headway) == (Known.HEADWAY, None, (15, 15))
    assert both.headway == (15, 30)
    assert evening.headway == (30, 30)
    assert (peak.first, peak.last) == (at("05:40"), at("19:10"))  # ten minutes down the line


def test_the_end_of_a_headway_window_is_exclusive_at_each_stop() -> None:
    table = timetable(frequencies=FREQUENCIES + "t1,05:30:00,07:00:00,900,")

    assert departures(table, "B", at("07:09:59"))
    assert not departures(table, "B", at("07:10"))
    assert departures(table, "B", at("04:40:01"))
    assert not departures(table, "B", at("04:40"))  # the hour's end is exclusive too


def test_exact_headways_are_times_of_the_clock_with_an_exclusive_end() -> None:
    table = timetable(frequencies=FREQUENCIES + "t1,06:00:00,06:45:00,900,1")

    assert clocks(departures(table, "A", at("06:00"))) == ["06:00", "06:15", "06:30"]
    assert clocks(departures(table, "B", at("06:00"))) == ["06:10", "06:25", "06:40"]
    assert not departures(table, "A", at("07:45"))  # 08:00 of stop_times is only the shape of the ride


def test_headways_run_over_midnight() -> None:
    table = timetable(
        frequencies=FREQUENCIES + "t1,23:00:00,25:00:00,1200,0",
        calendar=CALENDAR + "daily,0,1,0,0,0,0,0,20260101,20271231",
    )

    assert clocks(departures(table, "A", at("2026-11-25 00:30"))) == ["~20–20"]
    assert not departures(table, "A", at("2026-11-25 01:00"))
    assert not departures(table, "A", at("2026-11-24 00:30"))


def test_after_the_last_window_the_next_one_opens_tomorrow() -> None:
    table = timetable(frequencies=FREQUENCIES + "t1,05:30:00,07:00:00,900,0\nt1,16:00:00,19:00:00,600,0")

    (midday,), (night,) = later(table, "A", at("09:00")), later(table, "A", at("22:00"))

    assert (midday.first, midday.headway, midday.time) == (at("16:00"), (10, 10), None)
    assert (night.first, night.headway) == (at("2026-11-25 05:30"), (15, 15))


def test_a_line_of_headways_only_never_invents_a_time() -> None:
    table = timetable(frequencies=FREQUENCIES + "t1,05:30:00,19:00:00,900,0")

    for hour in range(24):
        assert not [one for one in departures(table, "A", at(f"{hour:02}:00")) if one.time]


# 12
def test_the_last_stop_is_no_departure() -> None:
    table = timetable()

    assert not departures(table, "C", at("08:00"))
    assert "C" not in {
        id_ for one in table.nearest(table.places[0].location, radius_m=9000) for id_ in one.place.stop_ids
    }


def test_where_nobody_may_board_there_is_no_departure() -> None:
    table = timetable(
        stop_times="""
        trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type
        t1,08:00:00,08:00:00,A,1,0
        t1,08:10:00,08:10:00,B,2,1
        t1,08:20:00,08:20:00,C,3,0
    """
    )

    assert clocks(departures(table, "A", at("07:30"))) == ["08:00"]
    assert not departures(table, "B", at("07:30"))


# 13
def test_blank_times_are_spread_evenly_between_timepoints() -> None:
    table = timetable(
        stops="stop_id,stop_name,stop_lat,stop_lon\n"
        + "".join(f"{stop},Stop {stop},16.0{number},108.1\n" for number, stop in enumerate("ABCDE")),
        stop_times="""
        trip_id,arrival_time,departure_time,stop_id,stop_sequence
        t1,08:00:00,08:01:00,A,1
        t1,,,B,2
        t1,,,C,7
        t1,08:10:00,08:12:00,D,8
        t1,08:20:00,08:20:00,E,9
    """,
    )

    found = [clocks(departures(table, stop, at("07:30"))) for stop in "ABCD"]

    assert found == [["08:01"], ["08:04"], ["08:07"], ["08:12"]]


# 14
def test_a_loop_leaves_its_stop_twice_but_not_where_it_ends() -> None:
    table = timetable(
        stop_times=STOP_TIMES
        + """
        t1,08:00:00,08:00:00,A,1
        t1,08:10:00,08:10:00,B,2
        t1,08:20:00,08:20:00,C,3
        t1,08:30:00,08:30:00,B,4
        t1,08:40:00,08:40:00,A,5
    """
    )

    assert clocks(departures(table, "B", at("08:00"))) == ["08:10", "08:30"]
    assert clocks(departures(table, "A", at("08:00"))) == ["08:00"]


# 15
def test_platforms_of_one_station_are_one_place_with_the_stations_name_and_code() -> None:
    table = timetable(
        stops="""
        stop_id,stop_code,stop_name,stop_lat,stop_lon,location_type,parent_station
        A,1,Bến 1,16.0800,108.1500,0,BX
        B,2,Bến 2,16.0815,108.1500,0,BX
        BX,TT,Bến xe Trung tâm,16.0810,108.1500,1,
        IN,,Cổng vào,16.0810,108.1501,2,BX
        C,3,CV Biển Đông,16.06,108.15,0,
    """
    )

    (place,) = table.with_code("tt")

    assert (place.name, place.codes) == ("Bến xe Trung tâm", ("TT", "1", "2"))
    assert set(place.stop_ids) == {"A", "B", "BX"}
    assert [one.stop_id for line in table.board(place, at("07:30")) for one in line.departures] == ["A", "B"]
    assert [place] == [one.place for one in table.nearest(place.location)]


def test_buses_that_leave_from_the_station_itself_are_found_there() -> None:
    table = timetable(
        stops="""
        stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
        A,Bến xe Trung tâm,16.08,108.15,1,
        B,Chợ Cồn,16.07,108.15,0,
        C,CV Biển Đông,16.06,108.15,0,
    """
    )

    assert clocks(departures(table, "A", at("07:30"))) == ["08:00"]


# 35
def test_agencies_keep_their_own_routes_names_and_time_zones() -> None:
    table = timetable(
        agency=AGENCY + "futa,FUTA,https://futa.example,Asia/Ho_Chi_Minh\nlao,Lao Bus,https://lao.example,Asia/Tokyo",
        routes="route_id,agency_id,route_short_name,route_long_name,route_type\nr05,futa,05,,3\nx05,lao,05,,3",
        trips=TRIPS + "r05,daily,t1,Biển Đông\nx05,daily,t2,Savannakhet",
        stop_times=one_trip("08:00:00", "08:10:00", "08:20:00") + "t2,10:30:00,10:30:00,A,1\nt2,10:40:00,10:40:00,B,2",
    )

    found = departures(table, "A", at("08:00"))

    assert [(one.headsign, one.time.isoformat()) for one in found if one.time] == [
        ("Biển Đông", "2026-11-24T08:00:00+07:00"),
        ("Savannakhet", "2026-11-24T10:30:00+09:00"),
    ]
    assert [table.route(route, TODAY).agency for route in table.routes("5")] == ["FUTA", "Lao Bus"]
    assert table.timezone.key == "Asia/Ho_Chi_Minh"


# 38
def test_the_hour_begins_with_its_first_second_and_ends_before_its_last() -> None:
    table = timetable()

    assert clocks(departures(table, "A", at("08:00"))) == ["08:00"]
    assert clocks(departures(table, "A", at("07:00:01"))) == ["08:00"]
    assert not departures(table, "A", at("07:00"))


@pytest.mark.parametrize("slow", ["08:05:00", "07:55:00"])
def test_the_hour_ends_before_its_last_second_for_slow_and_fast_rides_alike(slow: str) -> None:
    """Two rides over the same stops, one of which takes longer: both are looked for among the starts of either."""
    table = timetable(
        trips=TRIPS + "r05,daily,t1,Biển Đông\nr05,daily,t2,Biển Đông",
        stop_times=one_trip("08:00:00", "08:01:00", "08:30:00")
        + f"t2,07:50:00,07:50:00,A,1\nt2,{slow},{slow},B,2\nt2,08:50:00,08:50:00,C,3",
    )
    leaves = at(f"2026-11-24 {slow}")

    def at_b(now: datetime) -> list[str]:
        return clocks(departures(table, "B", now))

    assert slow.removesuffix(":00") not in at_b(leaves - timedelta(hours=1))
    assert slow.removesuffix(":00") in at_b(leaves - timedelta(hours=1) + timedelta(seconds=1))
    assert slow.removesuffix(":00") in at_b(leaves)
    assert slow.removesuffix(":00") not in at_b(leaves + timedelta(seconds=1))


def test_no_time_at_all_holds_no_departure() -> None:
    table = timetable()

    assert table.board(table.places[0], at("08:00"), timedelta(0)) == ()


def test_hours_as_single_digits_are_read() -> None:
    table = timetable(stop_times=one_trip("6:30:00", "6:34:27", "7:00:00"))

    assert clocks(departures(table, "B", at("06:00"))) == ["06:34:27"]


def test_a_line_is_told_by_number_and_headsign_with_its_first_and_last_departure() -> None:
    table = timetable(
        trips=TRIPS + "r05,daily,t1,Biển Đông\nr05,daily,t2,Biển Đông\nr05,daily,t3,Xưởng",
        stop_times=one_trip("05:30:00", "05:40:00", "05:50:00")
        + "t2,19:00:00,19:00:00,A,1\nt2,19:20:00,19:20:00,C,2\nt3,19:10:00,19:10:00,A,1\nt3,19:20:00,19:20:00,B,2",
    )

    lines = board(table, "A", at("19:00"))

    assert [(line.route, line.headsign) for line in lines] == [("05", "Biển Đông"), ("05", "Xưởng")]
    assert [(one.first, one.last) for one in lines[0].departures] == [(at("05:30"), at("19:00"))]


def test_a_trip_without_headsign_goes_where_it_ends() -> None:
    named = timetable(trips="route_id,service_id,trip_id\nr05,daily,t1")
    coded = timetable(
        trips="route_id,service_id,trip_id\nr05,daily,t1",
        stops="stop_id,stop_name,stop_lat,stop_lon\nA,STOP_A,16.08,108.15\nB,STOP_B,16.07,108.15\nC,STOP_C,16.06,108.15",
    )

    assert [one.headsign for one in departures(named, "A", at("08:00"))] == ["CV Biển Đông"]
    assert [one.headsign for one in departures(coded, "A", at("08:00"))] == [""]


def test_a_headsign_of_one_stop_wins_over_the_trips() -> None:
    table = timetable(
        stop_times="""
        trip_id,arrival_time,departure_time,stop_id,stop_sequence,stop_headsign
        t1,08:00:00,08:00:00,A,1,Qua Chợ Cồn
        t1,08:10:00,08:10:00,B,2,
        t1,08:20:00,08:20:00,C,3,
    """
    )

    assert [one.headsign for one in departures(table, "A", at("08:00"))] == ["Qua Chợ Cồn"]
    assert [one.headsign for one in departures(table, "B", at("08:00"))] == ["Biển Đông"]


def test_routes_of_one_agency_with_one_number_and_headsign_are_one_line() -> None:
    table = timetable(
        routes="route_id,agency_id,route_short_name\nr05,futa,05\nr05b,futa,05",
        trips=TRIPS + "r05,daily,t1,Biển Đông\nr05b,daily,t2,Biển Đông",
        stop_times=one_trip("08:00:00", "08:10:00", "08:20:00") + "t2,08:30:00,08:30:00,A,1\nt2,08:50:00,08:50:00,C,2",
    )

    (line,) = board(table, "A", at("08:00"))

    assert clocks(list(line.departures)) == ["08:00", "08:30"]
    assert not later(table, "A", at("08:15"))
