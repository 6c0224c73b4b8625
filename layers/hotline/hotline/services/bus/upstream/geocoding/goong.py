"""Goong: a map of Vietnam, with a key and a quota.

The shape is Google's with a `compound` of its own, and no parts of an address but its one line. It looks all over
Vietnam: the city that is asked with the address keeps it at home, and the box drops what is not.
"""

from typing import Any

import httpx

from hotline.errors import Unavailable
from hotline.messages import Location
from hotline.services.bus.geocoding import Box, Geocoded
from hotline.services.bus.upstream.geocoding.asking import ask, candidates, name
from hotline.services.bus.upstream.geocoding.terms import Terms
from hotline.services.bus.upstream.geocoding.written import written

TERMS = Terms(url="https://rsapi.goong.io", source="Goong")


class Goong:
    """Asks with a key."""

    def __init__(self, http: httpx.Client, url: str, key: str) -> None:
        self._http = http
        self._url = f"{url}/geocode"
        self._key = key

    def __call__(self, address: str, _box: Box) -> tuple[Geocoded, ...]:
        """Raises Unavailable."""
        body = ask(self._http, self._url, {"address": address, "api_key": self._key})
        status = body.get("status", "OK") if isinstance(body, dict) else ""
        if status not in ("OK", "ZERO_RESULTS"):
            raise Unavailable(f"Goong: {name(status) or 'no status'}")
        return candidates(lambda: body["results"], _read)


def _read(result: Any) -> Geocoded:
    at, compound = result["geometry"]["location"], result.get("compound") or {}
    area = name(compound.get("commune")) or name(compound.get("district"))
    return written(result["formatted_address"], Location(float(at["lat"]), float(at["lng"])), area)
