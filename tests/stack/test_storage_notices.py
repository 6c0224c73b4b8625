"""A notice's stores against the local AWS, and a notice's whole way through them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Lock, Thread
from typing import Any

import pytest

from hotline.entrypoints.broadcasting import Wave
from hotline.entrypoints.noticing import Ledgers, Noticing
from hotline.errors import Blocked, Refused, Unavailable
from hotline.messages import Recipient, Reply
from hotline.notices.ledger import Ledger
from hotline.notices.notice import Content
from hotline.notices.outcomes import Outcome
from hotline.notices.pacing import PATIENCE_S, Later, Turn
from hotline.notices.receipts import Receipts
from hotline.notices.sending import Addressee, ChunkKey, Done, Sending
from hotline.notices.transitions import Action, Status
from hotline.storage.aws import Aws
from hotline.storage.notice_chunks import NoticeChunks
from hotline.storage.notices import Notices
from hotline.storage.paces import Paces
from hotline.storage.subscriptions import Subscriptions
from tests.stack.conftest import MakeTable

pytestmark = pytest.mark.stack

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
STORM = Content("storm", "Bão số 13 vào gần bờ.", NOW + timedelta(days=3650), en="Storm 13 is near.")
KEY = ChunkKey("n1", "a1", 0)
WHO = [Addressee(Recipient("zalo", f"302200000000000{number:04}")) for number in range(20)]


@pytest.fixture
def table(make_table: MakeTable) -> str:
    return make_table("Notices")


@pytest.fixture
def notices(aws: Aws, table: str) -> Notices:
    return Notices(aws, table)


@pytest.fixture
def chunks(aws: Aws, table: str) -> NoticeChunks:
    return NoticeChunks(aws, table)


@pytest.fixture
def subscriptions(aws: Aws, make_table: MakeTable) -> Subscriptions:
    return Subscriptions(aws, make_table("Citizens"))


def approved(notices: Notices, content: Content = STORM) -> str:
    notice = notices.create(content, "an.nguyen", NOW)
    notices.act(notice, Action.SUBMIT, "an.nguyen", NOW + timedelta(minutes=1), expected=Status.DRAFT)
    notices.act(notice, Action.APPROVE, "binh.tran", NOW + timedelta(minutes=2), expected=Status.SUBMITTED)
    return notice


def test_a_notice_is_read_as_it_was_written_and_its_log_says_who_did_what(notices: Notices) -> None:
    notice = approved(notices)

    record = notices.read(notice)
    assert record is not None
    assert (record.content, record.status) == (STORM, Status.FREEZING)
    assert [(entry.who, entry.action, entry.now) for entry in notices.log(notice)] == [
        ("an.nguyen", "edit", "draft"),
        ("an.nguyen", "submit", "submitted"),
        ("binh.tran", "approve", "freezing"),
    ]
    assert [one.notice for one in notices.underway()] == [notice]


def test_what_was_done_from_another_status_is_refused_and_not_logged(notices: Notices) -> None:
    notice = approved(notices)

    with pytest.raises(Refused, match="submitted no more"):
        notices.act(notice, Action.REJECT, "chi.le", NOW, expected=Status.SUBMITTED)
    assert len(notices.log(notice)) == 3


def test_of_two_workers_one_writes_a_version(chunks: NoticeChunks, notices: Notices) -> None:
    key = ChunkKey(approved(notices), "a1", 0)
    chunks.put([(key, WHO)], NOW.timestamp())
    found = chunks.read(key)
    assert found is not None
    fresh = found[1].ledger

    assert chunks.write(key, fresh.started(range(16), 60))
    assert not chunks.write(key, fresh.started(range(16), 60))
    again = chunks.read(key)
    assert again is not None
    assert (again[1].ledger.states, again[1].ledger.version) == ("?" * 16 + "." * 4, 1)
    assert again[1].recipients == tuple(WHO)


class TakesTwice(Aws):
    """Does every write and says that it did not: as after an answer that was lost."""

    lost = 0

    def __call__(self, service: str, operation: str, **parameters: object) -> dict[str, Any]:
        answer = super().__call__(service, operation, **parameters)
        if operation in ("update_item", "transact_write_items") and self.lost:
            self.lost -= 1
            raise Unavailable(operation)
        return answer


def test_a_write_whose_answer_was_lost_is_known_again(
    aws: Aws, table: str, chunks: NoticeChunks, notices: Notices
) -> None:
    key = ChunkKey(approved(notices), "a1", 0)
    chunks.put([(key, WHO)], NOW.timestamp())
    forgetful = TakesTwice()
    store, announced = NoticeChunks(forgetful, table), Ledger.fresh(20).started(range(16), 60)

    forgetful.lost = 1
    assert store.write(key, announced)
    forgetful.lost = 1
    assert store.close(key, replace(announced, version=1).ended(Outcome.EXPIRED))
    record = notices.read(key.notice)
    assert record is not None
    assert (record.closed, record.tally.total) == (1, 20)


def test_a_chunk_is_closed_and_counted_once(chunks: NoticeChunks, notices: Notices) -> None:
    key = ChunkKey(approved(notices), "a1", 0)
    chunks.put([(key, WHO)], NOW.timestamp())
    ended = Ledger.fresh(20).ended(Outcome.EXPIRED)

    assert chunks.close(key, ended)
    assert not chunks.close(key, ended)
    record = notices.read(key.notice)
    assert record is not None
    assert (record.closed, record.tally.counts) == (1, ((Outcome.EXPIRED, 20),))


def test_chunks_that_end_at_the_same_moment_are_all_counted(chunks: NoticeChunks, notices: Notices, aws: Aws) -> None:
    notice = approved(notices)
    keys = [ChunkKey(notice, "a1", number) for number in range(8)]
    chunks.put([(key, WHO) for key in keys], NOW.timestamp())
    aws.prepare("dynamodb")
    start = Barrier(len(keys))

    def close(key: ChunkKey) -> None:
        start.wait()
        chunks.close(key, Ledger.fresh(20).ended(Outcome.CANCELLED))

    threads = [Thread(target=close, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    record = notices.read(notice)
    assert record is not None
    assert (record.closed, record.tally[Outcome.CANCELLED]) == (8, 160)


def test_receipts_replace_the_version_that_they_name(chunks: NoticeChunks) -> None:
    chunks.put([(KEY, WHO)], NOW.timestamp())
    first = Receipts.fresh(20).told(3, "m3", Outcome.DELIVERED)

    assert chunks.write_receipts(KEY, first)
    assert not chunks.write_receipts(KEY, first)
    found = chunks.with_receipts(KEY)
    assert found is not None
    assert (found[1].letters[3], found[1].version) == ("d", 1)


def test_the_rate_gives_one_turn_after_the_other_and_urgent_ones_first(aws: Aws, table: str) -> None:
    now = NOW.timestamp()
    paces = Paces(aws, table, "zalo:1", 0.1, lambda: now)

    first, second = paces.take(10, urgent=False), paces.take(10, urgent=False)
    assert isinstance(first, Turn)
    assert isinstance(second, Turn)
    assert (first.start, second.start) == pytest.approx((now, now + 1))
    urgent = paces.take(5, urgent=True)
    assert isinstance(urgent, Turn)
    assert urgent.start == pytest.approx(now + 2)
    assert isinstance(paces.take(10, urgent=False), Later)
    now += 30
    later = paces.take(10, urgent=False)
    assert isinstance(later, Turn)
    assert later.start == pytest.approx(now)


def test_what_the_channel_finds_too_much_moves_everybodys_turn(aws: Aws, table: str) -> None:
    now = NOW.timestamp()
    paces = Paces(aws, table, "zalo:1", 0.1, lambda: now)
    paces.put_off(now + 40)

    later = paces.take(1, urgent=True)
    assert isinstance(later, Later)
    assert later.at == pytest.approx(now + 40 - PATIENCE_S / 2)
    paces.put_off(now + 10)
    assert isinstance(paces.take(1, urgent=False), Later)


def test_those_are_found_whom_a_notice_concerns(subscriptions: Subscriptions) -> None:
    everywhere, in_hoa_khanh, power = (one.recipient for one in WHO[:3])
    subscriptions.begin(everywhere, "storm", (), "v1", "vi")
    subscriptions.begin(in_hoa_khanh, "storm", ("20200", "20203"), "v1", "en")
    subscriptions.begin(power, "power", (), "v1", "vi")

    def told(*areas: str) -> set[str]:
        return {person for person, _ in subscriptions.subscribers("storm", areas)}

    assert told() == told("20200") == {f"zalo:{everywhere.user}", f"zalo:{in_hoa_khanh.user}"}
    assert told("20999") == {f"zalo:{everywhere.user}"}
    subscriptions.end(in_hoa_khanh, subscriptions.of(in_hoa_khanh))
    assert told() == {f"zalo:{everywhere.user}"}


class Zalo:
    """Takes what it is given, but for one who has blocked us."""

    def __init__(self) -> None:
        self.heard: Counter[tuple[Recipient, str]] = Counter()
        self._lock = Lock()

    def __call__(self, who: Recipient, reply: Reply) -> str:
        with self._lock:
            if who == WHO[0].recipient:
                raise Blocked("-217")
            self.heard[who, reply.text] += 1
            return f"m{self.heard.total()}"


def test_a_notice_reaches_each_subscriber_once_in_their_language(
    aws: Aws,
    table: str,
    notices: Notices,
    chunks: NoticeChunks,
    subscriptions: Subscriptions,
    cloud_queues: Sequence[str],
) -> None:
    people = [Recipient("zalo", f"302200000000000{number:04}") for number in range(230)]
    for number, who in enumerate(people):
        subscriptions.begin(who, "storm", ("20200",) if number % 3 else (), "v1", "en" if number % 5 == 0 else "vi")
    subscriptions.begin(people[7], "storm", (), "v1", "vi")
    urgent, bulk = cloud_queues
    noticing = Noticing(aws, notices, chunks, subscriptions, urgent, bulk)
    zalo = Zalo()
    sending = Sending(Ledgers(chunks, notices), Paces(aws, table, "zalo:1", 0.0001), Wave([zalo] * 16, notices.content))
    notice = approved(notices)

    assert noticing.freeze(notice) == 230
    assert noticing.freeze(notice) is None
    for key in noticing.open_chunks(notice):
        assert sending(key, lambda: 300) == Done("closed")
    noticing.tend()

    record = notices.read(notice)
    assert record is not None
    assert (record.status, record.tally.counts) == (Status.SENT, ((Outcome.ACCEPTED, 229), (Outcome.BLOCKED, 1)))
    assert max(zalo.heard.values()) == 1
    assert zalo.heard[people[5], STORM.en] == 1
    assert noticing.audit(notice).passes
    assert notices.underway() == []
    assert notices.log(notice)[-1].why == "229 accepted, 1 blocked"
