"""Citizens against the local AWS."""

import pytest

from hotline.messages import Location, Recipient
from hotline.storage.aws import Aws
from hotline.storage.citizens import CONVERSATION_S, PLACE_S, Citizens, Conversation
from hotline.storage.items import read_items
from tests.stack.conftest import MakeTable
from tests.unit.fakes import Clock

pytestmark = pytest.mark.stack

CITIZEN = Recipient("zalo", "3022000000000000003")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def table(make_table: MakeTable) -> str:
    return make_table("Citizens")


@pytest.fixture
def citizens(aws: Aws, table: str, clock: Clock) -> Citizens:
    return Citizens(aws, table, clock)


def test_the_numbers_of_the_last_question_are_remembered_for_an_hour(citizens: Citizens, clock: Clock) -> None:
    citizens.remember(CITIZEN, Conversation(("256 Bạch Đằng", "256 Trần Phú"), "vi"))
    citizens.remember(CITIZEN, Conversation(("stop Chợ Cồn",), "en"))

    assert citizens.conversation(CITIZEN) == Conversation(("stop Chợ Cồn",), "en")
    clock.time += CONVERSATION_S
    assert citizens.conversation(CITIZEN) == Conversation()


def test_a_conversation_is_read_in_one_call_and_its_place_ends_after_ten_minutes(
    aws: Aws, citizens: Citizens, clock: Clock
) -> None:
    citizens.remember(CITIZEN, Conversation(("stop Chợ Cồn",), "en"))
    citizens.remember_place(CITIZEN, Location(16.067812, 108.214049))
    keys = citizens.keys(CITIZEN, with_place=True)

    def found() -> Conversation:
        return citizens.found(read_items(aws, keys), keys)

    assert found() == Conversation(("stop Chợ Cồn",), "en", Location(16.0678, 108.214))
    clock.time += PLACE_S
    assert found() == Conversation(("stop Chợ Cồn",), "en")
    clock.time += CONVERSATION_S
    assert found() == Conversation()


def test_nobody_else_has_my_choices(citizens: Citizens) -> None:
    citizens.remember(CITIZEN, Conversation(("256 Bạch Đằng",), "vi"))

    assert citizens.conversation(Recipient("zalo", "3022000000000000004")) == Conversation()


def test_since_when_somebody_has_left_is_kept_for_thirty_days(aws: Aws, citizens: Citizens, table: str) -> None:
    citizens.note_standing(CITIZEN, "left")

    key = {"citizen": {"S": "zalo:3022000000000000003"}, "item": {"S": "standing"}}
    item = aws("dynamodb", "get_item", TableName=table, Key=key)["Item"]
    assert item == key | {"left": {"N": "1790000000"}, "expires": {"N": str(1_790_000_000 + 30 * 86_400)}}
