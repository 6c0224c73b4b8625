"""Any small network, searched by the timetable and by the oracle."""

import io
import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.messages import Location
from tests.journey_delays import compiled, delayed
from tests.journey_oracle import JourneyOracle
from tests.journey_pairs import end
from tests.small_feeds import feed, loaded

# Of two zones that differ by six hours, and in one of them clocks change on the 29th.
ZONES = ("Asia/Ho_Chi_Minh", "Europe/Berlin")
FIRST, LAST = date(2026, 3, 26), date(2026, 3, 31)
# Stops of one street: some are a change apart, some too far to walk.
STOPS = {"A": 0, "B": 200, "C": 480, "D": 770, "E": 3000, "F": 3150, "G": 8000, "H": 8299}


@dataclass(frozen=True)
class Trip:
    route: int
    service: int
    stops: list[str]
    arrivals: list[int]
    waits: list[int]
    doors: list[tuple[int, int]]
    headways: list[tuple[int, int, int, int]]


@st.composite
def trips(draw: st.DrawFn) -> Trip:
    count = draw(st.integers(2, 6))

    def each[T](values: st.SearchStrategy[T]) -> list[T]:
        return draw(st.lists(values, min_size=count, max_size=count))

    clock, arrivals = draw(st.integers(5 * 3600, 8 * 3600)) + draw(st.sampled_from((0, 0, 20 * 3600))), list[int]()
    waits = each(st.sampled_from((0, 0, 60, 400)))
    for hop, wait in zip(each(st.integers(0, 1500)), waits, strict=True):
        arrivals.append(clock + hop)
        clock += hop + wait
    headway = st.tuples(
        st.integers(5 * 3600, 9 * 3600), st.integers(1, 9000), st.integers(200, 4000), st.sampled_from((0, 0, 1))
    )
    return Trip(
        draw(st.integers(0, 1)),
        draw(st.integers(0, 1)),
        each(st.sampled_from(list(STOPS))),
        arrivals,
        waits,
        each(st.tuples(st.sampled_from((0, 0, 0, 1)), st.sampled_from((0, 0, 0, 1)))),
        draw(st.lists(headway, max_size=2)) if draw(st.booleans()) else [],
    )


@st.composite
def feeds(draw: st.DrawFn) -> io.BytesIO:
    drawn = draw(st.lists(trips(), min_size=1, max_size=8))
    # The same buses again, a little later or sooner and not always as fast: some overtake.
    for trip in draw(st.lists(st.sampled_from(drawn), max_size=5)):
        shift, slower = draw(st.integers(-1200, 1200)), draw(st.integers(0, 400))
        arrivals = [time + shift + slower * place for place, time in enumerate(trip.arrivals)]
        drawn.append(Trip(trip.route, trip.service, trip.stops, arrivals, trip.waits, trip.doors, []))
    calls, frequencies = [], []
    for number, trip in enumerate(drawn):
        for place, stop in enumerate(trip.stops):
            times = f"{clock(trip.arrivals[place])},{clock(trip.arrivals[place] + trip.waits[place])}"
            calls.append(f"t{number},{times},{stop},{place},{trip.doors[place][0]},{trip.doors[place][1]}")
        for start, length, headway, exact in trip.headways:
            frequencies.append(f"t{number},{clock(start)},{clock(start + length)},{headway},{exact}")
    weeks = [draw(st.lists(st.sampled_from("011"), min_size=7, max_size=7)) for _ in range(2)]
    return feed(
        agency="agency_id,agency_name,agency_timezone\n"
        + "".join(f"a{number},A{number},{zone}\n" for number, zone in enumerate(ZONES)),
        routes="route_id,agency_id,route_short_name\nr0,a0,1\nr1,a1,2",
        stops="stop_id,stop_name,stop_lat,stop_lon\n"
        + "".join(f"{stop},{stop} street,{16 + north / 111195:.7f},108\n" for stop, north in STOPS.items()),
        calendar="service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        + "".join(f"s{n},{','.join(week)},{FIRST:%Y%m%d},{LAST:%Y%m%d}\n" for n, week in enumerate(weeks)),
        # Somebody runs at some time, lest the feed be refused.
        calendar_dates="service_id,date,exception_type\nlast,20260331,1\n",
        trips="route_id,service_id,trip_id\nr0,last,last\n"
        + "".join(f"r{trip.route},s{trip.service},t{number}\n" for number, trip in enumerate(drawn)),
        stop_times="trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
        + "\n".join([*calls, "last,05:00:00,05:00:00,A,1,0,0", "last,05:30:00,05:30:00,B,2,0,0"]),
        frequencies="trip_id,start_time,end_time,headway_secs,exact_times\n" + "\n".join(frequencies),
    )


def clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@settings(max_examples=300, deadline=None)
@given(
    feeds(),
    st.lists(st.tuples(st.sampled_from(list(STOPS)), st.integers(-400, 9000)), min_size=1, max_size=8),
    st.integers(0, 4 * 86400),
)
def test_in_any_network_one_arrives_when_a_plain_search_says(
    packed: io.BytesIO, questions: list[tuple[str, int]], after: int
) -> None:
    table, oracle = loaded(packed, FIRST), JourneyOracle(packed)
    for stop, north in questions:
        place = next(place for place in table.places if stop in place.stop_ids)
        point = Location(round(16 + north / 111195, 7), 108.0)
        now = datetime.combine(FIRST, datetime.min.time(), ZoneInfo(ZONES[0])) + timedelta(seconds=after)
        for origin, destination in ((place, point), (point, place)):
            told = table.journeys(origin, destination, now)
            expected = oracle.arrivals(end(origin), end(destination), now)
            assert [(one.changes, one.expected.timestamp()) for one in told] == expected


@settings(max_examples=300, deadline=None)
@given(
    feeds(),
    st.lists(st.tuples(st.sampled_from(list(STOPS)), st.integers(-400, 9000)), min_size=1, max_size=8),
    st.integers(0, 4),
    st.integers(4 * 3600, 9 * 3600),
    st.integers(0, 1 << 30),
)
def test_with_any_delays_one_arrives_when_a_plain_search_says(
    packed: io.BytesIO, questions: list[tuple[str, int]], day: int, clock: int, seed: int
) -> None:
    matching, oracle = compiled(packed, FIRST), JourneyOracle(packed)
    now = datetime.combine(FIRST, datetime.min.time(), ZoneInfo(ZONES[0])) + timedelta(days=day, seconds=clock)
    live = delayed(oracle, matching, now, random.Random(seed), 0.7)  # noqa: S311
    for stop, north in questions:
        place = next(place for place in matching.timetable.places if stop in place.stop_ids)
        point = Location(round(16 + north / 111195, 7), 108.0)
        for origin, destination in ((place, point), (point, place)):
            told = live.journeys(origin, destination, now)
            expected = oracle.arrivals(end(origin), end(destination), now)
            assert [(one.changes, one.expected.timestamp()) for one in told] == expected
