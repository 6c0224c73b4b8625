"""What a citizen can ask about their own data."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class PrivacyQuery:
    """`export`: what is kept about me? `erase`: delete it."""

    kind: Literal["export", "erase"]

    def to_json(self) -> dict[str, Any]:
        """The kind alone."""
        return {"kind": self.kind}
