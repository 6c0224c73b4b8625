"""When an office is asked again about a dossier that somebody follows.

Each code has a second of its own within the interval, so that requests are spread over it, and all who follow one code
are served by one request. Nothing is told at night, so nobody is asked then.
"""

from datetime import datetime, time, timedelta, tzinfo
from hashlib import sha256

MORNING, EVENING = time(7), time(21)
"""Local times between which citizens are told of changes."""


def is_daytime(local: datetime) -> bool:
    """Whether people are told things at this local time."""
    return MORNING <= local.time() < EVENING


def asked_next(code: str, after: datetime, interval: timedelta, timezone: tzinfo) -> datetime:
    """The first second of this code's that is not before `after`, and in daytime; aware."""
    at = _own_second(code, after, interval)
    local = at.astimezone(timezone)
    if is_daytime(local):
        return at
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return _own_second(code, datetime.combine(day, MORNING, timezone), interval)


def _own_second(code: str, earliest: datetime, interval: timedelta) -> datetime:
    step = int(interval.total_seconds())
    own = int.from_bytes(sha256(code.encode()).digest()[:8]) % step
    begin = -int(-earliest.timestamp() // 1)  # the next whole second
    return datetime.fromtimestamp(begin + (own - begin) % step, earliest.tzinfo)
