"""Lays out which trip of a snapshot is which trip of the feed, as `trip_ids` reads it."""

from collections.abc import Iterable, Sequence
from typing import Any

from hotline.services.bus.feed_tables import Agency, Route
from hotline.services.bus.feed_trips import Trips
from hotline.services.bus.patterns import Pattern
from hotline.services.bus.snapshot import numbers, pack
from hotline.services.bus.stop_times import StopTimes


def trip_id_sections(
    patterns: Sequence[Pattern],
    trips: Trips,
    stop_times: StopTimes,
    agencies: Sequence[Agency],
    routes: Iterable[Route],
) -> dict[str, Any]:
    """Everything but the version of the snapshot."""
    rows = [
        *(trip for pattern in patterns for _, block in pattern.blocks for _, _, trip in block),
        *(window.trip for pattern in patterns for window in pattern.windows),
    ]
    ids = [""] * len(trips.route)
    for id_, trip in trips.ordinals.items():
        if trip >= 0:
            ids[trip] = id_
    sequences = _Numbered()
    return {
        "trip_id": [ids[trip] for trip in rows],
        "row_sequences": numbers(
            sequences.number(stop_times.shapes[stop_times.shape_of[trip]].sequences) for trip in rows
        ),
        "lists": {
            "sequences": list(sequences),
            "agencies": [agency.id for agency in agencies],
            "route_types": [route.kind for route in routes],
        },
    }


def pack_trip_ids(sections: dict[str, Any], version: str) -> bytes:
    """The file for the snapshot of this version."""
    return pack({"snapshot": version, **sections})


class _Numbered(dict[tuple[int, ...], int]):
    """Numbers things in the order in which they are first asked for."""

    def number(self, thing: tuple[int, ...]) -> int:
        return self.setdefault(thing, len(self))
