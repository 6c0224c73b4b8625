"""What a citizen can ask about notices, once understood."""

from dataclasses import dataclass
from typing import Any, ClassVar

TOPICS = ("storm", "power", "water", "reception", "documents", "health", "exam", "traffic")


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Send me notices of these `topics` (of TOPICS; none: which?) in these areas (wards as typed; none: the whole city)."""

    kind: ClassVar = "subscribe"

    topics: tuple[str, ...]
    areas: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Topics and areas, also when there are none."""
        return {"kind": self.kind, "topics": list(self.topics), "areas": list(self.areas)}


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """No more notices of these topics; none: of any."""

    kind: ClassVar = "unsubscribe"

    topics: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The topics, or "all"."""
        return {"kind": self.kind, "topics": list(self.topics) or "all"}


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """What do I get?"""

    kind: ClassVar = "list"

    def to_json(self) -> dict[str, Any]:
        """The kind alone."""
        return {"kind": self.kind}


type NoticesQuery = Subscribe | Unsubscribe | Subscriptions
