"""The feed that ships: what it says of the lines, where its stops are, and that its source and its files agree."""

import csv
import json
import re
from collections import defaultdict
from itertools import pairwise
from typing import Any

import pytest
from infra.local.make_sample import clock, files, minutes, windows
from infra.local.sample_network import SAMPLE, Network, metres, read

from tests.shared import shared

type Table = list[dict[str, str]]


def table(name: str) -> Table:
    with (SAMPLE / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def network() -> Network:
    return read()


@pytest.fixture(scope="module")
def stops() -> dict[str, dict[str, str]]:
    return {row["stop_id"]: row for row in table("stops")}


@pytest.fixture(scope="module")
def rides() -> dict[str, list[dict[str, str]]]:
    found = defaultdict(list)
    for row in table("stop_times"):
        found[row["trip_id"]].append(row)
    return found


def point(stop: dict[str, str]) -> tuple[float, float]:
    return float(stop["stop_lat"]), float(stop["stop_lon"])


def departures(route_id: str, rides: dict[str, Table], note: str = "") -> list[list[str]]:
    """Listed departures from the first stop as HH:MM, there and back, of trips whose note is the given one."""
    of_the_line = [row for row in table("trips") if row["route_id"] == route_id and row["trip_short_name"] == note]
    return [
        sorted(rides[row["trip_id"]][0]["departure_time"][:5] for row in of_the_line if row["direction_id"] == d)
        for d in "01"
    ]


def test_the_files_are_what_the_source_makes(network: Network) -> None:
    made = files(network)

    assert {path.name for path in SAMPLE.glob("*.txt")} == set(made)
    for name, text in made.items():
        assert (SAMPLE / name).read_text(encoding="utf-8") == text, f"{name}: run python -m infra.local.make_sample"


def test_every_page_that_could_be_quoted_says_that_it_is_a_sample() -> None:
    said = [row["agency_name"] for row in table("agency")]
    said += [row["feed_publisher_name"] for row in table("feed_info")]
    said += [row["organization_name"] for row in table("attributions")]

    assert len(said) == 9
    assert all(name.endswith("DỮ LIỆU MẪU, không dùng để đi xe") for name in said)


def test_every_row_points_at_something(stops: dict[str, dict[str, str]], rides: dict[str, Table]) -> None:
    routes = {row["route_id"] for row in table("routes")}
    trips = {row["trip_id"]: row for row in table("trips")}

    assert {row["agency_id"] for row in table("routes")} <= {row["agency_id"] for row in table("agency")}
    assert {row["route_id"] for row in trips.values()} < routes
    assert {row["route_id"] for row in table("route_aliases")} <= routes
    assert set(rides) == set(trips)
    assert {row["stop_id"] for rows in rides.values() for row in rows} == set(stops)
    assert {row["trip_id"] for row in table("frequencies")} <= set(trips)
    assert len({row["stop_code"] for row in stops.values()}) == len(stops)


def test_buses_move_forward_at_a_bus_s_pace(stops: dict[str, dict[str, str]], rides: dict[str, Table]) -> None:
    for rows in rides.values():
        assert [int(row["stop_sequence"]) for row in rows] == list(range(1, len(rows) + 1))
        took = minutes(rows[-1]["arrival_time"][:5]) - minutes(rows[0]["departure_time"][:5])
        went = sum(metres(point(stops[a["stop_id"]]), point(stops[b["stop_id"]])) for a, b in pairwise(rows)) / 1_000
        assert all(b["arrival_time"] > a["departure_time"] for a, b in pairwise(rows))
        assert 13 <= went / took * 60 <= 40


@pytest.mark.shared
def test_every_real_line_is_here_with_its_hours_and_headways(rides: dict[str, Table]) -> None:
    facts = json.loads(shared("data/danang/routes_2026.json").read_text(encoding="utf-8"))["routes"]
    lines = {row["route_id"]: row for row in table("routes")}
    aliases = {(row["route_id"], row["alias"]) for row in table("route_aliases")}
    running = [fact for fact in facts if fact["status"] != "merged"]
    assert len(running) == len(lines) == 21

    for fact in running:
        route_id = fact["no"].replace(" (Quảng Nam)", "-QN")
        line = lines[route_id]
        assert line["route_long_name"] == fact["name"]
        assert line["route_short_name"] == fact["no"].removesuffix(" (Quảng Nam)")
        assert {(route_id, alias) for alias in fact.get("aliases", ())} <= aliases
        if absorbed := fact.get("absorbed"):
            assert (route_id, absorbed) in aliases
        if fact["status"] == "suspended":
            assert line["route_desc"] == "Tạm ngừng hoạt động"
            assert not [row for row in table("trips") if row["route_id"] == route_id]
        else:
            assert_service_is(fact, route_id, rides)


def assert_service_is(fact: dict[str, Any], route_id: str, rides: dict[str, Table]) -> None:
    first, last = fact["hours"].split("-")
    trips = [row["trip_id"] for row in table("trips") if row["route_id"] == route_id]
    frequencies = [row for row in table("frequencies") if row["trip_id"] in trips]
    if frequencies:
        assert len(trips) == 2
        for trip in trips:
            of_it = [row for row in frequencies if row["trip_id"] == trip]
            assert (of_it[0]["start_time"][:5], of_it[-1]["end_time"][:5]) == (first, last)
            assert all(a["end_time"] == b["start_time"] for a, b in pairwise(of_it))
            assert {row["exact_times"] for row in of_it} == {"0"}
            assert {int(row["headway_secs"]) for row in of_it} == {60 * minute for minute in fact["headway_min"]}
            assert rides[trip][0]["departure_time"][:5] == first
        return
    listed = departures(route_id, rides, "" if fact["headway_min"] else "Giờ ví dụ")
    assert (min(listed[0] + listed[1]), max(listed[0] + listed[1])) == (first, last)
    if "trips_per_day" in fact:
        assert len(listed[0] + listed[1]) == fact["trips_per_day"]
    if fact["headway_min"]:
        low, high = fact["headway_min"]
        assert all(low <= minutes(b) - minutes(a) <= high for way in listed for a, b in pairwise(way))


def test_one_bus_leaves_after_midnight_and_says_that_it_is_invented(rides: dict[str, Table]) -> None:
    assert departures("01SB", rides, "Giờ ví dụ, sau nửa đêm") == [["24:10"], []]
    assert not [
        row
        for rows in rides.values()
        for row in rows
        if row["departure_time"] >= "24:00:00" and row["trip_id"] != "01SB-0-2410"
    ]


def test_three_numbers_are_two_lines_each() -> None:
    numbers = [row["route_short_name"] for row in table("routes")]

    assert sorted(number for number in set(numbers) if numbers.count(number) == 2) == ["02", "05", "12"]


def test_stops_are_a_walk_apart_in_town_and_never_on_top_of_each_other(network: Network) -> None:
    """In town means the old city's built-up box; the airport's express bus stops only twice in it."""
    for line in network.lines:
        for poles in network.directions(line):
            for a, b in pairwise(poles):
                apart = metres(a.point, b.point)
                assert apart >= 300, (line["id"], a.name, b.name)
                if in_town(a.point) and in_town(b.point) and line["id"] != "01SB":
                    assert apart <= 1_500, (line["id"], a.name, b.name)


def in_town(where: tuple[float, float]) -> bool:
    return 16.02 <= where[0] <= 16.10 and 108.165 <= where[1] <= 108.255


def test_all_stops_are_between_hue_and_tra_my(stops: dict[str, dict[str, str]]) -> None:
    assert all(15.3 < lat < 16.5 and 107.55 < lon < 108.75 for lat, lon in map(point, stops.values()))


def test_the_stop_across_the_road_is_named_after_the_one_it_faces(stops: dict[str, dict[str, str]]) -> None:
    facing = [(row, stops.get(key.removeprefix("doi-dien-"))) for key, row in stops.items() if key.startswith("doi-")]
    pairs = [(across, here) for across, here in facing if here]

    assert len(pairs) >= 100
    for across, here in pairs:
        assert across["stop_name"] == f"Đối diện {here['stop_name']}"
        assert 10 <= metres(point(across), point(here)) <= 30


def test_buses_keep_to_the_right(network: Network) -> None:
    """Going south on Bạch Đằng the houses (even numbers) are on the right, to the west; the river is across."""
    southwards, northwards = network.directions(next(line for line in network.lines if line["id"] == "09"))
    by_the_houses = next(pole for pole in southwards if pole.stop_id == "256-bach-dang")
    by_the_river = next(pole for pole in northwards if pole.stop_id == "doi-dien-256-bach-dang")

    assert by_the_houses.point[1] < by_the_river.point[1]


def test_house_numbers_rise_along_every_street(network: Network) -> None:
    spots = {
        name: network.spot(name) for line in network.lines for name in [*line.get("stops", ()), *line.get("back", ())]
    }
    streets: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for name, spot in spots.items():
        if match := re.fullmatch(r"(\d+) (.+)", network.source["landmarks"].get(name, name) if spot.number else ""):
            streets[match[2]].append((int(match[1]), name))

    assert len(streets) >= 30
    for street, numbered in streets.items():
        start = network.source["streets"][street][0]
        far = [metres((start[1], start[2]), spots[name].point) for _, name in sorted(numbered)]
        assert far == sorted(far), street


def test_a_street_name_is_in_two_places(stops: dict[str, dict[str, str]]) -> None:
    for street, towns in (("Trần Phú", 2), ("Hùng Vương", 3)):
        latitudes = [point(row)[0] for row in stops.values() if re.fullmatch(rf"\d+ {street}", row["stop_name"])]
        assert len({round(lat, 0 if lat < 15.7 else 1) for lat in latitudes}) == towns


def test_a_number_that_a_street_does_not_have_is_a_mistake_in_the_source(network: Network) -> None:
    with pytest.raises(ValueError, match="Bạch Đằng has no number 291"):
        network.spot("291 Bạch Đằng")


def test_the_peak_interrupts_the_day_and_ends_with_it() -> None:
    line = {"hours": "05:00-17:00", "headway": [10, 30]}

    assert [(clock(a), clock(b), s // 60) for a, b, s in windows(line, ["06:30-08:30", "16:30-18:00"])] == [
        ("05:00:00", "06:30:00", 30),
        ("06:30:00", "08:30:00", 10),
        ("08:30:00", "16:30:00", 30),
        ("16:30:00", "17:00:00", 10),
    ]
