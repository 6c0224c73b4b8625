"""SQS: where what nobody could answer ends."""

import json

from hotline.storage.aws import Aws


def send(aws: Aws, queue: str, **fields: object) -> None:
    """Puts one JSON object into the queue with this URL."""
    aws("sqs", "send_message", QueueUrl=queue, MessageBody=json.dumps(fields, separators=(",", ":")))
