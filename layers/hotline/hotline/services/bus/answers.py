"""What every answer about buses is made of, whatever was asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from hotline.bilingual import Bilingual
from hotline.messages import Button, Location, Reply
from hotline.services.bus import boards, wording
from hotline.services.bus.departures import Departure, Place
from hotline.services.bus.gazetteer import Found
from hotline.services.bus.itineraries import Itinerary
from hotline.services.bus.queries import Address
from hotline.services.bus.timetable import Timetable

if TYPE_CHECKING:
    # Loaded where there are live feeds, and nowhere else.
    # The same, where there is a geocoder.
    from hotline.services.bus.geocoding import Geocodes
    from hotline.services.bus.realtime import Live


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply, and what it is made from: where the question led, and every departure within the hour there.

    A departure comes with the metres to walk to its place, None where the citizen named the stop. `journeys` are what
    was found from one place to another. `unknown` are the addresses that nobody knew: were they known, there would be
    another answer.
    """

    reply: Reply
    location: Location | None = None
    departures: tuple[tuple[Departure, int | None], ...] = ()
    journeys: tuple[Itinerary, ...] = ()
    unknown: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What every answer needs to know besides the question.

    `phone` is the line to call; `now` is aware and in any zone; `live` has the predictions, where there are any, and
    `geocodes` what a map said about addresses that the feed does not name.
    """

    timetable: Timetable
    now: datetime
    lang: str
    phone: str
    live: "Live | None" = None
    geocodes: "Geocodes | None" = None


def which(desk: Desk, phrase: Bilingual, said: str, found: Sequence[Found]) -> Answer:
    """Asks, with the same choices as numbers and as buttons."""
    found = [named(desk.lang, one) for one in found]
    numbered = [f"{number}. {one.label}" for number, one in enumerate(found, 1)]
    text = "\n".join(
        [
            phrase.say(desk.lang, what=said, count=len(found)),
            *numbered,
            wording.CHOOSE.say(desk.lang, count=len(found)),
        ]
    )
    buttons = tuple(Button(one.label[:100], says=one.says) for one in found)
    return Answer(Reply(text, buttons, choices=tuple(one.says for one in found)))


def named(lang: str, found: Found) -> Found:
    """The same with its whole name: a stop that stands for a street is called after both."""
    if not found.beside:
        return found
    return replace(found, label=wording.STOP_BESIDE.say(lang, stop=found.label, street=found.beside), beside="")


def closed(desk: Desk) -> Answer | None:
    """The answer when the feed does not cover today at all: no departures, and it says why."""
    today = desk.now.date()
    if today > desk.timetable.last_date:
        text = wording.FEED_OVER.say(desk.lang, day=f"{desk.timetable.last_date:%d/%m/%Y}", phone=desk.phone)
    elif today < desk.timetable.first_date:
        text = wording.FEED_NOT_BEGUN.say(desk.lang, day=f"{desk.timetable.first_date:%d/%m/%Y}", phone=desk.phone)
    else:
        return None
    return Answer(Reply(text, (call(desk.lang, desk.phone),)))


def age(desk: Desk) -> list[str]:
    """The feed's date, when it is old enough to matter."""
    made = desk.timetable.feed_date
    if made is None or (desk.now.date() - made).days <= boards.OLD_AFTER_DAYS:
        return []
    return [wording.OLD_FEED.say(desk.lang, day=f"{made:%d/%m/%Y}")]


def example(timetable: Timetable) -> Place:
    """A place in the middle of the network whose name is an address, where one is: what a citizen may write."""
    places = timetable.places
    middle = len(places) // 2
    outwards = (
        places[at] for pair in zip(range(middle, len(places)), range(middle, -1, -1), strict=False) for at in pair
    )
    return next((place for place in outwards if place.codes and place.name[:1].isdigit()), places[middle])


def line_buttons(desk: Desk, routes: Iterable[str]) -> tuple[Button, ...]:
    """The lines shown, to press for their whole course: at most three, and the way to ask again."""
    numbers = dict.fromkeys(routes)
    lines = tuple(
        Button(
            wording.ROUTE_BUTTON.say(desk.lang, number=number)[:100],
            says=wording.ROUTE_ASKED.say(desk.lang, number=number),
        )
        for number in list(numbers)[:3]
    )
    return (*lines, again(desk.lang))


def again(lang: str) -> Button:
    """The way to ask about another place."""
    return Button(wording.MENU_BUTTON.say(lang), says=wording.MENU_ASKED.say(lang))


def call(lang: str, phone: str) -> Button:
    """The button that calls the city's line."""
    return Button(wording.CALL.say(lang, phone=phone), phone=phone)
