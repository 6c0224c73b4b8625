"""Which services run on which day, and where a service day begins."""

from bisect import bisect_left
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hotline.services.bus.snapshot import Snapshot

DAY = 86_400
_REMEMBERED = 1000

# A service day: which services run (a byte each), and the timestamp that its times count from.
type ServiceDay = tuple[bytes, int]


class ServiceDays:
    """The calendar of a snapshot.

    `first` and `last` are the days between which anything runs, as ordinals; `longest` is the latest second of a
    service day at which a bus still runs.
    """

    def __init__(self, snapshot: Snapshot, about: dict[str, int]) -> None:
        self.first, self.last, self.longest = about["first_day"], about["last_day"], about["longest_day"]
        self._weeks = list(
            zip(*map(snapshot.numbers, ("service_weekdays", "service_start", "service_end")), strict=True)
        )
        self._exception_days = snapshot.numbers("exception_day")
        self._exceptions = list(zip(*map(snapshot.numbers, ("exception_service", "exception_runs")), strict=True))
        self._active: dict[int, bytes] = {}
        self._anchors: dict[tuple[ZoneInfo, int], int] = {}

    def active(self, ordinal: int) -> bytes:
        """One byte for each service: 1 if it runs on that day."""
        if ordinal not in self._active:
            if len(self._active) > _REMEMBERED:
                self._active.clear()
            self._active[ordinal] = self._looked_up(ordinal)
        return self._active[ordinal]

    def _looked_up(self, ordinal: int) -> bytes:
        weekday = 1 << (ordinal + 6) % 7
        active = bytearray(start <= ordinal <= end and bool(weekdays & weekday) for weekdays, start, end in self._weeks)
        at = bisect_left(self._exception_days, ordinal)
        while at < len(self._exceptions) and self._exception_days[at] == ordinal:
            service, runs = self._exceptions[at]
            active[service] = runs
            at += 1
        return bytes(active)

    def anchor(self, ordinal: int, zone: ZoneInfo) -> int:
        """What the times of a service day count from: noon less 12 hours, midnight but where clocks change that day."""
        key = zone, ordinal
        if key not in self._anchors:
            if len(self._anchors) > _REMEMBERED:
                self._anchors.clear()
            day = date.fromordinal(ordinal)
            noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
            self._anchors[key] = int(noon.timestamp()) - DAY // 2
        return self._anchors[key]

    def between(self, begin: int, end: int, zone: ZoneInfo) -> list[ServiceDay]:
        """The service days, oldest first, on which a bus can leave at a timestamp from `begin` to before `end`."""
        oldest = date_at(begin, zone).toordinal() - self.longest // DAY - 1
        newest = date_at(end, zone).toordinal() + 1
        found = []
        for ordinal in range(max(oldest, self.first), min(newest, self.last) + 1):
            anchor = self.anchor(ordinal, zone)
            if begin - self.longest <= anchor < end:
                found.append((self.active(ordinal), anchor))
        return found


def date_at(timestamp: int, zone: ZoneInfo) -> date:
    """The calendar date somewhere."""
    return datetime.fromtimestamp(timestamp, zone).date()
