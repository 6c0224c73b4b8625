"""Looks after notices that are on their way: what a crash has left lying is taken up again, and ends are noticed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from hotline.notices.sending import ChunkKey
from hotline.notices.transitions import Action, Status

STALLED_S = 180
"""Chunks are enqueued again when nothing has moved for so long: longer than a lease and a redelivery."""


@dataclass(frozen=True, slots=True)
class Underway:
    """A notice that is approved and not over. `chunks` are of its audience, `closed` of them have ended.

    `moved_at` is when it last changed, in seconds since 1970; `send_at`, aware, when a scheduled one begins, and
    `resume_at` when a pause ends by itself.
    """

    notice: str
    status: Status
    valid_until: datetime
    chunks: int
    closed: int
    moved_at: float
    send_at: datetime | None = None
    resume_at: datetime | None = None
    urgent: bool = False

    @property
    def is_over(self) -> bool:
        """Whether all of its audience has an outcome."""
        return self.closed == self.chunks and self.status not in (Status.FREEZING, Status.SCHEDULED)


class Notices(Protocol):
    """Where notices are."""

    def underway(self) -> Sequence[Underway]:
        """Those that are approved and not over, cancelled ones that have chunks open among them."""
        ...

    def open_chunks(self, notice: str) -> Sequence[ChunkKey]:
        """Those not closed, on which nobody works."""
        ...

    def act(self, notice: str, action: Action, why: str) -> bool:
        """By the clock's hand; False where it is too late for it."""
        ...

    def touch(self, notice: str) -> None:
        """It has just moved."""
        ...


class Tending:
    """One look at all of them; each minute."""

    def __init__(
        self,
        notices: Notices,
        freeze: Callable[[str], object],
        enqueue: Callable[[Sequence[ChunkKey]], None],
        finish: Callable[[str], None],
        now: Callable[[], float],
        is_quiet: Callable[[], bool] = lambda: False,
    ) -> None:
        self._notices = notices
        self._freeze = freeze
        self._enqueue = enqueue
        self._finish = finish
        self._now = now
        self._is_quiet = is_quiet

    def __call__(self) -> None:
        """`finish` closes a notice's books, and audits it."""
        for one in self._notices.underway():
            self._see_to(one)

    def _see_to(self, one: Underway) -> None:
        is_stalled = self._now() - one.moved_at > STALLED_S
        is_late = self._now() >= one.valid_until.timestamp()
        if one.status in (Status.FREEZING, Status.SCHEDULED) and is_late:
            self._notices.act(one.notice, Action.EXPIRE, "its time is over")
        elif self._waits_for_morning(one):
            return
        elif one.status is Status.SCHEDULED:
            self._begin(one)
        elif one.status is Status.FREEZING and is_stalled:
            self._notices.touch(one.notice)
            self._freeze(one.notice)
        elif one.is_over:
            self._finish(one.notice)
        elif one.status is Status.PAUSED and one.resume_at and self._now() >= one.resume_at.timestamp():
            self.resume(one.notice, "the time that the channel named")
        elif is_stalled and (one.status is not Status.PAUSED or is_late):
            self.take_up(one.notice)

    def _waits_for_morning(self, one: Underway) -> bool:
        """Whether it would begin, or go on after a pause, in the quiet hours; its audience is frozen after them."""
        begins = one.status in (Status.FREEZING, Status.SCHEDULED)
        resumes = one.status is Status.PAUSED and one.resume_at is not None and not one.is_over
        return (begins or resumes) and not one.urgent and self._is_quiet()

    def _begin(self, one: Underway) -> None:
        is_due = one.send_at is not None and self._now() >= one.send_at.timestamp()
        if is_due and self._notices.act(one.notice, Action.BEGIN, "its time has come"):
            self._freeze(one.notice)

    def resume(self, notice: str, why: str) -> bool:
        """Goes on with a paused one."""
        if not self._notices.act(notice, Action.RESUME, why):
            return False
        self.take_up(notice)
        return True

    def take_up(self, notice: str) -> None:
        """Enqueues what is open of it."""
        self._notices.touch(notice)
        self._enqueue(self._notices.open_chunks(notice))
