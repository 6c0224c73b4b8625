"""What the task does with the dossiers that are followed, and what waits for a contact, against the local AWS."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hotline.messages import Recipient
from hotline.services.dossier.changes import Change, News, Told
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.statuses import Status
from hotline.storage.aws import Aws
from hotline.storage.citizens import Citizens
from hotline.storage.items import read_items
from hotline.storage.untold import STALE_S, Untold, Waiting, read_waiting
from hotline.storage.watch_claims import Standing, WatchClaims
from hotline.storage.watch_items import LINGER_S, Consent, Watch
from hotline.storage.watches import Watches
from tests.stack.conftest import MakeTable
from tests.unit.fakes import Clock

pytestmark = pytest.mark.stack

CITIZEN = Recipient("zalo", "3022000000000000003")
NEIGHBOUR = Recipient("zalo", "3022000000000000004")
CODE = "H17.19-261008-0975"
NOW = 1_790_000_000
ACCEPTED = Told("Cấp bản sao trích lục hộ tịch", Status.ACCEPTED, due=date(2026, 10, 20))
PROCESSING = replace(ACCEPTED, status=Status.PROCESSING)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def table(make_table: MakeTable) -> str:
    return make_table("Citizens")


@pytest.fixture
def watches(aws: Aws, table: str, clock: Clock) -> Watches:
    return Watches(aws, table, clock)


@pytest.fixture
def claims(aws: Aws, table: str, clock: Clock) -> WatchClaims:
    return WatchClaims(aws, table, clock)


@pytest.fixture
def untold(aws: Aws, table: str, clock: Clock) -> Untold:
    return Untold(aws, table, clock)


def watch(code: str = CODE, citizen: Recipient = CITIZEN, due: int = NOW + 60) -> Watch:
    return Watch(citizen, code, ACCEPTED, Consent("1", NOW, "zalo"), due, NOW + 365 * 86_400, "en")


def change(after: Told = PROCESSING, before: Told = ACCEPTED) -> Change:
    return Change(before, after, Dossier(CODE, procedure=after.procedure, status=after.status))


def stored(aws: Aws, table: str, item: str) -> Any:
    key = {"citizen": {"S": "zalo:3022000000000000003"}, "item": {"S": item}}
    return aws("dynamodb", "get_item", TableName=table, Key=key)["Item"]


def waiting(aws: Aws, untold: Untold) -> Waiting:
    key = untold.key(CITIZEN)
    return read_waiting(read_items(aws, [key])[key])


def kept(claims: WatchClaims, watches: Watches, told: Change) -> Watch:
    """A watch whose change is kept for the next contact."""
    one = watch()
    watches.begin(one)
    claimed = claims.claim(one, told.told, NOW + 900, one.ends)
    assert claimed
    assert claims.keep(claimed, told, Waiting())
    return replace(claimed, told=told.told, claimed=None)


def test_the_longest_waiting_comes_first_and_nothing_comes_early(
    watches: Watches, claims: WatchClaims, clock: Clock
) -> None:
    late, early, later = (watch(f"H17.19-261008-000{number}", due=NOW + number) for number in (2, 1, 9))
    for one in (late, early, later):
        watches.begin(one)
    clock.time += 5

    assert claims.due(10) == [early, late]
    assert claims.due(1) == [early]
    assert claims.due(1, early) == [late]
    assert claims.due(1, late) == []


def test_what_is_claimed_is_told_once_it_is_settled(watches: Watches, claims: WatchClaims) -> None:
    one = watch()
    watches.begin(one)
    claimed = claims.claim(one, PROCESSING, NOW + 900, one.ends)

    assert claimed == replace(one, claimed=PROCESSING, due=NOW + 900)
    assert watches.of(CITIZEN) == [claimed]
    assert claims.settle(claimed)
    assert watches.of(CITIZEN) == [replace(one, told=PROCESSING, due=NOW + 900)]


def test_of_two_that_claim_one_does(watches: Watches, claims: WatchClaims) -> None:
    one = watch()
    watches.begin(one)

    assert claims.claim(one, PROCESSING, NOW + 900, one.ends)
    assert claims.claim(one, PROCESSING, NOW + 960, one.ends) is None
    assert not claims.advance(one, NOW + 960)


def test_what_was_not_told_is_claimed_again(watches: Watches, claims: WatchClaims) -> None:
    one = watch()
    watches.begin(one)
    claimed = claims.claim(one, PROCESSING, NOW + 900, one.ends)
    assert claimed

    assert claims.release(claimed, NOW + 300)
    assert watches.of(CITIZEN) == [replace(one, due=NOW + 300)]
    assert not claims.settle(claimed)


def test_a_claim_that_was_left_behind_is_taken_for_told(watches: Watches, claims: WatchClaims) -> None:
    one = watch()
    watches.begin(one)
    left = claims.claim(one, PROCESSING, NOW + 900, one.ends)
    assert left

    assert claims.advance(left, NOW + 1_800)
    assert watches.of(CITIZEN) == [replace(one, told=PROCESSING, due=NOW + 1_800)]


def test_so_is_one_that_a_newer_change_follows(watches: Watches, claims: WatchClaims) -> None:
    one = watch()
    watches.begin(one)
    left = claims.claim(one, PROCESSING, NOW + 900, one.ends)
    assert left
    finished = replace(PROCESSING, status=Status.FINISHED)

    newer = claims.claim(left, finished, NOW + 1_800, one.ends)
    assert newer == replace(one, told=PROCESSING, claimed=finished, due=NOW + 1_800)
    assert watches.of(CITIZEN) == [newer]


def test_a_claim_says_when_it_all_ends(aws: Aws, table: str, watches: Watches, claims: WatchClaims) -> None:
    one = watch()
    watches.begin(one)
    claims.claim(one, replace(PROCESSING, status=Status.RETURNED), NOW + 900, NOW + 30 * 86_400)

    assert watches.of(CITIZEN)[0].ends == NOW + 30 * 86_400
    assert stored(aws, table, f"watch#{CODE}")["expires"] == {"N": str(NOW + 30 * 86_400 + LINGER_S)}


def test_what_has_ended_or_was_erased_does_not_come_back(
    aws: Aws, table: str, watches: Watches, claims: WatchClaims
) -> None:
    one = watch()
    watches.begin(one)
    watches.end(one, "unwatched")

    assert claims.claim(one, PROCESSING, NOW + 900, one.ends) is None
    assert not claims.advance(one, NOW + 900)
    assert not claims.release(one, NOW + 900)
    assert not claims.keep(one, change(), Waiting())
    left = {item["item"]["S"] for item in aws("dynamodb", "scan", TableName=table)["Items"]}
    assert left == {"watches", f"consent#{one.id}"}


def test_a_process_that_knew_an_earlier_following_leaves_the_new_one_alone(
    watches: Watches, claims: WatchClaims
) -> None:
    earlier, new = watch(), watch()
    watches.begin(earlier)
    watches.end(earlier, "unwatched")
    watches.begin(new)

    assert claims.claim(earlier, PROCESSING, NOW + 900, earlier.ends) is None
    assert not watches.end(earlier, "returned")
    assert watches.of(CITIZEN) == [new]


def test_each_step_is_one_call(aws: Aws, watches: Watches, claims: WatchClaims, clock: Clock) -> None:
    one = watch(due=NOW)
    watches.begin(one)
    aws.calls.clear()
    claims.due(50)
    claims.standings([CITIZEN, NEIGHBOUR])
    claimed = claims.claim(one, PROCESSING, NOW + 900, one.ends)
    assert claimed
    claims.settle(claimed)
    claims.advance(claimed, NOW + 1_800)

    assert [call.split()[0] for call in str(aws.calls).split(",")] == ["Query", "BatchGetItem", *["UpdateItem"] * 3]


def test_the_task_knows_who_left_and_who_waits(
    aws: Aws, table: str, watches: Watches, claims: WatchClaims, clock: Clock
) -> None:
    Citizens(aws, table, clock).note_standing(NEIGHBOUR, "left")
    kept(claims, watches, change())
    stranger = Recipient("zalo", "3022000000000000005")
    standings = claims.standings([CITIZEN, NEIGHBOUR, stranger])

    assert standings[NEIGHBOUR] == Standing(left=NOW)
    assert standings[stranger] == Standing()
    assert dict(standings[CITIZEN].waiting.changes) == {CODE: change().to_json()}


def test_what_is_kept_is_told_as_far_as_the_task_is_concerned(watches: Watches, claims: WatchClaims) -> None:
    one = kept(claims, watches, change())

    assert watches.of(CITIZEN) == [one]


def test_nothing_is_kept_for_one_who_was_forgotten(
    aws: Aws, table: str, watches: Watches, claims: WatchClaims, untold: Untold
) -> None:
    one = watch()
    watches.begin(one)
    claimed = claims.claim(one, PROCESSING, NOW + 900, one.ends)
    assert claimed
    aws("dynamodb", "delete_item", TableName=table, Key=one.key)

    assert not claims.keep(claimed, change(), Waiting())
    assert waiting(aws, untold) == Waiting()


def test_what_is_kept_is_said_once(aws: Aws, watches: Watches, claims: WatchClaims, untold: Untold) -> None:
    kept(claims, watches, change())
    there = waiting(aws, untold)
    claimed = untold.claim(CITIZEN, there)

    assert claimed
    assert dict(claimed.saying) == {CODE: change().to_json()}
    assert untold.claim(CITIZEN, there) is None
    untold.settle(CITIZEN, claimed)
    assert waiting(aws, untold) == Waiting()
    assert untold.claim(CITIZEN, there) is None


def test_an_old_reading_says_nothing_of_what_came_later(
    aws: Aws, watches: Watches, claims: WatchClaims, untold: Untold
) -> None:
    one = kept(claims, watches, change())
    old = waiting(aws, untold)
    said = untold.claim(CITIZEN, old)
    assert said
    untold.settle(CITIZEN, said)
    finished = replace(PROCESSING, status=Status.FINISHED)
    again = claims.claim(one, finished, NOW + 1_800, one.ends)
    assert again
    assert claims.keep(again, change(finished, PROCESSING), Waiting())

    assert untold.claim(CITIZEN, old) is None
    assert dict(waiting(aws, untold).changes) == {CODE: change(finished, PROCESSING).to_json()}


def test_what_comes_while_something_is_said_waits_for_the_next_contact(
    aws: Aws, watches: Watches, claims: WatchClaims, untold: Untold
) -> None:
    one = kept(claims, watches, change())
    saying = untold.claim(CITIZEN, waiting(aws, untold))
    assert saying
    finished = replace(PROCESSING, status=Status.FINISHED)
    claimed = claims.claim(one, finished, NOW + 1_800, one.ends)
    assert claimed
    assert claims.keep(claimed, change(finished, PROCESSING), waiting(aws, untold))
    untold.settle(CITIZEN, saying)

    left = waiting(aws, untold)
    assert (dict(left.changes), left.saying) == ({CODE: change(finished, PROCESSING).to_json()}, {})


def test_the_task_does_not_overwrite_what_it_has_not_read(
    aws: Aws, watches: Watches, claims: WatchClaims, untold: Untold
) -> None:
    one = kept(claims, watches, change())
    read_before = waiting(aws, untold)
    untold.claim(CITIZEN, read_before)
    claimed = claims.claim(one, replace(PROCESSING, status=Status.FINISHED), NOW + 1_800, one.ends)
    assert claimed

    assert not claims.keep(claimed, change(), read_before)


def test_what_was_surely_not_said_waits_again_joined_by_what_came_meanwhile(
    aws: Aws, watches: Watches, claims: WatchClaims, untold: Untold
) -> None:
    one = kept(claims, watches, change())
    saying = untold.claim(CITIZEN, waiting(aws, untold))
    assert saying
    untold.release(CITIZEN, saying)
    assert dict(waiting(aws, untold).changes) == {CODE: change().to_json()}

    saying = untold.claim(CITIZEN, waiting(aws, untold))
    assert saying
    finished = replace(PROCESSING, status=Status.FINISHED)
    claimed = claims.claim(one, finished, NOW + 1_800, one.ends)
    assert claimed
    assert claims.keep(claimed, change(finished, PROCESSING), waiting(aws, untold))
    untold.release(CITIZEN, saying)
    assert dict(waiting(aws, untold).changes) == {CODE: change(finished, ACCEPTED).to_json()}


def test_what_a_process_left_behind_is_seen_and_goes(
    aws: Aws, watches: Watches, claims: WatchClaims, untold: Untold, clock: Clock
) -> None:
    kept(claims, watches, change())
    untold.claim(CITIZEN, waiting(aws, untold))
    clock.time += STALE_S
    left = waiting(aws, untold)
    assert (dict(left.changes), dict(left.saying), left.said_at) == ({}, {CODE: change().to_json()}, NOW)

    untold.settle(CITIZEN, left)
    assert waiting(aws, untold) == Waiting()


def test_a_change_back_takes_away_what_waits(aws: Aws, watches: Watches, claims: WatchClaims, untold: Untold) -> None:
    one = kept(claims, watches, change())
    claimed = claims.claim(one, ACCEPTED, NOW + 1_800, one.ends)
    assert claimed
    back = change().joined_by(change(ACCEPTED, PROCESSING))
    assert back.news == frozenset[News]()

    assert claims.keep(claimed, back, waiting(aws, untold))
    assert waiting(aws, untold).changes == {}


def test_who_follows_a_dossier_no_longer_hears_nothing_of_it(
    aws: Aws, watches: Watches, claims: WatchClaims, untold: Untold
) -> None:
    kept(claims, watches, change())
    untold.drop(CITIZEN, "H17.19-261008-0976")
    assert waiting(aws, untold).changes
    untold.drop(CITIZEN, CODE)
    untold.drop(NEIGHBOUR, CODE)

    assert waiting(aws, untold).changes == {}
