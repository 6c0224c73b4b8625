"""The timetable against a slow and plain reading of the same feed, at random places and times."""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.departures import Line, Place
from hotline.services.bus.timetable import Timetable
from tests.oracle import Leaves, Oracle
from tests.shared import shared

HOUR = timedelta(hours=1)
FEEDS = {
    # feed: (a day on which it is valid, places, times at each)
    "hanoi-am-2018": (date(2018, 5, 1), 100, 4),
    "cairns": (date(2014, 6, 1), 150, 8),
    "mexico-city-headways": (date(2018, 6, 1), 100, 4),
    "trimet-2routes": (date(2021, 10, 20), 68, 3),
    "sample-gtfs-feed": (date(2019, 4, 1), 4, 200),
    "danang-2022": (date(2026, 11, 24), 100, 5),
    "nyc-brooklyn": (date(2026, 10, 20), 12, 8),
}


def compiled(feed: Path, today: date) -> Timetable:
    return Timetable.load(compile_feed(feed, today=today, gazetteer=lambda _: b"").snapshot)


def told(lines: Iterable[Line]) -> Counter[Leaves]:
    return Counter(
        Leaves(one.stop_id, one.route, one.headsign, one.time, one.headway, one.first, one.last)
        for line in lines
        for one in line.departures
        if one.first and one.last
    )


def moments(timetable: Timetable, count: int, chance: random.Random) -> Iterable[datetime]:
    """Any second of the feed's life, and a day beyond; one in three is near midnight."""
    days = (timetable.last_date - timetable.first_date).days + 2
    for number in range(count):
        day = timetable.first_date + timedelta(days=chance.randrange(-1, days))
        seconds = chance.randrange(-7200, 10800) if number % 3 == 0 else chance.randrange(86400)
        yield datetime.combine(day, time(), timetable.timezone) + timedelta(seconds=seconds)


@pytest.mark.shared
@pytest.mark.parametrize("feed", FEEDS)
def test_every_departure_is_what_the_feed_says(feed: str) -> None:
    path = shared(f"data/gtfs/{feed}.zip")
    today, places, times = FEEDS[feed]
    timetable = compiled(path, today)
    chance = random.Random(feed)  # noqa: S311
    sample = chance.sample(list(timetable.places), places)
    oracle = Oracle(path, {stop for place in sample for stop in place.stop_ids})
    departures = 0
    for place in sample:
        for now in moments(timetable, times, chance):
            board = timetable.board(place, now, HOUR)
            assert told(board) == Counter(oracle.board(place.stop_ids, now, HOUR)), (place, now)
            departures += sum(len(line.departures) for line in board)
            later_as_the_oracle_says(timetable, oracle, place, now)
    assert departures > 50


def later_as_the_oracle_says(timetable: Timetable, oracle: Oracle, place: Place, now: datetime) -> None:
    busy = oracle.lines(place.stop_ids, now, HOUR)
    expected = Counter(
        (number, headsign, at)
        for (agency, number, headsign), at in oracle.next_after(place.stop_ids, now + HOUR, 7).items()
        if (agency, number, headsign) not in busy
    )
    later = timetable.later(place, now, HOUR)
    assert Counter((one.route, one.headsign, one.time or one.first) for one in later) == expected, (place, now)
