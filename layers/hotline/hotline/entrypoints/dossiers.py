"""What is known of a dossier: read from Cache, and asked for again by one caller at a time.

A citizen waits at most `LOOKUP_S` for an office's system. While it fails, what it said within a day is told with its
age.
"""

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol, cast

from hotline.breaking import Breaker
from hotline.entrypoints.patience import within
from hotline.errors import HotlineError, OutOfService, Unavailable
from hotline.observability import Calls, Level, complain, say
from hotline.services.dossier.dossiers import Found, Upstream
from hotline.storage.dossiers import NONE_S, STALE_S, Pushed
from hotline.storage.items import ItemKey, Items

LOOKUP_S, SYNC_S = 3.0, 10.0
"""How long a citizen, and how long the schedule, waits for an office's system."""

POLL_S = 0.3


class AnswerItems(Protocol):
    """Where answers are kept; `storage.dossiers.DossierItems`."""

    def keys(self, code: str) -> tuple[ItemKey, ...]:
        """What the two below are read from."""
        ...

    def read(self, keys: Iterable[ItemKey]) -> Items:
        """All of these, as they are now."""
        ...

    def answer(self, code: str, items: Items) -> Found | None:
        """What was answered last."""
        ...

    def pushed(self, code: str, items: Items) -> Pushed | None:
        """What was pushed last."""
        ...

    def keep_answer(self, code: str, found: Found) -> None:
        """In place of the one before."""
        ...

    def take_turn(self, code: str) -> bool:
        """Whether it is ours, alone, to ask."""
        ...


class ExportItems(Protocol):
    """Where an export is published; `storage.dossier_exports.DossierExports`."""

    def keys(self, code: str) -> tuple[ItemKey, ...]:
        """What `found` is read from."""
        ...

    def found(self, code: str, items: Items) -> Found | None:
        """None where none is published."""
        ...


class Dossiers(Protocol):
    """What is known of dossiers, whatever keeps them."""

    def keys(self, code: str) -> tuple[ItemKey, ...]:
        """What `find` needs, to be read in one call with everything else."""
        ...

    def find(self, code: str, items: Items) -> Found:
        """Raises Unavailable where nobody knows."""
        ...

    def find_alone(self, code: str) -> Found:
        """The same for whoever reads nothing else."""
        ...


class AskedDossiers:
    """Dossiers that an office's system is asked for. `clock` is the time that answers are for; `now` is monotonic."""

    def __init__(
        self,
        items: AnswerItems,
        upstream: Upstream,
        clock: Callable[[], datetime],
        fresh_s: int,
        calls: Calls,
        patience_s: float = LOOKUP_S,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._items = items
        self._upstream = upstream
        self._clock = clock
        self._fresh_s = fresh_s
        self._calls = calls
        self._patience_s = patience_s
        self._now = now
        self._sleep = sleep
        self._break = Breaker("the dossiers' server")

    def keys(self, code: str) -> tuple[ItemKey, ...]:
        """What was answered, and what was pushed."""
        return self._items.keys(code)

    def find_alone(self, code: str) -> Found:
        """Reads for itself."""
        return self.find(code, self._items.read(self.keys(code)))

    def find(self, code: str, items: Items) -> Found:
        """What is fresh, or else what is answered now, or else what is there. Raises Unavailable."""
        pushed, answer = self._known(code, items)
        known = newest(pushed, answer)
        if self._is_fresh(pushed) or self._is_fresh(answer):
            return cast("Found", known)
        usable = known if known and known.dossier else None
        if not self._items.take_turn(code):
            return usable or self._wait(code)
        try:
            return newest(pushed, self._ask(code)) or Found(None, self._clock())
        except HotlineError as error:
            level: Level = "ERROR" if isinstance(error, OutOfService) else "WARNING"
            say("dossier not asked for", level, error=type(error).__name__, why=str(error))
            if usable:
                return usable
            raise Unavailable("no office's system says anything of this dossier") from error

    def _known(self, code: str, items: Items) -> tuple[Found | None, Found | None]:
        """What was pushed, and what was answered, if that may still be told."""
        pushed, answer = self._items.pushed(code, items), self._items.answer(code, items)
        if answer and self._age_s(answer) > (STALE_S if answer.dossier else NONE_S):
            answer = None
        return pushed.found if pushed else None, answer

    def _ask(self, code: str) -> Found:
        with self._calls.timed("LookUp"):
            dossier = self._break(lambda: within(self._patience_s, lambda: self._upstream.look_up(code)))
        found = Found(dossier, self._clock())
        try:
            self._items.keep_answer(code, found)
        except HotlineError as error:
            complain("dossier not kept", error)
        return found

    def _wait(self, code: str) -> Found:
        """For whoever asks at this moment: what they get is there soon, or nothing is."""
        end = self._now() + self._patience_s
        while self._now() < end:
            self._sleep(POLL_S)
            _, answer = self._known(code, self._items.read(self.keys(code)))
            if answer:
                return answer
        raise Unavailable("somebody else asks for this dossier, and has no answer yet")

    def _is_fresh(self, found: Found | None) -> bool:
        if found is None:
            return False
        return self._age_s(found) <= (self._fresh_s if found.dossier else min(NONE_S, self._fresh_s))

    def _age_s(self, found: Found) -> float:
        return (self._clock() - found.as_of).total_seconds()


class KeptDossiers:
    """Dossiers that an office sends us: in an export, where `exports` is given, one by one, or both."""

    def __init__(self, items: AnswerItems, exports: ExportItems | None, clock: Callable[[], datetime]) -> None:
        self._items = items
        self._exports = exports
        self._clock = clock

    def keys(self, code: str) -> tuple[ItemKey, ...]:
        """What was pushed, and where the export would have it."""
        return self._items.keys(code) + (self._exports.keys(code) if self._exports else ())

    def find_alone(self, code: str) -> Found:
        """Reads for itself."""
        return self.find(code, self._items.read(self.keys(code)))

    def find(self, code: str, items: Items) -> Found:
        """What was sent last. Raises Unavailable where an export is awaited and none has come."""
        pushed = self._items.pushed(code, items)
        exported = self._exports.found(code, items) if self._exports else Found(None, self._clock())
        found = newest(pushed.found if pushed else None, exported)
        if found is None:
            raise Unavailable("no export of dossiers has been published yet")
        # An export may be dated by a clock that is ahead of ours.
        return Found(found.dossier, min(found.as_of, self._clock()))


def newest(*founds: Found | None) -> Found | None:
    """What knows a dossier stands before what knows none; then the younger."""
    known = [found for found in founds if found]
    return max(known, key=lambda found: (found.dossier is not None, found.as_of), default=None)
