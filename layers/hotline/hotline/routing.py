"""Which service a message is for, and with what query.

Each service reads the message by itself and says how sure it is (`recognition.Sure`); the surest gets it, and among
equals the one that stands first in `services.SERVICES`. What nobody recognises is for the menu. To see why a message
went where it did, print `readings(read(text))`.
"""

import re
from dataclasses import dataclass
from typing import Any

from hotline.lexicon.slips import BOTH, ENGLISH
from hotline.reading import read
from hotline.recognition import Query, Recognised, Sure
from hotline.services import SERVICES
from hotline.text import Message, fold

__all__ = ["Query", "Understood", "readings", "understand"]


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


_CHOICE = re.compile(
    r"(?:(?:chon|so|cau|muc|option|number|no|dap an|lua chon|cai)[ .]*)*(?:so |thu )?#?\(?(\d{1,2})\)?[ .!)]*(?:di|nha|nhe|a|ad|ban|em)?"
)


def understand(text: str) -> Understood:
    """Understands any text; what nothing recognises is for the menu."""
    if number := _CHOICE.fullmatch(fold(text[:40])):
        return Understood("menu", choice=int(number[1]))
    message = read(text)
    found = readings(message)
    if not found:
        return Understood("menu", lang=language(message))
    best = found[0]
    return Understood(best.service, best.query, language(message), urgent=best.sure is Sure.DANGER)


def readings(message: Message) -> list[Recognised]:
    """What the services make of a message, the surest first."""
    found = [reading for recognise in SERVICES if (reading := recognise(message))]
    return sorted(found, key=lambda reading: -reading.sure)  # stable: equals keep the order of SERVICES


_ENGLISH = ENGLISH - BOTH
# Words that an English sentence has no use for, names of places apart.
_VIETNAMESE = frozenset(
    "xe buyt tuyen tram gan day nao dau mo chi khong co cho hoi minh em toi tui con chau ad oi ban a nha di den tu ve toi voi duong "
    "so kiet phuong quan ho dang ky tin muon giup gium cua la va thi o ra len xuong vay rua ni".split()
) - {
    "a",
    "co",
    "con",
    "so",
    "di",
    "ve",
    "ra",
    "la",
    "den",
    "o",
    "ban",
    "ho",
    "em",
    "tin",
    "chi",
    "mo",
    "toi",
    "cho",
    "va",
    "hoi",
    "nha",
}


def language(message: Message) -> str:
    """The language to answer in: "en" for a message whose words are English, place names apart."""
    english = len(message.vocabulary & _ENGLISH)
    return (
        "en"
        if english > len(message.vocabulary & _VIETNAMESE) + any(not word.isascii() for word in message.spoken)
        else "vi"
    )
