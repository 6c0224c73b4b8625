"""`{"task": "dossiers"}`: reads an office's export and publishes what it holds; each only if it is another one.

A few bad rows are named and left out. Where many are bad, or half of the dossiers are gone, the file is more likely
broken than the office emptied: it is refused, what is published stays, and an alarm calls a person, who may `force` it.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from hotline.errors import BadSetting, HotlineError
from hotline.observability import Level, Stopwatch, complain, say
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.upstream import export
from hotline.services.dossier.upstream.export import BadExport
from hotline.storage import objects
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.dossier_exports import PublishedExport
from hotline.storage.objects import Object

LISTED = 20
"""Findings that go into the log and the answer."""

BAD_SHARE = 0.1
"""Above it a file is refused."""

FEW = 100
"""An export that had no more may lose half of them: that is a small office's week."""

OLD_S = 2 * 86_400
"""An export that old is no longer made, or no longer put there."""


class Exports(Protocol):
    """Where exports are published; `storage.dossier_exports.DossierExports`."""

    def current(self) -> PublishedExport | None:
        """What is published now."""
        ...

    def publish(
        self, dossiers: dict[str, Dossier], as_of: datetime, etag: str, digest: str, replaces: PublishedExport | None
    ) -> int:
        """Returns how many buckets were written. Raises ConditionFailed while somebody else writes."""
        ...


class Exporting:
    """Runs the task. `fetch` gets the tag of the file that is published and returns None while it is the same."""

    def __init__(
        self,
        fetch: Callable[[str], Object | None],
        exports: Exports,
        clock: Callable[[], datetime],
        old_s: int | None = OLD_S,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._fetch = fetch
        self._exports = exports
        self._clock = clock
        self._old_s = old_s
        self._now = now
        self._caught_up = False

    def catch_up(self) -> None:
        """Publishes if nothing is published yet; looks once in a process's life."""
        if self._caught_up:
            return
        self._caught_up = True
        try:
            if self._exports.current() is None:
                self()
        except HotlineError as error:
            complain("dossiers failed", error, why=str(error))

    def __call__(self, *, force: bool = False) -> dict[str, Any]:
        """`{"ended": "published" | "unchanged" | "refused" | "left to another", …}`. Raises Unavailable."""
        current = self._exports.current()
        file = self._fetch(current.etag if current and not force else "")
        if file is None or (current and not force and current.digest == _digest(file)):
            self._complain_if_old(current)
            return {"ended": "unchanged"}
        try:
            read = export.read(file.data)
            if not force:
                _compare(read, current)
        except BadExport as bad:
            # The alarm hangs on this line; what is published stays, and answers say its age.
            say("export refused", "ERROR", findings=bad.findings[:LISTED], in_all=len(bad.findings))
            return {"ended": "refused", "findings": bad.findings[:LISTED], "in_all": len(bad.findings)}
        return self._publish(file, read, current)

    def _publish(self, file: Object, read: export.Export, current: PublishedExport | None) -> dict[str, Any]:
        watch = Stopwatch()
        # The file's time is the real clock's, and answers may be given for another.
        as_of = read.as_of or self._clock() + (file.modified - datetime.fromtimestamp(self._now(), UTC))
        try:
            written = self._exports.publish(read.dossiers, as_of, file.etag, _digest(file), current)
        except ConditionFailed:
            return {"ended": "left to another"}
        counted = {"dossiers": len(read.dossiers), "buckets": written, "bad_rows": len(read.findings)}
        level: Level = "WARNING" if read.findings else "INFO"
        say("export published", level, **counted, findings=read.findings[:LISTED] or None, ms=watch.ms)
        return {"ended": "published", **counted, "findings": read.findings[:LISTED]}

    def _complain_if_old(self, current: PublishedExport | None) -> None:
        age_s = (self._clock() - current.as_of).total_seconds() if current else 0
        if self._old_s is not None and age_s > self._old_s:
            say("export is old", "ERROR", hours=int(age_s // 3600))


def _compare(read: export.Export, current: PublishedExport | None) -> None:
    rows = len(read.dossiers) + len(read.findings)
    if len(read.findings) > BAD_SHARE * rows:
        raise BadExport((f"{len(read.findings):,} of {rows:,} rows are bad: more than {BAD_SHARE:.0%}", *read.findings))
    if current and current.rows > FEW and len(read.dossiers) * 2 < current.rows:
        raise BadExport((f"{len(read.dossiers):,} dossiers where {current.rows:,} were: less than half",))
    if not read.dossiers:
        raise BadExport(("no dossiers",))


def _digest(file: Object) -> str:
    return sha256(file.data).hexdigest()


def fetch_export(aws: Aws, url: str, etag: str) -> Object | None:
    """The file from wherever it is; None while it has `etag`. Raises BadSetting, BadExport, Unavailable."""
    if not url:
        raise BadSetting("DOSSIER_FILE is empty: deploy with DossierFile=… or another DossierSource")
    if url.startswith("s3://"):
        return objects.read(aws, url, etag, export.LIMIT)
    path = Path(url.removeprefix("file://"))
    try:
        stat = path.stat()
        tag = f"{stat.st_mtime_ns}-{stat.st_size}"
        if tag == etag:
            return None
        if stat.st_size > export.LIMIT:
            raise BadExport((f"over {export.LIMIT >> 20} MB",))
        return Object(path.read_bytes(), tag, datetime.fromtimestamp(stat.st_mtime, UTC))
    except OSError as error:
        raise BadSetting(f"DOSSIER_FILE is {url!r}: {error.strerror}") from error
