"""An office's export, from its file to what a citizen is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotline.entrypoints.exporting import Exporting, fetch_export
from hotline.errors import BadSetting, Refused, Unavailable
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.statuses import Status
from hotline.services.dossier.upstream import export
from hotline.services.dossier.upstream.export import BadExport
from hotline.storage.aws import Aws
from hotline.storage.dossier_exports import BUCKETS, BUSY_S, LIFE_S, WHOLE_S, DossierExports
from hotline.storage.items import read_items
from hotline.storage.objects import Object
from tests.memory_dynamodb import MemoryDynamoDB
from tests.unit.fakes import NOW, Clock, Killed

MADE = datetime.fromtimestamp(NOW, UTC)


def code(number: int) -> str:
    return f"H17.19-261008-{number:04}"


def csv(*numbers: int, status: int = 4, bad: int = 0) -> str:
    rows = [f"{code(number)},{status},Nguyễn Văn Mẫu" for number in numbers] + ["không có mã,4,Trần Thị Mẫu"] * bad
    return "\n".join(["mã hồ sơ,trạng thái,chủ hồ sơ", *rows])


class DiesAfter(MemoryDynamoDB):
    """Ends the process before one of its writes."""

    left: float = float("inf")

    def __call__(self, service: str, operation: str, **parameters: object) -> dict[str, object]:
        if operation in ("put_item", "update_item"):
            self.left -= 1
            if self.left < 0:
                raise Killed
        return super().__call__(service, operation, **parameters)


class World:
    def __init__(self) -> None:
        self.time = Clock()
        self.aws = DiesAfter(self.time)
        self.exports = DossierExports(self.aws, "Cache", self.time)
        self.file = Object(csv(1, 2).encode(), "tag-1", MADE)
        self.asked: list[str] = []
        self.exporting = self.instance()

    def instance(self, old_s: int | None = 2 * 86_400) -> Exporting:
        return Exporting(self.fetch, self.exports, self.clock, old_s, self.time)

    def fetch(self, etag: str) -> Object | None:
        self.asked.append(etag)
        return None if etag == self.file.etag else self.file

    def clock(self) -> datetime:
        return datetime.fromtimestamp(self.time(), UTC)

    def put(self, text: str) -> None:
        number = int(self.file.etag.removeprefix("tag-")) + 1
        self.file = Object(text.encode(), f"tag-{number}", self.clock())

    def status(self, number: int) -> Status | None:
        found = self.found(number)
        return found.status if found else None

    def found(self, number: int) -> Dossier | None:
        known = self.exports.found(code(number), read_items(self.aws, self.exports.keys(code(number))))
        assert known
        return known.dossier


@pytest.fixture
def world() -> World:
    return World()


def test_an_export_is_published_with_its_own_time_and_not_again_while_it_is_the_same(world: World) -> None:
    world.time.time += 3_600
    assert world.exporting() == {"ended": "published", "dossiers": 2, "buckets": BUCKETS, "bad_rows": 0, "findings": ()}
    current = world.exports.current()
    assert current
    assert current.as_of == MADE

    assert world.exporting() == {"ended": "unchanged"}
    world.file = Object(world.file.data, "tag-touched", world.clock())
    assert world.exporting() == {"ended": "unchanged"}
    assert world.asked == ["", "tag-1", "tag-1"]


def test_only_buckets_that_have_changed_are_written_and_emptied_ones_are_cleared(world: World) -> None:
    world.exporting()
    world.put(csv(1, 3))
    world.aws.calls.clear()
    ended = world.exporting()

    assert 1 <= ended["buckets"] <= 2
    # Begin, buckets, end; and the read of what was there.
    assert len(world.aws.calls) == ended["buckets"] + 3
    assert (world.status(1), world.status(2), world.status(3)) == (Status.PROCESSING, None, Status.PROCESSING)


def test_bad_rows_are_left_out_and_named_without_what_stands_in_them(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.put(csv(*range(20), bad=1))
    ended = world.exporting()

    assert (ended["ended"], ended["dossiers"], ended["bad_rows"]) == ("published", 20, 1)
    assert ended["findings"] == ("row 22: the code is missing or none",)
    said = capsys.readouterr().out
    assert '"WARNING"' in said
    assert "Mẫu" not in said
    assert code(3) not in said


def test_where_more_than_a_tenth_is_bad_all_of_it_is_refused(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.exporting()
    world.put(csv(*range(8), bad=1))
    ended = world.exporting()

    assert ended["ended"] == "refused"
    assert ended["findings"][0] == "1 of 9 rows are bad: more than 10%"
    assert world.status(2) is Status.PROCESSING
    assert world.found(7) is None
    assert '"ERROR"' in capsys.readouterr().out


def test_half_an_export_is_refused_until_somebody_says_that_it_is_right(world: World) -> None:
    world.put(csv(*range(200)))
    world.exporting()
    world.put(csv(*range(90)))
    refused = world.exporting()
    assert refused["findings"] == ("90 dossiers where 200 were: less than half",)
    assert world.status(150) is Status.PROCESSING

    assert world.exporting(force=True)["ended"] == "published"
    assert world.found(150) is None


def test_an_empty_export_empties_nothing(world: World) -> None:
    world.exporting()
    world.put(csv())

    assert world.exporting()["findings"] == ("no dossiers",)
    assert world.status(1) is Status.PROCESSING


def test_a_file_that_cannot_be_fetched_leaves_what_is_there(world: World) -> None:
    def fetch(etag: str) -> Object | None:
        raise Unavailable("S3")

    world.exporting()
    with pytest.raises(Unavailable):
        Exporting(fetch, world.exports, world.clock)()
    assert world.status(1) is Status.PROCESSING


@pytest.mark.parametrize("step", range(5))
def test_wherever_a_writer_ends_the_next_one_makes_it_whole(world: World, step: int) -> None:
    world.put(csv(1, 2, 3))
    world.exporting()
    world.put(csv(1, 2, 3, status=9))
    world.aws.left = step
    with pytest.raises(Killed):
        world.exporting()
    world.aws.left = float("inf")
    # Whoever reads meanwhile finds each dossier, old or new.
    assert all(world.status(number) in (Status.PROCESSING, Status.FINISHED) for number in (1, 2, 3))

    # The office takes its change back before anybody tries again.
    world.put(csv(1, 2, 3))
    world.time.time += BUSY_S
    assert world.exporting()["ended"] == ("published" if step else "unchanged")
    assert [world.status(number) for number in (1, 2, 3)] == [Status.PROCESSING] * 3


def test_while_somebody_writes_another_leaves_it_to_them(world: World) -> None:
    world.aws.left = 10
    with pytest.raises(Killed):
        world.exporting()
    world.aws.left = float("inf")

    assert world.exporting() == {"ended": "left to another"}
    world.time.time += BUSY_S
    assert world.exporting()["ended"] == "published"


def test_all_of_it_is_written_again_each_week_so_that_none_of_it_ends(world: World) -> None:
    world.exporting()
    for week in range(1, 7):
        world.time.time += WHOLE_S + 1
        world.put(csv(1, 2, week + 10))
        assert world.exporting()["buckets"] == BUCKETS
    assert world.status(1) is Status.PROCESSING

    world.time.time += LIFE_S + 1
    assert world.exports.current() is None


def test_a_deployment_has_its_dossiers_at_once_and_looks_no_more(world: World) -> None:
    world.exporting.catch_up()
    world.exporting.catch_up()
    world.instance().catch_up()

    assert world.asked == [""]
    assert world.status(1) is Status.PROCESSING


def test_an_export_that_nobody_renews_calls_a_person(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.exporting()
    world.time.time += 47 * 3_600
    world.exporting()
    assert '"ERROR"' not in capsys.readouterr().out

    world.time.time += 2 * 3_600
    world.exporting()
    assert '"message":"export is old","hours":49' in capsys.readouterr().out
    world.instance(old_s=None)()
    assert capsys.readouterr().out == ""


def test_a_file_of_another_clock_is_as_old_there(world: World) -> None:
    ahead = timedelta(days=900)
    world.time.time += 600
    Exporting(world.fetch, world.exports, lambda: world.clock() + ahead, None, world.time)()

    current = world.exports.current()
    assert current
    assert current.as_of == MADE + ahead


def test_more_than_a_bucket_holds_is_refused_before_anything_is_written(world: World) -> None:
    exports = DossierExports(world.aws, "Cache", world.time, bucket_limit=50)

    with pytest.raises(Refused, match="too many"):
        Exporting(world.fetch, exports, world.clock)()
    assert world.exports.current() is None


# ── The file ──


def test_a_file_is_read_once_for_each_time_that_it_changes(tmp_path: Path, aws_that_is_none: Aws) -> None:
    path = tmp_path / "dossiers.csv"
    path.write_text(csv(1), encoding="utf-8")
    url = f"file://{path}"

    found = fetch_export(aws_that_is_none, url, "")
    assert found
    assert (found.data, found.modified.tzinfo) == (path.read_bytes(), UTC)
    assert fetch_export(aws_that_is_none, url, found.etag) is None
    path.write_text(csv(1, 2), encoding="utf-8")
    assert fetch_export(aws_that_is_none, url, found.etag)


def test_a_file_that_is_not_there_is_a_setting_to_mend(tmp_path: Path, aws_that_is_none: Aws) -> None:
    for url in ("", f"file://{tmp_path}/none.csv"):
        with pytest.raises(BadSetting, match="DOSSIER_FILE"):
            fetch_export(aws_that_is_none, url, "")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, aws_that_is_none: Aws) -> None:
    path = tmp_path / "dossiers.csv"
    with path.open("wb") as file:
        file.truncate(export.LIMIT + 1)  # takes no room on the disk

    with pytest.raises(BadExport, match="over 128 MB"):
        fetch_export(aws_that_is_none, f"file://{path}", "")


@pytest.fixture
def aws_that_is_none() -> Aws:
    return MemoryDynamoDB()
