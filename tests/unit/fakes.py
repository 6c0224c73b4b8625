"""What the entry points talk to, in memory."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hotline.errors import Unavailable
from hotline.messages import Inbound, Location, Recipient, Reply
from hotline.routing import Understood
from hotline.storage.citizens import Conversation
from hotline.storage.inbox import LEASE_S, Held
from hotline.storage.items import Item, ItemKey, Items
from hotline.storage.subscriptions import EVERYWHERE, Subscription

CITIZEN = Recipient("zalo", "3022000000000000003")
NOW = 1_790_000_000.0


class Killed(BaseException):
    """The process ended here: nothing catches it."""


class Clock:
    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> float:
        return self.time


class MemoryInbox:
    """`storage.inbox.Inbox`, as the tests of the real one describe it."""

    def __init__(self) -> None:
        self.waiting_for: dict[str, Held] = {}
        self.closed: dict[str, str] = {}
        self.officers: dict[Recipient, float] = {}
        self.beside: dict[ItemKey, Item] = {}

    def put(self, inbound: Inbound, now: float) -> bool:
        is_new = inbound.key not in self.waiting_for and inbound.key not in self.closed
        if is_new:
            self.waiting_for[inbound.key] = Held(inbound, 1, int(now) + LEASE_S)
        return is_new

    def note_officer(self, citizen: Recipient, now: float) -> None:
        self.officers[citizen] = now

    def read(self, inbound: Inbound, now: float, beside: Sequence[ItemKey] = ()) -> Held | None:
        held = self.waiting_for.get(inbound.key)
        items = {key: self.beside.get(key) for key in beside}
        with_officer = self.officers.get(inbound.sender, 0) > now - 1800
        return replace(held, with_officer=with_officer, beside=items) if held else None

    def waiting(self, key: str) -> Held | None:
        return self.waiting_for.get(key)

    def due(self, now: float, limit: int) -> list[str]:
        return [key for key, held in self.waiting_for.items() if held.due <= now][:limit]

    def renew(self, key: str, held: Held, due: float) -> bool:
        if self.waiting_for.get(key) != held:
            return False
        self.waiting_for[key] = replace(held, tries=held.tries + 1, due=int(due))
        return True

    def close(self, key: str, how: str, now: float) -> None:
        if self.waiting_for.pop(key, None):
            self.closed[key] = how


class Phone:
    """A channel that remembers what it was told; raises what it is given to raise."""

    def __init__(self, *raises: Exception | None) -> None:
        self.heard: list[Reply] = []
        self.raises = list(raises)

    def __call__(self, recipient: Recipient, reply: Reply) -> str:
        assert recipient == CITIZEN
        if self.raises and (error := self.raises.pop(0)):
            raise error
        self.heard.append(reply)
        return f"m{len(self.heard)}"


class MemoryCitizens:
    def __init__(self) -> None:
        self.remembered: dict[Recipient, Conversation] = {}
        self.places: dict[Recipient, Location] = {}
        self.standings: list[tuple[Recipient, str]] = []
        self.reads = 0

    def remember(self, citizen: Recipient, conversation: Conversation) -> None:
        self.remembered[citizen] = conversation

    def conversation(self, citizen: Recipient) -> Conversation:
        self.reads += 1
        return self.remembered.get(citizen, Conversation())

    def remember_place(self, citizen: Recipient, place: Location) -> None:
        self.places[citizen] = place

    def keys(self, citizen: Recipient, *, with_place: bool) -> tuple[ItemKey, ...]:
        return (ItemKey("citizens", (("citizen", citizen.user), ("item", "place" if with_place else "conversation"))),)

    def found(self, items: Items, keys: Sequence[ItemKey]) -> Conversation:
        said = self.remembered.get(CITIZEN, Conversation())
        (key,) = keys
        return replace(said, place=self.places.get(CITIZEN)) if ("item", "place") in key.parts else said

    def note_standing(self, citizen: Recipient, standing: str) -> None:
        self.standings.append((citizen, standing))


class Lambda:
    """Remembers what it was asked to start."""

    def __init__(self) -> None:
        self.started: list[tuple[str, Mapping[str, object]]] = []
        self.fails_for: set[str] = set()

    def __call__(self, function: str, payload: Mapping[str, object]) -> None:
        inbound = payload["inbound"]
        assert isinstance(inbound, dict)
        if inbound["message_id"] in self.fails_for:
            raise Unavailable("Lambda")
        self.started.append((function, payload))


class Context:
    """An invocation with this many seconds left."""

    def __init__(self, left_s: float = 20) -> None:
        self.left_s = left_s

    def get_remaining_time_in_millis(self) -> int:
        return int(self.left_s * 1000)


def message(text: str = "54 Nguyễn Lương Bằng", number: int = 1, attachment: str = "") -> Inbound:
    return Inbound(CITIZEN, f"m{number}", datetime.fromtimestamp(NOW, UTC), text=text, attachment=attachment)


class Says:
    """Composes what it is given to say, or an echo."""

    def __init__(self, reply: Reply | None = None, wants: Sequence[ItemKey] = ()) -> None:
        self.reply: Reply | None = reply
        self.wanted = wants
        self.items: Items = {}

    def wants(self, inbound: Inbound, about: Understood) -> Sequence[ItemKey]:
        return self.wanted

    def __call__(self, inbound: Inbound, about: Understood, items: Items) -> Reply:
        self.items = items
        return self.reply or Reply(f"about {inbound.text}")


def killed_at(steps: set[int]) -> Callable[[], None]:
    """Counts steps and ends the process at these."""
    step = -1

    def reach() -> None:
        nonlocal step
        step += 1
        if step in steps:
            raise Killed

    return reach


class MemorySubscriptions:
    """`storage.subscriptions.Subscriptions` without a table."""

    def __init__(self) -> None:
        self.kept: dict[tuple[Recipient, str, str], Subscription] = {}

    def begin(self, citizen: Recipient, topic: str, areas: Sequence[str], version: str, lang: str) -> None:
        for area in areas or (EVERYWHERE,):
            self.kept[citizen, topic, area] = Subscription(topic, area, int(NOW), version, lang)

    def end(self, citizen: Recipient, subscriptions: Iterable[Subscription]) -> None:
        for one in subscriptions:
            self.kept.pop((citizen, one.topic, one.area), None)

    def of(self, citizen: Recipient) -> list[Subscription]:
        return [one for (whose, _, _), one in sorted(self.kept.items(), key=str) if whose == citizen]
