"""What the timetable answers with: places, lines and departures."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hotline.messages import Location


class Known(StrEnum):
    """How a departure is known."""

    LIVE = "live"
    TIMETABLE = "timetable"
    HEADWAY = "headway"


@dataclass(frozen=True, slots=True)
class Departure:
    """One bus at one stop.

    `time` is aware, in the agency's zone, and None for a line that publishes only headways; `headway` is then the
    (shortest, longest) interval in whole minutes among the windows that touch the asked period. `first` and `last` are
    the first and last departure of that line from that stop on the departure's service day, aware. `predicted_at` is
    when a live one was predicted, aware. One that `is_canceled` does not run, at the time at which it should have.
    `wheelchair` is whether somebody in a wheelchair can board, None where the feed does not say.
    """

    stop_id: str
    stop_name: str
    route: str
    headsign: str
    known: Known
    time: datetime | None
    headway: tuple[int, int] | None = None
    first: datetime | None = None
    last: datetime | None = None
    predicted_at: datetime | None = None
    is_canceled: bool = False
    wheelchair: bool | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One route in one direction at one place: what leaves within the asked period, soonest first.

    Nothing leaves then if `departures` is empty; `Timetable.later` says when the next one does.
    """

    route: str
    headsign: str
    departures: tuple[Departure, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Stops that are one place to somebody on foot: the two sides of a road, the platforms of a station.

    `index` is the place's position in this snapshot and means nothing in another one. `codes` are stop_code, or stop_id
    where the feed has no codes, of every stop here. `wheelchair` is as of departures, for all stops
    that buses leave from.
    """

    index: int
    name: str
    location: Location
    stop_ids: tuple[str, ...]
    codes: tuple[str, ...]
    wheelchair: bool | None = None


@dataclass(frozen=True, slots=True)
class Nearby:
    """A place and how far it is to walk: metres as the crow flies to its nearest stop, rounded to 10."""

    place: Place
    walk_m: int


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction of a route on one day. `stops` are place names in order of its longest pattern.

    `first` and `last` leave the first stop; `headway` is in minutes: as published, or between its listed departures.
    All three are None on a day without service.
    """

    headsign: str
    stops: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    headway: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class RouteInfo:
    """A route as people call it. `aliases` are older numbers that are still on poles."""

    route_id: str
    number: str
    name: str
    aliases: tuple[str, ...]
    agency: str
    directions: tuple[Direction, ...]
