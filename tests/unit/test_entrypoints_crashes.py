"""Whatever process ends at whatever step: a message that was acknowledged is answered, or is a dead letter."""

from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus

from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.entrypoints.answering import Answering
from hotline.entrypoints.dispatching import Dispatch
from hotline.entrypoints.secret import Secret
from hotline.entrypoints.sweeping import APOLOGY_EVERY_S, Sweep
from hotline.entrypoints.webhook import ZaloDeliveries
from hotline.messages import Inbound, Recipient, Reply
from hotline.observability import Calls
from hotline.settings import Functions
from hotline.storage.inbox import LEASE_S, Held
from tests.unit.fakes import Clock, Context, Killed, MemoryCitizens, MemoryInbox, Says, killed_at
from tests.unit.test_entrypoints_webhook import APP_ID, SECRET, body, signed

MINUTES = 30


@dataclass
class World:
    """All functions around one inbox. Each write, and each send, is a step before and after which a process may end."""

    killed: set[int]
    answers: int = 0
    apologies: int = 0
    letters: int = 0
    acknowledged: bool = False
    ended_between_send_and_close: bool = False
    waiting: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reach = killed_at(self.killed)
        self.clock = Clock()
        inbox = SteppingInbox(self)
        dispatch = Dispatch(self._invoke, Functions("lookup", "lookup", "lookup"), MemoryCitizens().conversation)
        secret = Secret(lambda: SECRET)
        self.deliveries = ZaloDeliveries(APP_ID, secret, inbox, MemoryCitizens(), dispatch, Calls(), self.clock)
        self.lookup = Answering(inbox, MemoryCitizens(), Says(), self._answer, Calls(), now=self.clock)
        self.sweep = Sweep(inbox, dispatch, self._bury, self._apologise, "1022", self.clock)
        self.inbox = inbox

    def step(self) -> None:
        self.reach()

    def run(self) -> None:
        delivery = body()
        with suppress(Killed):
            self.acknowledged = self.deliveries(delivery, signed(delivery)) is HTTPStatus.OK
        for _ in range(MINUTES):
            self._lookups()
            self.clock.time += LEASE_S
            try:
                self.sweep(lambda: 300)
            except Killed:
                continue
        self._lookups()

    def _lookups(self) -> None:
        while self.waiting:
            told = self.answers
            try:
                self.lookup(dict(self.waiting.pop(0)), Context())
            except Killed:
                self.ended_between_send_and_close |= self.answers > told

    def _invoke(self, function: str, payload: object) -> None:
        assert isinstance(payload, dict)
        self.step()
        self.waiting.append(payload)
        self.step()

    def _answer(self, recipient: Recipient, reply: Reply) -> str:
        self.step()
        self.answers += 1
        self.step()
        return ""

    def _apologise(self, recipient: Recipient, reply: Reply) -> str:
        self.step()
        self.apologies += 1
        self.step()
        return ""

    def _bury(self, key: str, service: str, tries: int) -> None:
        self.step()
        self.letters += 1
        self.step()


class SteppingInbox(MemoryInbox):
    """Every write is a step."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def put(self, inbound: Inbound, now: float) -> bool:
        self._world.step()
        is_new = super().put(inbound, now)
        self._world.step()
        return is_new

    def renew(self, key: str, held: Held, due: float) -> bool:
        self._world.step()
        renewed = super().renew(key, held, due)
        self._world.step()
        return renewed

    def close(self, key: str, how: str, now: float) -> None:
        self._world.step()
        super().close(key, how, now)
        self._world.step()


def test_where_nothing_ends_there_is_one_answer() -> None:
    world = World(set())
    world.run()

    assert (world.answers, world.apologies, world.letters) == (1, 0, 0)


@given(killed=st.sets(st.integers(0, 60), max_size=30))
@settings(max_examples=400)
def test_what_was_acknowledged_is_answered_or_a_dead_letter(killed: set[int]) -> None:
    world = World(killed)
    world.run()

    if world.acknowledged:
        assert world.answers or world.letters
        assert not world.inbox.waiting_for or world.letters


@given(killed=st.sets(st.integers(0, 60), max_size=30))
@settings(max_examples=400)
def test_an_answer_is_repeated_only_where_its_lookup_ended_after_sending(killed: set[int]) -> None:
    world = World(killed)
    world.run()

    if not world.ended_between_send_and_close:
        assert world.answers <= 1


def test_each_single_end_is_survived() -> None:
    for step in range(12):
        world = World({step})
        world.run()

        if world.acknowledged:
            assert world.answers >= 1, step
            assert world.letters == 0, step
        assert world.inbox.waiting_for == {}, step


def test_a_lookup_that_always_ends_leads_to_one_dead_letter_and_one_apology() -> None:
    world = World(set())
    world.lookup = Answering(world.inbox, MemoryCitizens(), Says(), always_killed, Calls(), now=world.clock)
    world.run()

    assert (world.answers, world.apologies, world.letters) == (0, 1, 1)
    assert MINUTES * LEASE_S > APOLOGY_EVERY_S


def always_killed(recipient: Recipient, reply: Reply) -> str:
    raise Killed
