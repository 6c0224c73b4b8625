"""What Zalo's error codes mean for us. Source: developers.zalo.me, official-account/phu-luc/ma-loi.

One table for sending a consulting message; template messages by phone (ZNS) use the same numbers for other things.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from hotline.errors import (
    Blocked,
    HotlineError,
    OutOfService,
    OutsideWindow,
    RateLimited,
    Refused,
    Unavailable,
)
from hotline.zone import VIETNAM

TOKEN_REFUSED = frozenset({-216, -220, -124, -401, 401, 216})
"""The token is invalid, expired or removed, in all spellings that were seen: worth one renewal and one repeat."""

CODES: dict[int, type[HotlineError]] = {
    # The message is one that Zalo does not take: a bug of ours.
    -100: Refused,  # attachment_id was expired
    -201: Refused,  # a field is invalid
    -210: Refused,  # a parameter exceeds its limit
    -233: Refused,  # message type not supported
    -240: Refused,  # version 2 has been shut down
    -403: Refused,  # the OA is not in the group
    -1340: Refused,  # no such form
    # Perhaps better in a moment.
    -200: Unavailable,  # sending failed
    -214: Unavailable,  # article is being processed
    # This person, now.
    -213: OutsideWindow,  # has not followed
    -230: OutsideWindow,  # no interaction in 7 days
    -232: OutsideWindow,  # no interaction, or expired
    # This person.
    -217: Blocked,  # has blocked the OA's invitations
    -227: Blocked,  # banned, or away for more than 45 days
    -244: Blocked,  # has restricted this type of message
    # Nothing goes until somebody changes the account, pays, or talks to Zalo.
    -204: OutOfService,  # OA disabled
    -205: OutOfService,  # OA does not exist
    -209: OutOfService,  # API not supported
    -212: OutOfService,  # app has not registered this API
    -219: OutOfService,  # app removed or disabled
    -221: OutOfService,  # OA must be verified
    -223: OutOfService,  # OA has not authorised this API
    -224: OutOfService,  # OA needs a larger package
    -235: OutOfService,  # not for this type of OA
    -237: OutOfService,  # group disabled
    -238: OutOfService,  # asset in use or disabled
    -241: OutOfService,  # asset in use
    -242: OutOfService,  # appsecret_proof
    -248: OutOfService,  # against Zalo's standards
    -320: OutOfService,  # no Zalo Cloud Account
    -321: OutOfService,  # Zalo Cloud Account has no money
    -1341: OutOfService,  # no access to the form
    **dict.fromkeys(TOKEN_REFUSED, OutOfService),  # refused again with a new token
}


def next_minute(now: datetime) -> datetime:
    """When Zalo counts requests anew. Callers spread theirs over that minute."""
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)


def _next_day(now: datetime) -> datetime:
    """The earliest time at which a quota can be new; some last until the month ends."""
    return datetime.combine(now.astimezone(VIETNAM).date() + timedelta(days=1), time(), VIETNAM)


def _next_morning(now: datetime) -> datetime:
    local = now.astimezone(VIETNAM)
    morning = datetime.combine(local.date(), time(6), VIETNAM)
    return morning if local < morning else morning + timedelta(days=1)


RETRY_AT: dict[int, Callable[[datetime], datetime]] = {
    -32: next_minute,  # too many requests
    -211: _next_day,  # the OA's quota
    -218: _next_day,  # what this person may receive
    -234: _next_morning,  # not between 22:00 and 6:00
}


def failure(code: int, said: str, now: datetime) -> HotlineError:
    """The error for a code; a code that nobody knows is Unavailable, so that it is tried again a few times and seen."""
    text = f"Zalo {code}: {said}"
    if code in RETRY_AT:
        return RateLimited(text, RETRY_AT[code](now))
    return CODES.get(code, Unavailable)(text)
