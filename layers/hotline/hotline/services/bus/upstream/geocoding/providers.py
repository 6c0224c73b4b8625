"""The providers by the names that an operator chooses from; only the chosen one is loaded."""

from collections.abc import Callable

import httpx

from hotline.errors import BadSetting
from hotline.services.bus.geocoding import Geocoder
from hotline.services.bus.upstream.geocoding.terms import Terms

type Connect = Callable[[httpx.Client, str, str], Geocoder]
"""A geocoder of a client, a server's address without a slash at its end, and a key."""


def provider(name: str) -> tuple[Terms, Connect]:
    """Its terms, and what asks it."""
    match name:
        case "nominatim":
            from hotline.services.bus.upstream.geocoding import nominatim

            return nominatim.TERMS, nominatim.Nominatim
        case "goong":
            from hotline.services.bus.upstream.geocoding import goong

            return goong.TERMS, goong.Goong
        case "vietmap":
            from hotline.services.bus.upstream.geocoding import vietmap

            return vietmap.TERMS, vietmap.VietMap
        case "google":
            from hotline.services.bus.upstream.geocoding import google

            return google.TERMS, google.Google
    raise BadSetting(f"the geocoder {name!r} is none that we know")
