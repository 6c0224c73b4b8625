"""What a message holds: words, a place, or something that came instead."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hotline.channels.zalo.body import inner, text
from hotline.messages import Location

ATTACHMENTS = frozenset({"image", "gif", "link", "audio", "video", "sticker", "location", "business_card", "file"})

TEXT_LIMIT = 10_000
"""Characters; Zalo's own apps stop well below."""


@dataclass(frozen=True, slots=True)
class Content:
    """`attachment` is one of ATTACHMENTS or "" for words alone; `details` what Zalo says about it, by its own names.

    A text that was cut at TEXT_LIMIT ends in "…". `location` is None where the coordinates are not on earth.
    """

    text: str
    attachment: str
    location: Location | None
    details: Mapping[str, Any]


def content(what: str, message: dict[str, Any]) -> Content:
    """Reads the `message` of an event named `…_send_{what}`."""
    attachments = message.get("attachments")
    first = attachments[0] if isinstance(attachments, list) and attachments else None
    payload = inner(first, "payload") if isinstance(first, dict) else {}
    details = {"quote_msg_id": text(message, "quote_msg_id"), "url": text(payload, "url")}
    said = text(message, "text")
    if what == "link":
        # A shared map link is a question, with or without words beside it.
        said = said or details["url"]
    elif what == "business_card":
        details["phone"] = _phone(text(payload, "description"))
    elif what == "file":
        details |= {"name": text(payload, "name"), "size": text(payload, "size")}
    return Content(
        text=said if len(said) <= TEXT_LIMIT else said[: TEXT_LIMIT - 1] + "…",
        attachment="" if what == "text" else what,
        location=_location(inner(payload, "coordinates")) if what == "location" else None,
        details=details,
    )


def _location(coordinates: dict[str, Any]) -> Location | None:
    """Both are documented as strings; numbers are as good."""
    try:
        location = Location(float(coordinates["latitude"]), float(coordinates["longitude"]))
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return location if location.is_on_earth else None


def _phone(card: str) -> str:
    """A business card is JSON within the JSON."""
    try:
        fields = json.loads(card)
    except (ValueError, RecursionError):
        return ""
    return text(fields, "phone") if isinstance(fields, dict) else ""
