"""Which function answers a message, and how it is told."""

from collections.abc import Mapping
from typing import Protocol

from hotline import routing
from hotline.messages import Inbound
from hotline.routing import Understood
from hotline.services.bus.queries import Coordinates
from hotline.settings import Functions


class Invokes(Protocol):
    """Starts a function and does not wait for it."""

    def __call__(self, function: str, payload: Mapping[str, object]) -> None:
        """Raises Unavailable."""
        ...


def understood(inbound: Inbound) -> Understood:
    """What a message is about: the place where it has one, then its words, and the menu for what has neither."""
    if inbound.location:
        return Understood("bus", Coordinates(inbound.location, shared=True))
    return routing.understand(inbound.text) if inbound.text else Understood("menu")


class Dispatch:
    """Hands messages to the functions that answer them."""

    def __init__(self, invoke: Invokes, functions: Functions) -> None:
        self._invoke = invoke
        self._functions = functions

    def __call__(self, inbound: Inbound, attempt: int) -> str:
        """Starts the `attempt`th try to answer and returns the service. Raises Unavailable."""
        about = understood(inbound)
        # A number may answer our last question, and only the bus asks any.
        bus = about.service == "bus" or about.choice is not None
        function = self._functions.bus_lookup if bus else self._functions.desk
        self._invoke(function, {"inbound": inbound.to_json(), "try": attempt})
        return about.service
