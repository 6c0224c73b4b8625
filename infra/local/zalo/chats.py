"""Who talks with the OA, and what was said."""

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from infra.local.clock import milliseconds

WINDOW = timedelta(days=7)
FREE_REPLIES = 8
FREE_FOR = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Bubble:
    """One thing in a chat, as the phone shows it. `at` is milliseconds since 1970; `way` names the event behind it.

    `kind` is "text", "location", "sticker", "follow" or "unfollow"; `by` is "citizen" or "oa".
    """

    by: str
    kind: str
    at: int
    message_id: str
    text: str = ""
    location: tuple[float, float] | None = None
    buttons: tuple[dict[str, Any], ...] = ()
    way: str = ""

    def to_json(self) -> dict[str, Any]:
        """For the page."""
        return asdict(self)


@dataclass(slots=True)
class Chat:
    """One citizen's chat. `last_contact` is when the citizen last did something that opens the window."""

    user: str
    follows: bool = False
    last_contact: datetime | None = None
    bubbles: list[Bubble] = field(default_factory=list)
    free_replies_left: int = FREE_REPLIES

    def touch(self, now: datetime) -> None:
        """The citizen wrote or followed: seven days to answer, eight answers free for two."""
        self.last_contact = now
        self.free_replies_left = FREE_REPLIES

    def quota(self, now: datetime) -> dict[str, str] | None:
        """What Zalo says about the next answer's price: None is "charged"."""
        if self.last_contact is None or now - self.last_contact > FREE_FOR or self.free_replies_left == 0:
            return None
        self.free_replies_left -= 1
        return {"quota_type": "reply", "remain": str(self.free_replies_left), "total": str(FREE_REPLIES)}

    def is_open(self, now: datetime) -> bool:
        """Whether the OA may write.

        A chat that this platform has not seen before is open: whoever posts to the webhook with the OA's secret stands
        for Zalo, and what they said was said elsewhere.
        """
        return self.last_contact is None or now - self.last_contact <= WINDOW


class Chats:
    """All chats of the OA, and those who watch them."""

    def __init__(self) -> None:
        self._chats: dict[str, Chat] = {}
        self._watchers: dict[str, list[Callable[[str, dict[str, Any]], None]]] = {}

    def new_citizen(self) -> str:
        """Somebody new: 19 digits, more than a float holds, as Zalo's are."""
        return str(3 * 10**18 + secrets.randbelow(10**17))

    def of(self, user: str) -> Chat:
        """The chat, empty when it is new."""
        return self._chats.setdefault(user, Chat(user))

    def show(self, user: str, bubble: Bubble) -> None:
        """Puts something into the chat."""
        self.of(user).bubbles.append(bubble)
        self.tell(user, "bubble", bubble.to_json())

    def tell(self, user: str, name: str, data: dict[str, Any]) -> None:
        """Tells the watchers of a chat."""
        for watcher in list(self._watchers.get(user, ())):
            watcher(name, data)

    def watch(self, user: str, watcher: Callable[[str, dict[str, Any]], None]) -> Callable[[], None]:
        """Calls `watcher` with each bubble and each step; returns what ends that."""
        watchers = self._watchers.setdefault(user, [])
        watchers.append(watcher)
        return lambda: watchers.remove(watcher)


def oa_bubble(text: str, buttons: tuple[dict[str, Any], ...], at: datetime, way: str) -> Bubble:
    """A message of the OA, with an id of its own."""
    return Bubble("oa", "text", milliseconds(at), secrets.token_hex(10), text, buttons=buttons, way=way)
