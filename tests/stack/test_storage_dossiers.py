"""What is kept of dossiers and of who asks for them, against the local AWS."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from hotline.messages import Recipient
from hotline.services.dossier.dossiers import Dossier, Found
from hotline.services.dossier.person import Person
from hotline.services.dossier.statuses import Status
from hotline.services.dossier.upstream.sessions import Session
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.dossier_exports import DossierExports
from hotline.storage.dossier_sessions import DossierSessions
from hotline.storage.dossiers import DossierItems, Pushed
from hotline.storage.inquiries import SHARDS, Inquiries, LineBusy
from hotline.storage.items import read_items
from tests.stack.conftest import MakeTable
from tests.unit.fakes import Clock

pytestmark = pytest.mark.stack

CITIZEN, OTHER = Recipient("zalo", "3022000000000000003"), Recipient("zalo", "3022000000000000004")
CODE = "H17.19-261008-0975"
DOSSIER = Dossier(CODE, procedure="Thủ tục mẫu", status=Status.PROCESSING, applicant="Nguyễn Văn Mẫu")
AT = datetime(2026, 11, 24, 1, tzinfo=UTC)


@pytest.fixture
def cache(make_table: MakeTable) -> str:
    return make_table("Cache")


@pytest.fixture
def citizens(make_table: MakeTable) -> str:
    return make_table("Citizens")


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.time = time.time()
    return clock


@pytest.fixture
def items(aws: Aws, cache: str, clock: Clock) -> DossierItems:
    return DossierItems(aws, cache, clock)


def test_answers_and_pushes_are_read_in_one_call(aws: Aws, items: DossierItems) -> None:
    items.keep_answer(CODE, Found(DOSSIER, AT))
    assert items.keep_pushed(Pushed(DOSSIER, AT, AT))
    aws.calls.clear()
    read = items.read(items.keys(CODE))

    assert items.answer(CODE, read) == Found(DOSSIER, AT)
    assert items.pushed(CODE, read) == Pushed(DOSSIER, AT, AT, 1)
    assert len(aws.calls) == 1


def test_of_two_pushes_at_once_the_second_is_not_kept(items: DossierItems) -> None:
    assert items.keep_pushed(Pushed(DOSSIER, AT, AT))
    assert not items.keep_pushed(Pushed(DOSSIER, AT, AT))
    assert items.keep_pushed(Pushed(DOSSIER, AT, AT, 1))


def test_none_is_kept_for_a_minute_and_an_answer_for_a_day(items: DossierItems, clock: Clock) -> None:
    items.keep_answer(CODE, Found(None, AT))
    assert items.answer(CODE, items.read(items.keys(CODE))) == Found(None, AT)
    clock.time += 60
    assert items.answer(CODE, items.read(items.keys(CODE))) is None

    items.keep_answer(CODE, Found(DOSSIER, AT))
    clock.time += 86_399
    assert items.answer(CODE, items.read(items.keys(CODE)))
    clock.time += 1
    assert items.answer(CODE, items.read(items.keys(CODE))) is None


def test_a_turn_is_one_callers(items: DossierItems, clock: Clock) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: items.take_turn(CODE), range(8))) == 1
    clock.time += 6
    assert items.take_turn(CODE)


def test_an_export_is_published_and_read(aws: Aws, cache: str, clock: Clock) -> None:
    exports = DossierExports(aws, cache, clock)
    assert exports.publish({CODE: DOSSIER}, AT, "tag", "digest", None) == 256
    read = read_items(aws, exports.keys(CODE))
    current = exports.current()

    assert exports.found(CODE, read) == Found(DOSSIER, AT)
    assert current
    assert (current.rows, current.etag, current.digest) == (1, "tag", "digest")
    assert exports.publish({CODE: DOSSIER}, AT, "tag-2", "digest-2", current) == 0


def test_a_session_is_shared_and_one_caller_logs_in(aws: Aws, cache: str, clock: Clock) -> None:
    sessions = [DossierSessions(aws, cache, "danang", clock) for _ in range(2)]
    assert sessions[0].load() is None
    assert sessions[0].take_turn()
    assert not sessions[1].take_turn()
    assert sessions[1].load() is None

    session = Session("jwt", int(clock.time) + 3_600)
    sessions[0].save(session)
    assert sessions[1].load() == session
    assert sessions[1].take_turn()
    assert sessions[0].load() == session
    assert DossierSessions(aws, cache, "igate", clock).load() is None


# ── Who asks ──


def inquiries(aws: Aws, citizens: str, cache: str, clock: Clock, limit: int = 3_000) -> Inquiries:
    return Inquiries(aws, citizens, cache, limit, clock, lambda: 3)


def test_what_was_asked_is_kept_for_an_hour(aws: Aws, citizens: str, cache: str, clock: Clock) -> None:
    line = inquiries(aws, citizens, cache, clock)
    before = line.read(CITIZEN)
    person = Person().asking(CODE, int(clock.time), "vi")
    aws.calls.clear()
    line.keep(CITIZEN, before, person, counts=True)
    assert len(aws.calls) == 1

    assert line.read(CITIZEN).person == person
    assert line.read(OTHER).person == Person()
    clock.time += 3_601
    after = line.read(CITIZEN)
    assert after.person == Person()
    line.keep(CITIZEN, after, person, counts=False)


def test_of_messages_at_once_one_is_written_and_counted(aws: Aws, citizens: str, cache: str, clock: Clock) -> None:
    line = inquiries(aws, citizens, cache, clock)
    before = line.read(CITIZEN)

    def ask(number: int) -> int:
        try:
            line.keep(CITIZEN, before, Person().asking(f"H17.19-261008-{number:04}", int(clock.time)), counts=True)
        except ConditionFailed:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(8))) == 1
    assert len(line.read(CITIZEN).person.asked) == 1
    assert counted(aws, cache) == 1


def test_a_shard_of_the_line_that_is_full_takes_nobody_until_the_next_minute(
    aws: Aws, citizens: str, cache: str, clock: Clock
) -> None:
    clock.time = clock.time // 60 * 60
    line = inquiries(aws, citizens, cache, clock, limit=2 * SHARDS)
    kept = line.read(CITIZEN)
    for number in range(2):
        person = kept.person.asking(f"H17.19-261008-{number:04}", int(clock.time))
        kept = line.keep(CITIZEN, kept, person, counts=True)

    with pytest.raises(LineBusy):
        line.keep(CITIZEN, kept, kept.person.asking(CODE, int(clock.time)), counts=True)
    assert line.read(CITIZEN) == kept
    line.keep(CITIZEN, kept, kept.person.trying(CODE, False, int(clock.time)), counts=False)
    clock.time += 60
    line.keep(OTHER, line.read(OTHER), Person().asking(CODE, int(clock.time)), counts=True)


def test_whoever_was_overtaken_is_told_so_even_where_the_line_is_full(
    aws: Aws, citizens: str, cache: str, clock: Clock
) -> None:
    line = inquiries(aws, citizens, cache, clock, limit=SHARDS)
    before = line.read(CITIZEN)
    line.keep(CITIZEN, before, Person().asking(CODE, int(clock.time)), counts=True)

    with pytest.raises(ConditionFailed):
        line.keep(CITIZEN, before, Person().asking(CODE, int(clock.time)), counts=True)


def counted(aws: Aws, cache: str) -> int:
    found = aws("dynamodb", "scan", TableName=cache)["Items"]
    return sum(int(item["asked"]["N"]) for item in found if "asked" in item)
