"""What an answer of the channel means for one recipient, for the rate, and for the whole notice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hotline.errors import (
    Blocked,
    HotlineError,
    OutOfService,
    OutsideWindow,
    RateLimited,
    Refused,
    Unavailable,
    Unconfirmed,
    Undeliverable,
)
from hotline.notices.ledger import NOT_TAKEN, TRY_AGAIN, Result
from hotline.notices.outcomes import Outcome, Tally

LONG_WAIT = timedelta(minutes=5)
"""A rate is counted by the minute; what is over for longer is a quota or the night, and stops the notice."""

DOWN_S = 10
"""How long nobody sends after a wave of which the channel answered nothing."""

BAD_COUNT = 10
BAD_PERCENT = 10


@dataclass(frozen=True, slots=True)
class Stop:
    """The whole notice waits: for `until`, aware, or where that is None for a person."""

    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happens to one recipient; `hold_until` moves everybody's turn; `stop` stops the notice."""

    result: Result
    hold_until: datetime | None = None
    stop: Stop | None = None


def accepted(message_id: str) -> Verdict:
    """The channel took it."""
    return Verdict(Result(Outcome.ACCEPTED, message_id))


_FOR_GOOD: tuple[tuple[type[HotlineError], Outcome], ...] = (
    (OutsideWindow, Outcome.UNREACHABLE),
    (Blocked, Outcome.BLOCKED),
    (Undeliverable, Outcome.UNREACHABLE),
    (Refused, Outcome.REFUSED),
    (Unconfirmed, Outcome.UNKNOWN),
)


def failed(error: HotlineError, now: datetime) -> Verdict:
    """What an error of the channel's client means. Any that is not named here leaves it open whether it was sent."""
    for kind, outcome in _FOR_GOOD:
        if isinstance(error, kind):
            return Verdict(Result(outcome))
    if isinstance(error, RateLimited):
        if error.retry_at - now > LONG_WAIT:
            return Verdict(NOT_TAKEN, stop=Stop(str(error), error.retry_at))
        return Verdict(NOT_TAKEN, hold_until=error.retry_at)
    if isinstance(error, OutOfService):
        return Verdict(NOT_TAKEN, stop=Stop(str(error)))
    if isinstance(error, Unavailable):
        return Verdict(TRY_AGAIN)
    return Verdict(Result(Outcome.UNKNOWN))


def together(verdicts: Sequence[Verdict], now: datetime) -> list[Verdict]:
    """A wave's verdicts, where they say something together.

    If the channel certainly took nobody, it is down, and no recipient is to blame. If it confirmed nobody, each further
    wave would be unknown too: a person should look.
    """
    if len(verdicts) > 1 and all(verdict.result.outcome is Outcome.UNKNOWN for verdict in verdicts):
        return [replace(verdict, stop=Stop("the channel confirms nothing")) for verdict in verdicts]
    if verdicts and all(verdict.result is TRY_AGAIN for verdict in verdicts):
        hold = now + timedelta(seconds=DOWN_S)
        return [replace(verdict, result=NOT_TAKEN, hold_until=hold) for verdict in verdicts]
    return list(verdicts)


def doubt(tally: Tally) -> Stop | None:
    """Whether so many failed that a person should look before more is sent. The tally is of those that have ended."""
    bad, ended = tally.bad, tally.total
    if bad >= BAD_COUNT and bad * 100 > BAD_PERCENT * ended:
        return Stop(f"{bad} of {ended} recipients failed")
    return None
