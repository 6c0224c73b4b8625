"""One GET to a map, and what can go wrong on the way."""

import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx

from hotline.errors import Unavailable
from hotline.services.bus.geocoding import Geocoded

LIMIT = 256 << 10
"""Bytes of an answer; five addresses have 10 kB."""

CANDIDATES = 5
"""So many of the answers are looked at."""

LONGEST = 100
"""Letters of a name that somebody may read."""

TIMEOUT = httpx.Timeout(1.5)
"""For each step; whoever waits has a limit of their own for all of it."""


def client(contact: str) -> httpx.Client:
    """Says who we are and takes no cookie, so that nothing ties one question to another."""
    agent = f"hotline-switchboard ({contact})" if contact else "hotline-switchboard"
    jar = CookieJar(DefaultCookiePolicy(allowed_domains=()))
    return httpx.Client(timeout=TIMEOUT, headers={"user-agent": agent}, cookies=jar)


def ask(http: httpx.Client, url: str, query: Mapping[str, str]) -> Any:
    """The JSON that a server answers. Raises Unavailable, whose words never hold the question or the key."""
    try:
        with http.stream("GET", url, params=query) as response:
            if response.status_code != HTTPStatus.OK:
                raise Unavailable(f"the geocoder answers HTTP {response.status_code}")
            return json.loads(_within(response.iter_bytes()))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unavailable(f"the geocoder cannot be asked: {type(error).__name__}") from None
    except (ValueError, RecursionError):
        raise Unavailable("the geocoder's answer is no JSON") from None


def candidates(results: Callable[[], Iterable[Any]], read: Callable[[Any], Geocoded]) -> tuple[Geocoded, ...]:
    """The first few results. Raises Unavailable where they have another shape than the one that is documented."""
    try:
        return tuple(read(result) for result in list(results())[:CANDIDATES])
    except (AttributeError, LookupError, TypeError, ValueError):
        raise Unavailable("the geocoder's answer has another shape") from None


def name(value: object) -> str:
    """A name as it may be shown: text, "" for anything else."""
    return " ".join(value.split())[:LONGEST] if isinstance(value, str) else ""


def _within(chunks: Iterable[bytes]) -> bytes:
    data = b""
    for chunk in chunks:
        data += chunk
        if len(data) > LIMIT:
            raise Unavailable(f"the geocoder's answer is over {LIMIT >> 10} kB")
    return data
