"""Wards of Đà Nẵng, old and new."""

import json
from pathlib import Path

import pytest

from hotline.messages import Location
from hotline.services.bus import wards
from tests.shared import shared


@pytest.mark.parametrize(
    ("name", "today"),
    [
        ("Hải Châu", {"Hải Châu", "Hòa Cường"}),
        ("phường Hòa Minh", {"Hòa Khánh"}),
        ("P. Hoà Minh", {"Hòa Khánh"}),
        ("hoa khanh bac", {"Liên Chiểu"}),
        ("Hòa Hiệp", {"Hải Vân"}),
        ("Hải Châu 1", {"Hải Châu", "Hòa Cường"}),
        ("quận Liên Chiểu", {"Hải Vân", "Liên Chiểu", "Hòa Khánh"}),
        ("TP Hội An", {"Hội An", "Hội An Tây", "Hội An Đông", "Tân Hiệp"}),
        ("Hòa Liên", {"Hải Vân", "Liên Chiểu"}),
        ("Bến Nghé", set()),
        ("", set()),
    ],
)
def test_a_ward_or_district_stands_for_the_wards_of_today(name: str, today: set[str]) -> None:
    assert {ward.name for ward in wards.wards_called(name)} == today


def test_there_are_94_wards_today_and_no_place_abroad_is_in_one() -> None:
    assert len(wards.wards()) == 94
    assert wards.ward_at(Location(40.63, -73.94)) is None


def test_every_ward_is_where_it_says_it_is() -> None:
    for ward in wards.wards():
        assert ward.away(ward.location) == 0


@pytest.mark.shared
def test_every_old_ward_of_the_official_table_leads_to_its_new_one() -> None:
    rows = json.loads(shared("cases/places/danang_old_to_new_wards.json").read_text("utf-8"))["rows"]
    for row in rows:
        kind, _, name = (row["ward"] or row["newWard"]).partition(" ")
        if kind in {"Thị", "Đặc"}:
            name = name.partition(" ")[2]
        near = [ward for ward in wards.wards_called(name) if ward.location == Location(row["newLat"], row["newLon"])]
        assert len(near) == 1, row


def test_the_table_says_where_it_comes_from() -> None:
    assert wards.__file__ is not None
    head = Path(wards.__file__).with_name("wards.tsv").read_text("utf-8").splitlines()[:2]
    assert "MIT" in " ".join(head)
