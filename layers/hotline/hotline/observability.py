"""What functions say about their work: one JSON line for each message and function, and a line for what went wrong.

No line holds a text, a position, a person's id or a token; the Inbox key says which message it was. Powertools' time,
location and trace are left out: CloudWatch and X-Ray have them anyway, and they would double the bytes.
"""

import logging
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import IO, Literal, cast

from aws_lambda_powertools import Logger

type Level = Literal["INFO", "WARNING", "ERROR"]


class _Stdout:
    """Standard output as it is when a line is written: Lambda's runtime, and a test, put their own in its place."""

    def write(self, line: str) -> int:
        return sys.stdout.write(line)

    def flush(self) -> None:
        sys.stdout.flush()


@cache
def logger() -> Logger:
    """The one logger. Making it takes a while, so a function makes it in init, with its first line or before."""
    keys = {"service": None, "location": None, "timestamp": None, "xray_trace_id": None}
    # One request, one task: its name says nothing.
    logging.logAsyncioTasks = False  # type: ignore[attr-defined]  # in the language's documentation, not in typeshed
    # At INFO it writes every address that is fetched: one may hold a key, or what a citizen asked for.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    made = Logger("hotline", stream=cast("IO[str]", _Stdout()), level="INFO")
    made.append_keys(**keys)
    return made


def say(message: str, level: Level = "INFO", **fields: object) -> None:
    """Writes one line; fields that are None are left out."""
    log = logger()
    {"INFO": log.info, "WARNING": log.warning, "ERROR": log.error}[level](message, extra=fields)


def complain(message: str, error: Exception, **fields: object) -> None:
    """Writes what failed, by the error's type and where it was raised; its own words may quote a citizen."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f"{frames[-1].filename.rpartition('/hotline/')[2]}:{frames[-1].lineno}" if frames else None
    say(message, "ERROR", **fields, error=type(error).__name__, at=at)


class Stopwatch:
    """Milliseconds since it was made."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._began = now()

    @property
    def ms(self) -> int:
        """Rounded."""
        return round((self._now() - self._began) * 1000)


class Calls:
    """Calls to others, in order, with their milliseconds: "PutItem 3,Invoke 2"."""

    def __init__(self) -> None:
        self._made: list[str] = []

    def __str__(self) -> str:
        return ",".join(self._made)

    def __len__(self) -> int:
        return len(self._made)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Counts one call, whether it succeeds or not."""
        watch = Stopwatch()
        try:
            yield
        finally:
            self._made.append(f"{name} {watch.ms}")

    def clear(self) -> None:
        """Forgets them: another message begins."""
        self._made.clear()
