"""What a citizen can ask about dossiers, once understood."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class DossierQuery:
    """Where a dossier stands (`code`, in its normal form "H17.19-261008-0975"), or what else is wished.

    `code` may come with `digits`, the last four of the phone on the file, and with `watch`: tell me when it changes.
    `digits` alone and `watch` without a code are about the dossier that was talked of last. `ask_code`: a dossier with
    no code said. `invalid`: `text` was given as a code and is none. `watching`: which dossiers do I follow? `unwatch`:
    follow `code` no longer; without one, ask which.
    """

    kind: Literal["code", "digits", "watch", "ask_code", "invalid", "watching", "unwatch"]
    code: str = ""
    text: str = ""
    digits: str = ""
    watch: bool = False

    def to_json(self) -> dict[str, Any]:
        """The kind, and the code or the text where there is one; never the digits, which open a file."""
        said = (("code", self.code), ("text", self.text))
        return {"kind": self.kind} | {name: value for name, value in said if value}
