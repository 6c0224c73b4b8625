"""Functions behind the HTTP API: paths that take a POST, and nothing else.

No framework: Starlette's router and requests would add 18 ms to each cold start, for one path.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from mangum import Mangum

from hotline.observability import logger

if TYPE_CHECKING:
    from mangum.types import ASGI, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: a status, and JSON where there is something to say."""

    status: HTTPStatus
    body: bytes = b""


type Takes = Callable[[bytes, Mapping[str, str]], HTTPStatus | Answer]
"""Takes a body and headers (names in lower case) and says what to answer."""


def serving(routes: Mapping[str, Takes], limit: int) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """A Lambda handler behind the HTTP API. `{"ping": true}` keeps it warm and does nothing."""
    logger()
    # Mangum takes the loop that it finds, and to make one by looking for it is deprecated.
    asyncio.set_event_loop(asyncio.new_event_loop())
    over_http = Mangum(posts(routes, limit), lifespan="off")

    def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        return event if "ping" in event else over_http(event, context)

    return lambda_handler


def posts(routes: Mapping[str, Takes], limit: int) -> "ASGI":
    """An app that hands bodies of at most `limit` bytes to the taker of their path."""

    async def app(scope: "Scope", receive: "Receive", send: "Send") -> None:
        answer = await _taken(scope, receive)
        await _send(send, answer if isinstance(answer, Answer) else Answer(answer))

    async def _taken(scope: "Scope", receive: "Receive") -> HTTPStatus | Answer:
        take = routes.get(scope["path"])
        if take is None:
            return HTTPStatus.NOT_FOUND
        if scope["method"] != "POST":
            return HTTPStatus.METHOD_NOT_ALLOWED
        body = await _body(receive, limit)
        if body is None:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return take(body, {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]})

    return app


async def _body(receive: "Receive", limit: int) -> bytes | None:
    """The whole body, or None as soon as it is longer than `limit`."""
    body = b""
    while len(body) <= limit:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body if len(body) <= limit else None
    return None


async def _send(send: "Send", answer: Answer) -> None:
    headers = [(b"content-length", str(len(answer.body)).encode())]
    if answer.body:
        headers.append((b"content-type", b"application/json"))
    await send({"type": "http.response.start", "status": answer.status.value, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
