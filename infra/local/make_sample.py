"""Writes the sample GTFS feed: the text files of `sample/`, from `sample/network.toml`.

uv run python -m infra.local.make_sample
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from infra.local.sample_network import SAMPLE, Network, Pole, metres, read

NOT_FOR_TRAVEL = "DỮ LIỆU MẪU, không dùng để đi xe"
OFFICIAL = "https://www.danangbus.vn/"
KIND = {  # what the route's kind is called, and its colour on a map
    "subsidised": ("Tuyến trợ giá", "1A7F37"),
    "non-subsidised": ("Tuyến không trợ giá", "1F5FA8"),
    "interprovincial": ("Tuyến liên tỉnh", "8A3FFC"),
    "tourist": ("Tuyến du lịch", "B45309"),
    "suspended": ("Tạm ngừng hoạt động", "6E7781"),
}
ROADS_ARE_LONGER = 1.2  # than the straight line between two stops

type Row = Sequence[str | int]


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
            [(publisher, OFFICIAL, "vi", since, until, source["version"], OFFICIAL)],
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


def main() -> None:
    """Writes the files beside network.toml."""
    for name, text in files(read()).items():
        (SAMPLE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
