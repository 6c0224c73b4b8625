"""Wards of Đà Nẵng, old and new."""

import json
from pathlib import Path

import pytest

from hotline.lexicon import ward_table as wards
from hotline.messages import Location
from hotline.services.bus import wards as places
from hotline.text import fold
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
    assert places.ward_at(Location(40.63, -73.94)) is None


def test_every_ward_is_where_it_says_it_is() -> None:
    for ward in wards.wards():
        assert places.away(ward, ward.location) == 0


def test_a_name_is_a_ward_of_today_an_old_one_or_a_district_and_each_is_told_from_the_others() -> None:
    today = wards.ward_today("P. Hải Châu")
    assert today
    assert (today.full_name, today.code) == ("phường Hải Châu", "20242")
    assert wards.ward_today("Hòa Minh") is None
    assert [ward.name for ward in wards.wards_formerly("Hòa Minh")] == ["Hòa Khánh"]
    assert wards.wards_formerly("Liên Chiểu") == ()
    assert {ward.name for ward in wards.wards_of_district("quận Hải Châu")} == {"Hải Châu", "Hòa Cường"}
    assert wards.wards_of_district("Hòa Minh") == ()
    assert wards.ward_of(today.code) == today
    assert wards.ward_of("0") is None


@pytest.mark.shared
def test_every_ward_has_the_code_and_the_kind_of_the_official_table() -> None:
    official = json.loads(shared("cases/places/danang_wards_2026.json").read_text("utf-8"))["Wards"]

    def key(full: str) -> str:
        return fold(full).replace(" ", "")

    assert {ward.code: key(ward.full_name) for ward in wards.wards()} == {
        one["Code"]: key(one["FullName"]) for one in official
    }


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
    head = Path(wards.__file__).with_name("wards.tsv").read_text("utf-8").splitlines()[:3]
    assert "MIT" in " ".join(head)
