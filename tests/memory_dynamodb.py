"""DynamoDB in memory, with what the storage of Cache asks of it, as unkind as the service may be.

An eventually consistent read may miss the last write, a batch may come back in part, and an item whose time is over is
gone at that very second.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from threading import RLock
from typing import Any

from hotline.observability import Calls
from hotline.storage.aws import Aws, ConditionFailed

type Item = dict[str, Any]
type Asked = dict[str, Any]

CATCH_UP_S = 2
"""After so long every read sees a write."""

_SET = re.compile(r"(\S+) = (?:if_not_exists\((\S+), (:\w+)\)|(:\w+))")


class MemoryDynamoDB(Aws):
    """Tables keyed by (key, part), with no limit to what an item weighs.

    `now` gives seconds since 1970; with `chance`, reads are unkind at random.
    """

    def __init__(self, now: Callable[[], float] = time.time, chance: Random | None = None) -> None:
        self.calls = Calls()
        self.expired = 0
        self._now = now
        self._chance = chance
        self._lock = RLock()
        self._items: dict[tuple[str, str, str], Item] = {}
        # What an item was before its last write, and when that was.
        self._before: dict[tuple[str, str, str], tuple[float, Item | None]] = {}

    def __call__(self, service: str, operation: str, **parameters: Any) -> dict[str, Any]:
        with self._counted(operation), self._lock:
            answer: dict[str, Any] = getattr(self, f"_{operation}")(parameters)
            return answer

    @contextmanager
    def _counted(self, operation: str) -> Iterator[None]:
        """Counts calls, unless there will be too many to keep."""
        if self._chance:
            yield
        else:
            with self.calls.timed(operation):
                yield

    def _get_item(self, asked: Asked) -> dict[str, Any]:
        found = self._read(_at(asked["TableName"], asked["Key"]), consistent=asked.get("ConsistentRead", False))
        return {"Item": found} if found else {}

    def _batch_get_item(self, asked: Asked) -> dict[str, Any]:
        ((table, request),) = asked["RequestItems"].items()
        keys, is_consistent = request["Keys"], request.get("ConsistentRead", False)
        served = self._chance.randint(1, len(keys)) if self._chance and self._chance.random() < 0.2 else len(keys)
        found = [self._read(_at(table, key), consistent=is_consistent) for key in keys[:served]]
        left = {table: {**request, "Keys": keys[served:]}} if served < len(keys) else {}
        return {"Responses": {table: [item for item in found if item]}, "UnprocessedKeys": left}

    def _put_item(self, asked: Asked) -> dict[str, Any]:
        self._write(_at(asked["TableName"], asked["Item"]), dict(asked["Item"]), asked)
        return {}

    def _update_item(self, asked: Asked) -> dict[str, Any]:
        at, values = _at(asked["TableName"], asked["Key"]), asked["ExpressionAttributeValues"]
        names = asked.get("ExpressionAttributeNames", {})
        item = dict(self._read(at, consistent=True) or asked["Key"])
        for name, unless, default, value in _SET.findall(asked["UpdateExpression"].removeprefix("SET ")):
            item[names.get(name, name)] = item.get(unless, values[default]) if unless else values[value]
        self._write(at, item, asked)
        return {}

    def _delete_item(self, asked: Asked) -> dict[str, Any]:
        self._items.pop(_at(asked["TableName"], asked["Key"]), None)
        return {}

    def _scan(self, asked: Asked) -> dict[str, Any]:
        kept = (self._read(at, consistent=True) for at in list(self._items) if at[0] == asked["TableName"])
        return {"Items": [item for item in kept if item]}

    def _read(self, at: tuple[str, str, str], *, consistent: bool) -> Item | None:
        item = self._items.get(at)
        if item and "expires" in item and int(item["expires"]["N"]) <= self._now():
            del self._items[at]
            self.expired += 1
            return None
        if self._chance and not consistent and self._chance.random() < 0.3:
            written, before = self._before.get(at, (float("-inf"), None))
            return before if self._now() - written < CATCH_UP_S else item
        return item

    def _write(self, at: tuple[str, str, str], item: Item, asked: Asked) -> None:
        there, values = self._read(at, consistent=True) or {}, asked.get("ExpressionAttributeValues", {})
        condition = asked.get("ConditionExpression")
        if condition and not any(_holds(one, there, values) for one in condition.split(" OR ")):
            raise ConditionFailed("in memory")
        self._before[at] = self._now(), there or None
        self._items[at] = item


def _at(table: str, item: Item) -> tuple[str, str, str]:
    return table, item["key"]["S"], item["part"]["S"]


def _holds(condition: str, item: Item, values: Item) -> bool:
    """`attribute_not_exists(a)`, `a = :b` or `a <= :b`."""
    if condition.startswith("attribute_not_exists("):
        return condition.removeprefix("attribute_not_exists(").removesuffix(")") not in item
    name, compared, value = condition.split(" ")
    if name not in item:
        return False
    here, there = (float(one["N"]) if "N" in one else one["S"] for one in (item[name], values[value]))
    return bool(here == there if compared == "=" else here <= there)
