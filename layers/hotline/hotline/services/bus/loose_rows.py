"""The rows of one trip that could not be taken as they stand: out of order, with blank times, or broken."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

BLANK = -1


class LooseRow(NamedTuple):
    """One row. Times are seconds or BLANK; `line` is 0 where it is no longer known."""

    sequence: int
    stop: int
    sign_and_doors: int
    arrival: int
    departure: int
    line: int


def repaired(values: Iterable[int], broken: Callable[[int, str], None]) -> list[LooseRow]:
    """The rows in order, from the first to the last with a time, six numbers a row.

    Those that repeat a stop_sequence or go back in time are left out; `broken` hears the line of each, and why.
    """
    rows = _in_order(values, broken)
    while rows and rows[0].departure == BLANK:
        broken(rows.pop(0).line, "is the first stop of its trip and has no time")
    while rows and rows[-1].departure == BLANK:
        broken(rows.pop().line, "is the last stop of its trip and has no time")
    return rows


def _in_order(values: Iterable[int], broken: Callable[[int, str], None]) -> list[LooseRow]:
    rows = [LooseRow(*fields) for fields in zip(*[iter(values)] * len(LooseRow._fields), strict=True)]
    rows.sort(key=attrgetter("sequence", "line"))
    kept: list[LooseRow] = []
    clock = 0
    for row in rows:
        arrival, departure = row.arrival, row.departure
        if BLANK in (arrival, departure):
            arrival = departure = max(arrival, departure)
        if kept and kept[-1].sequence == row.sequence:
            broken(row.line, f"repeats stop_sequence {row.sequence}")
        elif arrival != BLANK and not clock <= arrival <= departure:
            broken(row.line, "goes back in time")
        else:
            kept.append(row._replace(arrival=arrival, departure=departure))
            clock = max(clock, departure)
    return kept


def without_blanks(rows: Sequence[LooseRow]) -> list[int]:
    """The departures, those between two timed stops spread evenly from one's departure to the other's arrival."""
    departures = [row.departure for row in rows]
    timed = [place for place, departure in enumerate(departures) if departure != BLANK]
    for before, after in pairwise(timed):
        ride = rows[after].arrival - departures[before]
        for place in range(before + 1, after):
            departures[place] = departures[before] + round(ride * (place - before) / (after - before))
    return departures
