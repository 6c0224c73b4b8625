"""The ledger of one chunk: what became of each of its recipients, and which write was the last.

The rule that keeps every recipient from being told twice:

    a recipient is handed to the channel only after a write that turned its letter from waiting to UNKNOWN, and such a
    write succeeds for one worker alone, because it names the version that it replaces.

UNKNOWN turns back to waiting only in the hands of the worker that wrote it, when the channel certainly did not take the
message. So a worker that was stopped, or slept past its lease, can still send what it had announced, and nobody else
will: once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from hotline.notices.outcomes import WAITING, Outcome, tried_again

WAVE = 16
"""Recipients handed to the channel between two writes: so many, at most, does one crash leave UNKNOWN."""

MARK_BYTES = 4


@dataclass(frozen=True, slots=True)
class Result:
    """What the channel said about one recipient. `message_id` is its id, where it took the message."""

    outcome: Outcome
    message_id: str = ""


NOT_TAKEN = Result(Outcome.PENDING)
"""The channel certainly did not take it, and it was not this recipient's fault: no try is counted."""

TRY_AGAIN = Result(Outcome.TRIED_ONCE)
"""The channel certainly did not take it: a try is counted."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """`states` has a letter for each recipient, `marks` MARK_BYTES of each message's id, zeros where there is none.

    `version` counts the writes. `until` is when the worker that wrote last is given up, in seconds since 1970; 0 when
    it has left by itself.
    """

    states: str
    marks: bytes
    version: int = 0
    until: float = 0

    @classmethod
    def fresh(cls, recipients: int) -> "Ledger":
        """Nobody has been told yet."""
        return cls(Outcome.PENDING * recipients, bytes(MARK_BYTES * recipients))

    @property
    def is_done(self) -> bool:
        """Whether each recipient has an outcome."""
        return not any(waiting in self.states for waiting in WAITING)

    def next_wave(self, size: int) -> tuple[int, ...]:
        """Positions of the recipients whose turn is next: those with the fewest tries first."""
        waiting = [position for position, state in enumerate(self.states) if state in WAITING]
        return tuple(sorted(waiting, key=self.states.__getitem__)[:size])  # "." before "1" before "2"

    def started(self, wave: Sequence[int], until: float) -> "Ledger":
        """Announces a wave. To be written before any of it is sent."""
        return replace(self._changed(dict.fromkeys(wave, Outcome.UNKNOWN)), until=until)

    def noted(self, before: "Ledger", results: Mapping[int, Result]) -> "Ledger":
        """Notes what the channel said about a wave that this worker had announced over `before`."""
        states = {
            position: _after(Outcome(before.states[position]), result.outcome) for position, result in results.items()
        }
        marks = bytearray(self.marks)
        for position, result in results.items():
            if result.message_id:
                marks[span(position)] = mark(result.message_id)
        return replace(self._changed(states), marks=bytes(marks))

    def ended(self, outcome: Outcome) -> "Ledger":
        """Gives all who wait the same outcome: EXPIRED or CANCELLED."""
        waiting = [position for position, state in enumerate(self.states) if state in WAITING]
        return self._changed(dict.fromkeys(waiting, outcome))

    def left(self) -> "Ledger":
        """Nobody works on it."""
        return replace(self, until=0)

    def mark_at(self, position: int) -> bytes:
        """Some bytes of the message's id."""
        return self.marks[span(position)]

    def _changed(self, states: Mapping[int, Outcome]) -> "Ledger":
        letters = list(self.states)
        for position, outcome in states.items():
            letters[position] = outcome
        return replace(self, states="".join(letters))


def mark(message_id: str) -> bytes:
    """Enough of an id to tell a recipient's messages apart."""
    return sha256(message_id.encode()).digest()[:MARK_BYTES]


def span(position: int) -> slice:
    """Where a recipient's mark is among all."""
    return slice(position * MARK_BYTES, (position + 1) * MARK_BYTES)


def _after(before: Outcome, said: Outcome) -> Outcome:
    if said is Outcome.PENDING:
        return before
    return tried_again(before) if said is Outcome.TRIED_ONCE else said
