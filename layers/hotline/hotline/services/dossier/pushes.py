"""What a push makes of a dossier that is kept: never an older state in place of a newer one, whatever the order.

A step says when it was. A whole dossier does not: one that is sent again ("isUpdating") is as it is now, and a first
sending, which may be a late one, as it was at the last time that it names.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.statuses import Status


@dataclass(frozen=True, slots=True)
class Kept:
    """A dossier, and the moment that its status is about."""

    dossier: Dossier
    moment: datetime


def with_step(kept: Kept, status: Status, at: datetime, now: datetime) -> Kept:
    """With a step of its way, if none is known that was later; of two at once the further status counts."""
    at = min(at, now)
    if (at, status) <= (kept.moment, kept.dossier.status or 0):
        return kept
    if status is kept.dossier.status:
        return replace(kept, moment=at)
    stepped = replace(
        kept.dossier,
        status=status,
        said_status="",
        since=at,
        finished=at if status is Status.FINISHED else kept.dossier.finished,
        returned=at if status is Status.RETURNED else kept.dossier.returned,
    )
    return Kept(stepped, at)


def with_whole(kept: Kept | None, sent: Dossier, now: datetime, *, is_update: bool) -> Kept:
    """With the whole of it sent; what it says besides the status counts unless it is older."""
    moment = now if is_update else _last(sent, now)
    if kept is None:
        return Kept(sent, moment)
    if moment < kept.moment:
        return kept
    since = sent.since or (kept.dossier.since if sent.status is kept.dossier.status else moment if is_update else None)
    return Kept(replace(sent, since=since), moment)


def _last(dossier: Dossier, now: datetime) -> datetime:
    """The last time that a dossier names and that has come; long ago where it names none."""
    times = (dossier.received, dossier.since, dossier.finished, dossier.returned)
    return max((at for at in times if at and at <= now), default=datetime.fromtimestamp(0, now.tzinfo))
