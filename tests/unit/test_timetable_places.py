"""Places, codes and route numbers: what a citizen finds by standing somewhere or by naming something."""

import unicodedata
from datetime import date

import pytest

from hotline.messages import Location
from hotline.services.bus.codes import Codes
from hotline.services.bus.timetable import Timetable
from tests.small_feeds import TODAY, at, timetable

STOPS = "stop_id,stop_code,stop_name,stop_lat,stop_lon\n"
METRE = 1 / 111_195  # degrees of latitude


def with_stops(*stops: tuple[str, float, float]) -> Timetable:
    """Stops (name, metres north, metres east) of Đà Nẵng's station, all on one trip; s0, s1… and a far terminus."""
    rows = [
        f"s{n},c{n},{name},{16.07 + north * METRE},{108.21 + east * METRE / 0.961}\n"
        for n, (name, north, east) in enumerate(stops)
    ]
    calls = [f"t1,08:{n:02}:00,08:{n:02}:00,s{n},{n}\n" for n in range(len(stops))]
    return timetable(
        stops=STOPS + "".join(rows) + "end,,End,16.2,108.2",
        stop_times="trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        + "".join(calls)
        + "t1,09:00:00,09:00:00,end,99",
    )


def groups(table: Timetable) -> set[frozenset[str]]:
    return {frozenset(place.stop_ids) for place in table.places if "end" not in place.stop_ids}


STATION = Location(16.07, 108.21)


def test_poles_within_thirty_metres_are_one_place_whatever_they_are_called() -> None:
    table = with_stops(("STOP_01_1_S1", 0, 0), ("STOP_02_2_S9", 0, 25), ("Chợ Cồn", 80, 0))

    assert groups(table) == {frozenset({"s0", "s1"}), frozenset({"s2"})}


def test_stops_that_face_each_other_across_a_wide_road_are_one_place() -> None:
    table = with_stops(("Đối diện 256 Bạch Đằng", 0, 0), ("256 Bạch Đằng", 0, 45), ("300 Bạch Đằng", 45, 0))

    assert groups(table) == {frozenset({"s0", "s1"}), frozenset({"s2"})}
    assert {place.name for place in table.places} >= {"256 Bạch Đằng", "300 Bạch Đằng"}


def test_a_row_of_near_stops_does_not_grow_into_one_long_place() -> None:
    table = with_stops(*((f"Cột {n}", n * 20.0, 0.0) for n in range(10)))

    assert all(len(group) <= 2 for group in groups(table))


def test_stop_ids_per_route_at_one_pole_are_one_answer() -> None:
    table = with_stops(*((f"STOP_0{n}_1_S1", 0, 0) for n in range(8)), ("Chợ Hàn", 400, 0))

    found = table.nearest(STATION)

    assert [len(one.place.stop_ids) for one in found] == [8, 1]
    assert len(table.board(found[0].place, at("08:00"))[0].departures) == 8


def test_a_name_in_nfd_is_the_same_name_in_nfc() -> None:
    table = with_stops((unicodedata.normalize("NFD", "Chợ Cồn"), 0, 0), ("Chợ Cồn", 50, 0))

    assert groups(table) == {frozenset({"s0", "s1"})}
    assert table.nearest(STATION)[0].place.name == "Chợ Cồn"


# 37
def test_the_closest_places_come_first_with_the_metres_to_their_nearest_stop() -> None:
    table = with_stops(("A", 0, 500), ("B", 0, 120), ("C", -250, 0), ("D", 1400, 0), ("E", 1600, 0))

    found = table.nearest(STATION)

    assert [(one.place.name, one.walk_m) for one in found] == [("B", 120), ("C", 250), ("A", 500), ("D", 1400)]
    assert [one.place.name for one in table.nearest(STATION, limit=2)] == ["B", "C"]
    assert [one.place.name for one in table.nearest(STATION, radius_m=300)] == ["B", "C"]
    assert table.nearest(STATION, limit=0) == ()


def test_far_outside_of_the_city_there_is_no_place() -> None:
    assert timetable().nearest(Location(21.03, 105.85)) == ()


def test_a_place_that_no_trip_serves_is_no_answer_but_has_its_code() -> None:
    table = timetable(stops=STOPS + "A,1,A,16.08,108.15\nB,2,B,16.07,108.15\nC,3,C,16.06,108.15\nX,9,Cũ,16.08,108.15")
    nowhere = timetable(stops=STOPS + "A,1,A,16.08,108.15\nB,2,B,16.07,108.15\nC,3,C,16.06,108.15\nX,9,Cũ,16.10,108.15")

    assert [one.place.name for one in table.nearest(Location(16.08, 108.15))][:1] == [
        "A"
    ]  # at one pole with a live stop
    assert "Cũ" not in [one.place.name for one in nowhere.nearest(Location(16.10, 108.15), radius_m=20_000)]
    assert [place.name for place in nowhere.with_code("9")] == ["Cũ"]


@pytest.mark.parametrize(
    ("lat", "lon", "neighbour"), [(-17.0, 179.9995, -179.9995), (78.2, 15.6, 15.603), (0.0, -0.001, 0.001)]
)
def test_the_earth_has_no_seam_for_those_who_walk(lat: float, lon: float, neighbour: float) -> None:
    table = timetable(stops=STOPS + f"A,,A,{lat},{lon}\nB,,B,{lat},{neighbour}\nC,,C,{lat + 0.01},{lon}")

    assert {one.place.name for one in table.nearest(Location(lat, lon), radius_m=400)} == {"A", "B"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("001", ["A"]),
        ("1", ["A"]),
        ("a", ["A"]),
        (" A ", ["A"]),
        ("dn060", ["B"]),
        ("DN60", ["B"]),
        ("60", ["B"]),
        ("7", []),
        ("", []),
    ],
)
def test_a_stop_is_found_by_its_code_or_id_however_it_is_typed(typed: str, found: list[str]) -> None:
    table = timetable(stops=STOPS + "A,001,One,16.08,108.15\nB,dn060,Two,16.07,108.15\nC,,Three,16.06,108.15")

    assert [place.stop_ids[0] for place in table.with_code(typed)] == found


def test_what_is_typed_exactly_wins_over_what_is_like_it() -> None:
    codes = Codes([("060", 1), ("60", 2), ("dn60", 3)])

    assert [codes.find("60"), codes.find("060"), codes.find("0060"), codes.find("dn060")] == [(2,), (1,), (1, 2), (3,)]


ROUTES = """
    route_id,agency_id,route_short_name,route_long_name,route_type
    r05,futa,05,Hòa Hiệp Nam – CV Biển Đông,3
    r02,futa,02,BX Trung tâm – Cửa Đại,3
    q02,futa,02 (Quảng Nam),Tam Kỳ – Trà My,3
    r13,futa,13,Kim Liên – ĐH Việt Hàn,3
    r4a,futa,R4A,Cảng Sông Hàn – Hòa Tiến,3
    hn1,futa,,Route_01_1,3
"""
ALIASES = "route_id,alias\nr13,16\nr13,R16\n"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("05", ["r05"]),
        ("5", ["r05"]),
        ("02", ["r02", "q02"]),
        ("2", ["r02", "q02"]),
        ("02 (Quảng Nam)", ["q02"]),
        ("02 quang nam", ["q02"]),
        ("16", ["r13"]),
        ("R16", ["r13"]),
        ("r16", ["r13"]),
        ("R13", ["r13"]),
        ("4a", ["r4a"]),
        ("route_01_1", ["hn1"]),
        ("99", []),
        ("", []),
    ],
)
def test_a_route_is_found_by_its_number_or_an_older_one(typed: str, found: list[str]) -> None:
    table = timetable({"route_aliases.txt": ALIASES, "routes.txt": ROUTES})

    assert list(table.routes(typed)) == found


def test_a_route_tells_what_it_does_on_a_day() -> None:
    table = timetable(
        {"route_aliases.txt": "route_id,alias\nr05,R17A\n"},
        trips="route_id,service_id,trip_id,trip_headsign,direction_id\n"
        + "".join(f"r05,daily,out{n},Biển Đông,0\n" for n in range(3))
        + "r05,daily,short,Chợ Cồn,0\nr05,daily,back,Nam Ô,1\n",
        calendar="service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\ndaily,1,1,1,1,1,0,0,20260101,20271231",
        stop_times="trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        + "".join(
            f"out{n},{hour},{hour},A,1\nout{n},09:10:00,09:10:00,B,2\nout{n},09:20:00,09:20:00,C,3\n"
            for n, hour in enumerate(("05:30:00", "05:45:00", "06:15:00"))
        )
        + "short,07:00:00,07:00:00,A,1\nshort,07:10:00,07:10:00,B,2\n"
        + "back,19:00:00,19:00:00,C,1\nback,24:30:00,24:30:00,A,2\n",
    )

    route = table.route("r05", TODAY)
    out, back = route.directions

    assert (route.number, route.name, route.aliases, route.agency) == (
        "05",
        "Hòa Hiệp Nam – CV Biển Đông",
        ("R17A",),
        "FUTA",
    )
    assert (out.headsign, out.stops) == ("Biển Đông", ("101 Nguyễn Văn Cừ", "Chợ Cồn", "CV Biển Đông"))
    assert (out.first, out.last, out.headway) == (at("05:30"), at("07:00"), (15, 45))
    assert (back.headsign, back.first, back.last, back.headway) == ("Nam Ô", at("19:00"), at("19:00"), None)
    sunday = table.route("r05", date(2026, 11, 29)).directions[0]
    assert (sunday.first, sunday.last, sunday.headway, len(sunday.stops)) == (None, None, None, 3)


def test_a_route_with_headways_tells_them_as_published() -> None:
    table = timetable(
        frequencies="trip_id,start_time,end_time,headway_secs\nt1,05:30:00,07:00:00,900\nt1,07:00:00,19:00:00,1800"
    )

    (direction,) = table.route("r05", TODAY).directions

    assert (direction.first, direction.last, direction.headway) == (at("05:30"), at("19:00"), (15, 30))


def test_an_unknown_route_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        timetable().route("r99", TODAY)
