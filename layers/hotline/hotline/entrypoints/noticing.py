"""What `sync` does for notices: freezes audiences, looks after those underway, closes the books and audits them."""

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from secrets import token_hex
from typing import Any

from hotline.entrypoints.broadcasting import chunk_body
from hotline.errors import Refused
from hotline.notices.audit import Audit, audit
from hotline.notices.freezing import Freezing
from hotline.notices.policy import Stop
from hotline.notices.sending import Addressee, ChunkKey
from hotline.notices.tending import Tending, Underway
from hotline.notices.transitions import Action
from hotline.observability import say
from hotline.storage import queues
from hotline.storage.aws import Aws
from hotline.storage.notice_chunks import NoticeChunks
from hotline.storage.notices import CLOCK, Notices, Record
from hotline.storage.subscriptions import Subscriptions


class Ledgers:
    """`sending.Chunks`: the chunks, and the notice that they are of."""

    def __init__(self, chunks: NoticeChunks, notices: Notices, now: Callable[[], float] = time.time) -> None:
        self.read = chunks.read
        self.job = chunks.job
        self.write = chunks.write
        self.close = chunks.close
        self._notices = notices
        self._now = now

    def stop(self, notice: str, stop: Stop) -> None:
        """Pauses the notice, and says why."""
        say("stopped", "ERROR", notice=notice, why=stop.reason)
        self._notices.stop(notice, stop, datetime.fromtimestamp(self._now(), UTC))


class Noticing:
    """`urgent` and `bulk` are the URLs of the queues. `now` gives seconds since 1970, real time.

    `is_quiet` says whether it is night for citizens: what is not urgent is frozen when that is over, so that who ends
    their subscription at night is not told in the morning.
    """

    def __init__(
        self,
        aws: Aws,
        notices: Notices,
        chunks: NoticeChunks,
        subscriptions: Subscriptions,
        urgent: str,
        bulk: str,
        now: Callable[[], float] = time.time,
        is_quiet: Callable[[], bool] = lambda: False,
    ) -> None:
        self._aws = aws
        self._notices = notices
        self._chunks = chunks
        self._subscriptions = subscriptions
        self._queues = {True: urgent, False: bulk}
        self._now = now
        self._freezing = Freezing(self._audience, self, self.enqueue, partial(token_hex, 4))
        self._is_quiet = is_quiet
        self.tending = Tending(self, self.freeze, self.enqueue, self.finish, now, is_quiet)

    def freeze(self, notice: str) -> int | None:
        """Freezes and begins to send; how many recipients, or None where it is too late for it, or too early."""
        if self._is_quiet() and not self._record(notice).content.urgent:
            say("waits for the morning", notice=notice)
            return None
        recipients = self._freezing(notice)
        say("frozen", notice=notice, recipients=recipients)
        return recipients

    def take_up(self, notice: str) -> dict[str, Any]:
        """Goes on with what is open of one."""
        self.tending.take_up(notice)
        return {"ended": "taken up"}

    def tend(self) -> dict[str, Any]:
        """One look at all that are underway."""
        self.tending()
        return {"ended": "tended"}

    # ── What freezing and tending need ───────────────────────────────────────────────────────────────────────────────

    def _audience(self, notice: str) -> Iterable[tuple[str, Addressee]]:
        content = self._record(notice).content
        return self._subscriptions.subscribers(content.topic, content.areas)

    def put(self, chunks: Iterable[tuple[ChunkKey, Sequence[Addressee]]]) -> None:
        """Keeps chunks that nobody knows of yet."""
        self._chunks.put(chunks, self._now())

    def commit(self, notice: str, audience: str, firsts: Sequence[bytes], recipients: int) -> bool:
        """FREEZING becomes SENDING."""
        return self._notices.commit(notice, audience, firsts, recipients, self._time())

    def enqueue(self, keys: Sequence[ChunkKey]) -> None:
        """Puts chunks into their notice's queue."""
        if keys:
            urgent = self._record(keys[0].notice).content.urgent
            bodies = [chunk_body(key) for key in keys]
            queues.send_all(self._aws, self._queues[urgent], bodies, group=keys[0].notice)

    def underway(self) -> Sequence[Underway]:
        """Those that are approved and not over."""
        return self._notices.underway()

    def open_chunks(self, notice: str) -> Sequence[ChunkKey]:
        """Those not closed, on which nobody works."""
        record = self._record(notice)
        return self._chunks.open(notice, record.audience, record.chunks, self._now())

    def act(self, notice: str, action: Action, why: str) -> bool:
        """By the clock's hand; False where it is too late for it."""
        try:
            status = self._record(notice).status
            self._notices.act(notice, action, CLOCK, self._time(), expected=status, why=why)
        except Refused:
            return False
        return True

    def touch(self, notice: str) -> None:
        """It has just moved."""
        self._notices.touch(notice, self._time())

    # ── The end ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def finish(self, notice: str) -> None:
        """Closes the books and audits them; what must not be is an error in the log, and so an alarm."""
        record = self._record(notice)
        found = self._audited(record)
        say(
            "audited",
            "INFO" if found.passes else "ERROR",
            notice=notice,
            passes=found.passes,
            findings=list(found.findings[:10]),
            **found.tally.by_name,
        )
        self._notices.close(notice, record.status, self._time(), _summary(found))

    def audit(self, notice: str) -> Audit:
        """What became of each recipient. Raises Refused where nobody has been frozen."""
        return self._audited(self._record(notice))

    def _audited(self, record: Record) -> Audit:
        if not record.audience:
            raise Refused(f"{record.notice} has no audience yet: it is {record.status}")
        return audit(self._chunks.all(record.notice, record.audience), record.recipients, record.tally)

    def _record(self, notice: str) -> Record:
        record = self._notices.read(notice)
        if record is None:
            raise Refused(f"there is no notice {notice}")
        return record

    def _time(self) -> datetime:
        return datetime.fromtimestamp(self._now(), UTC)


def _summary(found: Audit) -> str:
    counts = str(found.tally) or "nobody to tell"
    return counts if found.passes else f"{counts}; AUDIT FAILED: {'; '.join(found.findings[:3])}"
