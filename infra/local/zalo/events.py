"""Webhook events as Zalo writes and signs them.

Shapes: developers.zalo.me, official-account/webhook. Nothing here is shared with the code that reads them, so that a
misreading on one side is seen.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from infra.local.clock import milliseconds
from infra.local.options import ZaloApp


@dataclass(frozen=True, slots=True)
class SignedEvent:
    """One webhook call: the exact bytes and the signature header's value. Arrivals have no `message_id`."""

    name: str
    body: bytes
    signature: str
    message_id: str

    @property
    def id(self) -> str:
        """Tells events apart."""
        return self.message_id or self.signature


@dataclass(frozen=True, slots=True)
class Events:
    """Writes the events of one OA."""

    app: ZaloApp

    def text(self, user: str, text: str, at: datetime) -> SignedEvent:
        """Words typed, or the payload of a button."""
        return self._from_user("user_send_text", user, {"text": text}, at)

    def location(self, user: str, latitude: float, longitude: float, at: datetime) -> SignedEvent:
        """A place shared from the phone: Zalo writes both coordinates as text."""
        coordinates = {"latitude": repr(latitude), "longitude": repr(longitude)}
        attachment = {"payload": {"coordinates": coordinates}, "type": "location"}
        return self._from_user("user_send_location", user, {"attachments": [attachment]}, at)

    def sticker(self, user: str, at: datetime) -> SignedEvent:
        """The thumb that the send button is while nothing is typed."""
        address = "https://api.zalo.me/api/emoticon/oasticker?eid=1022&amp;size=130"
        attachment = {"payload": {"url": address, "id": secrets.token_hex(8)}, "type": "sticker"}
        return self._from_user("user_send_sticker", user, {"attachments": [attachment]}, at)

    def following(self, name: str, user: str, at: datetime) -> SignedEvent:
        """`name` is "follow" or "unfollow"."""
        source = {"source": "oa_profile"} if name == "follow" else {}
        body = {"oa_id": self.app.oa_id, "follower": {"id": user}, "user_id_by_app": _by_app(user)} | source
        return self._signed(name, body, at, message_id="")

    def echo(self, user: str, text: str, message_id: str, at: datetime) -> SignedEvent:
        """What Zalo tells the webhook about a message that the OA sent through the API."""
        return self._from_oa("oa_send_text", user, {"text": text, "msg_id": message_id}, at)

    def received(self, user: str, message_id: str, at: datetime) -> SignedEvent:
        """The message has reached the phone."""
        return self._from_oa("user_received_message", user, {"msg_id": message_id}, at)

    def seen(self, user: str, message_id: str, at: datetime) -> SignedEvent:
        """The message was looked at."""
        return self._from_oa("user_seen_message", user, {"msg_ids": [message_id]}, at)

    def _from_user(self, name: str, user: str, message: dict[str, Any], at: datetime) -> SignedEvent:
        message_id = secrets.token_hex(10)
        body = {
            "user_id_by_app": _by_app(user),
            "sender": {"id": user},
            "recipient": {"id": self.app.oa_id},
            "message": message | {"msg_id": message_id},
        }
        return self._signed(name, body, at, message_id)

    def _from_oa(self, name: str, user: str, message: dict[str, Any], at: datetime) -> SignedEvent:
        body = {"sender": {"id": self.app.oa_id}, "recipient": {"id": user}, "message": message}
        return self._signed(name, body, at, message_id="")

    def _signed(self, name: str, body: dict[str, Any], at: datetime, message_id: str) -> SignedEvent:
        timestamp = str(milliseconds(at))
        whole = {"app_id": self.app.app_id, "event_name": name} | body | {"timestamp": timestamp}
        data = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
        return SignedEvent(name, data, sign(self.app, data, timestamp), message_id)


def sign(app: ZaloApp, body: bytes, timestamp: str) -> str:
    """The header's value: SHA-256 over app id, body, timestamp and secret, one after the other."""
    signed = app.app_id.encode() + body + timestamp.encode() + app.oa_secret_key.encode()
    return f"mac={hashlib.sha256(signed).hexdigest()}"


def _by_app(user: str) -> str:
    """The same person's id for the app, which is another number."""
    return str(int(user) + 10**18)
