"""When buses go and how that is known: said once for most times of an answer, and at each that is known otherwise."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from hotline.services.bus import wording
from hotline.services.bus.departures import Departure


class Certainty:
    """Words the departures of one answer. `said` is how most of them are known; in doubt the timetable."""

    def __init__(self, lang: str, now: datetime, told: Iterable[Departure]) -> None:
        """`told` are the departures that the answer tells of."""
        self._lang, self._now = lang, now
        kinds = Counter(self._known(departure) for departure in told if not departure.is_canceled)
        self._most = max((wording.BY_TIMETABLE.say(lang), *kinds), key=lambda kind: kinds[kind])
        exceptions = kinds.keys() - {self._most}
        self.said = wording.UNLESS_SAID.say(lang, how=self._most) if exceptions else self._most

    def upcoming(self, departures: Sequence[Departure]) -> str:
        """One line's departures within the hour: the soonest with its minutes, then clock times; or the headway."""
        words, is_told = list[str](), False
        for departure in departures:
            if departure.time is None:
                words += self._headway(departure)
            elif departure.is_canceled:
                words.append(wording.CANCELED.say(self._lang, time=wording.clock(departure.time)))
            else:
                time = wording.clock(departure.time)
                words.append(self._marked(time, departure) if is_told else self._soon(departure.time, departure))
                is_told = True
        return ", ".join(words)

    def later(self, departure: Departure, *, ran_today: bool) -> str:
        """A line with nothing in the next hour: when it goes again, and whether today is over or never was."""
        at = departure.time or departure.first
        if at is None:
            return ""
        time, today = wording.clock(at), self._now.date()
        if at.date() != today:
            phrase = wording.OVER_TODAY if ran_today else wording.NOT_TODAY
            words = phrase.say(self._lang, day=wording.day(self._lang, at.date(), today), time=time)
        elif departure.headway:
            headway = wording.interval(departure.headway)
            words = wording.STARTS_TODAY.say(self._lang, first=time, headway=headway)
        else:
            words = wording.LATER_TODAY.say(self._lang, time=time)
        return self._marked(words, departure)

    def _headway(self, departure: Departure) -> list[str]:
        if not (departure.headway and departure.first and departure.last):
            return []
        span = {"first": wording.clock(departure.first), "last": wording.clock(departure.last)}
        words = wording.HEADWAY.say(self._lang, headway=wording.interval(departure.headway), **span)
        return [self._marked(words, departure)]

    def _soon(self, time: datetime, departure: Departure) -> str:
        minutes = int((time - self._now).total_seconds() // 60)
        how = self._mark(departure)
        if how:
            phrase = wording.IN_MINUTES_HOW if minutes else wording.NOW_HOW
        else:
            phrase = wording.IN_MINUTES if minutes else wording.NOW
        return phrase.say(self._lang, time=wording.clock(time), minutes=minutes, how=how)

    def _marked(self, words: str, departure: Departure) -> str:
        how = self._mark(departure)
        return wording.HOW.say(self._lang, when=words, how=how) if how else words

    def _mark(self, departure: Departure) -> str:
        """How a departure is known, "" where that is how most are."""
        known = self._known(departure)
        return "" if known == self._most else known

    def _known(self, departure: Departure) -> str:
        if departure.predicted_at is None:
            return wording.BY_TIMETABLE.say(self._lang)
        return wording.live(self._lang, departure.predicted_at, self._now)
