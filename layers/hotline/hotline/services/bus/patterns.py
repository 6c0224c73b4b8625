"""Trips that visit the same stops under the same name, together: the shape in which departures are looked up."""

from dataclasses import dataclass, field
from itertools import groupby, repeat
from operator import itemgetter

from hotline.services.bus.feed_check import Findings
from hotline.services.bus.feed_tables import Stop
from hotline.services.bus.feed_trips import Frequency, Trips
from hotline.services.bus.overtaking import BlockTrip, InOrder
from hotline.services.bus.places import is_code
from hotline.services.bus.stop_times import Shape, StopTimes

# What exact headways may unfold to. All buses of New York make 250,000 trips.
MOST_TRIPS = 3_000_000


@dataclass(frozen=True, slots=True)
class Window:
    """Trips that leave the first stop from `start` to before `end` (seconds of the service day), no one knows when.

    `trip` is the index of the feed's trip that they run like.
    """

    service: int
    start: int
    end: int
    headway: int
    profile: int
    trip: int


@dataclass(slots=True)
class Pattern:
    """One route in one direction along the same stops with the same headsigns.

    `trips` are (service, start, profile, index of the feed's trip); `profiles` are the offsets of this pattern's trips,
    in order of their first use, `waits` how long the bus stands at each stop then, () for nowhere, and `wheelchairs`
    what the feed says of wheelchairs on them. `blocks` are the same trips once they are settled: those of one service,
    sorted by start, of which none overtakes another anywhere.
    """

    route: int
    direction: int
    headsigns: tuple[int, ...]
    stops: tuple[int, ...]
    boards: tuple[bool, ...]
    alights: tuple[bool, ...]
    trips: list[tuple[int, int, int, int]] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    profiles: list[tuple[int, ...]] = field(default_factory=list)
    waits: list[tuple[int, ...]] = field(default_factory=list)
    wheelchairs: list[int] = field(default_factory=list)
    blocks: list[tuple[int, list[BlockTrip]]] = field(default_factory=list)

    def departures(self) -> list[tuple[int, int]]:
        """(position, stop) wherever one can board; nobody boards where the trip ends."""
        return [(position, stop) for position, stop in enumerate(self.stops[:-1]) if self.boards[position]]

    def services(self) -> set[int]:
        """The services that any of its trips runs under."""
        return {service for service, _, _, _ in self.trips} | {window.service for window in self.windows}

    def settle(self, services: dict[int, int], stop_times: StopTimes, wheelchair: bytearray) -> None:
        """Sorts the trips by service and start; services get new numbers, profiles numbers of this pattern's own.

        Buses that take the same time have different profiles if not all of them take wheelchairs.
        """
        own: dict[tuple[int, int], int] = {}
        self.trips = [
            (service, start, own.setdefault((profile, wheelchair[trip]), len(own)), trip)
            for service, start, profile, trip in sorted((services[service], *rest) for service, *rest in self.trips)
        ]
        self.windows = [
            Window(service, start, end, headway, own.setdefault((profile, wheelchair[trip]), len(own)), trip)
            for service, start, end, headway, profile, trip in sorted(
                (services[one.service], one.start, one.end, one.headway, one.profile, one.trip) for one in self.windows
            )
        ]
        self.profiles = [stop_times.profiles[profile] for profile, _ in own]
        self.waits = [stop_times.waits[profile] for profile, _ in own]
        self.wheelchairs = [told for _, told in own]
        in_order = InOrder(self.profiles, self.waits)
        self.blocks = [
            (service, block)
            for service, trips in groupby(self.trips, itemgetter(0))
            for block in in_order.blocks([(start, profile, trip) for _, start, profile, trip in trips])
        ]


def patterns_of(
    trips: Trips,
    stop_times: StopTimes,
    frequencies: dict[int, list[Frequency]],
    stops: list[Stop],
    names: list[str],
    findings: Findings,
) -> list[Pattern]:
    """Every trip that somebody can board, by pattern, in order of route and direction."""
    gathering = _Gathering(trips, stop_times, stops, names)
    unfolded = 0
    for trip, shape in enumerate(stop_times.shape_of):
        if shape < 0:
            continue
        pattern = gathering.pattern(trip, shape)
        if pattern is None:
            continue
        service, profile = trips.service[trip], stop_times.profile_of[trip]
        if trip not in frequencies:
            pattern.trips.append((service, stop_times.start_of[trip], profile, trip))
            continue
        for window in frequencies[trip]:
            if not window.exact:
                pattern.windows.append(Window(service, window.start, window.end, window.headway, profile, trip))
                continue
            starts = range(window.start, window.end, window.headway)
            if (unfolded := unfolded + len(starts)) > MOST_TRIPS:
                findings.refuse("frequencies.txt", f"makes more than {MOST_TRIPS:,} trips")
                return []
            pattern.trips.extend(zip(repeat(service), starts, repeat(profile), repeat(trip)))
    return sorted(gathering.patterns.values(), key=lambda pattern: (pattern.route, pattern.direction))


class _Gathering:
    """Finds each trip's pattern; most trips are like one seen before."""

    def __init__(self, trips: Trips, stop_times: StopTimes, stops: list[Stop], names: list[str]) -> None:
        self.patterns: dict[tuple[object, ...], Pattern] = {}
        self._trips = trips
        self._shapes = stop_times.shapes
        self._stops = stops
        self._names = names
        self._seen: dict[tuple[int, int, int, int], Pattern | None] = {}

    def pattern(self, trip: int, shape: int) -> Pattern | None:
        """The pattern of a trip; None if it has a single stop, from which nobody can go anywhere."""
        trips = self._trips
        key = (trips.route[trip], trips.direction[trip], trips.headsign[trip], shape)
        if key not in self._seen:
            self._seen[key] = self._made(*key)
        return self._seen[key]

    def _made(self, route: int, direction: int, headsign: int, shape: int) -> Pattern | None:
        visited = self._shapes[shape]
        if len(visited.stops) < 2:
            return None
        whole = headsign or self._last_stop(visited)
        pattern = Pattern(
            route,
            direction,
            tuple(own or whole for own in visited.headsigns),
            visited.stops,
            visited.boards,
            visited.alights,
        )
        key = (route, direction, pattern.headsigns, pattern.stops, pattern.boards, pattern.alights)
        return self.patterns.setdefault(key, pattern)

    def _last_stop(self, shape: Shape) -> int:
        """What the bus would say in front if the feed said nothing: where it ends, if that has a name."""
        last = shape.stops[-1]
        name = self._names[last]
        return 0 if is_code(name, self._stops[last]) else self._trips.headsign_index(name)
