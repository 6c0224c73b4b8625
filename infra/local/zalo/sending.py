"""What Zalo accepts from an OA, and what it says to the rest.

Pages: developers.zalo.me, official-account/tin-nhan/tin-tu-van, phu-luc/cau-truc-cua-tham-so-buttons, phu-luc/ma-loi.
"""

from dataclasses import dataclass
from typing import Any

TEXT_LIMIT = 2000
BUTTON_LIMIT = 5
TITLE_LIMIT = 100
QUERY_LIMIT = 1000
SMS_LIMIT = 160
BUTTON_TYPES = ("oa.open.url", "oa.query.show", "oa.query.hide", "oa.open.sms", "oa.open.phone")


class ZaloError(Exception):
    """Zalo's error: `code` is negative; the HTTP status is 200 all the same."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Sent:
    """A consulting message that Zalo takes: to whom, and what the phone shows."""

    user: str
    text: str = ""
    buttons: tuple[dict[str, Any], ...] = ()


def accept(body: Any) -> Sent:
    """Reads the JSON of `POST /v3.0/oa/message/cs`; raises ZaloError as Zalo would."""
    recipient, message = _dict(body, "recipient"), _dict(body, "message")
    user, text = recipient.get("user_id"), message.get("text", "")
    if not isinstance(user, str) or not user.isdecimal():
        raise ZaloError(-201, "user_id is invalid!")
    if not isinstance(text, str) or _length(text) > TEXT_LIMIT:
        raise ZaloError(-210, "Parameter exceeds allowable limit")
    attachment = message.get("attachment")
    buttons = _buttons(attachment) if attachment is not None else ()
    if not text.strip():
        raise ZaloError(-201, "text is invalid!")
    return Sent(user, text, buttons)


def _buttons(attachment: Any) -> tuple[dict[str, Any], ...]:
    payload = _dict(attachment, "payload")
    # The list template is documented for the shut-down v2 only; media needs uploads, which this platform has not.
    if attachment.get("type") != "template" or "template_type" in payload:
        raise ZaloError(-233, "message type is invalid or not support")
    buttons = payload.get("buttons")
    if not isinstance(buttons, list) or not buttons or not all(isinstance(button, dict) for button in buttons):
        raise ZaloError(-201, "buttons is invalid!")
    if len(buttons) > BUTTON_LIMIT:
        raise ZaloError(-210, "Parameter exceeds allowable limit")
    for button in buttons:
        _check_button(button)
    return tuple(buttons)


def _check_button(button: dict[str, Any]) -> None:
    title, kind, payload = button.get("title"), button.get("type"), button.get("payload")
    if not isinstance(title, str) or not title or kind not in BUTTON_TYPES:
        raise ZaloError(-201, "buttons is invalid!")
    if _length(title) > TITLE_LIMIT:
        raise ZaloError(-210, "Parameter exceeds allowable limit")
    if kind in ("oa.query.show", "oa.query.hide"):
        if not isinstance(payload, str) or not payload or _length(payload) > QUERY_LIMIT:
            raise ZaloError(-201, "payload is invalid!")
        return
    needed = {"oa.open.url": "url", "oa.open.phone": "phone_code", "oa.open.sms": "phone_code"}[kind]
    if not isinstance(payload, dict) or not isinstance(payload.get(needed), str) or not payload[needed]:
        raise ZaloError(-201, "payload is invalid!")
    if kind == "oa.open.sms" and _length(str(payload.get("content", ""))) > SMS_LIMIT:
        raise ZaloError(-210, "Parameter exceeds allowable limit")


def _dict(body: Any, name: str) -> dict[str, Any]:
    value = body.get(name) if isinstance(body, dict) else None
    if not isinstance(value, dict):
        raise ZaloError(-201, f"{name} is invalid!")
    return value


def _length(text: str) -> int:
    """In UTF-16 units: Zalo does not say which unit it counts, and this is the strictest."""
    return len(text.encode("utf-16-le")) // 2
