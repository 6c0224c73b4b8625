"""What the webhook answers Zalo, and what it does."""

import asyncio
import base64
import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from http import HTTPStatus
from typing import Any

import pytest

from hotline.entrypoints.dispatching import Dispatch
from hotline.entrypoints.secret import SECRET_AGE_S, Secret
from hotline.entrypoints.webhook import ZALO_PATH, ZaloDeliveries, receiving
from hotline.errors import BadSetting, HotlineError, Unavailable
from hotline.messages import WITHDRAWAL, Inbound, Recipient
from hotline.observability import Calls
from hotline.settings import Functions
from tests.unit.fakes import CITIZEN, Clock, Lambda, MemoryCitizens, MemoryInbox

APP_ID = "1022000000000000001"
OA_ID = "2022000000000000002"
SECRET = "a synthetic OA secret key"


def body(event_name: str = "user_send_text", **fields: Any) -> bytes:
    event = {
        "app_id": APP_ID,
        "sender": {"id": CITIZEN.user},
        "recipient": {"id": OA_ID},
        "event_name": event_name,
        "message": {"text": "54 Nguyễn Lương Bằng", "msg_id": "m1"},
        "timestamp": "1790000101371",
    }
    return json.dumps(event | fields, ensure_ascii=False).encode()


def signed(delivery: bytes, secret: str = SECRET) -> dict[str, str]:
    digest = sha256(APP_ID.encode() + delivery + b"1790000101371" + secret.encode()).hexdigest()
    return {"x-zevent-signature": f"mac={digest}"}


class World:
    """A webhook with everything around it."""

    def __init__(self) -> None:
        self.inbox = MemoryInbox()
        self.citizens = MemoryCitizens()
        self.started = Lambda()
        self.clock = Clock()
        self.secret = SECRET
        self.secret_reads = 0
        self.deliveries = ZaloDeliveries(
            APP_ID,
            Secret(self._read_secret, self.clock),
            self.inbox,
            self.citizens,
            Dispatch(self.started, Functions("bus_lookup", "dossier_lookup", "desk"), self.citizens.conversation),
            Calls(),
            self.clock,
        )

    def _read_secret(self) -> str:
        self.secret_reads += 1
        return self.secret

    def take(self, delivery: bytes) -> HTTPStatus:
        return self.deliveries(delivery, signed(delivery))


@pytest.fixture
def world() -> World:
    return World()


type Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


@pytest.fixture
def handler(world: World) -> Iterator[Handler]:
    yield receiving(world.deliveries)
    asyncio.get_event_loop().close()
    asyncio.set_event_loop(None)


def test_a_text_is_stored_and_handed_to_who_answers_it(world: World) -> None:
    assert world.take(body()) is HTTPStatus.OK

    (key,) = world.inbox.waiting_for
    assert key == "zalo:m1"
    ((function, payload),) = world.started.started
    assert function == "bus_lookup"
    assert payload == {"inbound": world.inbox.waiting_for[key].inbound.to_json(), "try": 1}


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("xe buýt", "bus_lookup"),
        ("tuyến 05", "bus_lookup"),
        ("2", "bus_lookup"),  # it may answer our last question
        ("xin chào", "desk"),
        ("cho tôi gặp tổng đài viên", "desk"),
        ("cháy nhà ở 54 Nguyễn Lương Bằng", "desk"),
        ("hồ sơ của tôi tới đâu rồi", "dossier_lookup"),
    ],
)
def test_each_message_goes_to_the_function_that_answers_it(world: World, text: str, function: str) -> None:
    world.take(body(message={"text": text, "msg_id": "m1"}))

    assert [started for started, _ in world.started.started] == [function]


def test_a_shared_place_goes_to_the_bus(world: World) -> None:
    where = {"type": "location", "payload": {"coordinates": {"latitude": "16.0678", "longitude": "108.2208"}}}
    world.take(body("user_send_location", message={"msg_id": "m1", "attachments": [where]}))

    ((function, payload),) = world.started.started
    assert function == "bus_lookup"
    inbound = payload["inbound"]
    assert isinstance(inbound, dict)
    assert inbound["location"] == [16.0678, 108.2208]


def test_a_picture_goes_to_the_desk(world: World) -> None:
    picture = {"type": "image", "payload": {"url": "https://example.vn/a.jpg"}}
    world.take(body("user_send_image", message={"msg_id": "m1", "attachments": [picture]}))

    assert [started for started, _ in world.started.started] == ["desk"]


def test_a_duplicate_delivery_is_dispatched_once(world: World) -> None:
    assert [world.take(body()) for _ in range(5)] == [HTTPStatus.OK] * 5

    assert len(world.started.started) == 1


def test_zalos_unsigned_probe_is_answered_and_nothing_is_stored(world: World) -> None:
    assert world.deliveries(b"{}", {}) is HTTPStatus.OK
    assert world.deliveries(b" {}\n", {}) is HTTPStatus.OK

    assert (world.inbox.waiting_for, world.started.started, world.secret_reads) == ({}, [], 0)


@pytest.mark.parametrize("headers", [{}, {"x-zevent-signature": ""}, {"x-zevent-signature": "mac=" + "0" * 64}])
def test_what_zalo_did_not_sign_is_refused(world: World, headers: dict[str, str]) -> None:
    assert world.deliveries(body(), headers) is HTTPStatus.UNAUTHORIZED

    assert world.inbox.waiting_for == {}


def test_what_is_no_event_is_refused(world: World) -> None:
    assert world.deliveries(b"not json", signed(b"not json")) is HTTPStatus.BAD_REQUEST


def test_a_new_secret_is_found_when_a_signature_is_bad(world: World) -> None:
    world.take(body())
    world.secret = "the next secret"
    world.clock.time += SECRET_AGE_S
    delivery = body(message={"text": "xe buýt", "msg_id": "m2"})

    assert world.deliveries(delivery, signed(delivery, "the next secret")) is HTTPStatus.OK
    assert set(world.inbox.waiting_for) == {"zalo:m1", "zalo:m2"}


def test_a_flood_of_bad_signatures_reads_the_secret_once_a_minute(world: World) -> None:
    for _ in range(100):
        world.deliveries(body(), {})
    assert world.secret_reads == 1

    world.clock.time += SECRET_AGE_S
    for _ in range(100):
        world.deliveries(body(), {})
    assert world.secret_reads == 2


def test_a_message_whose_dispatch_fails_is_stored_and_acknowledged(world: World) -> None:
    world.started.fails_for.add("m1")

    assert world.take(body()) is HTTPStatus.OK
    assert set(world.inbox.waiting_for) == {"zalo:m1"}


def test_a_message_that_cannot_be_stored_is_not_acknowledged(world: World) -> None:
    class Down(MemoryInbox):
        def put(self, inbound: Inbound, now: float) -> bool:
            raise Unavailable("DynamoDB")

    world.deliveries._inbox = Down()

    assert world.take(body()) is HTTPStatus.SERVICE_UNAVAILABLE
    assert world.started.started == []


@pytest.mark.parametrize("failure", [Unavailable("Secrets Manager"), BadSetting("the secret"), RuntimeError("a bug")])
def test_without_its_secret_nothing_is_acknowledged_and_it_is_read_again(world: World, failure: Exception) -> None:
    failures = [failure, failure]

    def read() -> str:
        if failures:
            raise failures.pop()
        return SECRET

    world.deliveries._secret = Secret(read, world.clock)
    if isinstance(failure, HotlineError):
        world.deliveries._secret.prepare()
    else:
        failures.pop()

    assert [world.take(body()), world.take(body())] == [HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.OK]


def test_what_zalo_signed_and_we_cannot_read_is_acknowledged(world: World) -> None:
    assert world.take(body("user_send_text", sender={})) is HTTPStatus.OK

    assert world.inbox.waiting_for == {}


@pytest.mark.parametrize(
    "delivery",
    [
        body("oa_send_text", sender={"id": OA_ID}, recipient={"id": CITIZEN.user}),
        body("user_received_message", sender={"id": OA_ID}, recipient={"id": CITIZEN.user}),
        body("user_send_group_text", recipient={"id": "g1"}, oa_id=OA_ID),
        body("something_new_of_2027"),
        body("change_oa_daily_quota"),
    ],
)
def test_receipts_echoes_groups_and_the_unknown_are_left_alone(world: World, delivery: bytes) -> None:
    assert world.take(delivery) is HTTPStatus.OK

    assert (world.inbox.waiting_for, world.inbox.officers, world.started.started) == ({}, {}, [])


def test_an_officers_message_is_noted(world: World) -> None:
    officer = {"id": OA_ID, "admin_id": "900"}
    world.take(body("oa_send_text", sender=officer, recipient={"id": CITIZEN.user}))

    assert world.inbox.officers == {CITIZEN: world.clock.time}


def test_leaving_reaches_citizens(world: World) -> None:
    world.take(body("unfollow", oa_id=OA_ID, follower={"id": CITIZEN.user}))

    assert world.citizens.standings == [(Recipient("zalo", CITIZEN.user), "left")]
    assert world.started.started == []


WITHDRAWN = body("user_withdraw", oa_id=OA_ID, user_id=CITIZEN.user, message={})


def test_a_withdrawal_is_stored_and_handed_to_who_erases(world: World) -> None:
    assert [world.take(WITHDRAWN) for _ in range(3)] == [HTTPStatus.OK] * 3

    (held,) = world.inbox.waiting_for.values()
    assert (held.inbound.sender, held.inbound.attachment, held.inbound.text) == (CITIZEN, WITHDRAWAL, "")
    assert world.started.started == [("desk", {"inbound": held.inbound.to_json(), "try": 1})]
    assert CITIZEN.user not in held.inbound.key


def test_a_withdrawal_that_cannot_be_stored_is_not_acknowledged(world: World) -> None:
    class Down(MemoryInbox):
        def put(self, inbound: Inbound, now: float) -> bool:
            raise Unavailable("DynamoDB")

    world.deliveries._inbox = Down()

    assert world.take(WITHDRAWN) is HTTPStatus.SERVICE_UNAVAILABLE


def test_a_withdrawal_whose_dispatch_fails_is_kept_for_the_sweep(world: World) -> None:
    class NoLambda(Lambda):
        def __call__(self, function: str, payload: Mapping[str, object]) -> None:
            raise Unavailable("Lambda")

    world.deliveries._dispatch = Dispatch(
        NoLambda(), Functions("bus_lookup", "dossier_lookup", "desk"), world.citizens.conversation
    )

    assert world.take(WITHDRAWN) is HTTPStatus.OK
    assert len(world.inbox.waiting_for) == 1


def test_somebody_new_is_greeted(world: World) -> None:
    world.take(body("follow", oa_id=OA_ID, follower={"id": CITIZEN.user}, source="oa_profile"))

    assert [started for started, _ in world.started.started] == ["desk"]


def test_the_log_says_what_happened_and_nothing_of_the_citizen(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.take(body())
    world.deliveries(body(), {})

    received, refused = map(json.loads, capsys.readouterr().out.splitlines())
    assert received.pop("ms") < 1000
    assert received == {"level": "INFO", "message": "received", "id": "zalo:m1", "service": "bus", "aws": ""}
    assert refused["level"] == "WARNING"
    assert refused["message"] == "bad signature"
    for private in ("Nguyễn Lương Bằng", CITIZEN.user):
        assert private not in f"{received}{refused}"


def over_http(method: str = "POST", path: str = ZALO_PATH, delivery: bytes = b"{}") -> dict[str, Any]:
    return {
        "version": "2.0",
        "routeKey": f"{method} {path}",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"content-type": "application/json", "X-ZEvent-Signature": signed(delivery)["x-zevent-signature"]},
        "requestContext": {"http": {"method": method, "path": path, "sourceIp": "127.0.0.1"}, "stage": "$default"},
        "body": delivery.decode(),
        "isBase64Encoded": False,
    }


@pytest.mark.parametrize(
    ("event", "status"),
    [
        (over_http(delivery=body()), 200),
        (over_http(delivery=body() + b" "), 200),
        (over_http(method="GET", delivery=body()), 405),
        (over_http(path="/webhook/another", delivery=body()), 404),
        (over_http(delivery=b"x" * 65_537), 413),
        (over_http(delivery=b"x" * 65_536), 400),
        (over_http(delivery=b"x" * 2_000_000), 413),
    ],
)
def test_over_http(handler: Handler, event: dict[str, Any], status: int) -> None:
    assert handler(event, None)["statusCode"] == status


def test_a_body_that_comes_as_base64_is_verified_byte_for_byte(world: World, handler: Handler) -> None:
    event = over_http(delivery=body())
    event |= {"body": base64.b64encode(body()).decode(), "isBase64Encoded": True}

    assert handler(event, None)["statusCode"] == 200
    assert set(world.inbox.waiting_for) == {"zalo:m1"}


def test_a_ping_is_answered_and_nothing_is_done(world: World, handler: Handler) -> None:
    assert handler({"ping": True}, None) == {"ping": True}

    assert (world.secret_reads, world.started.started) == (0, [])
