"""The day that an office promised (ngày hẹn trả), as of now. Days are those of the city's calendar."""

from datetime import datetime, tzinfo

from hotline.services.dossier.dossiers import Dossier


def days_left(dossier: Dossier, now: datetime, timezone: tzinfo) -> int | None:
    """Days until the appointment, negative once it has passed; None where none is known."""
    if dossier.due is None:
        return None
    return (dossier.due.astimezone(timezone).date() - now.astimezone(timezone).date()).days


def is_overdue(dossier: Dossier, now: datetime, timezone: tzinfo) -> bool:
    """Whether the office is late: the day has passed, and it is neither done nor waiting for the citizen."""
    left = days_left(dossier, now, timezone)
    if left is None or left >= 0 or dossier.finished or dossier.returned:
        return False
    return dossier.status is None or dossier.status.is_with_office
