"""The national exchange, by the names that its public clients send."""

import json
import time
from datetime import datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.errors import OutOfService, Unavailable
from hotline.services.dossier.dossiers import Dossier, Fee
from hotline.services.dossier.statuses import Status
from hotline.services.dossier.upstream import exchange_rows
from hotline.services.dossier.upstream.exchange import Exchange
from hotline.services.dossier.upstream.exchange_rows import BadRow
from hotline.services.dossier.upstream.sessions import Session
from hotline.zone import VIETNAM
from tests.contract.dossier_servers import MemorySessions, Server, Watch, account, ok
from tests.shared import shared

CODE = "000.00.19.H17-261008-0975"
ROW = {
    "MaHoSo": CODE,
    "MaTTHC": "1.000001",
    "TenTTHC": "Đăng ký biến động đất đai",
    "ChuHoSo": "NGUYỄN VĂN MẪU",
    "LoaiDoiTuong": "1",
    "MaDoiTuong": "048090001234",
    "Email": "mau@example.invalid",
    "SoDienThoai": "0905000456",
    "NgayTiepNhan": "20261008083000",
    "NgayHenTra": "20261028170000",
    "TrangThaiHoSo": "5",
    "NgayTra": "",
    "NgayKetThucXuLy": "",
    "DonViXuLy": "UBND phường Mẫu",
    "DanhSachLePhi": [
        {"TenPhiLePhi": "Lệ phí đăng ký", "Gia": "50000"},
        {"TenPhiLePhi": "Miễn", "Gia": "0"},
    ],
    "DanhSachHoSoBoSung": [
        {
            "NguoiYeuCauBoSung": "Cán bộ Mẫu",
            "NoiDungBoSung": "Bản sao sổ đỏ",
            "NgayBoSung": "20261010090000",
            "NgayTiepNhanBoSung": "",
            "NgayHenTraTruoc": "20261028170000",
            "NgayHenTraMoi": "20261102170000",
        }
    ],
}
READ = Dossier(
    CODE,
    procedure="Đăng ký biến động đất đai",
    office="UBND phường Mẫu",
    status=Status.PAPERS_WANTED,
    since=datetime(2026, 10, 10, 9, tzinfo=VIETNAM),
    received=datetime(2026, 10, 8, 8, 30, tzinfo=VIETNAM),
    due=datetime(2026, 11, 2, 17, tzinfo=VIETNAM),
    asks="Bản sao sổ đỏ",
    fees=(Fee("Lệ phí đăng ký", 50_000),),
    applicant="NGUYỄN VĂN MẪU",
    phone_end="0456",
)
FOUND = ok({"error_code": "00", "data": [ROW]})
NONE = ok({"error_code": "0", "data": []})
ENDED = ok({"error_code": "401", "message": "Session đã hết hạn"})
GOOD = Session("session-0", int(time.time()) + 900)


class World:
    def __init__(self, *answers: httpx.Response, session: Session | None = GOOD, login: object = None) -> None:
        logged_in = ok(login if login is not None else {"session": "session-1", "error_code": "0"})
        self.server = Server(login=[logged_in], services=list(answers))
        self.sessions = MemorySessions(session)
        watch = Watch()
        self.upstream = Exchange(
            self.server.client(),
            "https://lgsp.example/services",
            "https://lgsp.example/login",
            account,
            self.sessions,
            3.0,
            watch,
            watch.sleep,
        )

    def look_up(self) -> Dossier | None:
        return self.upstream.look_up(CODE)


def test_a_dossier_is_read_and_of_its_applicant_no_more_than_is_shown() -> None:
    world = World(FOUND)
    found = world.look_up()

    assert found == READ
    for private in ("048090001234", "0905000", "mau@example", "Cán bộ Mẫu"):
        assert private.encode() not in found.to_bytes()
    ((_, request),) = world.server.asked
    assert json.loads(request.content) == {"session": "session-0", "service": "TraCuuHoSo", "MaHoSo": CODE}


@pytest.mark.shared
def test_the_recorded_rows_are_read() -> None:
    whole, step = (
        json.loads(shared(f"cases/dossier/{name}.json").read_text(encoding="utf-8"))["request"]["data"][0]
        for name in ("dvcqg_dongbohosomc", "dvcqg_capnhattiendo")
    )

    found = exchange_rows.dossier(whole)
    assert (found.status, found.due) == (Status.PROCESSING, datetime(2025, 6, 18, 17, tzinfo=VIETNAM))
    assert exchange_rows.step(step).at == datetime(2025, 6, 3, 10, 30, tzinfo=VIETNAM)


@pytest.mark.parametrize("success", ["0", "00", 0])
def test_success_has_three_spellings(success: object) -> None:
    assert World(ok({"error_code": success, "result": [ROW]})).look_up() == READ


@pytest.mark.parametrize("answer", [NONE, ok({"error_code": "06", "message": "Không tìm thấy hồ sơ"})])
def test_no_dossier_is_no_failure(answer: httpx.Response) -> None:
    world = World(answer)

    assert world.look_up() is None
    assert world.server.names() == ["services"]


@pytest.mark.parametrize("refusal", [ENDED, httpx.Response(401)])
def test_a_session_that_has_ended_is_begun_again_once(refusal: httpx.Response) -> None:
    world = World(refusal, FOUND)
    assert world.look_up() == READ
    assert world.server.names() == ["services", "login", "services"]
    assert json.loads(world.server.asked[-1][1].content)["session"] == "session-1"

    world = World(refusal)
    with pytest.raises(Unavailable, match="error_code"):
        world.look_up()
    assert world.server.names() == ["services", "login", "services"]


@pytest.mark.parametrize("login", [{"error_code": "05"}, {"session": "", "error_code": "1"}])
def test_an_account_that_is_not_known_needs_a_person(login: object) -> None:
    with pytest.raises(OutOfService):
        World(FOUND, session=None, login=login).look_up()


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("MaHoSo", "H17", "MaHoSo"),
        ("TrangThaiHoSo", "11", "TrangThaiHoSo"),
        ("TrangThaiHoSo", "", "TrangThaiHoSo"),
        ("NgayTiepNhan", "08/10/2026", "NgayTiepNhan"),
        ("NgayHenTra", "20261301000000", "NgayHenTra"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_by_its_field(field: str, value: str, why: str) -> None:
    with pytest.raises(BadRow) as bad:
        exchange_rows.dossier(ROW | {field: value})

    assert why in str(bad.value)
    assert not value or value not in str(bad.value)


def test_what_was_asked_for_is_shown_as_far_as_it_can_be_read() -> None:
    odd = ROW | {"TrangThaiHoSo": "Chờ ký số", "NgayHenTra": "20261301000000"}
    found = World(ok({"error_code": "0", "result": [odd]})).look_up()

    assert found is not None
    assert (found.status, found.said_status, found.due) == (None, "Chờ ký số", None)
    assert found.procedure == READ.procedure


values = st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.lists(st.none(), max_size=2)


@given(changed=st.dictionaries(st.sampled_from(sorted(ROW)), values))
def test_whatever_stands_in_a_row_it_is_read_or_refused(changed: dict[str, object]) -> None:
    found = _read(ROW | changed)
    if isinstance(found, Dossier):
        assert Dossier.from_bytes(found.to_bytes()) == found
    else:
        assert not any(isinstance(value, str) and len(value) > 12 and value in found for value in changed.values())


def _read(row: dict[str, object]) -> Dossier | str:
    """The dossier, or why it cannot be read."""
    try:
        return exchange_rows.dossier(row)
    except BadRow as bad:
        return str(bad)
