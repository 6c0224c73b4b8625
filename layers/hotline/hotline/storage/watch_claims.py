"""Citizens: what the task does with the dossiers that are followed.

Every write names the `due` that it has read and sets another, so of two that work on one item the second writes
nothing. What is being told is written before it is sent (`claim`) and taken for told afterwards (`settle`). A claim
that is found later is one whose process ended: nobody knows whether it was sent, so it is not sent again.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from hotline.messages import Recipient
from hotline.services.dossier.changes import LONGEST, Change, Told
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.items import ItemKey, read_items
from hotline.storage.untold import Waiting, keeping, read_waiting, untold_key
from hotline.storage.watch_items import INDEX, LINGER_S, Watch, key, number, packed


@dataclass(frozen=True, slots=True)
class Standing:
    """A citizen, as the task must know them: when they left the account (0 for never), and what they wait to hear."""

    left: int = 0
    waiting: Waiting = field(default_factory=Waiting)


class WatchClaims:
    """`now` gives seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, now: Callable[[], float] = time.time) -> None:
        self._aws = aws
        self._table = table
        self._now = now

    def due(self, limit: int, after: Watch | None = None) -> list[Watch]:
        """Those whose office should have been asked by now, the longest waiting first; eventually consistent.

        `after` is the last one that was read: a page goes on where another ended, and none is read twice.
        """
        place = after.key | {"watched": {"S": INDEX}, "due": number(after.due)} if after else None
        answer = self._aws(
            "dynamodb",
            "query",
            TableName=self._table,
            IndexName=INDEX,
            KeyConditionExpression="watched = :watched AND due <= :now",
            ExpressionAttributeValues={":watched": {"S": INDEX}, ":now": number(int(self._now()))},
            Limit=limit,
            **({"ExclusiveStartKey": place} if place else {}),
        )
        return [Watch.from_item(item) for item in answer["Items"]]

    def standings(self, citizens: Iterable[Recipient]) -> dict[Recipient, Standing]:
        """Of these, at most 50; read consistently, in one call."""
        keys = {citizen: (self._key(citizen, "standing"), untold_key(self._table, citizen)) for citizen in citizens}
        items = read_items(self._aws, (one for pair in keys.values() for one in pair)) if keys else {}
        return {
            citizen: Standing(int((items[left] or {}).get("left", {"N": "0"})["N"]), read_waiting(items[untold]))
            for citizen, (left, untold) in keys.items()
        }

    def advance(self, watch: Watch, due: int) -> bool:
        """Nothing is new: until then. A claim that somebody left behind is taken for told. False if overtaken."""
        values = {":told": packed(watch.known)}
        return self._update(watch, "SET due = :due, told = :told REMOVE claimed", due, values) is not None

    def claim(self, watch: Watch, told: Told, due: int, ends: int) -> Watch | None:
        """Notes what is about to be told; the watch as it is then, or None if somebody else was faster."""
        expression = "SET due = :due, told = :told, claimed = :claimed, ends = :ends, expires = :expires"
        values = {
            ":told": packed(watch.known),
            ":claimed": packed(told),
            ":ends": number(ends),
            ":expires": number(ends + LINGER_S),
        }
        claimed = self._update(watch, expression, due, values)
        return replace(claimed, told=watch.known, claimed=told, ends=ends) if claimed else None

    def settle(self, watch: Watch) -> bool:
        """What was claimed has been told. False if overtaken."""
        return self.advance(watch, watch.due)

    def release(self, watch: Watch, due: int) -> bool:
        """What was claimed has not been told, for sure: tried again then. False if overtaken."""
        return self._update(watch, "SET due = :due REMOVE claimed", due, {}) is not None

    def keep(self, watch: Watch, change: Change, waiting: Waiting) -> bool:
        """What was claimed is said at the citizen's next contact: the task has nothing more to do with it.

        A change after which all is as the citizen knows it takes away what is `waiting` of the same dossier. Both
        writes or neither, so that nothing is kept for somebody who was forgotten meanwhile. False if overtaken: by
        another task, or by a contact at which what is `waiting` was said.
        """
        settled = {
            "UpdateExpression": "SET told = :told REMOVE claimed",
            "ConditionExpression": "id = :id AND due = :due",
            "ExpressionAttributeValues": {
                ":told": packed(watch.known),
                ":id": {"S": watch.id},
                ":due": number(watch.due),
            },
        }
        body = change.to_json() if change.news else None
        until = int(self._now() + LONGEST.total_seconds())
        writes = [
            {"Update": keeping(self._table, watch.citizen, watch.code, body, waiting, until)},
            {"Update": {"TableName": self._table, "Key": watch.key} | settled},
        ]
        try:
            self._aws("dynamodb", "transact_write_items", TransactItems=writes)
        except ConditionFailed:
            return False
        return True

    def _update(self, watch: Watch, expression: str, due: int, values: dict[str, Any]) -> Watch | None:
        """The watch with its new `due`; None if another process has set one."""
        try:
            self._aws(
                "dynamodb",
                "update_item",
                TableName=self._table,
                Key=watch.key,
                UpdateExpression=expression,
                ConditionExpression="id = :id AND due = :was",
                ExpressionAttributeValues=values
                | {":id": {"S": watch.id}, ":due": number(due), ":was": number(watch.due)},
            )
        except ConditionFailed:
            return None
        return replace(watch, due=due)

    def _key(self, citizen: Recipient, item: str) -> ItemKey:
        return ItemKey(self._table, tuple((name, text["S"]) for name, text in key(citizen, item).items()))
