"""One request to an office's server, and what can go wrong on the way."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx

from hotline.errors import Unavailable

LIMIT = 1 << 20
"""Bytes of an answer; one dossier has a few thousand."""

LONGEST_S = 2.0
"""For each step of a request, where more time than that is left."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    body: bytes

    @property
    def is_refusal(self) -> bool:
        """Whether it does not know who we are, or no longer."""
        return self.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)

    def json(self, whose: str) -> dict[str, Any]:
        """The object that it is. Raises Unavailable for anything else, and for another status than 200."""
        if self.status != HTTPStatus.OK:
            raise Unavailable(f"{whose} answers HTTP {self.status}")
        return {"rows": found} if isinstance(found := self._parsed(whose), list) else found

    def _parsed(self, whose: str) -> Any:
        try:
            body = json.loads(self.body)
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict | list):
            raise Unavailable(f"{whose} answers something that cannot be read")
        return body


class Deadline:
    """When one look-up must be over; `now` is monotonic."""

    def __init__(self, patience_s: float, now: Callable[[], float]) -> None:
        self._end = now() + patience_s
        self._now = now

    @property
    def left_s(self) -> float:
        """Seconds until then."""
        return self._end - self._now()


def ask(
    http: httpx.Client,
    method: str,
    url: str,
    deadline: Deadline,
    *,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
    body: Mapping[str, Any] | None = None,
    form: Mapping[str, str] | None = None,
) -> Answer:
    """Asks once. Raises Unavailable; its text names the host alone, for an address may hold a dossier's code."""
    if deadline.left_s <= 0:
        raise Unavailable("there is no time left to ask")
    timeout = min(LONGEST_S, deadline.left_s) if deadline.left_s < 2 * LONGEST_S else deadline.left_s / 2
    try:
        with http.stream(
            method, url, headers=headers, params=params, json=body, data=form, timeout=timeout, follow_redirects=False
        ) as response:
            return Answer(response.status_code, _limited(response))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        # Neither its text nor the error itself goes on: both may quote the address, or a header with a token.
        raise Unavailable(f"{_host(url)}: {type(error).__name__}") from None


def _limited(response: httpx.Response) -> bytes:
    data = b""
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > LIMIT:
            raise Unavailable(f"{response.url.host}: over {LIMIT >> 20} MB")
    return data


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host
    except httpx.InvalidURL:
        return "an address that is none"
