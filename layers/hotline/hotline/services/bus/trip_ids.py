"""Which trip of a snapshot is which trip of the feed: what live predictions name, and answers never need.

A file of its own, in the snapshot's format, so that a lookup does not load it. It fits one snapshot, whose version it
names. Its rows are those of the snapshot's trips, and after them those of its windows.
"""

from hotline.errors import NoTimetable
from hotline.services.bus.snapshot import Snapshot


class TripIds:
    """The file, loaded: `rows` are the trips and windows of each trip_id.

    `agencies` are the agency_ids, `route_types` the kinds of the routes, by index; -1 for a route that does not say.
    """

    def __init__(self, data: bytes) -> None:
        """Raises NoTimetable if it is damaged, not whole, or of another format."""
        snapshot = Snapshot(data)
        self.snapshot: str = snapshot.json("snapshot")
        lists = snapshot.json("lists")
        self.agencies: list[str] = lists["agencies"]
        self.route_types: list[int] = lists.get("route_types", [])  # a release without them may have written the file
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
