"""The account's rate, shared by all who send: GCRA, the leaky bucket as one moment, taken a wave at a time.

`tat` (theoretical arrival time) is when the next message may go. A taker moves it by what it takes and sends from where
it was, so nobody has to count, and no two send at the same moment. Urgent notices keep others away while they send.
"""

from dataclasses import dataclass

URGENT_HOLD_S = 2.0
"""For so long after the last urgent turn, nobody else gets one."""

PATIENCE_S = 2.0
"""A turn that is further away is not taken: what is taken cannot be given back, and would keep urgent ones waiting."""


@dataclass(frozen=True, slots=True)
class Pace:
    """In seconds since 1970: when the next message may go, and until when only urgent ones."""

    tat: float = 0.0
    urgent_until: float = 0.0


@dataclass(frozen=True, slots=True)
class Turn:
    """Messages may go at `start`, and one each `every` seconds after it."""

    start: float
    every: float


@dataclass(frozen=True, slots=True)
class Later:
    """No turn before `at`."""

    at: float


def take(pace: Pace, count: int, every: float, now: float, *, urgent: bool) -> tuple[Pace, Turn | Later]:
    """`count` messages' worth of the rate, `every` seconds each; 0 is no limit at all."""
    start = max(pace.tat, now)
    if start - now > PATIENCE_S:
        return pace, Later(start - PATIENCE_S / 2)
    if not urgent and now < pace.urgent_until:
        return pace, Later(pace.urgent_until)
    until = now + PATIENCE_S + URGENT_HOLD_S if urgent else pace.urgent_until
    return Pace(start + count * every, until), Turn(start, every)


def put_off(pace: Pace, until: float) -> Pace:
    """After the channel said that it is too much."""
    return Pace(max(pace.tat, until), pace.urgent_until)
