"""VietMap: a map of Vietnam; a key for servers alone, and two calls for each address.

Source: maps.vietmap.vn/docs, search/v4 (what there is) and place/v4 (where it is). Only the first one is looked up:
each costs a call of the quota and a part of the time that a citizen waits.
"""

from typing import Any

import httpx

from hotline.messages import Location
from hotline.services.bus.geocoding import Box, Geocoded
from hotline.services.bus.upstream.geocoding.asking import ask, candidates
from hotline.services.bus.upstream.geocoding.terms import Terms
from hotline.services.bus.upstream.geocoding.written import written

TERMS = Terms(url="https://maps.vietmap.vn/api", source="VietMap")


class VietMap:
    """Asks with a key, and looks around the middle of the network."""

    def __init__(self, http: httpx.Client, url: str, key: str) -> None:
        self._http = http
        self._url = url
        self._key = key

    def __call__(self, address: str, box: Box) -> tuple[Geocoded, ...]:
        """Raises Unavailable."""
        focus = f"{box.middle.lat:.4f},{box.middle.lon:.4f}"
        found = ask(self._http, f"{self._url}/search/v4", {"apikey": self._key, "text": address, "focus": focus})
        return candidates(lambda: found[:1], self._read)

    def _read(self, result: Any) -> Geocoded:
        place = ask(self._http, f"{self._url}/place/v4", {"apikey": self._key, "refid": str(result["ref_id"])})
        return written(result["display"], Location(float(place["lat"]), float(place["lng"])))
