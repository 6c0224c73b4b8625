"""What live feeds say: kept in memory, read from Cache, and asked for again by one caller at a time.

A lookup never waits for a feed longer than `LOOKUP_S`, and only one in `FRESH_S` waits at all; whoever does not get a
new answer has the last one, with its age.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from hashlib import sha256
from typing import Any, Protocol

from hotline.entrypoints.bus import Timetables
from hotline.entrypoints.patience import side_by_side
from hotline.errors import BadFeed, HotlineError
from hotline.observability import complain, say
from hotline.services.bus.predictions import Predictions
from hotline.services.bus.realtime import Live
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.upstream.fetching import Fetched
from hotline.settings import Realtime
from hotline.storage import secrets
from hotline.storage.aws import Aws
from hotline.storage.live_items import LiveItem, LiveItems, Turn

FRESH_S = 20
"""How old our knowledge of a feed may be. Servers renew theirs every 30 s or so; the schedule's floor is a minute."""

SLOW = "ebms+"
"""What addresses begin with whose servers take dozens of questions: the schedule asks them, and no lookup."""

LOOKUP_S, SYNC_S = 0.8, 10.0
"""How long a lookup, and how long the schedule, waits for the feeds, all of them together."""

FORGOTTEN_S = 600
"""What a server has not confirmed for so long is told no more, alerts without an end among it."""

BACK_OFF_S = 300
"""At most this long nobody asks feeds that do not answer."""


class Items(Protocol):
    """Where everybody's knowledge is; `storage.live_items.LiveItems`."""

    def read(self, feeds: tuple[str, ...]) -> tuple[dict[str, LiveItem], Turn]:
        """What there is, and whose turn it is."""
        ...

    def take_turn(self, now: int, until: int) -> bool:
        """Whether it is ours, alone, until then."""
        ...

    def end_turn(self, free_at: int, failures: int) -> None:
        """Says when the next one may ask."""
        ...

    def write(self, feed: str, item: LiveItem) -> None:
        """Keeps it, unless a younger one is there already."""
        ...

    def keep(self, feed: str, fetched: int) -> None:
        """Notes that it is the same still."""
        ...


class Fetches(Protocol):
    """Asks a feed's server."""

    def __call__(self, url: str, etag: str) -> Fetched | None:
        """None while it has `etag`. Raises Unavailable, BadFeed."""
        ...


class Decodes(Protocol):
    """Reads a feed; loads what that takes when it is first called."""

    def __call__(self, data: bytes, timetable: Timetable, now: int) -> Predictions:
        """Raises BadFeed for what is none, NoTimetable where the trip ids cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class _Known:
    item: LiveItem
    predictions: Predictions


class LiveFeeds:
    """The feeds at some addresses. `now` gives seconds since 1970, real time; `clock` the time that answers are for."""

    def __init__(
        self,
        urls: Iterable[str],
        items: Items,
        fetch: Fetches,
        decode: Decodes,
        clock: Callable[[], datetime],
        patience_s: float = LOOKUP_S,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._urls = {sha256(url.encode()).hexdigest()[:12]: url for url in urls}
        self._items = items
        self._fetch = fetch
        self._decode = decode
        self._clock = clock
        self._patience_s = patience_s
        self._now = now
        self._known: dict[str, _Known] = {}

    def __call__(self, timetable: Timetable, moment: datetime) -> Live:
        """The timetable with what is known laid over it; never fails, and never waits for long."""
        if any(self._is_stale(feed) for feed in self._urls):
            try:
                self._renew(timetable, [feed for feed, url in self._urls.items() if not url.startswith(SLOW)])
            except HotlineError as error:
                say("live data not renewed", "WARNING", error=type(error).__name__, why=str(error))
            except Exception as error:  # noqa: BLE001  # without live data there still is the timetable
                complain("live data not renewed", error)
        oldest = self._now() - FORGOTTEN_S
        return Live(timetable, [one.predictions for one in self._known.values() if one.item.fetched > oldest], moment)

    def pull(self, timetable: Timetable) -> dict[str, Any]:
        """For the schedule: `{"ended": "pulled" | "fresh" | "left to another", …}`. Raises what no feed survived."""
        ended = self._renew(timetable, list(self._urls))
        of_ours = [one.predictions for one in self._known.values()]
        counted = {"trips": sum(len(one.runs) + len(one.detached) for one in of_ours)}
        return {"ended": ended, **counted, "unknown": sum(one.unknown for one in of_ours)}

    def _is_stale(self, feed: str) -> bool:
        known = self._known.get(feed)
        return known is None or self._now() - known.item.fetched > FRESH_S

    def _renew(self, timetable: Timetable, askable: list[str]) -> str:
        """Reads what everybody knows; if some of that is old, asks those of the feeds that one may ask."""
        found, turn = self._items.read(tuple(self._urls))
        for feed, item in found.items():
            self._learn(feed, item)
        stale = [feed for feed in askable if self._is_stale(feed)]
        if not stale:
            return "fresh"
        now = int(self._now())
        if now < turn.free_at or not self._items.take_turn(now, now + FRESH_S):
            return "left to another"
        failed = self._ask(stale, timetable)
        if failed and len(failed) == len(stale):
            wait = min(FRESH_S << min(turn.failures, 8), BACK_OFF_S)
            self._items.end_turn(int(self._now()) + wait, turn.failures + 1)
            raise failed[0]
        if turn.failures:
            self._items.end_turn(now + FRESH_S, 0)
        return "pulled"

    def _learn(self, feed: str, item: LiveItem) -> None:
        """Unpacks an item, if it is a younger one that says something else."""
        known = self._known.get(feed)
        if known and known.item.fetched >= item.fetched:
            return
        try:
            is_same = known and known.item.data == item.data
            predictions = known.predictions if known and is_same else Predictions.from_bytes(item.data)
        except BadFeed as error:
            # Another release's, which must not keep this one from asking.
            say("live item passed over", "WARNING", feed=feed, why=str(error))
            return
        self._known[feed] = _Known(item, predictions)

    def _ask(self, feeds: list[str], timetable: Timetable) -> list[HotlineError]:
        """Asks these feeds side by side and keeps what they say; returns what went wrong."""
        jobs = {feed: partial(self._fetch, self._urls[feed], self._etag(feed, timetable)) for feed in feeds}
        failed: list[HotlineError] = []
        for feed, answer in side_by_side(jobs, self._patience_s):
            try:
                self._keep(feed, answer(), timetable)
            except HotlineError as error:
                failed.append(error)
                say("live feed failed", "WARNING", feed=feed, error=type(error).__name__, why=str(error))
        return failed

    def _etag(self, feed: str, timetable: Timetable) -> str:
        """The tag of what we have; none where it was read for another timetable, and must be read again."""
        known = self._known.get(feed)
        return known.item.etag if known and known.predictions.snapshot == timetable.version else ""

    def _keep(self, feed: str, fetched: Fetched | None, timetable: Timetable) -> None:
        now = int(self._now())
        if fetched is None:
            known = self._known[feed]
            self._items.keep(feed, now)
            self._known[feed] = _Known(LiveItem(known.item.data, known.item.etag, now), known.predictions)
            return
        predictions = self._decode(fetched.data, timetable, int(self._clock().timestamp()))
        item = LiveItem(predictions.to_bytes(), fetched.etag, now)
        self._known[feed] = _Known(item, predictions)
        self._items.write(feed, item)


def live_feeds(
    aws: Aws,
    table: str,
    told: Realtime,
    timetables: Timetables,
    clock: Callable[[], datetime],
    patience_s: float,
) -> LiveFeeds:
    """The feeds that an operator has named. What reads them is loaded with the first one that must be read."""

    @cache
    def reading() -> tuple[Fetches, Decodes]:
        from hotline.entrypoints.live_reading import FetchesLive, ReadsLive

        return FetchesLive(told, lambda: secrets.read(aws, told.key_arn, "feed_key")), ReadsLive(timetables.trip_ids)

    return LiveFeeds(
        told.urls,
        LiveItems(aws, table, "bus"),
        lambda url, etag: reading()[0](url, etag),
        lambda data, timetable, now: reading()[1](data, timetable, now),
        clock,
        patience_s,
    )
