"""Compiles a GTFS feed to one snapshot: what `timetable.Timetable` loads."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import hotline
from hotline.services.bus.columns import CompileGazetteer, Network, sections
from hotline.services.bus.feed import MAX_BYTES, Feed
from hotline.services.bus.feed_check import STOPS_KEPT, Finding, Findings
from hotline.services.bus.feed_tables import (
    BOARDABLE,
    STATION,
    Stop,
    read_agencies,
    read_feed_info,
    read_routes,
    read_stops,
)
from hotline.services.bus.feed_trips import read_frequencies, read_services, read_trips
from hotline.services.bus.gazetteer import compile_gazetteer
from hotline.services.bus.patterns import patterns_of
from hotline.services.bus.places import grouped, stop_name
from hotline.services.bus.snapshot import Snapshot, pack
from hotline.services.bus.stop_times import read_stop_times
from hotline.services.bus.trip_id_columns import pack_trip_ids, trip_id_sections


@dataclass(frozen=True, slots=True)
class Compiled:
    """A snapshot that may be published, what was wrong with the feed all the same, and how large it is.

    `trip_ids` is what `trip_ids.TripIds` loads: only reading live predictions needs it.
    """

    snapshot: bytes
    trip_ids: bytes
    findings: tuple[Finding, ...]
    agencies: tuple[str, ...]
    routes: int
    stops: int
    places: int
    trips: int
    stop_times: int
    first_date: date
    last_date: date


def compile_feed(
    source: Path | BinaryIO,
    *,
    today: date,
    previous_stops: int | None = None,
    max_bytes: int = MAX_BYTES,
    gazetteer: CompileGazetteer = compile_gazetteer,
) -> Compiled:
    """Reads, checks and compiles a feed; the same feed gives the same bytes.

    `today` decides whether the calendar has ended; `previous_stops` is `Compiled.stops` of what is published now.
    Raises BadFeed, with everything found, if the feed must not be published. Needs about 80 MB for 2.4 million stop
    times.
    """
    findings = Findings()
    with _uncollected(), Feed.open(source, findings, max_bytes) as feed:
        network = _read(feed)
    findings.stop_if_refused()
    _check_stops(findings, network.stops, previous_stops)
    span = _span(network)
    _check_calendar(findings, span, today)
    findings.stop_if_refused()
    first, last = span
    served = {stop for pattern in network.patterns for _, stop in pattern.departures()}
    groups = grouped(network.stops, network.stations, served)
    snapshot = pack(sections(network, groups, span, gazetteer))
    return Compiled(
        snapshot,
        pack_trip_ids(network.trip_ids, Snapshot(snapshot).version),
        findings.all(),
        tuple(agency.name for agency in network.agencies),
        len(network.routes),
        _boardable(network.stops),
        len(groups),
        network.trips,
        network.stop_times,
        date.fromordinal(first),
        date.fromordinal(last),
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Lets the cyclic collector rest: millions of rows come and go here without a cycle, and it would look at each."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(feed: Feed) -> Network:
    agencies = read_agencies(feed)
    routes = read_routes(feed, agencies)
    stations = read_stops(feed)
    services = read_services(feed)
    trips = read_trips(feed, routes, services)
    frequencies = read_frequencies(feed, trips)
    # Some feeds let buses leave from the station itself, which GTFS forbids and everybody understands.
    stops = sorted((stop for stop in stations.values() if stop.kind in {BOARDABLE, STATION}), key=_south_to_north)
    stop_times = read_stop_times(feed, {stop.id: index for index, stop in enumerate(stops)}, trips)
    names = [stop_name(stop, stations) for stop in stops]
    patterns = patterns_of(trips, stop_times, frequencies, stops, names, feed.findings)
    used = sorted({service for pattern in patterns for service in pattern.services()})
    renumbered = {service: number for number, service in enumerate(used)}
    for pattern in patterns:
        pattern.settle(renumbered, stop_times, trips.wheelchair)
    listed = list(services.values())
    return Network(
        agencies,
        list(routes.values()),
        stops,
        stations,
        [listed[service] for service in used],
        patterns,
        list(trips.headsigns),
        read_feed_info(feed),
        trip_id_sections(patterns, trips, stop_times, agencies, routes.values()),
        len(trips.route),
        stop_times.rows,
    )


def _south_to_north(stop: Stop) -> tuple[bool, float, float, str]:
    at = stop.location
    return (False, at.lat, at.lon, stop.id) if at else (True, 0.0, 0.0, stop.id)


def _boardable(stops: list[Stop]) -> int:
    return sum(stop.kind == BOARDABLE for stop in stops)


def _check_stops(findings: Findings, stops: list[Stop], previous: int | None) -> None:
    if previous and (count := _boardable(stops)) < previous * STOPS_KEPT:
        findings.refuse("stops.txt", f"holds {count} stops; the published timetable has {previous}")


def _span(network: Network) -> tuple[int, int]:
    """The first and the last day with service, as ordinals; (0, 0) if there is none."""
    spans = [span for service in network.services if (span := service.span())]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else (0, 0)


def _check_calendar(findings: Findings, span: tuple[int, int], today: date) -> None:
    first, last = span
    if not last:
        findings.refuse("calendar.txt", "no trip ever runs")
    elif last < today.toordinal():
        findings.refuse("calendar.txt", f"ended: the last day with service is {date.fromordinal(last)}")
    elif first > today.toordinal():
        findings.note("calendar.txt", None, f"has not begun: the first day with service is {date.fromordinal(first)}")


def code_version() -> str:
    """Changes with any code that a snapshot may come from, the lexicon and the folding included.

    Whoever keeps a snapshot keeps this with it, and compiles an unchanged feed again when it differs.
    """
    digest = sha256()
    for file in sorted(Path(hotline.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
