"""What is done when somebody asks for what is kept of them, and whatever process ends at whatever step."""

from contextlib import suppress

import pytest

from hotline.entrypoints.answering import Answering
from hotline.entrypoints.desk import ComposesDesk
from hotline.entrypoints.dispatching import Dispatch
from hotline.entrypoints.notices import ComposesNotices
from hotline.entrypoints.privacy import ComposesPrivacy
from hotline.entrypoints.sweeping import APOLOGY_EVERY_S, Sweep
from hotline.messages import WITHDRAWAL, Inbound, Recipient, Reply
from hotline.observability import Calls
from hotline.services.notices.topics import Topics
from hotline.services.privacy.kinds import Kept
from hotline.settings import Functions
from hotline.storage.inbox import LEASE_S
from hotline.zone import VIETNAM
from tests.unit.fakes import (
    NOW,
    Clock,
    Context,
    Killed,
    MemoryCitizens,
    MemoryInbox,
    MemorySubscriptions,
    killed_at,
    message,
)

NOTICES = ComposesNotices(MemorySubscriptions(), Topics(()), "1022", VIETNAM)
AGREED = message("tôi đồng ý xóa dữ liệu của tôi")
WITHDRAWN = message("", attachment=WITHDRAWAL)


class World:
    """The desk and the sweep around somebody's items. Before and after each deletion, send and close is a step."""

    def __init__(self, killed: set[int]) -> None:
        self.reach = killed_at(killed)
        self.clock = Clock()
        self.items = ["conversation", "standing", "watch#H17.19-261008-0975"]
        self.read: list[str] = []
        self.letters = 0
        self.inbox = SteppingInbox(self)
        compose = ComposesDesk("1022", ComposesPrivacy(self, "1022"), NOTICES)
        self.desk = Answering(self.inbox, MemoryCitizens(), compose, self._tell, Calls(), now=self.clock)
        dispatch = Dispatch(self._invoke, Functions("lookup", "lookup", "desk"), MemoryCitizens().conversation)
        self.sweep = Sweep(self.inbox, dispatch, self._bury, self._tell, "1022", self.clock)

    def kept(self, asked: Inbound) -> list[Kept]:
        return [Kept(item, {"choices": '["54 Nguyễn Lương Bằng"]', "given": NOW, "left": NOW}) for item in self.items]

    def erase(self, asked: Inbound) -> bool:
        while self.items:
            self.reach()
            self.items.pop()
            self.reach()
        return False

    def run(self, inbound: Inbound, minutes: int = 30) -> None:
        self.inbox.put(inbound, NOW)
        self._invoke("desk", {"inbound": inbound.to_json(), "try": 1})
        for _ in range(minutes):
            self.clock.time += LEASE_S
            with suppress(Killed):
                self.sweep(lambda: 300)

    def _invoke(self, function: str, payload: object) -> None:
        assert function == "desk"
        assert isinstance(payload, dict)
        with suppress(Killed):
            self.desk(payload, Context())

    def _tell(self, recipient: Recipient, reply: Reply) -> str:
        self.reach()
        self.read.append(reply.text)
        self.reach()
        return ""

    def _bury(self, key: str, service: str, tries: int) -> None:
        assert service == "privacy"
        self.letters += 1


class SteppingInbox(MemoryInbox):
    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def close(self, key: str, how: str, now: float) -> None:
        self._world.reach()
        super().close(key, how, now)
        self._world.reach()


def test_who_only_says_that_they_want_it_gone_is_asked() -> None:
    world = World(set())
    world.run(message("xóa dữ liệu của tôi"))

    assert len(world.items) == 3
    assert "Nếu chắc chắn" in world.read[0]


def test_who_asks_reads_what_there_is() -> None:
    world = World(set())
    world.run(message("dữ liệu của tôi"))

    assert "“54 Nguyễn Lương Bằng”" in world.read[0]
    assert "H17.19-261008-0975" in world.read[0]


def test_the_confirmation_comes_after_all_is_gone_and_once() -> None:
    world = World(set())
    world.run(AGREED)

    assert (world.items, len(world.read), world.inbox.closed) == ([], 1, {AGREED.key: "answered"})


@pytest.mark.parametrize("step", range(10))
def test_an_erasure_that_ends_at_any_step_is_done_and_confirmed_and_closed(step: int) -> None:
    world = World({step})
    world.run(AGREED)

    assert world.items == []
    assert world.read
    assert set(world.read) == {world.read[0]}  # the second try says the same
    assert world.inbox.waiting_for == {}
    assert world.letters == 0


@pytest.mark.parametrize("first", range(8))
@pytest.mark.parametrize("second", range(8))
def test_a_withdrawal_that_ends_twice_is_done_and_nobody_hears_of_it(first: int, second: int) -> None:
    world = World({first, first + second})
    world.run(WITHDRAWN)

    assert (world.items, world.read, world.inbox.waiting_for, world.letters) == ([], [], {}, 0)


def test_a_withdrawal_is_done_as_soon_as_what_stood_in_its_way_is_mended() -> None:
    world = World(set(range(50)))
    world.run(WITHDRAWN, minutes=5)
    assert (len(world.items), world.letters, world.read) == (3, 1, [])

    world.reach = lambda: None
    world.run(WITHDRAWN, minutes=APOLOGY_EVERY_S // LEASE_S)
    assert (world.items, world.letters, world.read, world.inbox.waiting_for) == ([], 1, [], {})
