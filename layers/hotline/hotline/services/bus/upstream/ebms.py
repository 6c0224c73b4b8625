"""Asks a server of the ebms kind, which predicts stop by stop in JSON, for everything that it predicts.

Its owners document nothing; the shapes are those that its own web pages ask for. One call gives a whole variant (a line
in one direction), so a city takes two calls a line once it is known which stops there are, which is kept for hours.
What comes of it is one document for `ebms_predictions`.
"""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpx

from hotline.errors import BadFeed, HotlineError, Unavailable
from hotline.services.bus.upstream.fetching import Fetched, fetch

SCHEME = "ebms+"
"""Before an address, to say that its server is of this kind: ebms+https://…"""

MARK = b'{"ebms":'
"""How the document begins; no protobuf message begins so."""

LIMIT = 1 << 20
"""Bytes of one answer."""

VARIANTS = 250
"""The largest city's of today are fewer; more would take longer than the schedule has."""

DEADLINE_S = 8.0
KEPT_S = 6 * 3600
_AT_ONCE = 8
_LONGEST_ID = 20

type Row = dict[str, Any]


class Ebms:
    """One server. `now` gives seconds that never go back."""

    def __init__(self, http: httpx.Client, url: str, now: Callable[[], float] = time.monotonic) -> None:
        self._http = http
        self._url = url.removeprefix(SCHEME).rstrip("/")
        self.now = now
        self._kept: dict[str, tuple[float, list[Row]]] = {}

    def __call__(self, headers: Mapping[str, str]) -> Fetched:
        """What it predicts now. Raises Unavailable where it predicts nothing, BadFeed where it is no such server."""
        ask = _Asking(self, headers, self.now() + DEADLINE_S)
        routes = [row for row in ask.kept("/businfo/getallroute") if _id(row.get("RouteId"))]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            found = pool.map(ask.variants, routes)
            variants = [variant for those in found for variant in those]
            if len(variants) > VARIANTS:
                raise BadFeed((f"the live feed: {len(variants)} variants, more than {VARIANTS}",))
            answers = [answer for answer in pool.map(ask.predicted, variants) if answer]
        if not answers:
            raise Unavailable("the live feed predicts no line at all")
        ended = self.now()
        for answer in answers:
            answer["age"] = round(ended - answer.pop("answered"))
        return Fetched(MARK + b'1,"variants":' + json.dumps(answers).encode() + b"}", "")

    def rows(self, path: str, headers: Mapping[str, str]) -> list[Row]:
        """The rows of an answer. Raises Unavailable, BadFeed."""
        fetched = fetch(self._http, self._url + path, "", LIMIT, headers=headers)
        try:
            body = json.loads(fetched.data if fetched else b"")
        except (ValueError, RecursionError) as error:
            raise BadFeed((f"the live feed: {path.split('/')[1]} is no JSON",)) from error
        if not isinstance(body, list):
            raise BadFeed((f"the live feed: {path.split('/')[1]} is no list",))
        return [row for row in body if isinstance(row, dict)]

    def kept(self, path: str, headers: Mapping[str, str]) -> list[Row]:
        """The same for what hardly changes."""
        until, rows = self._kept.get(path, (0.0, []))
        if self.now() >= until:
            rows = self.rows(path, headers)
            self._kept[path] = self.now() + KEPT_S, rows
        return rows


class _Asking:
    """One round of questions, none of which begins after `end`; what fails on the way is left out."""

    def __init__(self, server: Ebms, headers: Mapping[str, str], end: float) -> None:
        self._server = server
        self._headers = headers
        self._end = end

    def kept(self, path: str) -> list[Row]:
        return self._server.kept(path, self._headers)

    def variants(self, route: Row) -> list[Row]:
        """The variants of a route that have stops: {"route", "ids", "stops": [[id, code], …]}."""
        route_id = _id(route["RouteId"])
        found = []
        for row in self._in_time(partial(self.kept, f"/businfo/getvarsbyroute/{route_id}")):
            if variant := _id(row.get("RouteVarId")):
                stops = _stops(self._in_time(partial(self.kept, f"/businfo/getstopsbyvar/{route_id}/{variant}")))
                if stops:
                    found.append({"route": str(route.get("RouteNo", "")), "ids": (route_id, variant), "stops": stops})
        return found

    def predicted(self, variant: Row) -> Row | None:
        """A variant with what is predicted at its stops; None where nothing is."""
        (route, number), stops = variant["ids"], variant["stops"]
        path = f"/prediction/{route}/{number}/{stops[0][0]}/predictnextstops/{len(stops)}"
        rows = self._in_time(partial(self._server.rows, path, self._headers))
        return {**variant, "predicted": rows, "answered": self._server.now()} if rows else None

    def _in_time(self, ask: Callable[[], list[Row]]) -> list[Row]:
        if self._server.now() >= self._end:
            return []
        try:
            return ask()
        except HotlineError:
            return []


def _stops(rows: Iterable[Row]) -> list[list[str]]:
    return [[stop, str(row.get("Code") or "")] for row in rows if (stop := _id(row.get("StopId")))]


def _id(value: object) -> str:
    """An id as it stands in a path; "" for what is none."""
    text = str(value) if isinstance(value, int | str) else ""
    return text if text.isascii() and text.isalnum() and len(text) <= _LONGEST_ID else ""
