"""The local stack's own Zalo: what it takes, what it refuses, what it draws."""

import csv
import io
import json
import time
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from infra.local.logs import LogReader
from infra.local.network import draw
from infra.local.options import ZaloApp
from infra.local.ways import Way, Ways
from infra.local.zalo.chats import Bubble, Chats
from infra.local.zalo.events import Events, sign
from infra.local.zalo.sending import Sent, ZaloError, accept
from infra.local.zalo.tokens import LIFE, Tokens

from tests.shared import shared

APP = ZaloApp("1022000000000000001", "2022000000000000002", "synthetic-oa-secret-key-1022", "synthetic-app-secret")
NOW = datetime(2026, 11, 24, 0, 55, tzinfo=UTC)


class Watch:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def message(**parts: Any) -> dict[str, Any]:
    return {"recipient": {"user_id": "3022000000000000003"}, "message": parts}


def with_buttons(*buttons: dict[str, Any]) -> dict[str, Any]:
    return message(text="Chọn:", attachment={"type": "template", "payload": {"buttons": list(buttons)}})


def asks(title: str = "Tuyến 05", payload: Any = "tuyến 05") -> dict[str, Any]:
    return {"title": title, "type": "oa.query.show", "payload": payload}


def code_of(refused: Callable[[], object]) -> int:
    with pytest.raises(ZaloError) as error:
        refused()
    return error.value.code


def test_a_text_with_buttons_is_taken() -> None:
    assert accept(with_buttons(asks())) == Sent("3022000000000000003", "Chọn:", (asks(),))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (None, -201),
        ({"message": {"text": "a"}}, -201),
        (message(), -201),
        (message(text=" "), -201),
        (message(text="a" * 2001), -210),
        (message(text="😀" * 1001), -210),
        (with_buttons(*[asks()] * 6), -210),
        (with_buttons(), -201),
        (with_buttons(asks(title="a" * 101)), -210),
        (with_buttons(asks(payload="a" * 1001)), -201),
        (with_buttons(asks(payload={"url": "https://example.vn"})), -201),
        (with_buttons({"title": "Mở", "type": "oa.open.url", "payload": "https://example.vn"}), -201),
        (with_buttons({"title": "Mở", "type": "oa.open.map", "payload": "x"}), -201),
        (message(text="a", attachment={"type": "template", "payload": {"template_type": "list"}}), -233),
    ],
)
def test_what_zalo_refuses_is_refused_with_its_code(body: Any, code: int) -> None:
    assert code_of(lambda: accept(body)) == code


def test_a_refresh_token_works_once_and_leaves_the_new_one() -> None:
    tokens = Tokens(APP.app_id, APP.app_secret, Watch())
    first = tokens.grant()
    form = {"app_id": APP.app_id, "grant_type": "refresh_token", "refresh_token": first["refresh_token"]}

    status, second = tokens.refresh(APP.app_secret, form)
    assert (status, set(second)) == (200, {"access_token", "refresh_token", "expires_in"})
    assert tokens.refresh(APP.app_secret, form)[1]["error"] == -14014
    assert tokens.refresh(APP.app_secret, form | {"refresh_token": second["refresh_token"]})[1]["expires_in"] == "90000"


def test_a_refresh_without_the_right_secret_spends_nothing() -> None:
    tokens = Tokens(APP.app_id, APP.app_secret, Watch())
    form = {"app_id": APP.app_id, "grant_type": "refresh_token", "refresh_token": tokens.grant()["refresh_token"]}

    assert tokens.refresh(None, form) == (404, {"message": "empty api", "error": 404})
    assert tokens.refresh("wrong", form)[1]["error"] == -14004
    assert tokens.refresh(APP.app_secret, form | {"app_id": "1"})[1]["error"] == -14002
    assert "access_token" in tokens.refresh(APP.app_secret, form)[1]


def test_an_access_token_ends_after_25_hours() -> None:
    watch = Watch()
    tokens = Tokens(APP.app_id, APP.app_secret, watch)
    access = tokens.grant()["access_token"]

    assert tokens.refusal(access) is None
    assert tokens.refusal("made up") == (-216, "Access token is invalid")
    assert tokens.refusal(None) == (-216, "Access token is invalid")
    watch.now += LIFE
    assert tokens.refusal(access) == (-216, "Access token has expired")


def test_eight_answers_are_free_and_seven_days_are_the_limit() -> None:
    chat = Chats().of("3022000000000000003")
    assert chat.is_open(NOW)  # of whom this platform has not heard

    chat.touch(NOW)
    quotas = [chat.quota(NOW) for _ in range(9)]

    assert [quota and quota["remain"] for quota in quotas] == ["7", "6", "5", "4", "3", "2", "1", "0", None]
    assert chat.is_open(NOW + timedelta(days=7))
    assert not chat.is_open(NOW + timedelta(days=7, seconds=1))


def test_whoever_watches_a_chat_hears_of_it_until_they_stop() -> None:
    chats, heard = Chats(), list[str]()
    stop = chats.watch("3", lambda name, _: heard.append(name))

    chats.show("3", Bubble("oa", "text", 0, "m", "xin chào"))
    chats.show("4", Bubble("oa", "text", 0, "m", "xin chào"))
    stop()
    chats.show("3", Bubble("oa", "text", 0, "m", "xin chào"))

    assert heard == ["bubble"]
    assert len(chats.of("3").bubbles) == 2


def test_ids_of_new_citizens_are_longer_than_a_float_holds() -> None:
    citizens = {Chats().new_citizen() for _ in range(20)}

    assert len(citizens) == 20
    assert all(len(citizen) == 19 and int(citizen) > 2**53 for citizen in citizens)


def test_events_carry_what_their_signature_covers() -> None:
    event = Events(APP).location("3022000000000000003", 16.0678, 108.2208, NOW)
    body = json.loads(event.body)

    assert event.signature == sign(APP, event.body, body["timestamp"])
    assert body["timestamp"] == "1795481700000"
    assert body["message"]["attachments"][0]["payload"]["coordinates"] == {
        "latitude": "16.0678",
        "longitude": "108.2208",
    }
    assert body["message"]["msg_id"] == event.message_id


@pytest.mark.shared
def test_published_signatures_are_what_we_sign() -> None:
    vectors = json.loads(shared("cases/zalo/zalo_signature_vectors.json").read_text())["vectors"]

    for vector in vectors:
        app = ZaloApp(vector["app_id"], "0", vector["oa_secret_key"])
        assert sign(app, vector["body"].encode(), vector["timestamp"]) == f"mac={vector['mac_hex']}"


def test_a_way_grows_by_what_the_functions_say_and_ends_the_oldest_question() -> None:
    changes: list[Way] = []
    ways = Ways(changes.append)
    for key in ("zalo:a", "zalo:b"):
        ways.begin(Way(key, "3", "user_send_text", "xe buýt", 0, logged_as=key))
    ways.webhook_answered("zalo:a", 200)
    line = {
        "level": "INFO",
        "message": "answered",
        "id": "zalo:a",
        "service": "bus",
        "ms": 24,
        "aws": "GetItem 4,Send 11",
    }

    for said in (
        json.dumps(line),
        json.dumps(line),
        "START RequestId: 1",
        '{"message":"answered","id":"zalo:of nobody"}',
        "[]",
    ):
        ways.logged("BusLookupFunction", said, int(changes[0].began * 1000) + 40)

    first, second = ways.of("3")
    (step,) = first.steps
    assert (step.function, step.service, step.ms, step.aws) == (
        "BusLookupFunction",
        "bus",
        24,
        (("GetItem", 4), ("Send", 11)),
    )
    assert abs(step.after_ms - 40) <= 1
    assert [ways.sent("3"), ways.sent("3")] == ["zalo:a", "zalo:b"]
    assert ways.sent("nobody") == ""
    before = first.is_awaited  # the webhook's line is still to come
    ways.logged("WebhookFunction", json.dumps(line | {"message": "received"}), int(first.began * 1000) + 20)
    assert [before, first.is_awaited, second.is_awaited] == [True, False, True]


def test_what_comes_after_the_answer_ends_no_way() -> None:
    ways = Ways(lambda _: None)
    ways.begin(Way("zalo:a", "3", "user_send_text", "hồ sơ", 0, logged_as="zalo:a"))
    answered = ways.sent("3")
    for message in ("received", "answered"):
        ways.logged("DossierLookupFunction", json.dumps({"message": message, "id": "zalo:a", "ms": 5}), 0)

    change = ways.sent("3")

    assert (answered, change) == ("zalo:a", "")
    assert len(ways.of("3")[0].sent_ms) == 1


def test_an_arrival_is_known_by_the_first_line_about_it() -> None:
    ways = Ways(lambda _: None)
    ways.begin(Way("zalo:a", "3", "user_send_text", "xe buýt", 0, logged_as="zalo:a"))
    ways.begin(Way("leaves", "3", "unfollow", "", 0))
    ways.begin(Way("follows", "4", "follow", "", 0))

    for message in ("received", "answered"):
        ways.logged("DeskFunction", json.dumps({"message": message, "id": "zalo:made up there", "ms": 5}), 0)

    assert [len(way.steps) for way in (*ways.of("3"), *ways.of("4"))] == [0, 0, 2]


def test_an_answer_whose_lines_stay_out_is_noticed() -> None:
    ways = Ways(lambda _: None)
    way = Way("zalo:a", "3", "user_send_text", "xe buýt", 0, logged_as="zalo:a")
    ways.begin(way)
    ways.sent("3")
    at_once = ways.lack_lines

    way.began -= 2

    assert [at_once, ways.lack_lines] == [False, True]


class Logs:
    """A log group that says all it holds each time it is asked."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []

    def filter_log_events(self, **_: object) -> dict[str, Any]:
        return {"events": list(self.events)}


def test_each_log_line_is_heard_once_and_late_ones_are_asked_for() -> None:
    logs, heard, asked = Logs(), list[str](), list[int]()
    at = int(time.time() * 1000)
    logs.events = [{"logStreamName": "s", "timestamp": at + n, "message": f"line {n}"} for n in range(3)]
    reader = LogReader(
        logs,
        {"WebhookFunction": "/hotline/webhook"},
        is_needed=lambda: True,
        heard=lambda _function, line, _at: heard.append(line),
        are_late=lambda: len(heard) < 4,
        make_speak=asked.append,
    )

    reader.start()
    while not asked or len(heard) < 3:
        time.sleep(0.01)
    logs.events.append({"logStreamName": "s", "timestamp": at, "message": "a late line, stamped earlier"})
    while len(heard) < 4:
        time.sleep(0.01)
    reader.end()

    assert heard == ["line 0", "line 1", "line 2", "a late line, stamped earlier"]
    assert asked == [1]


def feed(**tables: Iterable[Iterable[object]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, rows in tables.items():
            text = io.StringIO()
            csv.writer(text).writerows(rows)
            made.writestr(f"{name}.txt", text.getvalue())
    return buffer.getvalue()


def test_a_line_is_drawn_by_its_longest_trip_in_each_direction() -> None:
    stops = [(f"s{i}", f"Trạm {i}", 16 + i / 100, 108.2, "") for i in range(4)]
    calls = {"short": (0, 1), "long": (0, 1, 2, 3), "back": (3, 0)}
    drawn = draw(
        feed(
            agency=[("agency_name", "agency_timezone"), ("A", "Asia/Ho_Chi_Minh")],
            stops=[("stop_id", "stop_name", "stop_lat", "stop_lon", "location_type"), *stops, ("p", "Bến", 16, 108, 1)],
            routes=[("route_id", "route_short_name", "route_color"), ("r", "05", "1A7F37")],
            trips=[("route_id", "trip_id", "direction_id"), ("r", "short", 0), ("r", "long", 0), ("r", "back", 1)],
            stop_times=[
                ("trip_id", "stop_id", "stop_sequence"),
                # Not in order: rows may come in any.
                *[
                    (trip, f"s{stop}", at)
                    for trip, at_stops in calls.items()
                    for at, stop in [*enumerate(at_stops)][::-1]
                ],
            ],
        )
    )

    assert [(line.route, line.color, line.stops) for line in drawn.lines] == [
        ("05", "#1A7F37", (0, 1, 2, 3)),
        ("05", "#1A7F37", (3, 0)),
    ]
    assert [stop.name for stop in drawn.stops] == ["Trạm 0", "Trạm 1", "Trạm 2", "Trạm 3"]
    assert drawn.zone == "Asia/Ho_Chi_Minh"


def test_a_feed_without_stops_draws_nothing_and_breaks_nothing() -> None:
    assert draw(feed(stops=[("stop_id", "stop_lat", "stop_lon"), ("a", "north", "")])).to_json() == {
        "zone": "",
        "view": None,
        "stops": [],
        "lines": [],
    }
