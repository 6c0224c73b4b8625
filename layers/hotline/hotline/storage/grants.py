"""Channels: the token pair that lets us speak on a channel, and the lock of the one writer that renews it.

One item for each account ("zalo:2022…").
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from hotline.storage.aws import Aws, ConditionFailed


class Pair(Protocol):
    """A token pair, whatever class the channel has for it, and the access token's life, aware."""

    @property
    def access(self) -> str: ...  # noqa: D102  # as it says

    @property
    def refresh(self) -> str: ...  # noqa: D102

    @property
    def obtained_at(self) -> datetime: ...  # noqa: D102

    @property
    def expires_at(self) -> datetime: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Grant:
    """A Pair as it is stored."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    obtained_at: datetime
    expires_at: datetime


class Grants:
    """The pair of one account. `now` gives seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, account: str, now: Callable[[], float] = time.time) -> None:
        self._aws = aws
        self._table = table
        self._key = {"channel": {"S": account}}
        self._now = now
        self._holder = ""

    def load(self) -> Grant | None:
        """The newest pair, read consistently; None where there has never been one."""
        answer = self._aws("dynamodb", "get_item", TableName=self._table, Key=self._key, ConsistentRead=True)
        item = answer.get("Item", {})
        if "access" not in item:
            return None
        obtained, expires = (datetime.fromtimestamp(float(item[name]["N"]), UTC) for name in ("obtained", "expiry"))
        return Grant(item["access"]["S"], item["refresh"]["S"], obtained, expires)

    def save(self, pair: Pair) -> None:
        """Returns when the pair is durable; the one before stays beside it."""
        self._update(
            "SET previous_refresh = if_not_exists(#refresh, :none), previous_obtained = if_not_exists(obtained, :zero),"
            " #access = :access, #refresh = :refresh, obtained = :obtained, expiry = :expiry",
            {
                ":access": {"S": pair.access},
                ":refresh": {"S": pair.refresh},
                ":obtained": {"N": str(pair.obtained_at.timestamp())},
                ":expiry": {"N": str(pair.expires_at.timestamp())},
                ":none": {"S": ""},
                ":zero": {"N": "0"},
            },
            ExpressionAttributeNames={"#access": "access", "#refresh": "refresh"},
        )

    def try_lock(self, seconds: float) -> bool:
        """Takes the lock, which ends by itself after `seconds`; False if somebody else has it."""
        holder, now = secrets.token_hex(8), self._now()
        try:
            self._update(
                "SET holder = :holder, locked_until = :until",
                {":holder": {"S": holder}, ":until": {"N": str(now + seconds)}, ":now": {"N": str(now)}},
                ConditionExpression="attribute_not_exists(locked_until) OR locked_until < :now",
            )
        except ConditionFailed:
            return False
        self._holder = holder
        return True

    def unlock(self) -> None:
        """Gives the lock back, if it is still ours."""
        condition = "holder = :holder"
        try:
            self._update("REMOVE holder, locked_until", {":holder": {"S": self._holder}}, ConditionExpression=condition)
        except ConditionFailed:
            return

    def _update(self, expression: str, values: dict[str, Any], **more: object) -> None:
        self._aws(
            "dynamodb",
            "update_item",
            TableName=self._table,
            Key=self._key,
            UpdateExpression=expression,
            ExpressionAttributeValues=values,
            **more,
        )
