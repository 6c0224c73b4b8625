"""What a citizen can ask about notices, once understood."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Area:
    """A ward or a district as typed; `level` is what it was said to be, "" where that was not said."""

    name: str
    level: Literal["", "ward", "district"] = ""


@dataclass(frozen=True, slots=True)
class NoticesQuery:
    """Begin (`subscribe`) or end (`unsubscribe`) notices, or `list` what one gets.

    `topics` are keys of `lexicon.topics`; none means: ask which when subscribing, and all of them when unsubscribing,
    unless something else was named (`is_other`). No `areas` is the whole city, unless a place was said that is no
    ward (`is_elsewhere`). Who only asks ("có cúp điện không") does not wish: nothing begins by that.
    """

    kind: Literal["subscribe", "unsubscribe", "list"]
    topics: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    is_wish: bool = True
    is_elsewhere: bool = False
    is_other: bool = False

    def to_json(self) -> dict[str, Any]:
        """What the kind has: topics and areas, topics or "all", nothing."""
        if self.kind == "subscribe":
            return {"kind": self.kind, "topics": list(self.topics), "areas": [area.name for area in self.areas]}
        if self.kind == "unsubscribe":
            return {"kind": self.kind, "topics": list(self.topics) or "all"}
        return {"kind": self.kind}
