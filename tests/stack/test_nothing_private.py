"""Nothing private is said: every kind of message and event goes through a running stack, and all that it says is read.

Said is what the functions log, what the API logs, the dead letters, and the names and dimensions of metrics. The queue
of failed invocations holds payloads on purpose, for a day (docs/privacy.md).
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from infra.local.cloud import REGION

from hotline.cli.exports import kept
from tests import local_stack
from tests.local_stack import LocalStack
from tests.shared import shared
from tests.stack.test_local_stack import APP, OA, SECRET, Zalo, deliver, signed, text_event

pytestmark = [pytest.mark.stack, pytest.mark.shared]

PATIENCE_S = 120.0
FOLLOWER = "3022000000000000555"
UNLUCKY = "3022000000000000666"
"""Zalo refuses what is sent to this citizen, quoting it, so that our errors have something to let slip."""

# Fields of an event that say nothing of a person. The message id is the one thing that our lines are found by.
PUBLIC = frozenset(
    """
    app_id oa_id oaId event_name timestamp msg_id msg_ids type source react_icon template_id old_status new_status
    reason rate delivery_time quota status quality oa_template_tags journey_id from to
    """.split()
)
CODES = re.compile(
    r"(?<!\w)(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{2,3})*-\d{6,8}-\d{4,7}(?!\w)|(?<!\w)\d{6,}(?!\w)"
)
PUSH_TOKEN = "synthetic-push-token"  # of the test's own
TOKENS = ("synthetic-access", SECRET, PUSH_TOKEN)
SHORTEST = 6
"""Letters: "ok" and "05" are in every line."""


def private_in(event: Any, name: str = "") -> Iterator[str]:
    """Every text and number of an event that may be a person's."""
    if isinstance(event, dict):
        for key, value in event.items():
            if key not in PUBLIC:
                yield from private_in(value, key)
    elif isinstance(event, list):
        for value in event:
            yield from private_in(value, name)
    elif isinstance(event, str | int | float) and not isinstance(event, bool):
        yield str(event)
        yield from CODES.findall(str(event))


def slips(said: list[str], private: set[str]) -> set[str]:
    """The values that are found in lines, as they are or as JSON writes them, as whole words."""
    whole = "\n".join((*said, *map(_unescaped, said)))
    return {value for value in private if value in whole and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", whole)}


def _unescaped(line: str) -> str:
    with suppress(ValueError):
        return json.dumps(json.loads(line), ensure_ascii=False)
    return line


class QuotingZalo(Zalo):
    """Refuses one citizen's answers with their own words."""

    def send(self, body: dict[str, Any]) -> dict[str, Any]:
        if body["recipient"]["user_id"] == UNLUCKY:
            return {"error": -32, "message": f"cannot send {body['message']['text']} to {UNLUCKY}"}
        return super().send(body)


class Heard:
    """A stack that has heard everything: `private` is what it was told, `said` are the lines that it wrote."""

    def __init__(self, stack: LocalStack) -> None:
        self._stack = stack
        self.private: set[str] = set(TOKENS)
        self.dispatched: set[str] = set()

    def tell(self, body: bytes, headers: dict[str, str]) -> None:
        event = json.loads(body)
        self.private |= {value for value in private_in(event) if len(value) >= SHORTEST} - {APP, OA}
        assert deliver(self._stack, body, headers) == 200

    def client(self, service: str) -> Any:
        import boto3  # type: ignore[import-untyped]  # it ships no types

        address = self._stack.description["aws_endpoint_url"]
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client(service, endpoint_url=address, region_name=REGION, **keys)

    def push(self, body: dict[str, Any]) -> None:
        """As the national exchange sends it."""
        secrets = self.client("secretsmanager")
        (secret,) = (one for one in secrets.list_secrets()["SecretList"] if "DossierPush" in one["Name"])
        secrets.put_secret_value(SecretId=secret["ARN"], SecretString=json.dumps({"push_token": PUSH_TOKEN}))
        self.private |= {value for value in private_in(body["data"]) if len(value) >= SHORTEST}
        url = self._stack.description["webhooks"]["zalo"].removesuffix("/webhook/zalo") + "/dossiers/exchange"
        answered = httpx.post(url, json=body, headers={"Authorization": f"Bearer {PUSH_TOKEN}"}, timeout=20)
        assert answered.json()["error_code"] == "1", answered.text

    def wait(self) -> None:
        table, dynamodb = self._stack.description["tables"]["Inbox"], self.client("dynamodb")
        limit = time.monotonic() + PATIENCE_S
        while time.monotonic() < limit:
            items = dynamodb.scan(TableName=table)["Items"]
            if not [item for item in items if "unanswered" in item and UNLUCKY not in item["inbound"]["S"]]:
                return
            time.sleep(0.2)
        raise AssertionError("not everybody was answered")

    def sweep_to_the_end(self) -> None:
        """Until the unlucky one's message is a dead letter: leases are ended by hand, minutes are long."""
        table, dynamodb = self._stack.description["tables"]["Inbox"], self.client("dynamodb")
        for _ in range(4):
            for item in dynamodb.scan(TableName=table)["Items"]:
                if "unanswered" in item:
                    past = {"UpdateExpression": "SET due = :past", "ExpressionAttributeValues": {":past": {"N": "1"}}}
                    dynamodb.update_item(TableName=table, Key={"message": item["message"]}, **past)
            self.invoke("SyncFunction", {"task": "sweep"})
            time.sleep(1)

    def invoke(self, function: str, event: dict[str, Any]) -> None:
        name = self._stack.description["functions"][function]
        self.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event).encode())

    def said(self) -> list[str]:
        logs = self.client("logs")
        groups = [group["logGroupName"] for group in logs.describe_log_groups()["logGroups"]]
        # What a function says late, ministack hands on with its next call.
        for _ in range(3):
            for function in self._stack.description["functions"]:
                self.invoke(function, {"ping": True})
        lines = [event["message"] for group in groups for event in _events(logs, group)]
        metrics = self.client("cloudwatch").list_metrics()["Metrics"]
        return lines + [json.dumps(metric) for metric in metrics] + self.letters()

    def letters(self) -> list[str]:
        queue = self._stack.description["queues"]["DeadLetters"]
        asked = {"QueueUrl": queue, "MaxNumberOfMessages": 10, "VisibilityTimeout": 0}
        return [letter["Body"] for letter in self.client("sqs").receive_message(**asked).get("Messages", [])]


def _events(logs: Any, group: str) -> Iterator[dict[str, Any]]:
    token: dict[str, str] = {}
    while True:
        page = logs.filter_log_events(logGroupName=group, **token)
        yield from page["events"]
        if not page.get("nextToken"):
            return
        token = {"nextToken": page["nextToken"]}


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heard]:
    messages = json.loads(shared("cases/messages/messages.json").read_text(encoding="utf-8"))
    recorded = json.loads(shared("cases/zalo/zalo_webhook_events.json").read_text(encoding="utf-8"))["cases"]
    codes = json.loads(shared("cases/dossier/dossier_codes.json").read_text(encoding="utf-8"))
    sent = json.loads(shared("cases/dossier/dvcqg_dongbohosomc.json").read_text(encoding="utf-8"))
    zalo = QuotingZalo()
    environment = {
        "ZALO_API_URL": zalo.url,
        "ZALO_OAUTH_URL": zalo.url,
        "ZALO_APP_ID": APP,
        "ZALO_OA_ID": OA,
        "ZALO_OA_SECRET_KEY": SECRET,
    }
    try:
        with local_stack.running(tmp_path_factory.mktemp("stack"), environment, "--enforce-roles") as stack:
            told = Heard(stack)
            texts = [case["text"] for case in messages] + [f"tra hồ sơ {case['code']}" for case in codes["valid"]]
            texts += [
                "dữ liệu của tôi",
                "xóa dữ liệu của tôi",
                "tôi đồng ý xóa dữ liệu của tôi",
                "0905 123 456",
                "1234",
            ]
            for number, text in enumerate(texts):
                told.tell(*signed(text_event(text, f"30220000000000{number:05}")))
            for case in recorded:
                told.tell(case["body"].encode(), case["headers"])
            files = list(kept(None, datetime.now(UTC)).dossiers.values())
            told.private |= {value for file in files for value in (file.applicant, file.contact) if value}
            for file in files[:5]:
                for text in (file.code, file.phone_end, f"báo tôi khi có thay đổi {file.code}", "hồ sơ đang theo dõi"):
                    told.tell(*signed(text_event(text, FOLLOWER)))
                    told.wait()
            row = sent["request"]["data"][0]
            told.push(sent["request"] | {"data": [row, row | {"MaHoSo": "Trần Thị Nhầm 0905777888"}]})
            told.tell(*signed(text_event(row["MaHoSo"], FOLLOWER)))
            told.tell(*signed(text_event("nhà em ở 54 Nguyễn Lương Bằng, số 0905777888", UNLUCKY)))
            told.wait()
            told.sweep_to_the_end()
            yield told
    finally:
        zalo.close()


@pytest.fixture(scope="module")
def said(heard: Heard) -> list[str]:
    return heard.said()


def test_the_stack_has_spoken_of_all_of_it(heard: Heard, said: list[str]) -> None:
    by_message = [json.loads(line).get("message") for line in said if line.startswith("{")]

    assert by_message.count("received") > 150
    assert by_message.count("answered") > 150
    assert {"not answered", "done", "swept"} <= set(by_message)
    assert len(heard.private) > 300
    assert heard.letters()


def test_nothing_that_is_somebodys_is_said(heard: Heard, said: list[str]) -> None:
    assert slips(said, heard.private) == set()


def test_a_value_that_is_planted_anywhere_would_be_found(heard: Heard, said: list[str]) -> None:
    plants: list[Callable[[str], str]] = [
        lambda value: json.dumps({"level": "INFO", "message": "answered", "text": value}),  # accents as \u1ea1
        lambda value: json.dumps({"error": {"why": [f"no answer to {value}: again"]}}, ensure_ascii=False),
        lambda value: f"Traceback: ValueError: {value}",
    ]
    for plant in plants:
        missed = {value for value in heard.private if value not in slips([*said[:5], plant(value)], {value})}
        # Line ends and quotes are written differently outside of JSON; what they stand in is looked for in JSON.
        assert {value for value in missed if json.dumps(value, ensure_ascii=False)[1:-1] == value} == set()


def test_each_line_of_a_function_holds_what_it_may_and_nothing_else(said: list[str]) -> None:
    may = {
        "level": r"INFO|WARNING|ERROR",
        "message": r"[\w :]{1,60}",
        "id": r"zalo:[\w-]+",
        "service": r"bus|dossier|notices|privacy|menu|human|DongBoHoSoMC|",
        "aws": r"(\w+ \d+(,\w+ \d+)*)?",
        "error": r"\w+",
        "at": r"[\w./-]+:\d+",
    }
    for line in (json.loads(line) for line in said if line.startswith('{"level"')):
        for name, pattern in may.items():
            assert re.fullmatch(pattern, line.get(name, "")) or name not in line, line


def test_metrics_count_lines_and_know_nothing_more() -> None:
    template = local_stack.PROJECT / "template.yaml"
    filters = re.findall(r"MetricTransformations: (.*)", template.read_text(encoding="utf-8"))

    assert filters
    assert all('MetricValue: "1"' in one and "Dimensions" not in one for one in filters)
