"""Lays a feed out in the columns of a snapshot, as `stop_calls`, `service_days` and `stop_places` read them.

`x_first` says where the rows of each x start in another table, with one number more at the end; a call is one stop of
a pattern, a block trips of one pattern under one service, sorted by start, that do not overtake one another.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, chain, repeat
from operator import sub
from typing import Any

from hotline.messages import Location
from hotline.services.bus.feed_tables import Agency, FeedInfo, Route, Stop, wheelchair_at
from hotline.services.bus.feed_trips import Service
from hotline.services.bus.footpaths import footpaths
from hotline.services.bus.patterns import Pattern
from hotline.services.bus.places import Group, stop_name
from hotline.services.bus.snapshot import DEGREE, Numbers, numbers

type CompileGazetteer = Callable[[Sequence[tuple[str, Location, int]]], bytes]


@dataclass(frozen=True, slots=True)
class Network:
    """A feed, read. `stops` are stops and stations, located ones first, from south to north."""

    agencies: list[Agency]
    routes: list[Route]
    stops: list[Stop]
    stations: dict[str, Stop]
    services: list[Service]
    patterns: list[Pattern]
    headsigns: list[str]
    info: FeedInfo
    trip_ids: dict[str, Any]
    trips: int
    stop_times: int


def sections(
    network: Network, groups: list[Group], span: tuple[int, int], gazetteer: CompileGazetteer
) -> dict[str, Any]:
    """Everything by section name."""
    names = [stop_name(stop, network.stations) for stop in network.stops]
    place_of = [0] * len(network.stops)
    for number, group in enumerate(groups):
        for stop in group.stops:
            place_of[stop] = number
    known = [
        (name, stop.location, place)
        for name, stop, place in zip(names, network.stops, place_of, strict=True)
        if stop.location
    ]
    return {
        "about": _about(network, span),
        **_stop_sections(network.stops, names, place_of),
        **_wheelchair_sections(network),
        **_place_sections(groups),
        **_route_sections(network),
        **_service_sections(network.services),
        **_pattern_sections(network),
        **_trip_sections(network.patterns),
        **_window_sections(network.patterns),
        **_footpath_sections(network),
        "gazetteer": gazetteer(known),
    }


def _about(network: Network, span: tuple[int, int]) -> dict[str, Any]:
    newest = max((service.start for service in network.services), default=0)
    ends = [0]
    for pattern in network.patterns:
        ride = max(profile[-1] for profile in pattern.profiles)
        ends += [start + ride for _, start, _, _ in pattern.trips] + [window.end + ride for window in pattern.windows]
    return {
        "agencies": [[agency.name, agency.zone] for agency in network.agencies],
        "publisher": network.info.publisher,
        "feed_date": (network.info.published or date.fromordinal(newest or span[0])).isoformat(),
        "first_day": span[0],
        "last_day": span[1],
        "longest_day": max(ends),
        "located": sum(stop.location is not None for stop in network.stops),
    }


def _stop_sections(stops: list[Stop], names: list[str], place_of: list[int]) -> dict[str, Any]:
    located = [stop.location for stop in stops if stop.location]
    return {
        "stop_id": [stop.id for stop in stops],
        "stop_code": [stop.code for stop in stops],
        "stop_name": names,
        "stop_lat": array("i", [round(location.lat * DEGREE) for location in located]),
        "stop_lon": array("i", [round(location.lon * DEGREE) for location in located]),
        "stop_place": numbers(place_of),
    }


def _wheelchair_sections(network: Network) -> dict[str, Any]:
    """Empty where the feed says nothing; patterns of which it says nothing have no row."""
    at_stops = [wheelchair_at(stop, network.stations) for stop in network.stops]
    told = [pattern.wheelchairs if any(pattern.wheelchairs) else [] for pattern in network.patterns]
    return {
        "stop_wheelchair": numbers(at_stops if any(at_stops) else ()),
        "wheelchair_first": _firsts(map(len, told)),
        "wheelchair": numbers(chain.from_iterable(told)),
    }


def _place_sections(groups: list[Group]) -> dict[str, Any]:
    return {
        "place_namesake": numbers(group.namesake for group in groups),
        "place_first": _firsts(len(group.stops) for group in groups),
        "place_stop": numbers(stop for group in groups for stop in group.stops),
    }


def _route_sections(network: Network) -> dict[str, Any]:
    return {
        "route": [[route.id, route.number, route.name, list(route.aliases)] for route in network.routes],
        "route_agency": numbers(route.agency for route in network.routes),
        "headsign": network.headsigns,
    }


def _service_sections(services: list[Service]) -> dict[str, Any]:
    exceptions = sorted(
        (day, number, runs) for number, service in enumerate(services) for day, runs in service.exceptions.items()
    )
    return {
        "service_weekdays": numbers(service.weekdays for service in services),
        "service_start": numbers(service.start for service in services),
        "service_end": numbers(max(service.end, 0) for service in services),
        "exception_day": numbers(day for day, _, _ in exceptions),
        "exception_service": numbers(number for _, number, _ in exceptions),
        "exception_runs": numbers(runs for _, _, runs in exceptions),
    }


def _pattern_sections(network: Network) -> dict[str, Any]:
    patterns = network.patterns
    lines = _Lines(network.routes)
    call_line: list[int] = []
    visits: list[list[tuple[int, int]]] = [[] for _ in network.stops]  # (call, pattern) by stop
    for number, pattern in enumerate(patterns):
        for position, stop in pattern.departures():
            visits[stop].append((len(call_line) + position, number))
        call_line += [lines.number(pattern.route, headsign) for headsign in pattern.headsigns]
    return {
        "pattern_route": numbers(pattern.route for pattern in patterns),
        "pattern_direction": numbers(pattern.direction for pattern in patterns),
        "call_first": _firsts(len(pattern.stops) for pattern in patterns),
        "call_stop": numbers(stop for pattern in patterns for stop in pattern.stops),
        "call_line": numbers(call_line),
        "call_alights": numbers(alights for pattern in patterns for alights in pattern.alights),
        "call_soonest": numbers(
            soonest for pattern in patterns for soonest in map(min, zip(*pattern.profiles, strict=True))
        ),
        "call_latest": numbers(
            latest for pattern in patterns for latest in map(max, zip(*pattern.profiles, strict=True))
        ),
        "line_route": numbers(lines.routes),
        "line_headsign": numbers(lines.headsigns),
        "visit_first": _firsts(map(len, visits)),
        "visit_call": numbers(call for there in visits for call, _ in there),
        "visit_pattern": numbers(pattern for there in visits for _, pattern in there),
    }


class _Lines:
    """What a citizen takes for one line: routes of one agency with one number, under one headsign."""

    def __init__(self, routes: list[Route]) -> None:
        self._called = [(route.agency, route.number) for route in routes]
        self._numbers: dict[tuple[tuple[int, str], int], int] = {}
        self.routes: list[int] = []
        self.headsigns: list[int] = []

    def number(self, route: int, headsign: int) -> int:
        """The line's number, given when it is first asked for."""
        key = self._called[route], headsign
        if key not in self._numbers:
            self._numbers[key] = len(self.routes)
            self.routes.append(route)
            self.headsigns.append(headsign)
        return self._numbers[key]


def _trip_sections(patterns: list[Pattern]) -> dict[str, Any]:
    blocks = [block for pattern in patterns for block in pattern.blocks]
    return {
        "block_first": _firsts(len(pattern.blocks) for pattern in patterns),
        "block_service": numbers(service for service, _ in blocks),
        "trip_first": _firsts(len(trips) for _, trips in blocks),
        "trip_start": numbers(start for _, trips in blocks for start, _, _ in trips),
        "trip_profile": numbers(profile for _, trips in blocks for _, profile, _ in trips),
        "hop_first": _firsts(len(pattern.profiles) * len(pattern.stops) for pattern in patterns),
        "hop": numbers(chain.from_iterable(_hops(profile) for pattern in patterns for profile in pattern.profiles)),
        # Most buses wait nowhere: patterns of which none does have no row.
        "wait_first": _firsts(len(pattern.profiles) * len(pattern.stops) * any(pattern.waits) for pattern in patterns),
        "wait": numbers(
            wait
            for pattern in patterns
            if any(pattern.waits)
            for waits in pattern.waits
            for wait in waits or repeat(0, len(pattern.stops))
        ),
    }


def _window_sections(patterns: list[Pattern]) -> dict[str, Any]:
    windows = [window for pattern in patterns for window in pattern.windows]
    return {
        "window_first": _firsts(len(pattern.windows) for pattern in patterns),
        "window_service": numbers(window.service for window in windows),
        "window_start": numbers(window.start for window in windows),
        "window_end": numbers(window.end for window in windows),
        "window_headway": numbers(window.headway for window in windows),
        "window_profile": numbers(window.profile for window in windows),
    }


def _footpath_sections(network: Network) -> dict[str, Any]:
    used = {stop for pattern in network.patterns for stop in pattern.stops}
    paths = footpaths([stop.location if number in used else None for number, stop in enumerate(network.stops)])
    return {
        "foot_first": _firsts(map(len, paths)),
        "foot_stop": numbers(stop for there in paths for stop, _ in there),
        "foot_m": numbers(metres for there in paths for _, metres in there),
    }


def _hops(offsets: tuple[int, ...]) -> Iterable[int]:
    """The seconds to each stop from the one before; rides take much the same time all day, so these compress well."""
    return map(sub, offsets, (0, *offsets))


def _firsts(lengths: Iterable[int]) -> Numbers:
    return numbers(accumulate(lengths, initial=0))
