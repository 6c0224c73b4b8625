"""What citizens send and get, in words that no channel owns."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Location:
    """A point on earth: WGS 84, degrees."""

    lat: float
    lon: float

    @property
    def is_on_earth(self) -> bool:
        """Whether both are in range; (0, 0) is what broken positioning reports, so it counts as nowhere."""
        return -90 <= self.lat <= 90 and -180 <= self.lon <= 180 and (self.lat, self.lon) != (0, 0)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person on a channel. `user` is the channel's id for them: digits, too long for a float, so always text."""

    channel: str
    user: str

    @property
    def key(self) -> str:
        """What is kept of them stands under this."""
        return f"{self.channel}:{self.user}"

    @classmethod
    def from_key(cls, key: str) -> Self:
        """Reads a `key`: no channel's name has a colon."""
        channel, _, user = key.partition(":")
        return cls(channel, user)


WITHDRAWAL = "withdrawal"
"""The `attachment` of what is no message: the citizen has told the channel that we may keep nothing of theirs."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message from a citizen.

    `message_id` is unique within the channel; a channel that delivers twice repeats it. `attachment` names what came
    instead of words ("location", "image", "sticker", …; "follow" for somebody who just arrived) and is "" for text.

    `lang` and `offered` come from the conversation, where the message goes on with one: the language it is in ("" where
    the words say it), and the answers that our last question had, where the message is a number beyond them.
    """

    sender: Recipient
    message_id: str
    sent_at: datetime
    text: str = ""
    location: Location | None = None
    attachment: str = ""
    lang: str = ""
    offered: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The Inbox key."""
        return f"{self.sender.channel}:{self.message_id}"

    def to_json(self) -> dict[str, Any]:
        """The form that crosses from one function to the next; `from_json` reads it."""
        body: dict[str, Any] = {
            "channel": self.sender.channel,
            "user": self.sender.user,
            "message_id": self.message_id,
            "sent_at": int(self.sent_at.timestamp() * 1000),
        }
        if self.text:
            body["text"] = self.text
        if self.location:
            body["location"] = [self.location.lat, self.location.lon]
        if self.attachment:
            body["attachment"] = self.attachment
        if self.lang:
            body["lang"] = self.lang
        if self.offered:
            body["offered"] = list(self.offered)
        return body

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Self:
        """Reads what `to_json` wrote."""
        return cls(
            sender=Recipient(body["channel"], body["user"]),
            message_id=body["message_id"],
            sent_at=datetime.fromtimestamp(body["sent_at"] / 1000, UTC),
            text=body.get("text", ""),
            location=Location(*body["location"]) if "location" in body else None,
            attachment=body.get("attachment", ""),
            lang=body.get("lang", ""),
            offered=tuple(body.get("offered", ())),
        )


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press. Exactly one of the three is set.

    `says` is sent as if the citizen had typed it, so it must be understood by itself, with no memory of the question.
    """

    title: str
    says: str = ""
    url: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: a text of at most one screen and what can be pressed under it.

    `choices` are the words that the typed numbers 1…n stand for until the next answer: Zalo shows buttons on phones
    only, so every numbered question has both.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    choices: tuple[str, ...] = ()
