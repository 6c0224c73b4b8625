"""What `desk` says."""

from collections.abc import Sequence

from hotline.messages import Inbound, Reply
from hotline.routing import Understood
from hotline.services.desk import service
from hotline.storage.items import ItemKey, Items


class ComposesDesk:
    """Answers whatever comes, from nothing that is kept. `phone` is the line to call."""

    def __init__(self, phone: str) -> None:
        self._phone = phone

    def wants(self, _inbound: Inbound, _about: Understood) -> Sequence[ItemKey]:
        """Nothing."""
        return ()

    def __call__(self, inbound: Inbound, about: Understood, _items: Items) -> Reply:
        """The reply."""
        if inbound.offered:
            return service.choose_again(about.lang, inbound.offered)
        return service.answer(about.service, inbound, about.lang, self._phone, urgent=about.urgent)
