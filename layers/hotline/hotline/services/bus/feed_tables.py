"""Who runs buses, on which routes, between which stops: the files of a feed that know no time.

A broken row is reported and left out; what refers to it is left out silently, for one mistake is one finding.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from hotline.messages import Location
from hotline.services.bus.distances import metres
from hotline.services.bus.feed import Feed, day
from hotline.services.bus.wheelchairs import told

# A stop this far from the middle one is a typing error, even in a national feed.
ELSEWHERE_M = 1_500_000
BOARDABLE, STATION = 0, 1


@dataclass(frozen=True, slots=True)
class Agency:
    """Who runs buses; `zone` is the IANA name of the zone that its times are in."""

    id: str
    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class Route:
    """A route. `number` is what people call it, its long name if it has no short one; `agency` is an index.

    `kind` is its route_type, -1 if it has none that is a number.
    """

    id: str
    agency: int
    number: str
    name: str
    aliases: tuple[str, ...]
    kind: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A row of stops.txt. `location` is None where it is unusable; `station` is the parent's id, "" if none.

    `wheelchair` is the row's own word; `wheelchair_at` knows the station's.
    """

    id: str
    code: str
    name: str
    location: Location | None
    station: str
    kind: int
    wheelchair: int = 0


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
    columns = ("route_id", "agency_id", "route_short_name", "route_long_name", "route_type")
    for row, (id_, agency, short, long, kind) in feed.records("routes.txt", *columns):
        if not id_ or id_ in routes:
            feed.findings.broken("routes.txt", row, f"repeats route_id {id_!r}" if id_ else "has no route_id")
            continue
        if agency not in by_id and (agency or len(agencies) > 1):
            feed.findings.note(
                "routes.txt", row, f"there is no agency {agency!r}; its times are read as the first one's"
            )
        number, name = (short, long) if short else (long or id_, "")
        number_of_kind = int(kind) if kind.isascii() and kind.isdigit() and len(kind) < 5 else -1
        routes[id_] = Route(id_, by_id.get(agency, 0), number, name, tuple(aliases.get(id_, ())), number_of_kind)
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
    for row, (id_, code, name, lat, lon, kind, station, chair) in feed.records(
        "stops.txt", *columns, "wheelchair_boarding"
    ):
        if not id_ or id_ in stops:
            feed.findings.broken("stops.txt", row, f"repeats stop_id {id_!r}" if id_ else "has no stop_id")
            continue
        number = int(kind) if kind in {"1", "2", "3", "4"} else BOARDABLE
        location = _location(lat, lon)
        if location is None and number in {BOARDABLE, STATION}:
            feed.findings.broken("stops.txt", row, f"{id_!r} is nowhere: ({lat}, {lon})")
        stops[id_] = Stop(id_, code, name, location, station, number, told(chair))
        rows[id_] = row
    for stop in stops.values():
        if stop.station and stop.station not in stops:
            feed.findings.note("stops.txt", rows[stop.id], f"there is no parent_station {stop.station!r}")
    for id_ in _elsewhere(stops.values()):
        feed.findings.broken("stops.txt", rows[id_], f"{id_!r} is more than {ELSEWHERE_M // 1000} km from the others")
        stops[id_] = replace(stops[id_], location=None)
    if not any(stop.kind == BOARDABLE for stop in stops.values()):
        feed.findings.refuse("stops.txt", "holds no stop")
    return stops


def wheelchair_at(stop: Stop, stops: dict[str, Stop]) -> int:
    """Whether one can board at a stop in a wheelchair; one that does not say is as its station is."""
    station = stops.get(stop.station)
    return stop.wheelchair or (station.wheelchair if station else 0)


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


def read_feed_info(feed: Feed) -> FeedInfo:
    """feed_info.txt, which many feeds do not have."""
    found: FeedInfo | None = None
    for _, (publisher, version, start) in feed.records(
        "feed_info.txt", "feed_publisher_name", "feed_version", "feed_start_date"
    ):
        found = found or FeedInfo(publisher, _date_in(version) or _date_in(start))
    return found or FeedInfo()


def _date_in(text: str) -> date | None:
    for found in re.findall(r"(?<!\d)((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)", text):
        try:
            return day("".join(found))
        except ValueError:
            continue
    return None
