"""Cache: what offices said of dossiers, one code at a time.

key             part     what
dossier#<code>  answer   what the office's system answered last, "none" among it; for as long as it may be told
dossier#<code>  pushed   what the exchange sent us, and the moment that it is about; for half a year after the last push
dossier#<code>  turn     until when somebody asks, and nobody else should

`as_of` is on the clock that answers are given for; lives and turns are in real time.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hotline.services.dossier.dossiers import Dossier, Found
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.items import Item, ItemKey, Items, read_items
from hotline.storage.turns import take_turn

STALE_S = 86_400
"""How old an answer may get while nobody gives a newer one."""

NONE_S = 60
"""How long "there is no such dossier" holds: it may be entered any minute."""

PUSHED_S = 180 * 86_400

TURN_S = 5
"""Longer than one answer is waited for; a turn that nobody ends is over then."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """A dossier as it was pushed, and when; `moment` is what its status is about, `version` counts its writes."""

    dossier: Dossier
    as_of: datetime
    moment: datetime
    version: int = 0

    @property
    def found(self) -> Found:
        """What is told of it."""
        return Found(self.dossier, self.as_of)


class DossierItems:
    """`now` gives seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, now: Callable[[], float] = time.time) -> None:
        self._aws = aws
        self._table = table
        self._now = now

    def keys(self, code: str) -> tuple[ItemKey, ...]:
        """What `answer` and `pushed` are read from."""
        return self._key(code, "answer"), self._key(code, "pushed")

    def read(self, keys: Iterable[ItemKey]) -> Items:
        """At most 100 of any, as they are now."""
        return read_items(self._aws, keys)

    def pushed_key(self, code: str) -> ItemKey:
        """What `pushed` alone is read from."""
        return self._key(code, "pushed")

    def answer(self, code: str, items: Items) -> Found | None:
        """What was answered last, if it may still be told."""
        return _found(self._live(items.get(self._key(code, "answer"))))

    def pushed(self, code: str, items: Items) -> Pushed | None:
        """What was pushed last."""
        item = self._live(items.get(self._key(code, "pushed")))
        if item is None:
            return None
        dossier = Dossier.from_bytes(bytes(item["data"]["B"]))
        return Pushed(dossier, _moment(item["as_of"]), _moment(item["moment"]), int(item["version"]["N"]))

    def keep_answer(self, code: str, found: Found) -> None:
        """Keeps it, in place of the one before."""
        life = STALE_S if found.dossier else NONE_S
        self._put(self._key(code, "answer"), found, life)

    def keep_pushed(self, pushed: Pushed) -> bool:
        """Keeps it as the write after `version`; False if somebody else was first."""
        more: dict[str, Any] = {
            "moment": _seconds(pushed.moment),
            "version": {"N": str(pushed.version + 1)},
        }
        condition = "attribute_not_exists(version) OR version = :version OR expires <= :now"
        values = {":version": {"N": str(pushed.version)}, ":now": {"N": str(int(self._now()))}}
        key = self._key(pushed.dossier.code, "pushed")
        try:
            self._put(
                key, pushed.found, PUSHED_S, more, ConditionExpression=condition, ExpressionAttributeValues=values
            )
        except ConditionFailed:
            return False
        return True

    def take_turn(self, code: str) -> bool:
        """Whether it is ours, alone, to ask for this code."""
        now = int(self._now())
        return take_turn(self._aws, self._key(code, "turn"), now, now + TURN_S, now + NONE_S)

    def _put(
        self, key: ItemKey, found: Found, life_s: int, more: dict[str, Any] | None = None, **condition: object
    ) -> None:
        item = key.to_dynamodb() | {"as_of": _seconds(found.as_of)} | (more or {})
        item["expires"] = {"N": str(int(self._now()) + life_s)}
        if found.dossier:
            item["data"] = {"B": found.dossier.to_bytes()}
        self._aws("dynamodb", "put_item", TableName=self._table, Item=item, **condition)

    def _live(self, item: Item | None) -> Item | None:
        """DynamoDB removes what has expired within days, not at once."""
        return item if item and int(item["expires"]["N"]) > self._now() else None

    def _key(self, code: str, part: str) -> ItemKey:
        return ItemKey(self._table, (("key", f"dossier#{code}"), ("part", part)))


def _found(item: Item | None) -> Found | None:
    if item is None:
        return None
    dossier = Dossier.from_bytes(bytes(item["data"]["B"])) if "data" in item else None
    return Found(dossier, _moment(item["as_of"]))


def _moment(attribute: dict[str, str]) -> datetime:
    return datetime.fromtimestamp(int(attribute["N"]), UTC)


def _seconds(moment: datetime) -> dict[str, str]:
    return {"N": str(int(moment.timestamp()))}
