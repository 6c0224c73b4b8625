"""The wards of Đà Nẵng, new and old: where they are, so that a ward in an address narrows the choice.

On 1 July 2025 districts ended, 282 old wards became 94, and Quảng Nam joined. People write all of these names. The
facts in `wards.tsv` were re-keyed from two MIT-licensed sets, tranngocminhhieu/vietnamadminunits (old to new, centroids,
areas) and thanglequoc/vietnamese-provinces-database; an old ward is as precise as the new one that it went into.
"""

from dataclasses import dataclass
from functools import cache
from math import pi, sqrt
from pathlib import Path

from hotline.messages import Location


@dataclass(frozen=True, slots=True)
class Area:
    """A name of a ward, commune or district and one new ward that it stands for; `radius_m` of a circle of its area.

    `current` is True for the new ward's own name.
    """

    name: str
    location: Location
    radius_m: int
    current: bool


@cache
def areas() -> tuple[Area, ...]:
    """All names; one that stands for several new wards (a district) comes once for each."""
    found: list[Area] = []
    for line in Path(__file__).with_name("wards.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, lat, lon, square_km, merged = line.split("\t")
        where, radius = Location(float(lat), float(lon)), round(1000 * sqrt(float(square_km) / pi))
        names = [other.strip() for group in merged.replace(";", ",").split(",") for other in group.split(":")]
        found.append(Area(name, where, radius, current=True))
        found += [
            Area(other, where, radius, current=False) for other in dict.fromkeys(names) if other not in {"", name}
        ]
    return tuple(found)
