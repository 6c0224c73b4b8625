"""Published timetables against the local AWS."""

import random

import pytest

from hotline.errors import Unavailable
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.snapshots import CHUNK, LINGER_S, Snapshots, Source

pytestmark = pytest.mark.stack

NOW = 1_790_000_000
SOURCE = Source(etag='"a"', digest="0" * 64, stops=1200, made_by="c1")


def some(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311  # bytes, no secret


@pytest.fixture
def snapshots(dynamodb: Aws, cache: str) -> Snapshots:
    return Snapshots(dynamodb, cache, "bus", lambda: NOW)


def expiring(dynamodb: Aws, cache: str) -> dict[str, bool]:
    """Each chunk's version, and whether it will end."""
    items = dynamodb("dynamodb", "scan", TableName=cache)["Items"]
    return {item["key"]["S"].partition("#")[2]: "expires" in item for item in items if "data" in item}


def test_nothing_is_current_at_first(snapshots: Snapshots) -> None:
    assert snapshots.current() is None


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 17])
def test_what_is_published_is_read(snapshots: Snapshots, size: int) -> None:
    made = snapshots.publish(some(size), None, SOURCE)

    found = snapshots.current()
    assert found == made
    assert found.source == SOURCE
    assert snapshots.load(found) == some(size)


def test_trip_ids_are_read_apart_and_are_part_of_the_version(snapshots: Snapshots) -> None:
    old = snapshots.publish(some(17), None, SOURCE, some(CHUNK + 1, seed=2))
    new = snapshots.publish(some(17), old, SOURCE, some(CHUNK + 1, seed=3))

    assert snapshots.current() == new
    assert new.version != old.version
    assert (snapshots.load(new), snapshots.load_trip_ids(new)) == (some(17), some(CHUNK + 1, seed=3))
    assert snapshots.load_trip_ids(old) == some(CHUNK + 1, seed=2)


def test_a_reader_of_the_old_one_finishes_and_the_old_one_ends_a_day_later(
    dynamodb: Aws, cache: str, snapshots: Snapshots
) -> None:
    old = snapshots.publish(some(CHUNK + 5, seed=1), None, SOURCE)
    new = snapshots.publish(some(CHUNK + 5, seed=2), old, SOURCE)

    assert snapshots.load(old) == some(CHUNK + 5, seed=1)
    assert snapshots.load(new) == some(CHUNK + 5, seed=2)
    assert expiring(dynamodb, cache) == {old.version: True, new.version: False}
    key = {"key": {"S": f"bus#{old.version}"}, "part": {"S": "001"}}
    assert dynamodb("dynamodb", "get_item", TableName=cache, Key=key)["Item"]["expires"] == {"N": str(NOW + LINGER_S)}


def test_the_pointer_moves_only_from_the_version_that_was_known(
    dynamodb: Aws, cache: str, snapshots: Snapshots
) -> None:
    first = snapshots.publish(some(50, seed=1), None, SOURCE)
    second = snapshots.publish(some(50, seed=2), first, SOURCE)

    with pytest.raises(ConditionFailed):
        snapshots.publish(some(50, seed=3), first, SOURCE)
    with pytest.raises(ConditionFailed):
        snapshots.publish(some(50, seed=4), None, SOURCE)

    assert snapshots.current() == second
    assert [version for version, ends in expiring(dynamodb, cache).items() if not ends] == [second.version]


def test_two_publishers_of_the_same_bytes_do_not_end_what_is_current(
    dynamodb: Aws, cache: str, snapshots: Snapshots
) -> None:
    old = snapshots.publish(some(50, seed=1), None, SOURCE)
    new = snapshots.publish(some(50, seed=2), old, SOURCE)

    with pytest.raises(ConditionFailed):
        snapshots.publish(some(50, seed=2), old, SOURCE)

    assert expiring(dynamodb, cache) == {old.version: True, new.version: False}


def test_the_same_bytes_from_a_newer_feed_keep_their_chunks(dynamodb: Aws, cache: str, snapshots: Snapshots) -> None:
    old = snapshots.publish(some(50), None, SOURCE)
    newer = Source(etag='"b"', digest="1" * 64, stops=1200, made_by="c1")
    snapshots.publish(some(50), old, newer)

    found = snapshots.current()
    assert found is not None
    assert (found.version, found.source) == (old.version, newer)
    assert expiring(dynamodb, cache) == {old.version: False}


def test_a_version_that_comes_back_does_not_end(dynamodb: Aws, cache: str, snapshots: Snapshots) -> None:
    first = snapshots.publish(some(50, seed=1), None, SOURCE)
    second = snapshots.publish(some(50, seed=2), first, SOURCE)
    again = snapshots.publish(some(50, seed=1), second, SOURCE)

    assert again.version == first.version
    assert expiring(dynamodb, cache) == {first.version: False, second.version: True}


def test_half_a_snapshot_is_none(dynamodb: Aws, cache: str, snapshots: Snapshots) -> None:
    made = snapshots.publish(some(2 * CHUNK), None, SOURCE)
    key = {"key": {"S": f"bus#{made.version}"}, "part": {"S": "001"}}
    dynamodb("dynamodb", "delete_item", TableName=cache, Key=key)

    with pytest.raises(Unavailable):
        snapshots.load(made)


def test_a_snapshot_that_was_meddled_with_is_none(dynamodb: Aws, cache: str, snapshots: Snapshots) -> None:
    made = snapshots.publish(some(100), None, SOURCE)
    key = {"key": {"S": f"bus#{made.version}"}, "part": {"S": "000"}}
    dynamodb("dynamodb", "put_item", TableName=cache, Item=key | {"data": {"B": some(100, seed=9)}})

    with pytest.raises(Unavailable):
        snapshots.load(made)
