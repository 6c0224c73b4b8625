"""The wards of Đà Nẵng, new and old, by every name that people write.

On 1 July 2025 districts ended, 282 old wards became 94, and Quảng Nam joined. The facts in `wards.tsv` were re-keyed
from two MIT-licensed sets, tranngocminhhieu/vietnamadminunits (old to new, areas, centroids) and
thanglequoc/vietnamese-provinces-database; an old ward is as precise as the new one that it went into.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import pi, sqrt
from pathlib import Path

from hotline.messages import Location
from hotline.text import fold


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward or commune of today.

    `code` is the General Statistics Office's; `kind` is "phường", "xã" or "đặc khu"; `radius_m` is that of a circle of
    its area.
    """

    code: str
    kind: str
    name: str
    location: Location
    radius_m: float

    @property
    def full_name(self) -> str:
        """With its kind: "phường Hải Châu" is no district."""
        return f"{self.kind} {self.name}"


type Named = Mapping[str, tuple[Ward, ...]]
"""Folded name → the wards of today that it stands for."""

_KIND = re.compile(r"^(?:phuong|quan|huyen|xa|thi xa|thi tran|thanh pho|p|q|h|x|tx|tt|tp)[ .]+(?=\D)")
_NUMBER = re.compile(r" (?:\d+|i+)$")


def wards_called(name: str) -> tuple[Ward, ...]:
    """The wards of today that a ward or district, new or old, stands for; none if nobody calls one so.

    The beginning of a name will do ("Hòa Hiệp" for Hòa Hiệp Bắc and Nam), and so does an older number ("Hải Châu 1").
    """
    return _called(name, _named()[0])


def wards_formerly(name: str) -> tuple[Ward, ...]:
    """The same for an old ward alone."""
    return _called(name, _named()[1])


def wards_of_district(name: str) -> tuple[Ward, ...]:
    """The wards of today in what was a district."""
    return _named()[2].get(_key(name), ())


def ward_today(name: str) -> Ward | None:
    """The ward that is called so today."""
    return next((ward for ward in wards() if fold(ward.name) == _key(name)), None)


def ward_of(code: str) -> Ward | None:
    """The ward that has this code."""
    return next((ward for ward in wards() if ward.code == code), None)


@cache
def wards() -> tuple[Ward, ...]:
    """The wards of today."""
    return tuple(ward for ward, _ in _table())


def _called(name: str, named: Named) -> tuple[Ward, ...]:
    key = _key(name)
    return named.get(key) or tuple(
        dict.fromkeys(ward for other, wards in named.items() if key and other.startswith(f"{key} ") for ward in wards)
    )


def _key(name: str) -> str:
    return _NUMBER.sub("", _KIND.sub("", fold(name)))


@cache
def _named() -> tuple[Named, Named, Named]:
    """By any name, by the name of an old ward, by that of an old district."""
    any_name = [(ward, (ward.name, *districts, *olds)) for ward, merged in _table() for districts, olds in (merged,)]
    old_wards = [(ward, olds) for ward, (_, olds) in _table()]
    old_districts = [(ward, districts) for ward, (districts, _) in _table()]
    return _by_name(any_name), _by_name(old_wards), _by_name(old_districts)


def _by_name(rows: Iterable[tuple[Ward, tuple[str, ...]]]) -> Named:
    found: dict[str, dict[Ward, None]] = {}
    for ward, names in rows:
        for name in names:
            found.setdefault(fold(name), {})[ward] = None
    return {key: tuple(same) for key, same in found.items()}


@cache
def _table() -> tuple[tuple[Ward, tuple[tuple[str, ...], tuple[str, ...]]], ...]:
    """Each ward of today with the old districts and the old wards that went into it."""
    rows = []
    for line in Path(__file__).with_name("wards.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, kind, name, lat, lon, square_km, merged = line.split("\t")
            ward = Ward(code, kind, name, Location(float(lat), float(lon)), 1000 * sqrt(float(square_km) / pi))
            rows.append((ward, _merged(merged)))
    return tuple(rows)


def _merged(written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Districts and wards of "Liên Chiểu: Hòa Minh; Hòa Vang: Hòa Sơn, Hòa Nhơn"."""
    districts: list[str] = []
    olds: list[str] = []
    for part in filter(None, map(str.strip, written.split(";"))):
        district, _, listed = part.partition(":")
        districts.append(district.strip())
        olds += filter(None, map(str.strip, listed.split(",")))
    return tuple(districts), tuple(olds)
