"""The wards of Đà Nẵng, new and old: where they are, so that a ward in an address narrows the choice.

On 1 July 2025 districts ended, 282 old wards became 94, and Quảng Nam joined. People write all of these names. The
facts in `wards.tsv` were re-keyed from two MIT-licensed sets, tranngocminhhieu/vietnamadminunits (old to new, areas,
centroids) and thanglequoc/vietnamese-provinces-database; an old ward is as precise as the new one that it went into.
"""

import re
from dataclasses import dataclass
from functools import cache
from math import pi, sqrt
from pathlib import Path

from hotline.messages import Location
from hotline.services.bus.distances import metres
from hotline.text import fold

# Further from its middle than this many radii and these metres, a place is not in a ward, whatever the ward's shape.
REACH = 1.5
REACH_M = 3000


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward or commune of today; `radius_m` is that of a circle of its area."""

    name: str
    location: Location
    radius_m: float

    def away(self, where: Location) -> float:
        """How far a place is from here, in such distances as could still be inside: more than 1 is outside."""
        return metres(self.location, where) / (REACH * self.radius_m + REACH_M)


def wards_called(name: str) -> tuple[Ward, ...]:
    """The wards of today that a ward or district, new or old, stands for; none if nobody calls one so.

    The beginning of a name will do ("Hòa Hiệp" for Hòa Hiệp Bắc and Nam), and so does an older number ("Hải Châu 1").
    """
    key = re.sub(r"^(?:phuong|quan|huyen|xa|thi xa|thi tran|thanh pho|p|q|h|x|tx|tt|tp)[ .]+(?=\D)", "", fold(name))
    key = re.sub(r" (?:\d+|i+)$", "", key)
    table = _by_key()
    return table.get(key) or tuple(
        dict.fromkeys(ward for other, wards in table.items() if key and other.startswith(f"{key} ") for ward in wards)
    )


def ward_at(where: Location) -> Ward | None:
    """The ward that a place is probably in, good enough to tell places that are far apart; None outside the city."""
    ward = min(wards(), key=lambda ward: ward.away(where))
    return ward if ward.away(where) <= 1 else None


@cache
def wards() -> tuple[Ward, ...]:
    """The wards of today."""
    return tuple(ward for ward, _ in _table())


@cache
def _by_key() -> dict[str, tuple[Ward, ...]]:
    found: dict[str, dict[Ward, None]] = {}
    for ward, names in _table():
        for name in (ward.name, *names):
            found.setdefault(fold(name), {})[ward] = None
    return {key: tuple(same) for key, same in found.items()}


@cache
def _table() -> tuple[tuple[Ward, tuple[str, ...]], ...]:
    """Each ward of today with the old names that went into it."""
    rows = []
    for line in Path(__file__).with_name("wards.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, lat, lon, square_km, merged = line.split("\t")
            ward = Ward(name, Location(float(lat), float(lon)), 1000 * sqrt(float(square_km) / pi))
            rows.append((ward, tuple(part.strip() for part in re.split("[:,;]", merged) if part.strip())))
    return tuple(rows)
