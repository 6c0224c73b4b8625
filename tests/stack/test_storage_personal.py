"""What is kept of a citizen, found and erased, against the local AWS."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from hotline.errors import Unavailable
from hotline.messages import Inbound, Recipient
from hotline.services.dossier.changes import Told
from hotline.services.privacy.kinds import Kept
from hotline.storage.aws import Aws
from hotline.storage.citizens import Citizens, Conversation
from hotline.storage.inbox import LEASE_S, Inbox
from hotline.storage.personal import PATIENCE_S, Personal
from hotline.storage.unanswered import Unanswered
from hotline.storage.watch_claims import WatchClaims
from hotline.storage.watch_items import Consent, Watch
from hotline.storage.watches import Watches
from tests.stack.conftest import MakeTable
from tests.unit.fakes import Killed, killed_at

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.stack

NOW = 1_790_000_000.0
CITIZEN, NEIGHBOUR = Recipient("zalo", "3022000000000000003"), Recipient("zalo", "3022000000000000004")


class World:
    """The two tables, the clock, and who may end at which call."""

    def __init__(self, aws: Aws, make_table: MakeTable) -> None:
        self.aws, self.time = aws, NOW
        self.inbox_table, self.citizens_table = make_table("Inbox"), make_table("Citizens")
        self.inbox = Inbox(aws, self.inbox_table)
        self.citizens = Citizens(aws, self.citizens_table, self.now)
        self.slept: list[Callable[[], None]] = []
        self.personal = self.with_aws(aws)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        if self.slept:
            self.slept.pop(0)()

    def with_aws(self, aws: Any) -> Personal:
        return Personal(aws, self.citizens_table, Unanswered(aws, self.inbox_table), self.now, self.sleep)

    def put(self, number: int, text: str = "xóa", citizen: Recipient = CITIZEN, at: float = NOW) -> Inbound:
        inbound = Inbound(citizen, f"m{number}", datetime.fromtimestamp(at, UTC), text=text)
        assert self.inbox.put(inbound, self.time)
        return inbound

    def keep(self, item: str, citizen: Recipient = CITIZEN, **fields: dict[str, Any]) -> None:
        key = {"citizen": {"S": citizen.key}, "item": {"S": item}}
        self.aws("dynamodb", "put_item", TableName=self.citizens_table, Item=key | fields)

    def names(self, asked: Inbound) -> list[str]:
        return [kept.item for kept in self.personal.kept(asked)]


@pytest.fixture
def world(aws: Aws, make_table: MakeTable) -> World:
    return World(aws, make_table)


def test_all_tables_are_looked_at_and_nobody_elses_items_are_told(world: World) -> None:
    world.citizens.remember(CITIZEN, Conversation(("54 Nguyễn Lương Bằng",), "vi"))
    world.citizens.remember(NEIGHBOUR, Conversation(("tuyến 05",), "vi"))
    world.inbox.note_officer(CITIZEN, NOW)
    world.put(1, "tuyến 11")
    world.put(2, "của người khác", NEIGHBOUR)
    closed = world.put(3, "đã trả lời")
    world.inbox.close(closed.key, "answered", NOW)
    asked = world.put(4, "dữ liệu của tôi")

    conversation = Kept("conversation", {"choices": '["54 Nguyễn Lương Bằng"]', "lang": "vi"}, int(NOW) + 3600)
    assert world.personal.kept(asked) == [conversation, Kept("message", {"text": "tuyến 11"}), Kept("officer", {})]


def test_a_person_with_more_items_than_a_page_is_read_and_erased_to_the_end(world: World) -> None:
    for number in range(5):
        world.keep(f"watch#{number}", padding={"S": "x" * 300_000})
    asked = world.put(1)

    assert len(world.names(asked)) == 5
    world.personal.erase(asked)
    assert world.names(asked) == []


def test_what_is_erased_is_gone_from_all_tables_and_others_keep_theirs(world: World) -> None:
    world.citizens.remember(CITIZEN, Conversation(("54 Nguyễn Lương Bằng",), "vi"))
    world.citizens.note_standing(CITIZEN, "left")
    world.citizens.remember(NEIGHBOUR, Conversation(("tuyến 05",), "vi"))
    world.inbox.note_officer(CITIZEN, NOW)
    asked = world.put(1)

    assert world.personal.erase(asked) is False
    assert world.personal.erase(asked) is False  # again, as after a crash

    assert world.personal.kept(asked) == []
    assert world.citizens.conversation(NEIGHBOUR).choices == ("tuyến 05",)
    assert world.inbox.read(asked, NOW) is not None  # it is for whoever answers to close it


def test_what_waits_for_its_next_try_is_closed_with_its_text(world: World, aws: Aws) -> None:
    waiting = world.put(1, "54 Nguyễn Lương Bằng", at=NOW - 100)
    world.time += LEASE_S
    world.personal.erase(world.put(2))

    key = {"message": {"S": waiting.key}}
    item = aws("dynamodb", "get_item", TableName=world.inbox_table, Key=key)["Item"]
    assert item["closed"] == {"S": "erased"}
    assert "inbound" not in item


def test_an_answer_that_is_on_its_way_is_waited_for_and_what_it_wrote_goes_too(world: World) -> None:
    other = world.put(1, "54 Nguyễn Lương Bằng", at=NOW - 1)

    def answered() -> None:
        world.citizens.remember(CITIZEN, Conversation(("54 Nguyễn Lương Bằng",), "vi"))
        world.inbox.close(other.key, "answered", world.time)

    world.slept = [answered]
    asked = world.put(2)
    world.personal.erase(asked)

    assert world.time == NOW + 1
    assert world.names(asked) == []


def test_an_answer_that_does_not_end_leaves_the_erasure_to_its_next_try(world: World) -> None:
    world.put(1, "54 Nguyễn Lương Bằng", at=NOW - 1)

    with pytest.raises(Unavailable):
        world.personal.erase(world.put(2))
    assert world.time == NOW + PATIENCE_S


def test_what_came_after_the_request_is_left_alone(world: World) -> None:
    asked = world.put(1)
    later = world.put(2, "tuyến 05", at=NOW + 5)
    world.time += LEASE_S
    world.personal.erase(asked)

    assert world.inbox.read(later, world.time) is not None


def test_of_two_requests_at_once_one_waits_and_both_end(world: World) -> None:
    first, second = world.put(1), world.put(2)
    world.personal.erase(first)
    world.slept = [lambda: world.inbox.close(first.key, "answered", world.time)]
    world.personal.erase(second)

    assert world.names(second) == []


def test_what_the_sweep_has_just_sent_again_is_not_closed(world: World) -> None:
    other = world.put(1, at=NOW - 1)
    world.time += LEASE_S
    unanswered = Unanswered(world.aws, world.inbox_table)
    (held,) = unanswered.of(CITIZEN)
    assert world.inbox.renew(other.key, held, world.time + LEASE_S)

    assert not unanswered.drop(held, world.time)
    assert world.inbox.read(other, world.time) is not None


def test_what_was_asked_about_dossiers_is_counted_until_its_hour_is_over_or_nobody_would_be_stopped(
    world: World,
) -> None:
    world.keep("dossiers", person={"S": "{}"}, expires={"N": str(int(NOW) + 3600)})
    asked = world.put(1)

    assert world.personal.erase(asked) is True
    assert world.names(asked) == ["dossiers"]
    world.time += 3600
    assert world.personal.erase(asked) is False
    assert world.names(asked) == []


def test_a_watch_that_was_erased_while_its_change_was_told_does_not_come_back(world: World) -> None:
    watches = Watches(world.aws, world.citizens_table, world.now)
    claims = WatchClaims(world.aws, world.citizens_table, world.now)
    watch = Watch(CITIZEN, "H17.19-261008-0975", Told(), Consent("1", int(NOW), "zalo"), int(NOW), int(NOW) + 86_400)
    assert watches.begin(watch)
    asked = world.put(1)
    (read,) = claims.due(10)
    world.personal.erase(asked)

    assert claims.claim(read, read.told, int(NOW) + 60, int(NOW) + 86_400) is None
    assert not watches.end(read, "erased")
    assert world.personal.kept(asked) == []


@pytest.mark.parametrize("step", range(14))
def test_an_erasure_that_ends_at_any_call_is_completed_by_the_next_try(world: World, step: int) -> None:
    world.citizens.remember(CITIZEN, Conversation(("54 Nguyễn Lương Bằng",), "vi"))
    world.citizens.note_standing(CITIZEN, "left")
    world.keep("watch#H17.19-261008-0975")
    world.inbox.note_officer(CITIZEN, NOW)
    world.put(1, at=NOW - 100)
    world.time += LEASE_S
    asked = world.put(2)
    reach = killed_at({step})

    def mortal(*call: Any, **parameters: Any) -> Any:
        reach()
        return world.aws(*call, **parameters)

    try:
        world.with_aws(mortal).erase(asked)
    except Killed:
        pass
    else:
        assert step >= 9, "it makes that many calls"

    assert world.inbox.read(asked, world.time) is not None
    world.personal.erase(asked)
    assert world.personal.kept(asked) == []
