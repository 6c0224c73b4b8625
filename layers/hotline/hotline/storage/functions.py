"""Lambda: hands a message to the function that answers it."""

import json
from collections.abc import Mapping

from hotline.storage.aws import Aws


def invoke(aws: Aws, function: str, payload: Mapping[str, object]) -> None:
    """Starts a function and does not wait for it; returns when AWS has taken the payload. Raises Unavailable."""
    body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    aws("lambda", "invoke", FunctionName=function, InvocationType="Event", Payload=body)
