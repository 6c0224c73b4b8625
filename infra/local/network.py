"""A drawing of the network: every stop, and of each line in each direction its longest trip, stop by stop.

Read straight from the tables, for the eye only; what is answered comes from the functions.
"""

import csv
import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

CANDIDATES = 6
"""Trips of one line and direction that are looked at: enough to meet its longest pattern, few enough to hold."""

COLORS = ("#0f6bb8", "#1a8a5a", "#b4571f", "#7a4fb5", "#b3365f", "#2f7f8c", "#8a7412", "#4c5fc4", "#9a4a8f", "#5c7a2e")
"""For feeds that name no colours, or so few that lines could not be told apart."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop on the drawing: degrees, and its name."""

    lat: float
    lon: float
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line in one direction: its id and number, a colour (#rrggbb) and where its stops are in `Network.stops`."""

    route_id: str
    route: str
    color: str
    stops: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn. `zone` is the agency's time zone: the phone shows the city's time."""

    stops: tuple[Stop, ...] = ()
    lines: tuple[Line, ...] = ()
    zone: str = ""

    def to_json(self) -> dict[str, Any]:
        """For the page; `view` is the part (south, west, north, east) in the midst of the stops."""
        return {
            "zone": self.zone,
            "view": self._view(),
            "stops": [[round(stop.lat, 6), round(stop.lon, 6), stop.name] for stop in self.stops],
            "lines": [
                {"route_id": line.route_id, "route": line.route, "color": line.color, "stops": line.stops}
                for line in self.lines
            ],
        }

    def _view(self) -> tuple[float, float, float, float] | None:
        if not self.stops:
            return None
        south, north = _middle([stop.lat for stop in self.stops])
        west, east = _middle([stop.lon for stop in self.stops])
        return south, west, north, east


def draw(feed: bytes) -> Network:
    """The drawing of a GTFS zip. Rows that cannot be read are left out: judging the feed is `sync`'s office."""
    with zipfile.ZipFile(io.BytesIO(feed)) as tables:
        ids, stops = _stops(tables)
        lines = tuple(_lines(tables, ids))
        zone = next((row.get("agency_timezone") or "" for row in _rows(tables, "agency.txt")), "")
    return Network(stops, lines, zone)


def _stops(tables: zipfile.ZipFile) -> tuple[dict[str, int], tuple[Stop, ...]]:
    ids: dict[str, int] = {}
    stops: list[Stop] = []
    for row in _rows(tables, "stops.txt"):
        try:
            stop = Stop(float(row["stop_lat"]), float(row["stop_lon"]), row.get("stop_name") or "")
        except (KeyError, TypeError, ValueError):
            continue
        if (row.get("location_type") or "0") in ("0", "") and (stop.lat, stop.lon) != (0, 0):
            ids[row["stop_id"]] = len(stops)
            stops.append(stop)
    return ids, tuple(stops)


def _lines(tables: zipfile.ZipFile, ids: dict[str, int]) -> Iterator[Line]:
    candidates: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _rows(tables, "trips.txt"):
        trips = candidates[row.get("route_id") or "", row.get("direction_id") or ""]
        if len(trips) < CANDIDATES:
            trips.append(row.get("trip_id") or "")
    calls = _calls(tables, {trip for trips in candidates.values() for trip in trips}, ids)
    routes = {row.get("route_id") or "": row for row in _rows(tables, "routes.txt")}
    colors = _colors(routes)
    for (route, _), trips in sorted(candidates.items()):
        stops = max((calls.get(trip, ()) for trip in trips), key=len)
        if route in routes and len(stops) > 1:
            number = routes[route].get("route_short_name") or routes[route].get("route_long_name") or route
            yield Line(route, number, colors[route], tuple(stops))


def _calls(tables: zipfile.ZipFile, trips: set[str], ids: dict[str, int]) -> dict[str, Sequence[int]]:
    """Where each of `trips` stops, in order."""
    calls: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in _rows(tables, "stop_times.txt"):
        if row.get("trip_id") in trips and row.get("stop_id") in ids and (row.get("stop_sequence") or "").isdecimal():
            calls[row["trip_id"]].append((int(row["stop_sequence"]), ids[row["stop_id"]]))
    return {trip: [stop for _, stop in sorted(at)] for trip, at in calls.items()}


def _colors(routes: dict[str, dict[str, str]]) -> dict[str, str]:
    """The feed's colours if there are enough, else ours in turn."""
    given = {route: (row.get("route_color") or "").strip() for route, row in routes.items()}
    largest_share = max(Counter(given.values()).values(), default=0)
    if largest_share <= max(2, len(given) // 5) and all(len(color) == 6 for color in given.values()):
        return {route: f"#{color}" for route, color in given.items()}
    return {route: COLORS[position % len(COLORS)] for position, route in enumerate(sorted(routes))}


def _rows(tables: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    if name not in tables.namelist():
        return
    with tables.open(name) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", "replace"), skipinitialspace=True)


def _middle(values: list[float]) -> tuple[float, float]:
    """Between which values half of them are: a line that leaves the city must not make the city a dot."""
    ordered = sorted(values)
    cut = len(ordered) // 4
    return ordered[cut], ordered[-1 - cut]
