"""The sample's streets and stops, as `sample/network.toml` describes them.

Stops stand on the right of the road in the direction of travel, as buses do in Vietnam, and are called as on the poles:
by the house number behind them ("101 Nguyễn Văn Cừ"), or by the one across the road ("Đối diện 101 Nguyễn Văn Cừ").
"""

import math
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).with_name("sample")
METRES_PER_DEGREE = 111_195.0
HALF_A_ROAD = 10.0  # metres from the middle line to the pole

type Point = tuple[float, float]


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


def read(path: Path = SAMPLE / "network.toml") -> Network:
    """The network as written by hand."""
    return Network(tomllib.loads(path.read_text(encoding="utf-8")))
