"""Secrets Manager."""

import json

from hotline.errors import BadSetting
from hotline.storage.aws import Aws


def read(aws: Aws, secret: str) -> dict[str, str]:
    """The fields of a secret that holds one JSON object of strings. Raises BadSetting for any other."""
    value = aws("secretsmanager", "get_secret_value", SecretId=secret).get("SecretString", "")
    try:
        fields = json.loads(value)
    except ValueError:
        fields = None
    if not isinstance(fields, dict) or not all(isinstance(field, str) for field in fields.values()):
        raise BadSetting(f"the secret {secret} should be one JSON object of strings")
    return fields
