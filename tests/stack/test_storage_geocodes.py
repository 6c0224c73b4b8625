"""What a map said, and whose turn it is to ask it, against the local AWS."""

import pytest

from hotline.storage.aws import Aws
from hotline.storage.geocodes import TURN_LIFE_S, Geocodes
from tests.stack.conftest import MakeTable

pytestmark = pytest.mark.stack

NOW = 1_790_000_000.0


@pytest.fixture
def table(make_table: MakeTable) -> str:
    return make_table("Cache")


@pytest.fixture
def geocodes(aws: Aws, table: str) -> Geocodes:
    return Geocodes(aws, table, "bus", "nominatim")


def test_there_is_nothing_at_first(geocodes: Geocodes) -> None:
    assert geocodes.read("12 le quang sung", NOW) is None


def test_what_is_written_is_read_until_it_expires(aws: Aws, geocodes: Geocodes) -> None:
    geocodes.write("12 le quang sung", "[]", int(NOW) + 60)
    aws.calls.clear()

    assert geocodes.read("12 le quang sung", NOW + 59) == "[]"
    assert len(aws.calls) == 1
    assert geocodes.read("12 le quang sung", NOW + 60) is None
    assert geocodes.read("13 le quang sung", NOW) is None


def test_a_newer_answer_takes_the_place_of_the_last_one(geocodes: Geocodes) -> None:
    geocodes.write("12 le quang sung", "[]", int(NOW) + 60)
    geocodes.write("12 le quang sung", '["new"]', int(NOW) + 90)

    assert geocodes.read("12 le quang sung", NOW + 70) == '["new"]'


def test_an_item_has_the_address_and_the_answer_and_nothing_of_who_asked(
    aws: Aws, table: str, geocodes: Geocodes
) -> None:
    geocodes.write("12 le quang sung", "[]", int(NOW) + 60)

    (item,) = aws("dynamodb", "scan", TableName=table)["Items"]
    assert item == {
        "key": {"S": "bus#geocodes#nominatim"},
        "part": {"S": "12 le quang sung"},
        "answer": {"S": "[]"},
        "expires": {"N": str(int(NOW) + 60)},
    }


def test_another_providers_answers_are_not_read(aws: Aws, table: str, geocodes: Geocodes) -> None:
    geocodes.write("12 le quang sung", "[]", int(NOW) + 60)

    assert Geocodes(aws, table, "bus", "google").read("12 le quang sung", NOW) is None


def test_a_turn_is_one_callers_until_it_ends(aws: Aws, table: str, geocodes: Geocodes) -> None:
    assert geocodes.take_turn(NOW, NOW + 1)
    assert not geocodes.take_turn(NOW + 0.999, NOW + 1.999)
    assert geocodes.take_turn(NOW + 1, NOW + 2)
    assert Geocodes(aws, table, "bus", "other").take_turn(NOW + 1, NOW + 2)

    items = aws("dynamodb", "scan", TableName=table)["Items"]
    assert {item["expires"]["N"] for item in items} == {str(int(NOW) + 2 + TURN_LIFE_S)}
