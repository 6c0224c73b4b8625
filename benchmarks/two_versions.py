"""Two versions of a small network, what can be asked of them, and what either says.

Their ids are the same and mean other things: names, times and the order of stops, lines and trips differ, so that an
answer with anything of both is the answer of neither.
"""

import io
from functools import cache
from typing import cast

from tests.live_feeds import message, stop, trip
from tests.small_feeds import BASE, TODAY, at, zipped
from tests.unit.fakes import CITIZEN

from hotline.messages import Inbound, Location
from hotline.routing import Understood, understand
from hotline.services.bus import service as bus
from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.queries import BusQuery, Coordinates
from hotline.services.bus.realtime import Live
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.trip_ids import TripIds
from hotline.services.bus.trip_matching import TripMatching
from hotline.services.bus.upstream.gtfs_realtime import decode

ASKED_AT = at("07:51")

type Question = tuple[Inbound, Understood]


@cache
def questions() -> tuple[Question, ...]:
    """Every stop by its code, the places near each, and every line."""
    texts = [*(f"MT {number:03}" for number in range(1, 9)), "tuyến 05", "tuyến 07"]
    here = [
        Understood("bus", Coordinates(Location(16.08 - number / 200, 108.1501), shared=True)) for number in range(8)
    ]
    asked = [(text, understand(text)) for text in texts] + [("", about) for about in here]
    return tuple((Inbound(CITIZEN, str(number), ASKED_AT, text), about) for number, (text, about) in enumerate(asked))


def version(name: str, edition: int = 0) -> bytes:
    """The network as one version has it; other editions of it say the same, but are other bytes."""
    is_other = name == "B"
    stops = list(range(1, 9))
    along = stops[::-1] if is_other else stops
    trips = [(f"{line}-{trip}", line, 8 * 60 + 15 * trip + 7 * is_other) for line in ("05", "07") for trip in range(6)]
    calls = [
        f"{id_},{_clock(start + 3 * place)},{_clock(start + 3 * place)},S{number},{place + 1}"
        for id_, line, start in (trips[::-1] if is_other else trips)
        for place, number in enumerate(along if line == "05" else along[::2])
    ]
    files = {
        "stops.txt": ["stop_id,stop_code,stop_name,stop_lat,stop_lon"]
        + [f"S{number},{number:03},Trạm {number} bản {name},{16.08 - number / 200},108.15" for number in along],
        "routes.txt": ["route_id,agency_id,route_short_name,route_long_name,route_type"]
        + [f"r{line},futa,{line},Tuyến {line} bản {name},3" for line in (("07", "05") if is_other else ("05", "07"))],
        "trips.txt": ["route_id,service_id,trip_id,trip_headsign"]
        + [f"r{line},daily,{id_},Bến {line} bản {name}" for id_, line, _ in trips],
        "stop_times.txt": ["trip_id,arrival_time,departure_time,stop_id,stop_sequence", *calls],
        "feed_info.txt": ["feed_publisher_name,feed_publisher_url,feed_lang", f"Bản {edition},https://bus.example,vi"],
    }
    return zipped({**BASE, **{file: "\n".join(rows) for file, rows in files.items()}}).getvalue()


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}:00"


LIVE_FEED = message(
    trip(stop(1, delay=120), trip_id="05-0"),
    trip(stop(2, "S2", delay=240), trip_id="05-1"),
    trip(trip_id="05-2", schedule_relationship="CANCELED"),
    trip(stop(1, delay=-60), stop(3, schedule_relationship="SKIPPED"), trip_id="07-0"),
)


@cache
def expected() -> tuple[dict[str, str], ...]:
    """For each question the answers that may be given, and whose they are."""
    answers: list[dict[str, str]] = [{} for _ in questions()]
    for name in ("A", "B"):
        compiled = compile_feed(io.BytesIO(version(name)), today=TODAY)
        timetable = Timetable.load(compiled.snapshot)
        predictions = decode(LIVE_FEED, TripMatching(timetable, TripIds(compiled.trip_ids)), int(ASKED_AT.timestamp()))
        for kind, feeds in ((f"{name} live", [predictions]), (name, [])):
            live = Live(timetable, feeds, ASKED_AT)
            for known, (_, about) in zip(answers, questions(), strict=True):
                known[
                    bus.answer(cast("BusQuery", about.query), timetable, ASKED_AT, about.lang, "1022", live).reply.text
                ] = kind
    return tuple(answers)
