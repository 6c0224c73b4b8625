"""What `bus_lookup` says, and the timetable that it says it from."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, cast

from hotline.errors import NoTimetable
from hotline.messages import Inbound, Reply
from hotline.observability import complain
from hotline.routing import Understood
from hotline.services.bus import service as bus
from hotline.services.bus.queries import Address, BusQuery, Help, Journey
from hotline.services.bus.timetable import Timetable
from hotline.storage.items import ItemKey, Items
from hotline.storage.snapshots import Published

if TYPE_CHECKING:
    # Loaded where there are live feeds, and nowhere else.
    # The same, where there is a geocoder.
    from hotline.services.bus.geocoding import Geocodes
    from hotline.services.bus.realtime import Live

CHECK_S = 60
"""How old our knowledge of what is published may be. A ping renews it, so that no citizen waits for it as a rule."""

RETRY_S = 5
"""The same, while nothing is published or it cannot be read."""


class Snapshots(Protocol):
    """Where timetables are published; `storage.snapshots.Snapshots`."""

    def current(self) -> Published | None:
        """What is published now."""
        ...

    def load(self, published: Published) -> bytes:
        """Its bytes. Raises Unavailable where they are not all there."""
        ...

    def load_trip_ids(self, published: Published) -> bytes:
        """The same of its trip ids."""
        ...


class Timetables:
    """The published timetable, kept in memory. A new one that cannot be read leaves the old one in its place."""

    def __init__(
        self,
        snapshots: Snapshots,
        load: Callable[[bytes], Timetable] = Timetable.load,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._snapshots = snapshots
        self._load = load
        self._now = now
        self._published: Published | None = None
        self._timetable: Timetable | None = None
        self._check_at = float("-inf")

    def __call__(self) -> Timetable:
        """The newest that is known, looked up again when that is CHECK_S ago. Raises NoTimetable."""
        if self._now() >= self._check_at:
            self.refresh()
        if self._timetable is None:
            raise NoTimetable("nothing has been published yet")
        return self._timetable

    def refresh(self) -> None:
        """Looks what is published, and loads it if it is new."""
        try:
            published = self._snapshots.current()
            if published and (self._published is None or published.version != self._published.version):
                self._timetable, self._published = self._load(self._snapshots.load(published)), published
        except Exception as error:  # noqa: BLE001  # whatever is wrong with a new one, the old one still answers
            complain("timetable not refreshed", error)
            published = None
        self._check_at = self._now() + (CHECK_S if published else RETRY_S)

    def trip_ids(self) -> bytes:
        """The trip ids of the timetable that was given last. Raises NoTimetable, Unavailable."""
        if self._published is None:
            raise NoTimetable("nothing has been published yet")
        return self._snapshots.load_trip_ids(self._published)


class ComposesBus:
    """Answers about buses.

    `live` lays what is predicted over the timetable, `geocode` asks a map about addresses that the feed does not name;
    None where an operator has configured none.
    """

    def __init__(
        self,
        timetables: Callable[[], Timetable],
        phone: str,
        clock: Callable[[], datetime],
        live: Callable[[Timetable, datetime], "Live"] | None = None,
        geocode: Callable[[Timetable, Sequence[Address]], "Geocodes | None"] | None = None,
    ) -> None:
        self._timetables = timetables
        self._phone = phone
        self._clock = clock
        self._live = live
        self._geocode = geocode

    def wants(self, _inbound: Inbound, _about: Understood) -> Sequence[ItemKey]:
        """Nothing: the timetable is in memory, and live data is read when a query needs it."""
        return ()

    def __call__(self, _inbound: Inbound, about: Understood, _items: Items) -> Reply:
        """The reply."""
        return self._reply(cast("BusQuery | None", about.query) or Help(), about.lang)

    def _reply(self, query: BusQuery, lang: str) -> Reply:
        try:
            timetable, now = self._timetables(), self._clock()
            live = self._live(timetable, now) if self._live and not _is_planned(query) else None
            answer = bus.answer(query, timetable, now, lang, self._phone, live)
            if answer.unknown and self._geocode and (geocodes := self._geocode(timetable, answer.unknown)):
                answer = bus.answer(query, timetable, now, lang, self._phone, live, geocodes)
            return answer.reply
        except NoTimetable:
            return bus.no_timetable(lang, self._phone)


def _is_planned(query: BusQuery) -> bool:
    """Whether the timetable alone answers it, so that nobody asks a live feed."""
    return isinstance(query, Help) or (isinstance(query, Journey) and not query.origin)
