"""What an alert of GTFS-Realtime says in a line, and which routes, stops and trips of a snapshot it is about."""

from collections.abc import Iterator

from google.transit.gtfs_realtime_pb2 import Alert, EntitySelector, TranslatedString

from hotline.services.bus import predictions
from hotline.services.bus.predictions import Scope
from hotline.services.bus.trip_matching import TripMatching

# One line on a phone.
_TEXT = 160
# Whoever names more than so many things means a network, and takes our time.
_ENTITIES = 1000
_NOT_OURS = -2


def read_alert(alert: Alert, matching: TripMatching, now: int) -> predictions.Alert | None:
    """None for one that says nothing, or nothing about this timetable."""
    text = _lines(alert.header_text) or _lines(alert.description_text)
    scopes = dict.fromkeys(
        scope for one in alert.informed_entity[:_ENTITIES] for scope in _scopes(one, matching, now) if scope != Scope()
    )
    if not text or not scopes:
        return None
    periods = tuple((period.start, period.end) for period in alert.active_period)
    return predictions.Alert(text, periods, tuple(scopes))


def line(text: str | bytes, limit: int) -> str:
    """Text on one line of at most so many characters; protobuf gives bytes where it is not UTF-8."""
    words = " ".join((text if isinstance(text, str) else text.decode(errors="replace")).split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def _lines(translated: TranslatedString) -> dict[str, str]:
    """One line by language, "vi" of "vi-VN"; the first of several in one language."""
    found: dict[str, str] = {}
    for one in translated.translation:
        if text := line(one.text, _TEXT):
            found.setdefault(line(one.language, _TEXT).lower()[:2], text)
    return found


def _scopes(one: EntitySelector, matching: TripMatching, now: int) -> Iterator[Scope]:
    """What is meant; nothing for what this timetable does not have. Routes of one kind are named one by one."""
    infos = matching.timetable.route_infos
    agency = _agency(one.agency_id, matching.ids.agencies) if one.agency_id else -1
    stop = matching.stop_index.get(one.stop_id, _NOT_OURS) if one.stop_id else -1
    route_id = one.route_id or one.trip.route_id
    routes = [_or_not_ours(infos.index(route_id)) if route_id else -1]
    if one.HasField("route_type"):
        kinds = matching.ids.route_types
        routes = [route for route, kind in enumerate(kinds) if kind == one.route_type and routes[0] in (-1, route)]
    for route in routes:
        of_agency = agency < 0 or route < 0 or infos.agency(route) == agency
        if _NOT_OURS not in (agency, route, stop) and of_agency:
            yield from _of_trip(one, Scope(agency, route, stop), matching, now)


def _of_trip(one: EntitySelector, scope: Scope, matching: TripMatching, now: int) -> Iterator[Scope]:
    """The scope of a trip; of one at headways, whose buses nobody can tell apart, that of its route."""
    trip = one.trip
    if not trip.trip_id:
        yield scope
    elif course := matching.find(trip.trip_id, trip.start_time):
        if course.at_headways:
            route = matching.timetable.calls.pattern_route[course.pattern]
            yield Scope(scope.agency, route, scope.stop)
        elif (start := matching.start(course, trip.start_date, None, now)) is not None:
            yield Scope(scope.agency, scope.route, scope.stop, (course.pattern, course.profile, start))


def _agency(agency_id: str, known: list[str]) -> int:
    if known == [""]:  # the only one, which the feed need not name
        return 0
    return known.index(agency_id) if agency_id in known else _NOT_OURS


def _or_not_ours(found: int) -> int:
    return _NOT_OURS if found < 0 else found
