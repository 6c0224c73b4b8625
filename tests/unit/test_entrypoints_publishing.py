"""How a feed is published, left alone or refused."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from infra.local.feed import open_feed
from infra.local.options import SAMPLE

from hotline.entrypoints.publishing import Publishing
from hotline.entrypoints.syncing import Syncing, fetch_feed
from hotline.errors import BadSetting, Unavailable
from hotline.services.bus import compiling
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.upstream.fetching import Fetched
from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.snapshots import Published, Source
from tests.unit.fakes import Context

TODAY = datetime(2026, 11, 24, 2, 15, tzinfo=UTC)


def feed(**files: str) -> bytes:
    """The sample, with these files replaced."""
    source = zipfile.ZipFile(io.BytesIO(open_feed(str(SAMPLE)).data or b""))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, files.get(name.removesuffix(".txt"), source.read(name).decode()))
    return buffer.getvalue()


class MemorySnapshots:
    def __init__(self) -> None:
        self.published: Published | None = None
        self.data = b""
        self.writes = 0
        self.overtaken = False

    def current(self) -> Published | None:
        return self.published

    def publish(self, data: bytes, replaces: Published | None, source: Source, trip_ids: bytes) -> Published:
        if self.overtaken:
            raise ConditionFailed
        assert replaces == self.published
        self.writes += 1
        self.data = data
        self.published = Published(f"v{self.writes}", 1, "", source, 0)
        return self.published


class World:
    def __init__(self) -> None:
        self.snapshots = MemorySnapshots()
        self.feed = feed()
        self.etag = '"1"'
        self.asked_with: list[str] = []
        self.publish = Publishing(self._fetch, self.snapshots, lambda: TODAY)

    def _fetch(self, etag: str) -> Fetched | None:
        self.asked_with.append(etag)
        return None if etag and etag == self.etag else Fetched(self.feed, self.etag)


def test_a_good_feed_is_published_and_can_be_read() -> None:
    world = World()

    ended = world.publish()
    assert (ended["ended"], ended["version"]) == ("published", "v1")
    assert len(Timetable.load(world.snapshots.data).places) > 10


def test_the_same_tag_writes_nothing() -> None:
    world = World()
    world.publish()

    assert world.publish() == {"ended": "unchanged", "version": "v1"}
    assert (world.snapshots.writes, world.asked_with) == (1, ["", '"1"'])


def test_the_same_bytes_under_another_tag_write_nothing() -> None:
    world = World()
    world.publish()
    world.etag = '"2"'

    assert world.publish()["ended"] == "unchanged"
    assert world.snapshots.writes == 1


def test_another_feed_replaces_it() -> None:
    world = World()
    world.publish()
    world.etag, world.feed = (
        '"2"',
        feed(feed_info="feed_publisher_name,feed_publisher_url,feed_lang\nA,https://a.vn,vi\n"),
    )

    assert world.publish()["version"] == "v2"


def test_another_compiler_reads_an_unchanged_feed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    world.publish()
    monkeypatch.setattr(compiling, "code_version", lambda: "the next release")

    assert world.publish()["version"] == "v2"
    assert world.asked_with == ["", ""]


@pytest.mark.parametrize(
    "bad",
    [
        b"<html>Not found</html>",
        feed(stops="stop_id,stop_name,stop_lat,stop_lon\n"),
        feed(calendar="service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"),
    ],
)
def test_a_bad_feed_is_refused_with_reasons_and_the_old_one_stays(
    bad: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World()
    world.publish()
    old = world.snapshots.published
    world.etag, world.feed = '"2"', bad
    capsys.readouterr()

    ended = world.publish()
    assert ended["ended"] == "refused"
    assert ended["findings"]
    assert world.snapshots.published is old
    assert '"level":"ERROR","message":"feed refused"' in capsys.readouterr().out


def test_half_of_the_stops_gone_is_refused() -> None:
    world = World()
    world.publish()
    assert world.snapshots.published
    many = Source("", "", world.snapshots.published.source.stops * 3, world.snapshots.published.source.made_by)
    world.snapshots.published = Published("v1", 1, "", many, 0)
    world.etag = '"2"'

    assert world.publish()["ended"] == "refused"


def test_who_comes_second_leaves_it_to_the_first() -> None:
    world = World()
    world.snapshots.overtaken = True

    assert world.publish() == {"ended": "overtaken"}


def test_a_deployment_publishes_within_a_minute_and_looks_once() -> None:
    world = World()
    for _ in range(5):
        world.publish.catch_up()

    assert (world.snapshots.writes, len(world.asked_with)) == (1, 1)


def test_a_deployment_leaves_what_its_own_compiler_has_published() -> None:
    world = World()
    world.publish()
    world.publish.catch_up()

    assert world.asked_with == [""]


def test_a_deployment_compiles_what_another_compiler_has_published(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    world.publish()
    monkeypatch.setattr(compiling, "code_version", lambda: "the next release")
    world.publish.catch_up()

    assert world.snapshots.writes == 2


def test_a_feed_that_cannot_be_fetched_then_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    def down(etag: str) -> Fetched | None:
        raise Unavailable("the feed's server answers HTTP 503")

    Publishing(down, MemorySnapshots(), lambda: TODAY).catch_up()

    assert "HTTP 503" in capsys.readouterr().out


def test_a_task_that_fails_says_so_and_does_not_crash() -> None:
    def fails(*_: object) -> dict[str, object]:
        raise Unavailable("the feed's server answers HTTP 503")

    sync = Syncing({"timetable": fails})

    ended = sync({"task": "timetable"}, Context())
    assert ended == {"task": "timetable", "ended": "Unavailable", "why": "the feed's server answers HTTP 503"}


def test_an_unknown_task_names_the_known_ones() -> None:
    assert Syncing({"sweep": lambda *_: {}})({}, Context()) == {"task": "", "ended": "unknown task", "tasks": ["sweep"]}


def test_a_feed_may_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "feed.zip").write_bytes(feed())

    fetched = fetch_feed(Aws(), f"file://{tmp_path}/feed.zip", "")
    assert fetched
    assert fetched.data == feed()
    with pytest.raises(BadSetting, match="No such file"):
        fetch_feed(Aws(), f"file://{tmp_path}/none.zip", "")


def test_no_feed_is_said() -> None:
    with pytest.raises(BadSetting, match="FeedUrl"):
        fetch_feed(Aws(), "", "")
