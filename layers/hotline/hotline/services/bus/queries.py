"""What a citizen can ask about buses, once understood.

`to_json` gives the names that `hotline understand` prints; streets, places and wards are the citizen's words, cleaned.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from hotline.messages import Location


@dataclass(frozen=True, slots=True)
class Address:
    """A house, a street or a corner of one: `number` "101", "168/7", "K408/21" or "", `street` without "đường"."""

    kind: ClassVar = "address"

    street: str
    number: str = ""
    ward: str = ""
    district: str = ""

    def to_json(self) -> dict[str, Any]:
        """Only what was said; the district is dropped where a ward is known."""
        return {"kind": self.kind} | {
            name: value
            for name, value in (("number", self.number), ("street", self.street), ("ward", self.ward))
            if value
        }


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop by its code ("MT 123", "302") or its name ("chợ Cồn")."""

    kind: ClassVar = "stop"

    stop: str

    def to_json(self) -> dict[str, Any]:
        """The stop as typed."""
        return {"kind": self.kind, "stop": self.stop}


@dataclass(frozen=True, slots=True)
class Route:
    """A line by its number as typed: "05", "R16"."""

    kind: ClassVar = "route"

    route: str

    def to_json(self) -> dict[str, Any]:
        """The number as typed."""
        return {"kind": self.kind, "route": self.route}


@dataclass(frozen=True, slots=True)
class Journey:
    """From one place to another; `origin` is "" when only the destination was said."""

    kind: ClassVar = "journey"

    origin: str
    destination: str

    def to_json(self) -> dict[str, Any]:
        """Both ends in the citizen's words."""
        return {"kind": self.kind} | ({"from": self.origin} if self.origin else {}) | {"to": self.destination}


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point that was typed, pasted as a map link, or shared; `shared` is True for the last.

    `after` is the place that was shared shortly before it, and is where to go from.
    """

    location: Location
    shared: bool = False
    after: Location | None = None

    @property
    def kind(self) -> str:
        """Shared locations are "location", typed ones "coordinates"."""
        return "location" if self.shared else "coordinates"

    def to_json(self) -> dict[str, Any]:
        """Degrees."""
        return {"kind": self.kind, "location": {"lat": self.location.lat, "lng": self.location.lon}}


@dataclass(frozen=True, slots=True)
class Help:
    """About buses, but with no place, stop or line in it."""

    kind: ClassVar = "menu"

    def to_json(self) -> dict[str, Any]:
        """The kind alone."""
        return {"kind": self.kind}


type BusQuery = Address | Stop | Route | Journey | Coordinates | Help
