"""Nominatim: OpenStreetMap's own search, on its public server or on one of the city's.

Source: nominatim.org/release-docs, api/Search, format jsonv2. Of the usage policy of the public server: at most one
request a second, a User-Agent that says who asks, answers kept, and © OpenStreetMap (ODbL) beside what is shown.
"""

from typing import Any

import httpx

from hotline.messages import Location
from hotline.services.bus.geocoding import Box, Geocoded
from hotline.services.bus.upstream.geocoding.asking import CANDIDATES, ask, candidates, name
from hotline.services.bus.upstream.geocoding.terms import Terms

TERMS = Terms(
    url="https://nominatim.openstreetmap.org",
    source="© OpenStreetMap (openstreetmap.org/copyright)",
    keep_days=30,
    pace_s=1,
)

# Smallest first: what a citizen would add to tell one street from another.
_AREAS = ("quarter", "suburb", "village", "town", "city_district", "city")


class Nominatim:
    """Asks within the network's box alone; needs no key."""

    def __init__(self, http: httpx.Client, url: str, _key: str = "") -> None:
        self._http = http
        self._url = f"{url}/search"

    def __call__(self, address: str, box: Box) -> tuple[Geocoded, ...]:
        """Raises Unavailable."""
        body = ask(
            self._http,
            self._url,
            {
                "q": address,
                "format": "jsonv2",
                "addressdetails": "1",
                "limit": str(CANDIDATES),
                "viewbox": f"{box.west:.4f},{box.north:.4f},{box.east:.4f},{box.south:.4f}",
                "bounded": "1",
                "accept-language": "vi",
            },
        )
        return candidates(lambda: _results(body), _read)


def _results(body: Any) -> list[Any]:
    """An error is an object in place of the list."""
    if not isinstance(body, list):
        raise TypeError
    return body


def _read(result: Any) -> Geocoded:
    parts = result["address"]
    area = next((found for kind in _AREAS if (found := name(parts.get(kind)))), "")
    where = Location(float(result["lat"]), float(result["lon"]))  # which it writes as strings
    return Geocoded(where, name(parts.get("road")), name(parts.get("house_number")), area)
