"""The bench's recorded deliveries, byte for byte through the webhook's handler."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hotline.entrypoints.dispatching import Dispatch
from hotline.entrypoints.secret import Secret
from hotline.entrypoints.webhook import ZALO_PATH, ZaloDeliveries, receiving
from hotline.observability import Calls
from hotline.settings import Functions
from tests.shared import shared
from tests.unit.fakes import Clock, Lambda, MemoryCitizens, MemoryInbox

pytestmark = pytest.mark.shared

# Anonymous visitors write through another endpoint and are not answered yet.
ANSWERED = {"inbound_message", "follow", "chat_opened"}


class World:
    """A webhook with everything around it, behind the HTTP API."""

    def __init__(self, app_id: str, secret: str) -> None:
        self.inbox = MemoryInbox()
        self.citizens = MemoryCitizens()
        self.started = Lambda()
        dispatch = Dispatch(
            self.started, Functions("bus_lookup", "dossier_lookup", "desk"), MemoryCitizens().conversation
        )
        self.handler = receiving(
            ZaloDeliveries(app_id, Secret(lambda: secret), self.inbox, self.citizens, dispatch, Calls(), Clock())
        )

    def post(self, body: str, headers: dict[str, str], method: str = "POST") -> int:
        status: int = self.handler(
            {
                "version": "2.0",
                "routeKey": f"{method} {ZALO_PATH}",
                "rawPath": ZALO_PATH,
                "rawQueryString": "",
                "headers": {name.lower(): value for name, value in headers.items()},
                "requestContext": {
                    "http": {"method": method, "path": ZALO_PATH, "sourceIp": "127.0.0.1"},
                    "stage": "$default",
                },
                "body": body,
                "isBase64Encoded": False,
            },
            None,
        )["statusCode"]
        return status


type MakeWorld = Callable[[str, str], World]


@pytest.fixture
def make_world() -> Iterator[MakeWorld]:
    """Worlds, one after the other: each handler makes an event loop, which in Lambda ends with the process."""
    made: list[World] = []

    def make(app_id: str, secret: str) -> World:
        if made:
            asyncio.get_event_loop().close()
        made.append(World(app_id, secret))
        return made[-1]

    yield make
    if made:  # a test that was skipped made none
        asyncio.get_event_loop().close()
        asyncio.set_event_loop(None)


def events() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shared("cases/zalo/zalo_webhook_events.json").read_bytes())
    return found


def test_every_recorded_event_is_acknowledged_and_what_is_a_citizens_is_dispatched(make_world: MakeWorld) -> None:
    recorded = events()
    for case in recorded["cases"]:
        world = make_world(recorded["app_id"], recorded["oa_secret_key"])
        expected = case["expect"]
        assert world.post(case["body"], case["headers"]) == expected.get("http", 200), case["id"]

        is_answered = expected["kind"] in ANSWERED and not expected.get("anonymous")
        is_dispatched = is_answered or (expected["kind"] == "data_subject_request" and bool(expected.get("user_id")))
        assert len(world.started.started) == is_dispatched, case["id"]
        if is_answered and "dedupe_key" in expected:
            assert set(world.inbox.waiting_for) == {expected["dedupe_key"]}, case["id"]


def test_an_officers_echo_is_noted_and_no_other(make_world: MakeWorld) -> None:
    recorded = events()
    for case in recorded["cases"]:
        world = make_world(recorded["app_id"], recorded["oa_secret_key"])
        world.post(case["body"], case["headers"])

        assert len(world.inbox.officers) == (case["expect"].get("by") == "human"), case["id"]


def test_who_leaves_is_noted_and_who_withdraws_is_stored_to_be_erased(make_world: MakeWorld) -> None:
    recorded = events()
    for case in recorded["cases"]:
        world = make_world(recorded["app_id"], recorded["oa_secret_key"])
        world.post(case["body"], case["headers"])

        standings = [standing for _, standing in world.citizens.standings]
        waiting = [held.inbound.attachment for held in world.inbox.waiting_for.values()]
        kind = case["expect"]["kind"] if case["expect"].get("user_id") else "of nobody"
        assert standings == (["left"] if kind == "unfollow" else []), case["id"]
        assert ("withdrawal" in waiting) == (kind == "data_subject_request"), case["id"]


def test_only_what_zalo_signed_is_taken(make_world: MakeWorld) -> None:
    for case in json.loads(shared("cases/zalo/zalo_signature_negative.json").read_bytes())["cases"]:
        world = make_world(case["app_id"], case["oa_secret_key"])
        status = world.post(case["body"], case["headers"])

        assert (status == 200) == case["expect_valid"], case["id"]
        assert bool(world.inbox.waiting_for) == case["expect_valid"], case["id"]


def test_the_delivery_scenarios(make_world: MakeWorld) -> None:
    recorded = events()
    bodies = {case["id"]: case for case in recorded["cases"]}
    for scenario in json.loads(shared("cases/zalo/zalo_webhook_delivery.json").read_bytes())["scenarios"]:
        world = make_world(recorded["app_id"], recorded["oa_secret_key"])
        for step in scenario["steps"]:
            before = len(world.started.started)
            case = bodies.get(step.get("use", ""), step)
            body = case.get("body", "x" * step.get("body_bytes", 0))
            headers = case.get("headers", {}) | step.get("extra_headers", {})
            statuses = {world.post(body, headers, step.get("method", "POST")) for _ in range(step.get("parallel", 1))}

            expected = step.get("expect", {})
            allowed = re.findall(r"\b[2-5]\d\d\b", str(expected.get("http", expected.get("http_choice", 200))))
            assert statuses <= {int(status) for status in allowed}, scenario["id"]
            if "new_messages" in expected:
                assert len(world.started.started) - before == expected["new_messages"], scenario["id"]
            if expected.get("stored") is False:
                assert world.inbox.waiting_for == {}, scenario["id"]
        if scenario.get("expect", {}).get("outbound_messages") == 0:
            assert world.started.started == [], scenario["id"]
