"""The departures of several places on one screen: nearest first, each line only where it is nearest."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hotline.services.bus import wording
from hotline.services.bus.certainty import Certainty
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
# Departures of a line that are worth reading, and numbers of lines that are only named.
TOLD = 3
LEFT_OUT = 6
MILESTONES = 6
ALERTS = 3


class Row:
    """One place with everything that leaves it within the hour. What goes later is looked up where it is told."""

    def __init__(self, timetable: Timetable, leaving: "Timetable | Live", nearby: Nearby, now: datetime) -> None:
        self.nearby = nearby
        self.lines: tuple[Line, ...] = leaving.board(nearby.place, now, WITHIN)
        self._timetable = timetable
        self._leaving = leaving
        self._now = now

    @cached_property
    def later(self) -> tuple[Departure, ...]:
        """The lines that only go later."""
        return self._leaving.later(self.nearby.place, self._now, WITHIN)

    @cached_property
    def ran_today(self) -> frozenset[tuple[str, str]]:
        """The (route, headsign) of the later lines that did run earlier today."""
        now = self._now
        if all((departure.time or departure.first or now).date() == now.date() for departure in self.later):
            return frozenset()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        # The day's first of each line, not its whole day: in a large city that is a thousand departures.
        firsts = self._timetable.later(self.nearby.place, midnight, timedelta(0), days=1)
        return frozenset((one.route, one.headsign) for one in firsts if (one.time or one.first or now) < now)


def rows(timetable: Timetable, nearby: Sequence[Nearby], now: datetime, live: "Live | None" = None) -> tuple[Row, ...]:
    """Looks up every place, with what is predicted where there is anything; nothing is left out yet."""
    return tuple(Row(timetable, live or timetable, one, now) for one in nearby)


class _Line(NamedTuple):
    """A line of a place: what leaves within the hour, as far as it is told, and else the next one after it."""

    route: str
    headsign: str
    departures: tuple[Departure, ...]
    later: Departure | None = None
    ran_today: bool = False

    @property
    def told(self) -> tuple[Departure, ...]:
        return (*self.departures, self.later) if self.later else self.departures


class _Shown(NamedTuple):
    """A place with the lines that there is room for, and the numbers of those that there is none for."""

    nearby: Nearby
    lines: tuple[_Line, ...]
    left_out: tuple[str, ...]

    @property
    def takes_wheelchairs(self) -> bool:
        """Whether the place alone is known to take wheelchairs; where buses are, they say all that matters."""
        silent = all(departure.wheelchair is None for line in self.lines for departure in line.told)
        return bool(self.nearby.place.wheelchair) and silent


class _Told(NamedTuple):
    """A line of text, and the departures that it tells of."""

    words: str
    departures: tuple[Departure, ...] = ()


class Screen(NamedTuple):
    """What a citizen reads: how most times are known, and the lines of text."""

    how: str
    lines: list[str]


def screen(lang: str, rows: Sequence[Row], now: datetime, *, with_places: bool) -> Screen:
    """The rows as a citizen reads them, at most one screen."""
    shown = _chosen(rows, LINES_AT_A_PLACE if with_places else LINES)
    certainty = Certainty(lang, now, (departure for place in shown for line in place.lines for departure in line.told))
    over = _over(lang, shown, now)
    written: list[_Told] = []
    for place in shown:
        if with_places:
            written.append(_Told(_place(lang, place)))
        written += [_told(lang, line, certainty, now, once=bool(over)) for line in place.lines]
        if place.left_out:
            written.append(_Told(_left_out(lang, place.left_out)))
        if not with_places and place.takes_wheelchairs:
            written.append(_Told(wording.WHEELCHAIR_AT_THIS_STOP.say(lang)))
    return Screen(certainty.said, [*over, *_with_wheelchairs(lang, written)])


def _chosen(rows: Sequence[Row], at_a_place: int) -> tuple[_Shown, ...]:
    """The places and lines that there is room for; a line that its nearest place has no room for is nowhere else."""
    known: set[tuple[str, str]] = set()
    shown: list[_Shown] = []
    room = LINES
    running = any(row.lines for row in rows)
    for row in rows:
        # While buses run, nobody walks on for one that does not: only the nearest place tells of its later lines.
        lines = _lines(row, row.later if not running or not shown else ())
        fresh = [line for line in lines if (line.route, line.headsign) not in known]
        if not fresh or not room or len(shown) == PLACES:
            continue
        known.update((line.route, line.headsign) for line in fresh)
        fits = fresh[: min(at_a_place, room)]
        left_out = dict.fromkeys(line.route for line in fresh[len(fits) :])
        shown.append(_Shown(row.nearby, tuple(fits), tuple(left_out)))
        room -= len(fits)
    return tuple(shown)


def _lines(row: Row, later: Sequence[Departure]) -> list[_Line]:
    """The place's lines, those that leave soonest first."""
    lines = {
        (line.route, line.headsign): _Line(line.route, line.headsign, line.departures[:TOLD]) for line in row.lines
    }
    for departure in later:
        key = departure.route, departure.headsign
        # Where there is a line already, all its buses of the hour are canceled.
        canceled = lines[key].departures if key in lines else ()
        lines[key] = _Line(*key, canceled, departure, key in row.ran_today)
    return list(lines.values())


def _told(lang: str, line: _Line, certainty: Certainty, now: datetime, *, once: bool) -> _Told:
    """`once`: that today is over is said already."""
    when = certainty.upcoming(line.departures)
    if line.later:
        later = certainty.later(line.later, ran_today=line.ran_today)
        if once:
            later = wording.next_one(lang, line.later, now)
        when = wording.THEN.say(lang, canceled=when, later=later) if when else later
    phrase = wording.LINE if line.headsign else wording.LINE_WITHOUT_HEADSIGN
    return _Told(phrase.say(lang, route=line.route, headsign=line.headsign, when=when), line.told)


def _left_out(lang: str, routes: Sequence[str]) -> str:
    more = ", …" if len(routes) > LEFT_OUT else ""
    return wording.MORE_LINES.say(lang, routes=", ".join(routes[:LEFT_OUT]) + more)


def _place(lang: str, shown: _Shown) -> str:
    walk = wording.walk(lang, shown.nearby.walk_m)
    if shown.takes_wheelchairs:
        walk = wording.WHEELCHAIR_AT_STOP.say(lang, walk=walk)
    return wording.STOP.say(lang, name=shown.nearby.place.name, walk=walk)


def _with_wheelchairs(lang: str, written: Sequence[_Told]) -> list[str]:
    """The lines with what is known of wheelchairs: said once if it is the same of all buses."""
    running = {departure.wheelchair for told in written for departure in told.departures if not departure.is_canceled}
    if (all_alike := agreed(running)) is None:
        return [wording.with_wheelchairs(lang, told.words, told.departures) for told in written]
    phrase = wording.WHEELCHAIR_ON_ALL if all_alike else wording.WHEELCHAIR_ON_NONE
    return [*(told.words for told in written), phrase.say(lang)]


def _over(lang: str, shown: Sequence[_Shown], now: datetime) -> list[str]:
    """Said once, instead of on every line, when all that is left goes on another day."""
    lines = [line for place in shown for line in place.lines]
    later = [line.later for line in lines if line.later and not line.departures]
    another_day = all((departure.time or departure.first or now).date() != now.date() for departure in later)
    if not 2 <= len(later) == len(lines) or not another_day:
        return []
    phrase = wording.ALL_OVER if any(line.ran_today for line in lines) else wording.NONE_TODAY
    return [phrase.say(lang)]


def alerts(lang: str, rows: Sequence[Row], live: "Live | None") -> list[str]:
    """What the operator has to say about the lines and places shown, a line for each notice."""
    if live is None or not live.alerts.active:
        return []
    shown = rows[:PLACES]
    lines = {(line.route, line.headsign) for row in shown for line in row.lines}
    lines |= {(departure.route, departure.headsign) for row in shown for departure in row.later}
    return notices(lang, live.alerts.at([row.nearby.place for row in shown], lines))


def notices(lang: str, alerts: Sequence["Alert"]) -> list[str]:
    """At most three notices."""
    return [wording.ALERT.say(lang, text=alert.say(lang)) for alert in alerts[:ALERTS]]


def milestones(stops: Sequence[str]) -> list[str]:
    """At most six stops that show a line's course: the ends and some evenly between."""
    if len(stops) <= MILESTONES:
        return list(stops)
    step = (len(stops) - 1) / (MILESTONES - 1)
    return [stops[round(step * position)] for position in range(MILESTONES)]
