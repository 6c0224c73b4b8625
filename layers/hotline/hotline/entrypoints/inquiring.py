"""Writes down what a person asks about dossiers, and counts it, before anything is looked up or shown.

Two messages of one person at once are one after the other here: each write names the version that it has read.
"""

import time
from collections.abc import Callable
from typing import Protocol

from hotline.errors import HotlineError, Unavailable
from hotline.messages import Recipient
from hotline.services.dossier.person import Person
from hotline.storage.aws import ConditionFailed
from hotline.storage.inquiries import KeptPerson
from hotline.storage.items import ItemKey, Items

TRIES = 4
"""Messages of one person at the same moment; more of them wait for the sweep."""


class TooMany(HotlineError):
    """A person has asked for as many codes as one may."""


class Inquiries(Protocol):
    """What citizens asked lately; `storage.inquiries.Inquiries`."""

    def key(self, citizen: Recipient) -> ItemKey:
        """What `kept` is read from."""
        ...

    def kept(self, citizen: Recipient, items: Items) -> KeptPerson:
        """As it was read."""
        ...

    def read(self, citizen: Recipient) -> KeptPerson:
        """As it is now."""
        ...

    def keep(self, citizen: Recipient, before: KeptPerson, person: Person, *, counts: bool) -> KeptPerson:
        """Raises ConditionFailed where somebody else was first, and LineBusy."""
        ...


class Inquiring:
    """`limit` is how many codes one person may ask for in an hour; `now` gives seconds since 1970, real time."""

    def __init__(self, inquiries: Inquiries, limit: int, now: Callable[[], float] = time.time) -> None:
        self._inquiries = inquiries
        self._limit = limit
        self._now = now

    def asking(self, citizen: Recipient, kept: KeptPerson, code: str, lang: str) -> KeptPerson:
        """Writes that this code is asked for, and counts it for the line if it is a new one.

        Raises TooMany, and LineBusy where everybody together asks for too many.
        """

        def ask(person: Person, now: int) -> Person:
            if not person.admits(code, now, self._limit):
                raise TooMany
            return person.asking(code, now, lang)

        return self._change(citizen, kept, ask)

    def trying(self, citizen: Recipient, kept: KeptPerson, code: str, *, digits_match: bool) -> KeptPerson:
        """Counts a try at a code; what it opens is open once it is counted."""
        return self._change(citizen, kept, lambda person, now: person.trying(code, digits_match, now))

    def _change(self, citizen: Recipient, kept: KeptPerson, change: Callable[[Person, int], Person]) -> KeptPerson:
        """Writes what a change makes of a person; where another message of theirs came in between, of what it left."""
        for _ in range(TRIES):
            person = change(kept.person, int(self._now()))
            if person == kept.person:
                return kept
            counts = person.asked[-1:] != kept.person.asked[-1:]
            try:
                return self._inquiries.keep(citizen, kept, person, counts=counts)
            except ConditionFailed:
                kept = self._inquiries.read(citizen)
        raise Unavailable("a citizen's messages overtake one another")
