"""The sample of dossiers that ships, and the one-stop office that keeps it in the local stack."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from infra.local.one_stop import OneStop, next_step

from hotline.cli.exports import SAMPLE, Kept, kept
from hotline.errors import Refused
from hotline.services.dossier.appointments import days_left, is_overdue
from hotline.services.dossier.dossiers import Dossier, date_of
from hotline.services.dossier.statuses import Status
from hotline.services.dossier.upstream import export
from hotline.zone import VIETNAM

NOW = datetime(2026, 11, 24, 0, 55, tzinfo=UTC)
CODE = "H17.19-261008-0975"
SAID_IN_SERVICE = {
    "Hồ sơ mới",
    "Chuyển phòng chuyên môn",
    "Chờ thực hiện nghĩa vụ tài chính",
    "Đang chờ duyệt",
    "Đã trả kết quả",
}


@pytest.fixture
def sample() -> list[Dossier]:
    return list(kept(None, NOW).dossiers.values())


def test_sixty_dossiers_stand_wherever_a_dossier_may_stand(sample: list[Dossier]) -> None:
    assert len(sample) == 60
    assert export.read(SAMPLE.read_bytes()).findings == ()
    assert {dossier.status for dossier in sample} == {*Status, None}
    assert {dossier.said_status for dossier in sample} >= SAID_IN_SERVICE


def test_there_is_whatever_an_answer_may_have_to_say(sample: list[Dossier]) -> None:
    assert sum(is_overdue(dossier, NOW, VIETNAM) for dossier in sample) >= 4
    assert {days_left(dossier, NOW, VIETNAM) for dossier in sample} >= {None, 0, 1}
    assert any(fee.amount and fee.where for dossier in sample for fee in dossier.fees)
    assert any(fee.amount is None for dossier in sample for fee in dossier.fees)
    assert any(dossier.asks for dossier in sample if dossier.status is Status.PAPERS_WANTED)
    applicants = Counter(dossier.applicant.split()[0] for dossier in sample)
    assert applicants["Hộ"] >= 5
    assert applicants["Công"] >= 5


def test_codes_come_in_both_orders_with_both_lengths_of_a_date(sample: list[Dossier]) -> None:
    codes = [dossier.code for dossier in sample]
    assert CODE in codes
    assert sum(code.startswith("000.00.") for code in codes) >= 5
    assert sum(len(code.split("-")[1]) == 8 for code in codes) >= 5


@pytest.mark.parametrize("years", [0, 1, 3])
def test_it_stays_sensible_whenever_it_is_read(years: int) -> None:
    now = NOW + timedelta(weeks=52 * years)
    for dossier in kept(None, now).dossiers.values():
        assert dossier.received
        assert dossier.received.astimezone(VIETNAM).date() == date_of(dossier.code)
        assert dossier.since
        assert dossier.received.date() <= dossier.since.date() <= now.date()
        if dossier.due:
            assert dossier.due.astimezone(VIETNAM).weekday() < 5
            assert abs((dossier.due - now).days) < 20


def test_an_office_of_ones_own_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "office.csv"
    file.write_text("mã hồ sơ,trạng thái,ngày hẹn trả\nH17.19-250602-0001,4,30/06/2025\n")

    dossier = kept(file, NOW).dossiers["H17.19-250602-0001"]

    assert dossier.due == datetime(2025, 6, 30, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("text", "why"),
    [("tên,tuổi\n", "mã hồ sơ"), ("mã hồ sơ,trạng thái\n", "no dossiers"), ("mã hồ sơ,trạng thái\nx,4\n", "row 2")],
)
def test_a_file_that_is_no_export_is_refused_with_what_is_wrong(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "office.csv"
    file.write_text(text)

    with pytest.raises(Refused, match=why):
        kept(file, NOW)


def office(tmp_path: Path) -> OneStop:
    office = OneStop(kept(None, NOW), tmp_path / "dossiers.json", lambda: NOW + timedelta(hours=1))
    office.write()
    return office


def written(tmp_path: Path) -> Kept:
    return kept(tmp_path / "dossiers.json", NOW + timedelta(days=1))


def test_the_office_exports_what_it_keeps(tmp_path: Path, sample: list[Dossier]) -> None:
    office(tmp_path)

    assert list(written(tmp_path).dossiers.values()) == sample
    assert written(tmp_path).as_of == NOW


def test_the_office_offers_one_dossier_of_each_kind(tmp_path: Path) -> None:
    offered = office(tmp_path).listed()

    assert offered[0].code == CODE
    assert {dossier.status for dossier in offered} == {*Status, None}
    assert any(is_overdue(dossier, NOW, VIETNAM) for dossier in offered)


def test_a_dossier_is_moved_on_until_its_result_is_handed_over(tmp_path: Path) -> None:
    here = office(tmp_path)
    steps = []
    while moved := here.move_on(CODE):
        steps.append(moved.said_status)

    assert steps == ["Đang chờ duyệt", "Đã xử lý xong", "Đã trả kết quả"]
    last = written(tmp_path).dossiers[CODE]
    assert last.status is Status.RETURNED
    assert last.returned == last.finished == NOW + timedelta(hours=1)
    assert written(tmp_path).as_of == NOW + timedelta(hours=1)


def test_what_the_citizen_had_to_do_is_done_with_the_next_step(tmp_path: Path, sample: list[Dossier]) -> None:
    here = office(tmp_path)
    for dossier in sample:
        if dossier.status in (Status.PAPERS_WANTED, Status.PAYMENT_WANTED):
            moved = here.move_on(dossier.code)
            assert moved
            assert (moved.asks, moved.fees) == ("", ())


def test_what_is_over_has_no_next_step(tmp_path: Path, sample: list[Dossier]) -> None:
    here = office(tmp_path)
    over = [dossier for dossier in sample if dossier.status and dossier.status.is_over]

    assert len(over) > 8
    assert not any(next_step(dossier) for dossier in over)
    assert not any(here.move_on(dossier.code) for dossier in over)
    assert here.move_on("H17.19-261008-0001") is None
