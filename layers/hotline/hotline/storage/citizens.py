"""Citizens: what a citizen told us to remember, and what we must remember about them.

Items of one citizen ("zalo:3022…"):

    conversation   what the numbers of our last question stand for, and the language spoken; an hour, by TTL
    place          the position that was shared last, to about ten metres; ten minutes, by TTL
    standing       since when they have left the account; 30 days, by TTL

Each kind of item says in `services.privacy.kinds` what it is for.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hotline.messages import Location, Recipient
from hotline.storage.aws import Aws
from hotline.storage.items import Item, ItemKey, Items

CONVERSATION_S = 3_600
STANDING_S = 30 * 86_400
"""By then Zalo has long closed the time in which an account may write to somebody who says nothing."""

PLACE_S = 600
"""How long a shared position is kept: it is sensitive, and of use only while its owner may send where to go."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a message may go on with: the words of the numbers 1…n of our last question, the language, and a place.

    `place` is where its sender shared to be within the last ten minutes.
    """

    choices: tuple[str, ...] = ()
    lang: str = ""
    place: Location | None = None


class Citizens:
    """`now` gives seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, now: Callable[[], float] = time.time) -> None:
        self._aws = aws
        self._table = table
        self._now = now

    def remember(self, citizen: Recipient, conversation: Conversation) -> None:
        """Keeps choices and language in the place of the last ones."""
        item = _key(citizen, "conversation") | {
            "choices": {"S": json.dumps(conversation.choices, ensure_ascii=False, separators=(",", ":"))},
            "lang": {"S": conversation.lang},
            "expires": {"N": str(int(self._now()) + CONVERSATION_S)},
        }
        self._aws("dynamodb", "put_item", TableName=self._table, Item=item)

    def remember_place(self, citizen: Recipient, place: Location) -> None:
        """Keeps where somebody shared to be, to four decimals, in the place of the last one."""
        item = _key(citizen, "place") | {
            "lat": {"N": f"{place.lat:.4f}"},
            "lon": {"N": f"{place.lon:.4f}"},
            "expires": {"N": str(int(self._now()) + PLACE_S)},
        }
        self._aws("dynamodb", "put_item", TableName=self._table, Item=item)

    def conversation(self, citizen: Recipient) -> Conversation:
        """Choices and language; nothing, when that was long ago."""
        key = _key(citizen, "conversation")
        return self._read(self._aws("dynamodb", "get_item", TableName=self._table, Key=key).get("Item"), None)

    def keys(self, citizen: Recipient, *, with_place: bool) -> tuple[ItemKey, ...]:
        """Where all of a conversation is, to be read beside something else; `found` makes it of what was read."""
        whose = ("citizen", citizen.key)
        conversation = ItemKey(self._table, (whose, ("item", "conversation")))
        place = ItemKey(self._table, (whose, ("item", "place")))
        return (conversation, place) if with_place else (conversation,)

    def found(self, items: Items, keys: Sequence[ItemKey]) -> Conversation:
        """The conversation at some of `keys`."""
        conversation, *place = (items.get(key) for key in keys)
        return self._read(conversation, place[0] if place else None)

    def _read(self, conversation: Item | None, place: Item | None) -> Conversation:
        said = Conversation()
        if conversation and self._lasts(conversation):
            said = Conversation(tuple(json.loads(conversation["choices"]["S"])), conversation["lang"]["S"])
        if place and self._lasts(place):
            said = replace(said, place=Location(float(place["lat"]["N"]), float(place["lon"]["N"])))
        return said

    def _lasts(self, item: Item) -> bool:
        """DynamoDB removes what has expired within days, not at once."""
        return int(item["expires"]["N"]) > self._now()

    def note_standing(self, citizen: Recipient, standing: str) -> None:
        """Keeps since when a citizen has "left"."""
        self._aws(
            "dynamodb",
            "update_item",
            TableName=self._table,
            Key=_key(citizen, "standing"),
            UpdateExpression="SET #standing = :since, expires = :expires",
            ExpressionAttributeNames={"#standing": standing},
            ExpressionAttributeValues={
                ":since": {"N": str(int(self._now()))},
                ":expires": {"N": str(int(self._now()) + STANDING_S)},
            },
        )


def _key(citizen: Recipient, item: str) -> dict[str, dict[str, str]]:
    return {"citizen": {"S": citizen.key}, "item": {"S": item}}
