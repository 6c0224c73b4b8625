"""Citizens: what could not be sent to somebody, because their last contact was too long ago, until the next one.

One item for each citizen ("untold"), so that it is read with any message of theirs:

    change#<code>   one dossier's change, as JSON
    version         another one with each write, which names the one that it has read: nothing is lost or said twice
    saying          the changes that a process was about to say, since `said_at`

A `saying` that is found later is one whose process ended: nobody knows whether it was said, so it is not said again.
"""

import json
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hotline.messages import Recipient
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.items import Item, ItemKey

STALE_S = 60
"""After so long, whoever was saying something has ended: no function that answers lives longer."""

_CHANGE = "change#"

type Changes = Mapping[str, dict[str, Any]]
"""By code, each as `services.dossier.changes.Change` writes itself."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What there is to say. `saying` is what somebody else says, or was about to say at `said_at` (0 for nobody)."""

    changes: Changes = field(default_factory=dict)
    version: str = ""
    saying: Changes = field(default_factory=dict)
    said_at: int = 0


class Untold:
    """`now` gives seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, now: Callable[[], float] = time.time) -> None:
        self._aws = aws
        self._table = table
        self._now = now

    def key(self, citizen: Recipient) -> ItemKey:
        """Where it is, to be read with a message."""
        return untold_key(self._table, citizen)

    def claim(self, citizen: Recipient, waiting: Waiting) -> Waiting | None:
        """Notes what is about to be said; None if somebody else says it, or more has come.

        What another process left behind goes: the caller says that it is unknown.
        """
        if not waiting.changes:
            return None
        now, version = int(self._now()), _version()
        names = _names(waiting.changes)
        values = {
            ":saying": _json(waiting.changes),
            ":now": {"N": str(now)},
            ":stale": {"N": str(now - STALE_S)},
            ":version": {"S": version},
            ":read": {"S": waiting.version},
        }
        expression = f"SET saying = :saying, said_at = :now, version = :version REMOVE {', '.join(names)}"
        condition = "version = :read AND (attribute_not_exists(said_at) OR said_at <= :stale)"
        if not self._update(citizen, expression, condition, values, names):
            return None
        return Waiting({}, version, waiting.changes, now)

    def settle(self, citizen: Recipient, claimed: Waiting) -> None:
        """What was claimed has been said, or nobody will know."""
        condition = {
            "ConditionExpression": "version = :read",
            "ExpressionAttributeValues": {":read": {"S": claimed.version}},
        }
        try:
            self._aws("dynamodb", "delete_item", TableName=self._table, Key=self._plain(citizen), **condition)
        except ConditionFailed:
            # More has come meanwhile, and stays.
            values = {":at": {"N": str(claimed.said_at)}, ":version": {"S": _version()}}
            self._update(citizen, "SET version = :version REMOVE saying, said_at", "said_at = :at", values)

    def release(self, citizen: Recipient, claimed: Waiting) -> None:
        """What was claimed has not been said, for sure: it waits again, joined by what has come meanwhile."""
        key = self._plain(citizen)
        waiting = read_waiting(
            self._aws("dynamodb", "get_item", TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        )
        again = {code: joined(change, waiting.changes.get(code)) for code, change in claimed.saying.items()}
        values = {f":{place}": _json(change) for place, change in enumerate(again.values())}
        sets = ", ".join(f"#{place} = :{place}" for place in range(len(again)))
        self._update(
            citizen,
            f"SET {sets}, version = :version REMOVE saying, said_at",
            "version = :read AND said_at = :at",
            values
            | {
                ":version": {"S": _version()},
                ":read": {"S": waiting.version},
                ":at": {"N": str(claimed.said_at)},
            },
            _names(again),
        )

    def drop(self, citizen: Recipient, code: str) -> None:
        """They follow it no longer."""
        values = {":version": {"S": _version()}}
        self._update(citizen, "SET version = :version REMOVE #0", "attribute_exists(#0)", values, _names([code]))

    def _update(
        self,
        citizen: Recipient,
        expression: str,
        condition: str,
        values: dict[str, Any],
        names: dict[str, str] | None = None,
    ) -> bool:
        """False if the condition does not hold."""
        try:
            self._aws(
                "dynamodb",
                "update_item",
                TableName=self._table,
                Key=self._plain(citizen),
                UpdateExpression=expression,
                ConditionExpression=condition,
                ExpressionAttributeValues=values,
                **({"ExpressionAttributeNames": names} if names else {}),
            )
        except ConditionFailed:
            return False
        return True

    def _plain(self, citizen: Recipient) -> Item:
        return self.key(citizen).to_dynamodb()


def untold_key(table: str, citizen: Recipient) -> ItemKey:
    """Where the item of a citizen is."""
    return ItemKey(table, (("citizen", citizen.key), ("item", "untold")))


def read_waiting(item: Item | None) -> Waiting:
    """What is in such an item."""
    if not item:
        return Waiting()
    changes = {
        name.removeprefix(_CHANGE): json.loads(value["S"]) for name, value in item.items() if name.startswith(_CHANGE)
    }
    saying = json.loads(item["saying"]["S"]) if "saying" in item else {}
    return Waiting(changes, item["version"]["S"], saying, int(item.get("said_at", {"N": "0"})["N"]))


def joined(waiting: dict[str, Any], newer: dict[str, Any] | None) -> dict[str, Any]:
    """One change in place of two of one dossier: from before the first to after the second."""
    return newer | {"before": waiting["before"]} if newer else waiting


def keeping(
    table: str, citizen: Recipient, code: str, change: dict[str, Any] | None, waiting: Waiting, until: int
) -> dict[str, Any]:
    """The write that keeps a change until then, in place of what is `waiting` of the same dossier; None takes that."""
    values = {":version": {"S": _version()}, ":until": {"N": str(until)}}
    values |= {":change": _json(change)} if change else {}
    values |= {":read": {"S": waiting.version}} if waiting.version else {}
    done = "SET version = :version, expires = :until"
    return {
        "TableName": table,
        "Key": untold_key(table, citizen).to_dynamodb(),
        "UpdateExpression": f"{done}, #0 = :change" if change else f"{done} REMOVE #0",
        "ConditionExpression": "version = :read" if waiting.version else "attribute_not_exists(version)",
        "ExpressionAttributeNames": _names([code]),
        "ExpressionAttributeValues": values,
    }


def _names(codes: Iterable[str]) -> dict[str, str]:
    return {f"#{place}": f"{_CHANGE}{code}" for place, code in enumerate(codes)}


def _version() -> str:
    return secrets.token_hex(8)


def _json(body: object) -> dict[str, str]:
    return {"S": json.dumps(body, ensure_ascii=False, separators=(",", ":"))}
