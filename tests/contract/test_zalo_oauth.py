"""The token endpoint: a refusal with HTTP 200 is no pair, and a pair is never lost for its life."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest

from hotline.channels.zalo.oauth import OAuth, challenge
from hotline.channels.zalo.tokens import TokenPair, Tokens
from hotline.errors import GrantLost, HotlineError, OutOfService, Unconfirmed
from tests.contract.test_zalo_tokens import FIRST, LIFE, NOW, Store
from tests.shared import shared


def oauth(answer: Callable[[httpx.Request], httpx.Response]) -> OAuth:
    http = httpx.Client(transport=httpx.MockTransport(answer))
    return OAuth(http, "900100", "the app secret", "https://oauth.test/", now=lambda: NOW)


def answering(status: int, content: str) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _: httpx.Response(status, text=content)


def refreshed(response: httpx.Response) -> TokenPair:
    return oauth(lambda _: response).refresh("refresh-1")


def pair_of(**life: object) -> httpx.Response:
    return httpx.Response(200, json={"access_token": "access-2", "refresh_token": "refresh-2"} | life)


def test_a_refresh_is_a_form_with_the_app_secret_in_its_header() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return pair_of(expires_in="90000")

    pair = oauth(answer).refresh("refresh-1")

    assert pair == TokenPair("access-2", "refresh-2", NOW, NOW + LIFE)
    (request,) = asked
    assert (request.method, str(request.url)) == ("POST", "https://oauth.test/v4/oa/access_token")
    assert request.headers["secret_key"] == "the app secret"
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert dict(parse_qsl(request.content.decode())) == {
        "refresh_token": "refresh-1",
        "app_id": "900100",
        "grant_type": "refresh_token",
    }


@pytest.mark.parametrize(
    ("life", "seconds"),
    [
        ({"expires_in": "90000"}, 90_000),
        ({"expires_in": 3600}, 3_600),
        ({"expire_in": "7200"}, 7_200),
        ({}, 3_600),
        ({"expires_in": "soon"}, 3_600),
        ({"expires_in": 0}, 3_600),
        ({"expires_in": -5}, 3_600),
        ({"expires_in": True}, 3_600),
        ({"expires_in": 10**30}, 90 * 86_400),
    ],
)
def test_a_pair_is_never_lost_for_a_life_that_cannot_be_read(life: dict[str, object], seconds: int) -> None:
    assert refreshed(pair_of(**life)).expires_at == NOW + timedelta(seconds=seconds)


REFUSALS: list[tuple[int, object, type[HotlineError]]] = [
    (200, {"error_name": "Invalid refresh token.", "error": -14014}, GrantLost),
    (200, {"error_name": "Expired refresh token", "error": "-14020"}, GrantLost),
    (200, {"error_name": "Invalid refresh token."}, GrantLost),
    (200, {"error": -118}, GrantLost),
    (200, {"error_name": "Invalid app id", "error": -14002}, OutOfService),
    (200, {"error_name": "Invalid secret key", "error": -14004}, OutOfService),
    (200, {"error_name": "Something new"}, OutOfService),
    (404, {"message": "empty api", "error": 404}, OutOfService),
    (200, {"access_token": "access-2", "expires_in": "90000"}, Unconfirmed),
    (200, {"access_token": "access-2", "refresh_token": ""}, Unconfirmed),
    (200, {"access_token": "access-2", "refresh_token": None}, Unconfirmed),
    (200, {"refresh_token": "refresh-2", "expires_in": "90000"}, Unconfirmed),
    (200, [], Unconfirmed),
    (502, "<html>Bad gateway</html>", Unconfirmed),
]


@pytest.mark.parametrize(("status", "body", "expected"), REFUSALS)
def test_half_a_pair_or_a_refusal_with_http_200_is_no_pair(
    status: int, body: object, expected: type[HotlineError]
) -> None:
    content = body if isinstance(body, str) else json.dumps(body)
    with pytest.raises(HotlineError) as caught:
        refreshed(httpx.Response(status, text=content))
    assert type(caught.value) is expected
    assert "access-2" not in str(caught.value)


def test_a_lost_grant_says_what_a_person_must_do() -> None:
    with pytest.raises(GrantLost, match="an administrator of the OA must grant the app access again"):
        refreshed(httpx.Response(200, json={"error": -14014, "error_name": "Invalid refresh token."}))


def test_the_grants_verifier_is_hashed_as_rfc_7636_prints_it() -> None:
    assert challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_an_administrator_is_sent_to_zalos_page_and_the_code_is_exchanged_with_the_verifier() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return pair_of(expires_in="90000")

    zalo = oauth(answer)
    page = urlsplit(zalo.permission_url("https://city.example.vn/zalo?a=b", "v" * 43, "s&1"))
    assert f"{page.scheme}://{page.netloc}{page.path}" == "https://oauth.test/v4/oa/permission"
    assert parse_qs(page.query, strict_parsing=True) == {
        "app_id": ["900100"],
        "redirect_uri": ["https://city.example.vn/zalo?a=b"],
        "code_challenge": [challenge("v" * 43)],
        "state": ["s&1"],
    }

    assert zalo.exchange("code-1", "v" * 43).refresh == "refresh-2"
    assert dict(parse_qsl(asked[0].content.decode())) == {
        "code": "code-1",
        "app_id": "900100",
        "grant_type": "authorization_code",
        "code_verifier": "v" * 43,
    }


@pytest.mark.shared
@pytest.mark.parametrize("call", ["exchange", "refresh"])
def test_the_recorded_requests_are_ours(call: str) -> None:
    case = json.loads(shared("cases/zalo/zalo_oauth.json").read_bytes())[call]
    wanted, form = case["request"], case["request"]["form"]
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(case["response"]["http"], json=case["response"]["body"])

    http = httpx.Client(transport=httpx.MockTransport(answer))
    zalo = OAuth(http, form["app_id"], wanted["headers"]["secret_key"], now=lambda: NOW)
    pair = (
        zalo.refresh(form["refresh_token"]) if call == "refresh" else zalo.exchange(form["code"], form["code_verifier"])
    )

    assert (asked[0].method, str(asked[0].url)) == (wanted["method"], wanted["url"])
    assert dict(parse_qsl(asked[0].content.decode())) == form
    assert all(asked[0].headers[name] == value for name, value in wanted["headers"].items())
    assert (pair.access, pair.refresh, pair.expires_at) == (
        case["response"]["body"]["access_token"],
        case["response"]["body"]["refresh_token"],
        NOW + timedelta(seconds=90_000),
    )


@pytest.mark.shared
def test_the_recorded_grant_is_ours() -> None:
    cases = json.loads(shared("cases/zalo/zalo_oauth.json").read_bytes())
    pkce, page = cases["pkce"], cases["permission_url"]
    zalo = OAuth(httpx.Client(), page["params"]["app_id"], "secret", now=lambda: NOW)
    url = urlsplit(zalo.permission_url(page["params"]["redirect_uri"], pkce["verifier"], page["params"]["state"]))

    assert challenge(pkce["verifier"]) == pkce["challenge"]
    assert (f"{url.scheme}://{url.netloc}{url.path}", dict(parse_qsl(url.query))) == (page["base"], page["params"])


def recorded_responses() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(shared("cases/zalo/zalo_oauth.json").read_bytes())["responses"]
    return rows


@pytest.mark.shared
def test_all_recorded_answers_of_the_token_endpoint_are_understood_and_none_overwrites_a_pair_with_half_of_one() -> (
    None
):
    rows = recorded_responses()
    assert rows
    for row in rows:
        content = row.get("body_text") or json.dumps(row["body"])
        store = Store()
        refresh = oauth(answering(row["http"], content)).refresh
        tokens = Tokens(store, refresh, now=lambda: NOW, sleep=lambda _: None)
        if row["expect"]["ok"]:
            tokens.after_refusal("access-1")
            life = timedelta(seconds=row["expect"]["expires_in_s"])
            assert store.pair == TokenPair(row["body"]["access_token"], row["body"]["refresh_token"], NOW, NOW + life)
        else:
            with pytest.raises(HotlineError):
                tokens.after_refusal("access-1")
            assert (store.pair, store.previous) == (FIRST, None), row["id"]


@pytest.mark.shared
def test_the_documented_codes_of_the_token_endpoint_say_who_must_act() -> None:
    rows = json.loads(shared("cases/zalo/zalo_error_codes.json").read_bytes())["oauth"]
    actions = {"config_alarm": OutOfService}
    for row in rows:
        with pytest.raises(OutOfService) as caught:
            refreshed(httpx.Response(200, json={"error": row["code"], "error_name": "as documented"}))
        assert type(caught.value) is actions.get(row["action"], GrantLost), row
