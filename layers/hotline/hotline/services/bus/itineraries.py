"""What a search for journeys answers with: itineraries of rides and walks."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Walk:
    """On foot: metres along streets, estimated, and whole minutes."""

    metres: int
    minutes: int


@dataclass(frozen=True, slots=True)
class BusRide:
    """One bus from a stop to a stop.

    `departs` and `arrives` are aware, in the agency's zone, and None on a line that publishes only headways; `headway`
    is then the (shortest, longest) interval in minutes, and `not_before` when they begin, if that is still to come.
    `minutes` is how long one rides. `is_doubtful`: whether a bus before it, of a line with headways, may come too late
    to catch this one. `wheelchair`: whether it takes somebody in a wheelchair from stop to stop, None if nobody says.
    `departs_predicted_at` and `arrives_predicted_at` are when these times were predicted, None for planned ones.
    """

    route: str
    headsign: str
    from_stop_id: str
    from_stop: str
    to_stop_id: str
    to_stop: str
    departs: datetime | None
    arrives: datetime | None
    headway: tuple[int, int] | None
    not_before: datetime | None
    minutes: int
    is_doubtful: bool
    wheelchair: bool | None
    departs_predicted_at: datetime | None = None
    arrives_predicted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LineTo:
    """A line that brings people near a place: where they get off, and the metres on foot from there."""

    route: str
    headsign: str
    stop: str
    walk_m: int


@dataclass(frozen=True, slots=True)
class Itinerary:
    """One way to get there.

    `walks` are one more than `rides`: before each and after the last, None where one stands at the stop already.
    `departs` is when to set out, None if that is not for a clock to say; `arrives` is None where any ride has
    headways. `minutes` is the (shortest, longest) time from setting out to being there. `expected` is the arrival with
    half of every headway waited for: something to compare by, not to show.
    """

    rides: tuple[BusRide, ...]
    walks: tuple[Walk | None, ...]
    departs: datetime | None
    arrives: datetime | None
    minutes: tuple[int, int]
    expected: datetime

    @property
    def changes(self) -> int:
        """How often one changes buses."""
        return len(self.rides) - 1

    @property
    def legs(self) -> tuple[Walk | BusRide, ...]:
        """Walks and rides in order."""
        rides: tuple[Walk | BusRide | None, ...] = (*self.rides, None)
        return tuple(leg for pair in zip(self.walks, rides, strict=True) for leg in pair if leg)


@dataclass(frozen=True, slots=True)
class Journeys:
    """The itineraries of one day, fewest changes first; the first bus of all goes on `day`.

    `on_foot` is the whole way on foot where that is near enough to be worth saying.
    """
