"""Inbox: what was received, who answers it next, and whether it was answered.

An item is due again when its lease ends; whoever dispatches it takes the next lease. Only unanswered items have the two
keys of the index, so the index holds nothing else. What the citizen wrote is one attribute, and leaves with the answer.

Beside the messages stand the citizens whom an officer answers by hand ("officer:zalo:3022…"): where each lookup sees
them in the one read that it makes anyway.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hotline.messages import Inbound, Recipient
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.items import ItemKey, Items, read_items

LEASE_S = 60
KEEP_S = 7 * 86_400
OFFICER_S = 1_800
"""How long we stay silent after an officer's last message by hand."""

INDEX = "unanswered"


@dataclass(frozen=True, slots=True)
class Held:
    """An unanswered message: dispatched `tries` times, and due again at `due`, in seconds since 1970.

    `with_officer` says that an officer has written to its sender lately. `beside` is what was read with it.
    """

    inbound: Inbound
    tries: int
    due: int
    with_officer: bool = False
    beside: Items = field(default_factory=dict)


class Inbox:
    """`now` is in seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str) -> None:
        self._aws = aws
        self._table = table

    def put(self, inbound: Inbound, now: float) -> bool:
        """Stores a message that is about to be dispatched; False if it is there already. Raises Unavailable."""
        item = {
            "message": {"S": inbound.key},
            "inbound": {"S": json.dumps(inbound.to_json(), ensure_ascii=False, separators=(",", ":"))},
            "tries": {"N": "1"},
            "unanswered": {"S": INDEX},
            "due": _number(now + LEASE_S),
            "expires": _number(now + KEEP_S),
        }
        condition = "attribute_not_exists(message)"
        try:
            self._aws("dynamodb", "put_item", TableName=self._table, Item=item, ConditionExpression=condition)
        except ConditionFailed:
            return False
        return True

    def read(self, inbound: Inbound, now: float, beside: Sequence[ItemKey] = ()) -> Held | None:
        """The message, read consistently, or None if it was answered, given up or never received.

        `beside` is what its answer needs of other tables. Raises Unavailable.
        """
        message, officer = self._item_key(inbound.key), self._item_key(officer_key(inbound.sender))
        items = read_items(self._aws, (message, officer, *beside))
        held = held_in(items[message] or {})
        until = (items[officer] or {}).get("expires", {"N": "0"})
        with_officer = int(until["N"]) > now
        return replace(held, with_officer=with_officer, beside={key: items[key] for key in beside}) if held else None

    def waiting(self, key: str) -> Held | None:
        """As `read`, by the key alone: for the sweep, which answers nobody."""
        answer = self._aws("dynamodb", "get_item", TableName=self._table, Key=_key(key), ConsistentRead=True)
        return held_in(answer.get("Item", {}))

    def note_officer(self, citizen: Recipient, now: float) -> None:
        """An officer has just written to this citizen: their messages are left to the officer for OFFICER_S."""
        item = {"message": {"S": officer_key(citizen)}, "expires": _number(now + OFFICER_S)}
        self._aws("dynamodb", "put_item", TableName=self._table, Item=item)

    def close(self, key: str, how: str, now: float) -> None:
        """Notes that nothing more happens to a message, and `how` it ended; its text and position go.

        Closing twice is harmless, and an item that has expired is not made again.
        """
        changes = {
            "UpdateExpression": "SET closed = :how, closed_at = :now REMOVE unanswered, due, inbound",
            "ConditionExpression": "attribute_exists(message)",
            "ExpressionAttributeValues": {":how": {"S": how}, ":now": _number(now)},
        }
        try:
            self._aws("dynamodb", "update_item", TableName=self._table, Key=_key(key), **changes)
        except ConditionFailed:
            return

    def due(self, now: float, limit: int) -> list[str]:
        """Keys of unanswered messages whose lease has ended, oldest first; eventually consistent."""
        answer = self._aws(
            "dynamodb",
            "query",
            TableName=self._table,
            IndexName=INDEX,
            KeyConditionExpression="unanswered = :unanswered AND due <= :now",
            ExpressionAttributeValues={":unanswered": {"S": INDEX}, ":now": _number(now)},
            Limit=limit,
        )
        return [item["message"]["S"] for item in answer["Items"]]

    def renew(self, key: str, held: Held, due: float) -> bool:
        """Takes the next lease, until `due`, and counts a try; False if somebody answered or took it meanwhile."""
        changes = {
            "UpdateExpression": "SET due = :due ADD tries :one",
            "ConditionExpression": "unanswered = :unanswered AND tries = :tries",
            "ExpressionAttributeValues": {
                ":due": _number(due),
                ":one": {"N": "1"},
                ":tries": {"N": str(held.tries)},
                ":unanswered": {"S": INDEX},
            },
        }
        try:
            self._aws("dynamodb", "update_item", TableName=self._table, Key=_key(key), **changes)
        except ConditionFailed:
            return False
        return True

    def _item_key(self, key: str) -> ItemKey:
        return ItemKey(self._table, (("message", key),))


def held_in(item: dict[str, Any]) -> Held | None:
    """The message of an item, None where it is answered."""
    if "unanswered" not in item:
        return None
    inbound = Inbound.from_json(json.loads(item["inbound"]["S"]))
    return Held(inbound, int(item["tries"]["N"]), int(item["due"]["N"]))


def officer_key(citizen: Recipient) -> str:
    """Where it stands that an officer writes to this citizen."""
    return f"officer:{citizen.key}"


def _key(key: str) -> dict[str, Any]:
    return {"message": {"S": key}}


def _number(seconds: float) -> dict[str, str]:
    return {"N": str(int(seconds))}
