"""What is said and done about the data that is kept of a citizen."""

from typing import TYPE_CHECKING, Protocol, cast

from hotline.messages import Inbound, Reply
from hotline.routing import Understood
from hotline.services.privacy import service
from hotline.services.privacy.kinds import Kept

if TYPE_CHECKING:
    from hotline.services.privacy.queries import PrivacyQuery


class Personal(Protocol):
    """What is kept; `storage.personal.Personal`."""

    def kept(self, asked: Inbound) -> list[Kept]:
        """All of it, but for the message by which it is asked."""
        ...

    def erase(self, asked: Inbound) -> bool:
        """Deletes it, and says whether something was spared. Raises Unavailable where it may not be complete."""
        ...


class ComposesPrivacy:
    """Answers once it is done; what fails half way is done again with the message. `phone` is the line to call."""

    def __init__(self, personal: Personal, phone: str) -> None:
        self._personal = personal
        self._phone = phone

    def __call__(self, inbound: Inbound, about: Understood) -> Reply | None:
        """The reply; None to somebody who has withdrawn."""
        match cast("PrivacyQuery", about.query).kind:
            case "withdrawn":
                self._personal.erase(inbound)
                return None
            case "agreed":
                spared = self._personal.erase(inbound)
                return service.erased(about.lang, self._phone, spared=spared)
            case "erase":
                return service.ask(about.lang)
            case "export":
                return service.export(self._personal.kept(inbound), about.lang, self._phone)
