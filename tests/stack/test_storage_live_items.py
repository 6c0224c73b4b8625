"""What live feeds said, and whose turn it is, against the local AWS."""

import pytest

from hotline.storage.aws import Aws
from hotline.storage.live_items import LIFE_S, LiveItem, LiveItems, Turn

pytestmark = pytest.mark.stack

NOW = 1_790_000_000


@pytest.fixture
def items(dynamodb: Aws, cache: str) -> LiveItems:
    return LiveItems(dynamodb, cache, "bus")


def test_there_is_nothing_at_first(items: LiveItems) -> None:
    assert items.read(("a", "b")) == ({}, Turn())


def test_what_is_written_is_read_in_one_call(dynamodb: Aws, items: LiveItems) -> None:
    one, other = LiveItem(b"\0one", '"1"', NOW), LiveItem(b"other", "", NOW + 1)
    items.write("a", one)
    items.write("b", other)
    dynamodb.calls.clear()

    assert items.read(("a", "b", "c")) == ({"a": one, "b": other}, Turn())
    assert len(dynamodb.calls) == 1


def test_an_item_lives_for_a_day(dynamodb: Aws, cache: str, items: LiveItems) -> None:
    items.write("a", LiveItem(b"one", "", NOW))
    items.keep("a", NOW + 60)

    (item,) = dynamodb("dynamodb", "scan", TableName=cache)["Items"]
    assert item["expires"] == {"N": str(NOW + 60 + LIFE_S)}
    assert item["fetched"] == {"N": str(NOW + 60)}


def test_an_older_answer_does_not_replace_a_younger_one(items: LiveItems) -> None:
    items.write("a", LiveItem(b"young", "", NOW))
    items.write("a", LiveItem(b"old", "", NOW - 1))

    assert items.read(("a",))[0]["a"].data == b"young"


def test_a_turn_is_one_callers_until_it_ends(items: LiveItems) -> None:
    assert items.take_turn(NOW, NOW + 20)
    assert not items.take_turn(NOW + 19, NOW + 39)
    assert items.read(())[1] == Turn(NOW + 20, 0)
    assert items.take_turn(NOW + 20, NOW + 40)

    items.end_turn(NOW + 300, 4)
    assert items.read(())[1] == Turn(NOW + 300, 4)
    assert not items.take_turn(NOW + 299, NOW + 319)
    assert items.take_turn(NOW + 300, NOW + 320)
    assert items.read(())[1].failures == 4
