"""Random delays for the journeys of a feed: told to the oracle as they are, and to the timetable by a live feed."""

import io
import random
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.predictions import Predictions
from hotline.services.bus.realtime import Live
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.trip_ids import TripIds
from hotline.services.bus.trip_matching import TripMatching
from hotline.services.bus.upstream.gtfs_realtime import decode
from tests.journey_oracle import JourneyOracle, Told
from tests.journey_pairs import end, questions
from tests.live_feeds import Body, encoded
from tests.oracle import anchor


def compare_delayed(feed: Path | io.BytesIO, week: date, pairs: int, share: float = 0.5) -> tuple[int, int]:
    """As `journey_pairs.compare`, with new delays for each pair; how many itineraries there were, and by live times."""
    matching, oracle, chance = compiled(feed, week), JourneyOracle(feed), random.Random(pairs)  # noqa: S311
    found = live_ones = 0
    for origin, destination, now in questions(matching.timetable, week, pairs):
        live = delayed(oracle, matching, now, chance, share)
        journeys = live.journeys(origin, destination, now)
        told = [(one.changes, one.expected.timestamp()) for one in journeys]
        assert told == oracle.arrivals(end(origin), end(destination), now), (origin, destination, now)
        found += len(told)
        live_ones += sum(any(ride.departs_predicted_at for ride in one.rides) for one in journeys)
    return found, live_ones


def compiled(feed: Path | io.BytesIO, today: date) -> TripMatching:
    """A feed with its trip ids."""
    made = compile_feed(feed, today=today, gazetteer=lambda _: b"")
    return TripMatching(Timetable.load(made.snapshot), TripIds(made.trip_ids))


def told(chance: random.Random, stops: int) -> Told:
    """Anything that a feed may say of a bus."""
    if chance.random() < 0.1:
        return Told(is_canceled=True)
    places = chance.sample(range(stops), chance.randint(1, min(3, stops)))
    skipped = frozenset(chance.sample(range(stops), 1) if chance.random() < 0.15 else ())
    delays = {place: _delay(chance) for place in places if place not in skipped}
    return Told(delays, skipped)


def _delay(chance: random.Random) -> int | None:
    kind = chance.random()
    if kind < 0.1:
        return None
    return chance.randint(-300, 300) if kind < 0.6 else chance.randint(-1200, 3600)


def delayed(oracle: JourneyOracle, matching: TripMatching, now: datetime, chance: random.Random, share: float) -> Live:
    """Tells the oracle of delays of a share of the buses around `now`, and gives the timetable with the same.

    Of buses that nobody can tell apart one is told of at most.
    """
    of_trips: dict[tuple[str, date], Told] = {}
    under_way: dict[tuple[str, float], Told] = {}
    entities, known = [], set[tuple[int, int, int]]()
    for trip_id, day in _running(oracle, now):
        stops, course = oracle.calls[trip_id], matching.find(trip_id)
        if chance.random() >= share or course is None:
            continue
        windows = oracle.frequencies.get(trip_id, [])
        if any(row.get("exact_times") == "1" for row in windows):
            continue
        start = int(now.timestamp()) + chance.randint(-3600, 3600) if windows else None
        zone = oracle.zone(oracle.trips[trip_id]["route_id"])
        alike = course.pattern, course.profile, start or int(anchor(day, zone)) + oracle.starts[trip_id]
        if alike in known:
            continue
        known.add(alike)
        if start is None:
            of_trips[trip_id, day] = one = told(chance, len(stops))
        else:
            under_way[trip_id, start] = one = _under_way(chance, len(stops))
        entities.append(_update(oracle, trip_id, day, one, start))
    oracle.tell(of_trips, under_way)
    at = int(now.timestamp())
    header = {"gtfs_realtime_version": "2.0", "timestamp": at}
    body: Body = {"header": header, "entity": [{"id": str(n), "trip_update": one} for n, one in enumerate(entities)]}
    found = Predictions.from_bytes(decode(encoded(body), matching, at).to_bytes())
    assert len(found.runs) == len(oracle.told) + len(oracle.extra)
    return Live(matching.timetable, [found], now)


def _under_way(chance: random.Random, stops: int) -> Told:
    """Of a bus at headways, which has no start but by the first time that is told of it."""
    first = chance.randrange(stops)
    rest = {place: _delay(chance) for place in range(first + 1, stops) if chance.random() < 0.2}
    return Told({first: 0, **rest})


def _running(oracle: JourneyOracle, now: datetime) -> Iterator[tuple[str, date]]:
    """The trips of two service days that may be under way."""
    for trip_id in sorted(oracle.calls):
        service, zone = oracle.trips[trip_id]["service_id"], oracle.zone(oracle.trips[trip_id]["route_id"])
        for back in (0, 1):
            day = date.fromordinal(now.date().toordinal() - back)
            if oracle.runs_on(service, day):
                start = anchor(day, zone) + oracle.starts[trip_id]
                is_near = abs(start - now.timestamp()) < 3 * 3600
                if is_near or (oracle.frequencies.get(trip_id) and not back):
                    yield trip_id, day


def _update(oracle: JourneyOracle, trip_id: str, day: date, one: Told, start: int | None = None) -> Body:
    """The trip update that says the same; by time where only that tells which bus is meant."""
    trip: Body = {"trip_id": trip_id, "start_date": f"{day:%Y%m%d}"}
    if one.is_canceled:
        return {"trip": trip | {"schedule_relationship": "CANCELED"}}
    updates: list[Body] = []
    for position in sorted({*one.delays, *one.skipped}):
        update: Body = {"stop_sequence": oracle.sequences[trip_id][position]}
        delay = one.delays.get(position)
        if position in one.skipped:
            update["schedule_relationship"] = "SKIPPED"
        elif delay is None:
            update["schedule_relationship"] = "NO_DATA"
        elif start is None:
            update["departure"] = {"delay": delay}
        else:
            update["departure"] = {"time": start + oracle.calls[trip_id][position].leaves + delay}
        updates.append(update)
    return {"trip": trip, "stop_time_update": updates}
