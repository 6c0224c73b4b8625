"""What time it is in the stack."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Clock:
    """Starts at `starts_at` (aware) when it is made, and runs on; None is the real time."""

    starts_at: datetime | None = None
    _began: float = field(default_factory=time.monotonic)

    def __call__(self) -> datetime:
        """Now, in UTC."""
        if self.starts_at is None:
            return datetime.now(UTC)
        return self.starts_at.astimezone(UTC) + timedelta(seconds=time.monotonic() - self._began)


def milliseconds(moment: datetime) -> int:
    """Since 1970, as Zalo counts."""
    return int(moment.timestamp() * 1000)
