"""A feed that is swapped while people ask; and the same with our code broken on purpose, so that the check is one."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from benchmarks.swapping import Swapping
from benchmarks.two_versions import expected

from hotline.entrypoints.bus import Timetables
from hotline.services.bus.predictions import Predictions
from hotline.storage.live_items import LiveItem, LiveItems, Turn
from tests.memory_dynamodb import MemoryDynamoDB

LOOKUPS = 2000


def test_no_lookup_fails_while_feeds_are_swapped_and_none_mixes_two_versions() -> None:
    found = Swapping(LOOKUPS).run()

    assert (found["lookups"], found["failed"], found["mixed"]) == (LOOKUPS, 0, 0)
    assert min(found[kind] for kind in ("A", "A live", "B", "B live", "published")) > 10


def test_no_answer_is_both_versions() -> None:
    for answers in expected():
        assert {kind[0] for kind in answers.values()} == {"A", "B"}
        assert all(f"bản {kind[0]}" in text for text, kind in answers.items())
        assert not any("bản A" in text and "bản B" in text for text in answers)


class PointerFirst(MemoryDynamoDB):
    """As if the pointer moved before the chunks were there: they come so many calls late."""

    def __init__(self, now: Callable[[], float], chance: Random) -> None:
        super().__init__(now, chance)
        self._late: list[tuple[int, dict[str, Any]]] = []
        self._called = 0

    def __call__(self, service: str, operation: str, **parameters: Any) -> dict[str, Any]:
        self._called += 1
        with self._lock:
            while self._late and self._late[0][0] <= self._called:
                super().__call__(service, "put_item", **self._late.pop(0)[1])
            if operation == "put_item" and "data" in parameters["Item"]:
                self._late.append((self._called + 200, parameters))
                return {}
        return super().__call__(service, operation, **parameters)


def test_a_pointer_that_moves_before_its_chunks_would_be_noticed() -> None:
    assert Swapping(LOOKUPS, dynamodb=PointerFirst).run()["failed"]


class AnyItem(LiveItems):
    """As if a live item fitted every timetable."""

    def __init__(self, dynamodb: MemoryDynamoDB, timetables: Timetables) -> None:
        super().__init__(dynamodb, "Cache", "bus")
        self._timetables = timetables

    def read(self, feeds: tuple[str, ...]) -> tuple[dict[str, LiveItem], Turn]:  # type: ignore[override]
        found, turn = super().read(feeds)
        return {feed: self._adopted(item) for feed, item in found.items()}, turn

    def _adopted(self, item: LiveItem) -> LiveItem:
        ours = replace(Predictions.from_bytes(item.data), snapshot=self._timetables().version)
        return replace(item, data=ours.to_bytes())


def test_a_live_item_of_another_snapshot_would_be_noticed() -> None:
    assert Swapping(LOOKUPS, live_items=AnyItem).run()["mixed"]
