"""Cache: what live feeds said last, an item for each, and whose turn it is to ask them.

key             part     what
<service>#live  <feed>   its predictions, the server's tag and when it was asked, for a day
<service>#live  turn     until when somebody asks, or nobody should; how often it failed in a row
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hotline.storage.aws import Aws, ConditionFailed

LIFE_S = 86_400
_TURN = "turn"


@dataclass(frozen=True, slots=True)
class LiveItem:
    """One feed's predictions, as `Predictions.to_bytes` packs them; `fetched` is seconds since 1970, real time."""

    data: bytes
    etag: str
    fetched: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Nobody asks before `free_at`, seconds since 1970; `failures` came before it."""

    free_at: int = 0
    failures: int = 0


class LiveItems:
    """The feeds of one service, by names of our own."""

    def __init__(self, aws: Aws, table: str, service: str) -> None:
        self._aws = aws
        self._table = table
        self._key = f"{service}#live"

    def read(self, feeds: Sequence[str]) -> tuple[dict[str, LiveItem], Turn]:
        """What there is of these feeds, in one call; eventually consistent."""
        keys = [self._item_key(part) for part in (*feeds, _TURN)]
        answer = self._aws("dynamodb", "batch_get_item", RequestItems={self._table: {"Keys": keys}})
        items = {item["part"]["S"]: item for item in answer["Responses"].get(self._table, ())}
        turn = items.pop(_TURN, None)
        found = {
            feed: LiveItem(bytes(item["data"]["B"]), item["etag"]["S"], int(item["fetched"]["N"]))
            for feed, item in items.items()
            if "data" in item
        }
        return found, Turn(int(turn["free_at"]["N"]), int(turn["failures"]["N"])) if turn else Turn()

    def take_turn(self, now: int, until: int) -> bool:
        """Whether it is ours, alone, until then."""
        return self._update(
            _TURN,
            "SET free_at = :until, failures = if_not_exists(failures, :none)",
            "attribute_not_exists(free_at) OR free_at <= :now",
            {":until": until, ":now": now, ":none": 0},
        )

    def end_turn(self, free_at: int, failures: int) -> None:
        """Says when the next one may ask."""
        self._update(_TURN, "SET free_at = :at, failures = :count", "", {":at": free_at, ":count": failures})

    def write(self, feed: str, item: LiveItem) -> None:
        """Keeps it, unless a younger one is there already."""
        self._update(
            feed,
            "SET #data = :data, etag = :etag, fetched = :at, expires = :end",
            "attribute_not_exists(fetched) OR fetched <= :at",
            {":data": item.data, ":etag": item.etag, ":at": item.fetched, ":end": item.fetched + LIFE_S},
            {"#data": "data"},
        )

    def keep(self, feed: str, fetched: int) -> None:
        """Notes that the server says it is the same still."""
        self._update(feed, "SET fetched = :at, expires = :end", "", {":at": fetched, ":end": fetched + LIFE_S})

    def _update(
        self,
        part: str,
        expression: str,
        condition: str,
        values: dict[str, int | str | bytes],
        names: dict[str, str] | None = None,
    ) -> bool:
        """False if the condition does not hold."""
        extra: dict[str, object] = {"ConditionExpression": condition} if condition else {}
        if names:
            extra["ExpressionAttributeNames"] = names
        try:
            self._aws(
                "dynamodb",
                "update_item",
                TableName=self._table,
                Key=self._item_key(part),
                UpdateExpression=expression,
                ExpressionAttributeValues={name: _attribute(value) for name, value in values.items()},
                **extra,
            )
        except ConditionFailed:
            return False
        return True

    def _item_key(self, part: str) -> dict[str, Any]:
        return {"key": {"S": self._key}, "part": {"S": part}}


def _attribute(value: int | str | bytes) -> dict[str, Any]:
    if isinstance(value, bytes):
        return {"B": value}
    return {"S": value} if isinstance(value, str) else {"N": str(value)}
