"""Begins, lists and ends the dossiers that a citizen follows, for whoever answers about dossiers."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from hotline.messages import Recipient, Reply
from hotline.services.dossier import said_change
from hotline.services.dossier.changes import LONGEST, Told, knowing, public
from hotline.services.dossier.dossiers import Found
from hotline.services.dossier.following_wording import CONSENT_VERSION
from hotline.services.dossier.pace import asked_next
from hotline.services.dossier.service import Desk
from hotline.storage.items import Item, ItemKey, Items
from hotline.storage.watch_items import Consent, Watch


class Watches(Protocol):
    """What citizens follow; `storage.watches.Watches`."""

    def begin(self, watch: Watch) -> bool:
        """False if this citizen follows as many as one may."""
        ...

    def key(self, citizen: Recipient, code: str) -> ItemKey:
        """Where one is."""
        ...

    def read(self, item: Item | None) -> Watch | None:
        """What is there."""
        ...

    def of(self, citizen: Recipient) -> list[Watch]:
        """All that this citizen follows."""
        ...

    def end(self, watch: Watch, how: str) -> bool:
        """False if it had ended."""
        ...


class Untold(Protocol):
    """What waits to be said; `storage.untold.Untold`."""

    def drop(self, citizen: Recipient, code: str) -> None:
        """Of this dossier, nothing any more."""
        ...


class Ends:
    """Ends the following of one dossier, with what waits to be said of it."""

    def __init__(self, watches: Watches, untold: Untold) -> None:
        self._watches = watches
        self._untold = untold

    def __call__(self, watch: Watch, how: str) -> None:
        """`how` stands in the record of the consent."""
        self._watches.end(watch, how)
        self._untold.drop(watch.citizen, watch.code)


class Following:
    """`interval` is how often an office is asked. `now` gives seconds since 1970, real time."""

    def __init__(
        self, watches: Watches, untold: Untold, interval: timedelta, now: Callable[[], float] = time.time
    ) -> None:
        self._watches = watches
        self._end = Ends(watches, untold)
        self._interval = interval
        self._now = now

    def keys(self, citizen: Recipient, code: str) -> tuple[ItemKey, ...]:
        """What `is_watched` is read from."""
        return (self._watches.key(citizen, code),)

    def is_watched(self, citizen: Recipient, code: str, items: Items) -> bool:
        """Whether they follow this one."""
        return self._watches.read(items.get(self._watches.key(citizen, code))) is not None

    def begin(self, desk: Desk, citizen: Recipient, found: Found) -> Reply:
        """They follow it from now on, if something may still happen to it and there are not too many."""
        if found.dossier is None:
            raise ValueError("a dossier that nobody knows cannot be followed")
        dossier = public(found.dossier)
        told = knowing(dossier, desk.now, desk.timezone)
        if told.is_over:
            return said_change.over(desk, told, dossier.code)
        at = int(self._now())
        consent = Consent(CONSENT_VERSION, at, citizen.channel)
        due = asked_next(dossier.code, desk.now, self._interval, desk.timezone)
        due_at = at + int((due - desk.now).total_seconds())
        ends = at + int(LONGEST.total_seconds())
        if self._watches.begin(Watch(citizen, dossier.code, told, consent, due_at, ends, desk.lang)):
            return said_change.begun(desk, dossier)
        return said_change.full(desk, self._followed(citizen))

    def listed(self, desk: Desk, citizen: Recipient) -> Reply:
        """What they follow, as it stood when the office was last asked."""
        return said_change.listed(desk, self._followed(citizen))

    def end(self, desk: Desk, citizen: Recipient, code: str) -> Reply:
        """They follow it no longer; without a code the only one, or else they are asked which."""
        watches = self._watches.of(citizen)
        if not code and len(watches) != 1:
            return said_change.which(desk, [(watch.code, watch.known) for watch in watches])
        watch = next((one for one in watches if not code or one.code == code), None)
        if watch is None:
            return said_change.not_followed(desk, code)
        self._end(watch, "unwatched")
        return said_change.ended(desk, watch.code)

    def _followed(self, citizen: Recipient) -> list[tuple[str, Told]]:
        return [(watch.code, watch.known) for watch in self._watches.of(citizen)]
