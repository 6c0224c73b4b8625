"""What one citizen may ask for and see: ten codes an hour, three tries at a code."""

import json

from hypothesis import given
from hypothesis import strategies as st

from hotline.services.dossier.person import HOUR_S, TRIES, Person

CODE = "H17.19-261008-0975"
NOW = 1_795_000_000


def asked_for(count: int, now: int = NOW) -> Person:
    person = Person()
    for number in range(count):
        person = person.asking(f"H17.19-261008-{number:04}", now)
    return person


def after(wrong: int, now: int = NOW) -> Person:
    person = Person().asking(CODE, now)
    for _ in range(wrong):
        person = person.trying(CODE, False, now)
    return person


def test_the_eleventh_code_of_an_hour_is_not_looked_up() -> None:
    assert asked_for(9).admits(CODE, NOW, limit=10)
    assert not asked_for(10).admits(CODE, NOW, limit=10)
    assert asked_for(10).admits(CODE, NOW + HOUR_S, limit=10)


def test_a_code_asked_for_again_costs_nothing_and_changes_nothing() -> None:
    full = asked_for(10)

    assert full.admits("H17.19-261008-0003", NOW + 5, limit=10)
    assert full.asking("H17.19-261008-0009", NOW + 5) == full


def test_the_code_talked_of_last_is_remembered_with_its_language() -> None:
    person = asked_for(3).asking(CODE, NOW, "en").asking("H17.19-261008-0001", NOW)

    assert (person.last, person.lang) == ("H17.19-261008-0001", "en")


def test_the_right_digits_open_a_code_for_an_hour_and_no_other() -> None:
    person = Person().asking(CODE, NOW).trying(CODE, True, NOW)

    assert person.is_verified(CODE, NOW + HOUR_S - 1)
    assert not person.is_verified(CODE, NOW + HOUR_S)
    assert not person.is_verified("H17.19-261008-0976", NOW)


def test_three_wrong_tries_lock_a_code_for_an_hour_even_to_the_right_digits() -> None:
    locked = after(TRIES)

    assert not after(TRIES - 1).is_locked(CODE, NOW)
    assert locked.is_locked(CODE, NOW + HOUR_S - 1)
    assert not locked.is_locked(CODE, NOW + HOUR_S)
    assert locked.trying(CODE, True, NOW + 1) == locked
    assert not locked.is_locked("H17.19-261008-0976", NOW)


def test_the_right_digits_forgive_the_wrong_ones_before() -> None:
    person = after(TRIES - 1).trying(CODE, True, NOW).trying(CODE, False, NOW)

    assert not person.is_locked(CODE, NOW)


def test_wrong_digits_close_what_was_open() -> None:
    person = Person().trying(CODE, True, NOW).trying(CODE, False, NOW)

    assert not person.is_verified(CODE, NOW)


deeds = st.lists(
    st.tuples(st.integers(0, 15), st.integers(0, 1200), st.sampled_from(("ask", "right", "wrong"))), max_size=80
)


@given(deeds=deeds)
def test_whatever_somebody_does_little_is_kept_of_it(deeds: list[tuple[int, int, str]]) -> None:
    person, now = Person(), NOW
    for number, wait, deed in deeds:
        now += wait
        code = f"H17.19-261008-{number:04}"
        if not person.admits(code, now, limit=10):
            continue
        person = person.asking(code, now)
        if deed != "ask":
            person = person.trying(code, deed == "right", now)
        assert len(person.asked) <= 10
        assert len(person.wrong) + len(person.verified) <= 2 * 16
        assert len(json.dumps(person.to_json())) < 3_000


@given(deeds=deeds)
def test_what_was_kept_is_what_is_read(deeds: list[tuple[int, int, str]]) -> None:
    person = Person()
    for number, wait, deed in deeds:
        person = person.asking(f"H17.19-261008-{number:04}", NOW + wait).trying(CODE, deed == "right", NOW)

    assert Person.from_json(json.loads(json.dumps(person.to_json()))) == person


@given(deeds=st.lists(st.tuples(st.integers(0, 2 * HOUR_S), st.booleans()), max_size=40))
def test_nobody_has_more_than_three_wrong_tries_in_any_hour(deeds: list[tuple[int, bool]]) -> None:
    person, now = Person(), NOW
    heard: list[int] = []
    for wait, right in deeds:
        now += wait
        if not person.is_locked(CODE, now):
            heard = [] if right else [*heard, now]
        person = person.trying(CODE, right, now)

        assert sum(now - at < HOUR_S for at in heard) <= TRIES
