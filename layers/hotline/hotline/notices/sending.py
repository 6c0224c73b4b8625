"""Sends one chunk of a notice, wave by wave. The protocol and its invariants are in docs/design.md, "Notices".

    read chunk ─► take a turn ─► write "this wave starts" ─► send it ─► note it with the next start … ─► write the end

Whatever ends in between, the next worker finds the wave UNKNOWN and goes on behind it.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from hotline.messages import Recipient
from hotline.notices.ledger import WAVE, Ledger, Result
from hotline.notices.outcomes import WAITING, Outcome, Tally
from hotline.notices.pacing import Later, Turn
from hotline.notices.policy import Stop, Verdict, doubt, together
from hotline.notices.transitions import Status

LEASE_S = 120
"""After so long without a write, a worker is given up. Longer than a wave with every request at its time limit."""

SPARE_S = 30
"""What a worker leaves of its time: a wave that has started should end."""

LOOK_EVERY_S = 5
"""How old a worker's knowledge of the notice may be when it starts a wave."""


@dataclass(frozen=True, slots=True)
class ChunkKey:
    """The nth chunk of a notice's audience, as it was frozen by one attempt to freeze it."""

    notice: str
    audience: str
    number: int


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a notice goes to, and in which language, "vi" or "en"."""

    recipient: Recipient
    lang: str = "vi"


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker must know of a notice. `tally` is of the chunks that have ended."""

    status: Status
    valid_until: datetime
    urgent: bool
    tally: Tally


@dataclass(frozen=True, slots=True)
class Chunk:
    """Its recipients, fixed for good, and its ledger; `closed` when it has been counted in the notice's tally."""

    recipients: tuple[Addressee, ...]
    ledger: Ledger
    closed: bool = False


class Chunks(Protocol):
    """Where chunks are. A write replaces the version that its ledger names, or fails; it makes the next version."""

    def read(self, key: ChunkKey) -> tuple[Job, Chunk] | None:
        """As they are now, or None where there is none."""
        ...

    def job(self, notice: str) -> Job:
        """The notice alone."""
        ...

    def write(self, key: ChunkKey, ledger: Ledger) -> bool:
        """False where somebody else wrote meanwhile."""
        ...

    def close(self, key: ChunkKey, ledger: Ledger) -> bool:
        """The last write, together with adding the ledger's tally to the notice's."""
        ...

    def stop(self, notice: str, stop: Stop) -> None:
        """Pauses a notice that is being sent, with the reason."""
        ...


class Paces(Protocol):
    """The account's rate; `pacing.take` and `pacing.put_off`, kept where all workers see it."""

    def take(self, count: int, *, urgent: bool) -> Turn | Later:
        """A turn for so many messages."""
        ...

    def put_off(self, until: float) -> None:
        """Nobody's turn is before that."""
        ...


class Sends(Protocol):
    """Hands a wave to the channel, all of it, each at its moment of the turn."""

    def __call__(self, notice: str, wave: Sequence[Addressee], turn: Turn) -> Sequence[Verdict]:
        """A verdict for each, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more is to be done for this chunk now; `why` for the log."""

    why: str


class Sending:
    """Works on chunks. `now` gives seconds since 1970, real time."""

    def __init__(
        self, chunks: Chunks, paces: Paces, send: Sends, now: Callable[[], float] = time.time, wave: int = WAVE
    ) -> None:
        self._chunks = chunks
        self._paces = paces
        self._send = send
        self._now = now
        self._wave = wave

    def __call__(self, key: ChunkKey, left_s: Callable[[], float]) -> Done | Later:
        """Sends what waits; Later where somebody should come back for it."""
        found = self._chunks.read(key)
        if found is None:
            return Done("no such chunk")
        job, chunk = found
        if chunk.closed:
            return Done("closed before")
        if chunk.ledger.until > self._now():
            return Later(chunk.ledger.until)
        return _Work(self, key, chunk, job, left_s).run()


class _Work:
    """One worker's time with one chunk."""

    def __init__(self, sending: Sending, key: ChunkKey, chunk: Chunk, job: Job, left_s: Callable[[], float]) -> None:
        self._chunks = sending._chunks
        self._paces = sending._paces
        self._send = sending._send
        self._now = sending._now
        self._size = sending._wave
        self._key = key
        self._recipients = chunk.recipients
        self._ledger = chunk.ledger
        self._before = chunk.ledger
        self._job = job
        self._looked = self._now()
        self._left_s = left_s
        self._is_ours = False

    def run(self) -> Done | Later:
        """Until nobody waits, or somebody else should go on."""
        while True:
            if self._now() - self._looked > LOOK_EVERY_S:
                self._job, self._looked = self._chunks.job(self._key.notice), self._now()
            if stop := self._job_ends():
                self._ledger = self._ledger.ended(stop)
            if not self._ledger.next_wave(1):
                return self._close()
            if self._job.status is not Status.SENDING:
                return self._leave(Done(f"notice is {self._job.status}"))
            if self._left_s() < SPARE_S:
                return self._leave(Later(self._now()))
            wave = self._ledger.next_wave(self._size)
            turn = self._paces.take(len(wave), urgent=self._job.urgent)
            if isinstance(turn, Later):
                return self._leave(turn)
            if not self._write(self._ledger.started(wave, self._now() + LEASE_S)):
                return Later(self._now() + LEASE_S)
            self._is_ours = True
            self._sent(wave, turn)

    def _job_ends(self) -> Outcome | None:
        if self._job.status is Status.CANCELLED:
            return Outcome.CANCELLED
        return Outcome.EXPIRED if self._now() >= self._job.valid_until.timestamp() else None

    def _sent(self, wave: Sequence[int], turn: Turn) -> None:
        """Sends a wave that has been announced, and notes what came of it for the next write."""
        before, recipients = self._before, [self._recipients[position] for position in wave]
        verdicts = together(self._send(self._key.notice, recipients, turn), datetime.fromtimestamp(self._now(), UTC))
        results: Mapping[int, Result] = {
            position: verdict.result for position, verdict in zip(wave, verdicts, strict=True)
        }
        self._ledger = self._ledger.noted(before, results)
        holds = [verdict.hold_until.timestamp() for verdict in verdicts if verdict.hold_until]
        if holds:
            self._paces.put_off(max(holds))
        ended = Tally.of(state for state in self._ledger.states if state not in WAITING)
        stop = next((verdict.stop for verdict in verdicts if verdict.stop), None) or doubt(self._job.tally + ended)
        if stop:
            self._chunks.stop(self._key.notice, stop)
            self._job = replace(self._job, status=Status.PAUSED)

    def _write(self, ledger: Ledger) -> bool:
        if not self._chunks.write(self._key, ledger):
            return False
        self._before = self._ledger
        self._ledger = replace(ledger, version=ledger.version + 1)
        return True

    def _leave(self, how: Done | Later) -> Done | Later:
        """Notes the last wave, if there was one, and lets go."""
        if self._is_ours:
            self._write(self._ledger.left())
        return how

    def _close(self) -> Done | Later:
        if self._chunks.close(self._key, self._ledger.left()):
            return Done("closed")
        return Later(self._now() + LEASE_S)
