"""What the functions say, from CloudWatch Logs: it becomes steps on the messages' ways."""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

BUSY_S = 0.1
IDLE_S = 0.5
END_LIMIT_S = 2.0
ASK_EVERY_S = 2.0
MOST_INSTANCES = 3
OVERLAP_MS = 5_000
"""Lines are stamped when an invocation ends, so a slow one may come in below a newer stamp."""


class LogReader(threading.Thread):
    """Reads log groups while `is_needed`, and hands on each line once.

    `groups` has them by function (logical name). `heard` gets (function, line, milliseconds since 1970). While lines
    `are_late`, the functions are made to speak: what comes more than 50 ms after a call has ended, ministack hands on
    with the function's next call.
    """

    def __init__(
        self,
        logs: Any,
        groups: Mapping[str, str],
        is_needed: Callable[[], bool],
        heard: Callable[[str, str, int], None],
        are_late: Callable[[], bool],
        make_speak: Callable[[int], None],
    ) -> None:
        super().__init__(name="log-reader", daemon=True)
        self._logs = logs
        self._groups = groups
        self._is_needed = is_needed
        self._heard = heard
        self._are_late = are_late
        self._make_speak = make_speak
        self._asked = 0
        self._asked_at = 0.0
        self._since = {function: int(time.time() * 1000) for function in groups}
        self._recent: dict[tuple[str, int, str], int] = {}
        self._ended = threading.Event()

    def run(self) -> None:
        """Until `end`."""
        while not self._ended.wait(BUSY_S if self._is_needed() else IDLE_S):
            if self._is_needed():
                for function, group in self._groups.items():
                    self._read(function, group)
            self._hasten()

    def _hasten(self) -> None:
        """Makes one instance of each function speak, then two, then three: the line may wait in any."""
        if not self._are_late():
            self._asked = 0
        elif time.monotonic() - self._asked_at > ASK_EVERY_S:
            self._asked_at = time.monotonic()
            self._asked = min(self._asked + 1, MOST_INSTANCES)
            self._make_speak(self._asked)

    def end(self) -> None:
        """No more reading, and nobody hears of it any more."""
        self._ended.set()
        if self.is_alive():
            self.join(END_LIMIT_S)

    def _read(self, function: str, group: str) -> None:
        since = self._since[function] - OVERLAP_MS
        try:
            events = self._logs.filter_log_events(logGroupName=group, startTime=since)["events"]
        except Exception:  # noqa: BLE001  # a stack that is just being stopped; the way then stays without its steps
            return
        for event in events:
            # Not by eventId: ministack does not always give one.
            line = event["logStreamName"], event["timestamp"], event["message"]
            if line not in self._recent:
                self._recent[line] = event["timestamp"]
                self._heard(function, event["message"], event["timestamp"])
                self._since[function] = max(self._since[function], event["timestamp"])
        oldest = min(self._since.values()) - 2 * OVERLAP_MS
        self._recent = {line: at for line, at in self._recent.items() if at >= oldest}
