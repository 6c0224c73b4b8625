"""What `dossier_lookup` says.

Counted first, looked up then: a code that was not written down with its asker is not looked up, and digits that were
not counted as a try open nothing.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Protocol, cast

from hotline.entrypoints.dossiers import Dossiers
from hotline.entrypoints.inquiring import Inquiries, Inquiring, TooMany
from hotline.errors import Unavailable
from hotline.messages import Inbound, Recipient, Reply
from hotline.observability import say
from hotline.routing import Understood
from hotline.services.dossier import service
from hotline.services.dossier.disclosure import Disclosure
from hotline.services.dossier.dossiers import Found
from hotline.services.dossier.queries import DossierQuery
from hotline.services.dossier.service import Desk
from hotline.settings import DossierRules
from hotline.storage.inquiries import KeptPerson, LineBusy
from hotline.storage.items import ItemKey, Items
from hotline.zone import VIETNAM

_LOOKS_UP = frozenset({"code", "digits", "watch"})


class Watches(Protocol):
    """Which dossiers somebody follows, and what is said about it."""

    def keys(self, citizen: Recipient, code: str) -> tuple[ItemKey, ...]:
        """What `is_watched` is read from."""
        ...

    def is_watched(self, citizen: Recipient, code: str, items: Items) -> bool:
        """Whether they follow this one."""
        ...

    def begin(self, desk: Desk, citizen: Recipient, found: Found) -> Reply:
        """They follow it from now on, if it is there and there are not too many."""
        ...

    def end(self, desk: Desk, citizen: Recipient, code: str) -> Reply:
        """They follow it no longer; without a code they are asked which."""
        ...

    def listed(self, desk: Desk, citizen: Recipient) -> Reply:
        """What they follow."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """The city's: its line, who may read names, the codes that one person may ask for in an hour, its zone."""

    phone: str
    disclosure: Disclosure
    limit: int
    timezone: tzinfo


def rules_of(told: DossierRules, phone: str) -> Rules:
    """The rules that an operator has set."""
    return Rules(phone, Disclosure(told.disclosure), told.person_limit, VIETNAM)


class ComposesDossier:
    """Answers about dossiers. `clock` is the time that answers are for, `now` seconds since 1970, real time."""

    def __init__(
        self,
        dossiers: Dossiers,
        inquiries: Inquiries,
        rules: Rules,
        clock: Callable[[], datetime],
        watches: Watches | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._dossiers = dossiers
        self._inquiries = inquiries
        self._inquiring = Inquiring(inquiries, rules.limit, now)
        self._rules = rules
        self._clock = clock
        self._watches = watches
        self._now = now

    def wants(self, inbound: Inbound, about: Understood) -> Sequence[ItemKey]:
        """What this person asked lately and, where the message has a code, what is known of it."""
        query, citizen = _query(about), inbound.sender
        if not _looks_up(query):
            return ()
        keys: tuple[ItemKey, ...] = (self._inquiries.key(citizen),)
        if query.code:
            keys += self._dossiers.keys(query.code)
            keys += self._watches.keys(citizen, query.code) if self._watches else ()
        return keys

    def __call__(self, inbound: Inbound, about: Understood, items: Items) -> Reply:
        """The reply."""
        query, rules = _query(about), self._rules
        desk = Desk(about.lang, rules.phone, self._clock(), rules.disclosure, rules.timezone)
        if _looks_up(query):
            return self._look_up(desk, inbound.sender, query, items)
        if query.kind == "invalid":
            return service.invalid(desk, query.text)
        if query.kind == "watching" and self._watches:
            return self._watches.listed(desk, inbound.sender)
        if query.kind == "unwatch" and self._watches:
            return self._watches.end(desk, inbound.sender, query.code)
        return service.ask_code(desk)

    def _look_up(self, desk: Desk, citizen: Recipient, query: DossierQuery, items: Items) -> Reply:
        kept = self._inquiries.kept(citizen, items)
        code = query.code or kept.person.last
        if not query.code:
            # Digits have no language, and a wish may be one word.
            desk = replace(desk, lang=kept.person.lang or desk.lang)
        if not code:
            return service.digits_without_code(desk) if query.digits else service.ask_code(desk)
        try:
            kept = self._inquiring.asking(citizen, kept, code, desk.lang)
        except TooMany:
            return service.too_many(desk)
        except LineBusy:
            say("line busy", "WARNING")
            return service.line_busy(desk)
        try:
            found = self._dossiers.find(code, items) if query.code else self._dossiers.find_alone(code)
        except Unavailable:
            return service.unavailable(desk, code)
        return self._say(desk, citizen, replace(query, code=code), kept, found, items)

    def _say(
        self, desk: Desk, citizen: Recipient, query: DossierQuery, kept: KeptPerson, found: Found, items: Items
    ) -> Reply:
        now, code = int(self._now()), query.code
        tries = query.digits and desk.disclosure is Disclosure.VERIFIED
        if tries and not kept.person.is_verified(code, now):
            match = service.digits_match(found, query.digits)
            kept = self._inquiring.trying(citizen, kept, code, digits_match=match)
            if kept.person.is_locked(code, now):
                return service.locked(desk, code)
        if (query.watch or query.kind == "watch") and self._watches and found.dossier:
            return self._watches.begin(desk, citizen, found)
        watched = bool(self._watches and self._watches.is_watched(citizen, code, items))
        verified = kept.person.is_verified(code, now)
        return service.answer(desk, found, code, verified=verified, watched=watched, tried_digits=bool(tries))


def _looks_up(query: DossierQuery) -> bool:
    """Whether a dossier is meant: by its code, or the one talked of last ("theo dõi hồ sơ giúp em")."""
    return query.kind in _LOOKS_UP or query.watch


def _query(about: Understood) -> DossierQuery:
    return cast("DossierQuery | None", about.query) or DossierQuery("ask_code")
