"""Citizens: the dossiers that somebody follows, as they begin, list and end them.

watch#<code>   one dossier, who agreed to follow it and when, and what they were told (`watch_items`)
watches        how often this citizen began to follow one: whoever counts the others sees that nobody was faster
consent#<id>   that somebody agreed, after the following has ended; it does not say to which dossier
"""

import time
from collections.abc import Callable
from typing import Any

from hotline.errors import Unavailable
from hotline.messages import Recipient
from hotline.services.dossier.changes import LONGEST
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.items import Item, ItemKey
from hotline.storage.watch_items import LINGER_S, Watch, key, number

MOST = 10
"""Dossiers that one person may follow."""

CONSENT_S = 365 * 86_400
"""How long a consent can be proved after what it was given for has ended."""

_TRIES = 5


class Watches:
    """`now` gives seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, now: Callable[[], float] = time.time) -> None:
        self._aws = aws
        self._table = table
        self._now = now

    def begin(self, watch: Watch) -> bool:
        """Begins to follow; False if this citizen follows MOST others. One that is followed already stays as it is.

        Raises Unavailable where other messages of theirs are faster again and again.
        """
        for _ in range(_TRIES):
            begun, others = self._read(watch.citizen)
            if any(other.code == watch.code for other in others):
                return True
            if len(others) >= MOST:
                return False
            try:
                self._begin(watch, begun)
            except ConditionFailed:
                continue
            return True
        raise Unavailable("a citizen's messages overtake one another")

    def _begin(self, watch: Watch, begun: int) -> None:
        count = {
            "begun": number(begun + 1),
            "expires": number(int(self._now() + LONGEST.total_seconds()) + LINGER_S),
        }
        condition: dict[str, object] = {"ConditionExpression": "attribute_not_exists(begun)"}
        if begun:
            condition = {
                "ConditionExpression": "begun = :begun",
                "ExpressionAttributeValues": {":begun": number(begun)},
            }
        self._write_all(
            {"Put": {"TableName": self._table, "Item": key(watch.citizen, "watches") | count} | condition},
            {"Put": {"TableName": self._table, "Item": watch.to_item()}},
        )

    def key(self, citizen: Recipient, code: str) -> ItemKey:
        """Where it is, to be read with a message."""
        parts = {name: text["S"] for name, text in key(citizen, f"watch#{code}").items()}
        return ItemKey(self._table, tuple(parts.items()))

    def read(self, item: Item | None) -> Watch | None:
        """What is at such a key; None where nobody follows it, or no longer."""
        watch = Watch.from_item(item) if item else None
        return watch if watch and watch.ends > self._now() else None

    def of(self, citizen: Recipient) -> list[Watch]:
        """What this citizen follows, the oldest first; read consistently."""
        return self._read(citizen)[1]

    def _read(self, citizen: Recipient) -> tuple[int, list[Watch]]:
        """How often they began, and what they follow."""
        answer = self._aws(
            "dynamodb",
            "query",
            TableName=self._table,
            KeyConditionExpression="citizen = :citizen AND begins_with(#item, :watch)",
            ExpressionAttributeNames={"#item": "item"},
            ExpressionAttributeValues={":citizen": key(citizen, "")["citizen"], ":watch": {"S": "watch"}},
            ConsistentRead=True,
        )
        count = [item for item in answer["Items"] if item["item"]["S"] == "watches"]
        # The task that ends them does not come at night.
        watches = [self.read(item) for item in answer["Items"] if item["item"]["S"] != "watches"]
        living = sorted(filter(None, watches), key=lambda one: (one.consent.at, one.code))
        return int(count[0]["begun"]["N"]) if count else 0, living

    def end(self, watch: Watch, how: str) -> bool:
        """Follows it no longer; the consent stays on record without the code. False if it had ended."""
        consent = watch.consent
        record = key(watch.citizen, f"consent#{watch.id}") | {
            "purpose": {"S": "watch"},
            "version": {"S": consent.version},
            "given": number(consent.at),
            "channel": {"S": consent.channel},
            "ended": number(int(self._now())),
            "how": {"S": how},
            "expires": number(int(self._now()) + CONSENT_S),
        }
        condition = {"ConditionExpression": "id = :id", "ExpressionAttributeValues": {":id": {"S": watch.id}}}
        try:
            self._write_all(
                {"Put": {"TableName": self._table, "Item": record}},
                {"Delete": {"TableName": self._table, "Key": watch.key} | condition},
            )
        except ConditionFailed:
            return False
        return True

    def _write_all(self, *writes: dict[str, Any]) -> None:
        """All or none. Raises ConditionFailed."""
        self._aws("dynamodb", "transact_write_items", TransactItems=list(writes))
