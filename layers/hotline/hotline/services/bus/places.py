"""Which stops are one place to somebody on foot."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from hotline.services.bus.distances import METRES_PER_DEGREE, metres
from hotline.services.bus.feed_tables import STATION, Stop
from hotline.text import fold

# Poles this near are one spot, whatever they are called: Hà Nội has a stop_id for every route at one pole.
ONE_SPOT_M = 30
# The two sides of a wide road, when the names say that they face each other.
FACING_M = 60
_OPPOSITE = ("doi dien ", "dd ", "opposite ", "opp ")


@dataclass(frozen=True, slots=True)
class Group:
    """Stops that are one place, by index; `namesake` is the one that gives it its name and location."""

    namesake: int
    stops: tuple[int, ...]


def stop_name(stop: Stop, stations: dict[str, Stop]) -> str:
    """What a stop is called: by its name, its station's, its code, its id, whichever there is first."""
    station = stations.get(stop.station)
    return stop.name or (station.name if station else "") or stop.code or stop.id


def is_code(name: str, stop: Stop) -> bool:
    """Whether a stop's name is one word that ends in its id ("STOP_01_1_S1"), so that it tells a citizen nothing."""
    before = name.removesuffix(stop.id)
    return before != name and " " not in name and not before[-1:].isalnum()


def grouped(stops: Sequence[Stop], stations: dict[str, Stop], served: Container[int]) -> list[Group]:
    """Every stop in exactly one group, groups in order of their first stop.

    `stations` holds all of stops.txt by id; `served` are the stops that buses leave from.
    """
    merged = _Merging(stops, stations)
    for _, one, other in sorted(merged.near_pairs()):
        merged.unite(one, other)
    groups = {id(members): sorted(members) for members in merged.members}
    return [Group(_namesake(members, stops, stations, served), tuple(members)) for members in groups.values()]


class _Merging:
    """Complete linkage: groups unite only if each stop of one is near each stop of the other, so none grows on."""

    def __init__(self, stops: Sequence[Stop], stations: dict[str, Stop]) -> None:
        self.stops = stops
        self.names = [_without_opposite(fold(stop_name(stop, stations))) for stop in stops]
        platforms: dict[str, list[int]] = {}
        self.members: list[list[int]] = []
        for index, stop in enumerate(stops):
            station = stop.id if stop.kind == STATION else stop.station
            members = platforms.setdefault(station, []) if station in stations else []
            members.append(index)
            self.members.append(members)

    def near_pairs(self) -> list[tuple[float, int, int]]:
        placed = [(stop.location.lat, index) for index, stop in enumerate(self.stops) if stop.location]
        placed.sort()
        pairs = []
        for place, (lat, one) in enumerate(placed):
            for other_lat, other in placed[place + 1 :]:
                if (other_lat - lat) * METRES_PER_DEGREE > FACING_M:
                    break
                if (distance := self.are_near(one, other)) is not None:
                    pairs.append((distance, min(one, other), max(one, other)))
        return pairs

    def are_near(self, one: int, other: int) -> float | None:
        here, there = self.stops[one].location, self.stops[other].location
        if here is None or there is None:
            return None
        distance = metres(here, there)
        return distance if distance <= (FACING_M if self.names[one] == self.names[other] else ONE_SPOT_M) else None

    def unite(self, one: int, other: int) -> None:
        ours, theirs = self.members[one], self.members[other]
        if ours is theirs or any(self.are_near(a, b) is None for a in ours for b in theirs):
            return
        ours.extend(theirs)
        for index in theirs:
            self.members[index] = ours


def _without_opposite(name: str) -> str:
    for word in _OPPOSITE:
        name = name.removeprefix(word)
    return name


def _namesake(members: list[int], stops: Sequence[Stop], stations: dict[str, Stop], served: Container[int]) -> int:
    """The stop whose name tells most: a station's, else one in use, that is nobody's opposite and that most share."""
    names = {member: stop_name(stops[member], stations) for member in members}
    shared = Counter(names.values())

    def telling(member: int) -> tuple[bool, bool, bool, bool, bool, int]:
        stop, name = stops[member], names[member]
        is_opposite = _without_opposite(fold(name)) != fold(name)
        is_unused = member not in served
        return stop.location is None, stop.kind != STATION, is_unused, is_code(name, stop), is_opposite, -shared[name]

    return min(members, key=telling)
