"""`{"task": "sweep"}`: sends what nobody answered to its function again; after the last try, to the dead letters.

The citizen reads an apology then, as soon as the channel takes one. Who has withdrawn wants no word from us: what they
asked for is tried until it is done.
"""

import time
from collections import Counter
from collections.abc import Callable
from typing import Any, Protocol

from hotline.entrypoints.answering import Tells
from hotline.entrypoints.dispatching import understood
from hotline.errors import Undeliverable
from hotline.messages import WITHDRAWAL, Inbound
from hotline.observability import complain, say
from hotline.services.desk import service as desk
from hotline.storage.inbox import LEASE_S, Held

TRIES = 3
"""Dispatches in all, the webhook's counted."""

APOLOGIES = 12
APOLOGY_EVERY_S = 600
"""Two hours: a channel that is down for longer needs a person, and the alarm has called one."""

LIMIT = 200
SPARE_S = 30
"""What one sweep looks at, and how much of its time it leaves: the next one comes in a minute."""


class Inbox(Protocol):
    """Where messages wait; `storage.inbox.Inbox`."""

    def due(self, now: float, limit: int) -> list[str]:
        """Keys of those whose lease has ended."""
        ...

    def waiting(self, key: str) -> Held | None:
        """None if it has been answered."""
        ...

    def renew(self, key: str, held: Held, due: float) -> bool:
        """False if somebody else was first."""
        ...

    def close(self, key: str, how: str, now: float) -> None:
        """Nothing more happens to it."""
        ...


class Sweep:
    """Runs the task. `bury` puts a key, its service and its tries among the dead letters."""

    def __init__(
        self,
        inbox: Inbox,
        dispatch: Callable[[Inbound, int], str],
        bury: Callable[[str, str, int], None],
        tell: Tells,
        phone: str,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._inbox = inbox
        self._dispatch = dispatch
        self._bury = bury
        self._tell = tell
        self._phone = phone
        self._now = now

    def __call__(self, left_s: Callable[[], float]) -> dict[str, Any]:
        """How many ended how; `left_s` says how many seconds this invocation has left. One failure stops no other."""
        ended: Counter[str] = Counter()
        for key in self._inbox.due(self._now(), LIMIT):
            if left_s() < SPARE_S:
                break
            try:
                ended[self._see_to(key)] += 1
            except Exception as error:  # noqa: BLE001  # its lease is over still, or will be: the next sweep sees to it
                complain("not swept", error, id=key)
                ended["failed"] += 1
        if ended:
            say("swept", "WARNING", **ended)
        return {"ended": "swept", **ended}

    def _see_to(self, key: str) -> str:
        held = self._inbox.waiting(key)
        # The index is behind the table by moments: the table decides.
        if held is None or held.due > self._now():
            return "overtaken"
        if held.tries >= TRIES:
            return self._insist(key, held) if held.inbound.attachment == WITHDRAWAL else self._give_up(key, held)
        if not self._inbox.renew(key, held, self._now() + LEASE_S):
            return "overtaken"
        self._dispatch(held.inbound, held.tries + 1)
        return "dispatched"

    def _insist(self, key: str, held: Held) -> str:
        if held.tries == TRIES:
            self._bury(key, "privacy", held.tries)
        if not self._inbox.renew(key, held, self._now() + APOLOGY_EVERY_S):
            return "overtaken"
        self._dispatch(held.inbound, held.tries + 1)
        return "dispatched"

    def _give_up(self, key: str, held: Held) -> str:
        service, lang = _about(held.inbound)
        if held.tries == TRIES:
            # First: a crash after it leaves a second letter, a crash before it would leave none.
            self._bury(key, service, held.tries)
        if not self._inbox.renew(key, held, self._now() + APOLOGY_EVERY_S):
            return "overtaken"
        try:
            self._tell(held.inbound.sender, desk.apology(lang, self._phone))
        except Undeliverable:
            how = "undeliverable"
        except Exception as error:
            if held.tries < TRIES + APOLOGIES:
                raise
            complain("no apology", error, id=key)
            how = "given up"
        else:
            how = "apologised"
        self._inbox.close(key, how, self._now())
        return how


def _about(inbound: Inbound) -> tuple[str, str]:
    """Service and language, whatever is wrong with the message: it may be what nobody can understand."""
    try:
        about = understood(inbound)
    except Exception:  # noqa: BLE001
        return "", "vi"
    return about.service, about.lang
