"""The parts of sending a notice, each by itself; `tests/faults` has them together."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.errors import (
    Blocked,
    HotlineError,
    OutOfService,
    OutsideWindow,
    RateLimited,
    Refused,
    Unavailable,
    Unconfirmed,
)
from hotline.messages import Recipient
from hotline.notices.audit import audit
from hotline.notices.freezing import persons
from hotline.notices.ledger import Ledger, Result
from hotline.notices.outcomes import RECEIVED, Outcome, Tally
from hotline.notices.pacing import PATIENCE_S, URGENT_HOLD_S, Later, Pace, Turn, put_off, take
from hotline.notices.policy import BAD_COUNT, doubt, failed, together
from hotline.notices.receipts import Receipts
from hotline.notices.sending import Addressee, Chunk
from hotline.notices.transitions import TRANSITIONS, Action, Status, after

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
AT = NOW.timestamp()


# ── The ledger ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_wave_that_was_announced_is_unknown_until_it_is_noted() -> None:
    fresh = Ledger.fresh(3)
    announced = fresh.started((0, 1), until=60)
    noted = announced.noted(fresh, {0: Result(Outcome.ACCEPTED, "m1"), 1: Result(Outcome.UNKNOWN)})

    assert (announced.states, noted.states) == ("??.", "a?.")
    assert noted.next_wave(16) == (2,)


def test_who_was_certainly_not_told_is_tried_three_times_and_then_given_up() -> None:
    ledger = Ledger.fresh(1)
    states = []
    for _ in range(3):
        before = ledger
        ledger = ledger.started((0,), until=60).noted(before, {0: Result(Outcome.TRIED_ONCE)})
        states.append(ledger.states)

    assert states == ["1", "2", "g"]
    assert ledger.is_done


def test_who_was_tried_less_comes_first() -> None:
    assert Ledger("2.1.", bytes(16)).next_wave(3) == (1, 3, 2)


def test_those_who_wait_when_it_is_over_get_the_end_as_their_outcome() -> None:
    assert Ledger("a.1?b", bytes(20)).ended(Outcome.CANCELLED).states == "acc?b"


# ── Receipts ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(order=st.permutations(RECEIVED * 2))
def test_receipts_in_any_order_and_twice_end_at_the_furthest(order: list[Outcome]) -> None:
    ledger = Ledger.fresh(1).noted(Ledger.fresh(1), {0: Result(Outcome.ACCEPTED, "m1")})
    receipts = Receipts.fresh(1)
    for outcome in order:
        receipts = receipts.told(0, "m1", outcome)

    assert receipts.over(ledger) == Outcome.SEEN


def test_a_receipt_of_another_message_says_nothing_about_ours() -> None:
    ledger = Ledger.fresh(1).noted(Ledger.fresh(1), {0: Result(Outcome.ACCEPTED, "m1")})

    assert Receipts.fresh(1).told(0, "m2", Outcome.SEEN).over(ledger) == Outcome.ACCEPTED


def test_an_echo_settles_who_was_unknown() -> None:
    unknown = Ledger.fresh(1).started((0,), until=0)

    assert Receipts.fresh(1).told(0, "m1", Outcome.ACCEPTED).over(unknown) == Outcome.ACCEPTED


def test_two_echoes_are_found_by_the_audit() -> None:
    who = (Addressee(Recipient("zalo", "1")),)
    ledger = Ledger.fresh(1).noted(Ledger.fresh(1), {0: Result(Outcome.ACCEPTED, "m1")})
    receipts = Receipts.fresh(1).told(0, "m1", Outcome.ACCEPTED).told(0, "m2", Outcome.ACCEPTED)
    found = audit([(Chunk(who, ledger, closed=True), receipts)], 1, Tally.of("a"))

    assert found.findings == ("chunk 0: recipient 0 was told twice",)


# ── The audit ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_audit_finds_what_is_open_uncounted_twice_or_missing() -> None:
    one, other = (Addressee(Recipient("zalo", user)) for user in "12")
    chunks = [
        (Chunk((one, other), Ledger("a.", bytes(8)), closed=False), Receipts.fresh(2)),
        (Chunk((one,), Ledger("?", bytes(4)), closed=True), Receipts.fresh(1)),
    ]
    found = audit(chunks, 4, Tally.of("a"))

    assert found.unknown == (one.recipient,)
    assert found.findings == (
        "chunk 0 is not closed",
        "chunk 0: recipient 1 has no outcome",
        "chunk 1: recipient 0 is in the audience twice",
        "4 recipients were frozen, 3 are in the ledger",
        "counted on the way: 1 accepted; in the ledger: 1 pending, 1 unknown, 1 accepted",
    )


# ── The rate ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(
    counts=st.lists(st.integers(1, 16), min_size=1, max_size=40),
    waits=st.lists(st.floats(0, 3), min_size=40, max_size=40),
)
def test_no_two_turns_share_a_moment_and_none_is_lost_while_somebody_waits(
    counts: list[int], waits: list[float]
) -> None:
    pace, now, free_at, every = Pace(), AT, AT, 0.015
    for count, wait in zip(counts, waits, strict=False):
        now += wait
        pace, turn = take(pace, count, every, now, urgent=False)
        while isinstance(turn, Later):
            assert turn.at > now
            now = turn.at
            pace, turn = take(pace, count, every, now, urgent=False)
        assert turn.start == max(free_at, now)
        free_at = turn.start + count * every


def test_while_an_urgent_notice_is_sent_nobody_else_gets_a_turn() -> None:
    pace, _ = take(Pace(), 16, 0.1, AT, urgent=True)
    _, other = take(pace, 16, 0.1, AT + 1, urgent=False)
    _, urgent = take(pace, 16, 0.1, AT + 1, urgent=True)
    _, after_it = take(pace, 16, 0.1, AT + PATIENCE_S + URGENT_HOLD_S, urgent=False)

    assert isinstance(other, Later)
    assert isinstance(urgent, Turn)
    assert isinstance(after_it, Turn)


def test_a_turn_that_is_far_away_is_not_taken() -> None:
    pace = put_off(Pace(), AT + 60)

    assert take(pace, 16, 0.1, AT, urgent=True) == (pace, Later(AT + 60 - PATIENCE_S / 2))


def test_without_a_limit_everybody_goes_at_once() -> None:
    pace = Pace()
    for _ in range(3):
        pace, turn = take(pace, 16, 0, AT, urgent=False)
        assert turn == Turn(AT, 0)


# ── Whose fault ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (OutsideWindow("-230"), Outcome.UNREACHABLE),
        (Blocked("-217"), Outcome.BLOCKED),
        (Refused("-201"), Outcome.REFUSED),
        (Unconfirmed("timeout"), Outcome.UNKNOWN),
        (Unavailable("-200"), Outcome.TRIED_ONCE),
        (RateLimited("-32", NOW + timedelta(seconds=30)), Outcome.PENDING),
        (OutOfService("-321"), Outcome.PENDING),
        (HotlineError("whatever it is"), Outcome.UNKNOWN),
    ],
)
def test_what_an_error_means_for_the_recipient(error: HotlineError, outcome: Outcome) -> None:
    assert failed(error, NOW).result.outcome is outcome


def test_a_rate_moves_the_turn_a_quota_and_the_night_stop_until_then_and_money_until_somebody_pays() -> None:
    soon, tomorrow = NOW + timedelta(seconds=30), NOW + timedelta(hours=9)

    assert failed(RateLimited("-32", soon), NOW).hold_until == soon
    night = failed(RateLimited("-234", tomorrow), NOW).stop
    assert night
    assert night.until == tomorrow
    money = failed(OutOfService("-321"), NOW).stop
    assert money
    assert money.until is None


def test_a_wave_that_nobody_answered_is_nobodys_fault() -> None:
    down = together([failed(Unavailable("down"), NOW)] * 3, NOW)

    assert {verdict.result.outcome for verdict in down} == {Outcome.PENDING}
    assert all(verdict.hold_until and verdict.hold_until > NOW for verdict in down)


def test_more_than_a_tenth_and_ten_bad_ones_stop_a_notice() -> None:
    assert doubt(Tally.of("b" * (BAD_COUNT - 1))) is None
    assert doubt(Tally.of("b" * 10 + "a" * 90)) is None
    assert doubt(Tally.of("b" * 11 + "a" * 89))
    assert doubt(Tally.of("u" * 50 + "a" * 50)) is None


# ── Who, and when ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_somebody_on_two_channels_is_told_on_the_same_one_each_time() -> None:
    one, other = Addressee(Recipient("zalo", "1")), Addressee(Recipient("messenger", "7"))

    assert persons([("p", one), ("p", other)]) == persons([("p", other), ("p", one), ("p", one)])
    assert len(persons([("p", one), ("p", other)])) == 1


def test_every_status_is_reached_and_only_the_last_ones_lead_nowhere() -> None:
    assert {Status.DRAFT, *TRANSITIONS.values()} == set(Status)
    assert set(Status) - {status for status, _ in TRANSITIONS} == {Status.SENT, Status.CANCELLED, Status.EXPIRED}


def test_what_may_not_be_done_now_says_when_it_may() -> None:
    with pytest.raises(Refused, match="approve: the notice is draft, and should be submitted"):
        after(Status.DRAFT, Action.APPROVE)
