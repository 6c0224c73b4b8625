"""Where addresses and names are, in small towns made for these tests."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.messages import Location
from hotline.services.bus.addresses import address_in
from hotline.services.bus.departures import Place
from hotline.services.bus.distances import metres
from hotline.services.bus.gazetteer import Found, Gazetteer, compile_gazetteer
from hotline.services.bus.queries import Address
from tests.shared import shared

# Metres to degrees, near enough.
M = 1 / 111_000
CENTRE = Location(16.06, 108.215)
HOI_AN = Location(15.878, 108.33)

type Stop = tuple[str, float, float]


def town(*stops: Stop, centre: Location = CENTRE) -> list[tuple[str, Location]]:
    """Stops by name, metres east and metres north of the centre."""
    return [(name, Location(centre.lat + north * M, centre.lon + east * M / 0.961)) for name, east, north in stops]


def gazetteer(stops: Sequence[tuple[str, Location]]) -> Gazetteer:
    places = [Place(at, name, where, (f"s{at}",), (f"{100 + at}",)) for at, (name, where) in enumerate(stops)]
    return Gazetteer.load(compile_gazetteer([(name, where, at) for at, (name, where) in enumerate(stops)]), places)


def ask(where: Gazetteer, text: str) -> tuple[Found, ...]:
    """What the service asks for a text: an address where it is one, a name otherwise."""
    if point := re.fullmatch(r"(-?[\d.]+), (-?[\d.]+)", text):
        return (Found(Location(float(point[1]), float(point[2])), text, text),)
    address = address_in(text)
    return where.address(address) if address else where.named(text.removeprefix("trạm "))


def east_of(found: Sequence[Found], centre: Location = CENTRE) -> int:
    """Metres east of the centre of the one answer."""
    assert len(found) == 1, [one.label for one in found]
    return round((found[0].location.lon - centre.lon) * 0.961 / M)


# Even numbers climb 5 m each, odd ones 10 m: 61 faces 120.
LONG_STREET = town(
    ("20 Lê Độ", 100, 0),
    ("Số 120 Lê Độ", 600, 0),
    ("220 Lê Độ", 1100, 0),
    ("Đối diện 31 Lê Độ", 310, 20),
    ("121 Lê Độ", 1210, 20),
)


def test_a_house_between_two_stops_is_between_them() -> None:
    assert east_of(ask(gazetteer(LONG_STREET), "70 Lê Độ")) == pytest.approx(350, abs=20)


def test_a_house_with_a_stop_before_it_is_that_stop() -> None:
    (found,) = ask(gazetteer(LONG_STREET), "120 Lê Độ")
    assert (found.label, found.places) == ("120 Lê Độ", (1,))
    assert metres(found.location, LONG_STREET[1][1]) < 1


@pytest.mark.parametrize(("house", "east"), [("61 Lê Độ", 610), ("91 Lê Độ", 910), ("120 Lê Độ", 600)])
def test_the_two_sides_of_a_street_run_at_their_own_paces(house: str, east: int) -> None:
    assert east_of(ask(gazetteer(LONG_STREET), house)) == pytest.approx(east, abs=40)


@pytest.mark.parametrize(
    "text", ["K70/4 Lê Độ", "kiệt 70 Lê Độ", "70/4 Lê Độ", "H05/12 K70 Lê Độ", "số 5 kiệt 70 Lê Độ"]
)
def test_an_alley_is_at_its_mouth(text: str) -> None:
    assert east_of(ask(gazetteer(LONG_STREET), text)) == pytest.approx(350, abs=20)


def test_one_misplaced_stop_does_not_turn_the_street_around() -> None:
    stops = [*LONG_STREET, *town(("Số 151 Lê Độ", 150, 0))]
    assert east_of(ask(gazetteer(stops), "61 Lê Độ")) == pytest.approx(610, abs=60)


def test_of_two_stops_with_one_number_the_one_among_its_neighbours_counts() -> None:
    stops = [*LONG_STREET, *town(("Số 120 Lê Độ", 1500, 0), ("Số 120 Lê Độ", 1510, 0))]
    assert east_of(ask(gazetteer(stops), "120 Lê Độ")) == pytest.approx(600, abs=5)


def test_a_number_far_beyond_the_last_one_is_not_guessed() -> None:
    found = ask(gazetteer(LONG_STREET), "990 Lê Độ")
    assert len(found) > 1
    assert {one.label for one in found} <= {name for name, _ in LONG_STREET}


def test_a_street_without_a_number_offers_its_stops_along_it() -> None:
    found = ask(gazetteer(LONG_STREET), "đường Lê Độ")
    assert [one.label for one in found][:2] == ["20 Lê Độ", "Số 120 Lê Độ"]
    assert all(len(ask(gazetteer(LONG_STREET), one.says)) == 1 for one in found)


def test_a_long_street_without_stops_for_a_while_is_one_street() -> None:
    stops = [*LONG_STREET, *town(("840 Lê Độ", 4700, 0), ("940 Lê Độ", 5200, 0))]
    assert east_of(ask(gazetteer(stops), "530 Lê Độ")) == pytest.approx(2900, abs=300)


def test_a_street_with_one_stop_is_that_stop() -> None:
    (found,) = ask(gazetteer(town(("7 Cô Giang", 0, 0))), "đường Cô Giang")
    assert found.places == (0,)


def test_a_street_that_no_stop_is_on_is_unknown() -> None:
    assert ask(gazetteer(LONG_STREET), "70 Hoàng Diệu") == ()


TWO_TOWNS = [
    *town(("10 Trần Phú", 0, 0), ("60 Trần Phú", 0, 300), ("110 Trần Phú", 0, 600), ("30 Lê Lai", 300, 0)),
    *town(("12 Trần Phú", 0, 0), ("98 Trần Phú", 400, 0), centre=HOI_AN),
]


def test_a_street_in_two_towns_is_asked_about_and_each_answer_finds_itself_alone() -> None:
    where = gazetteer(TWO_TOWNS)
    found = ask(where, "54 Trần Phú")

    assert len(found) == 2
    assert len({one.label for one in found}) == 2
    assert any("Hội An" in one.label for one in found)
    for one in found:
        (again,) = ask(where, one.says)
        assert metres(again.location, one.location) < 10


@pytest.mark.parametrize(
    "area", ["Hội An", "phường Hội An", "TP Hội An", "Minh An", "phường Cẩm Phô, Hội An", "P. Sơn Phong", "hoi an"]
)
def test_a_ward_or_district_old_or_new_narrows_the_choice(area: str) -> None:
    (found,) = ask(gazetteer(TWO_TOWNS), f"54 Trần Phú, {area}")
    assert metres(found.location, HOI_AN) < 1000


def test_a_ward_behind_the_street_without_a_comma_narrows_too() -> None:
    (found,) = gazetteer(TWO_TOWNS).address(Address("Trần Phú Hội An", "54"))
    assert metres(found.location, HOI_AN) < 1000


def test_a_street_is_not_answered_in_another_town_than_the_one_named() -> None:
    assert ask(gazetteer(TWO_TOWNS[:4]), "54 Trần Phú, Hội An") == ()
    assert ask(gazetteer(TWO_TOWNS[:4]), "54 Trần Phú, Tam Kỳ") == ()


def test_a_ward_that_nobody_knows_does_not_hide_the_only_street() -> None:
    assert len(ask(gazetteer(TWO_TOWNS), "30 Lê Lai, phường Nào Đó")) == 1


def test_a_street_with_one_far_number_in_each_of_two_towns_is_asked_about() -> None:
    where = gazetteer([*town(("210 Trần Phú", 0, 0)), *town(("2 Trần Phú", 0, 0), centre=HOI_AN)])
    assert len(ask(where, "54 Trần Phú")) == 2
    (found,) = ask(where, "54 Trần Phú, Hội An")
    assert metres(found.location, HOI_AN) < 10


def test_a_number_that_only_one_of_two_streets_reaches_is_there() -> None:
    stops = [*TWO_TOWNS, *town(("Số 390 Trần Phú", 0, 2000))]
    (found,) = ask(gazetteer(stops), "385 Trần Phú")
    assert metres(found.location, CENTRE) < 2500
    assert found.label.startswith("385 Trần Phú, ")


def test_where_no_ward_is_known_the_answers_are_told_apart_by_what_is_near() -> None:
    away = Location(21.0, 105.8)
    there = Location(21.2, 105.8)
    where = gazetteer(
        [
            *town(("5 Main", 0, 0), ("45 Main", 200, 0), ("Library", 100, 10), centre=away),
            *town(("5 Main", 0, 0), ("45 Main", 200, 0), ("Harbour", 100, 10), centre=there),
        ]
    )
    found = ask(where, "25 Main")
    assert [one.label for one in found] == ["25 Main (Library)", "25 Main (Harbour)"]
    assert all(metres(ask(where, one.says)[0].location, one.location) < 10 for one in found)


STREETS = town(
    ("10 Nguyễn Lương Bằng", 0, 0),
    ("20 Nguyễn Văn Linh", 400, 0),
    ("30 Ngô Văn Lộc", 800, 0),
    ("40 Lê Lai", 1200, 0),
    ("50 Đường 2/9", 1600, 0),
    ("60 CMT8", 2000, 0),
    ("70 Dương Đình Nghệ", 2400, 0),
    ("82 Nguyễn Lương", 100, 100),
)


@pytest.mark.parametrize(
    ("text", "east"),
    [
        ("10 nguyen luong bang", 0),
        ("10 NLB", 0),
        ("10 ng luong bang", 0),
        ("10 Lương Bằng", 0),
        ("10 nguyenluongbang", 0),
        ("10 Nguyễn Lưong Bàng", 0),
        ("10 Nguễn Lương Bằng", 0),
        ("10 Nguyễn Lương Bnằg", 0),
        ("20 nguyễn văn lih", 400),
        ("50 mùng 2 tháng 9", 1600),
        ("50 đường 2-9", 1600),
        ("60 Cách mạng tháng tám", 2000),
        ("70 đường Dương Đình Nghệ", 2400),
        ("70 duong dinh nge", 2400),
    ],
)
def test_a_street_is_found_in_any_spelling_and_with_a_slip(text: str, east: int) -> None:
    for form in ("NFC", "NFD"):
        assert east_of(ask(gazetteer(STREETS), normalize(form, text))) == pytest.approx(east, abs=5)


def test_initials_of_two_streets_are_asked_about() -> None:
    found = ask(gazetteer(STREETS), "25 NVL")
    assert {one.label for one in found} == {"25 Nguyễn Văn Linh", "25 Ngô Văn Lộc"}


@pytest.mark.parametrize("street", ["Lê Lợi", "Nguyễn Văn Cừ", "Nguyễn Hoàng"])
def test_a_real_street_that_is_not_in_the_feed_is_no_slip_for_one_that_is(street: str) -> None:
    assert ask(gazetteer(STREETS), f"40 {street}") == ()


def test_a_name_cut_short_on_a_pole_belongs_to_the_street_it_stands_on() -> None:
    assert east_of(ask(gazetteer(STREETS), "82 Nguyễn Lương Bằng")) == pytest.approx(100, abs=5)


LANDMARKS = town(
    ("Chợ Cồn", 0, 0),
    ("Đối diện chợ Cồn", 150, 0),
    ("Nhà thờ Con Gà", 900, 0),
    ("Bệnh viện C Đà Nẵng", 0, 1000),
    ("BV Quận Sơn Trà", 900, 1000),
    ("Bệnh viện đa khoa Liên Chiểu", 1800, 1000),
    ("THPT Trần Phú", 0, 2000),
    ("6 Trần Phú", 900, 2000),
    ("THCS Lê Độ-Hải Phòng", 1800, 2000),
    ("Bến Xe Trung Tâm Đà Nẵng", 0, 3000),
    ("Siêu thị BigC", 900, 3000),
    ("Cầu Rồng (Võ Văn Kiệt)", 1800, 3000),
    ("Trạm xe buýt Xuân Diệu", 0, 4000),
    ("Công viên 29/3", 900, 4000),
    ("Metro", 1800, 4000),
    ("Công an Q.Cẩm Lệ/294-296 đường CMT8", 2700, 4000),
)


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("chợ Cồn", "Chợ Cồn"),
        ("cho con", "Chợ Cồn"),
        ("Cồn", "Chợ Cồn"),
        ("bệnh viện C", "Bệnh viện C Đà Nẵng"),
        ("bv sơn trà", "BV Quận Sơn Trà"),
        ("Bệnh viện Liên Chiểu", "Bệnh viện đa khoa Liên Chiểu"),
        ("trường Trần Phú", "THPT Trần Phú"),
        ("trường THPT Trần Phú", "THPT Trần Phú"),
        ("trung học cơ sở Lê Độ", "THCS Lê Độ-Hải Phòng"),
        ("bến xe trung tâm", "Bến Xe Trung Tâm Đà Nẵng"),
        ("BX trung tâm", "Bến Xe Trung Tâm Đà Nẵng"),
        ("siêu thị Big C", "Siêu thị BigC"),
        ("cầu Rồng", "Cầu Rồng (Võ Văn Kiệt)"),
        ("Xuân Diệu", "Trạm xe buýt Xuân Diệu"),
        ("công viên 29-3", "Công viên 29/3"),
        ("siêu thị Metro", "Metro"),
        ("siêu thị Mettro", "Metro"),
        ("công an quận Cẩm Lệ", "Công an Q.Cẩm Lệ/294-296 đường CMT8"),
    ],
)
def test_a_landmark_is_found_by_its_name_in_any_spelling(text: str, stop: str) -> None:
    for form in ("NFC", "NFD"):
        (found,) = gazetteer(LANDMARKS).named(normalize(form, text))
        assert found.label == stop


@pytest.mark.parametrize(
    "text",
    [
        "bệnh viện Đà Nẵng",
        "THPT Lê Độ",
        "chợ Trần Phú",
        "ngã ba Huế",
        "sân bay",
        "Bà Nà",
        "cầu Song",
        "trạm",
        "101",
        "",
    ],
)
def test_another_place_is_not_offered_for_one_that_no_stop_is_called_after(text: str) -> None:
    assert gazetteer(LANDMARKS).named(text) == ()


def test_the_stops_of_one_landmark_are_one_answer() -> None:
    (found,) = gazetteer(LANDMARKS).named("chợ Cồn")
    assert found.places == (0, 1)


def test_a_kind_of_place_alone_is_asked_about() -> None:
    assert len(gazetteer(LANDMARKS).named("bệnh viện")) == 3


def test_two_places_of_one_name_are_told_apart_by_ward_or_code() -> None:
    where = gazetteer([*town(("Chợ Mới", 0, 0)), *town(("Chợ Mới", 0, 0), centre=HOI_AN)])
    found = where.named("chợ mới")
    assert len({one.label for one in found}) == 2
    assert {one.says for one in found} == {"MT 100", "MT 101"}
    assert len(where.named("chợ mới, Hội An")) == 1


def test_a_crossing_is_where_its_streets_come_together() -> None:
    stops = town(
        ("10 Lê Độ", -400, 0),
        ("90 Lê Độ", 400, 0),
        ("11 Hàm Nghi", 50, -300),
        ("91 Hàm Nghi", 50, 400),
        ("5 Ba Vì", 900, 900),
    )
    where = gazetteer(stops)
    for text in ("ngã tư Lê Độ – Hàm Nghi", "góc ham nghi voi le do", "Hàm Nghi - Lê Độ"):
        assert east_of(where.named(text)) == pytest.approx(50, abs=15)
    assert where.named("ngã tư Lê Độ – Ba Vì") == ()


ABROAD = town(
    ("NOSTRAND AV/AV D", 0, 0),
    ("AV D/NOSTRAND AV", 20, 20),
    ("NOSTRAND AV/KINGS HWY", 0, 2000),
    ("50 ST/6 AV", 900, 0),
    ("50 ST/13 AV", 1900, 0),
    ("Fulton St/Hoyt St", 900, 900),
    centre=Location(40.63, -73.94),
)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("nostrand av/av d", {"NOSTRAND AV/AV D"}),
        ("Nostrand Av & Av D", {"NOSTRAND AV/AV D"}),
        ("kings hwy", {"NOSTRAND AV/KINGS HWY"}),
        ("nostrnd av", {"AV D/NOSTRAND AV", "NOSTRAND AV/KINGS HWY"}),
        ("50 st", {"50 ST/6 AV", "50 ST/13 AV"}),
        ("54 Nguyễn Lương Bằng", set()),
        ("120 Fulton St", set()),
    ],
)
def test_the_stops_of_another_country_are_found_by_name_and_have_no_houses(text: str, labels: set[str]) -> None:
    assert {one.label for one in ask(gazetteer(ABROAD), text)} == labels


def test_a_feed_whose_names_are_codes_is_found_by_the_whole_code_alone() -> None:
    where = gazetteer(
        town(*((f"STOP_{line:02}_1_S{stop}", stop * 500, line * 500) for line in range(1, 5) for stop in (1, 2, 3)))
    )
    assert [one.places for one in where.named("STOP_01_1_S2")] == [(1,)]
    for text in ("01", "S1", "stop 01", "bến xe Mỹ Đình", "54 Trần Phú", "stop"):
        assert ask(where, text) == ()


def test_the_index_is_the_same_in_whatever_order_the_stops_come() -> None:
    rows = [(name, where, at) for at, (name, where) in enumerate(LONG_STREET + LANDMARKS)]
    assert compile_gazetteer(rows) == compile_gazetteer(rows[::-1])


def test_nothing_is_unpacked_before_the_first_question() -> None:
    Gazetteer.load(b"not read", ())


def test_an_empty_feed_knows_nothing() -> None:
    assert gazetteer([]).named("chợ Cồn") == gazetteer([]).address(Address("Lê Độ", "5")) == ()


@given(
    number=st.integers(1, 9999),
    street=st.sampled_from(["Lê Độ", "Trần Phú", "tran phu", "NLB", "Lê Lai", "2/9"]),
    area=st.sampled_from(["", "Hội An", "Hải Châu", "Cẩm Lệ", "Nào Đó"]),
)
def test_no_answer_is_outside_the_network_and_each_of_several_finds_itself_alone(
    number: int, street: str, area: str
) -> None:
    stops = [*LONG_STREET, *TWO_TOWNS, *STREETS]
    where = gazetteer(stops)
    found = where.address(Address(street, str(number), area))
    assert len(found) <= 5
    for one in found:
        assert min(metres(one.location, stop) for _, stop in stops) <= 1000
        if len(found) > 1:
            (again,) = ask(where, one.says)
            assert metres(again.location, one.location) < 300


@given(st.text(max_size=80))
def test_any_text_gets_an_answer_of_at_most_five(text: str) -> None:
    assert len(gazetteer(LANDMARKS + STREETS).named(text)) <= 5


def feed_stops() -> list[tuple[str, Location]]:
    """Đà Nẵng's stops of 2022."""
    with zipfile.ZipFile(shared("data/gtfs/danang-2022.zip")) as feed, feed.open("stops.txt") as stops:
        rows = list(csv.DictReader(io.TextIOWrapper(stops, "utf-8-sig")))
    return [(row["stop_name"], Location(float(row["stop_lat"]), float(row["stop_lon"]))) for row in rows]


@pytest.mark.shared
def test_addresses_of_a_real_city_resolve_within_300_m_or_are_asked_about() -> None:
    queries = json.loads(shared("data/danang/address_queries.json").read_text("utf-8"))
    where = gazetteer(feed_stops())
    right = wrong = 0
    for query in queries:
        found = ask(where, query["query"])
        if len(found) == 1:
            near = metres(found[0].location, Location(query["lat"], query["lon"])) <= 300
            right += near
            wrong += not near
    assert wrong == 0
    assert right / len(queries) >= 0.95


@pytest.mark.shared
def test_addresses_whose_stops_were_taken_out_are_found_from_the_others() -> None:
    stops = feed_stops()
    errors: list[float] = []
    for kept in (0, 1):
        where = gazetteer(stops[kept::2])
        for name, location in stops[1 - kept :: 2]:
            if (address := address_in(name, behind=False)) and address.number:
                found = where.address(address)
                errors.append(metres(found[0].location, location) if len(found) == 1 else 1e9)
    assert sum(error <= 300 for error in errors) / len(errors) >= 0.70
    assert sum(error <= 500 for error in errors) / len(errors) >= 0.82


@pytest.mark.shared
def test_every_stop_of_every_feed_is_found_by_its_own_name() -> None:
    for feed in ("danang-2022", "cairns", "trimet-2routes", "sample-gtfs-feed"):
        with zipfile.ZipFile(shared(f"data/gtfs/{feed}.zip")) as packed, packed.open("stops.txt") as file:
            rows = list(csv.DictReader(io.TextIOWrapper(file, "utf-8-sig")))
        stops = [(row["stop_name"], Location(float(row["stop_lat"]), float(row["stop_lon"]))) for row in rows]
        where = gazetteer(stops)
        for at, (name, _) in enumerate(stops):
            assert not name or any(at in one.places for one in where.named(name)), (feed, name)
