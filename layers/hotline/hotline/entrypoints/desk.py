"""What `desk` says."""

from collections.abc import Callable, Sequence
from typing import Protocol

from hotline.messages import Inbound, Reply
from hotline.routing import Understood
from hotline.services.desk import service
from hotline.storage.items import ItemKey, Items


class Notices(Protocol):
    """What citizens are told of; `entrypoints.notices.ComposesNotices`."""

    def __call__(self, inbound: Inbound, about: Understood, /) -> Reply:
        """Begins, ends or lists."""
        ...

    def greet(self, lang: str, greeting: str) -> Reply:
        """Asks who has just come what they want to be told of."""
        ...


class ComposesDesk:
    """Answers whatever comes. `phone` is the line to call; `privacy` answers about what is kept, and erases it."""

    def __init__(self, phone: str, privacy: Callable[[Inbound, Understood], Reply | None], notices: Notices) -> None:
        self._phone = phone
        self._privacy = privacy
        self._notices = notices

    def wants(self, _inbound: Inbound, _about: Understood) -> Sequence[ItemKey]:
        """Nothing: who asks for what is kept of them, or what they are told of, may have any number of items."""
        return ()

    def __call__(self, inbound: Inbound, about: Understood, _items: Items) -> Reply | None:
        """The reply, if there is one to be sent."""
        if inbound.offered:
            return service.choose_again(about.lang, inbound.offered)
        if about.service == "privacy":
            return self._privacy(inbound, about)
        if about.service == "notices":
            return self._notices(inbound, about)
        if inbound.attachment == "follow":
            return self._notices.greet(about.lang, service.welcome(about.lang, self._phone))
        return service.answer(about.service, inbound, about.lang, self._phone, urgent=about.urgent)
