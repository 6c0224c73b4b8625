"""Asks a map about addresses that the feed does not name: seldom, shortly, and never twice while it is kept.

Whatever is wrong with the map, the citizen reads what the feed alone gives.
"""

import json
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, partial
from typing import Protocol

import httpx

from hotline.breaking import Breaker
from hotline.entrypoints.patience import within
from hotline.errors import HotlineError, Unavailable
from hotline.messages import Location
from hotline.observability import Calls, complain, say
from hotline.services.bus.geocoding import Box, Geocoded, Geocoder, Geocodes, asked, box_around
from hotline.services.bus.queries import Address
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.upstream.geocoding.asking import client
from hotline.services.bus.upstream.geocoding.providers import provider
from hotline.settings import Geocoding
from hotline.storage import geocodes, secrets
from hotline.storage.aws import Aws
from hotline.text import fold

PATIENCE_S = 1.5
"""How long a citizen waits for the map, for all addresses of a question together."""

LEAST_S = 0.2
"""With less time left than this nobody is asked."""

WAIT_S = 0.2
"""How often it is looked whether our turn has come."""

DAY_S = 86_400


class Keeps(Protocol):
    """Where answers are kept, and turns taken; `storage.geocodes.Geocodes`."""

    def read(self, query: str, now: float) -> str | None:
        """What is kept of it."""
        ...

    def write(self, query: str, answer: str, expires: int) -> None:
        """Keeps it until then."""
        ...

    def take_turn(self, now: float, until: float) -> bool:
        """Whether it is ours, alone, until then."""
        ...


@dataclass(frozen=True, slots=True)
class Manners:
    """How a map is asked: whom to name for it, seconds to keep its answers, seconds between two requests, our city."""

    source: str
    keep_s: int = 0
    pace_s: float = 0
    area: str = ""


class AsksMap:
    """`connect` gives the geocoder, and is asked again after a failure: its key may have been a wrong one."""

    def __init__(
        self,
        connect: Callable[[], Geocoder],
        manners: Manners,
        keeps: Keeps,
        timed: Callable[[str], AbstractContextManager[None]],
        breaker: Breaker | None = None,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._connect = connect
        self.manners = manners
        self._keeps = keeps
        self._timed = timed
        self._breaker = breaker or Breaker("the geocoder")
        self._now = now
        self._sleep = sleep
        self._geocoder: Geocoder | None = None

    def __call__(self, timetable: Timetable, addresses: Sequence[Address]) -> Geocodes | None:
        """What the map says, None where it says nothing; never fails."""
        box, until = box_around(timetable), self._now() + PATIENCE_S
        found = {address: hits for address in addresses if (hits := self._known(address, box, until))}
        return Geocodes(self.manners.source, found) if found else None

    def _known(self, address: Address, box: Box, until: float) -> tuple[Geocoded, ...]:
        text = asked(address, self.manners.area)
        try:
            return self._kept_or_asked(text, box, until) if text else ()
        except HotlineError as error:
            say("address not looked up", "WARNING", error=type(error).__name__, why=str(error))
        except Exception as error:  # noqa: BLE001  # without a map there still is the feed's own answer
            complain("address not looked up", error)
        return ()

    def _kept_or_asked(self, text: str, box: Box, until: float) -> tuple[Geocoded, ...]:
        if not self.manners.keep_s:
            return self._ask(text, box, until)
        query = fold(text)
        if (kept := self._keeps.read(query, self._now())) is not None:
            return _unpacked(kept)
        hits = self._ask(text, box, until)
        self._keeps.write(query, _packed(hits), int(self._now()) + self.manners.keep_s)
        return hits

    def _ask(self, text: str, box: Box, until: float) -> tuple[Geocoded, ...]:
        self._wait_for_turn(until)
        if self._geocoder is None:
            self._geocoder = self._connect()
        left_s = until - self._now()
        if left_s < LEAST_S:
            raise Unavailable("no time is left to ask the geocoder")
        try:
            with self._timed("Geocode"):
                return self._breaker(partial(within, left_s, partial(self._geocoder, text, box)))
        except HotlineError:
            self._geocoder = None
            raise

    def _wait_for_turn(self, until: float) -> None:
        pace_s = self.manners.pace_s
        while pace_s and not self._keeps.take_turn(now := self._now(), now + pace_s):
            if now + WAIT_S + LEAST_S > until:
                raise Unavailable("others are asking the geocoder")
            self._sleep(WAIT_S)


class KeepsNothing:
    """Where there is no table: one process, that takes turns with itself."""

    def __init__(self) -> None:
        self._free_at = 0.0

    def read(self, query: str, now: float) -> None:
        """Nothing."""

    def write(self, query: str, answer: str, expires: int) -> None:
        """Forgets it."""

    def take_turn(self, now: float, until: float) -> bool:
        """As the table does it."""
        is_free = now >= self._free_at
        self._free_at = until if is_free else self._free_at
        return is_free


def asks_map(aws: Aws, table: str, told: Geocoding) -> AsksMap:
    """The geocoder that an operator has chosen, with its key and what is kept in the table."""

    def read_key() -> str:
        return secrets.read(aws, told.key_arn, "geocoder_key") if told.key_arn else ""

    return asking(told, read_key, geocodes.Geocodes(aws, table, "bus", told.provider), aws.calls)


def asking(told: Geocoding, read_key: Callable[[], str], keeps: Keeps, calls: Calls) -> AsksMap:
    """The same, wherever its key is and its answers go."""
    terms, connect = provider(told.provider)
    url = told.url or terms.url
    keep_days = terms.keep_days if told.keep_days is None else told.keep_days
    # A server of the city's own has no pace.
    pace_s = terms.pace_s if url == terms.url else 0

    @cache
    def http() -> httpx.Client:
        return client(told.contact)

    return AsksMap(
        lambda: connect(http(), url, read_key()),
        Manners(terms.source, keep_days * DAY_S, pace_s, told.area),
        keeps,
        calls.timed,
    )


def _packed(hits: Sequence[Geocoded]) -> str:
    rows = [[hit.location.lat, hit.location.lon, hit.street, hit.number, hit.area] for hit in hits]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _unpacked(kept: str) -> tuple[Geocoded, ...]:
    return tuple(Geocoded(Location(lat, lon), *names) for lat, lon, *names in json.loads(kept))
