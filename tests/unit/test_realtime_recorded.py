"""Feeds that others have recorded, and what Transitland asserts about BART's; only the development bench has them."""

import json
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hotline.services.bus.departures import Departure
from hotline.services.bus.predictions import Kind, Predictions, Run
from hotline.services.bus.realtime import Live
from hotline.services.bus.trip_matching import TripMatching
from hotline.services.bus.upstream.gtfs_realtime import decode
from tests.live_feeds import Body, departures, encoded, recorded, recorded_json
from tests.shared import ROOT, shared

pytestmark = pytest.mark.shared

PACIFIC = ZoneInfo("America/Los_Angeles")
EASTERN = ZoneInfo("America/New_York")
BART = "data/realtime/bart"
DAY = datetime(2018, 5, 30, tzinfo=PACIFIC)


def rows() -> list[dict[str, Any]]:
    path = ROOT / BART / "expected_FTVL.json"
    cases: list[dict[str, Any]] = json.loads(path.read_text())["cases"] if path.exists() else [{}]
    return cases


@cache
def network(path: str, today: date) -> TripMatching:
    return recorded(shared(path), today)


def bart() -> TripMatching:
    return network(f"{BART}/bart.zip", DAY.date())


def of_day(clock: str) -> datetime:
    hours, minutes, seconds = map(int, clock.split(":"))
    return DAY + timedelta(hours=hours, minutes=minutes, seconds=seconds)


def made_at(feed: Body, moment: datetime) -> Body:
    """The feed as if it had been made then; these were made half an hour before they are asked about."""
    return feed | {"header": feed["header"] | {"timestamp": int(moment.timestamp())}}


def bart_live(name: str, moment: datetime) -> Live:
    feed = encoded(made_at(recorded_json(shared(f"{BART}/{name}")), moment))
    item = decode(feed, bart(), int(moment.timestamp())).to_bytes()
    return Live(bart().timetable, [Predictions.from_bytes(item)], moment)


def planned(trip_id: str, stop_id: str) -> tuple[tuple[str, str], datetime]:
    """The line of a trip, and its planned departure from a stop."""
    course, calls = bart().find(trip_id), bart().timetable.calls
    assert course is not None
    (position,) = course.stops[stop_id]
    line = calls.call_line[calls.call_first[course.pattern] + position]
    return bart().timetable.route_infos.label(line), DAY + timedelta(seconds=course.start + course.ride[position])


def estimate(live: Live, case: dict[str, Any], trip_id: str) -> Departure | None:
    """What the board shows in the place of a trip: one departure less that is planned, one more that is predicted."""
    label, when = planned(trip_id, "FTVL")
    begin, end = (of_day(clock) for clock in case.get("window", ["16:00:00", "16:05:01"]))
    place = next(place for place in bart().timetable.places if "FTVL" in place.stop_ids)
    board = live.board(place, begin, end + timedelta(minutes=15) - begin)
    timed = [one for line in board for one in line.departures if (line.route, line.headsign) == label]
    still_planned = [one for one in timed if one.time == when and not one.predicted_at]
    predicted = [one for one in timed if one.predicted_at]
    return None if still_planned or not predicted else min(predicted, key=lambda one: abs((one.time or when) - when))


@pytest.mark.parametrize("case", rows(), ids=lambda case: f"{case.get('rt')}-{case.get('trip')}")
def test_every_row_that_transitland_asserts_of_fruitvale_holds(case: dict[str, Any]) -> None:
    shared(f"{BART}/expected_FTVL.json")
    moment = of_day(case.get("window", ["16:00:00"])[0])
    live = bart_live(case["rt"], moment)
    place = next(place for place in bart().timetable.places if "FTVL" in place.stop_ids)
    if "alerts_total" in case:
        feed = recorded_json(shared(f"{BART}/{case['rt']}"))
        of_stop = [
            one["alert"]
            for one in feed["entity"]
            if any(entity.get("stop_id") == "FTVL" for entity in one["alert"]["informed_entity"])
        ]
        assert len(of_stop) == case["alerts_total"]
        assert len(live.alerts.at([place], set())) == case["alerts_active"]
        return
    if "rows" in case:
        shown = departures(live, bart().timetable, "FTVL", moment, timedelta(minutes=5, seconds=1))
        expected = datetime.fromisoformat(case["arr_est_utc"])
        assert expected in [one.time for one in shown if one.predicted_at]
        assert [one.time for one in shown if one.time == expected] == [expected]
        return
    found = estimate(live, case, case["trip"])
    if case.get("relationship") == "CANCELED":
        assert found is not None
        assert found.is_canceled
        assert found.time == planned(case["trip"], "FTVL")[1]
        return
    expected_utc = case.get("dep_est_utc", case.get("arr_est_utc"))
    if expected_utc is None:
        assert found is None
    else:
        assert found is not None
        assert found.time == datetime.fromisoformat(expected_utc)
    if scheduled := case.get("arr_sched") or case.get("dep_sched"):
        assert planned(case["trip"], "FTVL")[1] == of_day(scheduled)


def test_an_added_train_and_a_canceled_one_are_four_rows_at_fruitvale() -> None:
    moment = of_day("16:00:00")
    shown = departures(bart_live("BA-added.json", moment), bart().timetable, "FTVL", moment, timedelta(minutes=6))

    assert len(shown) == 4
    assert [one.is_canceled for one in shown].count(True) == 1


def test_a_whole_network_half_a_minute_late_is_so_at_every_row() -> None:
    moment = of_day("16:00:00")
    shown = departures(bart_live("BA.json", moment), bart().timetable, "FTVL", moment, timedelta(minutes=6))

    assert len(shown) >= 3
    assert all(one.time and one.time.second == 30 for one in shown)


def test_positions_of_trains_predict_nothing() -> None:
    moment = of_day("16:00:00")
    shown = departures(bart_live("BA-vehicle-positions.json", moment), bart().timetable, "FTVL", moment)

    assert shown
    assert not [one for one in shown if one.predicted_at]


def test_a_capture_of_skipped_stops_leaves_no_bus_there() -> None:
    folder, read_at = "data/realtime/raba", 1749416890
    matching = network(f"{folder}/raba.zip", date(2025, 6, 8))
    item = decode(shared(f"{folder}/raba-trip-updates.pb").read_bytes(), matching, read_at)
    positions = decode(shared(f"{folder}/raba-vehicle-positions.pb").read_bytes(), matching, read_at)

    assert not item.unknown
    assert sum(len(run.skipped) for run in item.runs) == 40
    assert not positions.runs
    run = next(run for run in item.runs if run.skipped)
    calls = matching.timetable.calls
    call = calls.call_first[run.pattern] + run.skipped[0]
    leaves = datetime.fromtimestamp(
        run.start + calls.ride(run.pattern, run.profile)[run.skipped[0]], matching.timetable.timezone
    )
    stop_id = matching.timetable.places.stop_ids[calls.call_stop[call]]
    # As if the feed, which speaks of tomorrow morning, were read then.
    young = Predictions(item.snapshot, int(leaves.timestamp()), 0, tuple(_young(run, leaves) for run in item.runs))
    before = leaves - timedelta(minutes=10)
    there = departures(Live(matching.timetable, [young], before), matching.timetable, stop_id, before)
    without = departures(Live(matching.timetable, [], before), matching.timetable, stop_id, before)

    assert leaves in [one.time for one in without]
    assert leaves not in [one.time for one in there]


def _young(run: Run, moment: datetime) -> Run:
    pattern, profile, start, kind = run.pattern, run.profile, run.start, run.kind
    at = int(moment.timestamp()) - 600
    return Run(pattern, profile, start, at, kind, run.positions, run.delays, run.skipped)


SOUND = "data/realtime/soundtransit-duplicated"


def sound(name: str) -> tuple[TripMatching, Predictions]:
    feed = recorded_json(shared(f"{SOUND}/{name}"))
    made = int(feed["header"]["timestamp"])
    matching = network(f"{SOUND}/static.zip", date(2023, 5, 10))
    return matching, decode(encoded(feed), matching, made)


@pytest.mark.parametrize(
    ("name", "extra"),
    [
        ("trip_update_1683740698.json", 1),
        ("trip_update_1683740798.json", 0),  # by then it has become the trip that it copies
        ("TripUpdate-DUPLICATED-1690679342.json", 1),
        ("TripUpdate-DUPLICATED-Empty-1690865133.json", 0),  # says nothing of its stops
    ],
)
def test_copies_of_trips_run_beside_them(name: str, extra: int) -> None:
    matching, item = sound(name)
    copies = [run for run in item.runs if run.kind == Kind.EXTRA]

    assert len(copies) == extra
    for run in copies:
        calls = matching.timetable.calls
        position = next(at for at, delay in zip(run.positions, run.delays, strict=True) if delay is not None)
        first = run.start + calls.ride(run.pattern, run.profile)[position] + (run.delay(position) or 0)
        assert abs(first - item.at) < 3600


@pytest.mark.parametrize(
    "name", ["trip_update_1683914528.json", "trip_update_1683915543.json", "trip_update_1683915993.json"]
)
def test_a_trip_that_is_copied_onto_itself_is_shown_once(name: str) -> None:
    _, item = sound(name)
    keys = [(run.pattern, run.profile, run.start) for run in item.runs]

    assert len(set(keys)) == len(keys)


def test_a_feed_with_broken_trips_costs_those_alone() -> None:
    matching, item = sound("trip_update_1683746223_bad.json")

    # One trip is said to run two hours and twenty minutes early, and a copy of a Sunday's trip runs on a Wednesday.
    assert item.unknown == 1
    assert len(item.runs) == 13
    assert [run.kind for run in item.runs].count(Kind.EXTRA) == 1
    now = datetime.fromtimestamp(item.at, PACIFIC)
    live = Live(matching.timetable, [item], now)
    boards = [live.board(place, now) for place in matching.timetable.places]
    assert any(one.predicted_at for board in boards for line in board for one in line.departures)


@pytest.mark.parametrize("name", ["2359", "2400", "2401", "2402", "2403", "2445"])
def test_around_midnight_the_trip_is_yesterdays_whatever_date_it_is_given(name: str) -> None:
    folder = "data/realtime/wmata-midnight"
    feed = recorded_json(shared(f"{folder}/{name}.json"))
    made = int(feed["header"]["timestamp"])
    matching = network(f"{folder}/static.zip", date(2023, 8, 18))
    item = decode(encoded(feed), matching, made)

    (run,) = item.runs
    start = datetime.fromtimestamp(run.start, EASTERN)
    expected = (
        datetime(2023, 8, 19, 0, 45, tzinfo=EASTERN)
        if name == "2445"
        else datetime(2023, 8, 18, 23, 35, tzinfo=EASTERN)
    )
    assert start == expected
    assert all(delay is not None and abs(delay) < 1800 for delay in run.delays)
