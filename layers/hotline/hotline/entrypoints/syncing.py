"""What happens behind the citizen's way, by schedule or by hand: `{"task": "timetable" | "sweep" | "tokens"}`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hotline.entrypoints.answering import Context
from hotline.errors import BadSetting, HotlineError
from hotline.observability import complain
from hotline.services.bus.upstream import fetching
from hotline.services.bus.upstream.fetching import Fetched
from hotline.storage import objects
from hotline.storage.aws import Aws

type Task = Callable[[Mapping[str, Any], Context], dict[str, Any]]
"""Gets the event and returns how it ended."""


class Syncing:
    """A Lambda handler that runs the task that the event names."""

    def __init__(self, tasks: Mapping[str, Task]) -> None:
        self._tasks = tasks

    def __call__(self, event: dict[str, Any], context: Context) -> dict[str, Any]:
        """`{"task", "ended", …}`; what could not be done is said and logged, and the schedule comes again."""
        name = event.get("task", "")
        if name not in self._tasks:
            return {"task": name, "ended": "unknown task", "tasks": sorted(self._tasks)}
        try:
            return {"task": name} | self._tasks[name](event, context)
        except HotlineError as error:
            complain(f"{name} failed", error, why=str(error))
            return {"task": name, "ended": type(error).__name__, "why": str(error)}


def fetch_feed(aws: Aws, url: str, etag: str) -> Fetched | None:
    """The feed from wherever it is; None while it has `etag`. Raises BadSetting where nobody has said which it is."""
    if not url:
        raise BadSetting("FEED_URL is empty: deploy with FeedUrl=… to publish a timetable")
    if url.startswith("s3://"):
        found = objects.read(aws, url, etag, fetching.LIMIT)
        return Fetched(found.data, found.etag) if found else None
    if url.startswith("file://"):
        try:
            return Fetched(Path(url.removeprefix("file://")).read_bytes(), "")
        except OSError as error:
            raise BadSetting(f"FEED_URL is {url!r}: {error.strerror}") from error
    with fetching.client() as http:
        return fetching.fetch(http, url, etag)
