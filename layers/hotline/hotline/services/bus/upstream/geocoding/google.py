"""Google's Geocoding API: a key, a price for each request, positions kept for at most 30 days.

Source: developers.google.com/maps/documentation/geocoding. `bounds` only leans towards the network.
"""

from typing import Any

import httpx

from hotline.errors import Unavailable
from hotline.messages import Location
from hotline.services.bus.geocoding import Box, Geocoded
from hotline.services.bus.upstream.geocoding.asking import ask, candidates, name
from hotline.services.bus.upstream.geocoding.terms import Terms

TERMS = Terms(url="https://maps.googleapis.com", source="Google Maps", keep_days=30)

# Of a house itself. The others are the middle of something: of a street, or of a city.
_OF_A_HOUSE = ("ROOFTOP", "RANGE_INTERPOLATED")
_AREAS = ("sublocality_level_1", "administrative_area_level_3", "administrative_area_level_2", "locality")


class Google:
    """Asks with a key."""

    def __init__(self, http: httpx.Client, url: str, key: str) -> None:
        self._http = http
        self._url = f"{url}/maps/api/geocode/json"
        self._key = key

    def __call__(self, address: str, box: Box) -> tuple[Geocoded, ...]:
        """Raises Unavailable."""
        bounds = f"{box.south:.4f},{box.west:.4f}|{box.north:.4f},{box.east:.4f}"
        query = {"address": address, "bounds": bounds, "language": "vi", "key": self._key}
        body = ask(self._http, self._url, query)
        status = body.get("status") if isinstance(body, dict) else ""
        if status not in ("OK", "ZERO_RESULTS"):
            raise Unavailable(f"Google: {name(status) or 'no status'}")
        return candidates(lambda: body["results"], _read)


def _read(result: Any) -> Geocoded:
    parts = {kind: part["long_name"] for part in result["address_components"] for kind in part["types"]}
    geometry = result["geometry"]
    at, is_house = geometry["location"], geometry["location_type"] in _OF_A_HOUSE
    area = next((found for kind in _AREAS if (found := name(parts.get(kind)))), "")
    return Geocoded(
        Location(float(at["lat"]), float(at["lng"])),
        name(parts.get("route")),
        name(parts.get("street_number")) if is_house else "",
        area,
    )
