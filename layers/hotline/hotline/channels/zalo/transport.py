"""One POST to Zalo, and what can go wrong on the way."""

from collections.abc import Mapping
from typing import Any

import httpx

from hotline.errors import Unavailable, Unconfirmed

TIMEOUT = httpx.Timeout(5, connect=2)
"""Seconds. Zalo answers in tenths of one; a citizen waits behind this."""

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)


def post(
    http: httpx.Client,
    url: str,
    headers: Mapping[str, str],
    *,
    json: Mapping[str, Any] | None = None,
    form: Mapping[str, str] | None = None,
) -> tuple[int, dict[str, Any]]:
    """HTTP status and JSON object, empty where the answer is none.

    Raises Unavailable where nothing was sent, and Unconfirmed where it may have arrived although no answer came.
    """
    try:
        response = http.post(url, headers=headers, json=json, data=form, timeout=TIMEOUT)
    except httpx.RequestError as error:
        # Neither its text nor the error itself goes on: h11 quotes a header it dislikes, which would be the token.
        failure = Unavailable if isinstance(error, _NOT_SENT) else Unconfirmed
        raise failure(f"{httpx.URL(url).host}: {type(error).__name__}") from None
    try:
        body = response.json()
    except (ValueError, RecursionError):
        body = {}
    return response.status_code, body if isinstance(body, dict) else {}


def number(value: object) -> int | None:
    """An integer, which Zalo writes as a number or as a string."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        return int(value)
    except ValueError:
        return None
