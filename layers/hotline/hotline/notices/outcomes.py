"""What became of one recipient of one notice: a letter each, so that a chunk's ledger is a short text."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

TRIES = 3
"""How often a recipient is tried whom the channel certainly did not take, before it counts as failed."""


class Outcome(StrEnum):
    """The first three wait for their turn, after that many tries; all others are final, and UNKNOWN may be settled.

    UNKNOWN is written before the channel is asked: whoever ends between asking and noting leaves it behind, and nobody
    asks for it again.
    """

    PENDING = "."
    TRIED_ONCE = "1"
    TRIED_TWICE = "2"
    UNKNOWN = "?"
    ACCEPTED = "a"
    DELIVERED = "d"
    SEEN = "s"
    BLOCKED = "b"
    REFUSED = "r"
    GIVEN_UP = "g"
    UNREACHABLE = "u"
    EXPIRED = "e"
    CANCELLED = "c"

    @property
    def is_final(self) -> bool:
        """Whether nothing more is tried."""
        return self not in WAITING

    @property
    def is_taken(self) -> bool:
        """Whether the channel has certainly taken it."""
        return self in RECEIVED


WAITING = (Outcome.PENDING, Outcome.TRIED_ONCE, Outcome.TRIED_TWICE)
"""By tries so far."""

RECEIVED = (Outcome.ACCEPTED, Outcome.DELIVERED, Outcome.SEEN)
"""In the order in which they follow one another; a receipt that comes late goes no step back."""

BAD = (Outcome.BLOCKED, Outcome.REFUSED, Outcome.GIVEN_UP)
"""What makes us doubt a notice. An audience outside the channel's window is no fault of it, nor is a crash of ours."""


def tried_again(before: Outcome) -> Outcome:
    """After one more try that the channel certainly did not take."""
    tries = WAITING.index(before) + 1
    return WAITING[tries] if tries < TRIES else Outcome.GIVEN_UP


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recipients ended how."""

    counts: tuple[tuple[Outcome, int], ...] = ()

    @classmethod
    def of(cls, states: Iterable[str]) -> "Tally":
        """Counts the letters."""
        counts: dict[Outcome, int] = {}
        for state in states:
            counts[Outcome(state)] = counts.get(Outcome(state), 0) + 1
        return cls(tuple(sorted(counts.items())))

    def __getitem__(self, outcome: Outcome) -> int:
        return dict(self.counts).get(outcome, 0)

    def __add__(self, other: "Tally") -> "Tally":
        both = {outcome: self[outcome] + other[outcome] for outcome in Outcome}
        return Tally(tuple(sorted((outcome, count) for outcome, count in both.items() if count)))

    def __str__(self) -> str:
        return ", ".join(f"{count} {name}" for name, count in self.by_name.items())

    @property
    def by_name(self) -> dict[str, int]:
        """How many, by the outcomes' names in small letters."""
        return {outcome.name.lower(): count for outcome, count in self.counts}

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.counts)

    @property
    def bad(self) -> int:
        """Those that make us doubt the notice."""
        return sum(self[outcome] for outcome in BAD)
