"""Citizens: what a citizen told us to remember, and what we must remember about them.

Items of one citizen ("zalo:3022…"):

    conversation   what the numbers of our last question stand for, and its language; an hour, by TTL
    standing       since when they have left the account; 30 days, by TTL

Each kind of item says in `services.privacy.kinds` what it is for.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass

from hotline.messages import Recipient
from hotline.storage.aws import Aws

CONVERSATION_S = 3_600
STANDING_S = 30 * 86_400
"""By then Zalo has long closed the time in which an account may write to somebody who says nothing."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a message may go on with: the words of the numbers 1…n of our last question, and its language."""

    choices: tuple[str, ...] = ()
    lang: str = ""


class Citizens:
    """`now` gives seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, now: Callable[[], float] = time.time) -> None:
        self._aws = aws
        self._table = table
        self._now = now

    def remember(self, citizen: Recipient, conversation: Conversation) -> None:
        """In place of what was said last."""
        item = _key(citizen, "conversation") | {
            "choices": {"S": json.dumps(conversation.choices, ensure_ascii=False, separators=(",", ":"))},
            "lang": {"S": conversation.lang},
            "expires": {"N": str(int(self._now()) + CONVERSATION_S)},
        }
        self._aws("dynamodb", "put_item", TableName=self._table, Item=item)

    def conversation(self, citizen: Recipient) -> Conversation:
        """What was said last; nothing, when that was long ago."""
        key = _key(citizen, "conversation")
        item = self._aws("dynamodb", "get_item", TableName=self._table, Key=key).get("Item")
        # DynamoDB removes what has expired within days, not at once.
        if item is None or int(item["expires"]["N"]) <= self._now():
            return Conversation()
        return Conversation(tuple(json.loads(item["choices"]["S"])), item["lang"]["S"])

    def note_standing(self, citizen: Recipient, standing: str) -> None:
        """Keeps since when a citizen has "left"."""
        self._aws(
            "dynamodb",
            "update_item",
            TableName=self._table,
            Key=_key(citizen, "standing"),
            UpdateExpression="SET #standing = :since, expires = :expires",
            ExpressionAttributeNames={"#standing": standing},
            ExpressionAttributeValues={
                ":since": {"N": str(int(self._now()))},
                ":expires": {"N": str(int(self._now()) + STANDING_S)},
            },
        )


def _key(citizen: Recipient, item: str) -> dict[str, dict[str, str]]:
    return {"citizen": {"S": f"{citizen.channel}:{citizen.user}"}, "item": {"S": item}}
