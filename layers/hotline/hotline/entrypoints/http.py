"""The ASGI app: paths that take a POST, and nothing else.

No framework: Starlette's router and requests would add 18 ms to each cold start, for one path.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mangum.types import ASGI, Receive, Scope, Send

type Takes = Callable[[bytes, Mapping[str, str]], HTTPStatus]
"""Takes a body and headers (names in lower case) and says what to answer."""


def posts(routes: Mapping[str, Takes], limit: int) -> "ASGI":
    """An app that hands bodies of at most `limit` bytes to the taker of their path."""

    async def app(scope: "Scope", receive: "Receive", send: "Send") -> None:
        await _answer(send, await _status(scope, receive))

    async def _status(scope: "Scope", receive: "Receive") -> HTTPStatus:
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


async def _answer(send: "Send", status: HTTPStatus) -> None:
    await send({"type": "http.response.start", "status": status.value, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
