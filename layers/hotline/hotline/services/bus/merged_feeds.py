"""Several live feeds of one network as one: a trip that two of them speak of is one trip."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from hotline.services.bus.predictions import Detached, Kind, Predictions, Run

type _Key = tuple[int, int, bool]


class MergedFeeds:
    """The predictions of one snapshot."""

    def __init__(self, feeds: Collection[Predictions]) -> None:
        self._feeds = feeds
        self._along: dict[int, Mapping[_Key, Run]] = {}

    def __bool__(self) -> bool:
        return bool(self._feeds)

    def along(self, pattern: int) -> Collection[Run]:
        """The runs along a pattern."""
        return self._of(pattern).values()

    def moved_to(self, stop: int) -> Iterator[tuple[Run, int]]:
        """The runs that leave from a stop in place of their own, with the position."""
        there = dict.fromkeys(
            (run.pattern, _key(run), position) for feed in self._feeds for run, position in feed.moved_to.get(stop, ())
        )
        for pattern, key, position in there:
            run = self._of(pattern)[key]
            if (position, stop) in run.moved:
                yield run, position

    def detached_at(self, stop: int) -> Iterator[tuple[Detached, int]]:
        """The detached runs that leave a stop, with the time: of the same line at the same second, one."""
        found: dict[tuple[str, str, int], Detached] = {}
        for feed in self._feeds:
            for one, time in feed.detached_at.get(stop, ()):
                key = one.route, one.headsign, time
                if key not in found or found[key].at < one.at:
                    found[key] = one
        yield from ((one, time) for (*_, time), one in found.items())

    def _of(self, pattern: int) -> Mapping[_Key, Run]:
        found = self._along.get(pattern)
        if found is None:
            merged: dict[_Key, Run] = {}
            for feed in self._feeds:
                for run in feed.by_pattern.get(pattern, ()):
                    known = merged.get(_key(run))
                    merged[_key(run)] = _merged(known, run) if known else run
            found = self._along[pattern] = merged
        return found


def _key(run: Run) -> _Key:
    return run.profile, run.start, run.kind == Kind.EXTRA


def _merged(one: Run, other: Run) -> Run:
    """What was said last of a trip; a feed of vehicles may know of wheelchairs what one of times does not."""
    last, first = (one, other) if _weight(one) > _weight(other) else (other, one)
    return last if last.wheelchair >= 0 else replace(last, wheelchair=first.wheelchair)


def _weight(run: Run) -> tuple[bool, int]:
    """To choose by: whether anything is predicted, and when."""
    return bool(run.positions or run.skipped or run.kind != Kind.SCHEDULED), run.at
