"""Small GTFS feeds for tests: three stops of one line in Đà Nẵng, and whatever a test puts in their place."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.departures import Departure, Line
from hotline.services.bus.timetable import Timetable

DA_NANG = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = date(2026, 11, 24)  # a Tuesday

# Two stops 1,100 m apart and a terminus.
BASE: Mapping[str, str] = {
    "agency.txt": """
        agency_id,agency_name,agency_url,agency_timezone
        futa,FUTA,https://futa.example,Asia/Ho_Chi_Minh
    """,
    "stops.txt": """
        stop_id,stop_code,stop_name,stop_lat,stop_lon
        A,001,101 Nguyễn Văn Cừ,16.08,108.15
        B,002,Chợ Cồn,16.07,108.15
        C,003,CV Biển Đông,16.06,108.15
    """,
    "routes.txt": """
        route_id,agency_id,route_short_name,route_long_name,route_type
        r05,futa,05,Hòa Hiệp Nam – CV Biển Đông,3
    """,
    "calendar.txt": """
        service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
        daily,1,1,1,1,1,1,1,20260101,20271231
    """,
    "trips.txt": """
        route_id,service_id,trip_id,trip_headsign
        r05,daily,t1,Biển Đông
    """,
    "stop_times.txt": """
        trip_id,arrival_time,departure_time,stop_id,stop_sequence
        t1,08:00:00,08:00:00,A,1
        t1,08:10:00,08:10:00,B,2
        t1,08:20:00,08:20:00,C,3
    """,
}


type Text = str | bytes | None


def feed(changes: Mapping[str, Text] | None = None, /, **files: Text) -> io.BytesIO:
    """The base feed with other files, None for without; keywords are names without ".txt"."""
    return zipped({**BASE, **(changes or {}), **{f"{name}.txt": text for name, text in files.items()}})


def zipped(files: Mapping[str, Text]) -> io.BytesIO:
    """A feed of these files alone, None for without."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            if text is not None:
                archive.writestr(name, lines(text) if isinstance(text, str) else text)
    packed.seek(0)
    return packed


def lines(text: str) -> str:
    """The lines of an indented block."""
    return "".join(f"{line.strip()}\n" for line in text.strip().splitlines())


def timetable(changes: Mapping[str, Text] | None = None, /, **files: Text) -> Timetable:
    """The base feed with other files, compiled and loaded."""
    return loaded(feed(changes, **files))


def loaded(packed: io.BytesIO, today: date = TODAY) -> Timetable:
    """A feed, compiled without a gazetteer and loaded."""
    return Timetable.load(compile_feed(packed, today=today, gazetteer=lambda _: b"").snapshot)


def published(files: Mapping[str, Text]) -> Timetable:
    """A feed of these files alone, compiled as `sync` does it, gazetteer and all, and loaded."""
    return Timetable.load(compile_feed(zipped(files), today=TODAY).snapshot)


def at(text: str, zone: ZoneInfo = DA_NANG) -> datetime:
    """A time in Đà Nẵng: "2026-11-24 08:00"; the date may be left out."""
    return datetime.fromisoformat(text if "-" in text else f"{TODAY} {text}").replace(tzinfo=zone)


def board(table: Timetable, stop_id: str, now: datetime) -> tuple[Line, ...]:
    """What leaves the place of a stop within the hour."""
    return table.board(next(place for place in table.places if stop_id in place.stop_ids), now)


def departures(table: Timetable, stop_id: str, now: datetime) -> list[Departure]:
    """What leaves a stop within the hour, in order."""
    return [one for line in board(table, stop_id, now) for one in line.departures if one.stop_id == stop_id]


def later(table: Timetable, stop_id: str, now: datetime, days: int = 7) -> tuple[Departure, ...]:
    """What leaves the place of a stop only after the hour."""
    return table.later(next(place for place in table.places if stop_id in place.stop_ids), now, days=days)


def clocks(found: list[Departure]) -> list[str]:
    """The times of some departures, "08:00" or "08:00:30"; "~15–30" for a headway."""
    return [
        f"{one.time:%H:%M:%S}".removesuffix(":00") if one.time else "~{}–{}".format(*one.headway or ("", ""))
        for one in found
    ]
