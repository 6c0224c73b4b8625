"""iGate, by the rows of a public client."""

import json
import time
from datetime import datetime

import httpx
import pytest

from hotline.errors import OutOfService, Unavailable
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.statuses import Status
from hotline.services.dossier.upstream.igate import Igate
from hotline.services.dossier.upstream.sessions import Session
from hotline.zone import VIETNAM
from tests.contract.dossier_servers import MemorySessions, Server, Watch, account, ok
from tests.shared import shared

CODE = "G09.20-20260609-0092637"
RECORD = {
    "MaHoSo": CODE,
    "MaTTHC": "1.005129",
    "TenTTHC": "Cấp giấy phép mẫu",
    "ChuHoSo": "NGUYỄN VĂN MẪU",
    "LoaiDoiTuong": 0,
    "NgayTiepNhan": "2026-06-08 14:07:53",
    "ThongTinNguoiNop": {"ThongTinChiTiet": {"SoDinhDanh": "048090001234", "SoDienThoai": "0905000456"}},
}
STEPS = [
    {"MaHoSo": CODE, "TrangThai": 4, "ThoiDiemXuLy": "2026-06-10T07:00:00.5", "PhongBanXuLy": "Phòng Mẫu"},
    {"MaHoSo": CODE, "TrangThai": 2, "ThoiDiemXuLy": "2026-06-08T07:47:28.329", "PhongBanXuLy": "Một cửa"},
    {"MaHoSo": CODE, "TrangThai": 4, "ThoiDiemXuLy": "2026-06-11T07:00:00", "NguoiXuLy": "Cán bộ Mẫu"},
]
STATUS = {"IdHoSo": "", "MaHoSo": CODE, "TrangThai": 4}
OTHER = {"MaHoSo": "G09.20-20260609-0092638", "TrangThai": 10}


def igate(
    *, record: httpx.Response, steps: httpx.Response, status: httpx.Response, session: Session | None = None
) -> tuple[Igate, Server]:
    token = ok({"access_token": "igate-1", "expires_in": 3600})
    server = Server(token=[token], ho_so=[record], tien_trinh=[steps], trang_thai=[status])
    urls = [f"https://igate.example/{path}/{{code}}" for path in ("ho-so", "tien-trinh", "trang-thai")]
    watch = Watch()
    return Igate(server.client(), urls, "", account, MemorySessions(session), 3.0, watch, watch.sleep), server


def test_record_steps_and_status_are_one_dossier() -> None:
    upstream, server = igate(record=ok({"data": RECORD}), steps=ok(STEPS), status=ok([STATUS, OTHER]))
    found = upstream.look_up(CODE)

    assert found == Dossier(
        CODE,
        procedure="Cấp giấy phép mẫu",
        office="Phòng Mẫu",
        status=Status.PROCESSING,
        since=datetime(2026, 6, 10, 7, tzinfo=VIETNAM),
        received=datetime(2026, 6, 8, 14, 7, 53, tzinfo=VIETNAM),
        applicant="NGUYỄN VĂN MẪU",
        phone_end="0456",
    )
    assert b"048090001234" not in found.to_bytes()
    assert "Cán bộ".encode() not in found.to_bytes()
    assert server.names() == ["token", "ho_so", "tien_trinh", "trang_thai"]
    assert (
        server.asked[0][1].content
        == b"grant_type=client_credentials&client_id=hotline&client_secret=synthetic-password"
    )
    assert server.asked[1][1].headers["authorization"] == "Bearer igate-1"


def test_a_status_that_is_newer_than_all_steps_has_no_time() -> None:
    upstream, _ = igate(record=ok(RECORD), steps=ok(STEPS), status=ok(STATUS | {"TrangThai": 9}))
    found = upstream.look_up(CODE)

    assert found
    assert (found.status, found.since) == (Status.FINISHED, None)


def test_where_there_are_steps_alone_the_newest_counts() -> None:
    upstream, _ = igate(record=httpx.Response(404), steps=ok({"data": STEPS}), status=ok([]))
    found = upstream.look_up(CODE)

    assert found
    assert (found.status, found.applicant) == (Status.PROCESSING, "")


@pytest.mark.shared
def test_the_recorded_rows_are_read() -> None:
    case = json.loads(shared("cases/dossier/igate_noihoso_2026.json").read_text(encoding="utf-8"))
    upstream, _ = igate(record=ok(case["create"]), steps=ok(case["progress"]), status=ok(case["status"]))
    found = upstream.look_up(case["create"]["MaHoSo"])

    assert found
    assert (found.status, found.phone_end) == (Status.PAPERS_WANTED, "0000")


@pytest.mark.parametrize("nothing", [httpx.Response(404), ok([]), ok({"data": []}), ok([OTHER])])
def test_no_dossier_is_no_failure(nothing: httpx.Response) -> None:
    upstream, _ = igate(record=nothing, steps=nothing, status=nothing)

    assert upstream.look_up(CODE) is None


def test_one_address_that_fails_is_a_failure_of_the_whole() -> None:
    upstream, _ = igate(record=ok(RECORD), steps=httpx.Response(503), status=ok(STATUS))

    with pytest.raises(Unavailable, match="HTTP 503"):
        upstream.look_up(CODE)


def test_an_account_that_is_refused_needs_a_person() -> None:
    refused = httpx.Response(401)
    kept = Session("igate-0", int(time.time()) + 900)
    upstream, server = igate(record=refused, steps=refused, status=refused, session=kept)

    with pytest.raises(OutOfService):
        upstream.look_up(CODE)
    assert server.names() == ["ho_so", "token", "ho_so"]
