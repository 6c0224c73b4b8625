"""Publishers that meet, step by step: what is current never ends."""

from random import Random
from typing import Any

import pytest

from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.snapshots import LINGER_S, Published, Snapshots, Source
from tests.memory_dynamodb import MemoryDynamoDB
from tests.unit.fakes import Clock

SOURCE = Source(etag="", digest="0" * 64, stops=1200, made_by="c1")


class Interrupted(Aws):
    """Does what it is told, and before the first call of one kind something else."""

    def __init__(self, inner: Aws, operation: str, other: Any) -> None:
        self._inner, self._operation, self._other = inner, operation, other

    def __call__(self, service: str, operation: str, **parameters: object) -> dict[str, Any]:
        if operation == self._operation:
            self._operation = ""
            self._other()
        return self._inner(service, operation, **parameters)


def test_a_version_that_comes_back_while_somebody_ends_it_does_not_end() -> None:
    clock = Clock()
    dynamodb = MemoryDynamoDB(clock)
    other = Snapshots(dynamodb, "Cache", "bus", clock)
    first = other.publish(b"first", None, SOURCE)

    def come_back() -> None:
        clock.time += 3
        current = other.current()
        assert current
        assert current.version != first.version
        other.publish(b"first", current, SOURCE)

    ours = Snapshots(Interrupted(dynamodb, "update_item", come_back), "Cache", "bus", clock)
    clock.time += 60
    ours.publish(b"second", first, SOURCE)

    clock.time += LINGER_S + 1
    assert other.load(_current(other)) == b"first"


class Unlucky(Random):
    """Whatever can be unkind is."""

    def random(self) -> float:
        return 0.0


def test_who_is_overtaken_with_the_same_bytes_does_not_end_them_after_a_stale_read() -> None:
    clock = Clock()
    dynamodb = MemoryDynamoDB(clock, Unlucky())
    snapshots = Snapshots(dynamodb, "Cache", "bus", clock)
    old = snapshots.publish(b"old", None, SOURCE)
    clock.time += 60
    snapshots.publish(b"new", old, SOURCE)

    with pytest.raises(ConditionFailed):
        snapshots.publish(b"new", old, SOURCE)

    clock.time += LINGER_S + 1
    assert snapshots.load(_current(snapshots)) == b"new"


def _current(snapshots: Snapshots) -> Published:
    found = snapshots.current()
    assert found
    return found
