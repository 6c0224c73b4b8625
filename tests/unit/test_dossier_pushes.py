"""Pushes in any order: what is kept never goes back."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.pushes import Kept, with_step, with_whole
from hotline.services.dossier.statuses import Status

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
DAY = timedelta(days=1)
SENT = Dossier("H17.19-261008-0975", procedure="Thủ tục mẫu", status=Status.ACCEPTED, received=NOW - 40 * DAY)
FIRST = with_whole(None, SENT, NOW - 39 * DAY, is_update=False)

steps = st.tuples(st.sampled_from(Status), st.integers(-50, 0).map(lambda days: NOW + days * DAY))


@given(pushed=st.lists(steps, max_size=6), order=st.randoms(use_true_random=False))
def test_in_whatever_order_steps_come_the_last_one_counts(pushed: list[tuple[Status, datetime]], order: Random) -> None:
    def after(some: list[tuple[Status, datetime]]) -> Kept:
        kept = FIRST
        for status, at in some:
            kept = with_step(kept, status, at, NOW)
        return kept

    shuffled = list(pushed)
    order.shuffle(shuffled)
    one, other = after(pushed), after(shuffled)
    assert (one.moment, one.dossier.status) == (other.moment, other.dossier.status)
    assert after([*pushed, *pushed]) == one


def test_a_step_says_since_when_and_a_second_one_of_its_kind_does_not_move_that() -> None:
    kept = with_step(FIRST, Status.PROCESSING, NOW - 3 * DAY, NOW)
    kept = with_step(kept, Status.PROCESSING, NOW - DAY, NOW)

    assert (kept.dossier.since, kept.moment) == (NOW - 3 * DAY, NOW - DAY)
    assert kept.dossier.procedure == "Thủ tục mẫu"


def test_a_step_out_of_the_future_is_one_of_now() -> None:
    assert with_step(FIRST, Status.RETURNED, NOW + 300 * DAY, NOW).dossier.returned == NOW


def test_a_first_sending_that_comes_late_takes_no_step_back() -> None:
    kept = with_step(FIRST, Status.PAYMENT_WANTED, NOW - 2 * DAY, NOW)

    assert with_whole(kept, SENT, NOW, is_update=False) == kept


def test_a_sending_again_is_as_of_now_and_an_earlier_step_does_not_overtake_it() -> None:
    updated = with_whole(FIRST, Dossier(SENT.code, status=Status.PAPERS_WANTED, asks="Bản vẽ"), NOW, is_update=True)

    assert (updated.dossier.status, updated.dossier.since, updated.moment) == (Status.PAPERS_WANTED, NOW, NOW)
    assert with_step(updated, Status.PROCESSING, NOW - DAY, NOW) == updated


def test_sending_the_same_again_moves_no_date() -> None:
    kept = with_step(FIRST, Status.PROCESSING, NOW - 3 * DAY, NOW)
    again = with_whole(kept, Dossier(SENT.code, status=Status.PROCESSING), NOW, is_update=True)

    assert again.dossier.since == NOW - 3 * DAY
    assert with_whole(FIRST, SENT, NOW, is_update=False) == FIRST


def test_whatever_the_order_of_a_first_sending_and_its_steps_is_after_it_the_end_is_one() -> None:
    def step(kept: Kept, days: int, status: Status) -> Kept:
        return with_step(kept, status, NOW - days * DAY, NOW)

    ends = set()
    for order in permutations(((9, Status.PROCESSING), (5, Status.PAPERS_WANTED), (1, Status.FINISHED))):
        kept = FIRST
        for days, status in order:
            kept = step(with_whole(kept, SENT, NOW, is_update=False), days, status)
        ends.add((kept.dossier.status, kept.dossier.since, kept.dossier.finished))

    assert ends == {(Status.FINISHED, NOW - DAY, NOW - DAY)}
