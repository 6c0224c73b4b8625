"""Answers a bus question from the timetable: plain functions of the question, the timetable and the clock."""

from dataclasses import dataclass
from datetime import datetime

from hotline.bilingual import Bilingual
from hotline.messages import Button, Location, Reply
from hotline.services.bus import boards, wording
from hotline.services.bus.departures import Departure, Nearby, Place, RouteInfo
from hotline.services.bus.gazetteer import Found
from hotline.services.bus.queries import Address, BusQuery, Coordinates, Help, Journey, Route, Stop
from hotline.services.bus.timetable import Timetable

# Further than this is no walk; the nearest stop beyond it is still worth naming, up to the second figure.
WALK_M = 1500
RIDE_M = 20_000

# Of a large city's lines, as many as are worth reading.
NUMBERS_LISTED = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply, and what it is made from: where the question led, and every departure within the hour there.

    A departure comes with the metres to walk to its place, None where the citizen named the stop.
    """

    reply: Reply
    location: Location | None = None
    departures: tuple[tuple[Departure, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What every answer needs to know besides the question.

    `phone` is the line to call; `now` is aware and in any zone.
    """

    timetable: Timetable
    now: datetime
    lang: str
    phone: str


def answer(query: BusQuery, timetable: Timetable, now: datetime, lang: str, phone: str) -> Answer:
    """Answers one question. `now` is aware; `lang` is "vi" or "en"; `phone` is the city's line."""
    desk = Desk(timetable, now.astimezone(timetable.timezone), lang, phone)
    match query:
        case Coordinates():
            return _near(desk, query.location, "" if query.shared else _degrees(query.location))
        case Address():
            return _address(desk, query)
        case Stop():
            return _stop(desk, query)
        case Route():
            return _routes(desk, query)
        case Journey():
            return _journey(desk, query)
        case Help():
            return Answer(menu(timetable, lang))


def menu(timetable: Timetable, lang: str) -> Reply:
    """How to ask about buses, with examples from this very network to press."""
    place = _example(timetable)
    route = next(iter(timetable.route_numbers), "1")
    asked = wording.ROUTE_ASKED.say(lang, number=route)
    text = wording.MENU.say(lang, address=place.name, code=next(iter(place.codes), "1"), route=asked)
    buttons = (
        Button(place.name[:100], says=wording.STOP_ASKED.say("vi", name=place.name)),
        Button(wording.ROUTE_BUTTON.say(lang, number=route)[:100], says=asked),
    )
    return Reply(text, buttons)


def no_timetable(lang: str, phone: str) -> Reply:
    """Nothing has been published yet: says so, with the line to call."""
    return Reply(wording.NO_TIMETABLE.say(lang, phone=phone), (_call(phone),))


def _address(desk: Desk, address: Address) -> Answer:
    said = _spoken(address)
    found = desk.timetable.gazetteer.address(address)
    if not found and not address.number:
        found = desk.timetable.gazetteer.named(address.street)
    if not found:
        return _unknown(desk, said)
    if len(found) > 1:
        phrase = wording.WHICH if address.number else wording.WHICH_STOP
        return _which(desk, phrase, said, found)
    return _near(desk, found[0].location, found[0].label)


def _stop(desk: Desk, query: Stop) -> Answer:
    places = desk.timetable.with_code(query.stop)
    if len(places) == 1:
        return _board(desk, places[0])
    found = tuple(
        Found(place.location, place.name, wording.STOP_ASKED.say("vi", name=place.name), (place.index,))
        for place in places
    ) or desk.timetable.gazetteer.named(query.stop)
    if not found:
        example = next(iter(_example(desk.timetable).codes), "1")
        return Answer(Reply(wording.UNKNOWN_STOP.say(desk.lang, what=query.stop, example=f"MT {example}")))
    if len(found) > 1:
        return _which(desk, wording.WHICH, query.stop, found)
    return _at(desk, found[0])


def _at(desk: Desk, found: Found) -> Answer:
    """One sure answer: the stop itself where the name is one stop's, else what is near the point."""
    if len(found.places) == 1:
        return _board(desk, desk.timetable.places[found.places[0]])
    return _near(desk, found.location, found.label)


def _board(desk: Desk, place: Place) -> Answer:
    """The departures of one named stop."""
    closed = _closed(desk)
    if closed:
        return closed
    rows = boards.rows(desk.timetable, (Nearby(place, 0),), desk.now)
    header = wording.AT_STOP.say(desk.lang, name=_with_code(place))
    lines = boards.text(desk.lang, rows, desk.now, with_places=False)
    text = "\n".join([header, *(lines or [wording.NOTHING_AT_STOP.say(desk.lang)]), *_age(desk)])
    departures = tuple((departure, None) for row in rows for line in row.lines for departure in line.departures)
    return Answer(Reply(text, _line_buttons(desk, rows)), place.location, departures)


def _near(desk: Desk, where: Location, label: str) -> Answer:
    """The nearest places to a point. `label` is "" for the citizen's own position."""
    closed = _closed(desk)
    if closed:
        return closed
    nearby = desk.timetable.nearest(where, limit=5, radius_m=WALK_M)
    header = wording.NEAR.say(desk.lang, where=label) if label else wording.NEAR_YOU.say(desk.lang)
    if not nearby:
        nearby = desk.timetable.nearest(where, limit=1, radius_m=RIDE_M)
        if not nearby:
            return Answer(Reply(wording.OUTSIDE.say(desk.lang, phone=desk.phone), (_call(desk.phone),)), where)
        spot = label or wording.YOUR_PLACE.say(desk.lang)
        header = wording.NO_STOP_NEAR.say(desk.lang, where=spot, radius=wording.walk(desk.lang, WALK_M))
    rows = boards.rows(desk.timetable, nearby, desk.now)
    text = "\n".join([header, *boards.text(desk.lang, rows, desk.now, with_places=True), *_age(desk)])
    departures = tuple(
        (departure, row.nearby.walk_m) for row in rows for line in row.lines for departure in line.departures
    )
    return Answer(Reply(text, _line_buttons(desk, rows)), where, departures)


def _routes(desk: Desk, query: Route) -> Answer:
    today = desk.now.date()
    routes = [desk.timetable.route(route, today) for route in desk.timetable.routes(query.route)]
    if not routes:
        known = desk.timetable.route_numbers
        numbers = ", ".join(known[:NUMBERS_LISTED]) + (", …" if len(known) > NUMBERS_LISTED else "")
        return Answer(Reply(wording.UNKNOWN_ROUTE.say(desk.lang, what=query.route, numbers=numbers)))
    text = "\n\n".join(_route_text(desk, route, brief=len(routes) > 1) for route in routes)
    return Answer(Reply("\n".join([text, *_age(desk)])))


def _route_text(desk: Desk, route: RouteInfo, *, brief: bool) -> str:
    lines = [wording.ROUTE.say(desk.lang, number=route.number, name=route.name)]
    for direction in route.directions:
        if direction.first is None or direction.last is None:
            when = wording.DIRECTION_OFF.say(desk.lang)
        else:
            span = {"first": wording.clock(direction.first), "last": wording.clock(direction.last)}
            phrase = wording.DIRECTION_HOURS if direction.headway else wording.DIRECTION_ONCE
            when = phrase.say(desk.lang, headway=wording.interval(direction.headway or (0, 0)), **span)
        lines.append(wording.DIRECTION.say(desk.lang, headsign=direction.headsign, when=when))
        if not brief:
            lines.append(wording.VIA.say(desk.lang, stops=" – ".join(boards.milestones(direction.stops))))
    if not route.directions:
        lines.append(wording.DIRECTION_OFF.say(desk.lang))
    if route.aliases:
        lines.append(wording.ROUTE_ALIASES.say(desk.lang, aliases=", ".join(route.aliases)))
    return "\n".join(lines)


def _journey(desk: Desk, journey: Journey) -> Answer:
    ends = [place for place in (journey.origin, journey.destination) if place]
    buttons = tuple(
        Button(
            wording.BUSES_AT.say(desk.lang, place=place)[:100], says=wording.BUSES_AT_ASKED.say(desk.lang, place=place)
        )
        for place in ends
    )
    return Answer(Reply(wording.JOURNEY.say(desk.lang, phone=desk.phone), (*buttons, _call(desk.phone))))


def _which(desk: Desk, phrase: Bilingual, said: str, found: tuple[Found, ...]) -> Answer:
    """Asks, with the same choices as numbers and as buttons."""
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


def _unknown(desk: Desk, said: str) -> Answer:
    text = wording.UNKNOWN_PLACE.say(desk.lang, what=said, example=_example(desk.timetable).name)
    return Answer(Reply(text, (_call(desk.phone),)))


def _closed(desk: Desk) -> Answer | None:
    """The answer when the feed does not cover today at all: no departures, and it says why."""
    today = desk.now.date()
    if today > desk.timetable.last_date:
        text = wording.FEED_OVER.say(desk.lang, day=f"{desk.timetable.last_date:%d/%m/%Y}", phone=desk.phone)
    elif today < desk.timetable.first_date:
        text = wording.FEED_NOT_BEGUN.say(desk.lang, day=f"{desk.timetable.first_date:%d/%m/%Y}", phone=desk.phone)
    else:
        return None
    return Answer(Reply(text, (_call(desk.phone),)))


def _age(desk: Desk) -> list[str]:
    """The feed's date, when it is old enough to matter."""
    made = desk.timetable.feed_date
    if made is None or (desk.now.date() - made).days <= boards.OLD_AFTER_DAYS:
        return []
    return [wording.OLD_FEED.say(desk.lang, day=f"{made:%d/%m/%Y}")]


def _line_buttons(desk: Desk, rows: tuple[boards.Row, ...]) -> tuple[Button, ...]:
    """The lines shown, to press for their whole course: at most three, and the way to ask again."""
    numbers = dict.fromkeys(line.route for row in rows for line in row.lines)
    lines = tuple(
        Button(
            wording.ROUTE_BUTTON.say(desk.lang, number=number)[:100],
            says=wording.ROUTE_ASKED.say(desk.lang, number=number),
        )
        for number in list(numbers)[:3]
    )
    return (*lines, Button(wording.MENU_BUTTON.say(desk.lang), says=wording.MENU_ASKED.say(desk.lang)))


def _example(timetable: Timetable) -> Place:
    """A place in the middle of the network whose name is an address, where one is: what a citizen may write."""
    places = timetable.places
    middle = len(places) // 2
    outwards = (
        places[at] for pair in zip(range(middle, len(places)), range(middle, -1, -1), strict=False) for at in pair
    )
    return next((place for place in outwards if place.codes and place.name[:1].isdigit()), places[middle])


def _call(phone: str) -> Button:
    return Button(f"Gọi {phone}", phone=phone)


def _with_code(place: Place) -> str:
    shown = [code for code in place.codes if code not in place.name]
    return f"{place.name} (MT {', '.join(shown[:2])})" if shown else place.name


def _spoken(address: Address) -> str:
    words = f"{address.number} {address.street}".strip()
    return ", ".join(part for part in (words, address.ward or address.district) if part)


def _degrees(where: Location) -> str:
    return f"{where.lat:.5f}, {where.lon:.5f}"
