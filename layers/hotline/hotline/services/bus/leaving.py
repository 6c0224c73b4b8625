"""What leaves a stop in a period: departures made from the columns of a snapshot.

A period is two timestamps, the first included, the second not.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import inf
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hotline.services.bus.departures import Departure, Known
from hotline.services.bus.route_infos import RouteInfos
from hotline.services.bus.service_days import ServiceDay, ServiceDays
from hotline.services.bus.stop_calls import Span, StopCalls, Visit, whole_minutes
from hotline.services.bus.stop_places import StopPlaces
from hotline.services.bus.wheelchairs import UNKNOWN, agreed, can_ride

# A departure with the timestamp to sort it by; one at headways comes after those with a time.
type Timed = tuple[float, Departure]


class LineAtStop(NamedTuple):
    """One line at one stop, on the service days that may matter."""

    stop: int
    line: int
    visits: list[Visit]
    days: list[ServiceDay]
    zone: ZoneInfo


class Leaving:
    """Makes departures."""

    def __init__(self, calls: StopCalls, days: ServiceDays, routes: RouteInfos, places: StopPlaces) -> None:
        self._calls = calls
        self._days = days
        self._routes = routes
        self._places = places

    def lines(self, stops: Sequence[int], begin: int, end: int) -> Iterable[LineAtStop]:
        """Every line at some stops, with the service days on which it may leave in a period."""
        days: dict[ZoneInfo, list[ServiceDay]] = {}
        for stop in stops:
            for line, visits in self._calls.lines_at(stop).items():
                zone = self._routes.zone(line)
                if zone not in days:
                    days[zone] = self._days.between(begin, end, zone)
                yield LineAtStop(stop, line, visits, days[zone], zone)

    def between(self, one: LineAtStop, begin: int, end: int) -> list[Timed]:
        """All departures of one line from one stop in a period, unsorted; those at headways are one without a time."""
        found: list[Timed] = []
        headways: list[Span] = []
        hours: _Hours | None = None
        for active, anchor in one.days:
            times = self._calls.times(one.visits, active, begin - anchor, end - anchor)
            spans = self._calls.spans(one.visits, active)
            touching = [span for span in spans if span[0] < end - anchor and begin - anchor < span[1]]
            if not times and not touching:
                continue
            today = self._hours(one, active, anchor, spans)
            found += [(anchor + time, today.at(time, told)) for time, told in times]
            if touching:
                headways += touching
                hours = hours or today
        if hours:
            found.append((inf, hours.every(headways)))
        return found

    def any_between(self, one: LineAtStop, begin: int, end: int) -> bool:
        """Whether there is one; none is made."""
        for active, anchor in one.days:
            if self._calls.times(one.visits, active, begin - anchor, end - anchor):
                return True
            spans = self._calls.spans(one.visits, active)
            if any(span[0] < end - anchor and begin - anchor < span[1] for span in spans):
                return True
        return False

    def next(self, one: LineAtStop, begin: int) -> Timed | None:
        """The first departure of one line from one stop at `begin` or later.

        Of a line at headways it is the one that opens next, and `first` says when.
        """
        best: Timed | None = None
        for active, anchor in one.days:
            if best and best[0] < anchor:
                break
            found = self._next_on(one, active, anchor, begin)
            if found and (best is None or found[0] < best[0]):
                best = found
        return best

    def _next_on(self, one: LineAtStop, active: bytes, anchor: int, begin: int) -> Timed | None:
        """The same on one service day."""
        spans = self._calls.spans(one.visits, active)
        opens = min((span[0] for span in spans if span[0] >= begin - anchor), default=inf)
        leaves = self._calls.first(one.visits, active, begin - anchor)
        if leaves is not None and leaves <= opens:
            told = UNKNOWN
            if self._calls.wheelchair:
                told = max(told for _, told in self._calls.times(one.visits, active, leaves, leaves + 1))
            return anchor + leaves, self._hours(one, active, anchor, spans).at(leaves, told)
        if opens == inf:
            return None
        touching = [span for span in spans if span[0] <= opens < span[1]]
        hours = self._hours(one, active, anchor, spans)
        return anchor + opens, hours._replace(first=hours.moment(int(opens))).every(touching)

    def _hours(self, one: LineAtStop, active: bytes, anchor: int, spans: list[Span]) -> "_Hours":
        first, last = self._calls.first(one.visits, active), self._calls.last(one.visits, active)
        firsts = [start for start, *_ in spans] + ([] if first is None else [first])
        lasts = [end for _, end, *_ in spans] + ([] if last is None else [last])
        return _Hours(
            self._places.stop_ids[one.stop],
            self._places.stop_names[one.stop],
            *self._routes.label(one.line),
            self._places.wheelchair(one.stop),
            anchor,
            one.zone,
            datetime.fromtimestamp(anchor + min(firsts), one.zone),
            datetime.fromtimestamp(anchor + max(lasts), one.zone),
        )


class _Hours(NamedTuple):
    """One line at one stop on one service day: what all its departures share."""

    stop_id: str
    stop_name: str
    route: str
    headsign: str
    wheelchair: int
    anchor: int
    zone: ZoneInfo
    first: datetime
    last: datetime

    def moment(self, time: int) -> datetime:
        return datetime.fromtimestamp(self.anchor + time, self.zone)

    def at(self, time: int, told: int) -> Departure:
        stop_id, stop_name, route, headsign, here, anchor, zone, first, last = self
        leaves, wheelchair = datetime.fromtimestamp(anchor + time, zone), can_ride(told, here)
        shared = stop_id, stop_name, route, headsign, Known.TIMETABLE
        return Departure(*shared, leaves, None, first, last, wheelchair=wheelchair)

    def every(self, spans: Sequence[Span]) -> Departure:
        headway = whole_minutes([headway for _, _, headway, _ in spans])
        wheelchair = agreed({can_ride(told, self.wheelchair) for *_, told in spans})
        shared = self.stop_id, self.stop_name, self.route, self.headsign, Known.HEADWAY
        return Departure(*shared, None, headway, self.first, self.last, wheelchair=wheelchair)
