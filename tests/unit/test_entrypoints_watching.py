"""The task that asks about followed dossiers, and tells what has changed."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hotline.entrypoints.following import Ends
from hotline.entrypoints.telling_changes import RETRY_S, TellsChange
from hotline.entrypoints.watching import FAILURES, PAGE, Watching
from hotline.errors import (
    Blocked,
    OutOfService,
    OutsideWindow,
    RateLimited,
    Refused,
    Unavailable,
    Unconfirmed,
)
from hotline.messages import Recipient, Reply
from hotline.services.dossier.changes import LONGEST, Told, knowing
from hotline.services.dossier.disclosure import Disclosure
from hotline.services.dossier.dossiers import Dossier, Found
from hotline.services.dossier.pace import asked_next
from hotline.services.dossier.service import Desk
from hotline.services.dossier.statuses import Status
from hotline.storage.watch_items import Consent, Watch
from tests.unit.fakes import CITIZEN
from tests.unit.watch_fakes import UntoldTable, WatchTable

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
INTERVAL = timedelta(minutes=30)
MORNING = datetime(2026, 10, 12, 8, tzinfo=ZONE)
CODE = "H17.19-261008-0975"
NEIGHBOUR = Recipient("zalo", "3022000000000000004")
DOSSIER = Dossier(CODE, procedure="Cấp bản sao trích lục hộ tịch", status=Status.ACCEPTED, applicant="NGUYỄN VĂN MẪU")


@dataclass
class World:
    """A morning of one office, one channel and those who follow."""

    time: float = MORNING.timestamp()
    dossiers: dict[str, Dossier] = field(default_factory=lambda: {CODE: DOSSIER})
    asked: Counter[str] = field(default_factory=Counter)
    heard: list[tuple[Recipient, Reply]] = field(default_factory=list)
    down: set[str] = field(default_factory=set)
    as_of: timedelta = timedelta(0)
    raises: list[Exception | None] = field(default_factory=list)
    stale: timedelta | None = None
    step: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.table = WatchTable(lambda: self.time, lambda: self.step())
        self.untold = UntoldTable(self.table)
        end = Ends(self.table, self.untold)
        tells = TellsChange(self.table, end, self.tell, self.desk, lambda: self.time)
        self.task = Watching(self.table, end, self.find, tells, self.desk, INTERVAL, self.stale, lambda: self.time)

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time, UTC)

    def desk(self, lang: str) -> Desk:
        return Desk(lang, "1022", self.now, Disclosure.MASKED, ZONE)

    def find(self, code: str) -> Found:
        self.asked[code] += 1
        if code in self.down:
            raise Unavailable("the office")
        return Found(self.dossiers.get(code), self.now - self.as_of)

    def tell(self, recipient: Recipient, reply: Reply) -> str:
        if self.raises and (error := self.raises.pop(0)):
            raise error
        self.heard.append((recipient, reply))
        return "m1"

    def follow(self, code: str = CODE, citizen: Recipient = CITIZEN, lang: str = "vi") -> Watch:
        at = int(self.time)
        told = knowing(self.dossiers.get(code, replace(DOSSIER, code=code)), self.now, ZONE)
        due = int(asked_next(code, self.now, INTERVAL, ZONE).timestamp())
        ends = at + int(LONGEST.total_seconds())
        watch = Watch(citizen, code, told, Consent("1", at, "zalo"), due, ends, lang)
        self.table.add(watch)
        return watch

    def change(self, code: str = CODE, **changes: object) -> None:
        self.dossiers[code] = replace(self.dossiers[code], **changes)  # type: ignore[arg-type]

    def run(self, minutes: int = 0) -> dict[str, object]:
        """One run, this long from now."""
        self.time += 60 * minutes
        return self.task(lambda: 300)

    def pass_by(self, hours: float) -> None:
        """Each minute a run."""
        for _ in range(int(hours * 60)):
            self.run(1)

    @property
    def texts(self) -> list[str]:
        return [reply.text for _, reply in self.heard]

    def watch(self, code: str = CODE, citizen: Recipient = CITIZEN) -> Watch:
        return self.table.watches[citizen, code]


def test_what_has_not_changed_is_asked_about_twice_an_hour_and_not_told() -> None:
    world = World()
    world.follow()
    world.pass_by(4)

    assert world.asked == {CODE: 8}
    assert world.heard == []


def test_a_change_is_told_within_the_interval_and_once() -> None:
    world = World()
    world.follow()
    world.change(status=Status.PROCESSING)
    world.pass_by(0.5)
    assert len(world.heard) == 1

    world.pass_by(4)
    assert len(world.heard) == 1
    assert world.texts[0] == (
        "Hồ sơ H17.19-261008-0975 có thay đổi\n"
        "Cấp bản sao trích lục hộ tịch\n"
        "\n"
        "Đang được giải quyết.\n"
        "Trước đó: Đã được tiếp nhận.\n"
        "Cơ quan chưa ghi ngày hẹn trả.\n"
        "Anh/chị chưa cần làm gì thêm.\n"
        "\n"
        "Cần hỏi thêm, gọi 1022."
    )


def test_each_is_told_in_their_language() -> None:
    world = World()
    world.follow(lang="en")
    world.change(status=Status.FINISHED)
    world.pass_by(0.5)

    assert world.texts[0].startswith("Dossier H17.19-261008-0975: the result is ready\n")


def test_a_dossier_that_the_office_does_not_know_any_more_is_no_news() -> None:
    world = World()
    world.follow()
    del world.dossiers[CODE]
    world.pass_by(2)

    assert world.heard == []
    assert world.watch().told.status is Status.ACCEPTED


def test_all_who_follow_a_dossier_are_served_by_one_request() -> None:
    world = World()
    citizens = [Recipient("zalo", str(number)) for number in range(PAGE * 3)]
    for citizen in citizens:
        world.follow(citizen=citizen)
    world.change(status=Status.PROCESSING)
    world.pass_by(0.5)

    assert world.asked == {CODE: 1}
    assert {recipient for recipient, _ in world.heard} == set(citizens)
    assert len(world.heard) == len(citizens)


def test_nobody_is_asked_or_told_at_night() -> None:
    world = World(time=MORNING.replace(hour=20, minute=45).timestamp())
    world.follow()
    world.pass_by(0.5)
    world.change(status=Status.PROCESSING)
    world.pass_by(9)
    assert world.run() == {"ended": "night"}
    assert world.heard == []
    assert sum(world.asked.values()) <= 1

    world.change(status=Status.FINISHED)
    world.pass_by(1.5)
    assert len(world.heard) == 1
    assert "đã có kết quả" in world.texts[0]


@pytest.mark.parametrize("error", [Unavailable("Zalo"), OutOfService("Zalo")])
def test_what_the_channel_surely_did_not_take_is_sent_again(error: Exception) -> None:
    world = World(raises=[error])
    world.follow()
    world.change(status=Status.PROCESSING)
    world.pass_by(1)

    assert len(world.heard) == 1
    assert world.watch().told.status is Status.PROCESSING


def test_by_then_it_is_told_as_it_is_then() -> None:
    world = World(raises=[Unavailable("Zalo")])
    world.follow()
    world.change(status=Status.PROCESSING)
    while not world.asked:
        world.run(1)
    world.change(status=Status.FINISHED)
    world.pass_by(1)

    assert len(world.heard) == 1
    assert "đã có kết quả" in world.texts[0]
    assert "Trước đó: Đã được tiếp nhận." in world.texts[0]


def test_a_channel_that_says_when_is_not_tried_before() -> None:
    world = World()
    until = world.now + timedelta(hours=3)
    world.raises = [RateLimited("Zalo", until)]
    world.follow()
    world.change(status=Status.PROCESSING)
    world.pass_by(2.9)
    assert world.heard == []

    world.pass_by(0.7)
    assert len(world.heard) == 1


def test_what_may_have_been_sent_is_not_sent_again(capsys: pytest.CaptureFixture[str]) -> None:
    world = World(raises=[Unconfirmed("Zalo")])
    world.follow()
    world.change(status=Status.PROCESSING)
    world.pass_by(2)

    assert world.heard == []
    assert capsys.readouterr().out.count('"change unknown"') == 1
    world.change(status=Status.FINISHED)
    world.pass_by(0.5)
    assert "đã có kết quả" in world.texts[0]


def test_what_the_channel_refuses_is_not_tried_for_ever() -> None:
    world = World(raises=[Refused("Zalo")])
    world.follow()
    world.change(status=Status.PROCESSING)
    world.pass_by(2)

    assert world.heard == []
    assert world.watch().claimed is None


def test_outside_the_channels_window_it_is_kept_and_joined_by_what_comes(capsys: pytest.CaptureFixture[str]) -> None:
    world = World(raises=[OutsideWindow("Zalo")])
    world.follow()
    world.change(status=Status.PROCESSING)
    world.pass_by(1)
    world.change(status=Status.FINISHED)
    world.pass_by(1)

    assert world.heard == []
    (body,) = world.untold.read(CITIZEN).changes.values()
    assert Told.from_json(body["before"]).status is Status.ACCEPTED
    assert Told.from_json(body["told"]).status is Status.FINISHED
    assert "MẪU" not in str(body)
    assert capsys.readouterr().out.count('"change kept"') == 2


def test_whoever_blocks_us_or_left_is_followed_no_longer() -> None:
    world = World(raises=[Blocked("Zalo")])
    world.follow()
    world.follow(citizen=NEIGHBOUR)
    world.table.left[NEIGHBOUR] = int(world.time) + 60
    world.change(status=Status.PROCESSING)
    world.pass_by(0.5)

    assert world.table.watches == {}
    assert sorted(world.table.ended) == [(CODE, "blocked"), (CODE, "left")]
    assert world.heard == []


def test_whoever_left_and_came_back_is_told() -> None:
    world = World()
    world.table.left[CITIZEN] = int(world.time) - 60
    world.follow()
    world.change(status=Status.PROCESSING)
    world.pass_by(0.5)

    assert len(world.heard) == 1


def test_following_ends_thirty_days_after_the_result_was_returned() -> None:
    world = World()
    world.follow()
    world.change(status=Status.RETURNED, returned=world.now)
    world.pass_by(1)
    assert len(world.heard) == 1
    before = sum(world.asked.values())
    for _ in range(29):
        world.pass_by(24)
    assert 28 <= sum(world.asked.values()) - before <= 30
    assert world.table.ended == []

    for _ in range(3):
        world.pass_by(24)
    assert world.table.ended == [(CODE, "over")]
    assert len(world.heard) == 1


def test_nothing_is_followed_for_longer_than_a_year() -> None:
    world = World()
    world.follow()
    world.time += LONGEST.total_seconds()
    world.run()

    assert world.table.ended == [(CODE, "over")]


def test_an_office_that_does_not_answer_is_left_in_peace_and_no_turn_is_lost() -> None:
    world = World()
    codes = [f"H17.19-261008-{number:04}" for number in range(40)]
    for code in codes:
        world.dossiers[code] = replace(DOSSIER, code=code)
        world.follow(code)
    world.down = set(codes)
    world.time += INTERVAL.total_seconds()
    for _ in range(10):
        world.run(1)
    assert sum(world.asked.values()) <= 10 * FAILURES
    assert len(world.heard) == 0

    world.down = set()
    for code in codes:
        world.change(code, status=Status.PROCESSING)
    for _ in range(1 + RETRY_S // 60):
        world.run(1)
    assert len(world.heard) == len(codes)


def test_one_dossier_that_cannot_be_had_stops_no_other() -> None:
    world = World()
    other = "H17.19-261008-0976"
    world.dossiers[other] = replace(DOSSIER, code=other)
    world.follow()
    world.follow(other)
    world.down = {CODE}
    world.change(other, status=Status.PROCESSING)
    world.pass_by(0.5)

    assert len(world.heard) == 1


def test_what_an_office_said_long_ago_is_no_answer() -> None:
    world = World(stale=timedelta(minutes=15), as_of=timedelta(hours=2))
    world.follow()
    world.change(status=Status.PROCESSING)
    assert world.run(30)["not asked"] == 1

    world.as_of = timedelta(0)
    world.run(6)
    assert len(world.heard) == 1


def test_a_run_ends_before_the_next_begins() -> None:
    world = World()
    for number in range(200):
        code = f"H17.19-261008-{number:04}"
        world.dossiers[code] = replace(DOSSIER, code=code)
        world.follow(code)

    def slow(code: str) -> Found:
        world.time += 1
        return Found(world.dossiers[code], world.now)

    world.find = slow  # type: ignore[method-assign]
    world.__post_init__()
    for number in range(200):
        world.follow(f"H17.19-261008-{number:04}")
    world.time += INTERVAL.total_seconds()
    began = world.time
    world.run()
    assert world.time - began <= 51


def test_no_line_says_whom_or_what_it_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    world = World(raises=[OutsideWindow("Zalo"), Unavailable("Zalo"), Unconfirmed("Zalo"), Blocked("Zalo")])
    for number in range(6):
        world.follow(citizen=Recipient("zalo", f"302200000000000001{number}"))
    world.change(status=Status.PROCESSING)
    world.pass_by(1)
    said = capsys.readouterr().out

    assert '"watched"' in said
    for secret in (CODE, "0975", "3022", "trích lục", "MẪU"):
        assert secret not in said
