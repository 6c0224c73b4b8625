"""What could not be sent is said at the citizen's next message."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hotline.entrypoints.untold import SaysUntold
from hotline.errors import Unavailable, Unconfirmed
from hotline.messages import Recipient, Reply
from hotline.services.dossier.changes import Change, changes, knowing
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.statuses import Status
from hotline.storage.items import Items
from hotline.storage.untold import STALE_S, Waiting
from tests.unit.fakes import CITIZEN
from tests.unit.watch_fakes import UntoldTable, WatchTable, untold_items

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = datetime(2026, 10, 12, 12, tzinfo=ZONE)
DOSSIER = Dossier(
    "H17.19-261008-0975",
    procedure="Cấp bản sao trích lục hộ tịch",
    status=Status.ACCEPTED,
    due=datetime(2026, 10, 14, 17, tzinfo=ZONE),
)


class World:
    def __init__(self, *changes: Change, raises: Exception | None = None) -> None:
        self.time = NOON.timestamp()
        self.heard: list[str] = []
        self.raises = raises
        self.untold = UntoldTable(WatchTable(lambda: self.time))
        if changes:
            bodies = {change.dossier.code: change.to_json() for change in changes}
            self.untold.table.untold[CITIZEN] = Waiting(bodies, "1")
        clock = lambda: datetime.fromtimestamp(self.time, UTC)  # noqa: E731
        self.says = SaysUntold(self.untold, self.tell, "1022", clock, ZONE, lambda: self.time)

    def tell(self, recipient: Recipient, reply: Reply) -> str:
        assert recipient == CITIZEN
        if self.raises:
            raise self.raises
        self.heard.append(reply.text)
        return "m1"

    def read(self) -> Items:
        return untold_items(self.untold, CITIZEN)

    def contact(self, lang: str = "vi", items: Items | None = None) -> None:
        self.says(CITIZEN, items or self.read(), lang)

    @property
    def waiting(self) -> Waiting:
        return self.untold.read(CITIZEN)


def change(after: Dossier, at: datetime = NOON) -> Change:
    found = changes(knowing(DOSSIER, NOON, ZONE), after, at, ZONE)
    assert found
    return found


PROCESSING = change(replace(DOSSIER, status=Status.PROCESSING))


def test_as_a_rule_there_is_nothing_to_say() -> None:
    world = World()
    world.contact()

    assert world.heard == []


def test_what_waits_is_said_once() -> None:
    world = World(PROCESSING)
    world.contact()
    world.contact()

    assert world.heard == [
        "Có tin về hồ sơ anh/chị theo dõi mà hôm trước Tổng đài chưa nhắn được:\n"
        "\n"
        "Hồ sơ H17.19-261008-0975 có thay đổi\n"
        "Cấp bản sao trích lục hộ tịch\n"
        "Đang được giải quyết.\n"
        "Trước đó: Đã được tiếp nhận.\n"
        "Hẹn trả thứ Tư 14/10/2026, còn 2 ngày.\n"
        "Anh/chị chưa cần làm gì thêm."
    ]


def test_it_is_said_in_the_language_that_is_spoken_now() -> None:
    world = World(PROCESSING)
    world.contact("en")

    assert world.heard[0].startswith("There is news of what you follow")


def test_days_are_counted_from_when_it_is_said() -> None:
    world = World(change(DOSSIER, NOON + timedelta(days=1)))
    world.time = (NOON + timedelta(days=5)).timestamp()
    world.contact()

    assert "ngày mai" not in world.heard[0]
    assert "Hẹn trả thứ Tư 14/10/2026, đã trễ 3 ngày." in world.heard[0]


def test_ten_changes_are_one_message_of_the_channel() -> None:
    long = replace(DOSSIER, procedure="Cấp giấy phép xây dựng mới " * 9, status=Status.PROCESSING)
    world = World(*(change(replace(long, code=f"H17.19-261008-{number:04}")) for number in range(10)))
    world.contact()

    (text,) = world.heard
    assert len(text) <= 2_000
    assert text.count("H17.19-261008-") == 10


def test_two_messages_at_once_say_it_once() -> None:
    world = World(PROCESSING)
    both = world.read()
    world.contact(items=both)
    world.contact(items=both)

    assert len(world.heard) == 1


def test_what_is_being_said_by_another_message_is_left_to_it() -> None:
    world = World(PROCESSING)
    world.untold.claim(CITIZEN, world.waiting)
    world.time += STALE_S - 1
    world.contact()

    assert world.heard == []
    assert world.waiting.saying


def test_what_a_process_left_behind_is_unknown_and_not_said_again(capsys: pytest.CaptureFixture[str]) -> None:
    world = World(PROCESSING)
    world.untold.claim(CITIZEN, world.waiting)
    world.time += STALE_S
    world.contact()
    world.contact()

    assert world.heard == []
    assert not world.waiting.saying
    assert capsys.readouterr().out.count('"change unknown"') == 1


def test_what_the_channel_surely_did_not_take_waits_again() -> None:
    world = World(PROCESSING, raises=Unavailable("Zalo"))
    world.contact()
    world.raises = None
    world.contact()

    assert len(world.heard) == 1


def test_what_it_may_have_taken_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    world = World(PROCESSING, raises=Unconfirmed("Zalo"))
    world.contact()
    world.raises = None
    world.contact()

    assert world.heard == []
    assert capsys.readouterr().out.count('"change unknown"') == 1


def test_a_table_that_fails_does_not_stop_the_answer() -> None:
    world = World(PROCESSING)

    def fails(citizen: Recipient, waiting: Waiting) -> Any:
        raise Unavailable("UpdateItem")

    world.untold.claim = fails  # type: ignore[method-assign]
    world.contact()

    assert world.heard == []
