"""At night only urgent notices begin; what was approved then begins in the morning."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hotline.notices.quiet import NEVER, QuietHours
from hotline.notices.sending import ChunkKey
from hotline.notices.tending import STALLED_S, Tending, Underway
from hotline.notices.transitions import Action, Status

NIGHT = QuietHours(22, 6)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}:00+07:00")


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("24T21:59", None),
        ("24T22:00", "25T06:00"),
        ("24T23:59", "25T06:00"),
        ("25T00:00", "25T06:00"),
        ("25T05:59", "25T06:00"),
        ("25T06:00", None),
    ],
)
def test_the_night_is_that_of_vietnam(now: str, until: str | None) -> None:
    assert NIGHT.until(at(now).astimezone(UTC)) == (at(until) if until else None)


def test_there_may_be_no_quiet_hours_or_some_by_day() -> None:
    assert all(NEVER.until(at(f"24T{hour:02}:00")) is None for hour in range(24))
    assert QuietHours(12, 14).until(at("24T13:00")) == at("24T14:00")
    assert QuietHours(12, 14).until(at("24T14:00")) is None


class One:
    """A notice that is tended each minute from `time`."""

    def __init__(self, one: Underway, time: datetime) -> None:
        self.one = one
        self.time = time
        self.frozen: list[datetime] = []
        self.acts: list[tuple[Action, datetime]] = []
        self.tend = Tending(self, self._freeze, lambda _keys: None, lambda _notice: None, self._now, self._is_quiet)

    def run(self, until: datetime) -> "One":
        while self.time <= until:
            self.tend()
            self.time += timedelta(minutes=1)
        return self

    def underway(self) -> Sequence[Underway]:
        return [self.one]

    def open_chunks(self, notice: str) -> Sequence[ChunkKey]:
        return []

    def act(self, notice: str, action: Action, why: str) -> bool:
        self.acts.append((action, self.time))
        status = {Action.BEGIN: Status.FREEZING, Action.RESUME: Status.SENDING, Action.EXPIRE: Status.EXPIRED}[action]
        self.one = replace(self.one, status=status, resume_at=None)
        return True

    def touch(self, notice: str) -> None:
        self.one = replace(self.one, moved_at=self._now())

    def _freeze(self, notice: str) -> None:
        self.frozen.append(self.time)
        self.one = replace(self.one, status=Status.SENDING, chunks=1)

    def _now(self) -> float:
        return self.time.timestamp()

    def _is_quiet(self) -> bool:
        return NIGHT.until(self.time) is not None


def underway(status: Status, moved: str, **more: object) -> Underway:
    one = Underway("n1", status, at("26T00:00"), 0, 0, at(moved).timestamp())
    return replace(one, **more)  # type: ignore[arg-type]


def test_what_was_approved_at_night_is_frozen_at_six_to_the_minute() -> None:
    found = One(underway(Status.FREEZING, "24T23:00"), at("24T23:00")).run(at("25T07:00"))

    assert found.frozen == [at("25T06:00")]


def test_what_was_approved_at_night_and_is_urgent_does_not_wait() -> None:
    found = One(underway(Status.FREEZING, "24T23:00", urgent=True), at("24T23:00")).run(at("25T07:00"))

    assert found.frozen[0] <= at("24T23:00") + timedelta(seconds=STALLED_S + 60)


def test_what_was_scheduled_for_the_night_begins_at_six() -> None:
    found = One(underway(Status.SCHEDULED, "24T20:00", send_at=at("24T23:30")), at("24T20:00")).run(at("25T07:00"))

    assert found.acts == [(Action.BEGIN, at("25T06:00"))]
    assert found.frozen == [at("25T06:00")]


def test_a_pause_that_ends_at_night_goes_on_at_six() -> None:
    paused = underway(Status.PAUSED, "24T20:00", chunks=1, resume_at=at("24T22:30"))
    found = One(paused, at("24T20:00")).run(at("25T07:00"))

    assert found.acts == [(Action.RESUME, at("25T06:00"))]


def test_what_is_over_before_the_morning_expires_at_night() -> None:
    late = underway(Status.FREEZING, "24T23:00", valid_until=at("25T03:00"))
    found = One(late, at("24T23:00")).run(at("25T07:00"))

    assert found.acts == [(Action.EXPIRE, at("25T03:00"))]
    assert found.frozen == []
