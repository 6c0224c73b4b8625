"""`hotline feed check`, as an operator runs it."""

from pathlib import Path

import pytest

from hotline.cli import main
from tests.small_feeds import BASE, feed


def test_feed_check_says_what_a_feed_holds_and_that_it_would_be_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zip_ = tmp_path / "danang.zip"
    zip_.write_bytes(feed(calendar=BASE["calendar.txt"].replace("20260101", "20261201")).getvalue())

    assert main(["feed", "check", str(zip_), "--on", "2026-11-24"]) == 0
    said = capsys.readouterr().out
    assert "calendar.txt: has not begun" in said
    assert "service   2026-12-01 to 2027-12-31" in said
    assert "trips     1 with 3 stop times" in said
    assert said.endswith("danang.zip would be published.\n")


def test_feed_check_names_file_and_row_and_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zip_ = tmp_path / "danang.zip"
    zip_.write_bytes(feed(stop_times=BASE["stop_times.txt"].replace(",B,", ",X,")).getvalue())

    assert main(["feed", "check", str(zip_), "--on", "2026-11-24"]) == 1
    said = capsys.readouterr()
    assert "stop_times.txt, row 3: there is no stop 'X' to board at" in said.out
    assert "would not be published" in said.err


def test_feed_check_of_what_is_not_there_exits_with_2(tmp_path: Path) -> None:
    assert main(["feed", "check", str(tmp_path / "none.zip")]) == 2
