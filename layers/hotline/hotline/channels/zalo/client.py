"""Sends replies through a Zalo OA."""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Protocol

import httpx

from hotline.channels.zalo.body import inner, text
from hotline.channels.zalo.codes import TOKEN_REFUSED, failure, next_minute
from hotline.channels.zalo.transport import number, post
from hotline.channels.zalo.wire import messages
from hotline.errors import HotlineError, RateLimited, Unavailable, Unconfirmed
from hotline.messages import Recipient, Reply

API_URL = "https://openapi.zalo.me"

_SAID = 200  # characters of Zalo's explanation that go into an error


class AccessTokens(Protocol):
    """Where the token comes from; `tokens.Tokens`."""

    def access_token(self) -> str:
        """The token to try."""
        ...

    def after_refusal(self, refused: str) -> str:
        """The token to try once more, when Zalo refuses `refused`."""
        ...


class ZaloClient:
    """The OA's send endpoint. Zalo knows no idempotency key: what Unconfirmed leaves open stays open."""

    def __init__(
        self,
        http: httpx.Client,
        tokens: AccessTokens,
        base_url: str = API_URL,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._http = http
        self._tokens = tokens
        self._url = f"{base_url.rstrip('/')}/v3.0/oa/message/cs"
        self._now = now

    def send(self, recipient: Recipient, reply: Reply) -> str:
        """Sends a consulting message and returns Zalo's id for it: the last one's, where the text needed several.

        Raises OutsideWindow, Blocked, RateLimited, Unavailable, Unconfirmed, OutOfService, GrantLost; Refused is a bug.
        """
        message_id = ""
        for message in messages(recipient, reply):
            message_id = self._send(message)
        return message_id

    def _send(self, message: dict[str, Any]) -> str:
        token = self._tokens.access_token()
        status, body = self._post(message, token)
        if _code(status, body) in TOKEN_REFUSED:
            # Once: a refusal that renewal does not cure has another cause.
            token = self._tokens.after_refusal(token)
            status, body = self._post(message, token)
        code = _code(status, body)
        if code == 0:
            return text(inner(body, "data"), "message_id")
        if code is None:
            raise self._no_answer(status)
        raise failure(code, text(body, "message")[:_SAID].replace(token, "…"), self._now())

    def _post(self, message: dict[str, Any], token: str) -> tuple[int, dict[str, Any]]:
        return post(self._http, self._url, {"access_token": token}, json=message)

    def _no_answer(self, status: int) -> HotlineError:
        """Something before Zalo's API has answered; after a 5xx, what lies behind it may have sent the message."""
        said = f"Zalo: HTTP {status} without an answer of the API"
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            return RateLimited(said, next_minute(self._now()))
        return Unavailable(said) if 400 <= status < 500 else Unconfirmed(said)


def _code(status: int, body: dict[str, Any]) -> int | None:
    """Zalo's `error`: 0 is success, whatever the HTTP status; None where there is none."""
    code = number(body.get("error"))
    return status if code is None and status == HTTPStatus.UNAUTHORIZED else code
