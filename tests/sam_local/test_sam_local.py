"""Every function answers its sample events in a container, and the API takes a signed delivery."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from hotline.messages import Inbound
from tests.sam_local.conftest import EVENTS, SamLocal, post
from tests.stack.test_stack import eventually

pytestmark = pytest.mark.sam_local

PINGED = ("WebhookFunction", "BusLookupFunction", "DeskFunction")


def event(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EVENTS / name).read_text(encoding="utf-8"))
    return found


def receive(sam: SamLocal, name: str) -> Inbound:
    """What the webhook does before it dispatches: a lookup answers nothing that was not received."""
    inbound = Inbound.from_json(event(name)["inbound"])
    sam.stack.cloud.client("dynamodb").put_item(
        TableName=sam.stack.deployed.tables["Inbox"],
        Item={
            "message": {"S": inbound.key},
            "inbound": {"S": json.dumps(inbound.to_json())},
            "tries": {"N": "1"},
            "unanswered": {"S": "unanswered"},
            "due": {"N": str(int(time.time()) + 300)},
            "expires": {"N": str(int(time.time()) + 3600)},
        },
    )
    return inbound


def test_sync_adopts_the_first_token_publishes_the_feed_and_sweeps(sam: SamLocal) -> None:
    assert sam.invoke("SyncFunction", "sync_tokens.json")["ended"] == "adopted"
    assert sam.invoke("SyncFunction", "sync_timetable.json")["ended"] == "published"
    assert sam.invoke("SyncFunction", "sync_sweep.json") == {"task": "sweep", "ended": "swept"}


@pytest.mark.parametrize("function", PINGED)
def test_a_ping_is_answered(sam: SamLocal, function: str) -> None:
    assert sam.invoke(function, "ping.json") == {"ping": True}


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("webhook_probe.json", 200),
        ("webhook_forged.json", 401),
        ("webhook_location.json", 200),
        ("webhook_follow.json", 200),
    ],
)
def test_the_webhook_answers(sam: SamLocal, name: str, status: int) -> None:
    assert sam.invoke("WebhookFunction", name)["statusCode"] == status


def test_a_lookup_answers_about_a_line(sam: SamLocal) -> None:
    inbound = receive(sam, "bus_lookup.json")

    assert sam.invoke("BusLookupFunction", "bus_lookup.json") == {"id": inbound.key, "ended": "answered"}
    *_, answer = sam.stack.zalo.texts(inbound.sender.user)
    assert "05" in answer


def test_the_desk_gives_a_persons_number(sam: SamLocal) -> None:
    inbound = receive(sam, "desk.json")

    assert sam.invoke("DeskFunction", "desk.json") == {"id": inbound.key, "ended": "answered"}
    *_, answer = sam.stack.zalo.texts(inbound.sender.user)
    assert "1022" in answer


def test_a_message_that_was_answered_is_not_answered_again(sam: SamLocal) -> None:
    inbound = receive(sam, "desk.json")
    sam.invoke("DeskFunction", "desk.json")
    heard = len(sam.stack.zalo.heard)

    assert sam.invoke("DeskFunction", "desk.json") == {"id": inbound.key, "ended": "closed before"}
    assert len(sam.stack.zalo.heard) == heard


def test_the_api_takes_a_signed_delivery_and_the_citizen_reads_the_answer(sam: SamLocal, tmp_path: Path) -> None:
    process, address = sam.start_api(tmp_path / "start-api.log")
    try:
        assert post(address, "webhook_forged.json") == 401
        assert post(address, "webhook_probe.json") == 200
        assert post(address, "webhook_text.json") == 200
    finally:
        process.terminate()
        process.wait(30)

    eventually(lambda: sam.stack.inbox("zalo:sample-text").get("closed") == {"S": "answered"})
