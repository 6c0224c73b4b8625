"""What a citizen can ask about dossiers, once understood."""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Code:
    """Where one dossier stands; `code` in its normal form, "H17.19-261008-0975"."""

    kind: ClassVar = "code"

    code: str

    def to_json(self) -> dict[str, Any]:
        """The code."""
        return {"kind": self.kind, "code": self.code}


@dataclass(frozen=True, slots=True)
class AskCode:
    """A dossier, with no code said."""

    kind: ClassVar = "ask_code"

    def to_json(self) -> dict[str, Any]:
        """The kind alone."""
        return {"kind": self.kind}


@dataclass(frozen=True, slots=True)
class InvalidCode:
    """Something given as a code that is none; `text` as typed."""

    kind: ClassVar = "invalid"

    text: str

    def to_json(self) -> dict[str, Any]:
        """What was typed."""
        return {"kind": self.kind, "text": self.text}


@dataclass(frozen=True, slots=True)
class Watching:
    """Which dossiers I follow."""

    kind: ClassVar = "watching"

    def to_json(self) -> dict[str, Any]:
        """The kind alone."""
        return {"kind": self.kind}


@dataclass(frozen=True, slots=True)
class Unwatch:
    """Stop following one dossier, or, where `code` is "", ask which."""

    kind: ClassVar = "unwatch"

    code: str = ""

    def to_json(self) -> dict[str, Any]:
        """The code where one was said."""
        return {"kind": self.kind} | ({"code": self.code} if self.code else {})


type DossierQuery = Code | AskCode | InvalidCode | Watching | Unwatch
