"""What `make run` makes of its environment."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from infra.local.options import StackError, read


@pytest.mark.parametrize(
    "text", ["2026-11-24T07:00", "2026-11-24 07:00:00", "2026-11-24T07:00+07:00", "2026-11-24T00:00Z"]
)
def test_a_clock_without_a_zone_shows_vietnams_time(text: str) -> None:
    now = read([], {"HOTLINE_NOW": text}).now

    assert now
    assert now.astimezone(UTC) == datetime(2026, 11, 24, tzinfo=UTC)
    # The functions want an offset, and get one.
    assert datetime.fromisoformat(now.isoformat()).utcoffset() == now.utcoffset()


@pytest.mark.parametrize("text", ["yesterday", "2026-11-24T25:00", "07:00"])
def test_a_clock_that_shows_no_time_is_refused(text: str) -> None:
    with pytest.raises(StackError, match="HOTLINE_NOW="):
        read([], {"HOTLINE_NOW": text})


def test_without_a_time_the_clock_is_the_real_one() -> None:
    assert read([], {}).now is None


def test_an_export_is_found_wherever_it_is(tmp_path: Path) -> None:
    file = tmp_path / "hồ sơ.csv"
    file.touch()

    assert read([], {"DOSSIERS": str(file)}).dossiers == file
    assert read([], {}).dossiers is None


def test_an_export_that_is_not_there_is_named() -> None:
    with pytest.raises(StackError, match=r"DOSSIERS='nowhere.csv' is not there"):
        read([], {"DOSSIERS": "nowhere.csv"})
