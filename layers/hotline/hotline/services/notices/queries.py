"""What a citizen can ask about notices, once understood."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class NoticesQuery:
    """Begin (`subscribe`) or end (`unsubscribe`) notices, or `list` what one gets.

    `topics` are "storm", "power", "water", "reception", "documents", "health", "exam", "traffic"; none means: ask which
    when subscribing, and all of them when unsubscribing. `areas` are wards as typed; none means the whole city.
    """

    kind: Literal["subscribe", "unsubscribe", "list"]
    topics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """What the kind has: topics and areas, topics or "all", nothing."""
        if self.kind == "subscribe":
            return {"kind": self.kind, "topics": list(self.topics), "areas": list(self.areas)}
        if self.kind == "unsubscribe":
            return {"kind": self.kind, "topics": list(self.topics) or "all"}
        return {"kind": self.kind}
