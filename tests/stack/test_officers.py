"""What officers may do with a notice, on the local AWS."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from hotline.channels.zalo.wire import TEXT_LIMIT
from hotline.entrypoints.officers import Officers
from hotline.errors import Refused
from hotline.notices.audit import Audit
from hotline.notices.notice import Content
from hotline.notices.outcomes import Tally
from hotline.notices.transitions import Status
from hotline.storage.aws import Aws
from hotline.storage.notices import Notices
from tests.stack.conftest import MakeTable

pytestmark = pytest.mark.stack

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
STORM = Content("storm", "Bão số 13 vào gần bờ.", NOW + timedelta(days=2))


class World:
    """The officers' desk, and what it has started."""

    def __init__(self, notices: Notices) -> None:
        self.started: list[tuple[str, str]] = []
        self.time = NOW
        self.officers = Officers(notices, self._audit, self._start, {"storm"}.__contains__, self._now)

    def _audit(self, notice: str) -> Audit:
        return Audit(Tally(), (), ())

    def _start(self, task: str, notice: str) -> None:
        self.started.append((task, notice))

    def _now(self) -> float:
        self.time += timedelta(seconds=1)
        return self.time.timestamp()

    def submitted(self) -> str:
        notice = self.officers.draft(STORM, "an").notice
        self.officers.submit(notice, "an")
        return notice


@pytest.fixture
def world(aws: Aws, make_table: MakeTable) -> World:
    return World(Notices(aws, make_table("Notices")))


def test_who_submits_cannot_approve_and_somebody_else_can(world: World) -> None:
    notice = world.submitted()
    with pytest.raises(Refused, match="somebody else must approve"):
        world.officers.approve(notice, "an")
    assert world.started == []

    assert world.officers.approve(notice, "binh").status is Status.FREEZING
    assert world.started == [("freeze", notice)]


def test_a_notice_for_later_is_approved_by_somebody_else_and_begins_by_itself(world: World) -> None:
    notice = world.submitted()
    with pytest.raises(Refused, match="somebody else"):
        world.officers.schedule(notice, "an", NOW + timedelta(hours=3))
    with pytest.raises(Refused, match="valid_until"):
        world.officers.schedule(notice, "binh", NOW + timedelta(days=3))

    record = world.officers.schedule(notice, "binh", NOW + timedelta(hours=3))
    assert (record.status, record.send_at) == (Status.SCHEDULED, NOW + timedelta(hours=3))
    assert world.started == []


def test_a_rejected_notice_goes_back_with_the_reason_and_can_be_changed(world: World) -> None:
    notice = world.submitted()
    world.officers.reject(notice, "binh", "sai giờ")
    assert world.officers.show(notice).why == "sai giờ"

    record = world.officers.edit(notice, Content("storm", "Bão số 13.", NOW + timedelta(days=1)), "an")
    assert (record.status, record.content.vi) == (Status.DRAFT, "Bão số 13.")
    assert [entry.action for entry in world.officers.log(notice)] == ["edit", "submit", "reject", "edit"]


@pytest.mark.parametrize("act", [lambda o, n: o.reject(n, "binh", " "), lambda o, n: o.cancel(n, "binh", "")])
def test_no_reason_is_no_reason(world: World, act: Callable[[Officers, str], object]) -> None:
    with pytest.raises(Refused, match="say why"):
        act(world.officers, world.submitted())


def test_what_could_not_be_sent_is_refused_before_it_is_submitted(world: World) -> None:
    for content, fault in (
        (Content("comets", "Sao chổi.", STORM.valid_until), "no topic"),
        (Content("storm", " ", STORM.valid_until), "no text"),
        (Content("storm", "a" * (TEXT_LIMIT + 1), STORM.valid_until), "a message holds"),
        (Content("storm", "Bão.", NOW - timedelta(days=1)), "valid_until is over"),
    ):
        with pytest.raises(Refused, match=fault):
            world.officers.draft(content, "an")


def test_a_notice_whose_time_is_over_is_not_approved(world: World) -> None:
    notice = world.submitted()
    world.time = NOW + timedelta(days=3)

    with pytest.raises(Refused, match="valid_until is over"):
        world.officers.approve(notice, "binh")


def test_cancelling_what_waits_starts_nothing(world: World) -> None:
    notice = world.submitted()

    assert world.officers.cancel(notice, "an", "không cần nữa").status is Status.CANCELLED
    assert world.started == []
