"""What somebody who follows a dossier is told, and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.services.dossier.changes import (
    AFTER_RESULT,
    LONGEST,
    Change,
    News,
    Told,
    changes,
    followed_until,
    knowing,
    public,
)
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.pace import EVENING, MORNING, asked_next, is_daytime
from hotline.services.dossier.statuses import Status

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CODE = "H17.19-261008-0975"
NOON = datetime(2026, 10, 12, 12, tzinfo=ZONE)
DUE = datetime(2026, 10, 20, 17, tzinfo=ZONE)
DOSSIER = Dossier(
    CODE,
    procedure="Cấp bản sao trích lục hộ tịch",
    status=Status.ACCEPTED,
    due=DUE,
    applicant="NGUYỄN VĂN MẪU",
    phone_end="1234",
)
KNOWN = knowing(DOSSIER, NOON, ZONE)


def news(dossier: Dossier, at: datetime = NOON, told: Told = KNOWN) -> set[News]:
    change = changes(told, dossier, at, ZONE)
    return set(change.news) if change else set()


def test_what_was_just_answered_is_no_news() -> None:
    assert news(DOSSIER) == set()
    assert Told("Cấp bản sao trích lục hộ tịch", Status.ACCEPTED, due=date(2026, 10, 20)) == KNOWN


def test_another_status_is_news() -> None:
    assert news(replace(DOSSIER, status=Status.PROCESSING)) == {News.STATUS}


def test_so_is_one_that_only_this_office_has() -> None:
    own = replace(DOSSIER, status=None, said_status="Chờ họp hội đồng")
    other = replace(own, said_status="Đã họp hội đồng")

    assert news(own) == {News.STATUS}
    assert news(own, told=knowing(own, NOON, ZONE)) == set()
    assert news(other, told=knowing(own, NOON, ZONE)) == {News.STATUS}


def test_an_appointment_is_news_when_its_day_moves() -> None:
    assert news(replace(DOSSIER, due=DUE + timedelta(days=3))) == {News.APPOINTMENT}
    assert news(replace(DOSSIER, due=DUE - timedelta(hours=9))) == set()
    assert news(DOSSIER, told=replace(KNOWN, due=None)) == {News.APPOINTMENT}


def test_days_are_those_of_the_city() -> None:
    late_in_utc = replace(DOSSIER, due=datetime(2026, 10, 19, 18, tzinfo=UTC))

    assert knowing(late_in_utc, NOON, ZONE).due == date(2026, 10, 20)


def test_several_things_at_once_are_one_message() -> None:
    moved = replace(DOSSIER, status=Status.PROCESSING, due=DUE + timedelta(days=3))

    assert news(moved) == {News.STATUS, News.APPOINTMENT}


def test_what_the_office_no_longer_says_is_no_news() -> None:
    silent = replace(DOSSIER, status=None, due=None, procedure="")

    assert news(silent) == set()
    assert knowing(silent, NOON, ZONE, KNOWN) == KNOWN


def test_the_day_before_the_appointment_is_told_once() -> None:
    eve = NOON + timedelta(days=7)
    change = changes(KNOWN, DOSSIER, eve, ZONE)

    assert change
    assert change.news == {News.TOMORROW}
    assert news(DOSSIER, eve - timedelta(days=1)) == set()
    assert news(DOSSIER, eve + timedelta(hours=1), change.told) == set()
    assert news(DOSSIER, eve + timedelta(days=1), change.told) == set()


def test_where_nobody_could_be_told_on_that_day_it_is_told_on_the_next() -> None:
    assert news(DOSSIER, NOON + timedelta(days=8)) == {News.TOMORROW}


def test_who_asks_on_the_day_before_knows_it() -> None:
    eve = NOON + timedelta(days=7)

    assert news(DOSSIER, eve + timedelta(hours=1), knowing(DOSSIER, eve, ZONE)) == set()


def test_it_becomes_overdue_on_the_day_after_and_that_is_told_once() -> None:
    day_after = NOON + timedelta(days=9)
    change = changes(KNOWN, DOSSIER, day_after, ZONE)

    assert change
    assert change.news == {News.OVERDUE}
    assert news(DOSSIER, day_after + timedelta(days=5), change.told) == set()


def test_a_new_appointment_is_reminded_of_and_may_become_overdue_again() -> None:
    overdue = knowing(DOSSIER, NOON + timedelta(days=9), ZONE)
    moved = replace(DOSSIER, due=DUE + timedelta(days=10))
    again = changes(overdue, moved, NOON + timedelta(days=10), ZONE)

    assert again
    assert again.news == {News.APPOINTMENT}
    assert news(moved, NOON + timedelta(days=17), again.told) == {News.TOMORROW}
    assert news(moved, NOON + timedelta(days=19), again.told) == {News.OVERDUE}


@pytest.mark.parametrize("status", Status)
def test_an_office_is_late_only_while_it_is_its_turn(status: Status) -> None:
    dossier = replace(DOSSIER, status=status)
    told = knowing(dossier, NOON, ZONE)
    is_its_turn = status in (Status.REGISTERED, Status.ACCEPTED, Status.PROCESSING)

    assert news(dossier, NOON + timedelta(days=9), told) == ({News.OVERDUE} if is_its_turn else set())


@pytest.mark.parametrize("status", [status for status in Status if status.is_over])
def test_where_all_is_over_only_that_is_told(status: Status) -> None:
    over = replace(DOSSIER, status=status, due=DUE + timedelta(days=1))

    assert news(over) == {News.STATUS}
    assert news(over, NOON + timedelta(days=9), knowing(over, NOON, ZONE)) == set()


@pytest.mark.parametrize(("hour", "minute", "told"), [(6, 59, False), (7, 0, True), (20, 59, True), (21, 0, False)])
def test_nobody_is_told_at_night(hour: int, minute: int, *, told: bool) -> None:
    at = NOON.replace(hour=hour, minute=minute).astimezone(UTC)

    assert bool(news(replace(DOSSIER, status=Status.PROCESSING), at)) is told


def test_in_the_morning_the_present_state_alone_is_told() -> None:
    night, morning = NOON.replace(hour=22), NOON.replace(hour=7) + timedelta(days=1)
    assert news(replace(DOSSIER, status=Status.PROCESSING), night) == set()

    assert news(DOSSIER, morning) == set()
    assert news(replace(DOSSIER, status=Status.FINISHED), morning) == {News.STATUS}


def test_what_could_not_be_said_is_joined_by_what_came_later() -> None:
    first = changes(KNOWN, replace(DOSSIER, due=DUE + timedelta(days=3)), NOON, ZONE)
    assert first
    second = changes(first.told, replace(DOSSIER, due=DUE + timedelta(days=5)), NOON, ZONE)
    assert second
    back = changes(second.told, DOSSIER, NOON, ZONE)
    assert back

    joined = first.joined_by(second)
    assert (joined.before.due, joined.told.due) == (date(2026, 10, 20), date(2026, 10, 25))
    assert joined.news == {News.APPOINTMENT}
    assert joined.joined_by(back).news == set()


def test_a_reminder_that_could_not_be_said_goes_with_its_appointment() -> None:
    eve = NOON + timedelta(days=7)
    reminder = changes(KNOWN, DOSSIER, eve, ZONE)
    assert reminder
    moved = changes(reminder.told, replace(DOSSIER, due=DUE + timedelta(days=9)), eve, ZONE)
    assert moved
    returned = changes(reminder.told, replace(DOSSIER, status=Status.RETURNED), eve, ZONE)
    assert returned

    assert reminder.joined_by(moved).news == {News.APPOINTMENT}
    assert reminder.joined_by(returned).news == {News.STATUS}


moments = st.integers(1_767_200_000, 1_830_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
dates = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
tolds = st.builds(Told, st.text(), st.none() | st.sampled_from(Status), st.text(), dates, dates, dates)
dossiers = st.builds(
    Dossier,
    code=st.just(CODE),
    status=st.none() | st.sampled_from(Status),
    said_status=st.sampled_from(["", "Chờ họp", "Đã họp"]),
    due=st.none() | moments,
    finished=st.none() | st.just(NOON.astimezone(UTC)),
    applicant=st.text(min_size=1),
    phone_end=st.just("1234"),
)


@given(told=tolds)
def test_what_was_told_crosses_the_table(told: Told) -> None:
    assert Told.from_json(told.to_json()) == told


@given(told=tolds, dossier=dossiers, now=moments)
def test_who_has_been_told_has_nothing_more_to_hear(told: Told, dossier: Dossier, now: datetime) -> None:
    change = changes(told, dossier, now, ZONE)
    if change:
        assert changes(change.told, dossier, now, ZONE) is None
        assert Change.from_json(change.to_json()) == change


@given(dossier=dossiers)
def test_what_anybody_may_see_has_no_applicant(dossier: Dossier) -> None:
    seen = public(dossier)

    assert (seen.applicant, seen.phone_end, seen.contact) == ("", "", "")


@given(dossier=dossiers, begun=moments, days=st.integers(0, 500), returned=st.none() | moments)
def test_nothing_is_followed_for_ever(dossier: Dossier, begun: datetime, days: int, returned: datetime | None) -> None:
    now = begun + timedelta(days=days)
    until = followed_until(begun, replace(dossier, returned=returned), now)

    assert until <= begun + LONGEST
    if dossier.status is None or not dossier.status.is_over:
        assert until == begun + LONGEST


def test_following_ends_thirty_days_after_the_result_was_handed_over() -> None:
    returned = replace(DOSSIER, status=Status.RETURNED, returned=NOON - timedelta(days=2))

    assert followed_until(NOON - timedelta(days=9), returned, NOON) == NOON - timedelta(days=2) + AFTER_RESULT
    assert followed_until(NOON, replace(returned, returned=None), NOON) == NOON + AFTER_RESULT
    assert followed_until(NOON, replace(returned, returned=NOON - timedelta(days=99)), NOON) == NOON


codes = st.from_regex(r"H17\.19-261008-\d{4}", fullmatch=True)
intervals = st.integers(5, 240).map(lambda minutes: timedelta(minutes=minutes))


@given(code=codes, after=moments, interval=intervals)
def test_an_office_is_asked_within_the_interval_or_in_the_next_morning(
    code: str, after: datetime, interval: timedelta
) -> None:
    at = asked_next(code, after, interval, ZONE)

    assert at >= after
    assert is_daytime(at.astimezone(ZONE))
    if at - after > interval:
        local = at.astimezone(ZONE)
        morning = local.replace(hour=MORNING.hour, minute=0, second=0, microsecond=0)
        assert local - morning <= interval
        assert not is_daytime((after + interval).astimezone(ZONE)) or after.astimezone(ZONE).time() < MORNING


@given(code=codes, after=moments, interval=intervals, moments_later=st.integers(0, 3))
def test_all_who_follow_a_code_share_its_second(
    code: str, after: datetime, interval: timedelta, moments_later: int
) -> None:
    at = asked_next(code, after, interval, ZONE)

    assert asked_next(code, at, interval, ZONE) == at
    assert asked_next(code, after + (at - after) / 4 * moments_later, interval, ZONE) == at


def test_requests_are_spread_over_the_interval() -> None:
    interval, morning = timedelta(minutes=30), NOON.replace(hour=EVENING.hour + 1)
    seconds = [asked_next(f"H17.19-261008-{number:04}", morning, interval, ZONE) for number in range(3_000)]
    by_minute = [0] * 30
    for second in seconds:
        by_minute[int((second - second.replace(hour=7, minute=0, second=0)).total_seconds() // 60)] += 1

    assert max(by_minute) < 150
    assert min(by_minute) > 60
