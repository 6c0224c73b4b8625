"""What the small files of a feed say: agencies, routes, stops, service days, trips and headways.

A broken row is reported and left out; what refers to it is left out silently, for one mistake is one finding.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from hotline.messages import Location
from hotline.services.bus.distances import metres
from hotline.services.bus.feed import LONGEST_DAY, Feed, day, seconds

# A stop this far from the middle one is a typing error, even in a national feed.
ELSEWHERE_M = 1_500_000
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
BOARDABLE, STATION = 0, 1


@dataclass(frozen=True, slots=True)
class Agency:
    """Who runs buses; `zone` is the IANA name of the zone that its times are in."""

    id: str
    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class Route:
    """A route. `number` is what people call it, its long name if it has no short one; `agency` is an index."""

    id: str
    agency: int
    number: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A row of stops.txt. `location` is None where it is unusable; `station` is the parent's id, "" if none."""

    id: str
    code: str
    name: str
    location: Location | None
    station: str
    kind: int


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


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """Who published the feed and when: its version where that is a date, else the day from which it holds."""

    publisher: str = ""
    published: date | None = None


def read_agencies(feed: Feed) -> list[Agency]:
    """agency.txt; a feed without any agency is refused."""
    if not feed.needs("agency.txt", "agency_timezone"):
        return []
    agencies: list[Agency] = []
    for row, (id_, name, zone) in feed.records("agency.txt", "agency_id", "agency_name", "agency_timezone"):
        try:
            ZoneInfo(zone)
        except (ValueError, LookupError, OSError):
            feed.findings.refuse("agency.txt", f"there is no time zone {zone!r}", row)
            continue
        if any(agency.id == id_ for agency in agencies):
            feed.findings.broken("agency.txt", row, f"repeats agency_id {id_!r}")
            continue
        agencies.append(Agency(id_, name, zone))
    if not agencies:
        feed.findings.refuse("agency.txt", "names no agency with a time zone")
    return agencies


def read_routes(feed: Feed, agencies: list[Agency]) -> dict[str, Route]:
    """routes.txt by id, with the older numbers of route_aliases.txt (route_id, alias), a file of our own."""
    if not feed.needs("routes.txt", "route_id"):
        return {}
    aliases: dict[str, list[str]] = {}
    for _, (id_, alias) in feed.records("route_aliases.txt", "route_id", "alias"):
        if alias:
            aliases.setdefault(id_, []).append(alias)
    by_id = {agency.id: index for index, agency in enumerate(agencies)}
    routes: dict[str, Route] = {}
    columns = ("route_id", "agency_id", "route_short_name", "route_long_name")
    for row, (id_, agency, short, long) in feed.records("routes.txt", *columns):
        if not id_ or id_ in routes:
            feed.findings.broken("routes.txt", row, f"repeats route_id {id_!r}" if id_ else "has no route_id")
            continue
        if agency not in by_id and (agency or len(agencies) > 1):
            feed.findings.note(
                "routes.txt", row, f"there is no agency {agency!r}; its times are read as the first one's"
            )
        number, name = (short, long) if short else (long or id_, "")
        routes[id_] = Route(id_, by_id.get(agency, 0), number, name, tuple(aliases.get(id_, ())))
    for unknown in sorted(aliases.keys() - routes.keys()):
        feed.findings.note("route_aliases.txt", None, f"there is no route {unknown!r}")
    return routes


def read_stops(feed: Feed) -> dict[str, Stop]:
    """stops.txt by id: stops, stations and what is inside of them."""
    if not feed.needs("stops.txt", "stop_id", "stop_lat", "stop_lon"):
        return {}
    stops: dict[str, Stop] = {}
    rows: dict[str, int] = {}
    columns = ("stop_id", "stop_code", "stop_name", "stop_lat", "stop_lon", "location_type", "parent_station")
    for row, (id_, code, name, lat, lon, kind, station) in feed.records("stops.txt", *columns):
        if not id_ or id_ in stops:
            feed.findings.broken("stops.txt", row, f"repeats stop_id {id_!r}" if id_ else "has no stop_id")
            continue
        number = int(kind) if kind in {"1", "2", "3", "4"} else BOARDABLE
        location = _location(lat, lon)
        if location is None and number in {BOARDABLE, STATION}:
            feed.findings.broken("stops.txt", row, f"{id_!r} is nowhere: ({lat}, {lon})")
        stops[id_] = Stop(id_, code, name, location, station, number)
        rows[id_] = row
    for stop in stops.values():
        if stop.station and stop.station not in stops:
            feed.findings.note("stops.txt", rows[stop.id], f"there is no parent_station {stop.station!r}")
    for id_ in _elsewhere(stops.values()):
        feed.findings.broken("stops.txt", rows[id_], f"{id_!r} is more than {ELSEWHERE_M // 1000} km from the others")
        stops[id_] = Stop(id_, stops[id_].code, stops[id_].name, None, stops[id_].station, stops[id_].kind)
    if not any(stop.kind == BOARDABLE for stop in stops.values()):
        feed.findings.refuse("stops.txt", "holds no stop")
    return stops


def _location(lat: str, lon: str) -> Location | None:
    try:
        location = Location(float(lat), float(lon))
    except ValueError:
        return None
    return location if location.is_on_earth else None


def _elsewhere(stops: Iterable[Stop]) -> list[str]:
    placed = [(stop.id, stop.location) for stop in stops if stop.location]
    if not placed:
        return []
    placed.sort(key=lambda stop: stop[1].lat)
    lat = placed[len(placed) // 2][1].lat
    placed.sort(key=lambda stop: stop[1].lon)
    middle = Location(lat, placed[len(placed) // 2][1].lon)
    return [id_ for id_, location in placed if metres(location, middle) > ELSEWHERE_M]


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
    columns = ("trip_id", "route_id", "service_id", "trip_headsign", "direction_id")
    for row, (id_, route_id, service_id, headsign, direction) in feed.records("trips.txt", *columns):
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


def read_feed_info(feed: Feed) -> FeedInfo:
    """feed_info.txt, which many feeds do not have."""
    for _, (publisher, version, start) in feed.records(
        "feed_info.txt", "feed_publisher_name", "feed_version", "feed_start_date"
    ):
        return FeedInfo(publisher, _date_in(version) or _date_in(start))
    return FeedInfo()


def _date_in(text: str) -> date | None:
    for found in re.findall(r"(?<!\d)((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)", text):
        try:
            return day("".join(found))
        except ValueError:
            continue
    return None
