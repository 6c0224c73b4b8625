"""Random questions for journeys, and whether the timetable answers them as a plain search does."""

import io
import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from hotline.messages import Location
from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.departures import Place
from hotline.services.bus.timetable import Timetable
from tests.journey_oracle import End, JourneyOracle


def compare(feed: Path | io.BytesIO, week: date, pairs: int) -> int:
    """Asks about random pairs, of which each must be as the oracle says; how many itineraries they had."""
    timetable = Timetable.load(compile_feed(feed, today=week, gazetteer=lambda _: b"").snapshot)
    oracle, found = JourneyOracle(feed), 0
    for origin, destination, now in questions(timetable, week, pairs):
        told = [(one.changes, one.expected.timestamp()) for one in timetable.journeys(origin, destination, now)]
        assert told == oracle.arrivals(end(origin), end(destination), now), (origin, destination, now)
        found += len(told)
    return found


def questions(
    timetable: Timetable, week: date, pairs: int
) -> Iterator[tuple[Place | Location, Place | Location, datetime]]:
    """From and to any place of the network, or a point near it; mostly by day, sometimes around midnight."""
    chance = random.Random(week.toordinal())  # noqa: S311
    for number in range(pairs):
        seconds = chance.randrange(-7200, 10800) if number % 5 == 0 else chance.randrange(5 * 3600, 21 * 3600)
        now = datetime.combine(week + timedelta(days=chance.randrange(7)), time(), timetable.timezone)
        ends = [_near(place, chance) if number % 2 else place for place in chance.sample(list(timetable.places), 2)]
        yield ends[0], ends[1], now + timedelta(seconds=seconds)


def _near(place: Place, chance: random.Random) -> Location:
    return Location(
        place.location.lat + chance.uniform(-0.004, 0.004), place.location.lon + chance.uniform(-0.004, 0.004)
    )


def end(of: Place | Location) -> End:
    """The same end for the oracle, which knows stops by their ids."""
    if isinstance(of, Location):
        return End((of.lat, of.lon))
    return End((of.location.lat, of.location.lon) if of.location.is_on_earth else None, set(of.stop_ids))
