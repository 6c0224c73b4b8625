"""How a lookup answers one stored message."""

import json
import re

import pytest

from hotline.entrypoints.answering import Answering
from hotline.entrypoints.desk import ComposesDesk
from hotline.entrypoints.dispatching import settled, understood
from hotline.entrypoints.notices import ComposesNotices
from hotline.errors import Blocked, OutOfService, Unavailable, Unconfirmed
from hotline.messages import WITHDRAWAL, Inbound, Recipient, Reply
from hotline.observability import Calls
from hotline.routing import Understood
from hotline.services.notices.topics import Topics
from hotline.services.privacy.queries import PrivacyQuery
from hotline.storage.citizens import Conversation
from hotline.storage.inbox import LEASE_S
from hotline.storage.items import ItemKey, Items
from hotline.zone import VIETNAM
from tests.unit.fakes import (
    CITIZEN,
    NOW,
    Clock,
    Context,
    MemoryCitizens,
    MemoryInbox,
    MemorySubscriptions,
    Phone,
    Says,
    message,
)

DESK = ComposesDesk(
    "1022",
    lambda inbound, _about: Reply(f"what is kept of {inbound.message_id}"),
    ComposesNotices(MemorySubscriptions(), Topics(()), "1022", VIETNAM),
)


class Silent(Says):
    def __call__(self, inbound: Inbound, about: Understood, items: Items) -> None:  # type: ignore[override]
        return None


class World:
    """A lookup with everything around it."""

    def __init__(self, *raises: Exception | None) -> None:
        self.inbox = MemoryInbox()
        self.citizens = MemoryCitizens()
        self.phone = Phone(*raises)
        self.clock = Clock()
        self.pings = 0
        self.answering = Answering(
            self.inbox, self.citizens, Says(), self.phone, Calls(), on_ping=self._ping, now=self.clock
        )

    def _ping(self) -> None:
        self.pings += 1

    def put(self, inbound: Inbound) -> Inbound:
        self.inbox.put(inbound, NOW)
        return inbound

    def ended(self, inbound: Inbound, attempt: int = 1, left_s: float = 20) -> str:
        answer = self.answering({"inbound": inbound.to_json(), "try": attempt}, Context(left_s))
        assert answer["id"] == inbound.key
        ended: str = answer["ended"]
        return ended


def test_a_message_is_answered_and_closed() -> None:
    world = World()

    assert world.ended(world.put(message("xin chào"))) == "answered"
    assert world.phone.heard == [Reply("about xin chào")]
    assert world.inbox.closed == {"zalo:m1": "answered"}


def test_a_message_is_answered_once_however_often_lambda_delivers_it() -> None:
    world = World()
    world.put(message())

    assert [world.ended(message()) for _ in range(3)] == ["answered", "closed before", "closed before"]
    assert len(world.phone.heard) == 1


def test_what_was_never_received_is_not_answered() -> None:
    world = World()

    assert world.ended(message()) == "closed before"
    assert world.phone.heard == []


def test_an_older_try_leaves_the_message_to_the_newer_one() -> None:
    world = World()
    held = world.inbox.waiting_for[world.put(message()).key]
    world.inbox.renew("zalo:m1", held, NOW + 120)

    assert world.ended(message(), attempt=1) == "left to the next try"
    assert world.ended(message(), attempt=2) == "answered"


@pytest.mark.parametrize(("waited_s", "ended"), [(LEASE_S - 20, "answered"), (LEASE_S - 19, "left to the next try")])
def test_a_try_that_could_outlive_its_lease_does_not_begin(waited_s: int, ended: str) -> None:
    world = World()
    world.put(message())
    world.clock.time += waited_s

    assert world.ended(message(), left_s=20) == ended


@pytest.mark.parametrize("error", [Unavailable("Zalo"), Unconfirmed("Zalo"), OutOfService("Zalo"), RuntimeError("bug")])
def test_what_could_not_be_sent_is_left_to_the_sweep(error: Exception) -> None:
    world = World(error)

    assert world.ended(world.put(message())) == type(error).__name__
    assert set(world.inbox.waiting_for) == {"zalo:m1"}


def test_what_nobody_can_deliver_is_not_tried_again() -> None:
    world = World(Blocked("-217"))

    assert world.ended(world.put(message())) == "undeliverable: Blocked"
    assert world.inbox.waiting_for == {}


def test_a_citizen_who_talks_with_an_officer_hears_nothing_from_us() -> None:
    world = World()
    world.put(message())
    world.inbox.note_officer(CITIZEN, NOW - 60)

    assert world.ended(message()) == "left to the officer"
    assert world.phone.heard == []
    assert world.inbox.waiting_for == {}


def test_danger_is_answered_even_then() -> None:
    world = World()
    world.put(message("cháy nhà, cứu với"))
    world.inbox.note_officer(CITIZEN, NOW - 60)

    assert world.ended(message("cháy nhà, cứu với")) == "answered"


def test_the_numbers_under_a_question_are_remembered_before_it_is_sent() -> None:
    world = World(Unavailable("Zalo"))
    world.answering._compose = Says(Reply("1. A\n2. B", choices=("A", "B")))
    world.ended(world.put(message("nearest bus to 256 Bach Dang please")))

    assert world.citizens.remembered == {CITIZEN: Conversation(("A", "B"), "en")}


def test_what_an_answer_is_made_from_is_read_with_the_message() -> None:
    there, gone = (ItemKey("Cache", (("key", key), ("part", "1"))) for key in ("there", "gone"))
    world, says = World(), Says(wants=(there, gone))
    world.answering._compose = says
    world.inbox.beside = {there: {"data": {"S": "x"}}}
    world.ended(world.put(message()))

    assert says.items == {there: {"data": {"S": "x"}}, gone: None}


def test_an_answer_without_choices_writes_nothing_about_the_citizen() -> None:
    world = World()
    world.ended(world.put(message()))

    assert world.citizens.remembered == {}


def test_a_ping_prepares_and_answers_nobody() -> None:
    world = World()

    assert world.answering({"ping": True}, Context()) == {"ping": True}
    assert (world.pings, world.phone.heard) == (1, [])


def test_the_log_says_how_it_ended_and_nothing_of_the_citizen(capsys: pytest.CaptureFixture[str]) -> None:
    world = World(None, RuntimeError("54 Nguyễn Lương Bằng has no bus"))
    world.ended(world.put(message()))
    world.ended(world.put(message(number=2)))

    out = capsys.readouterr().out
    answered, failed = map(json.loads, out.splitlines())
    assert answered.pop("ms") < 1000
    assert re.fullmatch(r"Send \d+", answered.pop("aws"))
    assert answered == {"level": "INFO", "message": "answered", "id": "zalo:m1", "service": "bus"}
    assert (failed["level"], failed["message"], failed["error"]) == ("ERROR", "not answered", "RuntimeError")
    assert "Nguyễn" not in out
    assert CITIZEN.user not in out


def test_the_desk_greets() -> None:
    reply = DESK(message(""), Understood("menu"), {})

    assert reply
    assert "1022" in reply.text


def test_what_somebody_asks_about_their_data_is_left_to_who_knows_it() -> None:
    about = Understood("privacy", PrivacyQuery("export"))

    assert DESK(message("dữ liệu của tôi"), about, {}) == Reply("what is kept of m1")
    assert DESK.wants(message(), about) == ()


def test_where_there_is_nothing_to_say_the_message_is_closed_in_silence() -> None:
    world = World()
    silent = Answering(world.inbox, world.citizens, Silent(), world.phone, Calls(), now=world.clock)
    inbound = world.put(message("", attachment=WITHDRAWAL))

    assert silent({"inbound": inbound.to_json(), "try": 1}, Context())["ended"] == "done"
    assert (world.phone.heard, world.inbox.closed) == ([], {"zalo:m1": "done"})


@pytest.mark.parametrize(
    "command",
    [message("tôi đồng ý xóa dữ liệu của tôi"), message("", attachment=WITHDRAWAL)],
    ids=["agreed", "withdrawn"],
)
def test_a_wish_to_be_forgotten_is_not_left_to_the_officer(command: Inbound) -> None:
    world = World()
    world.inbox.note_officer(CITIZEN, NOW)

    assert world.ended(world.put(command)) == "answered"


def test_who_asks_what_is_kept_while_an_officer_writes_is_left_to_the_officer() -> None:
    world = World()
    world.inbox.note_officer(CITIZEN, NOW)

    assert world.ended(world.put(message("dữ liệu của tôi"))) == "left to the officer"


@pytest.mark.parametrize("number", ["3", "99", "0"])
def test_a_number_that_we_did_not_offer_is_asked_for_again(number: str) -> None:
    inbound = settled(message(number), Conversation(("tuyến 05", "tuyến 11"), "vi"))
    reply = DESK(inbound, understood(inbound), {})

    assert reply
    assert reply.text == "Bấm nút, hoặc nhắn số từ 1 đến 2."
    assert [button.says for button in reply.buttons] == ["tuyến 05", "tuyến 11"]
    assert reply.choices == ()  # the question stays open, at no write


class Before:
    """Something that waits to be said."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.found: Items = {}

    def key(self, citizen: Recipient) -> ItemKey:
        return ItemKey("Citizens", (("citizen", citizen.user), ("item", "untold")))

    def __call__(self, citizen: Recipient, items: Items, lang: str) -> None:
        self.found = items
        self.phone(citizen, Reply("before"))


def with_something_to_say(world: World) -> Before:
    before = Before(world.phone)
    world.answering = Answering(
        world.inbox, world.citizens, Says(), world.phone, Calls(), now=world.clock, before=before
    )
    return before


def test_what_waits_is_said_before_the_answer_and_read_with_the_message() -> None:
    world = World()
    before = with_something_to_say(world)
    world.inbox.beside[before.key(CITIZEN)] = {"version": {"S": "1"}}

    assert world.ended(world.put(message("xin chào"))) == "answered"
    assert world.phone.heard == [Reply("before"), Reply("about xin chào")]
    assert before.found[before.key(CITIZEN)] == {"version": {"S": "1"}}


@pytest.mark.parametrize("text", ["cháy nhà 54 Nguyễn Lương Bằng", "tôi đồng ý xóa dữ liệu của tôi"])
def test_nothing_is_said_before_what_cannot_wait(text: str) -> None:
    world = World()
    with_something_to_say(world)
    world.ended(world.put(message(text)))

    assert [reply.text for reply in world.phone.heard] == [f"about {text}"]


def test_nor_while_an_officer_writes() -> None:
    world = World()
    with_something_to_say(world)
    world.inbox.note_officer(CITIZEN, NOW)

    assert world.ended(world.put(message("xin chào"))) == "left to the officer"
    assert world.phone.heard == []
