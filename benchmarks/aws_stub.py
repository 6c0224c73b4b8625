"""AWS and Zalo for benchmarks: one process that answers what the functions ask, and counts it.

    python -m benchmarks.aws_stub SNAPSHOT [TRIP_IDS [SNAPSHOT TRIP_IDS]]     prints its port

GET /counts says what was asked; GET /swap publishes the second timetable.

Nothing is stored but live items and what is put into Cache: every Inbox key that is asked for is an unanswered
message about the same place, and a message whose id begins with DUPLICATE is there already.
"""

import base64
import hashlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from hotline.storage.snapshots import CHUNK

SECRET = {"oa_secret_key": "synthetic-oa-secret-key-bench", "app_secret": "synthetic-app-secret", "refresh_token": ""}
USER = "3022000000000000003"
TEXT = "54 Nguyễn Lương Bằng"
DUPLICATE = "duplicate-"


def environment(port: int) -> dict[str, str]:
    """What the template tells the functions, with everything at this stub."""
    here = f"http://127.0.0.1:{port}"
    return {
        "AWS_ENDPOINT_URL": here,
        "AWS_REGION": "ap-southeast-1",
        "AWS_DEFAULT_REGION": "ap-southeast-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "STAGE": "prod",
        "INBOX_TABLE": "Inbox",
        "CITIZENS_TABLE": "Citizens",
        "CACHE_TABLE": "Cache",
        "CHANNELS_TABLE": "Channels",
        "NOTICES_TABLE": "Notices",
        "URGENT_QUEUE": f"{here}/urgent",
        "BULK_QUEUE": f"{here}/bulk",
        "MESSAGES_A_MINUTE": "0",
        "BUS_LOOKUP_FUNCTION": "bus_lookup",
        "DESK_FUNCTION": "desk",
        "DOSSIER_LOOKUP_FUNCTION": "dossier_lookup",
        "DOSSIER_SOURCE": "file",
        "DOSSIER_FRESH_MINUTES": "10",
        "DOSSIER_DISCLOSURE": "verified",
        "DOSSIER_PERSON_LIMIT": "10",
        "WATCH_MINUTES": "30",
        "DOSSIER_LINE_LIMIT": "3000",
        "DOSSIER_SECRET": "dossiers",
        "DOSSIER_PUSH_SECRET": "pushes",
        "HOTLINE_NUMBER": "1022",
        "ZALO_APP_ID": "1022000000000000001",
        "ZALO_OA_ID": "2022000000000000002",
        "ZALO_SECRET": "zalo",
        "ZALO_API_URL": here,
        "ZALO_OAUTH_URL": here,
    }


@contextmanager
def told(values: dict[str, str]) -> Iterator[None]:
    """Puts these into our environment, for a while."""
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def running(*published: Path) -> Iterator[int]:
    """A stub in a process of its own, so that its CPU is not ours; gives its port. Takes what its command line does."""
    command = [sys.executable, "-m", "benchmarks.aws_stub", *map(str, published)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stdout
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def counts(port: int) -> Counter[str]:
    """What has been asked since the last time, by operation."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/counts") as answer:
        return Counter(json.load(answer))


def swap(port: int) -> None:
    """Lets the second timetable be the published one."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/swap"):
        pass


class Stub:
    """Answers, by operation."""

    def __init__(self, snapshot: bytes, trip_ids: bytes = b"", *following: bytes) -> None:
        self._following = following
        self._publish(snapshot, trip_ids)
        self._live: dict[str, dict[str, Any]] = {}
        self._put: dict[tuple[str, str], dict[str, Any]] = {}
        self.asked: Counter[str] = Counter()

    def _publish(self, snapshot: bytes, trip_ids: bytes) -> None:
        self._digest, self._id_digest = (hashlib.sha256(data).hexdigest() for data in (snapshot, trip_ids))
        self._chunks = {f"{part:03}": chunk for part, chunk in enumerate(_chunks(snapshot))}
        self._id_chunks = {f"ids{part:03}": chunk for part, chunk in enumerate(_chunks(trip_ids))}

    def swap(self) -> None:
        """Publishes the timetable that follows."""
        snapshot, trip_ids = self._following
        self._publish(snapshot, trip_ids)

    def answer(self, operation: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer's body."""
        self.asked[operation] += 1
        if operation == "GetItem":
            return {"Item": self._pair() if body["TableName"] == "Channels" else self._pointer()}
        if operation == "BatchGetItem":
            asked = {table: request["Keys"] for table, request in body["RequestItems"].items()}
            return {
                "Responses": {table: self._read(table, keys) for table, keys in asked.items()},
                "UnprocessedKeys": {},
            }
        if operation == "UpdateItem" and body["TableName"] == "Cache":
            self._keep(body)
        if operation == "GetSecretValue":
            return {"SecretString": json.dumps(SECRET)}
        if operation == "PutItem" and body["TableName"] == "Cache":
            self._put[_place(body["Item"])] = body["Item"]
        if operation == "PutItem" and body["Item"].get("message", {"S": ""})["S"].startswith(f"zalo:{DUPLICATE}"):
            return {"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"}
        if operation == "Send":
            return {"error": 0, "message": "Success", "data": {"message_id": "a" * 24, "user_id": USER}}
        return {}

    def _pointer(self) -> dict[str, Any]:
        return {
            "version": {"S": self._digest[:16]},
            "parts": {"N": str(len(self._chunks))},
            "digest": {"S": self._digest},
            "etag": {"S": ""},
            "feed": {"S": self._digest},
            "stops": {"N": "1"},
            "made_by": {"S": "benchmark"},
            "at": {"N": str(int(time.time()))},
            "id_parts": {"N": str(len(self._id_chunks))},
            "id_digest": {"S": self._id_digest},
        }

    def _read(self, table: str, keys: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if table == "Inbox":
            return [_held(keys[0]["message"]["S"])]
        if table != "Cache":
            return []
        put = [self._put[_place(key)] for key in keys if _place(key) in self._put]
        return put + self._cached([key for key in keys if key["key"]["S"].startswith("bus")])

    def _cached(self, keys: list[dict[str, Any]]) -> list[dict[str, Any]]:
        chunks, parts = self._chunks | self._id_chunks, [key["part"]["S"] for key in keys]
        found = [
            {"part": {"S": part}, "data": {"B": base64.b64encode(chunks[part]).decode()}}
            for part in parts
            if part in chunks
        ]
        return found + [self._live[part] for part in parts if part in self._live]

    def _keep(self, body: dict[str, Any]) -> None:
        """Keeps a live item or whose turn it is, whatever the condition; one caller alone asks here."""
        part, values = body["Key"]["part"]["S"], body["ExpressionAttributeValues"]
        if part == "turn":
            free_at, failures = values.get(":until") or values[":at"], values.get(":count", {"N": "0"})
            self._live[part] = {"part": {"S": part}, "free_at": free_at, "failures": failures}
        elif ":data" in values:
            kept = {"data": values[":data"], "etag": values[":etag"], "fetched": values[":at"]}
            self._live[part] = {"part": {"S": part}, **kept}

    @staticmethod
    def _pair() -> dict[str, Any]:
        now = time.time()
        return {
            "access": {"S": "a" * 200},
            "refresh": {"S": "r" * 200},
            "obtained": {"N": str(now)},
            "expiry": {"N": str(now + 90_000)},
        }


def _place(key: dict[str, Any]) -> tuple[str, str]:
    return key["key"]["S"], key["part"]["S"]


def _chunks(data: bytes) -> list[bytes]:
    return [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]


def _held(key: str) -> dict[str, Any]:
    inbound = {"channel": "zalo", "user": USER, "message_id": key.partition(":")[2], "sent_at": 0, "text": TEXT}
    return {
        "message": {"S": key},
        "inbound": {"S": json.dumps(inbound)},
        "tries": {"N": "1"},
        "unanswered": {"S": "unanswered"},
        "due": {"N": str(int(time.time()) + 60)},
    }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stub: Stub

    def do_GET(self) -> None:
        if self.path == "/swap":
            self.stub.swap()
        self._reply(200, dict(self.stub.asked))
        self.stub.asked.clear()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"] or 0))
        if "/functions/" in self.path:
            self.stub.asked["Invoke"] += 1
            self._reply(202, None)
            return
        operation = self.headers.get("x-amz-target", "/Send").replace(".", "/").rpartition("/")[2]
        answer = self.stub.answer(operation, json.loads(body))
        self._reply(400 if "__type" in answer else 200, answer)

    def _reply(self, status: int, body: dict[str, Any] | None) -> None:
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/x-amz-json-1.0")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


def main(*published: Path) -> None:
    """Serves until it is ended."""
    _Handler.stub = Stub(*(path.read_bytes() for path in published))
    _Handler.wbufsize = 1 << 20  # one segment for each answer: no delayed acknowledgement in what is measured
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
