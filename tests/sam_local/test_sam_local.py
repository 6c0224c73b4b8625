"""Every function answers its sample events in a container, and the API takes a signed delivery."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from infra.local.cloud import REGION

from hotline.entrypoints.broadcasting import chunk_body
from hotline.messages import Inbound
from hotline.notices.sending import ChunkKey
from hotline.storage.aws import Aws
from hotline.storage.notice_chunks import NoticeChunks
from hotline.storage.notices import Notices
from tests.sam_local.conftest import EVENTS, SamLocal, post
from tests.stack.test_stack import eventually
from tests.stack.test_storage_notices import STORM, WHO, approved

pytestmark = pytest.mark.sam_local


@pytest.fixture
def aws(sam: SamLocal) -> Aws:
    """The local AWS, for what the tests put there. SAM gives containers our environment before the template's."""
    told = {
        "AWS_ENDPOINT_URL": sam.stack.cloud.endpoint,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    with pytest.MonkeyPatch.context() as ours:
        for name, value in told.items():
            ours.setenv(name, value)
        return Aws().prepare("dynamodb")


PINGED = ("WebhookFunction", "BusLookupFunction", "DossierLookupFunction", "DeskFunction")


def event(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EVENTS / name).read_text(encoding="utf-8"))
    return found


def receive(sam: SamLocal, event: dict[str, Any]) -> Inbound:
    """What the webhook does before it dispatches: a lookup answers nothing that was not received."""
    inbound = Inbound.from_json(event["inbound"])
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
    inbound = receive(sam, event("bus_lookup.json"))

    assert sam.invoke("BusLookupFunction", "bus_lookup.json") == {"id": inbound.key, "ended": "answered"}
    *_, answer = sam.stack.zalo.texts(inbound.sender.user)
    assert "05" in answer


def test_a_dossier_that_the_exchange_sends_is_kept_and_answered(sam: SamLocal) -> None:
    taken = sam.invoke("DossierIntakeFunction", "dossier_intake.json")
    said = json.loads(taken["body"])
    assert (taken["statusCode"], said["error_code"]) == (200, "1")
    assert [error["row"] for error in said["errors"]] == [2]

    asked = event("dossier_lookup.json")
    asked["inbound"] |= {"text": "H17.48.01-261120-0007"}
    inbound = receive(sam, asked)
    assert sam.invoke("DossierLookupFunction", asked) == {"id": inbound.key, "ended": "answered"}
    *_, answer = sam.stack.zalo.texts(inbound.sender.user)
    assert answer.startswith("Hồ sơ H17.48.01-261120-0007\nĐăng ký khai sinh\nNgười nộp: N***")


def test_who_does_not_know_the_token_sends_nothing(sam: SamLocal) -> None:
    forged = event("dossier_intake.json")
    forged["headers"]["authorization"] = "Bearer guessed"

    assert sam.invoke("DossierIntakeFunction", forged)["statusCode"] == 401


def test_a_queues_chunk_is_sent_and_what_is_none_stays_in_the_queue(sam: SamLocal, aws: Aws) -> None:
    notices = Notices(aws, sam.stack.deployed.tables["Notices"])
    key = ChunkKey(approved(notices), "a1", 0)
    NoticeChunks(aws, sam.stack.deployed.tables["Notices"]).put([(key, WHO[:2])], time.time())
    assert notices.commit(key.notice, key.audience, [bytes(8)], 2, datetime.now(UTC))
    brought = event("broadcast.json")
    good, bad = brought["Records"]
    good["body"] = chunk_body(key)

    failed = sam.invoke("BroadcastFunction", brought)

    assert failed == {"batchItemFailures": [{"itemIdentifier": bad["messageId"]}]}
    assert [sam.stack.zalo.texts(who.recipient.user) for who in WHO[:2]] == [[STORM.vi]] * 2


def test_the_desk_gives_a_persons_number(sam: SamLocal) -> None:
    inbound = receive(sam, event("desk.json"))

    assert sam.invoke("DeskFunction", "desk.json") == {"id": inbound.key, "ended": "answered"}
    *_, answer = sam.stack.zalo.texts(inbound.sender.user)
    assert "1022" in answer


def test_a_message_that_was_answered_is_not_answered_again(sam: SamLocal) -> None:
    inbound = receive(sam, event("desk.json"))
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
