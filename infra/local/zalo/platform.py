"""The platform at work: takes what citizens do on their phones to the webhook, and what the OA sends to the phones."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

import httpx

from infra.local.clock import milliseconds
from infra.local.options import ZaloApp
from infra.local.ways import Way, Ways
from infra.local.zalo.chats import Bubble, Chats, oa_bubble
from infra.local.zalo.events import Events, SignedEvent
from infra.local.zalo.sending import ZaloError, accept
from infra.local.zalo.tokens import Tokens

WEBHOOK_LIMIT_S = 30.0
CALLS_PER_MINUTE = 4000
PHONE_TAKES_S = 0.3
"""From the OA's message to its receipts."""


class Platform:
    """Zalo for one app and one OA. `webhook_url` is "" until the webhook is there."""

    def __init__(self, app: ZaloApp, now: Callable[[], datetime]) -> None:
        self.app = app
        self.now = now
        self.webhook_url = ""
        self.tokens = Tokens(app.app_id, app.app_secret, now)
        self.chats = Chats()
        self.ways = Ways(lambda way: self.chats.tell(way.user, "way", way.to_json()))
        self._events = Events(app)
        # Proxies of the environment have no business on 127.0.0.1.
        self._http = httpx.AsyncClient(timeout=WEBHOOK_LIMIT_S, trust_env=False)
        self._background: set[asyncio.Task[None]] = set()
        self._calls: tuple[int, int] = (0, 0)

    async def text(self, user: str, text: str, *, shown: bool = True) -> None:
        """The citizen wrote, or pressed a button that writes; a hidden query is delivered and not shown."""
        at = self.now()
        event = self._events.text(user, text, at)
        await self._citizen_did(user, event, "text", at, text=text, shown=shown)

    async def location(self, user: str, latitude: float, longitude: float) -> None:
        """The citizen shared a place."""
        at = self.now()
        event = self._events.location(user, latitude, longitude, at)
        await self._citizen_did(user, event, "location", at, location=(latitude, longitude))

    async def sticker(self, user: str) -> None:
        """The citizen sent a thumb."""
        at = self.now()
        await self._citizen_did(user, self._events.sticker(user, at), "sticker", at)

    async def following(self, user: str, *, follows: bool) -> None:
        """The citizen follows the OA, or no longer does."""
        at, name = self.now(), "follow" if follows else "unfollow"
        self.chats.of(user).follows = follows
        await self._citizen_did(user, self._events.following(name, user, at), name, at)

    async def _citizen_did(
        self,
        user: str,
        event: SignedEvent,
        kind: str,
        at: datetime,
        *,
        text: str = "",
        location: tuple[float, float] | None = None,
        shown: bool = True,
    ) -> None:
        way = Way(
            event.id, user, event.name, text, milliseconds(at), f"zalo:{event.message_id}" if event.message_id else ""
        )
        if kind != "unfollow":
            self.chats.of(user).touch(at)
        if shown:
            bubble = Bubble("citizen", kind, milliseconds(at), event.message_id, text, location, way=way.id)
            self.chats.show(user, bubble)
        self.ways.begin(way)
        self.ways.webhook_answered(way.id, await self._post(event))

    async def _post(self, event: SignedEvent) -> int | None:
        headers = {"Content-Type": "application/json", "X-ZEvent-Signature": event.signature}
        try:
            answer = await self._http.post(self.webhook_url, content=event.body, headers=headers)
        except httpx.HTTPError:
            return None
        return answer.status_code

    def send(self, access_token: str | None, body: Any) -> dict[str, Any]:
        """Zalo's answer to `POST /v3.0/oa/message/cs`; what it takes is on the phone when this returns."""
        try:
            if refusal := self.tokens.refusal(access_token):
                raise ZaloError(*refusal)
            self._count_call()
            message = accept(body)
            return self._deliver(message.user, message.text, message.buttons)
        except ZaloError as rejected:
            return {"error": rejected.code, "message": str(rejected)}

    def _deliver(self, user: str, text: str, buttons: tuple[dict[str, Any], ...]) -> dict[str, Any]:
        at, chat = self.now(), self.chats.of(user)
        if not chat.is_open(at):
            raise ZaloError(-230, "User has not interacted with the OA in the past 7 days")
        bubble = oa_bubble(text, buttons, at, self.ways.sent(user))
        self.chats.show(user, bubble)
        self.later(self._receipts(user, text, bubble.message_id))
        data: dict[str, Any] = {"message_id": bubble.message_id, "user_id": user}
        if quota := chat.quota(at):
            data["quota"] = quota
        return {"data": data, "error": 0, "message": "Success"}

    def _count_call(self) -> None:
        minute, calls = self._calls
        now = milliseconds(self.now()) // 60_000
        self._calls = (now, calls + 1 if minute == now else 1)
        if self._calls[1] > CALLS_PER_MINUTE:
            raise ZaloError(-32, "Your application reached limit call api")

    @property
    def calls_left(self) -> int:
        """How many calls this minute still takes."""
        return max(0, CALLS_PER_MINUTE - self._calls[1])

    async def _receipts(self, user: str, text: str, message_id: str) -> None:
        """What Zalo tells the webhook about each message of the OA; none of it may be answered."""
        if not self.webhook_url:
            return
        await asyncio.sleep(PHONE_TAKES_S)
        await self._post(self._events.echo(user, text, message_id, self.now()))
        await self._post(self._events.received(user, message_id, self.now()))
        await self._post(self._events.seen(user, message_id, self.now()))

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Does `work` without making anybody wait for it."""
        task = asyncio.ensure_future(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def close(self) -> None:
        """Ends what is still under way."""
        for task in list(self._background):
            task.cancel()
        await self._http.aclose()
