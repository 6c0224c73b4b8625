"""`make run`: starts the local stack, and stops all of it with Ctrl-C."""

import fcntl
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO, Any

from infra.local.options import StackError, read

WATCH_S = 0.5
ANOTHER_S = 4.0
"""How long we wait for another one that is just stopping."""
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody wants us to end; no error, so no `except Exception` may keep it."""


def main() -> int:
    """Runs until it is told to stop, or until whoever started it is gone; returns the exit status."""
    ours = os.getppid(), _has_terminal()
    for number in STOPPING:
        signal.signal(number, _stop)
    undo = ExitStack()
    try:
        return _run(undo, ours)
    except StackError as reason:
        _say(f"make run: {reason}")
        return 2
    except Stopped:
        return 0
    finally:
        # A second Ctrl-C must not leave half of the stack behind.
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)
        undo.close()


def _run(undo: ExitStack, ours: tuple[int, bool]) -> int:
    began = time.monotonic()
    options = read(sys.argv[1:], os.environ)
    undo.enter_context(_alone(options.directory))
    from infra.local import stack  # boto3 and uvicorn are loaded only when there is something to start

    running = stack.start(options, undo, lambda step: _say(f"{step} …"))
    undo.enter_context(_described(options.directory, running.description))
    print(f"Ready in {time.monotonic() - began:.1f} s: {running.chat_url}  (Ctrl-C stops everything)", flush=True)
    while (os.getppid(), _has_terminal()) == ours:
        if not running.is_whole():
            _say(f"make run: the local AWS has ended by itself: see {options.directory}/cloud/ministack.log")
            return 1
        time.sleep(WATCH_S)
    return 0


def _has_terminal() -> bool:
    """Whether our terminal is there. When it closes, not everybody between it and us passes that on: make does not."""
    try:
        os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _say(line: str) -> None:
    # The terminal may be gone, which is why we stop.
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """One stack for one directory; the lock ends with the process, however that ends."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("w") as lock:
        limit = time.monotonic() + ANOTHER_S
        while not _locked(lock):
            if (where := _where(directory)) or time.monotonic() > limit:
                raise StackError(f"it runs already{where}: use that one, or stop it with Ctrl-C")
            time.sleep(0.1)
        yield


def _locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _where(directory: Path) -> str:
    """Says the address of the stack that is ready there, or nothing."""
    try:
        return f" at {json.loads((directory / 'stack.json').read_text())['chat_url']}"
    except (OSError, ValueError, KeyError):
        return ""


@contextmanager
def _described(directory: Path, description: dict[str, Any]) -> Iterator[None]:
    """stack.json, for scripts that talk to the stack; it is there only while the stack is."""
    file = directory / "stack.json"
    # The secret in it signs for this stack only, but nobody else on this machine needs it.
    file.touch(mode=0o600)
    file.write_text(json.dumps(description, indent=2) + "\n")
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
