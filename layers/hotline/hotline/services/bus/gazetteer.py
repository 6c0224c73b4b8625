"""Where an address, a place or a stop's name is: the feed's own stop names are the gazetteer.

Compiled with the timetable and kept in its snapshot; nothing outside the feed is asked here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from hotline.messages import Location
from hotline.services.bus.departures import Place
from hotline.services.bus.queries import Address


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: where, what it is called, and how sure.

    `label` is for the citizen ("54 Nguyễn Lương Bằng, Hòa Khánh"). `places` are the indexes of the places that bear
    this very name, empty for a point between stops. `says` is a text that, sent by itself, finds this one alone.
    """

    location: Location
    label: str
    says: str
    places: tuple[int, ...] = ()


class Gazetteer:
    """Answers of zero (unknown), one (sure) or several (ask, never guess), best first, at most five."""

    @classmethod
    def load(cls, data: bytes, places: Sequence[Place]) -> Self:
        """Reads what `compile_gazetteer` wrote; cheap, the index is unpacked on the first question."""
        raise NotImplementedError

    def address(self, address: Address) -> tuple[Found, ...]:
        """Where an address is; without a number, the stops of that street."""
        raise NotImplementedError

    def named(self, name: str) -> tuple[Found, ...]:
        """Where a stop, a landmark, a crossing or a street is that people call by `name`."""
        raise NotImplementedError


def compile_gazetteer(names: Sequence[tuple[str, Location, int]]) -> bytes:
    """The index of (stop name, where, place index), one row for each stop."""
    raise NotImplementedError
