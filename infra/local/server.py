"""What answers on the chat page's address: the page, its citizens' phones, and Zalo's endpoints for the functions."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from zipfile import BadZipFile

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infra.local.clock import milliseconds
from infra.local.dossiers import Dossiers
from infra.local.feed import Feed, etag
from infra.local.network import Network
from infra.local.options import StackError
from infra.local.zalo.platform import Platform
from infra.local.zalo.sending import TEXT_LIMIT

PAGE = Path(__file__).with_name("page")
HEARTBEAT_S = 15.0
LARGEST_BODY = 64 * 1024

# Everything comes from this server, and nothing else may be asked for: the page works without a network.
PAGE_HEADERS = {
    b"content-security-policy": b"default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cache-control": b"no-cache",
}


@dataclass(slots=True)
class Stack:
    """What the server serves. `network` draws the feed when it is first asked; `streams` are the open ones.

    `realtime` gives the live feed that is served here, if one is. `vehicles` are None where there is no live feed, and
    `dossiers` until the stack is ready.
    """

    platform: Platform
    feed: Feed
    network: Callable[[], Network]
    replies_elsewhere: bool = False
    realtime: Callable[[], bytes] | None = None
    vehicles: Callable[[], list[dict[str, Any]]] | None = None
    dossiers: Dossiers | None = None
    streams: set[asyncio.Queue[str | None]] = field(default_factory=set)

    def end_streams(self) -> None:
        """Pages that listen hear no more."""
        for stream in self.streams:
            stream.put_nowait(None)


def application(stack: Stack) -> Starlette:
    """The server's routes over one stack."""
    chat = _ChatApi(stack)
    zalo = _ZaloApi(stack.platform)
    return Starlette(
        routes=[
            Route("/v3.0/oa/message/cs", zalo.send, methods=["POST"]),
            Route("/v4/oa/access_token", zalo.token, methods=["POST"]),
            Route("/feed.zip", _feed(stack.feed)),
            Route("/realtime.pb", _realtime(stack)),
            Route("/api/network", chat.network),
            Route("/api/vehicles", chat.vehicles),
            Route("/api/dossiers", chat.dossiers),
            Route("/api/dossiers/{code}/next", chat.move_on, methods=["POST"]),
            Route("/api/citizens", chat.new_citizen, methods=["POST"]),
            Route("/api/citizens/{user:int}/stream", chat.stream),
            Route("/api/citizens/{user:int}/actions", chat.act, methods=["POST"]),
            Mount("/", StaticFiles(directory=PAGE, html=True)),
        ],
        middleware=[
            # A page of somebody else whose name leads to 127.0.0.1 gets nothing.
            Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]),
            Middleware(_Headers),
        ],
    )


class _Headers:
    """Puts `PAGE_HEADERS` on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                message["headers"] += [pair for pair in PAGE_HEADERS.items() if pair[0] not in present]
            await send(message)

        await self._app(scope, receive, with_headers)


class _ZaloApi:
    """openapi.zalo.me and oauth.zaloapp.com, as far as the functions use them."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def send(self, request: Request) -> Response:
        """Errors have status 200 and a negative `error`."""
        body = await _json(request)
        answer = self._platform.send(request.headers.get("access_token"), body)
        limits = {"X-RateLimit-Limit": "4000", "X-RateLimit-Remain": str(self._platform.calls_left)}
        return JSONResponse(answer, headers=limits)

    async def token(self, request: Request) -> Response:
        """Refreshes a token pair; the form is URL-encoded."""
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        status, answer = self._platform.tokens.refresh(request.headers.get("secret_key"), form)
        return JSONResponse(answer, status)


class _ChatApi:
    """What the page asks for."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._platform = stack.platform

    async def network(self, _: Request) -> Response:
        """The drawing of the feed's stops and lines, empty where the feed is elsewhere and out of reach."""
        try:
            drawing = await asyncio.to_thread(self._stack.network)
        except (StackError, BadZipFile):
            drawing = Network()
        return JSONResponse(drawing.to_json())

    async def vehicles(self, _: Request) -> Response:
        """Where the buses are: {"vehicles": […]}, null where there is no live feed."""
        look = self._stack.vehicles
        found = await asyncio.to_thread(look) if look else None
        return JSONResponse({"vehicles": found}, headers={"Cache-Control": "no-store"})

    async def dossiers(self, _: Request) -> Response:
        """Some to ask about: {"dossiers": […]}, null while the stack starts."""
        listed = self._stack.dossiers() if self._stack.dossiers else None
        return JSONResponse({"dossiers": listed}, headers={"Cache-Control": "no-store"})

    async def move_on(self, request: Request) -> Response:
        """The office takes a dossier to its next step, and whoever follows it is told."""
        office = self._stack.dossiers
        moved = await asyncio.to_thread(office.move_on, request.path_params["code"]) if office else None
        return JSONResponse(moved or {"error": "it has no next step"}, 200 if moved else 409)

    async def new_citizen(self, _: Request) -> Response:
        """Somebody who has never talked with the OA."""
        return JSONResponse({"user": self._platform.chats.new_citizen()})

    async def act(self, request: Request) -> Response:
        """Something done on the phone: {"do": "text" | "location" | "sticker" | "follow" | "unfollow", …}."""
        user, action = str(request.path_params["user"]), await _json(request)
        if not self._platform.webhook_url:
            return JSONResponse({"error": "the stack is still starting"}, 503)
        do = self._action(user, action) if isinstance(action, dict) else None
        if do is None:
            return JSONResponse({"error": "not something that a phone can do"}, 400)
        # The phone does not wait for the OA's server: the way says how it went.
        self._platform.later(do)
        return JSONResponse({}, 202)

    def _action(self, user: str, action: dict[str, Any]) -> Coroutine[Any, Any, None] | None:
        match action:
            case {"do": "text", "text": str(text)} if text.strip() and len(text) <= TEXT_LIMIT:
                return self._platform.text(user, text, shown=action.get("shown") is not False)
            case {"do": "location", "latitude": int() | float() as lat, "longitude": int() | float() as lon}:
                return self._platform.location(user, float(lat), float(lon))
            case {"do": "sticker"}:
                return self._platform.sticker(user)
            case {"do": "follow" | "unfollow" as name}:
                return self._platform.following(user, follows=name == "follow")
        return None

    async def stream(self, request: Request) -> Response:
        """Server-sent events: the whole state first, then each bubble and each step of a way."""
        user = str(request.path_params["user"])
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._events(user), media_type="text/event-stream", headers=headers)

    async def _events(self, user: str) -> AsyncIterator[str]:
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        end = self._platform.chats.watch(user, lambda name, data: queue.put_nowait(_event(name, data)))
        self._stack.streams.add(queue)
        try:
            yield _event("state", self._state(user))
            while (event := await _next(queue)) is not None:
                yield event
        finally:
            self._stack.streams.discard(queue)
            end()

    def _state(self, user: str) -> dict[str, Any]:
        chat = self._platform.chats.of(user)
        return {
            "now": milliseconds(self._platform.now()),
            "follows": chat.follows,
            "bubbles": [bubble.to_json() for bubble in chat.bubbles],
            "ways": [way.to_json() for way in self._platform.ways.of(user)],
            "feed": self._stack.feed.name,
            "is_sample": self._stack.feed.is_sample,
            "replies_elsewhere": self._stack.replies_elsewhere,
        }


def _feed(feed: Feed) -> Callable[[Request], Awaitable[Response]]:
    """The timetable for `sync`, with an ETag as a city's server has one."""

    async def serve(request: Request) -> Response:
        if feed.data is None:
            return Response("the feed is elsewhere", 404)
        return _tagged(request, feed.data, feed.etag, "application/zip")

    return serve


def _realtime(stack: Stack) -> Callable[[Request], Awaitable[Response]]:
    """The live feed, as an operator's server has it."""

    async def serve(request: Request) -> Response:
        if stack.realtime is None:
            return Response("there is no live feed here", 404)
        try:
            data = await asyncio.to_thread(stack.realtime)
        except OSError as error:
            return Response(f"the live feed cannot be read: {error.strerror}", 503)
        return _tagged(request, data, etag(data), "application/x-protobuf")

    return serve


def _tagged(request: Request, data: bytes, tag: str, media_type: str) -> Response:
    """Nothing for who has it already."""
    headers = {"ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=media_type, headers=headers)


async def _json(request: Request) -> Any:
    """The body, or None where it is no JSON or too large."""
    body = await request.body()
    try:
        return json.loads(body) if len(body) <= LARGEST_BODY else None
    except ValueError:
        return None


async def _next(queue: asyncio.Queue[str | None]) -> str | None:
    """The next event, or a comment now and then, by which the server learns that a page has gone."""
    try:
        async with asyncio.timeout(HEARTBEAT_S):
            return await queue.get()
    except TimeoutError:
        return ": still here\n\n"


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
