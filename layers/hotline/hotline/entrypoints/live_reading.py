"""Asks a live feed's server, with the key that it wants, and reads what it answers."""

from collections.abc import Callable
from threading import Lock

import httpx

from hotline.errors import Unavailable
from hotline.services.bus.predictions import Predictions
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.trip_ids import TripIds
from hotline.services.bus.trip_matching import TripMatching
from hotline.services.bus.upstream import ebms, ebms_predictions
from hotline.services.bus.upstream.fetching import Fetched, fetch
from hotline.services.bus.upstream.gtfs_realtime import LIMIT, decode
from hotline.settings import Realtime

# An answer that has not begun by then comes too late for a lookup; the schedule is as patient with each step.
TIMEOUT = httpx.Timeout(5, connect=2)


class ReadsLive:
    """Reads feeds by the trip ids of the timetable; those are loaded when the first feed is there to be read."""

    def __init__(self, trip_ids: Callable[[], bytes]) -> None:
        self._trip_ids = trip_ids
        self._matching: TripMatching | None = None

    def __call__(self, data: bytes, timetable: Timetable, now: int) -> Predictions:
        """Raises BadFeed for what is no feed; NoTimetable and Unavailable where the trip ids cannot be had."""
        if data.startswith(ebms.MARK):
            return ebms_predictions.decode(data, timetable, now)
        if self._matching is None or self._matching.timetable is not timetable:
            self._matching = TripMatching(timetable, TripIds(self._trip_ids()))
        return decode(data, self._matching, now)


class FetchesLive:
    """Asks servers. `read_key` gives what they want in the header, and is asked again after a failure."""

    def __init__(self, told: Realtime, read_key: Callable[[], str]) -> None:
        self._told = told
        self._read_key = read_key
        self._key = ""
        self._http: httpx.Client | None = None
        self._ebms: dict[str, ebms.Ebms] = {}
        self._making = Lock()

    def __call__(self, url: str, etag: str) -> Fetched | None:
        """None while it has `etag`. Raises Unavailable, BadFeed, and what reading the key raises."""
        with self._making:
            if self._http is None:
                hooks = {"request": [self._keep_key_at_home]}
                self._http = httpx.Client(timeout=TIMEOUT, follow_redirects=True, max_redirects=3, event_hooks=hooks)
            if self._told.key_header and not self._key:
                self._key = self._read_key()
        headers = {self._told.key_header: self._key} if self._told.key_header else {}
        try:
            if url.startswith(ebms.SCHEME):
                return self._ebms.setdefault(url, ebms.Ebms(self._http, url))(headers)
            return fetch(self._http, url, etag, LIMIT, headers=headers)
        except Unavailable:
            self._key = ""
            raise

    def _keep_key_at_home(self, request: httpx.Request) -> None:
        """Takes the key out of a request to a host that nobody named: httpx carries it wherever a server sends us."""
        if self._told.key_header and request.url.host not in {httpx.URL(url).host for url in self._told.urls}:
            request.headers.pop(self._told.key_header, None)
