"""What a citizen can ask about their own data."""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Export:
    """What is kept about me."""

    kind: ClassVar = "export"

    def to_json(self) -> dict[str, Any]:
        """The kind alone."""
        return {"kind": self.kind}


@dataclass(frozen=True, slots=True)
class Erase:
    """Delete what is kept about me."""

    kind: ClassVar = "erase"

    def to_json(self) -> dict[str, Any]:
        """The kind alone."""
        return {"kind": self.kind}


type PrivacyQuery = Export | Erase
