"""A reply goes to Zalo in Zalo's words, and each way to fail says what to do next."""

import json
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.channels.zalo.client import ZaloClient
from hotline.channels.zalo.codes import CODES, RETRY_AT, TOKEN_REFUSED, failure
from hotline.channels.zalo.transport import post
from hotline.channels.zalo.wire import messages, split, units
from hotline.errors import (
    Blocked,
    HotlineError,
    OutOfService,
    OutsideWindow,
    RateLimited,
    Refused,
    Unavailable,
    Unconfirmed,
)
from hotline.messages import Button, Recipient, Reply
from tests.shared import shared

CITIZEN = Recipient("zalo", "3900000000000000007")
NOW = datetime(2026, 11, 24, 16, 30, 12, 500, UTC)  # 23:30:12 in Vietnam
SENT = httpx.Response(200, json={"error": 0, "message": "Success", "data": {"message_id": "z1", "user_id": "39"}})

type Answer = httpx.Response | Exception


class Zalo:
    """A platform that answers as it is told, one answer for each request, and remembers what it was asked."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(request.content) for request in self.requests]

    @property
    def tokens(self) -> list[str]:
        return [request.headers["access_token"] for request in self.requests]


class Purse:
    """Tokens t1, t2, …: a new one after each refusal."""

    def __init__(self) -> None:
        self.refused: list[str] = []

    def access_token(self) -> str:
        return f"token-{len(self.refused) + 1}"

    def after_refusal(self, refused: str) -> str:
        self.refused.append(refused)
        return self.access_token()


def client(zalo: Zalo, purse: Purse | None = None) -> ZaloClient:
    http = httpx.Client(transport=httpx.MockTransport(zalo))
    return ZaloClient(http, purse or Purse(), "https://zalo.test/", now=lambda: NOW)


def error(code: object, message: str = "as documented") -> httpx.Response:
    return httpx.Response(200, json={"error": code, "message": message})


def test_a_text_is_a_consulting_message() -> None:
    zalo = Zalo(SENT)

    assert client(zalo).send(CITIZEN, Reply("Trạm gần nhất: 120 m")) == "z1"
    assert [(request.method, str(request.url)) for request in zalo.requests] == [
        ("POST", "https://zalo.test/v3.0/oa/message/cs")
    ]
    assert zalo.tokens == ["token-1"]
    assert zalo.requests[0].headers["content-type"] == "application/json"
    assert zalo.bodies == [{"recipient": {"user_id": CITIZEN.user}, "message": {"text": "Trạm gần nhất: 120 m"}}]


def test_each_button_has_zalos_form() -> None:
    buttons = (
        Button("Tuyến 05", says="tuyến 05"),
        Button("Bản đồ", url="https://example.vn/ban-do"),
        Button("Gọi 1022", phone="1022"),
        Button("Gọi bến xe", phone="0236 3881 888"),
        Button("Gọi cứu nạn", phone="+84 236 3112 112"),
    )
    (body,) = messages(CITIZEN, Reply("Bạn cần gì?", buttons))

    assert body["message"]["attachment"] == {
        "type": "template",
        "payload": {
            "buttons": [
                {"title": "Tuyến 05", "type": "oa.query.show", "payload": "tuyến 05"},
                {"title": "Bản đồ", "type": "oa.open.url", "payload": {"url": "https://example.vn/ban-do"}},
                {"title": "Gọi 1022", "type": "oa.open.phone", "payload": {"phone_code": "1022"}},
                {"title": "Gọi bến xe", "type": "oa.open.phone", "payload": {"phone_code": "842363881888"}},
                {"title": "Gọi cứu nạn", "type": "oa.open.phone", "payload": {"phone_code": "842363112112"}},
            ]
        },
    }


def test_buttons_stay_within_zalos_limits() -> None:
    buttons = (
        Button("t" * 101, says="a"),
        Button("b", says="p" * 1_001),
        *(Button(f"{n}", says="x") for n in range(9)),
    )
    (body,) = messages(CITIZEN, Reply("?", buttons))
    sent = body["message"]["attachment"]["payload"]["buttons"]

    assert len(sent) == 5
    assert sent[0]["title"] == "t" * 99 + "…"
    assert [button["title"] for button in sent[1:]] == ["0", "1", "2", "3"]


def test_a_long_text_goes_in_several_messages_with_the_buttons_under_the_last() -> None:
    lines = [f"Dòng {number}: xe buýt đi qua đây mỗi 15–30 phút." for number in range(120)]
    reply = Reply("\n".join(lines), (Button("Tiếp", says="xe buýt"),))
    zalo = Zalo(*(httpx.Response(200, json={"error": 0, "data": {"message_id": f"z{n}"}}) for n in range(3)))

    assert client(zalo).send(CITIZEN, reply) == "z2"
    texts = [body["message"]["text"] for body in zalo.bodies]
    assert "\n".join(texts).split("\n") == lines
    assert ["attachment" in body["message"] for body in zalo.bodies] == [False, False, True]


def test_a_text_without_lines_is_cut_after_a_sentence_or_else_a_word() -> None:
    assert list(split("Một hai ba. Bốn năm sáu.", 16)) == ["Một hai ba.", "Bốn năm sáu."]
    assert list(split("một hai ba bốn", 12)) == ["một hai ba", "bốn"]
    assert list(split("a\nbbbb bbbb bbbb", 10)) == ["a\nbbbb", "bbbb bbbb"]
    assert list(split("x" * 25, 10)) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_text_that_fits_exactly_is_one_message() -> None:
    assert list(split("🚌" * 1_000, 2_000)) == ["🚌" * 1_000]
    assert [units(part) for part in split("🚌" * 1_001, 2_000)] == [2_000, 2]


def test_an_accent_stays_with_its_letter() -> None:
    assert list(split("aaaaa\u0323bbbbb", 5)) == ["aaaa", "a\u0323bbb", "bb"]


@given(st.text(st.sampled_from("ab .\n🚌ạ\u0301"), max_size=200), st.integers(4, 40))
def test_splitting_loses_nothing_and_keeps_the_limit(text: str, limit: int) -> None:
    parts = list(split(text, limit))

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part.strip() and units(part) <= limit for part in parts)


@pytest.mark.parametrize("code", sorted(TOKEN_REFUSED))
def test_a_refused_token_is_renewed_once_and_the_message_repeated_once(code: int) -> None:
    zalo, purse = Zalo(error(code), SENT), Purse()

    assert client(zalo, purse).send(CITIZEN, Reply("a")) == "z1"
    assert zalo.tokens == ["token-1", "token-2"]
    assert zalo.bodies[0] == zalo.bodies[1]
    assert purse.refused == ["token-1"]


def test_a_token_that_is_refused_again_is_for_a_person() -> None:
    zalo = Zalo(error(-216), error(-216))

    with pytest.raises(OutOfService):
        client(zalo).send(CITIZEN, Reply("a"))
    assert zalo.answers == []


def test_http_401_without_an_explanation_is_a_refused_token_too() -> None:
    zalo = Zalo(httpx.Response(401, text="<html>"), SENT)

    assert client(zalo).send(CITIZEN, Reply("a")) == "z1"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (-230, OutsideWindow),
        (-232, OutsideWindow),
        (-213, OutsideWindow),
        (-217, Blocked),
        (-227, Blocked),
        (-201, Refused),
        ("-201", Refused),
        (-200, Unavailable),
        (-321, OutOfService),
        (-999_999, Unavailable),
    ],
)
def test_http_200_with_an_error_is_an_error(code: object, expected: type[HotlineError]) -> None:
    zalo = Zalo(error(code, "User has not interacted"))

    with pytest.raises(expected, match=rf"^Zalo {code}: User has not interacted$") as caught:
        client(zalo).send(CITIZEN, Reply("a"))
    assert type(caught.value) is expected
    assert len(zalo.requests) == 1


@pytest.mark.parametrize(
    ("code", "retry_at"),
    [
        (-32, datetime(2026, 11, 24, 16, 31, tzinfo=UTC)),
        (-211, datetime(2026, 11, 24, 17, 0, tzinfo=UTC)),
        (-218, datetime(2026, 11, 24, 17, 0, tzinfo=UTC)),
        (-234, datetime(2026, 11, 24, 23, 0, tzinfo=UTC)),
    ],
)
def test_a_limit_says_when_to_come_back(code: int, retry_at: datetime) -> None:
    with pytest.raises(RateLimited) as caught:
        client(Zalo(error(code))).send(CITIZEN, Reply("a"))
    assert caught.value.retry_at == retry_at


def test_before_dawn_the_night_ends_at_six_of_the_same_day() -> None:
    limited = failure(-234, "night", datetime(2026, 11, 24, 18, 0, tzinfo=UTC))  # 01:00 on the 25th

    assert isinstance(limited, RateLimited)
    assert limited.retry_at == datetime(2026, 11, 24, 23, 0, tzinfo=UTC)  # 06:00 on the 25th


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (httpx.Response(503, text="<html>Service Unavailable</html>"), Unconfirmed),
        (httpx.Response(500, json={"message": "oops"}), Unconfirmed),
        (httpx.Response(200, text="<html>"), Unconfirmed),
        (httpx.Response(200, content=b"\xff"), Unconfirmed),
        (httpx.Response(200, json=[]), Unconfirmed),
        (httpx.Response(200, json={"data": {"message_id": "z1"}}), Unconfirmed),
        (httpx.Response(200, json={"error": False}), Unconfirmed),
        (httpx.Response(302, headers={"location": "https://elsewhere.test"}), Unconfirmed),
        (httpx.Response(403, text="<html>"), Unavailable),
        (httpx.Response(429, text="slow down"), RateLimited),
        (httpx.Response(500, json={"error": -32, "message": "limit"}), RateLimited),
    ],
)
def test_an_answer_that_is_not_zalos_is_told_apart(answer: httpx.Response, expected: type[HotlineError]) -> None:
    with pytest.raises(HotlineError) as caught:
        client(Zalo(answer)).send(CITIZEN, Reply("a"))
    assert type(caught.value) is expected


def test_a_message_that_zalo_accepted_without_an_id_is_sent() -> None:
    assert client(Zalo(httpx.Response(200, json={"error": 0}))).send(CITIZEN, Reply("a")) == ""


def every(kind: type[httpx.RequestError]) -> list[type[httpx.RequestError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in every(child))]


NOTHING_SENT = {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}


@pytest.mark.parametrize("kind", [*dict.fromkeys(every(httpx.RequestError))])
def test_every_failure_on_the_way_says_whether_the_message_may_have_arrived(kind: type[httpx.RequestError]) -> None:
    expected = Unavailable if kind.__name__ in NOTHING_SENT else Unconfirmed

    with pytest.raises(HotlineError) as caught:
        client(Zalo(kind("broken"))).send(CITIZEN, Reply("a"))
    assert type(caught.value) is expected


LEAKS: list[Callable[[str], Answer]] = [
    lambda token: httpx.LocalProtocolError(f"Illegal header value b'{token}'"),
    lambda token: httpx.ReadTimeout(token),
    lambda token: error(-201, f"access_token {token} is invalid!"),
    lambda token: httpx.Response(500, text=token),
]


@pytest.mark.parametrize("leak", LEAKS)
def test_no_error_can_carry_the_token_into_a_log(leak: Callable[[str], Answer]) -> None:
    zalo = Zalo(leak("token-1"))

    with pytest.raises(HotlineError) as caught:
        client(zalo).send(CITIZEN, Reply("a"))
    assert "token-1" not in "".join(traceback.format_exception(caught.value))


def test_a_silent_platform_is_given_up_after_five_seconds_and_two_to_connect() -> None:
    zalo = Zalo(SENT)
    http = httpx.Client(transport=httpx.MockTransport(zalo), timeout=99)
    post(http, "https://zalo.test/x", {}, json={})

    assert zalo.requests[0].extensions["timeout"] == {"connect": 2, "read": 5, "write": 5, "pool": 5}


ACTIONS: dict[str, set[type[HotlineError]]] = {
    "reupload_attachment": {Refused},
    "bug_do_not_retry": {Refused},
    "retry_limited": {Unavailable},
    "retry_backoff": {Unavailable},
    "retry_next_minute": {RateLimited},
    "retry_after_06:00": {RateLimited},
    "quota": {RateLimited},
    "user_quota_later": {RateLimited},
    "refresh_once_then_retry": {OutOfService},
    "stop_user": {Blocked, OutsideWindow},
    "stop_user_for_this_type": {Blocked},
    "stop_user_until_follow_or_interaction": {OutsideWindow},
    "window_closed_use_template": {OutsideWindow},
    "config_alarm": {OutOfService},
    "config_alarm_or_article_quota": {OutOfService},
    "pause_paid_alarm": {OutOfService},
    "pause_all_alarm": {OutOfService},
    "stop_and_alarm_policy": {OutOfService},
}


@pytest.mark.shared
def test_every_documented_code_has_its_place_in_the_error_tree() -> None:
    rows = json.loads(shared("cases/zalo/zalo_error_codes.json").read_bytes())["oa"]
    codes = {row["code"] for row in rows} - {0}

    assert codes <= CODES.keys() | RETRY_AT.keys()
    for row in rows:
        if row["code"]:
            assert type(failure(row["code"], row["message"], NOW)) in ACTIONS[row["action"]], row
            assert (row["action"] == "refresh_once_then_retry") is (row["code"] in TOKEN_REFUSED), row


def recorded_answers() -> list[dict[str, Any]]:
    cases = json.loads(shared("cases/zalo/zalo_send.json").read_bytes())["cases"]
    return [case for case in cases if case["request"]["url"].endswith("/v3.0/oa/message/cs")]


def succeeded(case: dict[str, Any]) -> bool:
    body = case["response"]["body"]
    return body is not None and body["error"] == 0


@pytest.mark.shared
def test_all_recorded_successes_give_the_message_id() -> None:
    cases = [case for case in recorded_answers() if succeeded(case)]
    assert cases
    for case in cases:
        body = case["response"]["body"]
        sent = client(Zalo(httpx.Response(200, json=body))).send(CITIZEN, Reply("a"))
        assert sent == body["data"]["message_id"], case["id"]


@pytest.mark.shared
def test_all_recorded_failures_say_what_to_do() -> None:
    cases = [case for case in recorded_answers() if not succeeded(case)]
    assert cases
    for case in cases:
        recorded = case["response"]
        content = json.dumps(recorded["body"]) if recorded["body"] else recorded["body_text"]
        with pytest.raises(HotlineError) as caught:
            client(Zalo(*(httpx.Response(recorded["http"], text=content) for _ in range(2)))).send(CITIZEN, Reply("a"))
        if recorded["body"] is None:
            # The recorded risk: it may have been sent.
            assert type(caught.value) is Unconfirmed, case["id"]
        else:
            # A list, the one failure without an action, is a type that Zalo does not take.
            action = case["expect"].get("action", "bug_do_not_retry")
            assert type(caught.value) in ACTIONS[action], case["id"]


@pytest.mark.shared
def test_texts_and_buttons_have_the_recorded_shape() -> None:
    recorded = json.loads(shared("cases/zalo/zalo_send.json").read_bytes())
    cases = {case["id"]: case["request"] for case in recorded["cases"]}
    text = cases["cs-text"]
    zalo = Zalo(SENT)
    client(zalo).send(Recipient("zalo", text["body"]["recipient"]["user_id"]), Reply(text["body"]["message"]["text"]))
    assert zalo.bodies == [text["body"]]
    assert set(map(str.lower, text["headers"])) <= set(zalo.requests[0].headers)

    wanted = {
        button["type"]: button for button in cases["cs-buttons"]["body"]["message"]["attachment"]["payload"]["buttons"]
    }
    url, query, phone = (wanted[kind] for kind in ("oa.open.url", "oa.query.show", "oa.open.phone"))
    (ours,) = messages(
        CITIZEN,
        Reply(
            "Bạn cần gì?",
            (
                Button(url["title"], url=url["payload"]["url"]),
                Button(query["title"], says=query["payload"]),
                Button(phone["title"], phone=phone["payload"]["phone_code"]),
            ),
        ),
    )
    assert ours["message"]["attachment"] == {"type": "template", "payload": {"buttons": [url, query, phone]}}
    limits = recorded["limits"]["cs"]
    assert (limits["text"], limits["buttons"], limits["button_title"], limits["query_payload"]) == (2000, 5, 100, 1000)
