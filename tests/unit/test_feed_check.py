"""What is wrong with a feed: said with file and row, and refused only where it must be."""

from collections.abc import Mapping
from datetime import date

import pytest

from hotline.errors import BadFeed
from hotline.services.bus.compiling import Compiled, compile_feed
from tests.small_feeds import BASE, TODAY, Text, at, clocks, departures, feed, lines, loaded

STOP_TIMES = lines(BASE["stop_times.txt"])


def check(files: Mapping[str, Text] | None = None, previous_stops: int | None = None, today: date = TODAY) -> Compiled:
    return compile_feed(feed(**(files or {})), today=today, previous_stops=previous_stops, gazetteer=lambda _: b"")


def refused(**files: Text) -> tuple[str, ...]:
    with pytest.raises(BadFeed) as refusal:
        check(files)
    return refusal.value.findings


def found(**files: Text) -> list[str]:
    return [str(finding) for finding in check(files).findings]


def many_trips(*broken: str, count: int = 400) -> dict[str, str]:
    """Enough good trips that a few broken rows are less than 1 %; the broken rows come right after the header."""
    trips = "".join(f"r05,daily,g{number}\n" for number in range(count))
    calls = "".join(f"g{n},09:00:00,09:00:00,A,1\ng{n},09:10:00,09:10:00,B,2\n" for n in range(count))
    header, base = STOP_TIMES.split("\n", 1)
    return {
        "trips": "route_id,service_id,trip_id\nr05,daily,t1\n" + trips,
        "stop_times": "\n".join([header, *broken, base]) + calls,
    }


def test_a_sound_feed_has_no_findings() -> None:
    assert found() == []
    sound = check()
    assert (sound.agencies, sound.routes, sound.stops, sound.places) == (("FUTA",), 1, 3, 3)
    assert (sound.trips, sound.stop_times, sound.last_date) == (1, 3, date(2027, 12, 31))


@pytest.mark.parametrize("file", ["agency", "stops", "routes", "trips", "stop_times"])
def test_a_missing_file_is_refused(file: str) -> None:
    assert f"{file}.txt: is missing" in refused(**{file: None})


def test_one_of_the_two_calendars_is_needed() -> None:
    assert "calendar.txt: is missing, and so is calendar_dates.txt" in refused(calendar=None)


def test_files_in_a_folder_of_the_zip_are_named() -> None:
    with pytest.raises(BadFeed, match=r"stops.txt: is in a folder of the zip \(gtfs/stops.txt\)"):
        compile_feed(feed({f"gtfs/{name}": text for name, text in BASE.items()} | dict.fromkeys(BASE)), today=TODAY)


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("agency", "agency_timezone"),
        ("stops", "stop_lat"),
        ("routes", "route_id"),
        ("trips", "service_id"),
        ("calendar", "monday"),
        ("stop_times", "stop_sequence"),
    ],
)
def test_a_missing_column_is_refused(file: str, column: str) -> None:
    text = BASE[f"{file}.txt"].replace(column, f"old_{column}")

    assert f"{file}.txt, row 1: has no column {column}" in refused(**{file: text})


def test_stop_times_without_times_are_refused() -> None:
    text = STOP_TIMES.replace("arrival_time", "a").replace("departure_time", "d")

    assert "stop_times.txt, row 1: has neither departure_time nor arrival_time" in refused(stop_times=text)


@pytest.mark.parametrize(
    ("file", "why"), [("stops", "holds no stop"), ("trips", "holds no trip"), ("stop_times", "holds no row")]
)
def test_an_empty_file_is_refused(file: str, why: str) -> None:
    header = lines(BASE[f"{file}.txt"]).split("\n")[0]

    assert f"{file}.txt: {why}" in refused(**{file: header})


def test_a_calendar_that_has_ended_is_refused_and_one_that_ends_today_is_not() -> None:
    files = {"calendar": BASE["calendar.txt"].replace("20271231", "20261124")}

    assert check(files).last_date == TODAY
    with pytest.raises(BadFeed, match=r"calendar.txt: ended: the last day with service is 2026-11-24"):
        check(files, today=date(2026, 11, 25))


def test_a_calendar_in_which_nothing_runs_is_refused() -> None:
    assert "calendar.txt: no trip ever runs" in refused(
        calendar=BASE["calendar.txt"].replace("1,1,1,1,1,1,1", "0,0,0,0,0,0,0")
    )


def test_a_calendar_that_has_not_begun_is_published_with_a_word() -> None:
    calendar = BASE["calendar.txt"].replace("20260101", "20261201")

    assert found(calendar=calendar) == ["calendar.txt: has not begun: the first day with service is 2026-12-01"]


def test_half_of_the_stops_gone_is_refused() -> None:
    assert check(previous_stops=6).stops == 3
    with pytest.raises(BadFeed, match=r"stops.txt: holds 3 stops; the published timetable has 7"):
        check(previous_stops=7)


def test_a_time_zone_that_is_none_is_refused() -> None:
    assert "agency.txt, row 2: there is no time zone 'Asia/Danang'" in refused(
        agency=BASE["agency.txt"].replace("Asia/Ho_Chi_Minh", "Asia/Danang")
    )


@pytest.mark.parametrize("where", ["0,0", "116.0,108.0", "16.0,208.0", ",", "north,east", "nan,nan"])
def test_stops_that_are_nowhere_are_refused(where: str) -> None:
    stops = BASE["stops.txt"].replace("16.07,108.15", where)

    findings = refused(stops=stops)

    assert findings[0] == "stops.txt: 1 of 3 rows are broken, more than 1%"
    assert findings[1].startswith("stops.txt, row 3: 'B' is nowhere:")


def test_a_stop_on_another_continent_is_a_typing_error() -> None:
    assert any(
        finding == "stops.txt, row 3: 'B' is more than 1500 km from the others"
        for finding in refused(stops=BASE["stops.txt"].replace("16.07,108.15", "61.07,108.15"))
    )


def many_stops() -> str:
    return "".join(f"x{number},,Cột {number},16.1,{108.2 + number / 1000}\n" for number in range(200))


def test_a_few_stops_that_are_nowhere_still_have_their_departures() -> None:
    stops = lines(BASE["stops.txt"]).replace("16.07,108.15", "0,0") + many_stops()
    packed = feed(stops=stops)

    assert found(stops=stops) == ["stops.txt, row 3: 'B' is nowhere: (0, 0)"]
    assert clocks(departures(loaded(packed), "B", at("08:00"))) == ["08:10"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("t1,07:50:00,07:50:00,X,0", "there is no stop 'X' to board at"),
        ("t9,07:50:00,07:50:00,A,0", "there is no trip 't9'"),
        ("t1,07:60:00,07:60:00,A,0", "'07:60:00' is no time"),
        ("t1,07:50:00,07:50:00,A,first", "stop_sequence 'first' is no number"),
        ("t1,07:50:00,07:50:00,A,-1", "stop_sequence '-1' is no number"),
        ("t1,07:50:00,07:50:00,A,0,0,x", "has 7 fields, the header has 5"),
        ("t1,07:50:00", "stop_sequence '' is no number"),
        ("t1,07:50:00,07:40:00,A,0", "goes back in time"),
    ],
)
def test_a_few_broken_rows_are_skipped_and_named(row: str, why: str) -> None:
    files = many_trips(row)

    assert found(**files) == [f"stop_times.txt, row 2: {why}"]
    assert clocks(departures(loaded(feed(**files)), "A", at("07:30"))) == ["08:00"]


def test_times_that_go_back_and_repeated_numbers_are_named_where_they_stand() -> None:
    files = many_trips()
    files["stop_times"] = files["stop_times"].replace(
        "t1,08:20:00,08:20:00,C,3", "t1,08:05:00,08:05:00,C,3\nt1,08:30:00,08:30:00,C,2"
    )

    assert found(**files) == [
        "stop_times.txt, row 5: repeats stop_sequence 2",
        "stop_times.txt, row 4: goes back in time",
    ]


def test_a_trip_needs_a_time_at_both_ends() -> None:
    files = many_trips("t1,,,A,0")

    assert found(**files) == ["stop_times.txt, row 2: is the first stop of its trip and has no time"]


def test_more_than_one_in_a_hundred_broken_rows_is_refused() -> None:
    rows = ["t1,07:50:00,07:50:00,X,0"] * 9

    assert refused(**many_trips(*rows))[0] == "stop_times.txt: 9 of 812 rows are broken, more than 1%"
    assert len(found(**many_trips(*rows[:8]))) == 8


def test_of_many_broken_rows_fifty_are_listed_and_all_are_counted() -> None:
    findings = refused(**many_trips(*["t1,07:50:00,07:50:00,X,0"] * 70))

    assert findings[0] == "stop_times.txt: 70 of 873 rows are broken, more than 1%"
    assert findings[-1] == "stop_times.txt: and 20 more like these"
    assert len(findings) == 52


@pytest.mark.parametrize(
    ("file", "row", "why"),
    [
        ("stops", "A,1,Again,16.08,108.15", "repeats stop_id 'A'"),
        ("routes", "r05,futa,05,,3", "repeats route_id 'r05'"),
        ("trips", "r05,daily,t1,", "repeats trip_id 't1'"),
        ("trips", "r99,daily,t2,", "there is no route 'r99'"),
        ("trips", "r05,never,t2,", "there is no service 'never'"),
        ("calendar", "daily,1,1,1,1,1,1,1,20260101,20271231", "repeats service_id 'daily'"),
        ("calendar", "x,1,1,1,1,1,1,1,20260101,2027", "'20260101' or '2027' is no date"),
        ("calendar", "x,1,1,1,1,1,1,1,20270101,20260101", "ends before it starts"),
        ("agency", "futa,Again,,Asia/Ho_Chi_Minh", "repeats agency_id 'futa'"),
    ],
)
def test_duplicates_and_unknown_references_are_named(file: str, row: str, why: str) -> None:
    text = lines(BASE[f"{file}.txt"]) + row
    number = text.count("\n") + 1

    assert f"{file}.txt, row {number}: {why}" in refused(**{file: text})


def test_one_mistake_is_one_finding() -> None:
    """The stop times of a trip that is left out are not broken as well."""
    trips = "route_id,service_id,trip_id\nr05,daily,t1\nr99,daily,t2\n" + "".join(
        f"r05,daily,u{n}\n" for n in range(200)
    )
    stop_times = STOP_TIMES + "t2,09:00:00,09:00:00,A,1\nt2,09:10:00,09:10:00,B,2"

    assert found(trips=trips, stop_times=stop_times) == ["trips.txt, row 3: there is no route 'r99'"]


def test_small_mistakes_are_published_with_a_word() -> None:
    stops = (
        lines(BASE["stops.txt"])
        .replace("stop_lon", "stop_lon,parent_station")
        .replace("A,001,101 Nguyễn Văn Cừ,16.08,108.15", "A,001,101 Nguyễn Văn Cừ,16.08,108.15,BX")
    )
    routes = BASE["routes.txt"].replace("r05,futa", "r05,other")

    assert found(stops=stops, routes=routes) == [
        "routes.txt, row 2: there is no agency 'other'; its times are read as the first one's",
        "stops.txt, row 2: there is no parent_station 'BX'",
    ]


def test_a_name_that_is_not_utf_8_costs_a_word_and_not_the_timetable() -> None:
    text = lines(BASE["stops.txt"]) + many_stops()
    stops = text.encode().replace("Chợ Cồn".encode(), "Chợ Cồn".encode("utf-16"))

    assert found(stops=stops) == ["stops.txt, row 3: is not UTF-8"]
    assert clocks(departures(loaded(feed(stops=stops)), "B", at("08:00"))) == ["08:10"]


def test_names_that_are_not_utf_8_are_broken_rows() -> None:
    stops = lines(BASE["stops.txt"]).encode().replace("Chợ Cồn".encode(), "Chợ Cồn".encode("utf-16"))

    assert refused(stops=stops) == (
        "stops.txt: 1 of 3 rows are broken, more than 1%",
        "stops.txt, row 3: is not UTF-8",
    )


def test_a_publisher_that_is_not_utf_8_is_counted_among_all_rows() -> None:
    info = b"feed_publisher_name,feed_version\n\xd0\xe0 N\xb5ng,1\n"

    assert refused(feed_info=info)[0] == "feed_info.txt: 1 of 1 rows are broken, more than 1%"


@pytest.mark.parametrize("quote", ["", '"'])
def test_headsigns_of_stop_times_that_are_not_utf_8_are_broken_rows(quote: str) -> None:
    header, *rows = STOP_TIMES.splitlines()
    written = "\n".join([f"{header},stop_headsign", *(f"{row},{quote}Chợ{quote}" for row in rows)]).encode()

    assert refused(stop_times=written.replace("Chợ".encode(), b"Ch\xee"))[1:] == tuple(
        f"stop_times.txt, row {row}: is not UTF-8" for row in (2, 3, 4)
    )


def test_headways_that_make_no_sense_are_named() -> None:
    header = "trip_id,start_time,end_time,headway_secs,exact_times\n"

    for row in (
        "t1,06:00:00,05:00:00,600,0",
        "t1,06:00:00,07:00:00,0,0",
        "t1,06:00:00,07:00:00,600,2",
        "t1,6,07:00:00,600,0",
    ):
        assert any(
            finding.startswith("frequencies.txt, row 2:") and "makes no sense" in finding
            for finding in refused(frequencies=header + row)
        )


def test_exact_headways_that_unfold_to_millions_of_trips_are_refused() -> None:
    header = "trip_id,start_time,end_time,headway_secs,exact_times\n"

    assert "frequencies.txt: makes more than 3,000,000 trips" in refused(
        frequencies=header + "t1,00:00:00,160:00:00,1,1\n" * 6
    )
