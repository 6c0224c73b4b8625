"""Cold starts of the built functions: fresh processes under AWS's runtime client, from start to first answer."""

import json
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.shared import ROOT

from benchmarks import aws_stub, dossiers
from benchmarks.artifact import Artifact, sample_snapshot
from benchmarks.figures import Figure
from hotline.services.bus.compiling import compile_feed

ROUNDS = 21
NEXT = "/2018-06-01/runtime/invocation/next"
METHOD = (
    f"fresh processes under awslambdaric with a Runtime API stub, AWS and Zalo stubbed over plain HTTP, the built "
    f"packages, all bytecode in the page cache, interleaved, median of {ROUNDS}; bare is a handler that returns {{}}"
)
BROOKLYN = ROOT / "data/gtfs/nyc-brooklyn.zip"
BROOKLYN_DAY = date(2026, 10, 20)


@dataclass(frozen=True, slots=True)
class Case:
    """A handler, what it is told, and its first event. `aim` is in bare starts, 0 for none."""

    name: str
    handler: str
    told: dict[str, str]
    event: dict[str, Any]
    aim: float = 0


@dataclass(frozen=True, slots=True)
class Start:
    """Milliseconds from the process's start to its first GET /next, and from the event to its answer; peak memory."""

    init_ms: float
    first_ms: float
    rss_mb: float


def figures() -> list[Figure]:
    """Measures all functions against the bare one, in the same run; the lookup also with a large city's timetable."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stubs:
        artifact = Artifact.built(Path(folder) / "built")
        (artifact.folder / "task" / "bare.py").write_text("def lambda_handler(event, context):\n    return {}\n")

        def told(snapshot: bytes) -> dict[str, str]:
            path = Path(folder) / f"{len(snapshot)}.snapshot"
            path.write_bytes(snapshot)
            return aws_stub.environment(stubs.enter_context(aws_stub.running(path)))

        sample = told(sample_snapshot())
        with aws_stub.told(sample):
            dossiers.publish()
        cases = [
            Case("bare", "bare", sample, {}),
            Case("webhook", "webhook.handler", sample, delivery("0"), aim=9),
            Case("bus_lookup", "bus_lookup.handler", sample, lookup("0"), aim=10),
            Case("dossier_lookup", "dossier_lookup.handler", sample, lookup("0", dossiers.CODE), aim=10),
            Case("desk", "desk.handler", sample, lookup("0")),
        ]
        if BROOKLYN.exists():
            brooklyn = told(compile_feed(BROOKLYN, today=BROOKLYN_DAY).snapshot)
            cases.append(Case("bus_lookup with Brooklyn", "bus_lookup.handler", brooklyn, lookup("0"), aim=10))
        return list(_figures(artifact, cases))


def _figures(artifact: Artifact, cases: list[Case]) -> Iterator[Figure]:
    starts: dict[str, list[Start]] = {case.name: [] for case in cases}
    for _ in range(ROUNDS):
        for case in cases:
            starts[case.name].append(start(artifact, case.told, f"{case.handler}.lambda_handler", case.event))
    bare = statistics.median(one.init_ms for one in starts["bare"])
    for case in cases:
        ones = starts[case.name]
        init = statistics.median(one.init_ms for one in ones)
        first = statistics.median(one.first_ms for one in ones)
        yield Figure(f"{case.name}: init", init, "ms", METHOD)
        if case.name == "bare":
            continue
        ratio = init / bare
        aim, met = (f"≤ {case.aim:g}", ratio <= case.aim) if case.aim else ("", None)
        yield Figure(f"{case.name}: init", ratio, "× bare", METHOD, aim, met)
        yield Figure(f"{case.name}: init + first call", init + first, "ms", METHOD)
        yield Figure(f"{case.name}: first call", first, "ms", METHOD)
        yield Figure(f"{case.name}: resident", statistics.median(one.rss_mb for one in ones), "MB", METHOD)
        modules = artifact.modules(case.handler, case.told)
        yield Figure(
            f"{case.name}: modules", len(modules), "", "sys.modules after the import, the runtime's among them"
        )
        compiled = len(artifact.compilations(case.handler, case.told))
        yield Figure(f"{case.name}: compilations", compiled, "", "python -v", "0", compiled == 0)


def start(artifact: Artifact, told: dict[str, str], handler: str, event: dict[str, Any]) -> Start:
    """One cold start and one event."""
    with _runtime_api(event) as api:
        environment = artifact.environment(told) | {"AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{api.server_port}"}
        began = time.perf_counter()
        command = [str(artifact.python), "-m", "awslambdaric", handler]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:  # noqa: S603
            try:
                if not api.answered.wait(20):
                    process.kill()
                    raise RuntimeError(f"{handler} did not answer: {process.communicate()[0]!r}")
                peak = Path(f"/proc/{process.pid}/status").read_text().split("VmHWM:")[1].split()[0]
            finally:
                process.kill()
        if "errorType" in api.answer:
            raise RuntimeError(f"{handler} failed: {api.answer}")
        return Start((api.ready_at - began) * 1000, (api.answered_at - api.ready_at) * 1000, int(peak) / 1024)


class _RuntimeApi(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    ready_at = answered_at = 0.0

    def handle_error(self, request: object, client_address: object) -> None:
        """The process was ended while it waited for the next event."""

    def __init__(self, event: dict[str, Any]) -> None:
        super().__init__(("127.0.0.1", 0), _RuntimeHandler)
        self.event = json.dumps(event).encode()
        self.answered = threading.Event()
        self.answer: dict[str, Any] = {}


class _RuntimeHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 20
    server: _RuntimeApi

    def do_GET(self) -> None:
        if self.path != NEXT or self.server.ready_at:
            threading.Event().wait()  # the second GET /next: there is nothing more to do
        self.server.ready_at = time.perf_counter()
        self._reply(
            200,
            self.server.event,
            {
                "Content-Type": "application/json",  # without it the runtime's client crashes
                "Lambda-Runtime-Aws-Request-Id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
                "Lambda-Runtime-Deadline-Ms": str(int(time.time() * 1000) + 20_000),
                "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:ap-southeast-1:000000000000:function:hotline",
            },
        )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"] or 0))
        self.server.answered_at = time.perf_counter()
        self.server.answer = json.loads(body or b"{}")
        self._reply(202, b"", {})
        self.server.answered.set()

    def _reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def _runtime_api(event: dict[str, Any]) -> Iterator[_RuntimeApi]:
    api = _RuntimeApi(event)
    thread = threading.Thread(target=api.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        api.shutdown()
        api.server_close()
        thread.join()


def delivery(message_id: str, text: str = aws_stub.TEXT) -> dict[str, Any]:
    """A signed text from Zalo, as API Gateway hands it over."""
    told = aws_stub.environment(0)
    body = json.dumps(
        {
            "app_id": told["ZALO_APP_ID"],
            "sender": {"id": aws_stub.USER},
            "recipient": {"id": told["ZALO_OA_ID"]},
            "event_name": "user_send_text",
            "message": {"text": text, "msg_id": message_id},
            "timestamp": "1790000101371",
        },
        ensure_ascii=False,
    )
    signed = f"{told['ZALO_APP_ID']}{body}1790000101371{aws_stub.SECRET['oa_secret_key']}"
    path = "/webhook/zalo"
    return {
        "version": "2.0",
        "routeKey": f"POST {path}",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {
            "content-type": "application/json",
            "host": "example.execute-api.ap-southeast-1.amazonaws.com",
            "x-zevent-signature": f"mac={sha256(signed.encode()).hexdigest()}",
        },
        "requestContext": {
            "http": {
                "method": "POST",
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1",
                "userAgent": "Zalo",
            },
            "stage": "$default",
        },
        "body": body,
        "isBase64Encoded": False,
    }


def lookup(message_id: str, text: str = aws_stub.TEXT) -> dict[str, Any]:
    """What the webhook hands to a lookup."""
    inbound = {"channel": "zalo", "user": aws_stub.USER, "message_id": message_id, "sent_at": 0, "text": text}
    return {"inbound": inbound, "try": 1}
