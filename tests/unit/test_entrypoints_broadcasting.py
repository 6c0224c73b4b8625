"""What the broadcast function does with the queue's messages, and how a wave is handed over."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from hotline.entrypoints.broadcasting import Broadcasting, Wave, chunk_body, chunk_key
from hotline.errors import Blocked, Unavailable
from hotline.messages import Recipient, Reply
from hotline.notices.notice import Content
from hotline.notices.outcomes import Outcome
from hotline.notices.pacing import Later, Turn
from hotline.notices.policy import Verdict
from hotline.notices.sending import Addressee, ChunkKey, Done
from hotline.observability import Calls
from tests.unit.fakes import NOW, Context

CONTENT = Content("storm", "Bão.", datetime.fromtimestamp(NOW, UTC) + timedelta(days=1), en="Storm.")
WAVE = [Addressee(Recipient("zalo", "1")), Addressee(Recipient("zalo", "2"), "en"), Addressee(Recipient("zalo", "3"))]


def record(number: int) -> dict[str, str]:
    return {
        "messageId": f"message {number}",
        "receiptHandle": f"receipt {number}",
        "eventSourceARN": "arn:aws:sqs:ap-southeast-1:000000000000:BulkChunks",
        "body": chunk_body(ChunkKey("n1", "a1", number)),
    }


def test_a_chunks_key_crosses_the_queue_unchanged() -> None:
    key = ChunkKey("n-261124-7f3a", "0a1b", 42)

    assert chunk_key(chunk_body(key)) == key


def test_what_is_done_leaves_the_queue_and_what_is_not_stays_and_says_until_when() -> None:
    def send(key: ChunkKey, left_s: Callable[[], float]) -> Done | Later:
        if key.number == 2:
            raise Unavailable("DynamoDB")
        return Later(NOW + 7.5) if key.number == 1 else Done("closed")

    put_off: list[tuple[str, str, int]] = []
    handler = Broadcasting(send, lambda *asked: put_off.append(asked), Calls(), lambda: NOW)
    unreadable = record(3) | {"body": "no chunk"}
    answer = handler({"Records": [record(0), record(1), record(2), unreadable]}, Context())

    assert [one["itemIdentifier"] for one in answer["batchItemFailures"]] == ["message 1", "message 2", "message 3"]
    assert put_off == [(record(1)["eventSourceARN"], "receipt 1", 8)]


class Zalo:
    def __init__(self) -> None:
        self.heard: dict[str, str] = {}

    def __call__(self, who: Recipient, reply: Reply) -> str:
        if who.user == "3":
            raise Blocked("-217")
        self.heard[who.user] = reply.text
        return f"m{who.user}"


def outcomes(verdicts: Sequence[Verdict]) -> list[Outcome]:
    return [verdict.result.outcome for verdict in verdicts]


def test_each_gets_their_language_at_their_moment_and_a_verdict_of_their_own() -> None:
    zalo, waited = Zalo(), [0.0]
    wave = Wave(
        [zalo] * 2, lambda _: CONTENT, now=lambda: NOW + waited[-1], sleep=lambda s: waited.append(waited[-1] + s)
    )
    verdicts = wave("n1", WAVE, Turn(NOW + 1, 0.5))

    assert outcomes(verdicts) == [Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.BLOCKED]
    assert zalo.heard == {"1": "Bão.", "2": "Storm."}
    assert waited == pytest.approx([0, 1, 1.5, 2])


def test_a_wave_whose_words_cannot_be_read_was_certainly_not_sent() -> None:
    def unread(notice: str) -> Content:
        raise Unavailable("DynamoDB")

    zalo = Zalo()
    verdicts = Wave([zalo] * 2, unread)("n1", WAVE, Turn(NOW, 0))

    assert outcomes(verdicts) == [Outcome.TRIED_ONCE] * 3
    assert zalo.heard == {}


def test_whatever_a_client_raises_leaves_it_open_whether_it_was_sent() -> None:
    def broken(who: Recipient, reply: Reply) -> str:
        raise RuntimeError("a bug")

    assert outcomes(Wave([broken] * 2, lambda _: CONTENT)("n1", WAVE, Turn(NOW, 0))) == [Outcome.UNKNOWN] * 3
