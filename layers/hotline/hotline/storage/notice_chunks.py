"""Notices: the frozen audience of one, in chunks, with the ledger of each and the receipts beside it.

All chunks of one attempt to freeze ("n1#7f3a…") stand together:

    chunk#00042     who: language, channel and user ids, packed; never written again
    ledger#00042    what became of them; missing until the first wave
    receipts#00042  what the channel told later; missing until it tells

A chunk is under 1 kB, and so are the others: each write is one unit.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import batched
from secrets import token_hex
from typing import Any

from hotline.errors import Unavailable
from hotline.messages import Recipient
from hotline.notices.ledger import Ledger
from hotline.notices.outcomes import Tally
from hotline.notices.receipts import Receipts
from hotline.notices.sending import Addressee, Chunk, ChunkKey, Job
from hotline.notices.transitions import Status
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.items import Item, ItemKey, query_all, read_items
from hotline.storage.notices import tally_of

KEEP_S = 90 * 86_400
"""How long an audience is kept: an audit may be asked for, and nobody's subscription should be known for ever."""

_BATCH = 25
_TRIES = 8


class NoticeChunks:
    """`sending.Chunks`, `freezing.Frozen`'s chunks and `receiving.Books`' receipts."""

    def __init__(self, aws: Aws, table: str) -> None:
        self._aws = aws
        self._table = table

    # ── Freezing ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def put(self, chunks: Iterable[tuple[ChunkKey, Sequence[Addressee]]], now: float) -> None:
        """Keeps chunks that nobody knows of yet."""
        for batch in batched(chunks, _BATCH, strict=False):
            self._put_all([_packed(key, recipients, now) for key, recipients in batch])

    def _put_all(self, items: list[Item]) -> None:
        waiting: list[Any] = [{"PutRequest": {"Item": item}} for item in items]
        for _ in range(8):
            answer = self._aws("dynamodb", "batch_write_item", RequestItems={self._table: waiting})
            waiting = answer.get("UnprocessedItems", {}).get(self._table, [])
            if not waiting:
                return
        raise Unavailable("BatchWriteItem: not all items were written")

    # ── Sending ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def read(self, key: ChunkKey) -> tuple[Job, Chunk] | None:
        """The notice and the chunk, consistently and in one call."""
        notice, chunk, ledger = self._notice(key.notice), self._item(key, "chunk"), self._item(key, "ledger")
        items = read_items(self._aws, (notice, chunk, ledger))
        about, packed = items[notice], items[chunk]
        if about is None or packed is None:
            return None
        recipients = _unpacked(packed)
        return _job(about), Chunk(recipients, *_ledger(items[ledger], len(recipients)))

    def job(self, notice: str) -> Job:
        """The notice alone."""
        key = self._notice(notice)
        item = read_items(self._aws, (key,))[key]
        if item is None:
            raise Unavailable("the notice is not there any more")
        return _job(item)

    def write(self, key: ChunkKey, ledger: Ledger) -> bool:
        """Replaces the version that the ledger names.

        A write that was tried twice, by AWS's client or by us, may have been done by the first try: it has a mark of
        its own by which it is known again.
        """
        mark = token_hex(6)
        replacing = self._replacing(key, ledger, mark)
        return self._once(key, mark, lambda: self._aws("dynamodb", "update_item", **replacing))

    def close(self, key: ChunkKey, ledger: Ledger) -> bool:
        """The last write of a ledger, and its tally added to the notice's: both or neither."""
        counts = {f"n_{name}": count for name, count in Tally.of(ledger.states).by_name.items()}
        adds = ", ".join(f"{name} :{name}" for name in (*counts, "closed"))
        values = {f":{name}": {"N": str(count)} for name, count in (*counts.items(), ("closed", 1))}
        counting = {
            "TableName": self._table,
            "Key": self._notice(key.notice).to_dynamodb(),
            "UpdateExpression": f"SET moved_at = :now ADD {adds}",
            "ExpressionAttributeValues": values | {":now": {"N": str(int(datetime.now(UTC).timestamp()))}},
        }
        mark = token_hex(6)
        writes = [{"Update": self._replacing(key, ledger, mark, closed=True)}, {"Update": counting}]
        return self._once(
            key, mark, lambda: self._aws("dynamodb", "transact_write_items", TransactItems=writes), ledger.version
        )

    def _once(self, key: ChunkKey, mark: str, write: Callable[[], object], version: int | None = None) -> bool:
        """Whether the write with this mark is the last one.

        With a `version`, a failed condition is another's only if that has moved: otherwise another chunk of the same
        notice was counted at this moment.
        """
        for left in reversed(range(_TRIES)):
            try:
                write()
            except ConditionFailed:
                item = read_items(self._aws, (at := self._item(key, "ledger"),))[at] or {}
                if item.get("mark", {}).get("S") == mark:
                    return True
                if version is None or int(item.get("version", {"N": "0"})["N"]) != version:
                    return False
            except Unavailable:
                if not left:
                    raise
            else:
                return True
        raise Unavailable("the notice is counted by too many at once")

    def _replacing(self, key: ChunkKey, ledger: Ledger, mark: str, *, closed: bool = False) -> dict[str, Any]:
        values = {
            ":states": {"S": ledger.states},
            ":marks": {"B": ledger.marks},
            ":until": {"N": f"{ledger.until:.3f}"},
            ":next": {"N": str(ledger.version + 1)},
            ":closed": {"BOOL": closed},
            ":mark": {"S": mark},
            ":end": {"N": str(int(datetime.now(UTC).timestamp()) + KEEP_S)},
        }
        condition = "attribute_not_exists(version)"
        if ledger.version:
            condition = "version = :version AND closed = :open"
            values |= {":version": {"N": str(ledger.version)}, ":open": {"BOOL": False}}
        return {
            "TableName": self._table,
            "Key": self._item(key, "ledger").to_dynamodb(),
            "UpdateExpression": "SET states = :states, marks = :marks, version = :next, mark = :mark, "
            "closed = :closed, #until = :until, expires = :end",
            "ConditionExpression": condition,
            "ExpressionAttributeNames": {"#until": "until"},
            "ExpressionAttributeValues": values,
        }

    # ── Tending, receipts, audit ─────────────────────────────────────────────────────────────────────────────────────

    def open(self, notice: str, audience: str, chunks: int, now: float) -> list[ChunkKey]:
        """Keys of the chunks that are not closed, and on which nobody works; consistently."""
        busy = set()
        for item in self._query(notice, audience, "ledger#"):
            if item["closed"]["BOOL"] or float(item["until"]["N"]) > now:
                busy.add(int(item["item"]["S"].removeprefix("ledger#")))
        return [ChunkKey(notice, audience, number) for number in range(chunks) if number not in busy]

    def all(self, notice: str, audience: str) -> Iterator[tuple[Chunk, Receipts]]:
        """Every chunk in order, for the audit; pages of the table at a time."""
        ledgers, receipts = (
            {item["item"]["S"].partition("#")[2]: item for item in self._query(notice, audience, kind)}
            for kind in ("ledger#", "receipts#")
        )
        for item in self._query(notice, audience, "chunk#"):
            recipients, number = _unpacked(item), item["item"]["S"].partition("#")[2]
            yield (
                Chunk(recipients, *_ledger(ledgers.get(number), len(recipients))),
                _receipts(receipts.get(number), len(recipients)),
            )

    def with_receipts(self, key: ChunkKey) -> tuple[Chunk, Receipts] | None:
        """One chunk, consistently; None where it has been forgotten."""
        keys = [self._item(key, kind) for kind in ("chunk", "ledger", "receipts")]
        packed, ledger, receipts = map(read_items(self._aws, keys).get, keys)
        if packed is None:
            return None
        recipients = _unpacked(packed)
        return Chunk(recipients, *_ledger(ledger, len(recipients))), _receipts(receipts, len(recipients))

    def write_receipts(self, key: ChunkKey, receipts: Receipts) -> bool:
        """Replaces the version that the receipts name."""
        condition = "version = :version" if receipts.version else "attribute_not_exists(version)"
        values = {
            ":letters": {"S": receipts.letters},
            ":marks": {"B": receipts.marks},
            ":next": {"N": str(receipts.version + 1)},
            ":end": {"N": str(int(datetime.now(UTC).timestamp()) + KEEP_S)},
        } | ({":version": {"N": str(receipts.version)}} if receipts.version else {})
        try:
            self._aws(
                "dynamodb",
                "update_item",
                TableName=self._table,
                Key=self._item(key, "receipts").to_dynamodb(),
                UpdateExpression="SET letters = :letters, marks = :marks, version = :next, expires = :end",
                ConditionExpression=condition,
                ExpressionAttributeValues=values,
            )
        except ConditionFailed:
            return False
        return True

    def _query(self, notice: str, audience: str, kind: str) -> Iterator[Item]:
        return query_all(
            self._aws,
            TableName=self._table,
            KeyConditionExpression="notice = :notice AND begins_with(#item, :kind)",
            ExpressionAttributeNames={"#item": "item"},
            ExpressionAttributeValues={":notice": {"S": f"{notice}#{audience}"}, ":kind": {"S": kind}},
            ConsistentRead=True,
        )

    def _notice(self, notice: str) -> ItemKey:
        return ItemKey(self._table, (("notice", notice), ("item", "notice")))

    def _item(self, key: ChunkKey, kind: str) -> ItemKey:
        return ItemKey(self._table, (("notice", f"{key.notice}#{key.audience}"), ("item", f"{kind}#{key.number:05}")))


def _packed(key: ChunkKey, recipients: Sequence[Addressee], now: float) -> Item:
    text = "\n".join(f"{who.lang}:{who.recipient.key}" for who in recipients)
    return {
        "notice": {"S": f"{key.notice}#{key.audience}"},
        "item": {"S": f"chunk#{key.number:05}"},
        "who": {"B": zlib.compress(text.encode())},
        "expires": {"N": str(int(now) + KEEP_S)},
    }


def _unpacked(item: Item) -> tuple[Addressee, ...]:
    lines = zlib.decompress(bytes(item["who"]["B"])).decode().split("\n")
    return tuple(
        Addressee(Recipient(channel, user), lang) for lang, channel, user in (one.split(":", 2) for one in lines)
    )


def _ledger(item: Item | None, recipients: int) -> tuple[Ledger, bool]:
    if item is None:
        return Ledger.fresh(recipients), False
    until, version = float(item["until"]["N"]), int(item["version"]["N"])
    return Ledger(item["states"]["S"], bytes(item["marks"]["B"]), version, until), item["closed"]["BOOL"]


def _receipts(item: Item | None, recipients: int) -> Receipts:
    if item is None:
        return Receipts.fresh(recipients)
    return replace(Receipts(item["letters"]["S"], bytes(item["marks"]["B"])), version=int(item["version"]["N"]))


def _job(item: Item) -> Job:
    return Job(
        Status(item["status"]["S"]),
        datetime.fromtimestamp(int(item["valid_until"]["N"]), UTC),
        item["urgent"]["BOOL"],
        tally_of(item),
    )
