"""Answers a bus question from the timetable: plain functions of the question, the timetable and the clock."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from hotline.messages import Button, Location, Reply
from hotline.services.bus import boards, wording
from hotline.services.bus.addresses import address_in, anchor
from hotline.services.bus.answers import Answer, Desk, again, age, call, closed, example, line_buttons, which
from hotline.services.bus.departures import Nearby, Place, RouteInfo
from hotline.services.bus.finding import degrees, find, spot
from hotline.services.bus.gazetteer import Found
from hotline.services.bus.journey_answers import between_places, journey
from hotline.services.bus.queries import Address, BusQuery, Coordinates, Help, Journey, Route, Stop
from hotline.services.bus.timetable import Timetable

if TYPE_CHECKING:
    # Loaded where there are live feeds, and nowhere else.
    # The same, where there is a geocoder.
    from hotline.services.bus.geocoding import Geocodes
    from hotline.services.bus.realtime import Live

__all__ = ["Answer", "answer", "menu", "no_timetable"]

# Further than this is no walk; the nearest stop beyond it is still worth naming, up to the second figure.
WALK_M = 1500
RIDE_M = 20_000
# Of a large city's lines, as many as are worth reading.
NUMBERS_LISTED = 12


def answer(
    query: BusQuery,
    timetable: Timetable,
    now: datetime,
    lang: str,
    phone: str,
    live: "Live | None" = None,
    geocodes: "Geocodes | None" = None,
) -> Answer:
    """Answers one question. `now` is aware; `lang` is "vi" or "en"; `phone` is the city's line.

    `live` is the same timetable at the same moment with predictions; `geocodes` is what a map says about addresses
    that an answer without it left unknown.
    """
    desk = Desk(timetable, now.astimezone(timetable.timezone), lang, phone, live, geocodes)
    answered = _answer(desk, query)
    if geocodes is None or answered.unknown:
        return answered
    text = "\n".join([answered.reply.text, wording.CREDIT.say(lang, source=geocodes.source)])
    return replace(answered, reply=replace(answered.reply, text=text))


def _answer(desk: Desk, query: BusQuery) -> Answer:
    match query:
        case Coordinates(after=Location() as origin):
            return between_places(desk, origin, query.location)
        case Coordinates():
            return _near(desk, query.location, "" if query.shared else degrees(query))
        case Address():
            return _address(desk, query)
        case Stop():
            return _stop(desk, query)
        case Route():
            return _routes(desk, query)
        case Journey():
            return journey(desk, query)
        case Help():
            return Answer(menu(desk.timetable, desk.lang))


def menu(timetable: Timetable, lang: str) -> Reply:
    """How to ask about buses, with examples from this very network to press."""
    place = example(timetable)
    route = next(iter(timetable.route_numbers), "1")
    asked = wording.ROUTE_ASKED.say(lang, number=route)
    code, destination = next(iter(place.codes), "1"), timetable.places[-1].name
    text = wording.MENU.say(lang, address=place.name, code=code, route=asked, destination=destination)
    buttons = (
        Button(place.name[:100], says=wording.STOP_ASKED.say("vi", name=place.name)),
        Button(wording.ROUTE_BUTTON.say(lang, number=route)[:100], says=asked),
    )
    return Reply(text, buttons)


def no_timetable(lang: str, phone: str) -> Reply:
    """Nothing has been published yet: says so, with the line to call."""
    return Reply(wording.NO_TIMETABLE.say(lang, phone=phone), (call(lang, phone),))


def _address(desk: Desk, address: Address) -> Answer:
    if not address.street:
        return Answer(Reply(wording.WHICH_STREET.say(desk.lang, number=address.number)))
    said = _spoken(address)
    found = find(desk.timetable, address, desk.geocodes)
    if not found:
        return replace(_unknown(desk, said), unknown=(address,))
    if len(found) > 1:
        return which(desk, wording.WHICH if address.number else wording.WHICH_STOP, said, found)
    (only,) = found
    if only.beside or _is_another_house(address, only):
        return _on_the_street(desk, said, only)
    return _near(desk, only.location, only.label)


def _is_another_house(address: Address, found: Found) -> bool:
    """Whether the house itself is not placed, and a stop of its street stands for it."""
    placed = address_in(found.label)
    return bool(address.number and placed) and anchor(address.number) != anchor(placed.number if placed else "")


def _on_the_street(desk: Desk, said: str, found: Found) -> Answer:
    """A stop of the street, without metres: nobody knows how far along it the house is."""
    if no_answer := closed(desk):
        return no_answer
    rows = boards.rows(desk.timetable, desk.timetable.nearest(found.location, limit=1), desk.now, desk.live)
    phrase = wording.BESIDE_THE_STREET if found.beside else wording.ON_THE_STREET
    how, lines = boards.screen(desk.lang, rows, desk.now, with_places=False)
    header = phrase.say(desk.lang, said=said, stop=found.label, street=found.beside, how=how)
    text = "\n".join([header, *lines, *boards.alerts(desk.lang, rows, desk.live), *age(desk)])
    departures = tuple((departure, None) for row in rows for line in row.lines for departure in line.departures)
    return Answer(Reply(text, line_buttons(desk, _numbers(rows))), found.location, departures)


def _stop(desk: Desk, query: Stop) -> Answer:
    found = find(desk.timetable, query)
    if not found:
        if not any(sign.isdigit() for sign in query.stop):
            return _unknown(desk, query.stop)
        code = next(iter(example(desk.timetable).codes), "1")
        text = wording.UNKNOWN_STOP.say(desk.lang, what=query.stop, example=f"MT {code}")
        return Answer(Reply(text, (again(desk.lang), call(desk.lang, desk.phone))))
    if len(found) > 1:
        return which(desk, wording.WHICH, query.stop, found)
    if place := spot(desk.timetable, found[0]):
        return _board(desk, place)
    return _near(desk, found[0].location, found[0].label)


def _board(desk: Desk, place: Place) -> Answer:
    """The departures of one named stop."""
    if no_answer := closed(desk):
        return no_answer
    rows = boards.rows(desk.timetable, (Nearby(place, 0),), desk.now, desk.live)
    how, lines = boards.screen(desk.lang, rows, desk.now, with_places=False)
    header = wording.AT_STOP.say(desk.lang, name=_with_code(place), how=how)
    lines = lines or [wording.NOTHING_AT_STOP.say(desk.lang)]
    text = "\n".join([header, *lines, *boards.alerts(desk.lang, rows, desk.live), *age(desk)])
    departures = tuple((departure, None) for row in rows for line in row.lines for departure in line.departures)
    return Answer(Reply(text, line_buttons(desk, _numbers(rows))), place.location, departures)


def _near(desk: Desk, where: Location, label: str) -> Answer:
    """The nearest places to a point. `label` is "" for the citizen's own position."""
    if no_answer := closed(desk):
        return no_answer
    nearby = desk.timetable.nearest(where, limit=5, radius_m=WALK_M)
    phrase, spot = wording.NEAR if label else wording.NEAR_YOU, label
    if not nearby:
        nearby, phrase = desk.timetable.nearest(where, limit=1, radius_m=RIDE_M), wording.NO_STOP_NEAR
        spot = label or wording.YOUR_PLACE.say(desk.lang)
    if not nearby:
        return Answer(Reply(wording.OUTSIDE.say(desk.lang, phone=desk.phone), (call(desk.lang, desk.phone),)), where)
    rows = boards.rows(desk.timetable, nearby, desk.now, desk.live)
    how, lines = boards.screen(desk.lang, rows, desk.now, with_places=True)
    header = phrase.say(desk.lang, where=spot, how=how, radius=wording.walk(desk.lang, WALK_M))
    text = "\n".join([header, *lines, *boards.alerts(desk.lang, rows, desk.live), *age(desk)])
    departures = tuple(
        (departure, row.nearby.walk_m) for row in rows for line in row.lines for departure in line.departures
    )
    return Answer(Reply(text, line_buttons(desk, _numbers(rows))), where, departures)


def _routes(desk: Desk, query: Route) -> Answer:
    today = desk.now.date()
    routes = [desk.timetable.route(route, today) for route in desk.timetable.routes(query.route)]
    if not routes:
        known = list(dict.fromkeys(desk.timetable.route_numbers))
        numbers = ", ".join(known[:NUMBERS_LISTED]) + (", …" if len(known) > NUMBERS_LISTED else "")
        text = wording.UNKNOWN_ROUTE.say(desk.lang, what=query.route, numbers=numbers)
        return Answer(Reply(text, (again(desk.lang), call(desk.lang, desk.phone))))
    text = "\n\n".join(_route_text(desk, route, brief=len(routes) > 1) for route in routes)
    alerts = [alert for route in routes for alert in desk.live.alerts.of_route(route.route_id)] if desk.live else []
    notices = boards.notices(desk.lang, list({alert.say(desk.lang): alert for alert in alerts}.values()))
    return Answer(Reply("\n".join([text, *notices, *age(desk)]), (again(desk.lang),)))


def _route_text(desk: Desk, route: RouteInfo, *, brief: bool) -> str:
    lines = [wording.ROUTE.say(desk.lang, number=route.number, name=route.name)]
    for direction in route.directions:
        if direction.first is None or direction.last is None:
            when = wording.DIRECTION_OFF.say(desk.lang)
        else:
            span = {"first": wording.clock(direction.first), "last": wording.clock(direction.last)}
            phrase = wording.DIRECTION_HOURS if direction.headway else wording.DIRECTION_ONCE
            when = phrase.say(desk.lang, headway=wording.interval(direction.headway or (0, 0)), **span)
            if desk.now > direction.last:
                when = wording.DIRECTION_OVER.say(desk.lang, when=when)
        lines.append(wording.DIRECTION.say(desk.lang, headsign=direction.headsign, when=when))
        if not brief:
            lines.append(wording.VIA.say(desk.lang, stops=" – ".join(boards.milestones(direction.stops))))
    if not route.directions:
        lines.append(wording.ROUTE_IDLE.say(desk.lang, phone=desk.phone))
    if route.aliases:
        lines.append(wording.ROUTE_ALIASES.say(desk.lang, aliases=", ".join(route.aliases)))
    return "\n".join(lines)


def _unknown(desk: Desk, said: str) -> Answer:
    text = wording.UNKNOWN_PLACE.say(desk.lang, what=said, example=example(desk.timetable).name)
    return Answer(Reply(text, (call(desk.lang, desk.phone),)))


def _with_code(place: Place) -> str:
    shown = [code for code in place.codes if code not in place.name]
    return f"{place.name} (MT {', '.join(shown[:2])})" if shown else place.name


def _spoken(address: Address) -> str:
    words = f"{address.number} {address.street}".strip()
    return ", ".join(part for part in (words, address.ward or address.district) if part)


def _numbers(rows: tuple[boards.Row, ...]) -> list[str]:
    return [line.route for row in rows for line in row.lines]
