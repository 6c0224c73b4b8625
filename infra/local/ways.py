"""The way of each message through the stack: when it was where, and what it asked of AWS.

Times are milliseconds after the event left the platform. The platform sees the webhook's answer and the send; what
happened in between, the functions say in their log lines: `{"message": "received" | "answered", "id": <Inbox key>,
"service", "ms", "aws": "PutItem 3,Invoke 2"}`, each call with its milliseconds.
"""

import json
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

KEPT = 200
AWAITED_S = 30.0
LATE_MS = 1000
ARRIVAL = "follow"
"""Answered, and without a message id: what it is logged as, the functions make up."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one function said about the message. `ms` is its own time, `after_ms` when its line was written."""

    function: str
    message: str
    service: str
    ms: float
    aws: tuple[tuple[str, int], ...]
    after_ms: int


@dataclass(slots=True)
class Way:
    """One message's way; `id` is its event's. `at` is the stack's clock, milliseconds since 1970.

    `logged_as` is the Inbox key: Zalo's message id says it, but for arrivals, whose key is not known before the first
    line about one of them.
    """

    id: str
    user: str
    event: str
    text: str
    at: int
    logged_as: str = ""
    began: float = field(default_factory=time.time)
    status: int | None = None
    webhook_ms: int | None = None
    steps: list[Step] = field(default_factory=list)
    sent_ms: list[int] = field(default_factory=list)

    def after(self, moment: float) -> int:
        """Milliseconds from the event to `moment` (seconds since 1970, the real clock)."""
        return max(0, round((moment - self.began) * 1000))

    @property
    def is_awaited(self) -> bool:
        """Whether more may be heard of it soon."""
        is_over = {"received", "answered"} <= {step.message for step in self.steps} and bool(self.sent_ms)
        return not is_over and time.time() - self.began < AWAITED_S

    @property
    def lacks_lines(self) -> bool:
        """Whether it was answered a while ago, and not all that the functions said about it has been heard."""
        if not self.sent_ms or self.after(time.time()) - self.sent_ms[-1] < LATE_MS:
            return False
        return not {"received", "answered"} <= {step.message for step in self.steps}

    def to_json(self) -> dict[str, Any]:
        """For the page."""
        return asdict(self)


class Ways:
    """The latest ways, by their events. `changed` hears of each new or longer one."""

    def __init__(self, changed: Callable[[Way], None]) -> None:
        self._ways: OrderedDict[str, Way] = OrderedDict()
        self._changed = changed

    def begin(self, way: Way) -> None:
        """The event is on its way to the webhook."""
        self._ways[way.id] = way
        while len(self._ways) > KEPT:
            self._ways.popitem(last=False)
        self._changed(way)

    def webhook_answered(self, way_id: str, status: int | None) -> None:
        """The webhook answered with `status`; None when it could not be reached."""
        way = self._ways[way_id]
        way.status, way.webhook_ms = status, way.after(time.time())
        self._changed(way)

    def sent(self, user: str) -> str:
        """A message for `user` came in; returns the way that it ends, most likely.

        Zalo is not told which message is answered, so it is the oldest that waits. Where none does, it answers none: a
        change of what they follow.
        """
        theirs = [way for way in self._ways.values() if way.user == user]
        if not theirs:
            return ""
        way = next((way for way in theirs if way.is_awaited and not way.sent_ms), theirs[-1])
        if way.sent_ms and not way.is_awaited:
            return ""
        way.sent_ms.append(way.after(time.time()))
        self._changed(way)
        return way.id

    def logged(self, function: str, line: str, at: int) -> None:
        """A function wrote `line` at `at` (milliseconds since 1970); lines that are about no message are left out."""
        said = _read(line)
        if said.get("message") not in ("received", "answered") or not said.get("id"):
            return
        way = self._about(str(said["id"]))
        if way is None:
            return
        aws = _calls(str(said.get("aws", "")))
        ms = float(said.get("ms", 0))
        step = Step(function, said["message"], str(said.get("service", "")), ms, aws, way.after(at / 1000))
        if step not in way.steps:
            way.steps.append(step)
            self._changed(way)

    def _about(self, key: str) -> Way | None:
        ways = self._ways.values()
        way = next((way for way in ways if way.logged_as == key), None)
        if way is None:
            waiting = (way for way in ways if way.event == ARRIVAL and not way.logged_as and way.is_awaited)
            if way := next(waiting, None):
                way.logged_as = key
        return way

    def of(self, user: str) -> list[Way]:
        """One citizen's ways, oldest first."""
        return [way for way in self._ways.values() if way.user == user]

    @property
    def are_awaited(self) -> bool:
        """Whether any way may still grow."""
        return any(way.is_awaited for way in self._ways.values())

    @property
    def lack_lines(self) -> bool:
        """Whether something that was said about a message stays out."""
        return any(way.is_awaited and way.lacks_lines for way in self._ways.values())


def _read(line: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _calls(text: str) -> tuple[tuple[str, int], ...]:
    """Reads "PutItem 3,Invoke 2"."""
    return tuple((name, int(ms)) for name, ms in re.findall(r"(\w+) (\d+)", text))
