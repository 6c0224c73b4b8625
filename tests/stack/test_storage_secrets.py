"""Secrets against the local AWS."""

import json

import pytest
from infra.local.cloud import Cloud

from hotline.errors import BadSetting, Refused
from hotline.storage import secrets
from hotline.storage.aws import Aws

pytestmark = pytest.mark.stack


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ('{"app_secret": "synthetic", "other": "x"}', "synthetic"),
        ('{"app_secret": ""}', None),
        ('{"app_secret": 7}', None),
        ('{"other": "x"}', None),
        ('["app_secret"]', None),
        ("synthetic", None),
    ],
)
def test_a_field_is_a_string_that_says_something(cloud: Cloud, aws: Aws, value: str, found: str | None) -> None:
    name = f"zalo-{abs(hash(value))}"
    cloud.client("secretsmanager").create_secret(Name=name, SecretString=value)

    if found:
        assert secrets.read(aws, name, "app_secret") == found
        return
    with pytest.raises(BadSetting) as bad:
        secrets.read(aws, name, "app_secret")
    assert "app_secret" in str(bad.value)
    assert json.dumps(value)[1:-1] not in str(bad.value)


def test_a_secret_that_is_not_there_is_refused(aws: Aws) -> None:
    with pytest.raises(Refused, match="ResourceNotFoundException"):
        secrets.read(aws, "nowhere", "app_secret")
