"""`{"task": "watches"}`: asks about the dossiers that citizens follow, and tells them what has changed.

One request for all who follow one code, the longest waiting first. A change is claimed, sent and settled; whatever
process ends in between, it is not sent twice. What may have been sent and what may not is written in `docs/design.md`.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Protocol

from hotline.entrypoints.telling_changes import RETRY_S, UNKNOWN, TellsChange
from hotline.errors import HotlineError, OutOfService, Unavailable
from hotline.messages import Recipient
from hotline.observability import complain, say
from hotline.services.dossier.changes import changes, public
from hotline.services.dossier.dossiers import Found
from hotline.services.dossier.pace import asked_next, is_daytime
from hotline.services.dossier.service import Desk
from hotline.storage.watch_claims import Standing
from hotline.storage.watch_items import Watch

PAGE = 50
"""Watches that are read at once, with what there is about their citizens."""

RUN_S, SPARE_S = 50, 30
"""How long one run takes at most, for the next comes in a minute, and how much of its invocation it leaves."""

FAILURES = 3
"""So many in a row, of offices or of the channel, and the run ends: they are left in peace, and no turn is lost."""

AFTER_END = timedelta(days=1)
"""How often an office is asked about a dossier that is over: it may still be mended."""


class Claims(Protocol):
    """What is followed; `storage.watch_claims.WatchClaims`."""

    def due(self, limit: int, after: Watch | None) -> list[Watch]:
        """The longest waiting first, after this one."""
        ...

    def standings(self, citizens: Iterable[Recipient]) -> dict[Recipient, Standing]:
        """Whether they left, and what they wait to hear."""
        ...

    def advance(self, watch: Watch, due: int) -> bool:
        """Nothing is new."""
        ...


class Watching:
    """Runs the task. `desk` is whom we speak for at this moment, in a language; `now` gives seconds since 1970.

    What an office said longer ago than `stale` is no answer of today's: the office does not answer, and something
    older was there. None for dossiers that an office sends us when it likes.
    """

    def __init__(
        self,
        claims: Claims,
        end: Callable[[Watch, str], object],
        find: Callable[[str], Found],
        tell: TellsChange,
        desk: Callable[[str], Desk],
        interval: timedelta,
        stale: timedelta | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._claims = claims
        self._end = end
        self._find = find
        self._tell = tell
        self._desk = desk
        self._interval = interval
        self._stale = stale
        self._now = now

    def __call__(self, left_s: Callable[[], float]) -> dict[str, Any]:
        """How many ended how; `left_s` says how many seconds this invocation has left. One failure stops no other."""
        desk = self._desk("vi")
        if not is_daytime(desk.now.astimezone(desk.timezone)):
            return {"ended": "night"}
        run = _Run(self._now() + RUN_S)
        for watch, standing in self._due():
            if run.is_over or self._now() >= run.until or left_s() < SPARE_S:
                break
            run.count(self._survive(watch, standing, run), late_s=self._now() - watch.due)
        counted: dict[str, Any] = dict(run.ended)
        if counted:
            say("watched", **counted, late_s=round(run.late_s))
        return {"ended": "watched"} | counted

    def _due(self) -> Iterator[tuple[Watch, Standing]]:
        """Page by page; what is written meanwhile changes nothing of it."""
        page = self._claims.due(PAGE, None)
        while page:
            standings = self._claims.standings({watch.citizen for watch in page})
            yield from ((watch, standings[watch.citizen]) for watch in page)
            page = self._claims.due(PAGE, page[-1]) if len(page) == PAGE else []

    def _survive(self, watch: Watch, standing: Standing, run: "_Run") -> str:
        try:
            return self._see_to(watch, standing, run)
        except Exception as error:  # noqa: BLE001  # one dossier stops no other
            complain("not watched", error)
            self._postpone(watch)
            return "failed"

    def _see_to(self, watch: Watch, standing: Standing, run: "_Run") -> str:
        if how := self._ends(watch, standing):
            self._end(watch, how)
            return how
        found = self._ask(watch.code, run)
        if found is None:
            self._postpone(watch)
            return "not asked"
        desk = self._desk(watch.lang)
        change = changes(watch.known, found.dossier, desk.now, desk.timezone) if found.dossier else None
        due = self._next(watch, desk)
        if change is None:
            return self._noted(watch, "unchanged" if self._claims.advance(watch, due) else "overtaken")
        try:
            told = self._tell(watch, change, standing.waiting, due)
        except (Unavailable, OutOfService) as error:
            run.unsent += 1
            complain("change not sent", error)
            return "not sent"
        run.unsent = 0
        return self._noted(watch, told)

    def _ask(self, code: str, run: "_Run") -> Found | None:
        """What the office says, asked once in a run; None where it does not answer."""
        if code not in run.answers:
            try:
                found = self._fresh(self._find(code))
                run.answers[code] = replace(found, dossier=public(found.dossier)) if found.dossier else found
            except HotlineError:
                # Whoever asked has written down why.
                run.answers[code] = None
            run.unasked = 0 if run.answers[code] else run.unasked + 1
        return run.answers[code]

    def _fresh(self, found: Found) -> Found:
        if self._stale and self._desk("vi").now - found.as_of > self._stale:
            raise Unavailable("the office does not answer; what it said before is not news")
        return found

    def _ends(self, watch: Watch, standing: Standing) -> str:
        """Why it ends now; "" where it goes on."""
        if standing.left >= watch.consent.at:
            return "left"
        return "over" if watch.ends <= self._now() else ""

    def _next(self, watch: Watch, desk: Desk) -> int:
        wait = AFTER_END if watch.known.is_over else self._interval / 2
        at = asked_next(watch.code, desk.now + wait, self._interval, desk.timezone)
        return int(self._now() + (at - desk.now).total_seconds())

    def _noted(self, watch: Watch, how: str) -> str:
        """Says that nobody knows what became of a claim that was found, once somebody has gone on from it."""
        if watch.claimed and how != "overtaken":
            say(UNKNOWN, "WARNING")
        return how

    def _postpone(self, watch: Watch) -> None:
        try:
            if self._claims.advance(watch, int(self._now()) + RETRY_S):
                self._noted(watch, "postponed")
        except HotlineError as error:
            complain("not postponed", error)


@dataclass(slots=True)
class _Run:
    """One run, `until` (seconds since 1970): what offices said, and how often in a row they, or the channel, did not.

    `late_s` is how long the longest waiting has waited.
    """

    until: float
    answers: dict[str, Found | None] = field(default_factory=dict)
    unasked: int = 0
    unsent: int = 0
    late_s: float = 0.0
    ended: Counter[str] = field(default_factory=Counter)

    @property
    def is_over(self) -> bool:
        return FAILURES in (self.unasked, self.unsent)

    def count(self, how: str, late_s: float) -> None:
        self.ended[how] += 1
        self.late_s = max(self.late_s, late_s)
