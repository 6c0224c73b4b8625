"""The stack as `make run` starts it, from outside: its webhook, a Zalo of this test's own, and its processes."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from infra.local.cloud import REGION
from infra.local.packaging import read_template

from tests import local_stack
from tests.local_stack import LocalStack
from tests.shared import shared

pytestmark = pytest.mark.stack

APP, OA, SECRET = "1022000000000000001", "2022000000000000002", "synthetic-oa-secret-key-1022"
CITIZEN = "3022000000000000077"
ANSWER_LIMIT_S = 10.0
# A shell that, like make, waits for its child when its terminal closes, and tells it nothing.
ON_A_TERMINAL = """
import os, pty, sys
pid, terminal = pty.fork()
if not pid:
    os.execvp("sh", ["sh", "-c", 'trap "" HUP; "$@"; true', "sh", *sys.argv[1:]])
while os.read(terminal, 1024):
    pass
"""


type Starts = Callable[..., LocalStack]


class Zalo:
    """Zalo's two endpoints, remembering what was sent."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        heard = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self._answer(heard.token() if self.path == "/v4/oa/access_token" else heard.send(json.loads(body)))

            def _answer(self, answer: dict[str, Any]) -> None:
                data = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def token(self) -> dict[str, Any]:
        return {"access_token": "synthetic-access", "refresh_token": os.urandom(8).hex(), "expires_in": "90000"}

    def send(self, body: dict[str, Any]) -> dict[str, Any]:
        self.sent.append(body)
        data = {"message_id": os.urandom(10).hex(), "user_id": body["recipient"]["user_id"]}
        return {"error": 0, "message": "Success", "data": data}

    def heard_by(self, citizen: str) -> list[str]:
        return [body["message"]["text"] for body in list(self.sent) if body["recipient"]["user_id"] == citizen]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def zalo() -> Iterator[Zalo]:
    zalo = Zalo()
    yield zalo
    zalo.close()


@pytest.fixture(scope="module")
def stack(zalo: Zalo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    environment = {
        "ZALO_API_URL": zalo.url,
        "ZALO_OAUTH_URL": zalo.url,
        "ZALO_APP_ID": APP,
        "ZALO_OA_ID": OA,
        "ZALO_OA_SECRET_KEY": SECRET,
        "HOTLINE_NOW": "2026-11-24T07:55+07:00",
    }
    directory = tmp_path_factory.mktemp("a path with spaces")
    # So every message here also shows that the template's roles allow what its functions do.
    with local_stack.running(directory, environment, "--enforce-roles") as stack:
        yield stack


@pytest.fixture
def start() -> Iterator[Starts]:
    """`local_stack.start`, whatever becomes of the test."""
    started: list[LocalStack] = []

    def begin(*arguments: Any, **options: Any) -> LocalStack:
        started.append(local_stack.start(*arguments, **options))
        return started[-1]

    yield begin
    for stack in started:
        if stack.process.poll() is None:
            stack.process.kill()
        stack.process.communicate()


def signed(body: dict[str, Any]) -> tuple[bytes, dict[str, str]]:
    """An event and its headers, written and signed here."""
    data = json.dumps({"app_id": APP, **body}, ensure_ascii=False).encode()
    mac = hashlib.sha256(APP.encode() + data + body["timestamp"].encode() + SECRET.encode()).hexdigest()
    return data, {"Content-Type": "application/json", "X-ZEvent-Signature": f"mac={mac}"}


def text_event(text: str, citizen: str = CITIZEN) -> dict[str, Any]:
    return {
        "event_name": "user_send_text",
        "sender": {"id": citizen},
        "recipient": {"id": OA},
        "message": {"text": text, "msg_id": os.urandom(10).hex()},
        "timestamp": str(int(time.time() * 1000)),
    }


def deliver(stack: LocalStack, body: bytes, headers: dict[str, str]) -> int:
    webhook: str = stack.description["webhooks"]["zalo"]
    return httpx.post(webhook, content=body, headers=headers, timeout=20).status_code


def eventually(is_so: Callable[[], bool]) -> bool:
    limit = time.monotonic() + ANSWER_LIMIT_S
    while not is_so():
        if time.monotonic() > limit:
            return False
        time.sleep(0.05)
    return True


def test_a_signed_event_is_answered_through_zalo(stack: LocalStack, zalo: Zalo) -> None:
    assert deliver(stack, *signed(text_event("54 Nguyễn Lương Bằng", "3022000000000000101"))) == 200

    assert eventually(lambda: bool(zalo.heard_by("3022000000000000101")))
    (answer,) = zalo.heard_by("3022000000000000101")
    assert "54 Nguyễn Lương Bằng" in answer
    assert "theo lịch" in answer


def test_a_message_that_is_delivered_again_and_again_is_answered_once(stack: LocalStack, zalo: Zalo) -> None:
    delivery = signed(text_event("xe buýt", "3022000000000000102"))

    assert [deliver(stack, *delivery) for _ in range(4)] == [200] * 4

    assert eventually(lambda: bool(zalo.heard_by("3022000000000000102")))
    time.sleep(1)
    assert len(zalo.heard_by("3022000000000000102")) == 1


def test_a_wrong_signature_is_refused_and_never_answered(stack: LocalStack, zalo: Zalo) -> None:
    body, headers = signed(text_event("xe buýt", "3022000000000000103"))

    assert deliver(stack, body, headers | {"X-ZEvent-Signature": "mac=" + "0" * 64}) == 401
    assert deliver(stack, body + b" ", headers) == 401
    time.sleep(1)
    assert zalo.heard_by("3022000000000000103") == []


def test_every_route_of_the_template_answers(stack: LocalStack) -> None:
    api = stack.description["webhooks"]["zalo"].removesuffix("/webhook/zalo")
    functions = read_template(local_stack.PROJECT / "template.yaml")["Resources"].values()
    routes = [
        event["Properties"]
        for resource in functions
        for event in resource.get("Properties", {}).get("Events", {}).values()
        if event["Type"] == "HttpApi"
    ]

    answered = {
        (route["Method"], route["Path"]): httpx.request(
            route["Method"], api + route["Path"], content=b"{}", timeout=20
        ).status_code
        for route in routes
    }
    # Who gives no bearer token is told so by the function that takes in dossiers; Zalo's address lets it try first.
    assert len(answered) == len(routes)
    assert answered.pop(("POST", "/dossiers/exchange")) == 401
    assert answered
    assert set(answered.values()) == {200}


def test_the_description_names_what_the_local_aws_has(stack: LocalStack, monkeypatch: pytest.MonkeyPatch) -> None:
    import boto3  # type: ignore[import-untyped]  # it ships no types

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    described = stack.description

    def client(service: str) -> Any:
        return boto3.client(service, endpoint_url=described["aws_endpoint_url"], region_name=REGION)

    assert set(described["tables"].values()) == set(client("dynamodb").list_tables()["TableNames"])
    functions = client("lambda").list_functions()["Functions"]
    assert set(described["functions"].values()) == {function["FunctionName"] for function in functions}
    assert {function["Runtime"] for function in functions} == {"python3.13"}
    assert described["zalo"] == {"app_id": APP, "oa_id": OA, "oa_secret_key": SECRET}


def test_the_local_aws_runs_the_schedules_of_the_template(stack: LocalStack) -> None:
    import boto3  # its import is checked above

    scheduler = boto3.client(
        "scheduler",
        endpoint_url=stack.description["aws_endpoint_url"],
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    functions = read_template(local_stack.PROJECT / "template.yaml")["Resources"].values()
    wanted = Counter(
        event["Properties"]["ScheduleExpression"]
        for resource in functions
        for event in resource.get("Properties", {}).get("Events", {}).values()
        if event["Type"] == "ScheduleV2"
    )

    there = [scheduler.get_schedule(Name=found["Name"]) for found in scheduler.list_schedules()["Schedules"]]

    assert Counter(schedule["ScheduleExpression"] for schedule in there) == wanted
    assert {schedule["State"] for schedule in there} == {"ENABLED"}  # for the sample has live data


@pytest.mark.shared
def test_recorded_events_are_taken_byte_for_byte(stack: LocalStack, zalo: Zalo) -> None:
    cases = json.loads(shared("cases/zalo/zalo_webhook_events.json").read_text())["cases"]

    assert {case["id"]: deliver(stack, case["body"].encode(), case["headers"]) for case in cases} == {
        case["id"]: 200 for case in cases
    }

    recorded = "3022000000000000003"
    assert eventually(lambda: len(zalo.heard_by(recorded)) > 1)
    people = {body["recipient"]["user_id"] for body in zalo.sent}
    assert OA not in people
    assert all(person.startswith("3022") for person in people)


def test_roles_are_enforced_here(stack: LocalStack) -> None:
    answer = httpx.post(
        stack.description["aws_endpoint_url"],
        headers={"X-Amz-Target": "DynamoDB_20120810.ListTables", "Content-Type": "application/x-amz-json-1.0"},
        content=b"{}",
    )

    assert answer.status_code in (400, 403)
    assert "TableNames" not in answer.text


def test_a_second_start_says_where_the_first_one_is(start: Starts, stack: LocalStack) -> None:
    second = start(stack.directory, {})

    said, complained = second.process.communicate(timeout=20)

    assert second.process.returncode == 2
    assert said == ""
    assert stack.description["chat_url"] in complained
    assert len(complained.splitlines()) == 1


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"PORT": "abc"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"FEED": "/nowhere/feed.zip"}, "FEED"),
        ({"FEED": "pyproject.toml"}, "FEED"),
        ({"HOTLINE_NOW": "yesterday"}, "HOTLINE_NOW"),
        ({"HOTLINE_NOW": "2026-11-24T25:55"}, "HOTLINE_NOW"),
        ({"ZALO_APP_ID": "my-app"}, "ZALO_APP_ID"),
        ({"ZALO_API_URL": "openapi.zalo.me"}, "ZALO_API_URL"),
    ],
)
def test_a_value_that_cannot_be_used_is_one_line_and_exit_2(
    start: Starts, environment: dict[str, str], named: str, tmp_path: Path
) -> None:
    refused = start(tmp_path, environment)

    said, complained = refused.process.communicate(timeout=20)

    assert refused.process.returncode == 2
    assert said == ""
    (line,) = complained.splitlines()
    assert line.startswith(f"make run: {named}=")


def test_a_taken_port_is_one_line_and_exit_2(start: Starts, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = start(tmp_path, {"PORT": str(taken.getsockname()[1])})
        _, complained = refused.process.communicate(timeout=20)

    assert refused.process.returncode == 2
    (line,) = complained.splitlines()
    assert "PORT=" in line


def test_help_names_the_environment_and_starts_nothing(tmp_path: Path) -> None:
    helped = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "infra.local", "--directory", str(tmp_path / "new"), "--help"],
        cwd=local_stack.PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )

    for name in ("PORT", "FEED", "HOTLINE_NOW", "ZALO_API_URL", "ZALO_OAUTH_URL", "ZALO_APP_ID", "ZALO_OA_SECRET_KEY"):
        assert name in helped.stdout
    assert not (tmp_path / "new").exists()


def test_a_feed_that_is_refused_is_named_with_the_reason(start: Starts, tmp_path: Path) -> None:
    feed = tmp_path / "half a feed.zip"
    with zipfile.ZipFile(feed, "w") as made:
        made.writestr("stops.txt", "stop_id,stop_name,stop_lat,stop_lon\n1,A,16.06,108.2\n")

    refused = start(tmp_path / "state", {"FEED": str(feed)})
    _, complained = refused.process.communicate(timeout=local_stack.START_LIMIT_S)

    assert refused.process.returncode == 2
    assert "the FEED was refused" in complained.splitlines()[-1]
    assert "agency.txt" in complained
    assert refused.wait_until_gone() == []


def test_ctrl_c_stops_all_of_it(start: Starts, tmp_path: Path) -> None:
    stack = start(tmp_path, {})
    stack.wait_until_ready()
    assert eventually(lambda: len(stack.left_processes()) > 4)  # itself, ministack, and one for each function

    stack.process.send_signal(signal.SIGINT)
    said, _ = stack.process.communicate(timeout=local_stack.STOP_LIMIT_S)

    assert stack.process.returncode == 0
    assert [line for line in said.splitlines() if "http://127.0.0.1:" in line] == said.splitlines()
    assert stack.wait_until_gone() == []
    assert not (tmp_path / "stack.json").exists()


@pytest.mark.parametrize("killed", ["the stack", "whoever started it"])
def test_nothing_outlives_a_kill_that_cannot_be_caught(start: Starts, killed: str, tmp_path: Path) -> None:
    # "; true" keeps the shell: without it, it would become what it runs.
    stack = start(tmp_path, {}, under=("sh", "-c", '"$@"; true', "sh"))
    stack.wait_until_ready()
    (shell,) = [stack.process.pid]
    (own,) = _children(shell)

    os.kill(own if killed == "the stack" else shell, signal.SIGKILL)
    stack.process.communicate(timeout=local_stack.STOP_LIMIT_S)

    assert stack.wait_until_gone() == []
    assert stack.in_memory == []


def test_nothing_outlives_its_terminal(start: Starts, tmp_path: Path) -> None:
    stack = start(tmp_path, {}, under=(sys.executable, "-c", ON_A_TERMINAL))
    stack.wait_until_ready()

    stack.process.kill()  # and with it the terminal's other end
    stack.process.communicate(timeout=local_stack.STOP_LIMIT_S)

    assert stack.wait_until_gone() == []


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
