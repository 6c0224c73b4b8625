"""The local stack as `make run` starts it, and who is left of it."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
START_LIMIT_S = 90.0
STOP_LIMIT_S = 15.0
OURS = ("PORT", "FEED", "DOSSIERS", "HOTLINE_NOW", "ZALO_")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class LocalStack:
    """One start of it. `directory` is where it writes; `said` what it printed."""

    directory: Path
    process: subprocess.Popen[str]

    @property
    def mark(self) -> str:
        """How the folders in memory are named where its functions are unpacked, on machines that have room there."""
        return f"hotline-{hashlib.sha256(os.fsencode(self.directory / 'cloud')).hexdigest()[:16]}"

    @property
    def in_memory(self) -> list[Path]:
        """What is there of them."""
        return list(Path("/dev/shm").glob(f"{self.mark}-*"))  # noqa: S108  # only looked at

    @property
    def description(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads((self.directory / "stack.json").read_text())
        return read

    def wait_until_ready(self) -> None:
        limit = time.monotonic() + START_LIMIT_S
        while not (self.directory / "stack.json").exists():
            assert self.process.poll() is None, f"it ended: {self.process.communicate()}"
            assert time.monotonic() < limit, "it did not become ready"
            time.sleep(0.05)

    def left_processes(self) -> list[int]:
        """Whoever still runs of it: all of them have our directory, or the one in memory, in their environment."""
        marks = (os.fsencode(self.mark), os.fsencode(self.directory))
        return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _has(entry, marks)]

    def wait_until_gone(self) -> list[int]:
        limit = time.monotonic() + STOP_LIMIT_S
        while (left := self.left_processes()) and time.monotonic() < limit:
            time.sleep(0.1)
        return left


def _has(process: Path, marks: tuple[bytes, ...]) -> bool:
    try:
        known = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
    except OSError:
        return False
    return any(mark in known for mark in marks)


def start(directory: Path, environment: Mapping[str, str], *flags: str, under: tuple[str, ...] = ()) -> LocalStack:
    """Starts it with nothing of our own environment that it would listen to; `under` is a command that starts it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    process = subprocess.Popen(  # noqa: S603  # our own command
        [*under, sys.executable, "-m", "infra.local", "--directory", str(directory), *flags],
        cwd=PROJECT,
        env=clean | {"PORT": str(free_port())} | dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    return LocalStack(directory.resolve(), process)


@contextmanager
def running(directory: Path, environment: Mapping[str, str], *flags: str) -> Iterator[LocalStack]:
    """Ready on entry, and stopped with Ctrl-C at the end."""
    stack = start(directory, environment, *flags)
    try:
        stack.wait_until_ready()
        yield stack
    finally:
        stack.process.send_signal(signal.SIGINT)
        stack.process.communicate(timeout=STOP_LIMIT_S)
