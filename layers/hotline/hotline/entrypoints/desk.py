"""What `desk` says."""

from collections.abc import Callable, Sequence

from hotline.messages import Inbound, Reply
from hotline.routing import Understood
from hotline.services.desk import service
from hotline.storage.items import ItemKey, Items


class ComposesDesk:
    """Answers whatever comes. `phone` is the line to call; `privacy` answers about what is kept, and erases it."""

    def __init__(self, phone: str, privacy: Callable[[Inbound, Understood], Reply | None]) -> None:
        self._phone = phone
        self._privacy = privacy

    def wants(self, _inbound: Inbound, _about: Understood) -> Sequence[ItemKey]:
        """Nothing: only who asks for what is kept of them needs more, and that may be of any number of items."""
        return ()

    def __call__(self, inbound: Inbound, about: Understood, _items: Items) -> Reply | None:
        """The reply, if there is one to be sent."""
        if inbound.offered:
            return service.choose_again(about.lang, inbound.offered)
        if about.service == "privacy":
            return self._privacy(inbound, about)
        return service.answer(about.service, inbound, about.lang, self._phone, urgent=about.urgent)
