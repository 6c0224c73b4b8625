"""How to get from one place to another, as a citizen reads it: one screen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hotline.messages import Button, Location, Reply
from hotline.services.bus import boards, walking, wording
from hotline.services.bus.answers import Answer, Desk, age, call, closed, example, line_buttons, named, which
from hotline.services.bus.finding import address_at_end, degrees, find_end, spot
from hotline.services.bus.gazetteer import Found
from hotline.services.bus.itineraries import BusRide, Itinerary
from hotline.services.bus.queries import Coordinates, Journey

DAYS_AHEAD = 7
# A stop further than people walk is still worth naming.
RIDE_M = 20_000
LINES_TO = 5
BUTTONS = 5
# One screen of a phone, and how much of a line is one of its rows.
ROWS, LETTERS = 20, 40


def journey(desk: Desk, query: Journey) -> Answer:
    """Answers "from A to B"; without A it says which lines go there and asks where from."""
    said = [end for end in (query.origin, query.destination) if end]
    found = [[named(desk.lang, one) for one in find_end(desk.timetable, end, desk.geocodes)] for end in said]
    if unknown := [end for end, there in zip(said, found, strict=True) if not there]:
        return _unknown(desk, unknown)
    for end, there in zip(said, found, strict=True):
        if len(there) > 1:
            return which(desk, wording.WHICH, end, [replace(one, says=_says(desk, query, end, one)) for one in there])
    if no_answer := closed(desk):
        return no_answer
    if not query.origin:
        return _only_where_to(desk, query.destination, found[0][0])
    return _between(desk, query, found[0][0], found[1][0])


def between_places(desk: Desk, here: Location, there: Location) -> Answer:
    """From one shared place to another; the stops near the second are a button away."""
    if no_answer := closed(desk):
        return no_answer
    origin, destination = (
        Found(place, label.say(desk.lang), degrees(Coordinates(place)))
        for place, label in ((here, wording.FIRST_PLACE), (there, wording.SECOND_PLACE))
    )
    answered = _between(desk, Journey(origin.says, destination.says), origin, destination)
    near = Button(wording.NEAR_SECOND_PLACE.say(desk.lang), says=destination.says)
    reply = replace(answered.reply, buttons=(near, *answered.reply.buttons)[:BUTTONS])
    return replace(answered, reply=reply, location=there)


def _says(desk: Desk, query: Journey, end: str, sure: Found) -> str:
    """The same question with one end made certain."""
    origin, destination = (sure.says if said == end else said for said in (query.origin, query.destination))
    if not origin:
        return wording.DESTINATION_ASKED.say(desk.lang, destination=destination)
    return wording.JOURNEY_ASKED.say(desk.lang, origin=origin, destination=destination)


def _unknown(desk: Desk, unknown: Sequence[str]) -> Answer:
    what = wording.AND.say(desk.lang).join(unknown)
    there, other = example(desk.timetable).name, desk.timetable.places[-1].name
    text = wording.UNKNOWN_END.say(desk.lang, what=what, example=there, other=other)
    addresses = [address_at_end(end) for end in unknown]
    # Where one of the ends is no address, knowing the other one would not help.
    return Answer(
        Reply(text, (call(desk.lang, desk.phone),)), unknown=tuple(filter(None, addresses)) if all(addresses) else ()
    )


def _between(desk: Desk, query: Journey, origin: Found, destination: Found) -> Answer:
    straight = walking.all_the_way(origin.location, destination.location)
    start, found = _soonest(desk, origin, destination, look_ahead=straight is None)
    how = _how(desk.lang, found)
    header = [wording.JOURNEY.say(desk.lang, origin=origin.label, destination=destination.label, how=how)]
    if straight is not None:
        header.append(_on_foot(desk, straight))
    if start.date() != desk.now.date() and found:
        day = wording.day(desk.lang, start.date(), desk.now.date())
        header.append(wording.NO_JOURNEY_TODAY.say(desk.lang, day=day))
    if not found and straight is None:
        return _none(desk, query, header, (origin, destination))
    lines = _on_one_screen(header, [_itinerary(desk, at, one) for at, one in enumerate(found, 1)])
    text = "\n".join([*lines, *_alerts(desk, found), *age(desk)])
    *numbers, menu = line_buttons(desk, (ride.route for one in found for ride in one.rides))
    back = wording.JOURNEY_ASKED.say(desk.lang, origin=query.destination, destination=query.origin)
    buttons = (*numbers, Button(wording.BACK_BUTTON.say(desk.lang), says=back), menu)
    return Answer(Reply(text, buttons), journeys=found)


def _how(lang: str, found: Sequence[Itinerary]) -> str:
    """How the times are known."""
    rides = [ride for one in found for ride in one.rides]
    is_live = any(ride.departs_predicted_at or ride.arrives_predicted_at for ride in rides)
    planned = wording.BY_TIMETABLE.say(lang)
    return wording.UNLESS_SAID.say(lang, how=planned) if is_live else planned


def _alerts(desk: Desk, found: Sequence[Itinerary]) -> list[str]:
    """What the operator has to say about the lines and stops of the first itinerary, of which all is shown."""
    if desk.live is None or not desk.live.alerts.active:
        return []
    rides = [ride for one in found[:1] for ride in one.rides]
    places = desk.timetable.places.with_stops({id_ for ride in rides for id_ in (ride.from_stop_id, ride.to_stop_id)})
    return boards.notices(desk.lang, desk.live.alerts.at(places, {(ride.route, ride.headsign) for ride in rides}))


def _on_foot(desk: Desk, straight: float) -> str:
    if not (walked := walking.on_foot(straight)):
        return wording.SAME_PLACE.say(desk.lang)
    minutes = max(1, round(walking.seconds(straight) / 60))
    return wording.ON_FOOT.say(desk.lang, walk=wording.walk(desk.lang, walked), minutes=minutes)


def _soonest(
    desk: Desk, origin: Found, destination: Found, *, look_ahead: bool
) -> tuple[datetime, tuple[Itinerary, ...]]:
    """What is found today, or on the first day on which anything is, and from when on it was looked for."""
    here, there = (spot(desk.timetable, end) or end.location for end in (origin, destination))
    midnight = desk.now.replace(hour=0, minute=0, second=0, microsecond=0)
    search = (desk.live or desk.timetable).journeys
    starts = [desk.now, *(midnight + timedelta(days=days) for days in range(1, DAYS_AHEAD + 1) if look_ahead)]
    for start in starts:
        if found := search(here, there, start):
            return start, found
    return desk.now, ()


def _on_one_screen(header: list[str], itineraries: list[list[str]]) -> list[str]:
    """The header and the first itinerary, and the others as far as there is room."""
    lines = list(header)
    for itinerary in itineraries:
        if lines != header and sum(-(-len(line) // LETTERS) for line in (*lines, *itinerary)) > ROWS:
            break
        lines += itinerary
    return lines


def _none(desk: Desk, query: Journey, header: list[str], ends: Sequence[Found]) -> Answer:
    """No way: because no stop is near, which is said, or because no bus goes."""
    why = [line for end in ends for line in _far_from_stops(desk, end)]
    text = "\n".join([*header, *(why or [wording.NO_JOURNEY.say(desk.lang, phone=desk.phone)]), *age(desk)])
    buttons = tuple(
        Button(wording.BUSES_AT.say(desk.lang, place=end)[:100], says=wording.BUSES_AT_ASKED.say(desk.lang, place=end))
        for end in (query.origin, query.destination)
    )
    return Answer(Reply(text, (*buttons, call(desk.lang, desk.phone))))


def _far_from_stops(desk: Desk, end: Found) -> list[str]:
    if spot(desk.timetable, end) or desk.timetable.nearest(end.location, 1, walking.TO_STOP_M):
        return []
    radius = wording.walk(desk.lang, walking.TO_STOP_M)
    lines = [wording.NO_LINE_TO.say(desk.lang, destination=end.label, radius=radius)]
    for nearest in desk.timetable.nearest(end.location, 1, RIDE_M):
        walk = wording.walk(desk.lang, nearest.walk_m)
        lines.append(wording.FAR_FROM_STOPS.say(desk.lang, stop=nearest.place.name, walk=walk))
    return lines


def _itinerary(desk: Desk, number: int, one: Itinerary) -> list[str]:
    lang, changes = desk.lang, wording.CHANGES[one.changes].say(desk.lang)
    minutes = wording.interval(one.minutes)
    if one.departs and one.arrives:
        # Who is there at 08:00:41 is there by 08:01.
        arrives = one.arrives + timedelta(seconds=59)
        times = {"departs": wording.clock(one.departs), "arrives": wording.clock(arrives)}
        lines = [wording.JOURNEY_TIMED.say(lang, number=number, changes=changes, minutes=minutes, **times)]
    elif one.departs:
        departs = wording.clock(one.departs)
        lines = [wording.JOURNEY_ABOUT_AT.say(lang, number=number, changes=changes, departs=departs, minutes=minutes)]
    else:
        lines = [wording.JOURNEY_ABOUT.say(lang, number=number, changes=changes, minutes=minutes)]
    if can_all := all(ride.wheelchair for ride in one.rides):
        lines = [wording.WHEELCHAIR_ALL_THE_WAY.say(lang, way=lines[0])]
    for walk, ride in zip(one.walks, one.rides, strict=False):
        if walk:
            lines.append(wording.WALK_TO.say(lang, walk=wording.walk(lang, walk.metres), stop=ride.from_stop))
        elif ride is one.rides[0]:
            lines.append(wording.BOARD_AT.say(lang, stop=ride.from_stop))
        lines.append(_ride(desk, ride) if can_all else _with_wheelchair(desk, ride))
    if last := one.walks[-1]:
        lines.append(wording.WALK_ON.say(lang, walk=wording.walk(lang, last.metres)))
    return lines


def _with_wheelchair(desk: Desk, ride: BusRide) -> str:
    if ride.wheelchair is None:
        return _ride(desk, ride)
    phrase = wording.WHEELCHAIR_ON_BUS if ride.wheelchair else wording.WHEELCHAIR_NOT_ON_BUS
    return phrase.say(desk.lang, ride=_ride(desk, ride))


def _ride(desk: Desk, ride: BusRide) -> str:
    lang = desk.lang
    named = wording.BUS if ride.headsign else wording.BUS_WITHOUT_HEADSIGN
    line = named.say(lang, route=ride.route, headsign=ride.headsign)
    if times := wording.ride_times(lang, ride, desk.now):
        phrase = wording.RIDE_IF_CAUGHT if ride.is_doubtful else wording.RIDE_TIMED
        return phrase.say(lang, line=line, stop=ride.to_stop, **times)
    about = {"headway": wording.interval(ride.headway or (0, 0)), "minutes": ride.minutes, "stop": ride.to_stop}
    line = line[0].upper() + line[1:]
    if ride.not_before:
        return wording.RIDE_FROM.say(lang, line=line, first=wording.clock(ride.not_before), **about)
    return wording.RIDE_ABOUT.say(lang, line=line, **about)


def _only_where_to(desk: Desk, said: str, destination: Found) -> Answer:
    """The lines that go there; the way depends on where from, which is asked."""
    lines = desk.timetable.lines_to(spot(desk.timetable, destination) or destination.location, desk.now.date())
    header = [wording.LINES_TO.say(desk.lang, destination=destination.label)] if lines else []
    told = [
        wording.LINE_TO.say(
            desk.lang, route=one.route, headsign=one.headsign, stop=one.stop, walk=wording.walk(desk.lang, one.walk_m)
        )
        for one in lines[:LINES_TO]
    ]
    if not lines:
        told = _far_from_stops(desk, destination)
    ask = wording.WHERE_FROM.say(desk.lang, example=example(desk.timetable).name, destination=said)
    *numbers, menu = line_buttons(desk, (one.route for one in lines))
    at = Button(
        wording.BUSES_AT.say(desk.lang, place=destination.label)[:100],
        says=wording.BUSES_AT_ASKED.say(desk.lang, place=said),
    )
    return Answer(Reply("\n".join([*header, *told, ask, *age(desk)]), (*numbers, at, menu)), destination.location)
