"""What the sweep does with messages that nobody answered."""

import pytest

from hotline.entrypoints.answering import Tells
from hotline.entrypoints.dispatching import Dispatch
from hotline.entrypoints.sweeping import APOLOGIES, APOLOGY_EVERY_S, SPARE_S, Sweep
from hotline.errors import Blocked, Unavailable
from hotline.messages import WITHDRAWAL
from hotline.settings import Functions
from hotline.storage.inbox import LEASE_S
from tests.unit.fakes import NOW, Clock, Lambda, MemoryCitizens, MemoryInbox, Phone, message


class World:
    """A sweep with everything around it."""

    def __init__(self, *raises: Exception | None) -> None:
        self.inbox = MemoryInbox()
        self.started = Lambda()
        self.letters: list[tuple[str, str, int]] = []
        self.phone = Phone(*raises)
        self.clock = Clock()
        self.sweep = self.with_phone(self.phone)

    def with_phone(self, phone: Tells) -> Sweep:
        dispatch = Dispatch(
            self.started, Functions("bus_lookup", "dossier_lookup", "desk"), MemoryCitizens().conversation
        )
        return Sweep(self.inbox, dispatch, lambda *letter: self.letters.append(letter), phone, "1022", self.clock)

    def after(self, seconds: float) -> dict[str, object]:
        self.clock.time += seconds
        return self.sweep(lambda: 300)


def test_a_message_is_dispatched_again_when_its_lease_has_ended() -> None:
    world = World()
    world.inbox.put(message(), NOW)

    assert world.after(LEASE_S - 1) == {"ended": "swept"}
    assert world.after(1) == {"ended": "swept", "dispatched": 1}
    assert world.started.started == [("bus_lookup", {"inbound": message().to_json(), "try": 2})]


def test_two_sweeps_at_once_dispatch_it_once() -> None:
    world = World()
    world.inbox.put(message(), NOW)
    world.after(LEASE_S)

    assert world.after(0) == {"ended": "swept"}
    assert len(world.started.started) == 1


def test_after_three_tries_it_is_a_dead_letter_and_the_citizen_reads_an_apology_once() -> None:
    world = World()
    world.inbox.put(message(), NOW)
    for _ in range(10):
        world.after(LEASE_S)

    assert [payload["try"] for _, payload in world.started.started] == [2, 3]
    assert world.letters == [("zalo:m1", "bus", 3)]
    assert ["1022" in reply.text for reply in world.phone.heard] == [True]
    assert world.inbox.closed == {"zalo:m1": "apologised"}


def test_an_apology_that_cannot_be_sent_is_sent_later() -> None:
    world = World(*[Unavailable("Zalo")] * 3)
    world.inbox.put(message(), NOW)
    for _ in range(3 + 3 * APOLOGY_EVERY_S // LEASE_S):
        world.after(LEASE_S)

    assert len(world.phone.heard) == 1
    assert len(world.letters) == 1


def test_a_channel_that_stays_down_is_given_up() -> None:
    world = World(*[Unavailable("Zalo")] * 100)
    world.inbox.put(message(), NOW)
    for _ in range(4 + (APOLOGIES + 1) * APOLOGY_EVERY_S // LEASE_S):
        world.after(LEASE_S)

    assert world.inbox.closed == {"zalo:m1": "given up"}
    assert len(world.letters) == 1


def test_a_citizen_who_cannot_be_reached_gets_no_second_apology() -> None:
    world = World(Blocked("-217"))
    world.inbox.put(message(), NOW)
    for _ in range(5):
        world.after(LEASE_S)

    assert world.inbox.closed == {"zalo:m1": "undeliverable"}


def test_one_message_that_fails_stops_no_other() -> None:
    world = World()
    for number in (1, 2, 3):
        world.inbox.put(message(number=number), NOW)
    world.started.fails_for.add("m1")

    assert world.after(LEASE_S) == {"ended": "swept", "failed": 1, "dispatched": 2}


@pytest.mark.parametrize("left_s", [SPARE_S - 1, 0])
def test_a_sweep_ends_before_its_time_does(left_s: float) -> None:
    world = World()
    world.inbox.put(message(), NOW)
    world.clock.time += LEASE_S

    assert world.sweep(lambda: left_s) == {"ended": "swept"}
    assert world.started.started == []


def test_an_answered_message_is_not_swept() -> None:
    world = World()
    world.inbox.put(message(), NOW)
    world.inbox.close("zalo:m1", "answered", NOW)

    assert world.after(600) == {"ended": "swept"}


def test_a_withdrawal_is_tried_until_it_is_done_and_nobody_reads_an_apology() -> None:
    world = World()
    withdrawn = message("", attachment=WITHDRAWAL)
    world.inbox.put(withdrawn, NOW)
    for _ in range(2):
        world.after(LEASE_S)
    assert world.letters == []

    for _ in range(20):
        world.after(APOLOGY_EVERY_S)

    assert world.letters == [("zalo:m1", "privacy", 3)]  # so a person hears of it, once
    assert [payload["try"] for _, payload in world.started.started] == list(range(2, 24))
    assert {function for function, _ in world.started.started} == {"desk"}
    assert world.phone.heard == []
    assert set(world.inbox.waiting_for) == {"zalo:m1"}
