"""Secrets Manager."""

import json

from hotline.errors import BadSetting
from hotline.storage.aws import Aws


def read(aws: Aws, secret: str, name: str) -> str:
    """One field of a secret that holds a JSON object of strings. Raises BadSetting where it is missing or empty."""
    value = aws("secretsmanager", "get_secret_value", SecretId=secret).get("SecretString", "")
    try:
        fields = json.loads(value)
    except ValueError:
        fields = None
    found = fields.get(name) if isinstance(fields, dict) else None
    if not (isinstance(found, str) and found):
        raise BadSetting(f"the secret {secret} should be a JSON object with a string {name}: see docs/operating.md")
    return found
