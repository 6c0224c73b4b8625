"""Runs ministack for as long as the process that started it lives.

Started with a pipe as its standard input that nobody writes to: the pipe ends when the other process does, even by
`kill -9`, and then ministack and the functions that it runs (its process group) end too, and their TMPDIR goes.
"""

import importlib
import os
import signal
import subprocess
import sys
import threading
import time

GRACE_S = 2.0


def end_with(pipe: int) -> None:
    """Waits until nobody holds the other end of the pipe, then ends this process group."""
    while os.read(pipe, 4096):
        pass
    # Functions are unpacked there until the last moment, so somebody outside of this group has to remove it.
    sweeper = ["sh", "-c", f'sleep {GRACE_S + 0.5}; rm -rf "$0"', os.environ["TMPDIR"]]
    subprocess.Popen(sweeper, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603  # our own command
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os.killpg(0, signal.SIGKILL)


def main() -> None:
    """Runs ministack's server; the environment says where (GATEWAY_PORT, BIND_HOST, …)."""
    from ministack.app import main as serve  # type: ignore[import-untyped]  # ministack ships no types

    threading.Thread(target=end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    # It will be asked for as soon as we answer, takes a second, and nothing else is to do yet.
    threading.Thread(target=importlib.import_module, args=("samtranslator.translator.transform",), daemon=True).start()
    sys.argv = ["ministack"]
    serve()


if __name__ == "__main__":
    main()
