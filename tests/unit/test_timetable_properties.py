"""Any small feed, read by the timetable and by the oracle."""

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import asin, copysign, cos, dist, radians, sin
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.messages import Location
from hotline.services.bus.departures import Line
from tests.oracle import Leaves, Oracle
from tests.small_feeds import feed, loaded

# Clocks change in New York on the 8th of March, in Berlin on the 29th, in Đà Nẵng never.
ZONES = ("Asia/Ho_Chi_Minh", "America/New_York", "Europe/Berlin")
FIRST, LAST = date(2026, 3, 5), date(2026, 3, 31)
STOPS = "ABCDE"
DAYS = st.dates(FIRST, LAST).map(lambda day: f"{day:%Y%m%d}")


@dataclass(frozen=True)
class Trip:
    """One trip: its stops, the minutes of its calls (None: blank), where nobody may board, its headsigns."""

    route: int
    service: int
    headsign: str
    stops: Sequence[str]
    arrivals: Sequence[int | None]
    waits: Sequence[int]
    closed: Sequence[bool]
    signs: Sequence[str]
    headways: Sequence[tuple[int, int, int, int]]


@st.composite
def trips(draw: st.DrawFn) -> Trip:
    count = draw(st.integers(2, 6))

    def each[T](values: st.SearchStrategy[T]) -> list[T]:
        return draw(st.lists(values, min_size=count, max_size=count))

    start, clock = draw(st.integers(0, 30 * 3600)), 0
    hops = each(st.integers(0, 5000))
    waits = each(st.sampled_from((0, 0, 0, 90)))
    arrivals: list[int | None] = []
    for hop, wait in zip(hops, waits, strict=True):
        arrivals.append(start + clock + hop)
        clock += hop + wait
    blanks = each(st.booleans())
    for call in range(1, count - 1):
        arrivals[call] = None if blanks[call] else arrivals[call]
    headway = st.tuples(st.integers(0, 26 * 3600), st.integers(1, 9000), st.integers(200, 4000), st.integers(0, 1))
    return Trip(
        draw(st.integers(0, 2)),
        draw(st.integers(0, 2)),
        draw(st.sampled_from(("", "North", "South"))),
        each(st.sampled_from(STOPS)),
        arrivals,
        waits,
        each(st.sampled_from((False, False, True))),
        each(st.sampled_from(("", "", "Via B"))) if draw(st.booleans()) else [""] * count,
        draw(st.lists(headway, max_size=2)) if draw(st.booleans()) else [],
    )


@st.composite
def feeds(draw: st.DrawFn) -> io.BytesIO:
    drawn = draw(st.lists(trips(), min_size=1, max_size=8))
    zones = draw(st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)))
    calendar = ["service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date"]
    for service in range(2):
        week = draw(st.lists(st.sampled_from("01"), min_size=7, max_size=7))
        calendar.append(f"s{service},{','.join(week)},{FIRST:%Y%m%d},{LAST:%Y%m%d}")
    exceptions = draw(st.dictionaries(st.tuples(st.integers(0, 2), DAYS), st.integers(1, 2), max_size=12))
    calls, frequencies = [], []
    for number, trip in enumerate(drawn):
        for position, stop in enumerate(trip.stops):
            arrives = trip.arrivals[position]
            times = "," if arrives is None else f"{clock(arrives)},{clock(arrives + trip.waits[position])}"
            pickup, sign = int(trip.closed[position]), trip.signs[position]
            calls.append(f"t{number},{times},{stop},{position * 3},{pickup},{sign}")
        for start, length, headway, exact in trip.headways:
            frequencies.append(f"t{number},{clock(start)},{clock(start + length)},{headway},{exact}")
    order = draw(st.permutations(range(len(calls)))) if draw(st.booleans()) else range(len(calls))
    return feed(
        agency="agency_id,agency_name,agency_timezone\n"
        + "".join(f"a{n},A{n},{zone}\n" for n, zone in enumerate(zones)),
        routes="route_id,agency_id,route_short_name\nr0,a0,1\nr1,a0,1\nr2,a1,2",
        stops="stop_id,stop_name,stop_lat,stop_lon\n"
        + "".join(f"{s},Stop {n},16.0{n},108\n" for n, s in enumerate(STOPS)),
        calendar="\n".join(calendar),
        # Somebody runs at some time, lest the feed be refused.
        calendar_dates="service_id,date,exception_type\nlast,20260331,1\n"
        + "".join(f"s{service},{day},{kind}\n" for (service, day), kind in exceptions.items()),
        trips="route_id,service_id,trip_id,trip_headsign\nr0,last,last,\n"
        + "".join(
            f"r{trip.route},s{trip.service},t{n},{trip.headsign}\n" for n, trip in enumerate(drawn) if trip.service < 2
        )
        + "".join(f"r{trip.route},last,t{n},{trip.headsign}\n" for n, trip in enumerate(drawn) if trip.service == 2),
        stop_times="trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,stop_headsign\n"
        + "\n".join(
            [*(calls[place] for place in order), "last,05:00:00,05:00:00,A,1,0,", "last,05:30:00,05:30:00,B,2,0,"]
        ),
        frequencies="trip_id,start_time,end_time,headway_secs,exact_times\n" + "\n".join(frequencies),
    )


def clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def told(lines: Sequence[Line]) -> Counter[Leaves]:
    return Counter(
        Leaves(one.stop_id, one.route, one.headsign, one.time, one.headway, one.first, one.last)
        for line in lines
        for one in line.departures
        if one.first and one.last
    )


@settings(max_examples=150)
@given(
    feeds(),
    st.lists(st.datetimes(datetime(2026, 3, 4), datetime(2026, 4, 3)), min_size=1, max_size=6),  # noqa: DTZ001
    st.sampled_from(ZONES),
    st.integers(0, 5 * 3600),
)
def test_any_feed_is_read_as_the_oracle_reads_it(
    packed: io.BytesIO, moments: list[datetime], zone: str, horizon: int
) -> None:
    table, oracle = loaded(packed, FIRST), Oracle(packed)
    for place in table.places:
        for moment in moments:
            now, period = moment.replace(tzinfo=ZoneInfo(zone)), timedelta(seconds=horizon)
            board = table.board(place, now, period)
            expected = oracle.board(place.stop_ids, now, period)
            assert told(board) == Counter(expected)
            assert all(line.departures == tuple(sorted(line.departures, key=_order)) for line in board)
            later = Counter((one.route, one.headsign, one.time or one.first) for one in table.later(place, now, period))
            assert later == Counter(
                (number, headsign, at)
                for (agency, number, headsign), at in oracle.next_after(place.stop_ids, now + period, 7).items()
                if (agency, number, headsign) not in oracle.lines(place.stop_ids, now, period)
            )


def _order(departure: object) -> tuple[bool, datetime]:
    time = getattr(departure, "time", None)
    return time is None, time or datetime.max.replace(tzinfo=ZoneInfo("UTC"))


@given(
    st.lists(st.tuples(st.floats(-0.02, 0.02), st.floats(-0.02, 0.02)), min_size=1, max_size=30),
    st.sampled_from(((16.06, 108.2), (0.0, 0.001), (-17.0, 180.0), (65.0, -180.0), (89.95, 12.0), (-89.99, -60.0))),
    st.integers(0, 8),
    st.integers(1, 4000),
)
def test_the_nearest_places_are_those_that_a_search_of_all_stops_finds(
    offsets: list[tuple[float, float]], centre: tuple[float, float], limit: int, radius: int
) -> None:
    stops = [
        (max(-90.0, min(90.0, centre[0] + north)), (centre[1] + east + 180) % 360 - 180) for north, east in offsets
    ]
    rows = "".join(f"x{number},Stop {number},{lat:.7f},{lon:.7f}\n" for number, (lat, lon) in enumerate(stops))
    calls = "".join(f"t1,08:00:00,08:00:00,x{number},{number}\n" for number in range(len(stops)))
    table = loaded(
        feed(
            stops="stop_id,stop_name,stop_lat,stop_lon\n"
            + rows
            + f"end,End,{centre[0] - copysign(0.2, centre[0])},{centre[1]}",
            stop_times="trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
            + calls
            + "t1,09:00:00,09:00:00,end,99",
        )
    )
    here = Location(*centre)
    on_foot = {
        place.index: min(ground(here, Location(*stops[int(id_[1:])])) for id_ in place.stop_ids)
        for place in table.places
        if "end" not in place.stop_ids
    }

    found = table.nearest(here, limit, radius)

    # A metre's doubt where the sphere and seven decimals leave it.
    within = sorted(distance for distance in on_foot.values() if distance <= radius - 1)[:limit]
    assert len(found) >= len(within)
    assert all(on_foot[one.place.index] <= radius + 1 for one in found)
    assert [one.walk_m for one in found] == sorted(one.walk_m for one in found)
    for one, distance in zip(found, within, strict=False):
        assert abs(on_foot[one.place.index] - distance) <= 1
        assert abs(one.walk_m - on_foot[one.place.index]) <= 6


def ground(here: Location, there: Location) -> float:
    """Metres by the angle between two arrows from the middle of the earth."""

    def arrow(at: Location) -> tuple[float, float, float]:
        lat, lon = radians(at.lat), radians(at.lon)
        return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)

    return 2 * 6_371_009 * asin(min(1.0, dist(arrow(here), arrow(there)) / 2))
