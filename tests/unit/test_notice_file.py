"""A notice as an officer writes it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hotline.cli import notice_file
from hotline.errors import Refused
from hotline.messages import Button


def written(folder: Path, text: str) -> Path:
    path = folder / "notice.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_can_be_sent_as_it_is(tmp_path: Path) -> None:
    content = notice_file.read(written(tmp_path, notice_file.EXAMPLE))

    assert (content.topic, content.areas, content.urgent) == ("storm", ("20200",), True)
    assert content.valid_until.astimezone(UTC) == datetime(2026, 11, 26, 11, tzinfo=UTC)
    assert content.buttons == (Button("Gọi 114", phone="114"),)
    assert not content.vi.endswith("\n")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("topic = ", "Invalid value"),
        ("topic = 5", "topic: should be a text"),
        ('topic = "storm"', "vi: is missing"),
        ('topic = "storm"\nvi = "Bão"', "valid_until: is missing"),
        ('topic = "storm"\nvi = "Bão"\nvalid_until = "mai"', "valid_until: should be a time such as"),
        ('topic = "storm"\nvi = "Bão"\nuntil = 1', "until: there is no such field"),
        ('areas = ["Hòa Khánh"]', "areas: 'Hòa Khánh' is no ward's code"),
        ('topic = "storm"\nvi = "Bão"\nurgent = "có"', "urgent: should be true or false"),
        ('topic = "s"\nvi = "B"\nvalid_until = 2026-11-26T18:00:00\n[[buttons]]\ntitle = "Gọi"', "buttons: each has"),
    ],
)
def test_every_fault_is_said_with_its_field(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(Refused, match=fault):
        notice_file.read(written(tmp_path, text))
