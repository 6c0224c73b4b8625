"""The form in which Citizens holds a dossier that somebody follows (`watch#<code>`)."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from hotline.messages import Recipient
from hotline.services.dossier.changes import Told

INDEX = "watched"

LINGER_S = 7 * 86_400
"""How long after its end an item is there for the task that ends it; then DynamoDB removes it."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Which text somebody agreed to, when (seconds since 1970), and on which channel."""

    version: str
    at: int
    channel: str


@dataclass(frozen=True, slots=True)
class Watch:
    """One dossier that somebody follows; times are seconds since 1970.

    `told` is what they know. `claimed` is what a process was about to tell, and None where none was. `due` is when the
    office is asked next, `ends` when the following ends by itself.
    """

    citizen: Recipient
    code: str
    told: Told
    consent: Consent
    due: int
    ends: int
    lang: str = "vi"
    claimed: Told | None = None
    id: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def known(self) -> Told:
        """How the dossier stood when there was last something to tell, whether or not the citizen has heard it."""
        return self.claimed or self.told

    @property
    def key(self) -> dict[str, Any]:
        """Its key in Citizens."""
        return key(self.citizen, f"watch#{self.code}")

    def to_item(self) -> dict[str, Any]:
        """What is stored when it begins; `from_item` reads it, and what is added to it."""
        return self.key | {
            "watched": {"S": INDEX},
            "due": number(self.due),
            "told": packed(self.told),
            "lang": {"S": self.lang},
            "id": {"S": self.id},
            "version": {"S": self.consent.version},
            "given": number(self.consent.at),
            "channel": {"S": self.consent.channel},
            "ends": number(self.ends),
            "expires": number(self.ends + LINGER_S),
        }

    @classmethod
    def from_item(cls, item: dict[str, Any]) -> "Watch":
        """Reads an item of the table or of its index."""
        return cls(
            citizen=Recipient.from_key(item["citizen"]["S"]),
            code=item["item"]["S"].removeprefix("watch#"),
            told=Told.from_json(json.loads(item["told"]["S"])),
            consent=Consent(item["version"]["S"], int(item["given"]["N"]), item["channel"]["S"]),
            due=int(item["due"]["N"]),
            ends=int(item["ends"]["N"]),
            lang=item["lang"]["S"],
            claimed=Told.from_json(json.loads(item["claimed"]["S"])) if "claimed" in item else None,
            id=item["id"]["S"],
        )


def key(citizen: Recipient, item: str) -> dict[str, Any]:
    """A key of Citizens."""
    return {"citizen": {"S": citizen.key}, "item": {"S": item}}


def packed(told: Told) -> dict[str, str]:
    """As an attribute."""
    return {"S": json.dumps(told.to_json(), ensure_ascii=False, separators=(",", ":"))}


def number(value: int) -> dict[str, str]:
    """As an attribute."""
    return {"N": str(value)}
