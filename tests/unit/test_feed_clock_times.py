"""All times of a trip at once are each of them by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.services.bus.clock_times import clock_times
from hotline.services.bus.feed import seconds

WRITTEN = st.integers(0, 99 * 3600 + 3599).map(lambda n: f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}")


@given(st.lists(WRITTEN, max_size=60))
def test_times_are_read_as_one_by_one(texts: list[str]) -> None:
    assert clock_times(texts) == [seconds(text) for text in texts]


@given(st.lists(WRITTEN, max_size=4), st.text("0123456789:;/ -AÀ٣\0", max_size=9), st.lists(WRITTEN, max_size=4))
def test_what_is_not_written_so_is_refused(before: list[str], text: str, after: list[str]) -> None:
    try:
        assert len(text) == 8
        expected = seconds(text)
    except (AssertionError, ValueError):
        expected = None

    if expected is None or text != text.strip():
        with pytest.raises(ValueError, match=r".*"):
            clock_times([*before, text, *after])
    else:
        assert clock_times([*before, text, *after])[len(before)] == expected


@pytest.mark.parametrize(
    "texts",
    [
        ["6:30:00"],
        ["6:30:00", "006:30:00"],
        ["06:60:00"],
        ["06:00:60"],
        ["0a:00:00"],
        ["06.00.00"],
        ["06:00:0"],
        [""],
        ["0٣:00:0"],
    ],
)
def test_single_digits_and_slips_are_left_to_others(texts: list[str]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        clock_times(texts)
