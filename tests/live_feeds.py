"""Small GTFS-Realtime feeds for tests, in the JSON form of protobuf, and what leaves a stop when one is read."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from google.protobuf import json_format
from google.transit.gtfs_realtime_pb2 import FeedMessage

from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.departures import Departure
from hotline.services.bus.predictions import Predictions
from hotline.services.bus.realtime import Live
from hotline.services.bus.timetable import HOUR, Timetable
from hotline.services.bus.trip_ids import TripIds
from hotline.services.bus.trip_matching import TripMatching
from hotline.services.bus.upstream.gtfs_realtime import decode
from tests.small_feeds import TODAY, Text, at, feed

type Body = dict[str, Any]


def network(changes: Mapping[str, Text] | None = None, /, **files: Text) -> TripMatching:
    """The small base feed with other files, compiled and loaded, with its trip ids."""
    compiled = compile_feed(feed(changes, **files), today=TODAY, gazetteer=lambda _: b"")
    return TripMatching(Timetable.load(compiled.snapshot), TripIds(compiled.trip_ids))


def recorded(zipped: Path, today: date) -> TripMatching:
    """The same of a feed of the bench."""
    compiled = compile_feed(zipped, today=today, gazetteer=lambda _: b"")
    return TripMatching(Timetable.load(compiled.snapshot), TripIds(compiled.trip_ids))


def message(*entities: Body, made: str | datetime | int | None = "07:50") -> bytes:
    """A whole feed, made at a time in Đà Nẵng."""
    header: Body = {"gtfs_realtime_version": "2.0"}
    if made is not None:
        header["timestamp"] = stamp(made)
    body = {"header": header, "entity": [{"id": str(number), **entity} for number, entity in enumerate(entities)]}
    return encoded(body)


def encoded(body: Body) -> bytes:
    return bytes(json_format.ParseDict(body, FeedMessage()).SerializeToString())


def stamp(moment: str | datetime | int) -> int:
    """Seconds since 1970 of "07:50", today in Đà Nẵng."""
    if isinstance(moment, str):
        moment = at(moment)
    return moment if isinstance(moment, int) else int(moment.timestamp())


def trip(*updates: Body, trip_id: str = "t1", made: str | None = None, more: Body | None = None, **fields: Any) -> Body:
    """The update of a trip; `fields` are its descriptor's, `more` the update's own."""
    body: Body = {"trip": {"trip_id": trip_id, **fields}, "stop_time_update": list(updates), **(more or {})}
    if made:
        body["timestamp"] = stamp(made)
    return {"trip_update": body}


def stop(
    sequence: int | None = None,
    stop_id: str = "",
    *,
    delay: int | None = None,
    time: str | int | None = None,
    arrival: Body | None = None,
    assigned: str = "",
    **fields: Any,
) -> Body:
    """The update of a stop; `delay` and `time` are the departure's."""
    body: Body = dict(fields)
    if sequence is not None:
        body["stop_sequence"] = sequence
    if stop_id:
        body["stop_id"] = stop_id
    if assigned:
        body["stop_time_properties"] = {"assigned_stop_id": assigned}
    departure = ({} if delay is None else {"delay": delay}) | ({} if time is None else {"time": stamp(time)})
    return body | ({"departure": departure} if departure else {}) | ({"arrival": arrival} if arrival else {})


def read(matching: TripMatching, *feeds: bytes, now: datetime, fetched: datetime | None = None) -> Live:
    """Feeds as a lookup has them: decoded, packed into items and unpacked again."""
    when = int((fetched or now).timestamp())
    packed = [decode(one, matching, when).to_bytes() for one in feeds]
    return Live(matching.timetable, [Predictions.from_bytes(one) for one in packed], now)


def departures(live: Live, table: Timetable, stop_id: str, now: datetime, horizon: timedelta = HOUR) -> list[Departure]:
    """What leaves a stop within a period, in order."""
    place = next(place for place in table.places if stop_id in place.stop_ids)
    return [one for line in live.board(place, now, horizon) for one in line.departures if one.stop_id == stop_id]


def at_stop(matching: TripMatching, stop_id: str, now: str, *feeds: bytes) -> list[str]:
    """What leaves a stop within the hour: "08:02 live", "08:00", "08:00 canceled", "~15–30"."""
    moment = at(now)
    live = read(matching, *feeds, now=moment)
    return [shown(one) for one in departures(live, matching.timetable, stop_id, moment)]


def shown(one: Departure) -> str:
    if one.time is None:
        return "~{}–{}".format(*one.headway or ("", ""))
    how = " canceled" if one.is_canceled else " live" if one.predicted_at else ""
    return f"{one.time:%H:%M:%S}".removesuffix(":00") + how


def recorded_json(path: Path) -> Body:
    found: Body = json.loads(path.read_text(encoding="utf-8"))
    return found
