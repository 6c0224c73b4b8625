"""When citizens sleep: only urgent notices begin then, and others wait for the morning."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hotline.zone import VIETNAM


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From the hour `begins` to the hour `ends`, over midnight or not; none where both are the same."""

    begins: int
    ends: int

    def until(self, now: datetime) -> datetime | None:
        """When the quiet that is at `now` ends; None where it is not quiet. Both are aware."""
        here = now.astimezone(VIETNAM)
        if (here.hour - self.begins) % 24 >= (self.ends - self.begins) % 24:
            return None
        end = here.replace(hour=self.ends, minute=0, second=0, microsecond=0)
        return (end if end > here else end + timedelta(days=1)).astimezone(UTC)


NEVER = QuietHours(0, 0)
