"""Fetches a feed over HTTP, if it is another one than last time."""

import time
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from http import HTTPStatus

import httpx

from hotline.errors import BadFeed, Unavailable

LIMIT = 128 << 20
"""Bytes of a feed. The largest city's of today has 60 MB."""

DEADLINE_S = 120
"""For the whole of it: a server that sends a byte now and then would otherwise keep us for ever."""

TIMEOUT = httpx.Timeout(20, connect=5)
REDIRECTS = 5


class Fetched:
    """A feed's zip, the server's tag for it ("" for none) and its SHA-256."""

    def __init__(self, data: bytes, etag: str) -> None:
        self.data = data
        self.etag = etag
        self.digest = sha256(data).hexdigest()


def client() -> httpx.Client:
    """What `fetch` needs: patient, and led astray at most REDIRECTS times."""
    return httpx.Client(timeout=TIMEOUT, follow_redirects=True, max_redirects=REDIRECTS)


def fetch(
    http: httpx.Client,
    url: str,
    etag: str,
    limit: int = LIMIT,
    now: Callable[[], float] = time.monotonic,
    headers: Mapping[str, str] | None = None,
) -> Fetched | None:
    """The feed, or None where the server says that it still is the one with `etag`.

    Raises BadFeed for one over `limit` bytes, and Unavailable for everything else that is no feed.
    """
    began = now()
    asked = {**(headers or {}), **({"if-none-match": etag} if etag else {})}
    try:
        with http.stream("GET", url, headers=asked) as response:
            if response.status_code == HTTPStatus.NOT_MODIFIED and etag:
                return None
            if response.status_code != HTTPStatus.OK:
                raise Unavailable(f"the feed's server answers HTTP {response.status_code}")
            data = b"".join(_within(response.iter_bytes(), limit, lambda: now() - began))
            return Fetched(data, response.headers.get("etag", ""))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unavailable(f"the feed cannot be fetched: {type(error).__name__}") from error


def _within(chunks: Iterator[bytes], limit: int, elapsed: Callable[[], float]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise BadFeed((f"the feed: over {limit >> 20} MB",))
        if elapsed() > DEADLINE_S:
            raise Unavailable(f"the feed did not arrive within {DEADLINE_S} s")
        yield chunk
