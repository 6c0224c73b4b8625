"""Feeds in S3, against the local AWS."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from infra.local.cloud import REGION, Cloud

from hotline.errors import BadFeed, Refused
from hotline.storage import objects
from hotline.storage.aws import Aws

pytestmark = pytest.mark.stack


@pytest.fixture
def url(cloud: Cloud) -> str:
    bucket, storage = f"city-{uuid.uuid4().hex[:8]}", cloud.client("s3")
    storage.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    storage.put_object(Bucket=bucket, Key="bus/lịch xe.zip", Body=b"zip of 2026")
    return f"s3://{bucket}/bus/lịch xe.zip"


def test_a_feed_comes_with_its_tag_and_not_again_while_it_is_the_same(aws: Aws, url: str) -> None:
    found = objects.read(aws, url, "", 100)

    assert found
    assert found.data == b"zip of 2026"
    assert datetime.now(UTC) - found.modified < timedelta(minutes=5)
    assert objects.read(aws, url, found.etag, 100) is None
    assert objects.read(aws, url, '"another"', 100) == found


def test_a_feed_that_is_too_large_is_refused(aws: Aws, url: str) -> None:
    with pytest.raises(BadFeed):
        objects.read(aws, url, "", 10)


def test_a_feed_that_is_not_there_is_said(aws: Aws, url: str) -> None:
    with pytest.raises(Refused, match="NoSuchKey"):
        objects.read(aws, f"{url}.old", "", 100)
