"""What is kept of one citizen, in every table that holds anything of theirs.

Citizens has it under their id. Inbox has the messages that nobody has answered yet, and whether an officer writes to
them. Channels holds our own tokens, Cache what upstreams say: neither has a key or a field by citizen.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

from hotline.errors import Unavailable
from hotline.messages import Inbound, Recipient
from hotline.services.privacy.kinds import Kept, is_spared
from hotline.storage.aws import Aws
from hotline.storage.items import query_all
from hotline.storage.unanswered import Unanswered

PATIENCE_S = 8
"""How long an erasure waits for an answer to the same person that is on its way; the sweep waits longer."""

ROUNDS = 20
"""Passes over a person's items. The second finds nothing, as a rule."""


class Personal:
    """`citizens` is a table's name; `now` gives seconds since 1970, real time."""

    def __init__(
        self,
        aws: Aws,
        citizens: str,
        unanswered: Unanswered,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._aws = aws
        self._citizens = citizens
        self._unanswered = unanswered
        self._now = now
        self._sleep = sleep

    def kept(self, asked: Inbound) -> list[Kept]:
        """What there is, but for the message by which it is asked. Raises Unavailable."""
        held = [each.inbound for each in self._unanswered.of(asked.sender) if each.inbound.key != asked.key]
        messages = [Kept("message", {"text": inbound.text}) for inbound in held]
        officer = [Kept("officer", {})] if self._unanswered.has_officer(asked.sender) else []
        return [*self._items(asked.sender), *messages, *officer]

    def erase(self, asked: Inbound) -> bool:
        """Deletes it all, but for the message by which it is asked, which its closing empties.

        Whether something was spared (`kinds.is_spared`). Raises Unavailable where it is not sure to be complete: a try
        that ended half way, or this one, is made again by the sweep, and finds less.
        """
        self._end_earlier_messages(asked)
        self._unanswered.forget_officer(asked.sender)
        for _ in range(ROUNDS):
            items = list(self._items(asked.sender))
            doomed = [kept for kept in items if not is_spared(kept, self._now())]
            if not doomed:
                return bool(items)
            for kept in doomed:
                self._aws("dynamodb", "delete_item", TableName=self._citizens, Key=_key(asked.sender, kept.item))
        raise Unavailable("what was erased is written again and again")

    def _end_earlier_messages(self, asked: Inbound) -> None:
        """An answer that is on its way may still write; after its end, nothing of before this request does."""
        limit = self._now() + PATIENCE_S
        while True:
            earlier = [each for each in self._unanswered.of(asked.sender) if _order(each.inbound) < _order(asked)]
            if sum(self._unanswered.drop(each, self._now()) for each in earlier) == len(earlier):
                return
            if self._now() >= limit:
                raise Unavailable("another answer to the same person is on its way")
            self._sleep(1)

    def _items(self, citizen: Recipient) -> Iterator[Kept]:
        items = query_all(
            self._aws,
            TableName=self._citizens,
            KeyConditionExpression="citizen = :citizen",
            ExpressionAttributeValues={":citizen": {"S": citizen.key}},
            ConsistentRead=True,
        )
        return map(_kept, items)


def _order(inbound: Inbound) -> tuple[float, str]:
    """Of two requests that come at once, the second waits for the first."""
    return inbound.sent_at.timestamp(), inbound.key


def _kept(item: dict[str, Any]) -> Kept:
    fields = {name: _plain(value) for name, value in item.items() if name not in ("citizen", "item", "expires")}
    return Kept(item["item"]["S"], fields, int(item.get("expires", {"N": "0"})["N"]))


def _plain(value: dict[str, Any]) -> Any:
    """DynamoDB's {"S": …} as what it stands for."""
    ((kind, inner),) = value.items()
    if kind == "N":
        return int(inner) if inner.lstrip("-").isdigit() else float(inner)
    if kind == "M":
        return {name: _plain(each) for name, each in inner.items()}
    return [_plain(each) for each in inner] if kind == "L" else inner


def _key(citizen: Recipient, item: str) -> dict[str, Any]:
    return {"citizen": {"S": citizen.key}, "item": {"S": item}}
