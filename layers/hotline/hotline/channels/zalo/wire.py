"""A reply in Zalo's words: consulting messages, official-account/tin-nhan/tin-tu-van.

Zalo shows Markdown as it is written and has no list since version 2, so a list is numbered lines and buttons.
"""

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import combining

from hotline.messages import Button, Recipient, Reply

TEXT_LIMIT = 2_000
"""UTF-16 units; Zalo says characters and not which, so the count that is never too small."""

BUTTONS, TITLE_LIMIT, QUERY_LIMIT = 5, 100, 1_000

_LINE_END = re.compile(r"\n+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_SPACE = re.compile(r"\s+")


def messages(recipient: Recipient, reply: Reply) -> list[dict[str, Any]]:
    """The request bodies, in order; replies are written to fit one. The buttons are under the last."""
    parts = list(split(reply.text, TEXT_LIMIT)) or [reply.text]
    bodies: list[dict[str, Any]] = [
        {"recipient": {"user_id": recipient.user}, "message": {"text": part}} for part in parts
    ]
    buttons = [_button(button) for button in reply.buttons if units(button.says) <= QUERY_LIMIT]
    if buttons:
        bodies[-1]["message"]["attachment"] = {"type": "template", "payload": {"buttons": buttons[:BUTTONS]}}
    return bodies


def units(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int) -> Iterator[str]:
    """Parts of at most `limit` UTF-16 units, each ending with a line, else with a sentence, else with a word."""
    text = text.strip()
    while units(text) > limit:
        cut = _cut(_head(text, limit + 1), limit)
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    if text:
        yield text


def _head(text: str, limit: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: 2 * limit].decode("utf-16-le", "ignore")


def _cut(head: str, limit: int) -> int:
    """Where to end a part that begins with `head`, which is one unit too long: the end itself may be a space."""
    for end in (_LINE_END, _SENTENCE_END, _SPACE):
        ends = [match.start() for match in end.finditer(head) if match.start() > len(head) // 2]
        if ends:
            return ends[-1]
    cut = len(_head(head, limit))
    # Decomposed Vietnamese: an accent must not begin the next message.
    while cut > 1 and cut < len(head) and combining(head[cut]):
        cut -= 1
    return cut


def _button(button: Button) -> dict[str, Any]:
    title = button.title if units(button.title) <= TITLE_LIMIT else _head(button.title, TITLE_LIMIT - 1) + "…"
    if button.url:
        return {"title": title, "type": "oa.open.url", "payload": {"url": button.url}}
    if button.phone:
        return {"title": title, "type": "oa.open.phone", "payload": {"phone_code": _phone_code(button.phone)}}
    return {"title": title, "type": "oa.query.show", "payload": button.says}


def _phone_code(phone: str) -> str:
    """Zalo's form: 0236 3881 888 is 842363881888; short numbers such as 113 and 1022 have no country code."""
    digits = re.sub(r"\D", "", phone)
    return "84" + digits[1:] if digits.startswith("0") else digits
