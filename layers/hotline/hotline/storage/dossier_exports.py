"""Cache: an office's export, in 256 buckets by a hash of the code, so that a lookup reads one and a change writes few.

key              part         what
dossiers#export  current      when the export was made, the file's tag and digest, and a digest of each bucket
dossiers#export  000 … 255    its dossiers: lines of code, tab, JSON; packed

Buckets are written first and `current` last. Whoever writes takes the digests of what changes out of `current` before,
so whatever a crash leaves is written again the next time. All of it lives for 30 days after the last whole writing,
which comes every week: where no export comes any more, no name stays.
"""

import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from hotline.errors import Refused
from hotline.services.dossier.dossiers import Dossier, Found
from hotline.storage.aws import Aws
from hotline.storage.items import ItemKey, Items

BUCKETS = 256
BUCKET_LIMIT = 390_000
"""Bytes; an item may have 400 kB with its keys and names."""

LIFE_S = 30 * 86_400
WHOLE_S = 7 * 86_400
BUSY_S = 300
"""How long a writer has it alone: `sync` ends before."""

_KEY = "dossiers#export"
_DIGEST = 8
_UNKNOWN = bytes(_DIGEST)


@dataclass(frozen=True, slots=True)
class PublishedExport:
    """What is current: `as_of` the export's own time, `rows` its dossiers, `written` when all of it was written last.

    `etag` and `digest` are the file's, `buckets` the digests of the buckets, one after another.
    """

    as_of: datetime
    rows: int
    etag: str
    digest: str
    buckets: bytes
    written: int


class DossierExports:
    """`now` gives seconds since 1970, real time."""

    def __init__(
        self, aws: Aws, table: str, now: Callable[[], float] = time.time, bucket_limit: int = BUCKET_LIMIT
    ) -> None:
        self._aws = aws
        self._table = table
        self._now = now
        self._bucket_limit = bucket_limit

    def keys(self, code: str) -> tuple[ItemKey, ...]:
        """What `found` is read from."""
        return self._key(_part(_bucket(code))), self._key("current")

    def found(self, code: str, items: Items) -> Found | None:
        """What the export says of a code; None where none is published."""
        bucket, current = (items.get(key) for key in self.keys(code))
        if not current or "as_of" not in current or int(current["expires"]["N"]) <= self._now():
            return None
        as_of = datetime.fromtimestamp(int(current["as_of"]["N"]), UTC)
        return Found(_dossier(code, bytes(bucket["data"]["B"])) if bucket else None, as_of)

    def current(self) -> PublishedExport | None:
        """What is published; None where nothing is, or not wholly."""
        key = self._key("current").to_dynamodb()
        item = self._aws("dynamodb", "get_item", TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        if item is None or "as_of" not in item:
            return None
        return PublishedExport(
            datetime.fromtimestamp(int(item["as_of"]["N"]), UTC),
            int(item["rows"]["N"]),
            item["etag"]["S"],
            item["digest"]["S"],
            bytes(item["buckets"]["B"]),
            int(item["written"]["N"]),
        )

    def publish(
        self, dossiers: Mapping[str, Dossier], as_of: datetime, etag: str, digest: str, replaces: PublishedExport | None
    ) -> int:
        """Makes these current and returns how many buckets were written.

        Raises Refused where one would be too large, and ConditionFailed while somebody else writes.
        """
        packed = [zlib.compress(text, 6) for text in _texts(dossiers)]
        if max(map(len, packed)) > self._bucket_limit:
            raise Refused(f"{len(dossiers):,} dossiers are too many: leave out what was returned long ago")
        digests = [sha256(data).digest()[:_DIGEST] for data in packed]
        is_whole = replaces is None or self._now() - replaces.written > WHOLE_S
        before = replaces.buckets if replaces and not is_whole else _UNKNOWN * BUCKETS
        changed = [at for at in range(BUCKETS) if before[at * _DIGEST : (at + 1) * _DIGEST] != digests[at]]
        self._begin(before, changed)
        for at in changed:
            item = self._key(_part(at)).to_dynamodb() | {"data": {"B": packed[at]}, "expires": self._end()}
            self._aws("dynamodb", "put_item", TableName=self._table, Item=item)
        written = int(self._now()) if is_whole or replaces is None else replaces.written
        made = PublishedExport(as_of, len(dossiers), etag, digest, b"".join(digests), written)
        self._finish(made)
        return len(changed)

    def _begin(self, before: bytes, changed: list[int]) -> None:
        known = bytearray(before)
        for at in changed:
            known[at * _DIGEST : (at + 1) * _DIGEST] = _UNKNOWN
        now = int(self._now())
        self._aws(
            "dynamodb",
            "update_item",
            TableName=self._table,
            Key=self._key("current").to_dynamodb(),
            UpdateExpression="SET busy_until = :until, buckets = :known, etag = :none, digest = :none, expires = :end",
            ConditionExpression="attribute_not_exists(busy_until) OR busy_until <= :now",
            ExpressionAttributeValues={
                ":until": {"N": str(now + BUSY_S)},
                ":known": {"B": bytes(known)},
                ":none": {"S": ""},
                ":end": self._end(),
                ":now": {"N": str(now)},
            },
        )

    def _finish(self, made: PublishedExport) -> None:
        item = self._key("current").to_dynamodb() | {
            "as_of": {"N": str(int(made.as_of.timestamp()))},
            "rows": {"N": str(made.rows)},
            "etag": {"S": made.etag},
            "digest": {"S": made.digest},
            "buckets": {"B": made.buckets},
            "written": {"N": str(made.written)},
            "expires": self._end(),
        }
        self._aws("dynamodb", "put_item", TableName=self._table, Item=item)

    def _end(self) -> dict[str, str]:
        return {"N": str(int(self._now()) + LIFE_S)}

    def _key(self, part: str) -> ItemKey:
        return ItemKey(self._table, (("key", _KEY), ("part", part)))


def _texts(dossiers: Mapping[str, Dossier]) -> list[bytes]:
    """The buckets' lines, in an order that depends on nothing but the codes."""
    texts: list[list[bytes]] = [[] for _ in range(BUCKETS)]
    for code in sorted(dossiers):
        texts[_bucket(code)].append(b"\n" + code.encode() + b"\t" + dossiers[code].to_bytes())
    return [b"".join(lines) for lines in texts]


def _dossier(code: str, packed: bytes) -> Dossier | None:
    """One line of a bucket, found without reading the JSON of the others."""
    text = zlib.decompress(packed)
    _, found, rest = text.partition(b"\n" + code.encode() + b"\t")
    return Dossier.from_bytes(rest.partition(b"\n")[0]) if found else None


def _bucket(code: str) -> int:
    return sha256(code.encode()).digest()[0]


def _part(bucket: int) -> str:
    return f"{bucket:03}"
