"""`{"task": "timetable"}`: fetch the feed, check and compile it, publish it; each only if it is another one."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from hotline.errors import BadFeed, HotlineError
from hotline.observability import Stopwatch, complain, say
from hotline.services.bus import compiling
from hotline.services.bus.upstream.fetching import Fetched
from hotline.storage.aws import ConditionFailed
from hotline.storage.snapshots import Published, Source

LISTED = 20
"""Findings that go into the log; `hotline feed check` prints them all."""


class Snapshots(Protocol):
    """Where timetables are published; `storage.snapshots.Snapshots`."""

    def current(self) -> Published | None:
        """What is published now."""
        ...

    def publish(self, data: bytes, replaces: Published | None, source: Source, trip_ids: bytes) -> Published:
        """Raises ConditionFailed if somebody else was first."""
        ...


class Publishing:
    """Runs the task. `fetch` gets the tag of the feed that is published and returns None while it is the same."""

    def __init__(
        self, fetch: Callable[[str], Fetched | None], snapshots: Snapshots, clock: Callable[[], datetime]
    ) -> None:
        self._fetch = fetch
        self._snapshots = snapshots
        self._clock = clock
        self._caught_up = False

    def catch_up(self) -> None:
        """Publishes if nothing is published yet, or by another release's compiler; looks once in a process's life.

        So a deployment has a timetable of its own within a minute, and not when the night comes.
        """
        if self._caught_up:
            return
        self._caught_up = True
        try:
            current = self._snapshots.current()
            if current is None or current.source.made_by != compiling.code_version():
                self()
        except HotlineError as error:
            complain("timetable failed", error, why=str(error))

    def __call__(self) -> dict[str, Any]:
        """How it ended: `{"ended": "published" | "unchanged" | "refused" | "overtaken", …}`. Raises Unavailable."""
        watch = Stopwatch()
        current = self._snapshots.current()
        made_by = compiling.code_version()
        known = current.source if current and current.source.made_by == made_by else None
        try:
            fetched = self._fetch(known.etag if known else "")
            if fetched is None or (known and known.digest == fetched.digest):
                return {"ended": "unchanged", "version": current.version if current else None}
            compiled = compiling.compile_feed(
                io.BytesIO(fetched.data),
                today=self._clock().date(),
                previous_stops=current.source.stops if current else None,
            )
        except BadFeed as bad:
            # The alarm hangs on this line; what is published stays, and says its age.
            say("feed refused", "ERROR", findings=bad.findings[:LISTED], in_all=len(bad.findings))
            return {"ended": "refused", "findings": bad.findings[:LISTED], "in_all": len(bad.findings)}
        source = Source(fetched.etag, fetched.digest, compiled.stops, made_by)
        try:
            made = self._snapshots.publish(compiled.snapshot, current, source, compiled.trip_ids)
        except ConditionFailed:
            return {"ended": "overtaken"}
        say(
            "timetable published",
            version=made.version,
            stops=compiled.stops,
            trips=compiled.trips,
            findings=len(compiled.findings),
            bytes=len(compiled.snapshot),
            ms=watch.ms,
        )
        return {"ended": "published", "version": made.version, "stops": compiled.stops, "trips": compiled.trips}
