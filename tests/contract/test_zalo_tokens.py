"""A refresh token is spent by one writer, and the pair that it gave is stored before anybody uses it."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from hotline.channels.zalo.tokens import LOCK_SECONDS, Pair, TokenPair, Tokens
from hotline.channels.zalo.transport import TIMEOUT
from hotline.errors import GrantLost, HotlineError, Unavailable, Unconfirmed

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
LIFE = timedelta(seconds=90_000)
FIRST = TokenPair("access-1", "refresh-1", NOW, NOW + LIFE)


class Clock:
    """A clock that only moves when told; sleeping moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Store:
    """Keeps pairs in memory, and says in which order it was used."""

    def __init__(self, pair: Pair | None = FIRST) -> None:
        self.pair = pair
        self.previous: Pair | None = None
        self.lock = threading.Lock()
        self.log: list[str] = []
        self.full = False

    def load(self) -> Pair | None:
        self.log.append("load")
        return self.pair

    def save(self, pair: Pair) -> None:
        self.log.append("save")
        if self.full:
            raise Unavailable("the table is away")
        self.previous, self.pair = self.pair, pair

    def try_lock(self, seconds: float) -> bool:
        assert seconds == LOCK_SECONDS
        self.log.append("lock")
        return self.lock.acquire(blocking=False)

    def unlock(self) -> None:
        self.log.append("unlock")
        self.lock.release()


class Zalo:
    """Zalo's own rule: a refresh token works once. `fails` answer first, before or after it was spent."""

    def __init__(self, clock: Clock, valid: str = "refresh-1") -> None:
        self.clock = clock
        self.valid = valid
        self.calls: list[str] = []
        self.fails: list[HotlineError] = []
        self.spends_before_failing = False

    def __call__(self, refresh_token: str) -> TokenPair:
        self.calls.append(refresh_token)
        if self.fails and not self.spends_before_failing:
            raise self.fails.pop(0)
        if refresh_token != self.valid:
            raise GrantLost("spent")
        number = int(self.valid.removeprefix("refresh-")) + 1
        self.valid = f"refresh-{number}"
        if self.fails:
            raise self.fails.pop(0)
        return TokenPair(f"access-{number}", self.valid, self.clock(), self.clock() + LIFE)


class House:
    """One store, one Zalo, one clock; as many instances of the tokens as a test wants."""

    def __init__(self, pair: Pair | None = FIRST) -> None:
        self.clock = Clock()
        self.store = Store(pair)
        self.zalo = Zalo(self.clock)

    def tokens(self) -> Tokens:
        return Tokens(self.store, self.zalo, now=self.clock, sleep=self.clock.sleep)


def test_a_young_token_is_read_once_and_kept() -> None:
    house = House()
    tokens = house.tokens()

    assert [tokens.access_token() for _ in range(3)] == ["access-1"] * 3
    assert house.store.log == ["load"]
    assert house.zalo.calls == []


def test_at_half_of_its_life_the_schedule_renews_it_and_the_senders_notice() -> None:
    house = House()
    sender, schedule = house.tokens(), house.tokens()
    sender.access_token()

    house.clock.now = NOW + LIFE / 2 - timedelta(seconds=1)
    assert schedule.renew_if_due() is False
    house.clock.now = NOW + LIFE / 2
    assert sender.access_token() == "access-1"
    assert schedule.renew_if_due() is True
    assert sender.access_token() == "access-2"
    assert house.zalo.calls == ["refresh-1"]


def test_an_expired_token_is_renewed_by_whoever_needs_it() -> None:
    house = House()
    house.clock.now = NOW + LIFE

    assert house.tokens().access_token() == "access-2"


def test_the_new_pair_is_stored_before_it_is_used_and_within_the_lock() -> None:
    house = House()

    assert house.tokens().after_refusal("access-1") == "access-2"
    assert house.store.log == ["load", "lock", "load", "save", "unlock"]
    assert house.store.previous == FIRST
    assert house.store.pair == TokenPair("access-2", "refresh-2", NOW, NOW + LIFE)


def test_a_pair_that_could_not_be_stored_is_not_used() -> None:
    house = House()
    house.store.full = True
    tokens = house.tokens()
    with pytest.raises(Unavailable):
        tokens.after_refusal("access-1")
    assert tokens.access_token() == "access-1"
    assert house.store.lock.acquire(blocking=False), "the lock was not given back"


def test_a_refused_token_that_somebody_has_replaced_is_not_renewed_again() -> None:
    house = House()
    one, other = house.tokens(), house.tokens()
    one.access_token()
    other.after_refusal("access-1")

    assert one.after_refusal("access-1") == "access-2"
    assert house.zalo.calls == ["refresh-1"]


def test_two_workers_that_see_the_same_refusal_call_the_token_endpoint_once() -> None:
    house = House()
    asked, go_on = threading.Event(), threading.Event()
    slow = house.zalo

    def refresh(refresh_token: str) -> TokenPair:
        asked.set()
        assert go_on.wait(5)
        return slow(refresh_token)

    def sleep(_: float) -> None:
        # The loser is here: it has found the lock taken. Only now may the winner go on.
        go_on.set()
        time.sleep(0.01)

    got: list[str] = []

    def work() -> None:
        got.append(Tokens(house.store, refresh, now=house.clock, sleep=sleep).after_refusal("access-1"))

    winner, loser = threading.Thread(target=work), threading.Thread(target=work)
    winner.start()
    assert asked.wait(5)
    loser.start()
    winner.join(5)
    loser.join(5)

    assert got == ["access-2", "access-2"]
    assert house.zalo.calls == ["refresh-1"]


def test_many_workers_at_once_call_the_token_endpoint_once() -> None:
    house = House()
    start = threading.Barrier(16)
    got: list[str] = []

    def work() -> None:
        tokens = Tokens(house.store, house.zalo, now=house.clock, sleep=lambda _: time.sleep(0.01))
        start.wait(5)
        got.append(tokens.after_refusal("access-1"))

    workers = [threading.Thread(target=work) for _ in range(16)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(10)

    assert got == ["access-2"] * 16
    assert house.zalo.calls == ["refresh-1"]


def test_a_lock_that_never_ends_is_given_up_after_its_life() -> None:
    house = House()
    assert house.store.lock.acquire(blocking=False)

    with pytest.raises(Unavailable):
        house.tokens().after_refusal("access-1")
    assert timedelta(seconds=LOCK_SECONDS) < house.clock.now - NOW < timedelta(seconds=LOCK_SECONDS + 5)
    assert house.zalo.calls == []


def test_a_holder_that_crashed_is_followed_by_whoever_waits() -> None:
    house = House()
    assert house.store.lock.acquire(blocking=False)

    def sleep(seconds: float) -> None:
        house.clock.sleep(seconds)
        if house.clock.now - NOW >= timedelta(seconds=30) and house.store.lock.locked():
            house.store.lock.release()

    tokens = Tokens(house.store, house.zalo, now=house.clock, sleep=sleep)
    assert tokens.after_refusal("access-1") == "access-2"


def test_the_lock_outlives_two_calls_to_the_token_endpoint() -> None:
    limits = (TIMEOUT.connect, TIMEOUT.read, TIMEOUT.write, TIMEOUT.pool)

    assert 2 * sum(limit for limit in limits if limit is not None) < LOCK_SECONDS
    assert None not in limits


@pytest.mark.parametrize("silence", [Unavailable("no connection"), Unconfirmed("no answer")])
def test_without_an_answer_the_same_token_is_tried_once_more(silence: HotlineError) -> None:
    house = House()
    house.zalo.fails = [silence]

    assert house.tokens().after_refusal("access-1") == "access-2"
    assert house.zalo.calls == ["refresh-1", "refresh-1"]


def test_a_second_silence_is_told_and_leaves_the_stored_pair() -> None:
    house = House()
    house.zalo.fails = [Unconfirmed("no answer"), Unconfirmed("no answer")]

    house.clock.now = NOW + LIFE / 2
    with pytest.raises(Unconfirmed):
        house.tokens().renew_if_due()
    assert house.store.pair == FIRST
    assert house.store.lock.acquire(blocking=False), "the lock was not given back"


def test_a_token_that_was_spent_by_an_answer_that_never_came_needs_a_person() -> None:
    house = House()
    house.zalo.spends_before_failing = True
    house.zalo.fails = [Unconfirmed("no answer")]

    with pytest.raises(GrantLost):
        house.tokens().after_refusal("access-1")
    assert house.store.pair == FIRST


def test_a_crash_between_answer_and_store_needs_a_person_and_says_so_at_the_next_try() -> None:
    house = House()
    house.zalo("refresh-1")

    with pytest.raises(GrantLost):
        house.tokens().after_refusal("access-1")


def test_a_spent_token_is_no_loss_when_somebody_has_stored_its_successor_meanwhile() -> None:
    house = House()

    def refresh(refresh_token: str) -> TokenPair:
        # Another instance, whose lock had ended, was faster.
        house.store.pair = house.zalo(refresh_token)
        raise GrantLost("spent")

    tokens = Tokens(house.store, refresh, now=house.clock, sleep=house.clock.sleep)
    assert tokens.after_refusal("access-1") == "access-2"


def test_a_failed_renewal_at_half_life_leaves_senders_half_a_day() -> None:
    house = House()
    house.clock.now = NOW + LIFE / 2
    house.zalo.fails = [Unavailable("away"), Unavailable("away")]

    with pytest.raises(Unavailable):
        house.tokens().renew_if_due()
    assert house.tokens().access_token() == "access-1"


def test_without_a_pair_a_person_must_grant_one() -> None:
    house = House(None)

    for ask in (house.tokens().access_token, house.tokens().renew_if_due):
        with pytest.raises(GrantLost, match="an administrator of the OA must grant the app access"):
            ask()


def test_an_administrators_refresh_token_begins_the_first_pair_and_replaces_a_dead_one() -> None:
    for pair in (None, TokenPair("access-0", "refresh-0", NOW - LIFE, NOW)):
        house = House(pair)
        tokens = house.tokens()
        tokens.adopt("refresh-1")

        assert tokens.access_token() == "access-2"
        assert house.store.log == ["lock", "save", "unlock"]


def test_a_refresh_token_that_is_spent_is_not_adopted() -> None:
    house = House()

    with pytest.raises(GrantLost):
        house.tokens().adopt("refresh-0")
    assert house.store.pair == FIRST
    assert house.store.lock.acquire(blocking=False), "the lock was not given back"


def test_nothing_is_adopted_while_somebody_renews() -> None:
    house = House()
    assert house.store.lock.acquire(blocking=False)

    with pytest.raises(Unavailable):
        house.tokens().adopt("refresh-1")
    assert house.zalo.calls == []


def test_no_token_is_shown_by_its_pair() -> None:
    assert "access-1" not in repr(FIRST)
    assert "refresh-1" not in repr(FIRST)
