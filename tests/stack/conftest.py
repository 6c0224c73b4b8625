"""One local AWS for all storage tests, with the template's own tables."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from infra.local.cloud import REGION, Cloud
from infra.local.packaging import read_template

from hotline.storage.aws import Aws
from tests.memory_dynamodb import MemoryDynamoDB

TEMPLATE = Path(__file__).parents[2] / "template.yaml"

MakeTable = Callable[[str], str]


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    cloud = Cloud(tmp_path_factory.mktemp("cloud"))
    cloud.start()
    try:
        cloud.wait()
        yield cloud
    finally:
        cloud.stop()


@pytest.fixture
def aws(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> Aws:
    for name, value in {
        "AWS_ENDPOINT_URL": cloud.endpoint,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }.items():
        monkeypatch.setenv(name, value)
    return Aws()


@pytest.fixture(scope="session")
def make_table(cloud: Cloud) -> MakeTable:
    """Makes an empty table of the template, by its logical id, and returns its name."""
    resources = read_template(TEMPLATE)["Resources"]

    def make(logical_id: str) -> str:
        name = f"{logical_id}-{uuid.uuid4().hex[:8]}"
        given: dict[str, Any] = resources[logical_id]["Properties"]
        keys = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
        cloud.client("dynamodb").create_table(TableName=name, **{key: given[key] for key in keys if key in given})
        return name

    return make


@pytest.fixture(params=["the local AWS", "in memory"])
def dynamodb(request: pytest.FixtureRequest) -> Aws:
    """Either of the two, so that the one in memory is held to what the other does."""
    if request.param == "in memory":
        return MemoryDynamoDB(lambda: 0)
    aws: Aws = request.getfixturevalue("aws")
    return aws


@pytest.fixture
def cache(dynamodb: Aws, make_table: MakeTable) -> str:
    """An empty Cache, where a test's `dynamodb` is."""
    return "Cache" if isinstance(dynamodb, MemoryDynamoDB) else make_table("Cache")


@pytest.fixture
def cloud_queues(cloud: Cloud) -> tuple[str, str]:
    """The URLs of two empty queues."""
    sqs = cloud.client("sqs")
    made = (sqs.create_queue(QueueName=f"chunks-{uuid.uuid4().hex[:8]}")["QueueUrl"] for _ in range(2))
    return next(made), next(made)
