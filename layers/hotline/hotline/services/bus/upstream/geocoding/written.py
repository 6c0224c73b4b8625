"""Addresses that a provider gives as one line of text: "54 Nguyễn Lương Bằng, Hòa Khánh Bắc, Liên Chiểu, Đà Nẵng"."""

from hotline.messages import Location
from hotline.services.bus.addresses import address_in, parts_of
from hotline.services.bus.geocoding import Geocoded
from hotline.services.bus.upstream.geocoding.asking import name


def written(line: object, location: Location, area: str = "") -> Geocoded:
    """What such a line says; its first part is taken for a street where it has no house. Raises TypeError for no text.

    That may be a ward's or a city's name. It does no harm: what is not the street that was asked for is no answer.
    """
    if not isinstance(line, str):
        raise TypeError
    text = name(line)
    if found := address_in(text, behind=False):
        return Geocoded(location, found.street, found.number, area or found.ward)
    return Geocoded(location, next(iter(parts_of(text)), ""), area=area)
