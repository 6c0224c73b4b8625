"""Citizens: the dossiers that somebody follows, who agreed to it and when, and what they were told.

    watch#<code>   one dossier followed; an index holds these alone, by when their office is asked next (`due`)
    watches        how often this citizen began to follow one: whoever counts the others sees that nobody was faster
    consent#<id>   that somebody agreed, after the following has ended; it does not say to which dossier

Every write of the task that tells changes names the `due` that it has read and sets another, so of two that work on one
item the second writes nothing. What is being told is written before it is sent (`claim`) and taken for told
afterwards (`settle`). A claim that is found later is one whose process ended: nobody knows whether it was sent.
"""

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from hotline.errors import Unavailable
from hotline.messages import Recipient
from hotline.services.dossier.changes import LONGEST, Told
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.items import Item, ItemKey

MOST = 10
"""Dossiers that one person may follow."""

INDEX = "watched"

CONSENT_S = 365 * 86_400
"""How long a consent can be proved after what it was given for has ended."""

LINGER_S = 7 * 86_400
"""How long after its end an item is there for the task that ends it; then DynamoDB removes it."""

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Consent:
    """Which text somebody agreed to, when (seconds since 1970), and on which channel."""

    version: str
    at: int
    channel: str


@dataclass(frozen=True, slots=True)
class Watch:
    """One dossier that somebody follows; times are seconds since 1970.

    `told` is what they know. `claimed` is what a process was about to tell, and None where none was. `due` is when the
    office is asked next, `ends` when the following ends by itself.
    """

    citizen: Recipient
    code: str
    told: Told
    consent: Consent
    due: int
    ends: int
    lang: str = "vi"
    claimed: Told | None = None
    id: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def known(self) -> Told:
        """How the dossier stood when the office was last asked, whether or not the citizen has heard it."""
        return self.claimed or self.told


class Watches:
    """`now` gives seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, now: Callable[[], float] = time.time) -> None:
        self._aws = aws
        self._table = table
        self._now = now

    def begin(self, watch: Watch) -> bool:
        """Begins to follow; False if this citizen follows MOST others. One that is followed already stays as it is.

        Raises Unavailable where other messages of theirs are faster again and again.
        """
        for _ in range(_TRIES):
            begun, others = self._read(watch.citizen)
            if any(other.code == watch.code for other in others):
                return True
            if len(others) >= MOST:
                return False
            try:
                self._begin(watch, begun)
            except ConditionFailed:
                continue  # another message of theirs was faster
            return True
        raise Unavailable("a citizen's messages overtake one another")

    def _begin(self, watch: Watch, begun: int) -> None:
        count = {
            "begun": _number(begun + 1),
            "expires": _number(int(self._now() + LONGEST.total_seconds()) + LINGER_S),
        }
        condition: dict[str, object] = {"ConditionExpression": "attribute_not_exists(begun)"}
        if begun:
            condition = {
                "ConditionExpression": "begun = :begun",
                "ExpressionAttributeValues": {":begun": _number(begun)},
            }
        self._write_all(
            {"Put": {"TableName": self._table, "Item": _key(watch.citizen, "watches") | count} | condition},
            {"Put": {"TableName": self._table, "Item": _item(watch)}},
        )

    def key(self, citizen: Recipient, code: str) -> ItemKey:
        """Where it is, to be read with a message."""
        return ItemKey(self._table, (("citizen", _name(citizen)), ("item", f"watch#{code}")))

    def read(self, item: Item | None) -> Watch | None:
        """What is at such a key; None where nobody follows it, or no longer."""
        watch = _watch(item) if item else None
        return watch if watch and watch.ends > self._now() else None

    def of(self, citizen: Recipient) -> list[Watch]:
        """What this citizen follows, the oldest first; read consistently."""
        return self._read(citizen)[1]

    def _read(self, citizen: Recipient) -> tuple[int, list[Watch]]:
        """How often they began, and what they follow."""
        answer = self._aws(
            "dynamodb",
            "query",
            TableName=self._table,
            KeyConditionExpression="citizen = :citizen AND begins_with(#item, :watch)",
            ExpressionAttributeNames={"#item": "item"},
            ExpressionAttributeValues={":citizen": {"S": _name(citizen)}, ":watch": {"S": "watch"}},
            ConsistentRead=True,
        )
        count = [item for item in answer["Items"] if item["item"]["S"] == "watches"]
        watches = [_watch(item) for item in answer["Items"] if item["item"]["S"] != "watches"]
        # The task that ends them comes within the minute, and not at night.
        living = [watch for watch in watches if watch.ends > self._now()]
        return int(count[0]["begun"]["N"]) if count else 0, sorted(living, key=lambda one: (one.consent.at, one.code))

    def due(self, limit: int) -> list[Watch]:
        """Those whose office should have been asked by now, the longest waiting first; eventually consistent."""
        answer = self._aws(
            "dynamodb",
            "query",
            TableName=self._table,
            IndexName=INDEX,
            KeyConditionExpression="watched = :watched AND due <= :now",
            ExpressionAttributeValues={":watched": {"S": INDEX}, ":now": _number(int(self._now()))},
            Limit=limit,
        )
        return [_watch(item) for item in answer["Items"]]

    def advance(self, watch: Watch, due: int) -> bool:
        """Nothing is new: until then. A claim that somebody left behind is taken for told. False if overtaken."""
        values = {":told": _json(watch.known)}
        return self._update(watch, "SET due = :due, told = :told REMOVE claimed", due, values) is not None

    def claim(self, watch: Watch, told: Told, due: int, ends: int) -> Watch | None:
        """Notes what is about to be told; the watch as it is then, or None if somebody else was faster."""
        expression = "SET due = :due, told = :told, claimed = :claimed, ends = :ends, expires = :expires"
        values = {
            ":told": _json(watch.known),
            ":claimed": _json(told),
            ":ends": _number(ends),
            ":expires": _number(ends + LINGER_S),
        }
        claimed = self._update(watch, expression, due, values)
        return replace(claimed, told=watch.known, claimed=told, ends=ends) if claimed else None

    def settle(self, watch: Watch) -> bool:
        """What was claimed has been told, or is kept for the next contact. False if overtaken."""
        return self.advance(watch, watch.due)

    def release(self, watch: Watch, due: int) -> bool:
        """What was claimed has not been told, for sure: tried again then. False if overtaken."""
        return self._update(watch, "SET due = :due REMOVE claimed", due, {}) is not None

    def end(self, watch: Watch, how: str) -> bool:
        """Follows it no longer; the consent stays on record without the code. False if it had ended."""
        consent = watch.consent
        record = _key(watch.citizen, f"consent#{watch.id}") | {
            "purpose": {"S": "watch"},
            "version": {"S": consent.version},
            "given": _number(consent.at),
            "channel": {"S": consent.channel},
            "ended": _number(int(self._now())),
            "how": {"S": how},
            "expires": _number(int(self._now()) + CONSENT_S),
        }
        condition = {"ConditionExpression": "id = :id", "ExpressionAttributeValues": {":id": {"S": watch.id}}}
        delete = {"TableName": self._table, "Key": _key(watch.citizen, f"watch#{watch.code}")} | condition
        try:
            self._write_all({"Put": {"TableName": self._table, "Item": record}}, {"Delete": delete})
        except ConditionFailed:
            return False
        return True

    def _update(self, watch: Watch, expression: str, due: int, values: dict[str, Any]) -> Watch | None:
        """The watch with its new `due`; None if another process has set one."""
        try:
            self._aws(
                "dynamodb",
                "update_item",
                TableName=self._table,
                Key=_key(watch.citizen, f"watch#{watch.code}"),
                UpdateExpression=expression,
                ConditionExpression="id = :id AND due = :was",
                ExpressionAttributeValues=values
                | {":id": {"S": watch.id}, ":due": _number(due), ":was": _number(watch.due)},
            )
        except ConditionFailed:
            return None
        return replace(watch, due=due)

    def _write_all(self, *writes: dict[str, Any]) -> None:
        """All or none. Raises ConditionFailed."""
        self._aws("dynamodb", "transact_write_items", TransactItems=list(writes))


def _item(watch: Watch) -> dict[str, Any]:
    return _key(watch.citizen, f"watch#{watch.code}") | {
        "watched": {"S": INDEX},
        "due": _number(watch.due),
        "told": _json(watch.told),
        "lang": {"S": watch.lang},
        "id": {"S": watch.id},
        "version": {"S": watch.consent.version},
        "given": _number(watch.consent.at),
        "channel": {"S": watch.consent.channel},
        "ends": _number(watch.ends),
        "expires": _number(watch.ends + LINGER_S),
    }


def _watch(item: dict[str, Any]) -> Watch:
    channel, _, user = item["citizen"]["S"].partition(":")
    return Watch(
        citizen=Recipient(channel, user),
        code=item["item"]["S"].removeprefix("watch#"),
        told=Told.from_json(json.loads(item["told"]["S"])),
        consent=Consent(item["version"]["S"], int(item["given"]["N"]), item["channel"]["S"]),
        due=int(item["due"]["N"]),
        ends=int(item["ends"]["N"]),
        lang=item["lang"]["S"],
        claimed=Told.from_json(json.loads(item["claimed"]["S"])) if "claimed" in item else None,
        id=item["id"]["S"],
    )


def _name(citizen: Recipient) -> str:
    return f"{citizen.channel}:{citizen.user}"


def _key(citizen: Recipient, item: str) -> dict[str, Any]:
    return {"citizen": {"S": _name(citizen)}, "item": {"S": item}}


def _json(told: Told) -> dict[str, str]:
    return {"S": json.dumps(told.to_json(), ensure_ascii=False, separators=(",", ":"))}


def _number(seconds: int) -> dict[str, str]:
    return {"N": str(seconds)}
