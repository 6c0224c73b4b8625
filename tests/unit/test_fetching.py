"""How a feed is fetched, whatever its server does."""

from collections.abc import Iterator
from hashlib import sha256

import httpx
import pytest

from hotline.errors import BadFeed, Unavailable
from hotline.services.bus.upstream.fetching import DEADLINE_S, REDIRECTS, client, fetch

URL = "https://bus.example.vn/feed.zip"


def served(handler: httpx.MockTransport) -> httpx.Client:
    with client() as ours:
        return httpx.Client(transport=handler, follow_redirects=ours.follow_redirects, max_redirects=ours.max_redirects)


def answering(status: int, content: bytes = b"", **headers: str) -> httpx.Client:
    return served(httpx.MockTransport(lambda _: httpx.Response(status, content=content, headers=headers)))


def test_a_feed_comes_with_its_tag_and_digest() -> None:
    fetched = fetch(answering(200, b"zip", etag='"1"'), URL, "")

    assert fetched
    assert (fetched.data, fetched.etag) == (b"zip", '"1"')
    assert fetched.digest == sha256(b"zip").hexdigest()


def test_the_known_tag_is_asked_for_and_an_unchanged_feed_is_none() -> None:
    asked: list[str | None] = []

    def serve(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers.get("if-none-match"))
        return httpx.Response(304) if asked[-1] else httpx.Response(200, content=b"zip")

    http = served(httpx.MockTransport(serve))
    assert fetch(http, URL, "") is not None
    assert fetch(http, URL, '"1"') is None
    assert asked == [None, '"1"']


@pytest.mark.parametrize("status", [204, 206, 304, 404, 429, 500, 503])
def test_anything_but_the_feed_is_tried_again_another_night(status: int) -> None:
    with pytest.raises(Unavailable, match=str(status)):
        fetch(answering(status), URL, "")


def test_a_feed_that_is_too_large_is_refused_while_it_comes() -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while True:
            sent += 1
            yield b"x" * 1000

    http = served(httpx.MockTransport(lambda _: httpx.Response(200, content=endless())))
    with pytest.raises(BadFeed):
        fetch(http, URL, "", limit=10_000)
    assert sent <= 80


def test_a_server_that_drips_is_left() -> None:
    clock = iter(range(0, 10 * DEADLINE_S, DEADLINE_S // 2))
    chunks = (b"x" for _ in range(100))
    http = served(httpx.MockTransport(lambda _: httpx.Response(200, content=chunks)))

    with pytest.raises(Unavailable, match="did not arrive"):
        fetch(http, URL, "", now=lambda: next(clock))


def test_a_few_redirects_are_followed_and_a_circle_is_not() -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        left = int(request.url.params.get("left", "0"))
        if left:
            return httpx.Response(302, headers={"location": f"{URL}?left={left - 1}"})
        return httpx.Response(200, content=b"zip")

    http = served(httpx.MockTransport(serve))
    assert fetch(http, f"{URL}?left={REDIRECTS}", "")
    with pytest.raises(Unavailable, match="TooManyRedirects"):
        fetch(http, f"{URL}?left={REDIRECTS + 1}", "")


def test_a_redirect_to_another_kind_of_address_is_not_followed() -> None:
    with pytest.raises(Unavailable):
        fetch(answering(302, location="file:///etc/passwd"), URL, "")


@pytest.mark.parametrize(
    "error", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError, httpx.DecodingError]
)
def test_a_broken_line_is_tried_again_another_night(error: type[httpx.RequestError]) -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        raise error("synthetic", request=request)

    with pytest.raises(Unavailable, match=error.__name__):
        fetch(served(httpx.MockTransport(serve)), URL, "")
