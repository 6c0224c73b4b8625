"""Times as offices' systems write them. One that names no zone is Hanoi's, which has had no summer time since 1975.

Each gives None for what is empty or no time: a dossier is shown without a date rather than with a wrong one.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from hotline.zone import VIETNAM

# A calendar that ends there has a slip in it: year 20255, or 0001 for "not yet".
_FIRST, _LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

_DAY_FIRST = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%H:%M %d/%m/%Y")


def compact(value: object) -> datetime | None:
    """The exchange's 20250602083000, and 20250602."""
    text = str(value or "").strip()
    form = {14: "%Y%m%d%H%M%S", 12: "%Y%m%d%H%M", 8: "%Y%m%d"}.get(len(text))
    if not form or not (text.isascii() and text.isdecimal()):
        return None
    return _known(lambda: datetime.strptime(text, form))  # noqa: DTZ007  # _known gives it its zone


def iso(value: object) -> datetime | None:
    """2026-06-08T07:47:28.329, 2026-06-08 14:07:53, 2025-06-02T01:30:00Z, 2026-06-08."""
    text = str(value or "").strip()
    return _known(lambda: datetime.fromisoformat(text)) if "-" in text else None


def extended_json(value: object) -> datetime | None:
    """Mongo's {"$date": "2025-06-02T01:30:00Z"}, {"$date": 1748827800000} or {"$date": {"$numberLong": "…"}}."""
    inner: Any = value.get("$date") if isinstance(value, dict) else None
    if isinstance(inner, dict):
        inner = inner.get("$numberLong")
    if isinstance(inner, str) and not inner.strip().lstrip("-").isdecimal():
        return iso(inner)
    if isinstance(inner, bool) or not isinstance(inner, int | float | str):
        return None
    milliseconds = inner
    return _known(lambda: datetime.fromtimestamp(float(milliseconds) / 1000, UTC))


def day_first(value: object) -> datetime | None:
    """02/06/2025 08:30:00, with fewer parts of the time, or the time before the day."""
    text = " ".join(str(value or "").split())
    for form in _DAY_FIRST:
        if found := _known(lambda form=form: datetime.strptime(text, form)):  # type: ignore[misc]  # noqa: DTZ007
            return found
    return None


def any_of(value: object, *forms: Callable[[object], datetime | None]) -> datetime | None:
    """The first of these forms that reads it."""
    return next((found for form in forms if (found := form(value))), None)


def _known(read: Callable[[], datetime]) -> datetime | None:
    try:
        moment = read().replace(microsecond=0)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
        return aware if _FIRST <= aware < _LAST else None
    except (ValueError, OverflowError, OSError):
        return None
