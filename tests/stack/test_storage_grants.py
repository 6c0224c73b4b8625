"""Token pairs and their lock against the local AWS."""

from datetime import UTC, datetime, timedelta

import pytest

from hotline.channels.zalo.tokens import TokenPair, TokenStore
from hotline.storage.aws import Aws
from hotline.storage.grants import Grants
from tests.stack.conftest import MakeTable

pytestmark = pytest.mark.stack

OBTAINED = datetime(2026, 11, 24, 7, 55, 0, 123_456, tzinfo=UTC)


def pair(number: int) -> TokenPair:
    return TokenPair(f"access-{number}", f"refresh-{number}", OBTAINED, OBTAINED + timedelta(seconds=90_000))


@pytest.fixture
def table(make_table: MakeTable) -> str:
    return make_table("Channels")


def grants(aws: Aws, table: str, now: float = 1_790_000_000) -> Grants:
    return Grants(aws, table, "zalo:2022", lambda: now)


def test_it_is_what_the_channel_needs(aws: Aws, table: str) -> None:
    store: TokenStore = grants(aws, table)

    assert store.load() is None


def test_a_pair_comes_back_as_it_was_saved(aws: Aws, table: str) -> None:
    grants(aws, table).save(pair(1))

    found = grants(aws, table).load()
    assert found is not None
    assert (found.access, found.refresh) == ("access-1", "refresh-1")
    assert (found.obtained_at, found.expires_at) == (pair(1).obtained_at, pair(1).expires_at)


def test_the_pair_before_stays_for_diagnosis(aws: Aws, table: str) -> None:
    grants(aws, table).save(pair(1))
    grants(aws, table).save(pair(2))

    item = aws("dynamodb", "get_item", TableName=table, Key={"channel": {"S": "zalo:2022"}})["Item"]
    assert (item["refresh"]["S"], item["previous_refresh"]["S"]) == ("refresh-2", "refresh-1")


def test_one_writer_has_the_lock_until_it_ends_or_is_given_back(aws: Aws, table: str) -> None:
    first, second, late = grants(aws, table), grants(aws, table), grants(aws, table, 1_790_000_061)

    assert first.try_lock(60)
    assert not second.try_lock(60)
    assert late.try_lock(60)
    first.unlock()
    assert not grants(aws, table, 1_790_000_062).try_lock(60)
    late.unlock()
    assert second.try_lock(60)


def test_the_lock_holds_no_pair(aws: Aws, table: str) -> None:
    assert grants(aws, table).try_lock(60)

    assert grants(aws, table).load() is None


def test_tokens_show_in_no_description(aws: Aws, table: str) -> None:
    grants(aws, table).save(pair(1))

    assert "access-1" not in repr(grants(aws, table).load())
    assert "refresh-1" not in repr(grants(aws, table).load())
