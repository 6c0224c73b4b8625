"""What is known of a dossier, however its upstream behaves."""

from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest

from hotline.breaking import FAILURES
from hotline.entrypoints.dossiers import AskedDossiers, KeptDossiers
from hotline.errors import OutOfService, Unavailable
from hotline.observability import Calls
from hotline.services.dossier.dossiers import Dossier, Found
from hotline.services.dossier.statuses import Status
from hotline.storage.dossier_exports import DossierExports
from hotline.storage.dossiers import DossierItems, Pushed
from tests.memory_dynamodb import MemoryDynamoDB
from tests.unit.fakes import Clock

CODE = "H17.19-261008-0975"
DOSSIER = Dossier(CODE, procedure="Thủ tục mẫu", status=Status.PROCESSING)
LATER = Dossier(CODE, procedure="Thủ tục mẫu", status=Status.FINISHED)
FRESH_S = 600


class Office:
    """An upstream that says what it is told to, or raises it."""

    def __init__(self) -> None:
        self.says: Dossier | Exception | None = DOSSIER
        self.asked: list[str] = []

    def look_up(self, code: str) -> Dossier | None:
        self.asked.append(code)
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


class World:
    def __init__(self) -> None:
        self.time = Clock()
        self.aws = MemoryDynamoDB(self.time)
        self.items = DossierItems(self.aws, "Cache", self.time)
        self.office = Office()
        self.slept = 0.0
        self.dossiers = self.instance()

    def instance(self, patience_s: float = 1.0) -> AskedDossiers:
        return AskedDossiers(
            self.items, self.office, self.clock, FRESH_S, Calls(), patience_s, lambda: self.slept, self.sleep
        )

    def sleep(self, seconds: float) -> None:
        self.slept += seconds

    def clock(self) -> datetime:
        return datetime.fromtimestamp(self.time(), UTC)

    def pass_(self, seconds: float) -> None:
        self.time.time += seconds

    def find(self) -> Found:
        return self.dossiers.find_alone(CODE)


@pytest.fixture
def world() -> World:
    return World()


def test_what_is_fresh_is_not_asked_for_again(world: World) -> None:
    first = world.find()
    world.pass_(FRESH_S)
    assert world.find() == first
    assert len(world.office.asked) == 1

    world.pass_(1)
    world.office.says = LATER
    assert world.find() == Found(LATER, world.clock())


def test_a_cached_answer_costs_no_call_beside_its_read(world: World) -> None:
    world.find()
    items = world.items.read(world.dossiers.keys(CODE))
    world.aws.calls.clear()

    assert world.dossiers.find(CODE, items).dossier == DOSSIER
    assert len(world.aws.calls) == 0


def test_a_dossier_that_is_not_there_is_asked_for_again_after_a_minute(world: World) -> None:
    world.office.says = None
    assert world.find().dossier is None
    world.office.says = DOSSIER
    world.pass_(59)
    assert world.find().dossier is None

    world.pass_(2)
    assert world.find().dossier == DOSSIER


def test_while_the_office_fails_what_it_said_within_a_day_is_told_with_its_age(world: World) -> None:
    first = world.find()
    world.office.says = Unavailable("down")
    world.pass_(86_390)
    assert world.find() == first

    world.pass_(20)
    with pytest.raises(Unavailable):
        world.find()


def test_an_office_that_refuses_us_is_told_as_an_error_and_the_answer_stays(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    first = world.find()
    world.office.says = OutOfService("refuses our account")
    world.pass_(FRESH_S + 1)

    assert world.find() == first
    said = capsys.readouterr().out
    assert '"ERROR"' in said
    assert CODE not in said


def test_an_office_that_fails_again_and_again_is_left_in_peace(world: World) -> None:
    world.office.says = Unavailable("down")
    for _ in range(FAILURES + 3):
        with pytest.raises(Unavailable):
            world.find()
        world.pass_(10)

    assert len(world.office.asked) == FAILURES


def test_what_was_never_asked_for_is_not_answered_by_a_none_that_failed(world: World) -> None:
    world.office.says = None
    world.find()
    world.office.says = Unavailable("down")
    world.pass_(61)

    with pytest.raises(Unavailable):
        world.find()


def test_a_citizen_waits_no_longer_than_they_must(world: World) -> None:
    is_over = Event()

    class Slow(Office):
        def look_up(self, code: str) -> Dossier | None:
            is_over.wait(20)
            return DOSSIER

    world.office = Slow()
    try:
        with pytest.raises(Unavailable):
            world.instance(patience_s=0.1).find_alone(CODE)
    finally:
        is_over.set()


def test_of_those_who_come_at_once_one_asks_and_the_others_get_its_answer(world: World) -> None:
    asks, may_answer = Event(), Event()

    class Slow(Office):
        def look_up(self, code: str) -> Dossier | None:
            asks.set()
            may_answer.wait(20)
            return super().look_up(code)

    world.office = Slow()
    first = world.instance(20)
    thread = Thread(target=lambda: first.find_alone(CODE))
    thread.start()
    asks.wait(20)
    second = world.instance()

    def sleep(seconds: float) -> None:
        world.slept += seconds
        may_answer.set()
        thread.join()

    second._sleep = sleep
    assert second.find_alone(CODE).dossier == DOSSIER
    assert len(world.office.asked) == 1


def test_whoever_has_an_older_answer_does_not_wait_for_who_asks(world: World) -> None:
    first = world.find()
    world.pass_(FRESH_S + 1)
    assert world.items.take_turn(CODE)

    assert world.find() == first
    assert world.slept == 0


def test_whoever_has_none_waits_and_gives_up(world: World) -> None:
    assert world.items.take_turn(CODE)

    with pytest.raises(Unavailable):
        world.find()
    assert 1.0 <= world.slept < 1.5


def test_a_turn_that_nobody_ends_is_over_soon(world: World) -> None:
    assert world.items.take_turn(CODE)
    assert not world.items.take_turn(CODE)

    world.pass_(5)
    assert world.items.take_turn(CODE)


def test_an_answer_that_cannot_be_kept_is_told_all_the_same(world: World) -> None:
    class Forgets(DossierItems):
        def keep_answer(self, code: str, found: Found) -> None:
            raise Unavailable("DynamoDB")

    world.items = Forgets(world.aws, "Cache", world.time)

    assert world.instance().find_alone(CODE).dossier == DOSSIER


def test_what_was_pushed_counts_beside_what_was_answered_and_the_younger_is_told(world: World) -> None:
    world.office.says = Unavailable("down")
    assert world.items.keep_pushed(Pushed(DOSSIER, world.clock(), world.clock()))
    world.pass_(86_400 * 3)
    assert world.find().dossier == DOSSIER

    world.pass_(60)
    world.office.says = LATER
    assert world.find().dossier == LATER

    world.pass_(60)
    kept = world.items.pushed(CODE, world.items.read([world.items.pushed_key(CODE)]))
    assert kept
    assert world.items.keep_pushed(Pushed(DOSSIER, world.clock(), world.clock(), kept.version))
    assert world.find().dossier == DOSSIER


def test_a_pushed_dossier_is_not_taken_back_by_a_system_that_does_not_know_it(world: World) -> None:
    assert world.items.keep_pushed(Pushed(DOSSIER, world.clock(), world.clock()))
    world.office.says = None
    world.pass_(FRESH_S + 1)

    assert world.find().dossier == DOSSIER


# ── What is kept ──


class Exported(World):
    def __init__(self) -> None:
        super().__init__()
        self.exports = DossierExports(self.aws, "Cache", self.time)
        self.kept = KeptDossiers(self.items, self.exports, self.clock)

    def publish(self, *dossiers: Dossier, as_of: datetime | None = None) -> int:
        by_code = {one.code: one for one in dossiers}
        return self.exports.publish(by_code, as_of or self.clock(), "tag", "digest", self.exports.current())


@pytest.fixture
def exported() -> Exported:
    return Exported()


def test_nothing_is_known_before_an_export_has_come(exported: Exported) -> None:
    with pytest.raises(Unavailable):
        exported.kept.find_alone(CODE)


def test_an_export_knows_its_dossiers_and_no_others(exported: Exported) -> None:
    others = [Dossier(f"H17.19-261008-{number:04}", applicant="Nguyễn Văn Mẫu") for number in range(600)]
    made = exported.clock()
    exported.publish(DOSSIER, *others)
    exported.pass_(3_600)

    assert exported.kept.find_alone(CODE) == Found(DOSSIER, made)
    assert exported.kept.find_alone(others[7].code) == Found(others[7], made)
    assert exported.kept.find_alone("H17.19-261008-9999") == Found(None, made)
    assert exported.kept.find_alone("7.19-261008-0975") == Found(None, made)


def test_an_export_that_is_dated_ahead_is_of_now(exported: Exported) -> None:
    exported.publish(DOSSIER, as_of=exported.clock() + timedelta(days=2))

    assert exported.kept.find_alone(CODE).as_of == exported.clock()


def test_what_was_pushed_after_an_export_is_told(exported: Exported) -> None:
    exported.publish(DOSSIER)
    exported.pass_(60)
    assert exported.items.keep_pushed(Pushed(LATER, exported.clock(), exported.clock()))
    assert exported.kept.find_alone(CODE).dossier == LATER

    exported.pass_(60)
    exported.publish(DOSSIER)
    assert exported.kept.find_alone(CODE).dossier == DOSSIER


def test_where_nobody_is_asked_and_nothing_exported_what_was_pushed_is_all(exported: Exported) -> None:
    pushed = KeptDossiers(exported.items, None, exported.clock)
    assert pushed.find_alone(CODE) == Found(None, exported.clock())

    assert exported.items.keep_pushed(Pushed(LATER, exported.clock(), exported.clock()))
    assert pushed.find_alone(CODE).dossier == LATER
