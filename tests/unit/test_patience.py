"""How long others are waited for, and what they raise."""

from threading import Event

import pytest

from hotline.entrypoints.patience import side_by_side, within
from hotline.errors import Refused, Unavailable


def failing(error: Exception) -> str:
    raise error


def test_an_answer_in_time_is_given() -> None:
    assert within(5, lambda: "here") == "here"


def test_what_comes_too_late_is_left_behind() -> None:
    never = Event()
    with pytest.raises(Unavailable, match=r"no answer within 0\.05 s"):
        within(0.05, never.wait)
    never.set()


def test_our_own_errors_come_as_they_are_and_others_as_somebody_who_does_not_answer() -> None:
    with pytest.raises(Refused, match="no such place"):
        within(5, lambda: failing(Refused("no such place")))
    with pytest.raises(Unavailable, match="it cannot be asked: KeyError"):
        within(5, lambda: failing(KeyError("a name")))


def test_all_are_waited_for_together_and_the_slow_one_costs_the_others_nothing() -> None:
    never = Event()
    answers = dict(side_by_side({"slow": never.wait, "quick": lambda: True}, 0.05))

    assert answers["quick"]()
    with pytest.raises(Unavailable):
        answers["slow"]()
    never.set()
