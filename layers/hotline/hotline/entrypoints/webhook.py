"""Takes what Zalo delivers: verify, store, dispatch, and answer at once.

Stored first: from then on the message cannot be lost, whatever fails here, and a delivery that comes twice ends there.
"""

import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Protocol

from hotline.channels.zalo import body as zalo_body
from hotline.channels.zalo import events, signature
from hotline.entrypoints.http import serving
from hotline.entrypoints.secret import Secret
from hotline.errors import BadEvent, BadSignature
from hotline.messages import WITHDRAWAL, Inbound, Recipient
from hotline.observability import Calls, Stopwatch, complain, say

ZALO_PATH = "/webhook/zalo"


class Inbox(Protocol):
    """Where messages are stored; `storage.inbox.Inbox`."""

    def put(self, inbound: Inbound, now: float) -> bool:
        """False if it is there already."""
        ...

    def note_officer(self, citizen: Recipient, now: float) -> None:
        """An officer writes to this citizen by hand."""
        ...


class Citizens(Protocol):
    """What is kept about citizens; `storage.citizens.Citizens`."""

    def note_standing(self, citizen: Recipient, standing: str) -> None:
        """Keeps since when they have "left"."""
        ...


class ZaloDeliveries:
    """Takes one delivery at a time. `dispatch` starts the nth try to answer and returns the service."""

    def __init__(
        self,
        app_id: str,
        secret: Secret,
        inbox: Inbox,
        citizens: Citizens,
        dispatch: Callable[[Inbound, int], str],
        calls: Calls,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._app_id = app_id
        self._secret = secret
        self._inbox = inbox
        self._citizens = citizens
        self._dispatch = dispatch
        self._calls = calls
        self._now = now

    def __call__(self, body: bytes, headers: Mapping[str, str]) -> HTTPStatus:
        """What to answer Zalo, which wants a 200 within 2 s and stops delivering after lasting failures."""
        header = headers.get(signature.HEADER)
        if header is None and body.strip() == b"{}":
            return HTTPStatus.OK  # Zalo tries a new address so, unsigned
        self._calls.clear()
        try:
            return self._verified(body, header)
        except BadSignature as error:
            say("bad signature", "WARNING", why=str(error))
            return HTTPStatus.UNAUTHORIZED
        except BadEvent:
            return HTTPStatus.BAD_REQUEST
        except Exception as error:  # noqa: BLE001  # nothing is stored, so nothing may be acknowledged
            complain("not stored", error, aws=str(self._calls))
            return HTTPStatus.SERVICE_UNAVAILABLE

    def _verified(self, body: bytes, header: str | None) -> HTTPStatus:
        self._verify(body, header)
        try:
            event = events.read(body)
        except BadEvent as error:
            # Signed by Zalo, so it is Zalo's to change; refusing would make it stop delivering.
            say("unreadable event", "WARNING", why=str(error))
        else:
            self._take(event)
        return HTTPStatus.OK

    def _verify(self, body: bytes, header: str | None) -> None:
        try:
            signature.verify(body, header, self._app_id, self._secret())
        except BadSignature:
            if not self._secret.renewed():
                raise
            signature.verify(body, header, self._app_id, self._secret())

    def _take(self, event: events.Event) -> None:
        citizen = Recipient(events.CHANNEL, event.user_id)
        if event.inbound:
            self._receive(event.inbound)
        elif not event.user_id:
            return
        elif event.pauses_us:
            self._inbox.note_officer(citizen, self._now())
        elif event.kind is events.Kind.UNFOLLOW:
            self._citizens.note_standing(citizen, "left")
        elif event.kind is events.Kind.WITHDRAWAL:
            self._receive(Inbound(citizen, event.message_id, event.sent_at, attachment=WITHDRAWAL))

    def _receive(self, inbound: Inbound) -> None:
        watch = Stopwatch()
        if not self._inbox.put(inbound, self._now()):
            return
        try:
            service = self._dispatch(inbound, 1)
        except Exception as error:  # noqa: BLE001  # stored already: the sweep dispatches it
            complain("not dispatched", error, id=inbound.key, aws=str(self._calls))
        else:
            say("received", id=inbound.key, service=service, ms=watch.ms, aws=str(self._calls))


def receiving(deliveries: ZaloDeliveries) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """The Lambda handler behind the HTTP API."""
    return serving({ZALO_PATH: deliveries}, zalo_body.BODY_LIMIT)
