"""Citizens and Cache: what one citizen asked about dossiers lately, and how much the whole line is asked.

table     key                    item or part       what
Citizens  <citizen>              dossiers           `Person`, and how often it was written; an hour, by TTL
Cache     dossiers#line <minute> 00 …               how many codes were asked for in that minute, in shards

Both are counted in one transaction, made before anything is looked up: so nobody asks for more by asking at once, and
nothing is counted that was not asked.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import randrange
from typing import Any

from hotline.errors import Refused
from hotline.messages import Recipient
from hotline.services.dossier.person import HOUR_S, Person
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.items import ItemKey, Items, read_items

SHARDS = 16
"""Transactions on one item refuse each other; so many at once hardly meet at 3,000 a minute."""

_FAILED = "ConditionalCheckFailed"


class LineBusy(Refused):
    """The line has been asked for as many codes in this minute as it may."""


@dataclass(frozen=True, slots=True)
class KeptPerson:
    """A person as they were read; `version` is what the next write must find, 0 for none."""

    person: Person
    version: int


class Inquiries:
    """`limit` is the line's, a minute. `now` gives seconds since 1970, real time; `shard` any number."""

    def __init__(
        self,
        aws: Aws,
        citizens: str,
        cache: str,
        limit: int,
        now: Callable[[], float] = time.time,
        shard: Callable[[], int] = lambda: randrange(SHARDS),  # noqa: S311  # it spreads writes, and keeps no secret
    ) -> None:
        self._aws = aws
        self._citizens = citizens
        self._cache = cache
        self._share = max(1, limit // SHARDS)
        self._now = now
        self._shard = shard

    def key(self, citizen: Recipient) -> ItemKey:
        """What `kept` is read from."""
        return ItemKey(self._citizens, (("citizen", citizen.key), ("item", "dossiers")))

    def kept(self, citizen: Recipient, items: Items) -> KeptPerson:
        """What they did within the hour."""
        item = items.get(self.key(citizen))
        if not item:
            return KeptPerson(Person(), 0)
        # DynamoDB removes what has expired within days, not at once.
        is_live = int(item["expires"]["N"]) > self._now()
        person = Person.from_json(json.loads(item["person"]["S"])) if is_live else Person()
        return KeptPerson(person, int(item["version"]["N"]))

    def read(self, citizen: Recipient) -> KeptPerson:
        """The same, as it is now."""
        return self.kept(citizen, read_items(self._aws, [self.key(citizen)]))

    def keep(self, citizen: Recipient, before: KeptPerson, person: Person, *, counts: bool) -> KeptPerson:
        """Writes what they have become, and counts one code for the line where it `counts`.

        Raises ConditionFailed where another message of theirs came in between, and LineBusy; nothing is written then.
        """
        after = KeptPerson(person, before.version + 1)
        put = self._put(citizen, before, after)
        if not counts:
            self._aws("dynamodb", "put_item", **put)
            return after
        try:
            self._aws("dynamodb", "transact_write_items", TransactItems=[{"Put": put}, {"Update": self._count()}])
        except ConditionFailed as failed:
            if failed.reasons[:1] != (_FAILED,) and failed.reasons[1:] == (_FAILED,):
                raise LineBusy("dossiers: the line's limit of this minute") from None
            raise
        return after

    def _put(self, citizen: Recipient, before: KeptPerson, after: KeptPerson) -> dict[str, Any]:
        text = json.dumps(after.person.to_json(), ensure_ascii=False, separators=(",", ":"))
        return {
            "TableName": self._citizens,
            "Item": self.key(citizen).to_dynamodb()
            | {
                "person": {"S": text},
                "version": {"N": str(after.version)},
                "expires": {"N": str(int(self._now()) + HOUR_S)},
            },
            "ConditionExpression": "version = :version" if before.version else "attribute_not_exists(version)",
        } | ({"ExpressionAttributeValues": {":version": {"N": str(before.version)}}} if before.version else {})

    def _count(self) -> dict[str, Any]:
        minute = int(self._now()) // 60
        return {
            "TableName": self._cache,
            "Key": {"key": {"S": f"dossiers#line {minute}"}, "part": {"S": f"{self._shard():02}"}},
            "UpdateExpression": "SET expires = :end ADD asked :one",
            "ConditionExpression": "attribute_not_exists(asked) OR asked < :share",
            "ExpressionAttributeValues": {
                ":one": {"N": "1"},
                ":share": {"N": str(self._share)},
                ":end": {"N": str((minute + 5) * 60)},
            },
        }
