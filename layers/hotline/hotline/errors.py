"""What can go wrong, by what to do about it.

HotlineError
├── Refused          the input is not acceptable; no retry helps
│   ├── BadSignature
│   ├── BadEvent         (a body that is no event of this channel)
│   ├── BadFeed          (findings: file, row, why)
│   └── BadSetting       (the name, and what it should be)
├── Unavailable      somebody else does not answer; retry later, answer from the cache meanwhile
│   ├── RateLimited      (retry_at)
│   ├── Unconfirmed      (it may have been done all the same)
│   └── NoTimetable      (nothing has been published yet)
├── Undeliverable    the channel will not take this message for this person
│   ├── OutsideWindow
│   └── Blocked
└── OutOfService     the channel takes nothing from us until a person acts; alarm
    └── GrantLost        (an administrator must grant us access again)
"""

from datetime import datetime


class HotlineError(Exception):
    """Everything that this project raises on purpose."""


class Refused(HotlineError):
    """The input is not acceptable; no retry helps."""


class BadSignature(Refused):
    """The body was not signed with our secret."""


class BadEvent(Refused):
    """The body is not an event that the channel documents."""


class BadFeed(Refused):
    """The feed must not be published. `findings` are lines a person can act on: file, row, why."""

    def __init__(self, findings: tuple[str, ...]) -> None:
        super().__init__("; ".join(findings))
        self.findings = findings


class BadSetting(Refused):
    """An environment variable or option cannot be used; the message says which, and what it should be."""


class Unavailable(HotlineError):
    """Somebody else does not answer; retry later, answer from the cache meanwhile."""


class RateLimited(Unavailable):
    """Too many requests; nothing was done. `retry_at` is aware."""

    def __init__(self, message: str, retry_at: datetime) -> None:
        super().__init__(message)
        self.retry_at = retry_at


class Unconfirmed(Unavailable):
    """No answer came, or none that can be read: it may have been done. A reply may be sent again, a notice may not."""


class NoTimetable(Unavailable):
    """No timetable has been published yet."""


class Undeliverable(HotlineError):
    """The channel will not take this message for this person; no retry helps."""


class OutsideWindow(Undeliverable):
    """The citizen's last contact is too long ago for this kind of message."""


class Blocked(Undeliverable):
    """The citizen does not want messages from us, or cannot get them."""


class OutOfService(HotlineError):
    """The channel takes nothing from us until a person acts: set-up, money, policy. The message says what."""


class GrantLost(OutOfService):
    """Our access has ended; an administrator of the account must grant it again."""
