"""Which service a message is for, and with what query."""

from dataclasses import dataclass
from typing import Any, Protocol


class Query(Protocol):
    """What a service was asked, in its own words."""

    def to_json(self) -> dict[str, Any]:
        """The names that `hotline understand` prints."""
        ...


@dataclass(frozen=True, slots=True)
class Understood:
    """A message, understood.

    `service` is "bus", "dossier", "notices", "privacy", "menu" or "human". `query` is None for the last two. `lang` is
    the language to answer in, "vi" or "en". `urgent` means danger to life or property: the emergency numbers come
    first. `choice` is a typed number that may answer our last question; only such a message costs a read of the
    conversation's state.
    """

    service: str
    query: Query | None = None
    lang: str = "vi"
    urgent: bool = False
    choice: int | None = None

    def to_json(self) -> dict[str, Any]:
        """`{"service", "query"}`; the query of menu and human is empty."""
        return {"service": self.service, "query": self.query.to_json() if self.query else {}}


def understand(text: str) -> Understood:
    """Understands any text; what nothing recognises is for the menu."""
    raise NotImplementedError
