"""Finds where an address, a stop or an end of a journey is: one way for all questions."""

from hotline.reading import read
from hotline.services.bus import wording
from hotline.services.bus.departures import Place
from hotline.services.bus.gazetteer import Found
from hotline.services.bus.queries import Address, Coordinates, Stop
from hotline.services.bus.recognise import recognise
from hotline.services.bus.timetable import Timetable


def find(timetable: Timetable, query: Address | Coordinates | Stop) -> tuple[Found, ...]:
    """None (unknown), one (sure) or several (ask, never guess), as `gazetteer.Gazetteer` has them."""
    match query:
        case Address():
            found = timetable.gazetteer.address(query)
            return found or (() if query.number else timetable.gazetteer.named(query.street))
        case Stop():
            coded = timetable.with_code(query.stop)
            return tuple(map(_stop, coded)) or timetable.gazetteer.named(query.stop)
        case Coordinates():
            label = degrees(query)
            return (Found(query.location, label, label),)


def find_end(timetable: Timetable, said: str) -> tuple[Found, ...]:
    """What one end of a journey may be: read as if it were all of a message, and else as a name."""
    recognised = recognise(read(said))
    query = recognised.query if recognised else None
    found = find(timetable, query) if isinstance(query, Address | Coordinates | Stop) else ()
    return found or find(timetable, Stop(said))


def spot(timetable: Timetable, found: Found) -> Place | None:
    """The stop itself, where a name is one stop's."""
    return timetable.places[found.places[0]] if len(found.places) == 1 else None


def degrees(query: Coordinates) -> str:
    """A point as people paste it."""
    return f"{query.location.lat:.5f}, {query.location.lon:.5f}"


def _stop(place: Place) -> Found:
    return Found(place.location, place.name, wording.STOP_ASKED.say("vi", name=place.name), (place.index,))
