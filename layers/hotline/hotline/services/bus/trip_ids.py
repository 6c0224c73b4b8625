"""Which trip of a snapshot is which trip of the feed: what live predictions name, and answers never need.

A file of its own, in the snapshot's format, so that a lookup does not load it. It fits one snapshot, whose version it
names. Its rows are those of the snapshot's trips, and after them those of its windows.
"""

from collections.abc import Sequence
from typing import Any

from hotline.errors import NoTimetable
from hotline.services.bus.feed_tables import Agency
from hotline.services.bus.feed_trips import Trips
from hotline.services.bus.patterns import Pattern
from hotline.services.bus.snapshot import Snapshot, numbers, pack
from hotline.services.bus.stop_times import StopTimes


def trip_id_sections(
    patterns: Sequence[Pattern], trips: Trips, stop_times: StopTimes, agencies: Sequence[Agency]
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
        "lists": {"sequences": list(sequences), "agencies": [agency.id for agency in agencies]},
    }


def pack_trip_ids(sections: dict[str, Any], version: str) -> bytes:
    """The file for the snapshot of this version."""
    return pack({"snapshot": version, **sections})


class _Numbered(dict[tuple[int, ...], int]):
    """Numbers things in the order in which they are first asked for."""

    def number(self, thing: tuple[int, ...]) -> int:
        return self.setdefault(thing, len(self))


class TripIds:
    """The file, loaded: `rows` are the trips and windows of each trip_id, `agencies` the agency_ids by index."""

    def __init__(self, data: bytes) -> None:
        """Raises NoTimetable if it is damaged, not whole, or of another format."""
        snapshot = Snapshot(data)
        self.snapshot: str = snapshot.json("snapshot")
        lists = snapshot.json("lists")
        self.agencies: list[str] = lists["agencies"]
        self.rows: dict[str, list[int]] = {}
        for row, id_ in enumerate(snapshot.text("trip_id")):
            self.rows.setdefault(id_, []).append(row)
        self._row_sequences = snapshot.numbers("row_sequences")
        self._positions = [{sequence: place for place, sequence in enumerate(one)} for one in lists["sequences"]]

    def fit(self, version: str) -> None:
        """Raises NoTimetable if it belongs to another snapshot."""
        if self.snapshot != version:
            raise NoTimetable(f"the trip ids belong to snapshot {self.snapshot}, not {version}")

    def positions(self, row: int) -> dict[int, int]:
        """The position in its pattern of each stop_sequence of a trip."""
        return self._positions[self._row_sequences[row]]
