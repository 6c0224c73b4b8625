"""Notices: each notice, what happened to it by whose hand, and where it stands.

Items of one notice ("n-2611-7f3a"):

    notice      its status and its counts; under 1 kB, for it is written with every chunk that closes
    content     what is said, and to whom
    firsts      where each chunk of its audience begins, for receipts
    log#<time>  one thing that happened: who, what, from where to where, why

The index `underway` holds what is approved and not over.
"""

import json
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from hotline.errors import Refused, Unavailable
from hotline.notices.notice import Content
from hotline.notices.outcomes import Outcome, Tally
from hotline.notices.policy import Stop
from hotline.notices.tending import Underway
from hotline.notices.transitions import Action, Status, after
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.items import Item, ItemKey, read_items

INDEX = "underway"

_UNDERWAY = frozenset({Status.SCHEDULED, Status.FREEZING, Status.SENDING, Status.PAUSED})


@dataclass(frozen=True, slots=True)
class Record:
    """A notice as it stands. Times are aware, None where it has not come so far; so are names with "".

    `chunks` and `recipients` are of its audience once that is frozen, `closed` and `tally` of the chunks that ended.
    """

    notice: str
    status: Status
    content: Content
    audience: str = ""
    chunks: int = 0
    recipients: int = 0
    closed: int = 0
    tally: Tally = field(default_factory=Tally)
    moved_at: float = 0
    submitted_by: str = ""
    approved_by: str = ""
    why: str = ""
    send_at: datetime | None = None
    resume_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened to a notice. `at` is aware."""

    at: datetime
    who: str
    action: str
    before: str
    now: str
    why: str


class Notices:
    """`now` gives the time, aware, real."""

    def __init__(self, aws: Aws, table: str) -> None:
        self._aws = aws
        self._table = table

    def create(self, content: Content, who: str, now: datetime) -> str:
        """A new draft; returns its name."""
        notice = f"n-{now:%y%m%d}-{secrets.token_hex(3)}"
        item = self._key(notice, "notice") | _state(Status.DRAFT, content, now)
        self._write(
            [
                {
                    "Put": {
                        "TableName": self._table,
                        "Item": item,
                    }
                },
                self._content(notice, content),
                self._entry(notice, who, Action.EDIT, "", Status.DRAFT, "", now),
            ]
        )
        return notice

    def read(self, notice: str) -> Record | None:
        """As it is now."""
        keys = [ItemKey(self._table, (("notice", notice), ("item", kind))) for kind in ("notice", "content")]
        state, content = map(read_items(self._aws, keys).get, keys)
        if state is None or content is None:
            return None
        return _record(notice, state, Content.from_json(json.loads(content["content"]["S"])))

    def act(
        self,
        notice: str,
        action: Action,
        who: str,
        now: datetime,
        *,
        expected: Status,
        why: str = "",
        sets: dict[str, Any] | None = None,
        content: Content | None = None,
    ) -> Status:
        """Does it, with its entry in the log: both or neither. `sets` are further attributes, in DynamoDB's form.

        Raises Refused where it may not be done from the `expected` status, or the notice has moved on meanwhile.
        """
        to = after(expected, action)
        changes = {"#status": {"S": to}, "moved_at": _number(now.timestamp()), "why": {"S": why}} | (sets or {})
        removes = ["resume_at"] if "resume_at" not in changes else []
        if to in _UNDERWAY or (to is Status.CANCELLED and expected in (Status.SENDING, Status.PAUSED)):
            changes[INDEX] = {"S": INDEX}
        else:
            removes.append(INDEX)
        if content:
            changes |= {"valid_until": _number(content.valid_until.timestamp()), "urgent": {"BOOL": content.urgent}}
        values = {f":{name.strip('#')}": value for name, value in changes.items()}
        update = {
            "TableName": self._table,
            "Key": self._key(notice, "notice"),
            "UpdateExpression": "SET "
            + ", ".join(f"{name} = :{name.strip('#')}" for name in changes)
            + (f" REMOVE {', '.join(removes)}" if removes else ""),
            "ConditionExpression": "#status = :expected",
            "ExpressionAttributeNames": {"#status": "status"},
            "ExpressionAttributeValues": values | {":expected": {"S": expected}},
        }
        writes: list[dict[str, Any]] = [
            {"Update": update},
            self._entry(notice, who, action, expected, to, why, now),
        ]
        if content:
            writes.append(self._content(notice, content))
        try:
            self._write(writes)
        except ConditionFailed:
            raise Refused(f"{action!s}: the notice is {expected} no more; look at it again") from None
        return to

    def commit(self, notice: str, audience: str, firsts: Sequence[bytes], recipients: int, now: datetime) -> bool:
        """FREEZING becomes SENDING, to this audience; False where it is FREEZING no more."""
        self._aws(
            "dynamodb",
            "put_item",
            TableName=self._table,
            Item=self._key(notice, f"firsts#{audience}") | {"firsts": {"B": b"".join(firsts)}},
        )
        sets = {
            "audience": {"S": audience},
            "chunks": _number(len(firsts)),
            "recipients": _number(recipients),
            "closed": _number(0),
        }
        try:
            self.act(notice, Action.FREEZE, CLOCK, now, expected=Status.FREEZING, sets=sets)
        except Refused:
            return False
        return True

    def close(self, notice: str, status: Status, now: datetime, why: str) -> None:
        """Notes the end of a notice of which every chunk is closed. A cancelled one stays so."""
        if status is Status.CANCELLED:
            self._write(
                [{"Update": self._leaving(notice)}, self._entry(notice, CLOCK, Action.FINISH, status, status, why, now)]
            )
            return
        self.act(notice, Action.FINISH, CLOCK, now, expected=status, why=why)

    def _leaving(self, notice: str) -> dict[str, Any]:
        return {
            "TableName": self._table,
            "Key": self._key(notice, "notice"),
            "UpdateExpression": f"REMOVE {INDEX}",
            "ConditionExpression": f"attribute_exists({INDEX})",
        }

    def content(self, notice: str) -> Content:
        """What it says. Raises Unavailable where it is not there."""
        record = self.read(notice)
        if record is None:
            raise Unavailable("the notice is not there")
        return record.content

    def stop(self, notice: str, stop: Stop, now: datetime) -> None:
        """Pauses one that is being sent; does nothing where it is not."""
        sets = {"resume_at": _number(stop.until.timestamp())} if stop.until else {}
        with suppress(Refused):
            self.act(notice, Action.PAUSE, CLOCK, now, expected=Status.SENDING, why=stop.reason, sets=sets)

    def underway(self) -> list[Underway]:
        """Those that are approved and not over; eventually consistent."""
        asked: dict[str, Any] = {
            "TableName": self._table,
            "IndexName": INDEX,
            "KeyConditionExpression": "underway = :underway",
            "ExpressionAttributeValues": {":underway": {"S": INDEX}},
        }
        return [_underway(item) for item in self._aws("dynamodb", "query", **asked)["Items"]]

    def touch(self, notice: str, now: datetime) -> None:
        """It has just moved."""
        self._aws(
            "dynamodb",
            "update_item",
            TableName=self._table,
            Key=self._key(notice, "notice"),
            UpdateExpression="SET moved_at = :now",
            ConditionExpression="attribute_exists(notice)",
            ExpressionAttributeValues={":now": _number(now.timestamp())},
        )

    def log(self, notice: str) -> list[Entry]:
        """All that happened to it, in order."""
        answer = self._aws(
            "dynamodb",
            "query",
            TableName=self._table,
            KeyConditionExpression="notice = :notice AND begins_with(#item, :log)",
            ExpressionAttributeNames={"#item": "item"},
            ExpressionAttributeValues={":notice": {"S": notice}, ":log": {"S": "log#"}},
            ConsistentRead=True,
        )
        return [
            Entry(
                datetime.fromtimestamp(int(item["item"]["S"].split("#")[1]) / 1000, UTC),
                *(item[name]["S"] for name in ("who", "action", "before", "now", "why")),
            )
            for item in answer["Items"]
        ]

    def _entry(
        self, notice: str, who: str, action: Action, before: str, to: str, why: str, now: datetime
    ) -> dict[str, Any]:
        at = f"log#{int(now.timestamp() * 1000):013}#{secrets.token_hex(2)}"
        told = {"who": who, "action": action, "before": before, "now": to, "why": why}
        item = self._key(notice, at) | {name: {"S": value} for name, value in told.items()}
        return {"Put": {"TableName": self._table, "Item": item}}

    def _content(self, notice: str, content: Content) -> dict[str, Any]:
        text = json.dumps(content.to_json(), ensure_ascii=False, separators=(",", ":"))
        return {"Put": {"TableName": self._table, "Item": self._key(notice, "content") | {"content": {"S": text}}}}

    def _write(self, writes: list[dict[str, Any]]) -> None:
        self._aws("dynamodb", "transact_write_items", TransactItems=writes)

    @staticmethod
    def _key(notice: str, item: str) -> Item:
        return {"notice": {"S": notice}, "item": {"S": item}}


CLOCK = "hotline"
"""Who does what no person does."""


def _state(status: Status, content: Content, now: datetime) -> Item:
    return {
        "status": {"S": status},
        "valid_until": _number(content.valid_until.timestamp()),
        "urgent": {"BOOL": content.urgent},
        "moved_at": _number(now.timestamp()),
    }


def tally_of(item: Item) -> Tally:
    """How many recipients of a notice's item have ended how."""
    counts = [(outcome, int(item.get(f"n_{outcome.name.lower()}", {"N": "0"})["N"])) for outcome in Outcome]
    return Tally(tuple(sorted((outcome, count) for outcome, count in counts if count)))


def _record(notice: str, item: Item, content: Content) -> Record:
    return Record(
        notice=notice,
        status=Status(item["status"]["S"]),
        content=content,
        audience=_text(item, "audience"),
        chunks=_count(item, "chunks"),
        recipients=_count(item, "recipients"),
        closed=_count(item, "closed"),
        tally=tally_of(item),
        moved_at=_count(item, "moved_at"),
        submitted_by=_text(item, "submitted_by"),
        approved_by=_text(item, "approved_by"),
        why=_text(item, "why"),
        send_at=_moment(item, "send_at"),
        resume_at=_moment(item, "resume_at"),
    )


def _underway(item: Item) -> Underway:
    valid_until = _moment(item, "valid_until")
    assert valid_until  # noqa: S101  # each notice has one
    return Underway(
        item["notice"]["S"],
        Status(item["status"]["S"]),
        valid_until,
        _count(item, "chunks"),
        _count(item, "closed"),
        _count(item, "moved_at"),
        _moment(item, "send_at"),
        _moment(item, "resume_at"),
        item.get("urgent", {"BOOL": False})["BOOL"],
    )


def _text(item: Item, name: str) -> str:
    return str(item.get(name, {"S": ""})["S"])


def _count(item: Item, name: str) -> int:
    return int(item.get(name, {"N": "0"})["N"])


def _moment(item: Item, name: str) -> datetime | None:
    return datetime.fromtimestamp(_count(item, name), UTC) if name in item else None


def _number(value: float) -> dict[str, str]:
    return {"N": str(int(value))}
