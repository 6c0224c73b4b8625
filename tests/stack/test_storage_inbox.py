"""Inbox against the local AWS."""

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest

from hotline.messages import Inbound, Location, Recipient
from hotline.storage.aws import Aws
from hotline.storage.inbox import KEEP_S, LEASE_S, OFFICER_S, Inbox
from tests.stack.conftest import MakeTable

pytestmark = pytest.mark.stack

NOW = 1_790_000_000.0
CITIZEN = Recipient("zalo", "3022000000000000003")


def message(number: int = 1, text: str = "54 Nguyễn Lương Bằng") -> Inbound:
    return Inbound(CITIZEN, f"m{number}", datetime.fromtimestamp(NOW, UTC), text=text, location=Location(16.06, 108.2))


@pytest.fixture
def table(make_table: MakeTable) -> str:
    return make_table("Inbox")


@pytest.fixture
def inbox(aws: Aws, table: str) -> Inbox:
    return Inbox(aws, table)


def stored(aws: Aws, table: str, key: str) -> dict[str, dict[str, str]]:
    item: dict[str, dict[str, str]] = aws("dynamodb", "get_item", TableName=table, Key={"message": {"S": key}})["Item"]
    return item


def test_a_message_is_stored_once(inbox: Inbox) -> None:
    assert inbox.put(message(), NOW)
    assert not inbox.put(message(), NOW + 30)

    held = inbox.read(message(), NOW)
    assert held is not None
    assert (held.inbound, held.tries, held.due, held.with_officer) == (message(), 1, NOW + LEASE_S, False)


def test_of_five_deliveries_at_once_one_is_the_first(aws: Aws, inbox: Inbox) -> None:
    aws.prepare("dynamodb")
    start, first = Barrier(5), []

    def deliver() -> None:
        start.wait()
        first.append(inbox.put(message(), NOW))

    threads = [Thread(target=deliver) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(first) == [False, False, False, False, True]


def test_what_was_written_leaves_with_the_answer(aws: Aws, inbox: Inbox, table: str) -> None:
    inbox.put(message(), NOW)
    inbox.close(message().key, "answered", NOW + 1)

    assert stored(aws, table, message().key) == {
        "message": {"S": "zalo:m1"},
        "tries": {"N": "1"},
        "closed": {"S": "answered"},
        "closed_at": {"N": str(int(NOW + 1))},
        "expires": {"N": str(int(NOW + KEEP_S))},
    }
    assert inbox.read(message(), NOW) is None
    assert inbox.waiting(message().key) is None
    assert inbox.due(NOW + 600, 10) == []


def test_a_closed_message_is_still_known(inbox: Inbox) -> None:
    inbox.put(message(), NOW)
    inbox.close(message().key, "answered", NOW + 1)

    assert not inbox.put(message(), NOW + 5000)


def test_closing_makes_no_item(aws: Aws, inbox: Inbox, table: str) -> None:
    inbox.close("zalo:never", "answered", NOW)

    assert "Item" not in aws("dynamodb", "get_item", TableName=table, Key={"message": {"S": "zalo:never"}})


def test_unanswered_messages_are_due_when_their_lease_ends_oldest_first(inbox: Inbox) -> None:
    inbox.put(message(2), NOW + 10)
    inbox.put(message(1), NOW)

    assert inbox.due(NOW + LEASE_S - 1, 10) == []
    assert inbox.due(NOW + LEASE_S, 10) == ["zalo:m1"]
    assert inbox.due(NOW + 600, 10) == ["zalo:m1", "zalo:m2"]
    assert inbox.due(NOW + 600, 1) == ["zalo:m1"]


def test_one_of_two_sweeps_takes_the_next_lease(inbox: Inbox) -> None:
    inbox.put(message(), NOW)
    held = inbox.waiting("zalo:m1")
    assert held is not None

    assert inbox.renew("zalo:m1", held, NOW + 120)
    assert not inbox.renew("zalo:m1", held, NOW + 120)

    again = inbox.waiting("zalo:m1")
    assert again is not None
    assert (again.tries, again.due) == (2, NOW + 120)
    assert inbox.due(NOW + 100, 10) == []


def test_an_answered_message_takes_no_lease(inbox: Inbox) -> None:
    inbox.put(message(), NOW)
    held = inbox.waiting("zalo:m1")
    assert held is not None
    inbox.close("zalo:m1", "answered", NOW + 1)

    assert not inbox.renew("zalo:m1", held, NOW + 120)


def test_a_citizen_is_with_an_officer_for_half_an_hour_after_each_of_the_officers_messages(inbox: Inbox) -> None:
    inbox.put(message(), NOW)
    inbox.note_officer(CITIZEN, NOW)
    inbox.note_officer(CITIZEN, NOW + 600)

    during, after = inbox.read(message(), NOW + 600 + OFFICER_S - 1), inbox.read(message(), NOW + 600 + OFFICER_S)
    assert during is not None
    assert after is not None
    assert (during.with_officer, after.with_officer) == (True, False)


def test_reading_a_message_is_one_call(aws: Aws, inbox: Inbox) -> None:
    inbox.put(message(), NOW)
    aws.calls.clear()
    inbox.read(message(), NOW)

    assert len(aws.calls) == 1


@pytest.mark.parametrize("text", ["", "x" * 5, "cháy nhà 54 Nguyễn Lương Bằng 🔥", "\u0000\u2028\n", "ạ" * 10_000])
def test_any_text_comes_back_as_it_was(inbox: Inbox, text: str) -> None:
    inbox.put(message(text=text), NOW)

    held = inbox.waiting("zalo:m1")
    assert held is not None
    assert held.inbound.text == text


def test_an_ordinary_message_is_one_write_unit(aws: Aws, inbox: Inbox, table: str) -> None:
    inbox.put(message(text="Cho mình hỏi từ 101 Nguyễn Văn Cừ đi chợ Cồn thì đi xe số mấy vậy ạ? " * 4), NOW)

    item = stored(aws, table, "zalo:m1")
    assert sum(len(name) + len(next(iter(value.values())).encode()) for name, value in item.items()) <= 1024
