"""What a citizen can ask about dossiers, once understood."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class DossierQuery:
    """Where a dossier stands (`code`, in its normal form "H17.19-261008-0975"), or what else is wished.

    `ask_code`: a dossier with no code said. `invalid`: `text` was given as a code and is none. `watching`: which
    dossiers do I follow? `unwatch`: follow `code` no longer; without one, ask which.
    """

    kind: Literal["code", "ask_code", "invalid", "watching", "unwatch"]
    code: str = ""
    text: str = ""

    def to_json(self) -> dict[str, Any]:
        """The kind, and the code or the text where there is one."""
        said = (("code", self.code), ("text", self.text))
        return {"kind": self.kind} | {name: value for name, value in said if value}
