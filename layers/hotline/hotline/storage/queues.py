"""SQS: where what nobody could answer ends, and where the chunks of notices wait to be sent."""

import json
from collections.abc import Sequence
from itertools import batched

from hotline.errors import Unavailable
from hotline.storage.aws import Aws

_BATCH = 10


def send(aws: Aws, queue: str, **fields: object) -> None:
    """Puts one JSON object into the queue with this URL."""
    aws("sqs", "send_message", QueueUrl=queue, MessageBody=json.dumps(fields, separators=(",", ":")))


def send_all(aws: Aws, queue: str, bodies: Sequence[str], group: str) -> None:
    """Puts all of these; `group` shares the queue fairly with others. Raises Unavailable where not all were taken."""
    for batch in batched(bodies, _BATCH, strict=False):
        entries = [
            {"Id": str(number), "MessageBody": body, "MessageGroupId": group} for number, body in enumerate(batch)
        ]
        answer = aws("sqs", "send_message_batch", QueueUrl=queue, Entries=entries)
        if answer.get("Failed"):
            raise Unavailable("SendMessageBatch: not all messages were taken")


def put_off(aws: Aws, queue: str, receipt: str, seconds: int) -> None:
    """Shows a message that is being worked on again after so many seconds."""
    aws("sqs", "change_message_visibility", QueueUrl=queue, ReceiptHandle=receipt, VisibilityTimeout=seconds)
