"""`broadcast`: sends the chunks that the queue names, and says what to do with each of the queue's messages."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Protocol

from hotline.entrypoints.answering import Context
from hotline.errors import HotlineError, Unavailable
from hotline.messages import Recipient, Reply
from hotline.notices import policy
from hotline.notices.notice import LANGUAGES, Content
from hotline.notices.pacing import Later, Turn
from hotline.notices.policy import Verdict
from hotline.notices.sending import Addressee, ChunkKey, Done
from hotline.observability import Calls, Stopwatch, complain, logger, say

MOST_VISIBILITY_S = 43_200
"""SQS's own limit."""


class Contents(Protocol):
    """What a notice says; `storage.notices.Notices.content`."""

    def __call__(self, notice: str) -> Content:
        """Raises Unavailable where it is not there."""
        ...


class Wave:
    """Hands a wave to the channel, several in flight. Each thread has a client of its own: see docs/design.md."""

    def __init__(
        self,
        clients: Sequence[Callable[[Recipient, Reply], str]],
        contents: Contents,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._contents = contents
        self._idle = list(clients)
        self._pool = ThreadPoolExecutor(len(clients))
        self._now = now
        self._sleep = sleep
        self._notice = ""
        self._replies: dict[str, Reply] = {}

    def __call__(self, notice: str, wave: Sequence[Addressee], turn: Turn) -> Sequence[Verdict]:
        """A verdict for each. The wave is announced, so nothing here raises: what is not known is UNKNOWN."""
        try:
            self._read(notice)
        except Unavailable as error:
            return [policy.failed(error, datetime.fromtimestamp(self._now(), UTC))] * len(wave)
        asked: list[Future[Verdict]] = []
        for number, who in enumerate(wave):
            if (wait := turn.start + number * turn.every - self._now()) > 0:
                self._sleep(wait)
            asked.append(self._pool.submit(self._tell, who, self._replies[who.lang]))
        return [future.result() for future in asked]

    def _read(self, notice: str) -> None:
        """What the notice says, if that is another one than the last."""
        if notice != self._notice:
            content = self._contents(notice)
            self._notice, self._replies = notice, {lang: content.reply(lang) for lang in LANGUAGES}

    def _tell(self, who: Addressee, reply: Reply) -> Verdict:
        client = self._idle.pop()
        try:
            return policy.accepted(client(who.recipient, reply))
        except HotlineError as error:
            return policy.failed(error, datetime.fromtimestamp(self._now(), UTC))
        except Exception as error:  # noqa: BLE001  # whatever it was, it may have been sent
            complain("not known whether sent", error)
            return policy.failed(HotlineError(), datetime.now(UTC))
        finally:
            self._idle.append(client)


class Broadcasting:
    """A Lambda handler of the chunk queues.

    A message that should come back is reported as failed, which leaves it in the queue; `put_off` says until when.
    """

    def __init__(
        self,
        sending: Callable[[ChunkKey, Callable[[], float]], Done | Later],
        put_off: Callable[[str, str, int], None],
        calls: Calls,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._sending = sending
        self._put_off = put_off
        self._calls = calls
        self._now = now
        logger()

    def __call__(self, event: Mapping[str, Any], context: Context) -> dict[str, Any]:
        """SQS's event; returns `{"batchItemFailures": [...]}`."""
        failed = [record["messageId"] for record in event["Records"] if not self._is_done(record, context)]
        return {"batchItemFailures": [{"itemIdentifier": message} for message in failed]}

    def _is_done(self, record: Mapping[str, Any], context: Context) -> bool:
        watch = Stopwatch()
        self._calls.clear()
        try:
            key = chunk_key(record["body"])
            how = self._sending(key, lambda: context.get_remaining_time_in_millis() / 1000)
            if isinstance(how, Later):
                wait = min(max(int(how.at - self._now()) + 1, 0), MOST_VISIBILITY_S)
                self._put_off(record["eventSourceARN"], record["receiptHandle"], wait)
        except Exception as error:  # noqa: BLE001  # the queue delivers it again, and after that Tending does
            complain("chunk not sent", error, aws=len(self._calls))
            return False
        ended = how.why if isinstance(how, Done) else "later"
        say(ended, notice=key.notice, chunk=key.number, ms=watch.ms, aws=len(self._calls))
        return isinstance(how, Done)


def chunk_key(body: str) -> ChunkKey:
    """Reads what `chunk_body` wrote."""
    notice, audience, number = json.loads(body)
    return ChunkKey(notice, audience, int(number))


def chunk_body(key: ChunkKey) -> str:
    """A chunk's message in the queue."""
    return json.dumps([key.notice, key.audience, key.number], separators=(",", ":"))
