"""The departures of several places on one screen: nearest first, each line only where it is nearest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from hotline.services.bus import wording
from hotline.services.bus.departures import Departure, Line, Nearby
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.wheelchairs import agreed

if TYPE_CHECKING:
    # Loaded where there are live feeds, and nowhere else.
    from hotline.services.bus.predictions import Alert
    from hotline.services.bus.realtime import Live

WITHIN = timedelta(hours=1)
OLD_AFTER_DAYS = 180

# One screen of a phone is about twenty rows, and a line often takes two of them.
PLACES = 3
LINES_AT_A_PLACE = 4
LINES = 8
MILESTONES = 6
ALERTS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One place with everything that leaves it within the hour, and the lines that only go later.

    `ran_today` holds the (route, headsign) of the later lines that did run earlier today.
    """

    nearby: Nearby
    lines: tuple[Line, ...]
    later: tuple[Departure, ...]
    ran_today: frozenset[tuple[str, str]]


def rows(timetable: Timetable, nearby: Sequence[Nearby], now: datetime, live: "Live | None" = None) -> tuple[Row, ...]:
    """Looks up every place, with what is predicted where there is anything; nothing is left out yet."""
    return tuple(_row(timetable, live or timetable, one, now) for one in nearby)


def _row(timetable: Timetable, leaving: "Timetable | Live", nearby: Nearby, now: datetime) -> Row:
    lines = leaving.board(nearby.place, now, WITHIN)
    later = leaving.later(nearby.place, now, WITHIN)
    ran: frozenset[tuple[str, str]] = frozenset()
    if any((departure.time or departure.first or now).date() != now.date() for departure in later):
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        # The day's first of each line, not its whole day: in a large city that is a thousand departures.
        firsts = timetable.later(nearby.place, midnight, timedelta(0), days=1)
        ran = frozenset((one.route, one.headsign) for one in firsts if (one.time or one.first or now) < now)
    return Row(nearby, lines, later, ran)


class _Told(NamedTuple):
    """A line of an answer, and the departures that it tells of."""

    words: str
    departures: tuple[Departure, ...] = ()


def text(lang: str, rows: Sequence[Row], now: datetime, *, with_places: bool) -> list[str]:
    """The rows as a citizen reads them, at most one screen."""
    said: set[tuple[str, str]] = set()
    written: list[_Told] = []
    places = 0
    running = any(row.lines for row in rows)
    over = _over(lang, rows, now)
    for row in rows:
        # While buses run, nobody walks on for one that does not: only the nearest place tells of its later lines.
        later = row.later if not running or not places else ()
        fresh = {key: told for key, told in _lines(lang, row, later, now, once=bool(over)).items() if key not in said}
        if not fresh or places == PLACES or len(said) >= LINES:
            continue
        places += 1
        shown = list(fresh.items())[: min(LINES_AT_A_PLACE if with_places else LINES, LINES - len(said))]
        if with_places:
            written.append(_Told(_place(lang, row.nearby, [told for _, told in shown])))
        said.update(key for key, _ in shown)
        written.extend(told for _, told in shown)
        if len(fresh) > len(shown):
            written.append(_Told(wording.MORE_LINES.say(lang, count=len(fresh) - len(shown))))
        if not with_places and _takes_wheelchairs(row.nearby, [told for _, told in shown]):
            written.append(_Told(wording.WHEELCHAIR_AT_THIS_STOP.say(lang)))
    return [*over, *_with_wheelchairs(lang, written)]


def _place(lang: str, nearby: Nearby, shown: Sequence[_Told]) -> str:
    walk = wording.walk(lang, nearby.walk_m)
    if _takes_wheelchairs(nearby, shown):
        walk = wording.WHEELCHAIR_AT_STOP.say(lang, walk=walk)
    return wording.STOP.say(lang, name=nearby.place.name, walk=walk)


def _takes_wheelchairs(nearby: Nearby, shown: Sequence[_Told]) -> bool:
    """Whether the place alone is known to take wheelchairs; where buses are, they say all that matters."""
    silent = all(departure.wheelchair is None for told in shown for departure in told.departures)
    return bool(nearby.place.wheelchair) and silent


def _with_wheelchairs(lang: str, written: Sequence[_Told]) -> list[str]:
    """The lines with what is known of wheelchairs: said once if it is the same of all buses."""
    running = {departure.wheelchair for told in written for departure in told.departures if not departure.is_canceled}
    if (all_alike := agreed(running)) is None:
        return [wording.with_wheelchairs(lang, told.words, told.departures) for told in written]
    phrase = wording.WHEELCHAIR_ON_ALL if all_alike else wording.WHEELCHAIR_ON_NONE
    return [*(told.words for told in written), phrase.say(lang)]


def _over(lang: str, rows: Sequence[Row], now: datetime) -> list[str]:
    """Said once, instead of on every line, when all that is left goes on another day."""
    later = [departure for row in rows for departure in row.later]
    another_day = all((departure.time or departure.first or now).date() != now.date() for departure in later)
    if len(later) < 2 or not another_day or any(row.lines for row in rows):
        return []
    phrase = wording.ALL_OVER if any(row.ran_today for row in rows) else wording.NONE_TODAY
    return [phrase.say(lang)]


def _lines(
    lang: str, row: Row, later: Sequence[Departure], now: datetime, *, once: bool
) -> dict[tuple[str, str], _Told]:
    """The place's lines by (route, headsign), those that leave soonest first. `once`: that today is over is said."""
    lines = {}
    for line in row.lines:
        when = wording.upcoming(lang, line.departures, now)
        told = _Told(_line(lang, line.route, line.headsign, when), line.departures[: wording.TOLD])
        lines[line.route, line.headsign] = told
    for departure in later:
        key = (departure.route, departure.headsign)
        if once:
            when = wording.next_one(lang, departure, now)
        else:
            when = wording.later(lang, departure, now, ran_today=key in row.ran_today)
        if key in lines:  # for all its buses of the hour are canceled
            lines[key] = _Told(wording.THEN.say(lang, canceled=lines[key].words, later=when), (departure,))
        else:
            lines[key] = _Told(_line(lang, *key, when), (departure,))
    return lines


def how(lang: str, rows: Sequence[Row]) -> str:
    """How the times of some rows are known."""
    departures = [one for row in rows for line in row.lines for one in line.departures]
    departures += [one for row in rows for one in row.later]
    is_live = any(departure.predicted_at for departure in departures)
    return (wording.UNLESS_SAID if is_live else wording.BY_TIMETABLE).say(lang)


def alerts(lang: str, rows: Sequence[Row], live: "Live | None") -> list[str]:
    """What the operator has to say about the lines and places shown, a line for each notice."""
    if live is None:
        return []
    shown = rows[:PLACES]
    lines = {(line.route, line.headsign) for row in shown for line in row.lines}
    lines |= {(departure.route, departure.headsign) for row in shown for departure in row.later}
    return notices(lang, live.alerts.at([row.nearby.place for row in shown], lines))


def notices(lang: str, alerts: Sequence["Alert"]) -> list[str]:
    """At most three notices."""
    return [wording.ALERT.say(lang, text=alert.say(lang)) for alert in alerts[:ALERTS]]


def _line(lang: str, route: str, headsign: str, when: str) -> str:
    phrase = wording.LINE if headsign else wording.LINE_WITHOUT_HEADSIGN
    return phrase.say(lang, route=route, headsign=headsign, when=when)


def milestones(stops: Sequence[str]) -> list[str]:
    """At most six stops that show a line's course: the ends and some evenly between."""
    if len(stops) <= MILESTONES:
        return list(stops)
    step = (len(stops) - 1) / (MILESTONES - 1)
    return [stops[round(step * position)] for position in range(MILESTONES)]
