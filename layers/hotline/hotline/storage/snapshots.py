"""Cache: timetables, published so that a reader never sees half of one.

    key                    part      what
    <service>              pointer   which version is current, and which feed it was made from
    <service>#<version>    000 …     its bytes in chunks of at most CHUNK bytes
    <service>#<version>    ids000 …  the feed's trip ids, which only reading live predictions needs

The pointer moves last, and only from the version that the publisher knew; the chunks that it leaves live one day
longer, for readers that hold them. A version is a hash of all its bytes, so publishing again after a crash overwrites
its own chunks.
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from hotline.errors import Unavailable
from hotline.storage.aws import Aws, ConditionFailed

# An item may have 400 kB with its keys and names.
CHUNK = 350_000
LINGER_S = 86_400
_POINTER = "pointer"
_IDS = "ids"


@dataclass(frozen=True, slots=True)
class Source:
    """The feed that a snapshot was made from: the server's tag ("" for none), its SHA-256 and its number of stops.

    `made_by` says which compiler read it: another one may make something else of the same feed.
    """

    etag: str
    digest: str
    stops: int
    made_by: str


@dataclass(frozen=True, slots=True)
class Published:
    """What is current: `parts` chunks with the SHA-256 `digest`, since `at` (seconds since 1970).

    `id_parts` and `id_digest` are the same of its trip ids.
    """

    version: str
    parts: int
    digest: str
    source: Source
    at: int
    id_parts: int = 0
    id_digest: str = ""


class Snapshots:
    """The timetables of one service. `now` gives seconds since 1970, real time; `chunk` is in bytes."""

    def __init__(
        self, aws: Aws, table: str, service: str, now: Callable[[], float] = time.time, chunk: int = CHUNK
    ) -> None:
        self._aws = aws
        self._table = table
        self._service = service
        self._now = now
        self._chunk = chunk

    def current(self, *, is_consistent: bool = False) -> Published | None:
        """What is published now; eventually consistent unless it is asked for otherwise."""
        pointer = _key(self._service, _POINTER)
        answer = self._aws("dynamodb", "get_item", TableName=self._table, Key=pointer, ConsistentRead=is_consistent)
        if (item := answer.get("Item")) is None:
            return None
        source = Source(item["etag"]["S"], item["feed"]["S"], int(item["stops"]["N"]), item["made_by"]["S"])
        version, digest = item["version"]["S"], item["digest"]["S"]
        # A release that kept no trip ids may have written it.
        ids = int(item.get("id_parts", {"N": "0"})["N"]), item.get("id_digest", {"S": ""})["S"]
        return Published(version, int(item["parts"]["N"]), digest, source, int(item["at"]["N"]), *ids)

    def load(self, published: Published) -> bytes:
        """The bytes. Raises Unavailable where they are not all there, or not the ones that were published."""
        return self._load(published, list(self._keys(published.version, "", published.parts)), published.digest)

    def load_trip_ids(self, published: Published) -> bytes:
        """The same of its trip ids."""
        wanted = list(self._keys(published.version, _IDS, published.id_parts))
        return self._load(published, wanted, published.id_digest)

    def _load(self, published: Published, wanted: list[dict[str, Any]], digest: str) -> bytes:
        chunks: dict[str, bytes] = {}
        while wanted:
            request = {self._table: {"Keys": wanted, "ConsistentRead": True}}
            answer = self._aws("dynamodb", "batch_get_item", RequestItems=request)
            read = {item["part"]["S"]: item["data"]["B"] for item in answer["Responses"].get(self._table, ())}
            wanted = answer.get("UnprocessedKeys", {}).get(self._table, {}).get("Keys", [])
            if not read:
                raise Unavailable(f"snapshot {published.version}: nothing more can be read")
            chunks |= read
        data = b"".join(chunk for _, chunk in sorted(chunks.items()))
        if hashlib.sha256(data).hexdigest() != digest:
            raise Unavailable(f"snapshot {published.version}: not the bytes that were published")
        return data

    def publish(self, data: bytes, replaces: Published | None, source: Source, trip_ids: bytes = b"") -> Published:
        """Makes `data` current in place of `replaces`. Raises ConditionFailed if another version came in between."""
        digests = [hashlib.sha256(part).hexdigest() for part in (data, trip_ids)]
        version = hashlib.sha256("".join(digests).encode()).hexdigest()[:16]
        chunks, ids = self._chunks(data), self._chunks(trip_ids)
        made = Published(version, len(chunks), digests[0], source, int(self._now()), len(ids), digests[1])
        is_new = replaces is None or replaces.version != made.version
        if is_new:
            for key, chunk in zip(self._chunk_keys(made), chunks + ids, strict=True):
                item = key | {"data": {"B": chunk}, "written_at": {"N": str(made.at)}}
                self._aws("dynamodb", "put_item", TableName=self._table, Item=item)
        try:
            self._point_to(made, replaces)
        except ConditionFailed:
            # Unless it was these very bytes that somebody else has published.
            if is_new and (now := self.current(is_consistent=True)) and now.version != made.version:
                self._end(made)
            raise
        if replaces and is_new:
            self._end(replaces)
        return made

    def _point_to(self, made: Published, replaces: Published | None) -> None:
        item: dict[str, Any] = _key(self._service, _POINTER) | {
            "version": {"S": made.version},
            "parts": {"N": str(made.parts)},
            "digest": {"S": made.digest},
            "etag": {"S": made.source.etag},
            "feed": {"S": made.source.digest},
            "stops": {"N": str(made.source.stops)},
            "made_by": {"S": made.source.made_by},
            "at": {"N": str(made.at)},
            "id_parts": {"N": str(made.id_parts)},
            "id_digest": {"S": made.id_digest},
        }
        condition: dict[str, object] = {"ConditionExpression": "attribute_not_exists(version)"}
        if replaces:
            condition = {
                "ConditionExpression": "version = :version",
                "ExpressionAttributeValues": {":version": {"S": replaces.version}},
            }
        self._aws("dynamodb", "put_item", TableName=self._table, Item=item, **condition)

    def _end(self, published: Published) -> None:
        """Gives chunks that nobody points to one day more, but for those that somebody has published again since."""
        end = {":end": {"N": str(int(self._now()) + LINGER_S)}, ":at": {"N": str(published.at)}}
        for key in self._chunk_keys(published):
            with suppress(ConditionFailed):
                self._aws(
                    "dynamodb",
                    "update_item",
                    TableName=self._table,
                    Key=key,
                    UpdateExpression="SET expires = :end",
                    # A release that did not note it may have written it.
                    ConditionExpression="attribute_not_exists(written_at) OR written_at <= :at",
                    ExpressionAttributeValues=end,
                )

    def _chunk_keys(self, published: Published) -> Iterator[dict[str, Any]]:
        yield from self._keys(published.version, "", published.parts)
        yield from self._keys(published.version, _IDS, published.id_parts)

    def _keys(self, version: str, kind: str, parts: int) -> Iterator[dict[str, Any]]:
        for part in range(parts):
            yield _key(f"{self._service}#{version}", f"{kind}{part:03}")

    def _chunks(self, data: bytes) -> list[bytes]:
        return [data[start : start + self._chunk] for start in range(0, len(data), self._chunk)]


def _key(key: str, part: str) -> dict[str, Any]:
    return {"key": {"S": key}, "part": {"S": part}}
