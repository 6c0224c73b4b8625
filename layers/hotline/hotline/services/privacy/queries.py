"""What a citizen can ask about their own data."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class PrivacyQuery:
    """`export`: what is kept about me? `erase`: delete it. `agreed`: yes, delete it now.

    `withdrawn` is no message: the citizen has told the channel that we may keep nothing. No text is ever read as it.
    """

    kind: Literal["export", "erase", "agreed", "withdrawn"]

    @property
    def is_command(self) -> bool:
        """Whether it is to be done now, whoever else talks with the citizen."""
        return self.kind in ("agreed", "withdrawn")

    def to_json(self) -> dict[str, Any]:
        """The kind alone."""
        return {"kind": self.kind}
