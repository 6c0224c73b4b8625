"""Which service a message is for, and with what query.

Each service reads the message by itself and says how sure it is (`recognition.Sure`); the surest gets it, and among
equals the one that stands first in `services.SERVICES`. What nobody recognises is for the menu. To see why a message
went where it did, print `readings(read(text))`.
"""

from dataclasses import dataclass
from typing import Any

from hotline.expressions import Expression
from hotline.lexicon.slips import BOTH, ENGLISH
from hotline.reading import read
from hotline.recognition import Query, Recognised, Sure
from hotline.services import SERVICES
from hotline.text import Message, fold

__all__ = ["Query", "Understood", "readings", "typed_number", "understand"]


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


# "2", "số 2", "chọn 2 nha"
_CHOICE = Expression(r"(?:(?:chon|so|cau|muc|option|number)[ .:]*){0,2}#?\(?(\d{1,2})[ .!)]*(?:nha|nhe|a|ad|di|em)?")


def typed_number(text: str) -> int | None:
    """The number that is all there is of a text: it may answer our last question."""
    number = _CHOICE.fullmatch(fold(text)) if len(text) <= 40 and any(map(str.isdigit, text)) else None
    return int(number[1]) if number else None


def understand(text: str) -> Understood:
    """Understands any text; what nothing recognises is for the menu."""
    if (number := typed_number(text)) is not None:
        return Understood("menu", choice=number)
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
# Words that no English sentence has; names of places are in both.
_VIETNAMESE = frozenset(
    """
    xe buyt tuyen tram gan day nao dau khong minh chau oi voi duong kiet phuong quan dang ky muon giup gium cua thi
    xuong vay rua ni hoi tui bi duoc roi nhan thong bao
    """.split()
)
# People here say "bus" too: it takes one more word of English to tell.
_BESIDE_BUS = frozenset("to the in on by my at".split())


def language(message: Message) -> str:
    """The language to answer in: "en" for a message whose words are English, names of places apart."""
    english = message.vocabulary & _ENGLISH
    if english == {"bus"} and _BESIDE_BUS.isdisjoint(message.vocabulary):
        return "vi"
    vietnamese = len(message.vocabulary & _VIETNAMESE) + any(not word.isascii() for word in message.spoken)
    return "en" if len(english) > vietnamese else "vi"
