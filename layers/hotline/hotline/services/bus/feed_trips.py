"""What runs when: service days, trips and headways of a feed.

As in `feed_tables`, a broken row is reported and left out; what refers to it is left out silently.
"""

from dataclasses import dataclass, field

from hotline.services.bus.feed import LONGEST_DAY, Feed, day, seconds
from hotline.services.bus.feed_tables import Route
from hotline.services.bus.wheelchairs import told

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(slots=True)
class Service:
    """The days on which trips run: days are ordinals (`date.toordinal`), bit 0 of `weekdays` is Monday."""

    weekdays: int = 0
    start: int = 0
    end: int = -1
    exceptions: dict[int, bool] = field(default_factory=dict)

    def active(self, ordinal: int) -> bool:
        """Whether the service runs on a day."""
        by_week = self.start <= ordinal <= self.end and bool(self.weekdays >> (ordinal + 6) % 7 & 1)
        return self.exceptions.get(ordinal, by_week)

    def span(self) -> tuple[int, int] | None:
        """The first and the last day on which it runs; None if it never does."""
        added = [ordinal for ordinal, runs in self.exceptions.items() if runs]
        if self.weekdays:
            weekly = range(self.start, self.end + 1)
            added += [ordinal for days in (weekly, reversed(weekly)) if (ordinal := next(filter(self.active, days), 0))]
        return (min(added), max(added)) if added else None


@dataclass(slots=True)
class Trips:
    """trips.txt by column; `ordinals` maps trip_id to the index in the columns, −1 for a trip that is left out."""

    ordinals: dict[str, int] = field(default_factory=dict)
    route: list[int] = field(default_factory=list)
    service: list[int] = field(default_factory=list)
    headsign: list[int] = field(default_factory=list)
    direction: list[int] = field(default_factory=list)
    wheelchair: bytearray = field(default_factory=bytearray)
    headsigns: dict[str, int] = field(default_factory=lambda: {"": 0})

    def headsign_index(self, headsign: str) -> int:
        """The index of a headsign, made if new."""
        return self.headsigns.setdefault(headsign, len(self.headsigns))


@dataclass(frozen=True, slots=True)
class Frequency:
    """A row of frequencies.txt: a trip starts at `start` and every `headway` seconds until before `end`."""

    start: int
    end: int
    headway: int
    exact: bool


def read_services(feed: Feed) -> dict[str, Service]:
    """calendar.txt and calendar_dates.txt, either of which may be absent."""
    services: dict[str, Service] = {}
    if "calendar.txt" not in feed and "calendar_dates.txt" not in feed:
        feed.findings.refuse("calendar.txt", "is missing, and so is calendar_dates.txt")
    if "calendar.txt" in feed and feed.needs("calendar.txt", "service_id", *WEEKDAYS, "start_date", "end_date"):
        _read_weeks(feed, services)
    if "calendar_dates.txt" in feed and feed.needs("calendar_dates.txt", "service_id", "date", "exception_type"):
        _read_exceptions(feed, services)
    return services


def _read_weeks(feed: Feed, services: dict[str, Service]) -> None:
    for row, (id_, *days, start, end) in feed.records(
        "calendar.txt", "service_id", *WEEKDAYS, "start_date", "end_date"
    ):
        if not id_ or id_ in services:
            feed.findings.broken("calendar.txt", row, f"repeats service_id {id_!r}" if id_ else "has no service_id")
            continue
        try:
            first, last = day(start).toordinal(), day(end).toordinal()
        except ValueError:
            feed.findings.broken("calendar.txt", row, f"{start!r} or {end!r} is no date")
            continue
        if first > last or not {"0", "1"}.issuperset(days):
            feed.findings.broken(
                "calendar.txt", row, "ends before it starts" if first > last else "has a day not 0 or 1"
            )
            continue
        services[id_] = Service(sum((value == "1") << bit for bit, value in enumerate(days)), first, last)


def _read_exceptions(feed: Feed, services: dict[str, Service]) -> None:
    for row, (id_, text, kind) in feed.records("calendar_dates.txt", "service_id", "date", "exception_type"):
        try:
            ordinal = day(text).toordinal()
        except ValueError:
            feed.findings.broken("calendar_dates.txt", row, f"{text!r} is no date")
            continue
        if not id_ or kind not in {"1", "2"}:
            why = f"exception_type {kind!r} is not 1 or 2" if id_ else "has no service_id"
            feed.findings.broken("calendar_dates.txt", row, why)
            continue
        exceptions = services.setdefault(id_, Service()).exceptions
        if exceptions.get(ordinal, kind == "1") != (kind == "1"):
            feed.findings.note(
                "calendar_dates.txt", row, f"contradicts an earlier row for {id_!r} on {text}; this one holds"
            )
        exceptions[ordinal] = kind == "1"


def read_trips(feed: Feed, routes: dict[str, Route], services: dict[str, Service]) -> Trips:
    """trips.txt; routes and services become their positions in the given dictionaries."""
    trips = Trips()
    if not feed.needs("trips.txt", "trip_id", "route_id", "service_id"):
        return trips
    route_index = {id_: index for index, id_ in enumerate(routes)}
    service_index = {id_: index for index, id_ in enumerate(services)}
    columns = ("trip_id", "route_id", "service_id", "trip_headsign", "direction_id", "wheelchair_accessible")
    for row, (id_, route_id, service_id, headsign, direction, chair) in feed.records("trips.txt", *columns):
        route, service = route_index.get(route_id, -1), service_index.get(service_id, -1)
        if not id_ or id_ in trips.ordinals:
            feed.findings.broken("trips.txt", row, f"repeats trip_id {id_!r}" if id_ else "has no trip_id")
        elif route < 0 or service < 0:
            why = f"there is no route {route_id!r}" if route < 0 else f"there is no service {service_id!r}"
            feed.findings.broken("trips.txt", row, why)
            trips.ordinals[id_] = -1
        else:
            trips.ordinals[id_] = len(trips.route)
            trips.route.append(route)
            trips.service.append(service)
            trips.headsign.append(trips.headsign_index(headsign))
            trips.direction.append(int(direction) if direction in {"0", "1"} else 2)
            trips.wheelchair.append(told(chair))
    if not trips.route:
        feed.findings.refuse("trips.txt", "holds no trip")
    return trips


def read_frequencies(feed: Feed, trips: Trips) -> dict[int, list[Frequency]]:
    """frequencies.txt by trip ordinal, in order of time."""
    found: dict[int, list[Frequency]] = {}
    if "frequencies.txt" not in feed:
        return found
    if not feed.needs("frequencies.txt", "trip_id", "start_time", "end_time", "headway_secs"):
        return found
    columns = ("trip_id", "start_time", "end_time", "headway_secs", "exact_times")
    for row, (id_, start_text, end_text, headway_text, exact) in feed.records("frequencies.txt", *columns):
        trip = trips.ordinals.get(id_)
        if trip is None:
            feed.findings.broken("frequencies.txt", row, f"there is no trip {id_!r}")
            continue
        try:
            start, end, headway = seconds(start_text), seconds(end_text), int(headway_text)
        except ValueError:
            start = end = headway = 0
        if (
            start is None
            or end is None
            or not start < end
            or not 0 < headway <= LONGEST_DAY
            or exact not in {"", "0", "1"}
        ):
            feed.findings.broken(
                "frequencies.txt", row, f"{start_text}–{end_text} every {headway_text} s makes no sense"
            )
        elif trip >= 0:
            found.setdefault(trip, []).append(Frequency(start, end, headway, exact == "1"))
    for windows in found.values():
        windows.sort(key=lambda window: window.start)
    return found
