"""Answers one stored message: read, compose, send, close.

At least once: a crash between send and close repeats the answer, and the sweep is the only one that tries again. Two
tries never run at once: a try ends before the message's lease does, and one that finds a newer try, or too little of
the lease left, leaves the message to the next.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from hotline.entrypoints.dispatching import continued, says_words, understood
from hotline.errors import Undeliverable
from hotline.messages import Inbound, Location, Recipient, Reply
from hotline.observability import Calls, Stopwatch, complain, logger, say
from hotline.routing import Understood
from hotline.services.bus.queries import Coordinates
from hotline.services.privacy.queries import PrivacyQuery
from hotline.storage.citizens import Conversation
from hotline.storage.inbox import Held
from hotline.storage.items import ItemKey, Items


class Inbox(Protocol):
    """Where the message is; `storage.inbox.Inbox`."""

    def read(self, inbound: Inbound, now: float, beside: Sequence[ItemKey]) -> Held | None:
        """None if it was answered already, or never received; with what is asked for beside it."""
        ...

    def close(self, key: str, how: str, now: float) -> None:
        """Nothing more happens to it."""
        ...


class Remembers(Protocol):
    """Keeps what the next message may go on with; `storage.citizens.Citizens`."""

    def remember(self, citizen: Recipient, conversation: Conversation) -> None:
        """Choices and language, in the place of the last ones."""
        ...

    def remember_place(self, citizen: Recipient, place: Location) -> None:
        """Where somebody shared to be."""
        ...

    def keys(self, citizen: Recipient, *, with_place: bool) -> tuple[ItemKey, ...]:
        """Where the conversation is."""
        ...

    def found(self, items: Items, keys: Sequence[ItemKey]) -> Conversation:
        """The conversation, of what was read there."""
        ...


class Composes(Protocol):
    """What to say."""

    def wants(self, inbound: Inbound, about: Understood, /) -> Sequence[ItemKey]:
        """What it is made from: read with the message, in the same call."""
        ...

    def __call__(self, inbound: Inbound, about: Understood, items: Items, /) -> Reply | None:
        """The reply, or None where there is nothing to say; `items` are those that it wants."""
        ...


class Tells(Protocol):
    """Hands a reply to the channel; returns the channel's message id."""

    def __call__(self, recipient: Recipient, reply: Reply) -> str:
        """Raises Undeliverable, Unavailable, OutOfService."""
        ...


class SaysBefore(Protocol):
    """Says what waits for a citizen before the answer; `entrypoints.untold.SaysUntold`."""

    def key(self, citizen: Recipient) -> ItemKey:
        """What it needs, read with the message."""
        ...

    def __call__(self, citizen: Recipient, items: Items, lang: str) -> None:
        """Whatever fails there, the answer follows."""
        ...


class Context(Protocol):
    """What Lambda says about an invocation."""

    def get_remaining_time_in_millis(self) -> int:
        """Until Lambda ends it."""
        ...


class Answering:
    """A Lambda handler: `{"inbound": …, "try": n}`, or `{"ping": true}`, which only runs `on_ping`."""

    def __init__(
        self,
        inbox: Inbox,
        citizens: Remembers,
        compose: Composes,
        tell: Tells,
        calls: Calls,
        on_ping: Callable[[], None] = lambda: None,
        now: Callable[[], float] = time.time,
        before: SaysBefore | None = None,
    ) -> None:
        self._inbox = inbox
        self._citizens = citizens
        self._compose = compose
        self._tell = tell
        self._calls = calls
        self._on_ping = on_ping
        self._now = now
        self._before = before
        logger()

    def __call__(self, event: dict[str, Any], context: Context) -> dict[str, Any]:
        """Answers and says how it ended: `{"id", "ended"}`."""
        if "ping" in event:
            self._on_ping()
            return event
        watch = Stopwatch()
        self._calls.clear()
        inbound = Inbound.from_json(event["inbound"])
        service = None
        try:
            ended, service = self._answer(inbound, int(event.get("try", 1)), context)
        except Exception as error:  # noqa: BLE001  # the sweep tries again, and its alarm tells us
            complain("not answered", error, id=inbound.key, ms=watch.ms, aws=str(self._calls))
            return {"id": inbound.key, "ended": type(error).__name__}
        say(ended, id=inbound.key, service=service, ms=watch.ms, aws=str(self._calls))
        return {"id": inbound.key, "ended": ended}

    def _answer(self, inbound: Inbound, attempt: int, context: Context) -> tuple[str, str | None]:
        now = self._now()
        about = understood(inbound)
        keys = self._citizens.keys(inbound.sender, with_place=inbound.location is not None)
        wanted = self._compose.wants(inbound, about)
        waiting = (self._before.key(inbound.sender),) if self._before else ()
        held = self._inbox.read(inbound, now, (*keys, *wanted, *waiting))
        if held is None:
            return "closed before", None
        if held.tries != attempt or now + context.get_remaining_time_in_millis() / 1000 > held.due:
            return "left to the next try", None
        if held.with_officer and not (about.urgent or _is_command(about)):
            return self._end(inbound, "left to the officer"), about.service
        conversation = self._citizens.found(held.beside, keys)
        about = continued(about, inbound, conversation)
        if self._before and not (about.urgent or _is_command(about)):
            self._before(inbound.sender, held.beside, about.lang)
        reply = self._compose(inbound, about, {key: held.beside[key] for key in wanted})
        if reply is None:
            return self._end(inbound, "done"), about.service
        self._remember(inbound, about, reply, conversation)
        try:
            with self._calls.timed("Send"):
                self._tell(inbound.sender, reply)
        except Undeliverable as error:
            return self._end(inbound, f"undeliverable: {type(error).__name__}"), about.service
        return self._end(inbound, "answered"), about.service

    def _remember(self, inbound: Inbound, about: Understood, reply: Reply, before: Conversation) -> None:
        """Keeps what the next message may go on with, before the answer is sent. Twice is the same as once."""
        if reply.choices:
            self._citizens.remember(inbound.sender, Conversation(reply.choices, about.lang))
        elif says_words(inbound) and about.lang != (before.lang or "vi") and about.service != "privacy":
            # Who has just had everything erased leaves nothing new behind.
            self._citizens.remember(inbound.sender, Conversation(before.choices, about.lang))
        # Where somebody was told how to get from one place to another, the first one stays where they are.
        if inbound.location and isinstance(about.query, Coordinates) and about.query.after is None:
            self._citizens.remember_place(inbound.sender, inbound.location)

    def _end(self, inbound: Inbound, how: str) -> str:
        self._inbox.close(inbound.key, how, self._now())
        return how


def _is_command(about: Understood) -> bool:
    """Whether it is the citizen's right to have it done now, also while an officer writes to them."""
    return isinstance(about.query, PrivacyQuery) and about.query.is_command
