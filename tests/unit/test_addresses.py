"""How addresses are read: the parser rules, one test each."""

from unicodedata import normalize

import pytest

from hotline.services.bus.addresses import address_in, anchor, street_key
from hotline.services.bus.queries import Address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("101 Nguyễn Văn Cừ", Address("Nguyễn Văn Cừ", "101")),
        ("Số 101, đường Nguyễn Văn Cừ, TP Đà Nẵng", Address("Nguyễn Văn Cừ", "101")),
        ("K12/4 Nguyen Luong Bang, Q. Liên Chiểu", Address("Nguyen Luong Bang", "K12/4", district="Liên Chiểu")),
        ("kiệt 12 Nguyễn Lương Bằng", Address("Nguyễn Lương Bằng", "K12")),
        ("số 12 kiệt 143 Lê Duẩn", Address("Lê Duẩn", "K143/12")),
        ("số 7 kiệt 21 hẻm 5 đường Nguyễn Công Trứ", Address("Nguyễn Công Trứ", "K21/H5/7")),
        ("đối diện 256 Bạch Đằng", Address("Bạch Đằng", "256")),
        ("Ð/d 04 Nguyễn Thị Minh Khai", Address("Nguyễn Thị Minh Khai", "04")),
        ("Đài DRT-Đối diện 256 Bạch Đằng", Address("Bạch Đằng", "256")),
        ("Bệnh viện Vinmex/325-327 Nguyễn Hữu Thọ", Address("Nguyễn Hữu Thọ", "325-327")),
        ("Số 913 - 915 Nguyễn Lương Bằng", Address("Nguyễn Lương Bằng", "913-915")),
        ("Số 171(Kim Liên) Nguyễn Văn Cừ", Address("Nguyễn Văn Cừ", "171")),
        ("Nguyễn Văn Thoại 215 quận sơn trà", Address("Nguyễn Văn Thoại", "215", district="sơn trà")),
        ("Ngô Quyền 12", Address("Ngô Quyền", "12")),
        ("truong chinh so 862", Address("truong chinh", "862")),
        ("30/4 số 76", Address("30 Tháng 4", "76")),
        ("nlb 211", Address("nlb", "211")),
        ("307-309 đường CMT8", Address("Cách Mạng Tháng 8", "307-309")),
    ],
)
def test_an_address_is_read_in_the_ways_that_stops_and_citizens_write_it(text: str, address: Address) -> None:
    assert address_in(text) == address
    assert address_in(normalize("NFD", text)) == address


@pytest.mark.parametrize(
    "name",
    [
        "Chợ Cồn",
        "Trường trung cấp nghề số 5",
        "Đối Diện Trụ Điện 238",
        "Cầu Rồng (Võ Văn Kiệt)",
        "Trụ điện CS 08T3 VVK",
        "STOP_01_1_S1",
        "NOSTRAND AV/AV D",
        "50 ST/6 AV",
        "Trung tâm GDTX Số 3-Trường Chỉnh",
    ],
)
def test_a_landmark_is_no_address(name: str) -> None:
    assert address_in(name) is None


@pytest.mark.parametrize(
    ("number", "house"),
    [
        ("K12/4", 12),
        ("12/4", 12),
        ("755-757", 755),
        ("158A", 158),
        ("H05/12 K82", 82),
        ("E152", 152),
        ("12 kiệt 82", 82),
    ],
)
def test_the_anchor_is_the_house_beside_which_the_alley_opens(number: str, house: int) -> None:
    assert anchor(number) == house


@pytest.mark.parametrize("street", ["2/9", "2-9", "2 tháng 9", "mùng 2 tháng 9", "đường 2/9", "Đ. 2 thang 9"])
def test_a_street_named_after_a_day_has_one_key(street: str) -> None:
    assert street_key(street) == "2 thang 9"


def test_3_2_is_a_street_unless_another_street_follows() -> None:
    assert address_in("159 đường 3/2") == Address("3 Tháng 2", "159")
    assert address_in("3/2") == Address("3 Tháng 2")
    assert address_in("3/2 Nguyễn Văn Linh") == Address("Nguyễn Văn Linh", "3/2")


@pytest.mark.parametrize(
    ("text", "ward", "district"),
    [
        ("97 Phan Đăng Lưu, Hòa Cường Nam, Hải Châu, Đà Nẵng 550000", "Hòa Cường Nam", "Hải Châu"),
        ("192/10 Lê Duẩn, tổ 5, phường Thạch Thang, quận Hải Châu", "Thạch Thang", "Hải Châu"),
        ("6 nguyễn tri phương p chính gián", "chính gián", ""),
        ("12 Bà Huyện Thanh Quan, Mỹ An", "Mỹ An", ""),
        ("12 Trần Phú, TP Hội An", "", "Hội An"),
    ],
)
def test_wards_and_districts_old_and_new_are_told_from_the_street(text: str, ward: str, district: str) -> None:
    found = address_in(text)
    assert found is not None
    assert (found.ward, found.district) == (ward, district)
