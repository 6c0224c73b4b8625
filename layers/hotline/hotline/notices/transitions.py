"""What may happen to a notice, and by whose hand: the one table of it."""

from enum import StrEnum

from hotline.errors import Refused


class Status(StrEnum):
    """Where a notice stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REJECTED = "rejected"
    SCHEDULED = "scheduled"
    FREEZING = "freezing"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Action(StrEnum):
    """What somebody, or the clock, does to it."""

    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    SCHEDULE = "schedule"
    REJECT = "reject"
    BEGIN = "begin"
    FREEZE = "freeze"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    FINISH = "finish"
    EXPIRE = "expire"


_A, _S = Action, Status

TRANSITIONS: dict[tuple[Status, Action], Status] = {
    (_S.DRAFT, _A.EDIT): _S.DRAFT,
    (_S.DRAFT, _A.SUBMIT): _S.SUBMITTED,
    (_S.REJECTED, _A.EDIT): _S.DRAFT,
    (_S.SUBMITTED, _A.REJECT): _S.REJECTED,
    (_S.SUBMITTED, _A.APPROVE): _S.FREEZING,
    (_S.SUBMITTED, _A.SCHEDULE): _S.SCHEDULED,
    (_S.SCHEDULED, _A.BEGIN): _S.FREEZING,
    (_S.FREEZING, _A.FREEZE): _S.SENDING,
    (_S.SENDING, _A.PAUSE): _S.PAUSED,
    (_S.PAUSED, _A.RESUME): _S.SENDING,
    (_S.SENDING, _A.FINISH): _S.SENT,
    (_S.PAUSED, _A.FINISH): _S.SENT,
    **{
        (status, _A.CANCEL): _S.CANCELLED
        for status in (_S.DRAFT, _S.SUBMITTED, _S.REJECTED, _S.SCHEDULED, _S.FREEZING, _S.SENDING, _S.PAUSED)
    },
    **{(status, _A.EXPIRE): _S.EXPIRED for status in (_S.SUBMITTED, _S.SCHEDULED, _S.FREEZING)},
}


def after(status: Status, action: Action) -> Status:
    """Where the action leads. Raises Refused where it may not be done now."""
    try:
        return TRANSITIONS[status, action]
    except KeyError:
        allowed = ", ".join(one for one, does in TRANSITIONS if does is action) or "no state"
        raise Refused(f"{action!s}: the notice is {status}, and should be {allowed}") from None
