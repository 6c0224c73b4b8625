"""Writes the sample GTFS feed from `sample/network.toml`: streets with house numbers, and lines along them.

    uv run python infra/local/make_sample.py

Stops stand on the right of the road in the direction of travel, as buses do in Vietnam, and are called as on the poles:
by the house number behind them ("101 Nguyễn Văn Cừ"), or by the one across the road ("Đối diện 101 Nguyễn Văn Cừ").
"""

import csv
import io
import math
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).with_name("sample")
NOT_FOR_TRAVEL = "DỮ LIỆU MẪU, không dùng để đi xe"
OFFICIAL = "https://www.danangbus.vn/"
KIND = {  # what the route's kind is called, and its colour on a map
    "subsidised": ("Tuyến trợ giá", "1A7F37"),
    "non-subsidised": ("Tuyến không trợ giá", "1F5FA8"),
    "interprovincial": ("Tuyến liên tỉnh", "8A3FFC"),
    "tourist": ("Tuyến du lịch", "B45309"),
    "suspended": ("Tạm ngừng hoạt động", "6E7781"),
}
METRES_PER_DEGREE = 111_195.0
HALF_A_ROAD = 10.0  # metres from the middle line to the pole
ROADS_ARE_LONGER = 1.2  # than the straight line between two stops

type Point = tuple[float, float]
type Row = Sequence[str | int]


def metres(a: Point, b: Point) -> float:
    """Between two points a few kilometres apart."""
    return math.hypot(*_offset(a, b))


def _offset(a: Point, b: Point) -> tuple[float, float]:
    """Metres (north, east) from a to b."""
    north = (b[0] - a[0]) * METRES_PER_DEGREE
    return north, (b[1] - a[1]) * METRES_PER_DEGREE * math.cos(math.radians(a[0]))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the network: `label` as on the pole, `towards` the unit vector (north, east) of rising house numbers.

    `number` is the house number, or None for a yard off the street, where both directions share one stop.
    """

    key: str
    label: str
    point: Point
    number: int | None = None
    towards: tuple[float, float] = (0.0, 0.0)

    def stop(self, travel: tuple[float, float]) -> "Pole":
        """Where a bus stops that goes in the direction (north, east)."""
        if self.number is None:
            return Pole(slug(self.key), self.label, self.point)
        north, east = self.towards
        rising = travel[0] * north + travel[1] * east >= 0
        side = HALF_A_ROAD if rising else -HALF_A_ROAD  # to the right of the rising direction, or to its left
        lat = self.point[0] - side * east / METRES_PER_DEGREE
        lon = self.point[1] + side * north / METRES_PER_DEGREE / math.cos(math.radians(lat))
        before_the_house = rising == (self.number % 2 == 0)
        prefix = "" if before_the_house else "Đối diện "
        return Pole(slug(prefix + self.key), prefix + self.label, (lat, lon))


@dataclass(frozen=True, slots=True)
class Pole:
    """One stop."""

    stop_id: str
    name: str
    point: Point


def slug(name: str) -> str:
    """An id that a person can read: "Đối diện 54 Nguyễn Lương Bằng" → "doi-dien-54-nguyen-luong-bang"."""
    bare = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in bare if not unicodedata.combining(c))))


class Network:
    """The TOML file, with its spots found by name."""

    def __init__(self, source: dict[str, Any]) -> None:
        self.source = source
        self.lines: list[dict[str, Any]] = source["lines"]

    def spot(self, name: str) -> Spot:
        """A landmark, or a house number of a street."""
        where = self.source["landmarks"].get(name, name)
        if isinstance(where, list):
            return Spot(name, name, (where[0], where[1]))
        number, street = where.split(" ", 1)
        point, towards = self._along(street, int(number))
        return Spot(name, re.sub(r" \(.+\)$", "", name), point, int(number), towards)

    def _along(self, street: str, number: int) -> tuple[Point, tuple[float, float]]:
        """A house number's point on the middle line, and the direction of rising numbers there."""
        for (low, *a), (high, *b) in pairwise(self.source["streets"][street]):
            if low <= number <= high:
                north, east = _offset((a[0], a[1]), (b[0], b[1]))
                share = (number - low) / (high - low)
                length = math.hypot(north, east)
                point = (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]))
                return point, (north / length, east / length)
        raise ValueError(f"{street} has no number {number} in network.toml")

    def directions(self, line: dict[str, Any]) -> list[list[Pole]]:
        """The stops there and back; none for a suspended line."""
        there = line.get("stops", [])
        back = line.get("back", there[::-1])
        return [self._poles([self.spot(name) for name in names]) for names in (there, back) if names]

    @staticmethod
    def _poles(spots: list[Spot]) -> list[Pole]:
        around = [spots[0], *spots, spots[-1]]
        return [
            spot.stop(_offset(before.point, after.point))
            for before, spot, after in zip(around, spots, around[2:], strict=False)
        ]


def minutes(time: str) -> int:
    """Of "HH:MM" since the service day began; 24:10 is past midnight."""
    hours, rest = time.split(":")
    return int(hours) * 60 + int(rest)


def clock(minute: int) -> str:
    """As GTFS writes it."""
    return f"{minute // 60:02}:{minute % 60:02}:00"


def ride(poles: list[Pole]) -> list[int]:
    """Minutes after departure at each stop: 20 km/h between close stops, 30 and then 45 where they are far apart."""
    at, elapsed = [0], 0.0
    for a, b in pairwise(poles):
        distance = metres(a.point, b.point) * ROADS_ARE_LONGER
        kmh = 20 if distance < 1_900 else 30 if distance < 5_000 else 45
        elapsed += distance / 1_000 / kmh * 60
        at.append(max(at[-1] + 1, round(elapsed)))
    return at


def windows(line: dict[str, Any], peaks: list[str]) -> list[tuple[int, int, int]]:
    """(from, until, seconds between buses) of a headway line: the first headway at the peaks, else the second."""
    if "headway" not in line:
        return []
    at_peaks, between = line["headway"]
    first, last = (minutes(time) for time in line["hours"].split("-"))
    spans = [[minutes(time) for time in peak.split("-")] for peak in peaks] if at_peaks != between else []
    edges = sorted({first, last, *(time for span in spans for time in span if first < time < last)})
    return [
        (a, b, 60 * (at_peaks if any(low <= a < high for low, high in spans) else between)) for a, b in pairwise(edges)
    ]


@dataclass(frozen=True, slots=True)
class Trip:
    """One row of trips.txt and when it leaves; `note` marks departures that are invented."""

    trip_id: str
    direction: int
    leaves: int
    note: str = ""


def trips(line: dict[str, Any]) -> list[Trip]:
    """A listed line's every trip, or one pattern trip for each direction of a line that publishes headways."""
    if "headway" in line:
        first = minutes(line["hours"].split("-")[0])
        return [Trip(f"{line['id']}-{d}", d, first) for d in (0, 1)]
    note = "Giờ ví dụ" if line.get("examples") else ""
    found = [
        Trip(f"{line['id']}-{d}-{time.replace(':', '')}", d, minutes(time), note)
        for d, listed in enumerate(line.get("departures", ()))
        for time in listed.split()
    ]
    if late := line.get("late"):
        found.append(Trip(f"{line['id']}-0-{late.replace(':', '')}", 0, minutes(late), "Giờ ví dụ, sau nửa đêm"))
    return found


def files(network: Network) -> dict[str, str]:
    """The feed: file name → text."""
    stops: dict[str, Pole] = {}
    rows: dict[str, list[Row]] = {
        name: [] for name in ("routes", "trips", "stop_times", "frequencies", "route_aliases")
    }
    for line in network.lines:
        called, colour = KIND[line["kind"]]
        number = line.get("number", line["id"])
        rows["routes"].append((line["id"], line["agency"], number, line["name"], called, 3, colour, "FFFFFF"))
        rows["route_aliases"] += [(line["id"], alias) for alias in line.get("aliases", ())]
        directions = network.directions(line)
        stops |= {pole.stop_id: pole for poles in directions for pole in poles}
        for trip in trips(line):
            poles = directions[trip.direction]
            headsign = line["ends"][1 - trip.direction]
            rows["trips"].append((line["id"], "daily", trip.trip_id, headsign, trip.note, trip.direction))
            rows["stop_times"] += [
                (trip.trip_id, time := clock(trip.leaves + after), time, pole.stop_id, sequence)
                for sequence, (pole, after) in enumerate(zip(poles, ride(poles), strict=True), 1)
            ]
            rows["frequencies"] += [
                (trip.trip_id, clock(a), clock(b), seconds, 0)
                for a, b, seconds in windows(line, network.source["peaks"])
            ]
    return {f"{name}.txt": text for name, text in _tables(network, stops, rows).items()}


def _tables(network: Network, stops: dict[str, Pole], rows: dict[str, list[Row]]) -> dict[str, str]:
    source = network.source
    since, until = source["from"], source["until"]
    agencies = [
        (key, f"{name} – {NOT_FOR_TRAVEL}", OFFICIAL, "Asia/Ho_Chi_Minh", "vi")
        for key, name in source["agencies"].items()
    ]
    publisher = f"hotline – {NOT_FOR_TRAVEL}"
    poles = [
        (pole.stop_id, code, pole.name, f"{pole.point[0]:.5f}", f"{pole.point[1]:.5f}")
        for code, pole in enumerate(stops.values(), 1)
    ]
    return {
        "agency": _csv("agency_id,agency_name,agency_url,agency_timezone,agency_lang", agencies),
        "stops": _csv("stop_id,stop_code,stop_name,stop_lat,stop_lon", poles),
        "routes": _csv(
            "route_id,agency_id,route_short_name,route_long_name,route_desc,route_type,route_color,route_text_color",
            rows["routes"],
        ),
        "trips": _csv("route_id,service_id,trip_id,trip_headsign,trip_short_name,direction_id", rows["trips"]),
        "stop_times": _csv("trip_id,arrival_time,departure_time,stop_id,stop_sequence", rows["stop_times"]),
        "frequencies": _csv("trip_id,start_time,end_time,headway_secs,exact_times", rows["frequencies"]),
        "calendar": _csv(
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
            [("daily", *[1] * 7, since, until)],
        ),
        "feed_info": _csv(
            "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date,feed_version,feed_contact_url",
            [(publisher, OFFICIAL, "vi", since, until, f"sample-{source['version']}", OFFICIAL)],
        ),
        "attributions": _csv("organization_name,is_producer,attribution_url", [(publisher, 1, OFFICIAL)]),
        "route_aliases": _csv("route_id,alias", rows["route_aliases"]),
    }


def _csv(header: str, rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue()


def read(path: Path = SAMPLE / "network.toml") -> Network:
    """The network as written by hand."""
    return Network(tomllib.loads(path.read_text(encoding="utf-8")))


def main() -> None:
    """Writes the files beside network.toml."""
    for name, text in files(read()).items():
        (SAMPLE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
