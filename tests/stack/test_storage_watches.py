"""Dossiers that citizens follow, against the local AWS."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hotline.messages import Recipient
from hotline.services.dossier.changes import Told
from hotline.services.dossier.statuses import Status
from hotline.storage.aws import Aws
from hotline.storage.items import read_items
from hotline.storage.watch_items import Consent, Watch
from hotline.storage.watches import CONSENT_S, MOST, Watches
from tests.stack.conftest import MakeTable
from tests.unit.fakes import Clock

pytestmark = pytest.mark.stack

CITIZEN = Recipient("zalo", "3022000000000000003")
NEIGHBOUR = Recipient("zalo", "3022000000000000004")
CODE = "H17.19-261008-0975"
NOW = 1_790_000_000
ACCEPTED = Told("Cấp bản sao trích lục hộ tịch", Status.ACCEPTED, due=date(2026, 10, 20))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def table(make_table: MakeTable) -> str:
    return make_table("Citizens")


@pytest.fixture
def watches(aws: Aws, table: str, clock: Clock) -> Watches:
    return Watches(aws, table, clock)


def watch(code: str = CODE, citizen: Recipient = CITIZEN, due: int = NOW + 60) -> Watch:
    return Watch(citizen, code, ACCEPTED, Consent("1", NOW, "zalo"), due, NOW + 365 * 86_400, "en")


def items(aws: Aws, table: str, citizen: Recipient = CITIZEN) -> dict[str, Any]:
    found = aws("dynamodb", "scan", TableName=table)["Items"]
    return {one["item"]["S"]: one for one in found if one["citizen"]["S"] == citizen.key}


def test_what_is_followed_is_listed_with_the_consent_that_was_given(watches: Watches) -> None:
    one, other = watch(), replace(watch("H17.19-261008-0976"), consent=Consent("1", NOW + 5, "zalo"))

    assert watches.begin(other)
    assert watches.begin(one)
    assert watches.begin(watch(citizen=NEIGHBOUR))
    assert watches.of(CITIZEN) == [one, other]


def test_a_dossier_that_is_followed_is_read_beside_a_message(aws: Aws, watches: Watches, clock: Clock) -> None:
    mine, other = watches.key(CITIZEN, CODE), watches.key(CITIZEN, "H17.19-261008-0976")
    followed = watch()
    watches.begin(followed)

    read = read_items(aws, (mine, other))
    assert (watches.read(read[mine]), watches.read(read[other])) == (followed, None)
    clock.time = followed.ends
    assert watches.read(read[mine]) is None


def test_to_follow_twice_changes_nothing(watches: Watches) -> None:
    first = watch()
    watches.begin(first)

    assert watches.begin(replace(watch(), consent=Consent("2", NOW + 60, "zalo")))
    assert watches.of(CITIZEN) == [first]


def test_nobody_follows_more_than_ten(watches: Watches) -> None:
    for number in range(MOST):
        assert watches.begin(watch(f"H17.19-261008-{number:04}"))

    assert not watches.begin(watch())
    assert watches.begin(watch("H17.19-261008-0003"))
    assert watches.begin(watch(citizen=NEIGHBOUR))
    watches.end(watches.of(CITIZEN)[0], "unwatched")
    assert watches.begin(watch())


def test_not_even_by_sending_many_messages_at_once(watches: Watches) -> None:
    for number in range(MOST - 1):
        watches.begin(watch(f"H17.19-261008-{number:04}"))
    codes = [f"H17.19-261009-{number:04}" for number in range(4)]
    with ThreadPoolExecutor(len(codes)) as threads:
        begun = list(threads.map(watches.begin, map(watch, codes)))

    assert sum(begun) == 1
    assert len(watches.of(CITIZEN)) == MOST


def test_what_is_over_counts_no_more(watches: Watches, clock: Clock) -> None:
    for number in range(MOST):
        watches.begin(watch(f"H17.19-261008-{number:04}"))
    clock.time += 366 * 86_400

    assert watches.of(CITIZEN) == []
    assert watches.begin(replace(watch(), ends=NOW + 400 * 86_400))


def test_the_index_holds_what_is_followed_and_nothing_else(aws: Aws, table: str, watches: Watches) -> None:
    watches.begin(watch())
    watches.begin(watch("H17.19-261008-0976"))
    watches.end(watches.of(CITIZEN)[0], "unwatched")

    held = aws("dynamodb", "scan", TableName=table, IndexName="watched")["Items"]
    assert [one["item"]["S"] for one in held] == ["watch#H17.19-261008-0976"]
    assert set(items(aws, table)) > {"watches", "watch#H17.19-261008-0976"}


def test_after_the_end_the_consent_can_be_proved_and_the_code_is_gone(aws: Aws, table: str, watches: Watches) -> None:
    one = watch()
    watches.begin(one)

    assert watches.end(one, "unwatched")
    assert watches.of(CITIZEN) == []
    kept = items(aws, table)
    record = kept[f"consent#{one.id}"]
    assert set(kept) == {"watches", f"consent#{one.id}"}
    assert {name: record[name] for name in record.keys() - {"citizen", "item"}} == {
        "purpose": {"S": "watch"},
        "version": {"S": "1"},
        "given": {"N": str(NOW)},
        "channel": {"S": "zalo"},
        "ended": {"N": str(NOW)},
        "how": {"S": "unwatched"},
        "expires": {"N": str(NOW + CONSENT_S)},
    }
    assert CODE not in str(kept)


def test_who_ends_twice_ends_once(aws: Aws, table: str, watches: Watches) -> None:
    one = watch()
    watches.begin(one)
    watches.end(one, "unwatched")

    assert not watches.end(one, "over")
    assert items(aws, table)[f"consent#{one.id}"]["how"] == {"S": "unwatched"}
