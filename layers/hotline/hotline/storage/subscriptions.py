"""Citizens: what each wants to be told, and who wants to be told of something.

    topic#<topic>#<area>   one topic in one area, "*" for the whole city; with the consent that it rests on

The index `subscribers` has a partition for each topic and shard, in the order of areas, so that a notice reads those
alone whom it concerns.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from hotline.messages import Recipient
from hotline.notices.sending import Addressee
from hotline.storage.aws import Aws
from hotline.storage.items import Item, query_all

INDEX = "subscribers"

SHARDS = 8
"""One shard takes 1,000 writes a second: what a city's rush to subscribe before a storm needs, eight times over."""

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A topic in an area (a ward code, or EVERYWHERE). `since` is in seconds since 1970; `version` names the text."""

    topic: str
    area: str
    since: int
    version: str
    lang: str = "vi"


class Subscriptions:
    """`now` gives seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, now: Callable[[], float] = time.time) -> None:
        self._aws = aws
        self._table = table
        self._now = now

    def begin(self, citizen: Recipient, topic: str, areas: Sequence[str], version: str, lang: str) -> None:
        """Adds these; effective when it returns. What was subscribed before gets the new consent."""
        for area in areas or (EVERYWHERE,):
            item = _key(citizen, topic, area) | {
                "topic": {"S": f"{topic}#{_shard(citizen)}"},
                "area": {"S": area},
                "since": {"N": str(int(self._now()))},
                "consent": {"S": version},
                "channel": {"S": citizen.channel},
                "lang": {"S": lang},
            }
            self._aws("dynamodb", "put_item", TableName=self._table, Item=item)

    def end(self, citizen: Recipient, subscriptions: Iterable[Subscription]) -> None:
        """Ends these; ending what has ended is harmless."""
        for one in subscriptions:
            key = _key(citizen, one.topic, one.area)
            self._aws("dynamodb", "delete_item", TableName=self._table, Key=key)

    def of(self, citizen: Recipient) -> list[Subscription]:
        """All of one citizen, by topic and area; read consistently."""
        answer = self._aws(
            "dynamodb",
            "query",
            TableName=self._table,
            KeyConditionExpression="citizen = :citizen AND begins_with(#item, :topic)",
            ExpressionAttributeNames={"#item": "item"},
            ExpressionAttributeValues={":citizen": {"S": citizen.key}, ":topic": {"S": "topic#"}},
            ConsistentRead=True,
        )
        return [_subscription(item) for item in answer["Items"]]

    def subscribers(self, topic: str, areas: Sequence[str]) -> Iterator[tuple[str, Addressee]]:
        """Everybody to be told of something in these areas (none: the whole city), some more than once.

        Who subscribed to one ward is told of what concerns the whole city, too.
        """
        for shard in range(SHARDS):
            for area in (EVERYWHERE, *areas) if areas else ("",):
                yield from self._page_through(f"{topic}#{shard}", area)

    def _page_through(self, partition: str, area: str) -> Iterator[tuple[str, Addressee]]:
        items = query_all(
            self._aws,
            TableName=self._table,
            IndexName=INDEX,
            KeyConditionExpression="topic = :topic" + (" AND area = :area" if area else ""),
            ExpressionAttributeValues={":topic": {"S": partition}} | ({":area": {"S": area}} if area else {}),
        )
        for item in items:
            name = item["citizen"]["S"]
            yield name, Addressee(Recipient.from_key(name), item["lang"]["S"])


def _subscription(item: Item) -> Subscription:
    _, topic, area = item["item"]["S"].split("#")
    return Subscription(topic, area, int(item["since"]["N"]), item["consent"]["S"], item["lang"]["S"])


def _shard(citizen: Recipient) -> int:
    return sha256(citizen.key.encode()).digest()[0] % SHARDS


def _key(citizen: Recipient, topic: str, area: str) -> Item:
    return {"citizen": {"S": citizen.key}, "item": {"S": f"topic#{topic}#{area}"}}
