"""What becomes of a map's answers: a point, a stop beside the street, a question, or nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.messages import Location
from hotline.routing import understand
from hotline.services.bus.gazetteer import Found
from hotline.services.bus.geocoding import LONGEST, Box, Geocoded, Geocodes, asked, box_around, placed
from hotline.services.bus.queries import Address, BusQuery
from hotline.services.bus.service import Answer, answer
from hotline.services.bus.timetable import Timetable
from tests.small_feeds import BASE, at, published

NOW = at("07:50")
# 220 m north of the stop "101 Nguyễn Văn Cừ".
NEAR = Location(16.082, 108.15)
HOUSE = Address("Lê Quang Sung", "12")


@cache
def timetable() -> Timetable:
    return published(BASE)


def found(*hits: Geocoded, address: Address = HOUSE) -> tuple[Found, ...]:
    return placed(timetable(), address, Geocodes("a map", {address: hits}))


def answered(text: str, hits: Mapping[Address, Sequence[Geocoded]] | None = None, now: datetime = NOW) -> Answer:
    query = understand(text).query
    assert query is not None
    geocodes = None if hits is None else Geocodes("a map", hits)
    return answer(cast_query(query), timetable(), now, understand(text).lang, "1022", geocodes=geocodes)


def cast_query(query: object) -> BusQuery:
    return query  # type: ignore[return-value]  # these tests ask about buses alone


def test_a_house_on_the_street_that_was_asked_for_is_a_point() -> None:
    (one,) = found(Geocoded(NEAR, "Đường Lê Quang Sung", "12", "Thanh Khê"))

    assert (one.location, one.label, one.places) == (NEAR, "12 Lê Quang Sung, Thanh Khê", ())
    assert one.says == "16.08200, 108.15000"


@pytest.mark.parametrize("street", ["Lê Quang Đạo", "Lê Lai", "Phường Thanh Khê", "Đà Nẵng", ""])
def test_another_street_a_ward_or_a_city_is_no_answer(street: str) -> None:
    assert found(Geocoded(NEAR, street, "12")) == ()


@pytest.mark.parametrize("said", ["le quang sung", "LQS", "đ. Lê Quang Sung", "Le Quang Sng", "quang sung"])
def test_a_street_may_be_written_as_citizens_write(said: str) -> None:
    address = Address(said, "12")

    assert [one.label for one in found(Geocoded(NEAR, "Lê Quang Sung", "12"), address=address)] == ["12 Lê Quang Sung"]


@pytest.mark.parametrize("asked_for", ["12", "12A", "K12/4", "12/4", "12-14"])
def test_the_number_that_counts_is_where_the_house_meets_the_street(asked_for: str) -> None:
    address = Address("Lê Quang Sung", asked_for)
    (one,) = found(Geocoded(NEAR, "Lê Quang Sung", "12"), address=address)

    assert one.label == f"{asked_for} Lê Quang Sung"
    assert one.beside == ""


@pytest.mark.parametrize("number", ["", "21", "121"])
def test_a_street_without_the_house_is_the_stop_beside_it_and_no_point(number: str) -> None:
    (one,) = found(Geocoded(NEAR, "Đường Lê Quang Sung", number, "Thanh Khê"))

    assert (one.label, one.beside, one.says) == ("101 Nguyễn Văn Cừ", "Lê Quang Sung, Thanh Khê", "MT 001")
    assert one.location == Location(16.08, 108.15)


def test_a_street_far_from_every_stop_is_no_answer() -> None:
    assert found(Geocoded(Location(16.08, 108.16), "Lê Quang Sung")) == ()


def test_a_house_far_from_every_stop_is_one() -> None:
    assert [one.location for one in found(Geocoded(Location(16.08, 108.16), "Lê Quang Sung", "12"))] == [
        Location(16.08, 108.16)
    ]


def test_pieces_of_one_street_are_one_and_the_piece_with_a_stop_counts() -> None:
    pieces = [Geocoded(Location(16.08, 108.157), "Lê Quang Sung"), Geocoded(NEAR, "Lê Quang Sung")]

    assert [one.label for one in found(*pieces)] == ["101 Nguyễn Văn Cừ"]


@pytest.mark.parametrize(
    "where", [Location(16.05, 108.15 - 0.04), Location(21.03, 105.85), Location(0, 0), Location(float("nan"), 108.15)]
)
def test_what_is_outside_the_network_is_dropped(where: Location) -> None:
    assert found(Geocoded(where, "Lê Quang Sung", "12")) == ()


def test_the_box_is_three_kilometres_wider_than_the_stops() -> None:
    box = box_around(timetable())

    assert box.south == pytest.approx(16.06 - 0.027, abs=0.0005)
    assert box.north == pytest.approx(16.08 + 0.027, abs=0.0005)
    assert box.west == pytest.approx(108.15 - 0.028, abs=0.0005)
    assert box.east == pytest.approx(108.15 + 0.028, abs=0.0005)
    assert box.middle.lat == pytest.approx(16.07)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_of_a_box_is_in_it(lat: float, lon: float) -> None:
    assert Box(lat, lon, lat, lon).holds(Box(lat, lon, lat, lon).middle)


HITS = st.builds(
    Geocoded,
    st.builds(Location, st.floats(15.9, 16.2), st.floats(108.0, 108.3)),
    st.sampled_from(["Lê Quang Sung", "Đường Lê Quang Sung", "Lê Lợi", ""]),
    st.sampled_from(["12", "12A", "7", ""]),
    st.sampled_from(["Thanh Khê", ""]),
)


@given(st.lists(HITS, max_size=8))
def test_whatever_a_map_says_a_point_is_that_house_near_the_network_and_anything_else_a_stop(
    hits: list[Geocoded],
) -> None:
    box, houses = box_around(timetable()), {hit.location for hit in hits if hit.number in ("12", "12A")}
    for one in found(*hits):
        assert box.holds(one.location)
        assert one.location in houses if not one.beside else one.location == timetable().places[one.places[0]].location


def test_houses_that_are_apart_are_asked_about_each_by_its_ward() -> None:
    hits = (
        Geocoded(NEAR, "Lê Quang Sung", "12", "Thanh Khê"),
        Geocoded(NEAR, "Lê Quang Sung", "12", "Thanh Khê"),
        Geocoded(Location(16.06, 108.151), "Lê Quang Sung", "12", "Sơn Trà"),
    )

    assert [one.label for one in found(*hits)] == ["12 Lê Quang Sung, Thanh Khê", "12 Lê Quang Sung, Sơn Trà"]


def test_houses_without_a_ward_are_told_apart_by_the_stop_that_is_nearest() -> None:
    hits = (Geocoded(NEAR, "Lê Quang Sung", "12"), Geocoded(Location(16.07, 108.151), "Lê Quang Sung", "12"))

    assert [one.label for one in found(*hits)] == [
        "12 Lê Quang Sung (101 Nguyễn Văn Cừ)",
        "12 Lê Quang Sung (Chợ Cồn)",
    ]


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (Address("Lê Quang Sung", "12"), "12 Lê Quang Sung, Đà Nẵng"),
        (Address("Lê Quang Sung"), "Lê Quang Sung, Đà Nẵng"),
        (Address("Lê Lợi", "3", "Hải Châu 1", "Hải Châu"), "3 Lê Lợi, Hải Châu 1, Hải Châu, Đà Nẵng"),
        (Address("Lê Lợi", "3", "Đà Nẵng"), "3 Lê Lợi, Đà Nẵng"),
        (Address("Lê " * LONGEST, "3"), ""),
    ],
)
def test_the_address_is_asked_with_its_city_and_a_long_text_is_not_asked(address: Address, text: str) -> None:
    assert asked(address, "Đà Nẵng") == text


def test_an_unknown_address_says_that_it_is_one() -> None:
    assert answered("12 Lê Quang Sung").unknown == (HOUSE,)
    assert answered("12 Lê Quang Sung, phường Hải Châu").unknown == (Address("Lê Quang Sung", "12", "Hải Châu"),)


@pytest.mark.parametrize(
    "text", ["101 Nguyễn Văn Cừ", "trạm Chợ Cồn", "trạm Chợ Bến", "16.08, 108.15", "tuyến 05", "từ Chợ Bến đến Chợ Hàn"]
)
def test_nothing_else_is_unknown(text: str) -> None:
    assert answered(text).unknown == ()


def test_without_a_map_the_answer_is_what_it_was() -> None:
    first = answered("12 Lê Quang Sung")

    assert "Chưa tìm thấy “12 Lê Quang Sung”" in first.reply.text
    assert answered("12 Lê Quang Sung", {HOUSE: ()}).reply == first.reply


def test_a_house_is_answered_with_metres_and_whose_map_it_is() -> None:
    text = answered("12 Lê Quang Sung", {HOUSE: [Geocoded(NEAR, "Lê Quang Sung", "12")]}).reply.text

    assert text.splitlines()[:2] == ["Xe buýt gần 12 Lê Quang Sung (theo lịch):", "Trạm 101 Nguyễn Văn Cừ (220 m)"]
    assert text.splitlines()[-1] == "Vị trí địa chỉ theo a map"


def test_a_street_is_answered_without_metres() -> None:
    text = answered("12 Lê Quang Sung", {HOUSE: [Geocoded(NEAR, "Lê Quang Sung", "", "Thanh Khê")]}).reply.text

    *lines, _old, source = text.splitlines()
    assert lines == [
        "Chưa rõ “12 Lê Quang Sung” ở đoạn nào, nên chưa tính được đường đi bộ. "
        "Trạm 101 Nguyễn Văn Cừ ở gần đường Lê Quang Sung, Thanh Khê (theo lịch):",
        "05 → Biển Đông: 08:00 (10 phút nữa)",
    ]
    assert source == "Vị trí địa chỉ theo a map"


def test_streets_that_are_apart_are_asked_about_by_stop_and_street() -> None:
    stops = BASE["stops.txt"].strip() + "\n        D,004,Cầu Xa,16.06,108.25\n"
    times = BASE["stop_times.txt"].strip() + "\n        t1,08:40:00,08:40:00,D,4\n        t1,09:00:00,09:00:00,A,5\n"
    wide = published({**BASE, "stops.txt": stops, "stop_times.txt": times})
    hits = [Geocoded(NEAR, "Lê Quang Sung", "", "Thanh Khê"), Geocoded(Location(16.06, 108.251), "Lê Quang Sung")]
    reply = answer(HOUSE, wide, NOW, "vi", "1022", geocodes=Geocodes("a map", {HOUSE: hits})).reply

    assert [button.title for button in reply.buttons] == [
        "trạm 101 Nguyễn Văn Cừ (gần đường Lê Quang Sung, Thanh Khê)",
        "trạm Cầu Xa (gần đường Lê Quang Sung)",
    ]
    assert reply.choices == ("MT 001", "MT 004")


def test_journeys_begin_at_the_house_or_at_the_stop_beside_its_street() -> None:
    text = "từ 12 Lê Quang Sung đến CV Biển Đông"
    assert answered(text).unknown == (HOUSE,)

    at_house = answered(text, {HOUSE: [Geocoded(NEAR, "Lê Quang Sung", "12")]})
    assert at_house.reply.text.startswith("Từ 12 Lê Quang Sung đến CV Biển Đông (theo lịch):")
    assert "Đi bộ 290 m đến trạm 101 Nguyễn Văn Cừ" in at_house.reply.text

    on_street = answered(text, {HOUSE: [Geocoded(NEAR, "Lê Quang Sung")]}).reply.text
    assert on_street.startswith("Từ trạm 101 Nguyễn Văn Cừ (gần đường Lê Quang Sung) đến CV Biển Đông")
    assert "• Trạm 101 Nguyễn Văn Cừ\n" in on_street


def test_a_journey_between_two_unknown_addresses_asks_for_both() -> None:
    other = Address("Phan Thanh", "7")
    text = "từ 12 Lê Quang Sung đến 7 Phan Thanh"
    assert answered(text).unknown == (HOUSE, other)

    hits = {
        HOUSE: [Geocoded(NEAR, "Lê Quang Sung", "12")],
        other: [Geocoded(Location(16.06, 108.151), "Phan Thanh", "7")],
    }
    assert answered(text, hits).reply.text.startswith("Từ 12 Lê Quang Sung đến 7 Phan Thanh (theo lịch):")


def test_where_the_other_end_is_no_address_nothing_is_asked() -> None:
    assert answered("từ 12 Lê Quang Sung đến Chợ Bến").unknown == ()


def test_the_same_in_english() -> None:
    lines = answered("bus near 12 Lê Quang Sung street", {HOUSE: [Geocoded(NEAR, "Lê Quang Sung")]}).reply.text
    assert "Stop 101 Nguyễn Văn Cừ is near Lê Quang Sung (timetable):" in lines
    assert lines.endswith("Address located with a map")
