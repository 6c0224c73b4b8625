"""Which function answers a message, and how it is told.

What a message means may be in what was said before it: a number answers our last question. That is looked up here,
once, so that whoever answers gets words.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from hotline import routing
from hotline.messages import WITHDRAWAL, Inbound, Recipient
from hotline.routing import Understood
from hotline.services.bus.distances import metres
from hotline.services.bus.queries import Coordinates, Route
from hotline.services.privacy.queries import PrivacyQuery
from hotline.settings import Functions
from hotline.storage.citizens import Conversation

APART_M = 300
"""Places nearer than this are one: somebody who sends where they are twice goes nowhere."""


class Invokes(Protocol):
    """Starts a function and does not wait for it."""

    def __call__(self, function: str, payload: Mapping[str, object]) -> None:
        """Raises Unavailable."""
        ...


def understood(inbound: Inbound) -> Understood:
    """What a message is about: the place where it has one, then its words, and the menu for what has neither.

    A number alone is a line, unless our last question has it (`settled`) or had others.
    """
    if inbound.attachment == WITHDRAWAL:
        return Understood("privacy", PrivacyQuery("withdrawn"))
    if inbound.location:
        return Understood("bus", Coordinates(inbound.location, shared=True), inbound.lang or "vi")
    about = routing.understand(inbound.text) if inbound.text else Understood("menu")
    if about.choice is not None and not inbound.offered:
        about = Understood("bus", Route(inbound.text.strip()), about.lang)
    return replace(about, lang=inbound.lang) if inbound.lang else about


def settled(inbound: Inbound, conversation: Conversation) -> Inbound:
    """The message with what was said before it: the words of a number that our last question has."""
    number = routing.typed_number(inbound.text)
    if number is None or not conversation.choices:
        return inbound
    if 1 <= number <= len(conversation.choices):
        return replace(inbound, text=conversation.choices[number - 1], lang=conversation.lang)
    return replace(inbound, offered=conversation.choices, lang=conversation.lang)


def continued(about: Understood, inbound: Inbound, conversation: Conversation) -> Understood:
    """What a message is about, after what was said before it: a second place is one to go to from the first.

    Without words it is in the language spoken last.
    """
    if not says_words(inbound) and conversation.lang and not inbound.lang:
        about = replace(about, lang=conversation.lang)
    query, place = about.query, conversation.place
    if isinstance(query, Coordinates) and query.shared and place and metres(place, query.location) > APART_M:
        return replace(about, query=replace(query, after=place))
    return about


def says_words(inbound: Inbound) -> bool:
    """Whether there is anything in a message to tell a language by; numbers are none."""
    return bool(inbound.text) and not inbound.location and routing.typed_number(inbound.text) is None


class Dispatch:
    """Hands messages to the functions that answer them."""

    def __init__(
        self, invoke: Invokes, functions: Functions, conversation: Callable[[Recipient], Conversation]
    ) -> None:
        self._invoke = invoke
        self._functions = functions
        self._conversation = conversation

    def __call__(self, inbound: Inbound, attempt: int) -> str:
        """Starts the `attempt`th try to answer and returns the service. Raises Unavailable."""
        if routing.typed_number(inbound.text) is not None:
            inbound = settled(inbound, self._conversation(inbound.sender))
        about = understood(inbound)
        answering = {"bus": self._functions.bus_lookup, "dossier": self._functions.dossier_lookup}
        self._invoke(answering.get(about.service, self._functions.desk), {"inbound": inbound.to_json(), "try": attempt})
        return about.service
