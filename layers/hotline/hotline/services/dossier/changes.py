"""What somebody who follows a dossier is told: each change once, in daytime, and never who the applicant is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any, Self

from hotline.bilingual import Bilingual
from hotline.services.dossier.appointments import is_overdue
from hotline.services.dossier.disclosure import shown
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.pace import is_daytime
from hotline.services.dossier.said_status import stage
from hotline.services.dossier.statuses import Status

AFTER_RESULT = timedelta(days=30)
LONGEST = timedelta(days=365)
"""How long a dossier is followed: after its result was handed over, and in all."""


class News(StrEnum):
    """What there is to tell."""

    STATUS = "status"
    APPOINTMENT = "appointment"  # it was moved, or there is one now
    TOMORROW = "tomorrow"  # it is tomorrow, or today where nobody could be told yesterday
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Told:
    """What a citizen knows of a dossier, as anybody may see it. Dates are local: `due` is the appointment.

    `reminded` and `overdue` are the appointments of which the citizen knows that they come, and that they have passed.
    """

    procedure: str = ""
    status: Status | None = None
    said_status: str = ""
    due: date | None = None
    reminded: date | None = None
    overdue: date | None = None

    @property
    def stands(self) -> tuple[Bilingual, str]:
        """Where it stands, as citizens read it, and the office's own words where they read those."""
        words = stage(Dossier("", status=self.status, said_status=self.said_status))
        return words, self.said_status if self.status is None else ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.status is not None and self.status.is_over

    def to_json(self) -> dict[str, Any]:
        """What is known; `from_json` reads it."""
        body: dict[str, Any] = {"procedure": self.procedure, "said_status": self.said_status}
        if self.status is not None:
            body["status"] = int(self.status)
        for name in _DATES:
            if day := getattr(self, name):
                body[name] = day.isoformat()
        return {name: value for name, value in body.items() if value}

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Self:
        """Reads what `to_json` wrote."""
        known = body | {name: date.fromisoformat(body[name]) for name in _DATES if name in body}
        if "status" in known:
            known["status"] = Status(known["status"])
        return cls(**known)


_DATES = ("due", "reminded", "overdue")


@dataclass(frozen=True, slots=True)
class Change:
    """One message: what the citizen knew, and what they know after it.

    `dossier` is as it is now, without the applicant.
    """

    before: Told
    told: Told
    dossier: Dossier

    @property
    def news(self) -> frozenset[News]:
        """What there is to tell; nothing where it is as the citizen knows it."""
        return frozenset(_news(self.before, self.told))

    def to_json(self) -> dict[str, Any]:
        """The form that waits for a citizen's next contact; `from_json` reads it."""
        return {"before": self.before.to_json(), "told": self.told.to_json(), "dossier": self.dossier.to_json()}

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Self:
        """Reads what `to_json` wrote."""
        before, told = (Told.from_json(body[name]) for name in ("before", "told"))
        return cls(before, told, Dossier.from_json(body["dossier"]))

    def joined_by(self, newer: Self) -> Self:
        """One message in place of this one, which could not be said, and a newer one: how it is now."""
        return replace(newer, before=self.before)


def public(dossier: Dossier) -> Dossier:
    """A dossier as anybody may see it, without its applicant: what the functions below take."""
    return replace(shown(dossier, dossier.code, is_open=False), applicant="")


def knowing(dossier: Dossier, now: datetime, timezone: tzinfo, before: Told | None = None) -> Told:
    """What a citizen knows who has just been told this; where the office is silent, what was known `before`."""
    before = before or Told()
    stands = (dossier.status, dossier.said_status)
    if stands == (None, ""):
        stands = (before.status, before.said_status)
    due = dossier.due.astimezone(timezone).date() if dossier.due else before.due
    known = Told(dossier.procedure or before.procedure, *stands, due, before.reminded, before.overdue)
    if due is None or known.is_over:
        return known
    if is_overdue(dossier, now, timezone):
        return replace(known, overdue=due)
    days_left = (due - now.astimezone(timezone).date()).days
    return replace(known, reminded=due) if days_left in (0, 1) else known


def changes(told: Told, dossier: Dossier, now: datetime, timezone: tzinfo) -> Change | None:
    """What to tell somebody who knows `told`; None at night, and where there is nothing new. `now` is aware."""
    if not is_daytime(now.astimezone(timezone)):
        return None
    change = Change(told, knowing(dossier, now, timezone, told), dossier)
    return change if change.told != told and change.news else None


def followed_until(begun: datetime, dossier: Dossier, now: datetime) -> datetime:
    """When following it ends by itself."""
    longest = begun + LONGEST
    if dossier.status is None or not dossier.status.is_over:
        return longest
    return min(longest, max(now, (dossier.returned or now) + AFTER_RESULT))


def _news(before: Told, told: Told) -> Iterator[News]:
    if told.stands != before.stands:
        yield News.STATUS
    if told.is_over or told.due is None:
        return
    if told.due != before.due:
        yield News.APPOINTMENT
    if told.reminded == told.due != before.reminded:
        yield News.TOMORROW
    if told.overdue == told.due != before.overdue:
        yield News.OVERDUE
