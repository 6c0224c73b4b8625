"""Notices: the account's rate, one item for each ("pace#zalo"), as `notices.pacing` moves it.

Every take is one conditional write while the account is busy, and two when it was idle. Times: seconds since 1970.
"""

import time
from collections.abc import Callable
from typing import Any

from hotline.notices.pacing import PATIENCE_S, URGENT_HOLD_S, Later, Turn
from hotline.storage.aws import Aws, ConditionFailed


class Paces:
    """`every` is how many seconds the account has for one message; 0 is no limit. `now` is real time."""

    def __init__(self, aws: Aws, table: str, account: str, every: float, now: Callable[[], float] = time.time) -> None:
        self._aws = aws
        self._table = table
        self._key = {"notice": {"S": f"pace#{account}"}, "item": {"S": "pace"}}
        self._every = every
        self._now = now

    def take(self, count: int, *, urgent: bool) -> Turn | Later:
        """As `pacing.take` says."""
        if not self._every:
            return Turn(self._now(), 0)
        now, cost = self._now(), count * self._every
        # Busy is the usual case: the turn is behind the last one's.
        busy = {":cost": cost, ":patience": now + PATIENCE_S}
        tat = self._take("tat + :cost", "tat > :now AND tat <= :patience", busy, now, urgent=urgent)
        if tat is None:
            idle = {":tat": now + cost}
            tat = self._take(":tat", "(attribute_not_exists(tat) OR tat <= :now)", idle, now, urgent=urgent)
        return self._later(now) if tat is None else Turn(tat - cost, self._every)

    def put_off(self, until: float) -> None:
        """Nobody's turn is before that."""
        self._update("SET tat = :until", "attribute_not_exists(tat) OR tat < :until", {":until": until})

    def _take(self, tat: str, condition: str, values: dict[str, float], now: float, *, urgent: bool) -> float | None:
        """The new `tat`, or None where the condition does not hold."""
        if urgent:
            hold = {":hold": now + PATIENCE_S + URGENT_HOLD_S}
            item = self._update(f"SET tat = {tat}, urgent_until = :hold", condition, values | hold | {":now": now})
        else:
            free = "(attribute_not_exists(urgent_until) OR urgent_until <= :now)"
            item = self._update(f"SET tat = {tat}", f"{condition} AND {free}", values | {":now": now})
        return float(item["tat"]["N"]) if item else None

    def _later(self, now: float) -> Later:
        answer = self._aws("dynamodb", "get_item", TableName=self._table, Key=self._key, ConsistentRead=True)
        item = answer.get("Item", {})
        tat, urgent = (float(item.get(name, {"N": "0"})["N"]) for name in ("tat", "urgent_until"))
        return Later(max(now + PATIENCE_S / 2, tat - PATIENCE_S / 2, urgent))

    def _update(self, expression: str, condition: str, values: dict[str, float]) -> dict[str, Any] | None:
        try:
            answer = self._aws(
                "dynamodb",
                "update_item",
                TableName=self._table,
                Key=self._key,
                UpdateExpression=expression,
                ConditionExpression=condition,
                ExpressionAttributeValues={name: {"N": f"{value:.4f}"} for name, value in values.items()},
                ReturnValues="UPDATED_NEW",
            )
        except ConditionFailed:
            return None
        changed: dict[str, Any] = answer["Attributes"]
        return changed
