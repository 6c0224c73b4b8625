"""What Zalo's webhook events say.

Names and shapes: developers.zalo.me, official-account/webhook. Who wrote is decided by the event's name alone: in
receipts and echoes the sender is the OA, and in a group the recipient is not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from hotline.channels.zalo.body import identifier, inner, parse, text, texts
from hotline.channels.zalo.content import ATTACHMENTS, Content, content
from hotline.errors import BadEvent
from hotline.messages import Inbound, Recipient

CHANNEL = "zalo"

_LONGEST_PHONE = 15


class Kind(StrEnum):
    """What an event is about."""

    MESSAGE = "inbound_message"
    FOLLOW = "follow"
    CHAT_OPENED = "chat_opened"
    UNFOLLOW = "unfollow"
    WITHDRAWAL = "data_subject_request"
    ECHO = "echo"
    DELIVERED = "receipt_delivered"
    SEEN = "receipt_seen"
    REACTION = "reaction"
    CONTACT = "contact_shared"
    CALL = "call"
    TAG = "tag"
    GROUP = "group_message"
    ZNS_DELIVERED = "zns_delivered"
    ZNS_ADMIN = "zns_admin"
    RATING = "rating"
    OTHER = "other"
    UNKNOWN = "ignored_but_logged"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Only its `inbound`, where it has one, may be answered.

    `user_id` is the citizen's, whoever the sender is, and "" where the event is about nobody that we could write to.
    Ids are per OA. `details` holds what else the event says, by Zalo's names; personal data, so it is never logged.
    """

    kind: Kind
    name: str
    sent_at: datetime
    oa_id: str = ""
    user_id: str = ""
    message_id: str = ""
    inbound: Inbound | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def pauses_us(self) -> bool:
        """Whether an officer has just written to this citizen by hand."""
        return self.kind is Kind.ECHO and self.details["by"] == "human"

    @property
    def opens_window(self) -> bool:
        """Whether Zalo counts this as an interaction, after which the OA may write for seven days."""
        return self.inbound is not None or self.name in {"user_call_oa", "widget_interaction_accepted"}


def read(body: bytes) -> Event:
    """Reads a verified body; what is not documented is UNKNOWN. Raises BadEvent where a time or a writer is missing."""
    fields = parse(body)
    name = text(fields, "event_name")
    if not name:
        raise BadEvent("no event_name")
    return _reader(name, fields)(name, _time(fields), fields)


type _Fields = dict[str, Any]
type _Reader = Callable[[str, datetime, _Fields], Event]


def _reader(name: str, fields: _Fields) -> _Reader:
    who, _, what = name.partition("_send_")
    if who in {"user", "oa"} and what.startswith("group_"):
        return _group
    if who in {"user", "anonymous"} and (what == "text" or what in ATTACHMENTS):
        return _message if who == "user" else _anonymous
    # How echoes of template messages are named is not documented; oa_send_consent is none, it has no message.
    if who == "oa" and "message" in fields:
        return _echo
    if name == "user_received_message" and not {"tracking_id", "delivery_time"}.isdisjoint(inner(fields, "message")):
        return _zns_delivered
    return _READERS.get(name, _unknown)


def _time(fields: _Fields) -> datetime:
    """`timestamp`: milliseconds since 1970, UTC."""
    try:
        return datetime.fromtimestamp(int(text(fields, "timestamp")) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        raise BadEvent("no timestamp") from None


def _id_in(fields: _Fields, key: str) -> str:
    """`sender.id`, `recipient.id`, `follower.id`; "" where there is none."""
    return text(inner(fields, key), "id")


def _message(name: str, at: datetime, fields: _Fields) -> Event:
    said = content(name.removeprefix("user_send_"), inner(fields, "message"))
    return _answerable(Kind.MESSAGE, name, at, identifier(inner(fields, "sender"), "id"), fields, said)


def _follow(name: str, at: datetime, fields: _Fields) -> Event:
    arrival = Content("", "follow", None, {"source": text(fields, "source")})
    return _answerable(Kind.FOLLOW, name, at, identifier(inner(fields, "follower"), "id"), fields, arrival)


def _chat_opened(name: str, at: datetime, fields: _Fields) -> Event:
    """Somebody pressed "Nhắn tin" for the first time and sees an empty chat."""
    arrival = Content("", "follow", None, {})
    return _answerable(Kind.CHAT_OPENED, name, at, identifier(fields, "user_id"), fields, arrival)


def _answerable(kind: Kind, name: str, at: datetime, user: str, fields: _Fields, said: Content) -> Event:
    message = inner(fields, "message")
    message_id = identifier(message, "msg_id") if text(message, "msg_id") else _made_up_id(name, user, fields)
    inbound = Inbound(Recipient(CHANNEL, user), message_id, at, said.text, said.location, said.attachment)
    oa_id = text(fields, "oa_id") or _id_in(fields, "recipient")
    return Event(kind, name, at, oa_id, user, message_id, inbound, said.details)


def _made_up_id(name: str, user: str, fields: _Fields) -> str:
    """For what has no message id: the same delivery has the same one each time. Ids go into logs: no person's do."""
    return sha256(f"{name}:{user}:{text(fields, 'timestamp')}".encode()).hexdigest()[:20]


def _anonymous(name: str, at: datetime, fields: _Fields) -> Event:
    """Somebody without an account, on a website's chat widget: read and counted, not answered.

    An answer would need another endpoint and the conversation's id beside the person's, which no Recipient holds.
    """
    message = inner(fields, "message")
    said = content(name.removeprefix("anonymous_send_"), message)
    details = {
        "anonymous": True,
        "anonymous_id": _id_in(fields, "sender"),
        "conversation_id": text(message, "conversation_id"),
        "text": said.text,
        "attachment": said.attachment,
    }
    oa_id = _id_in(fields, "recipient")
    return Event(Kind.MESSAGE, name, at, oa_id, message_id=text(message, "msg_id"), details=details)


def _echo(name: str, at: datetime, fields: _Fields) -> Event:
    """A message of the OA: ours, or an officer's, whom Zalo names only then."""
    admin = text(inner(fields, "sender"), "admin_id")
    anonymous = name.startswith("oa_send_anonymous_")
    details = {"by": "human" if admin else "api", "admin_id": admin, "anonymous": anonymous}
    user = "" if anonymous else _id_in(fields, "recipient")
    message_id = text(inner(fields, "message"), "msg_id")
    return Event(Kind.ECHO, name, at, _id_in(fields, "sender"), user, message_id, details=details)


def _group(name: str, at: datetime, fields: _Fields) -> Event:
    """Not answered: a reply to the sender would be a private message that nobody asked for."""
    user = _id_in(fields, "sender") if name.startswith("user_") else ""
    details = {"group_id": _id_in(fields, "recipient")}
    return Event(Kind.GROUP, name, at, text(fields, "oa_id"), user, details=details)


def _received(name: str, at: datetime, fields: _Fields) -> Event:
    """Zalo's receipt: here the sender is the OA."""
    details = {"msg_ids": texts([inner(fields, "message").get("msg_id")])}
    return Event(Kind.DELIVERED, name, at, _id_in(fields, "sender"), _id_in(fields, "recipient"), details=details)


def _seen(name: str, at: datetime, fields: _Fields) -> Event:
    """As `_received`, for several messages at once."""
    details = {"msg_ids": texts(inner(fields, "message").get("msg_ids"))}
    return Event(Kind.SEEN, name, at, _id_in(fields, "sender"), _id_in(fields, "recipient"), details=details)


def _reaction(name: str, at: datetime, fields: _Fields) -> Event:
    oa, user = ("recipient", "sender") if name.startswith("user_") else ("sender", "recipient")
    message = inner(fields, "message")
    details = {"icon": text(message, "react_icon")}
    message_id = text(message, "msg_id")
    return Event(Kind.REACTION, name, at, _id_in(fields, oa), _id_in(fields, user), message_id, details=details)


def _contact(name: str, at: datetime, fields: _Fields) -> Event:
    info = inner(fields, "info")
    details = {"phone": text(info, "phone"), "name": text(info, "name")}
    return Event(Kind.CONTACT, name, at, _id_in(fields, "recipient"), _id_in(fields, "sender"), details=details)


def _tag(name: str, at: datetime, fields: _Fields) -> Event:
    tag = inner(fields, "tag")
    details = {"tag": text(tag, "name"), "user_ids": texts(tag.get("user_ids"))}
    return Event(Kind.TAG, name, at, text(fields, "oa_id"), details=details)


def _zns_delivered(name: str, at: datetime, fields: _Fields) -> Event:
    """A template message has reached a phone: named as the chat receipt, but its recipient is a number or its hash."""
    message, to = inner(fields, "message"), _id_in(fields, "recipient")
    details = {
        "phone" if len(to) <= _LONGEST_PHONE else "phone_hash": to,
        "tracking_id": text(message, "tracking_id"),
        "delivered_at_ms": text(message, "delivery_time"),
    }
    message_id = text(message, "msg_id")
    return Event(Kind.ZNS_DELIVERED, name, at, _id_in(fields, "sender"), message_id=message_id, details=details)


def _rating(name: str, at: datetime, fields: _Fields) -> Event:
    message = inner(fields, "message")
    details = {
        "rate": text(message, "rate"),
        "note": text(message, "note"),
        "tracking_id": text(message, "tracking_id") or text(message, "trackingId"),
    }
    return Event(Kind.RATING, name, at, text(fields, "oa_id"), message_id=text(message, "msg_id"), details=details)


def _about_somebody(kind: Kind) -> _Reader:
    """Events with flat ids, both of which may be empty."""

    def reader(name: str, at: datetime, fields: _Fields) -> Event:
        user = text(fields, "user_id") or _id_in(fields, "follower")
        details = {"user_id_by_app": text(fields, "user_id_by_app")}
        return Event(kind, name, at, text(fields, "oa_id"), user, _made_up_id(name, user, fields), details=details)

    return reader


def _zns_admin(name: str, at: datetime, fields: _Fields) -> Event:
    """Templates, quotas and journeys; some of these write oaId."""
    details = {"new_value": inner(fields, "quota").get("new_value")}
    return Event(Kind.ZNS_ADMIN, name, at, text(fields, "oa_id") or text(fields, "oaId"), details=details)


_unknown = _about_somebody(Kind.UNKNOWN)

_READERS: Mapping[str, _Reader] = {
    "follow": _follow,
    "user_click_chatnow": _chat_opened,
    "unfollow": _about_somebody(Kind.UNFOLLOW),
    "user_withdraw": _about_somebody(Kind.WITHDRAWAL),
    "user_received_message": _received,
    "user_seen_message": _seen,
    "user_reacted_message": _reaction,
    "oa_reacted_message": _reaction,
    "user_submit_info": _contact,
    "user_call_oa": _about_somebody(Kind.CALL),
    "oa_call_user": _about_somebody(Kind.CALL),
    "add_user_to_tag": _tag,
    "remove_user_from_tag": _tag,
    "remove_tag": _tag,
    "user_feedback": _rating,
    **dict.fromkeys(
        (
            "update_user_info",
            "widget_interaction_accepted",
            "widget_failed_to_sync_user_external_id",
            "user_reply_consent",
            "oa_send_consent",
        ),
        _about_somebody(Kind.OTHER),
    ),
    **dict.fromkeys(
        (
            "change_template_status",
            "change_template_quality",
            "change_oa_daily_quota",
            "change_oa_template_tags_v2",
            "event_journey_acknowledged",
            "event_journey_time_out",
        ),
        _zns_admin,
    ),
}
