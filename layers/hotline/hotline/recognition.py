"""What a service's recogniser says about a message, and how sure it is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Protocol

from hotline.text import Message


class Query(Protocol):
    """What a service was asked, in its own words."""

    def to_json(self) -> dict[str, Any]:
        """The names that `hotline understand` prints."""
        ...


class Sure(IntEnum):
    """How sure a recogniser is. The surest service gets the message."""

    MAYBE = 1  # something this service could answer, and nothing that says so: a lone address
    LIKELY = 2  # this service's subject, with no clear question
    ASKED = 3  # a question or a wish in this service's own words
    NAMED = 4  # a thing that only this service has: a dossier code, a stop code, a point on the map
    DANGER = 5  # life or property is in danger


@dataclass(frozen=True, slots=True)
class Recognised:
    """One service's reading of a message."""

    service: str
    sure: Sure
    query: Query | None = None


type Recogniser = Callable[[Message], Recognised | None]
