"""Says what could not be sent before, at a citizen's next message and before its answer.

Whatever service answers has it: what there is to say is read with the message. How it is said is loaded when there is
something to say.
"""

import time
from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Protocol

from hotline.errors import HotlineError, Unconfirmed
from hotline.messages import Recipient, Reply
from hotline.observability import complain, say
from hotline.storage.items import ItemKey, Items
from hotline.storage.untold import STALE_S, Waiting, read_waiting

if TYPE_CHECKING:
    from hotline.entrypoints.answering import Tells


class Untold(Protocol):
    """What waits; `storage.untold.Untold`."""

    def key(self, citizen: Recipient) -> ItemKey:
        """Where it is."""
        ...

    def claim(self, citizen: Recipient, waiting: Waiting) -> Waiting | None:
        """Notes what is about to be said; None if somebody else says it, or more has come."""
        ...

    def settle(self, citizen: Recipient, claimed: Waiting) -> None:
        """It was said, or nobody will know."""
        ...

    def release(self, citizen: Recipient, claimed: Waiting) -> None:
        """It was not, for sure."""
        ...


class SaysUntold:
    """`clock` is the time that is spoken of; `now` gives seconds since 1970, real time."""

    def __init__(
        self,
        untold: Untold,
        tell: "Tells",
        phone: str,
        clock: Callable[[], datetime],
        timezone: tzinfo,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._untold = untold
        self._tell = tell
        self._phone = phone
        self._clock = clock
        self._timezone = timezone
        self._now = now

    def key(self, citizen: Recipient) -> ItemKey:
        """What it needs, read with their message."""
        return self._untold.key(citizen)

    def __call__(self, citizen: Recipient, items: Items, lang: str) -> None:
        """Says it; a failure is written down, and the answer goes on."""
        waiting = read_waiting(items.get(self.key(citizen)))
        if not (waiting.changes or waiting.saying):
            return
        try:
            self._say(citizen, waiting, lang)
        except HotlineError as error:
            complain("kept change not said", error)

    def _say(self, citizen: Recipient, waiting: Waiting, lang: str) -> None:
        if waiting.said_at > self._now() - STALE_S:
            return  # another message of theirs says it
        claimed = self._untold.claim(citizen, waiting) if waiting.changes else waiting
        if claimed is None:
            return
        if waiting.saying:
            say("change unknown", "WARNING", count=len(waiting.saying))
        reply = self._reply(claimed, lang) if waiting.changes else None
        if reply:
            self._send(citizen, reply, claimed)
        else:
            self._untold.settle(citizen, claimed)

    def _send(self, citizen: Recipient, reply: Reply, claimed: Waiting) -> None:
        try:
            self._tell(citizen, reply)
        except Unconfirmed:
            say("change unknown", "WARNING", count=len(claimed.saying))
        except HotlineError:
            self._untold.release(citizen, claimed)
            raise
        else:
            say("kept change said", count=len(claimed.saying))
        self._untold.settle(citizen, claimed)

    def _reply(self, claimed: Waiting, lang: str) -> Reply | None:
        from hotline.services.dossier.changes import Change
        from hotline.services.dossier.disclosure import Disclosure
        from hotline.services.dossier.said_change import kept_told
        from hotline.services.dossier.service import Desk

        desk = Desk(lang, self._phone, self._clock(), Disclosure.MASKED, self._timezone)
        return kept_told(desk, [Change.from_json(body) for body in claimed.saying.values()])
