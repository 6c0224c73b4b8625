"""Finds where an address, a stop or an end of a journey is: one way for all questions."""

from typing import TYPE_CHECKING

from hotline.reading import read
from hotline.recognition import Query
from hotline.services.bus import wording
from hotline.services.bus.departures import Place
from hotline.services.bus.gazetteer import Found
from hotline.services.bus.queries import Address, Coordinates, Stop
from hotline.services.bus.recognise import recognise
from hotline.services.bus.timetable import Timetable

if TYPE_CHECKING:
    # Loaded where there is a geocoder, and nowhere else.
    from hotline.services.bus.geocoding import Geocodes


def find(
    timetable: Timetable, query: Address | Coordinates | Stop, geocodes: "Geocodes | None" = None
) -> tuple[Found, ...]:
    """None (unknown), one (sure) or several (ask, never guess), as `gazetteer.Gazetteer` has them.

    What a map said counts for an address that the feed does not name.
    """
    match query:
        case Address():
            found = timetable.gazetteer.address(query)
            found = found or (() if query.number else timetable.gazetteer.named(query.street))
            return found or _on_the_map(timetable, query, geocodes)
        case Stop():
            coded = timetable.with_code(query.stop)
            return tuple(map(_stop, coded)) or timetable.gazetteer.named(query.stop)
        case Coordinates():
            label = degrees(query)
            return (Found(query.location, label, label),)


def find_end(timetable: Timetable, said: str, geocodes: "Geocodes | None" = None) -> tuple[Found, ...]:
    """What one end of a journey may be: read as if it were all of a message, and else as a name."""
    query = _meant(said)
    found = find(timetable, query) if isinstance(query, Address | Coordinates | Stop) else ()
    found = found or find(timetable, Stop(said))
    return found or (_on_the_map(timetable, query, geocodes) if isinstance(query, Address) else ())


def address_at_end(said: str) -> Address | None:
    """The address that one end of a journey is, if it is one."""
    query = _meant(said)
    return query if isinstance(query, Address) else None


def _meant(said: str) -> Query | None:
    recognised = recognise(read(said))
    return recognised.query if recognised else None


def _on_the_map(timetable: Timetable, address: Address, geocodes: "Geocodes | None") -> tuple[Found, ...]:
    if geocodes is None:
        return ()
    from hotline.services.bus.geocoding import placed

    return placed(timetable, address, geocodes)


def spot(timetable: Timetable, found: Found) -> Place | None:
    """The stop itself, where a name is one stop's."""
    return timetable.places[found.places[0]] if len(found.places) == 1 else None


def degrees(query: Coordinates) -> str:
    """A point as people paste it."""
    return f"{query.location.lat:.5f}, {query.location.lon:.5f}"


def _stop(place: Place) -> Found:
    return Found(place.location, place.name, wording.STOP_ASKED.say("vi", name=place.name), (place.index,))
