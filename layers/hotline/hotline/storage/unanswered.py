"""One citizen's messages that nobody has answered yet, and the note that an officer writes to them.

Inbox has no index by citizen, and needs none: what is answered names nobody, and the unanswered are few. So they are
all looked at, and only for somebody who asks what is kept of them.
"""

from hotline.errors import Unavailable
from hotline.messages import Recipient
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.inbox import INDEX, Held, held_in, officer_key
from hotline.storage.items import ItemKey, query_all, read_items

MOST = 2_000
"""Unanswered messages of everybody. With more of them something is down, and this waits as they do."""

AT_ONCE = 100
"""What one BatchGetItem takes."""


class Unanswered:
    """`inbox` is a table's name."""

    def __init__(self, aws: Aws, inbox: str) -> None:
        self._aws = aws
        self._inbox = inbox

    def of(self, citizen: Recipient) -> list[Held]:
        """The messages, as they are now; which there are is eventually consistent. Raises Unavailable."""
        keys = self._keys()
        found = []
        for start in range(0, len(keys), AT_ONCE):
            items = read_items(self._aws, [self._item_key(key) for key in keys[start : start + AT_ONCE]])
            held = [held_in(item) for item in items.values() if item]
            found += [each for each in held if each and each.inbound.sender == citizen]
        return found

    def drop(self, held: Held, now: float) -> bool:
        """Closes a message that nobody is answering at present; False where somebody may be.

        Not by its key alone: the sweep may have begun its next try since it was read.
        """
        if held.due > now:
            return False
        changes = {
            "UpdateExpression": "SET closed = :how, closed_at = :now REMOVE unanswered, due, inbound",
            "ConditionExpression": "unanswered = :unanswered AND tries = :tries",
            "ExpressionAttributeValues": {
                ":how": {"S": "erased"},
                ":now": {"N": str(int(now))},
                ":tries": {"N": str(held.tries)},
                ":unanswered": {"S": INDEX},
            },
        }
        key = {"message": {"S": held.inbound.key}}
        try:
            self._aws("dynamodb", "update_item", TableName=self._inbox, Key=key, **changes)
        except ConditionFailed:
            return False
        return True

    def has_officer(self, citizen: Recipient) -> bool:
        """Whether there is a note of an officer, or one that has ended and not been deleted yet."""
        key = self._item_key(officer_key(citizen))
        return read_items(self._aws, [key])[key] is not None

    def forget_officer(self, citizen: Recipient) -> None:
        """Deletes the note."""
        key = {"message": {"S": officer_key(citizen)}}
        self._aws("dynamodb", "delete_item", TableName=self._inbox, Key=key)

    def _keys(self) -> list[str]:
        keys: list[str] = []
        items = query_all(
            self._aws,
            TableName=self._inbox,
            IndexName=INDEX,
            KeyConditionExpression="unanswered = :unanswered",
            ExpressionAttributeValues={":unanswered": {"S": INDEX}},
        )
        for item in items:
            keys.append(item["message"]["S"])
            if len(keys) > MOST:
                raise Unavailable("too many messages wait for an answer")
        return keys

    def _item_key(self, key: str) -> ItemKey:
        return ItemKey(self._inbox, (("message", key),))
