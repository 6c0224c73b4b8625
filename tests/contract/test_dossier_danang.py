"""Đà Nẵng's look-up, by the shapes of its public clients."""

import json
import time
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.errors import OutOfService, Unavailable
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.statuses import Status
from hotline.services.dossier.upstream.danang import Danang
from hotline.services.dossier.upstream.sessions import Session
from hotline.services.dossier.upstream.transport import LIMIT
from hotline.zone import VIETNAM
from tests.contract.dossier_servers import ACCOUNT, MemorySessions, Server, Watch, account, ok

CODE = "H17.19-261008-0975"
FOUND = """{"TongSo": 1, "HoSo": [{
  "MaHoSo": "H17.19-261008-0975", "TenTTHC": "Cấp giấy phép xây dựng", "TenTrangThai": "Đang xử lý",
  "DonViXuLy": "UBND phường Mẫu", "TenChuHoSo": "NGUYỄN VĂN MẪU",
  "NgayTiepNhan": {"$date": "2026-10-08T01:30:00Z"}, "HanGiaiQuyet": {"$date": "2026-10-28T10:00:00Z"},
  "NgayTraKetQua": {"$date": null}}]}""".encode()
NONE = b'{"TongSo": 0, "HoSo": []}'
CAPTCHA = httpx.Response(500, content=b'{"error": "Giai CAPTCHA loi: cannot identify image file"}')
TOKEN = b'{"token": "jwt-1"}'
GOOD = Session("jwt-0", int(time.time()) + 9_000)


class World:
    def __init__(
        self,
        *answers: httpx.Response | Exception,
        session: Session | None = GOOD,
        logins: list[httpx.Response] | None = None,
    ) -> None:
        self.server = Server(getToken=list(logins or [ok(TOKEN)]), tra_cuu=list(answers))
        self.sessions = MemorySessions(session)
        self.watch = Watch()
        self.upstream = Danang(
            self.server.client(),
            "https://tctthc.example/",
            "",
            account,
            self.sessions,
            3.0,
            self.watch,
            self.watch.sleep,
        )

    def look_up(self, code: str = CODE) -> Dossier | None:
        return self.upstream.look_up(code)


def test_a_dossier_is_read_with_its_times_in_any_zone() -> None:
    world = World(ok(FOUND))

    assert world.look_up() == Dossier(
        CODE,
        procedure="Cấp giấy phép xây dựng",
        office="UBND phường Mẫu",
        status=Status.PROCESSING,
        said_status="Đang xử lý",
        received=datetime(2026, 10, 8, 1, 30, tzinfo=UTC),
        due=datetime(2026, 10, 28, 10, tzinfo=UTC),
        applicant="NGUYỄN VĂN MẪU",
    )
    ((_, request),) = world.server.asked
    assert str(request.url) == f"https://tctthc.example/tra-cuu?ma_ho_so={CODE}"
    assert request.headers["authorization"] == "Bearer jwt-0"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ('{"$date": 1791423000000}', datetime(2026, 10, 8, 1, 30, tzinfo=UTC)),
        ('{"$date": {"$numberLong": "1791423000000"}}', datetime(2026, 10, 8, 1, 30, tzinfo=UTC)),
        ('"2026-10-08T01:30:00Z"', datetime(2026, 10, 8, 1, 30, tzinfo=UTC)),
        ('"2026-10-08 08:30:00"', datetime(2026, 10, 8, 8, 30, tzinfo=VIETNAM)),
        ('"08/10/2026 08:30"', datetime(2026, 10, 8, 8, 30, tzinfo=VIETNAM)),
        ('"08/10/2026"', datetime(2026, 10, 8, tzinfo=VIETNAM)),
        ('""', None),
        ("null", None),
        ('"hôm qua"', None),
        ('{"$date": 1e300}', None),
        ('{"$date": true}', None),
    ],
)
def test_both_forms_of_a_date_are_read(written: str, moment: datetime | None) -> None:
    body = FOUND.replace(b'{"$date": "2026-10-08T01:30:00Z"}', written.encode())
    found = World(ok(body)).look_up()

    assert found
    assert found.received == moment


def test_the_applicant_has_another_name_in_some_answers() -> None:
    found = World(ok(FOUND.replace(b"TenChuHoSo", b"HoTen"))).look_up()

    assert found
    assert found.applicant == "NGUYỄN VĂN MẪU"


@pytest.mark.parametrize("none", [NONE, b'{"TongSo": 0, "HoSo": null}', b'{"TongSo": 0}', b'{"TongSo": "0"}'])
def test_no_dossier_is_no_failure(none: bytes) -> None:
    assert World(ok(none)).look_up() is None


def test_somebody_elses_dossier_in_the_answer_is_not_ours() -> None:
    assert World(ok(FOUND)).look_up("H17.19-261008-0976") is None


def test_a_captcha_that_it_cannot_solve_is_tried_three_times() -> None:
    assert World(CAPTCHA, CAPTCHA, ok(NONE)).look_up() is None

    world = World(CAPTCHA)
    with pytest.raises(Unavailable, match="HTTP 500"):
        world.look_up()
    assert world.server.names() == ["tra_cuu"] * 3
    assert world.watch.time < 103


def test_nobody_is_kept_waiting_by_tries() -> None:
    world = World(CAPTCHA)
    world.upstream._patience_s = 0.2

    with pytest.raises(Unavailable):
        world.look_up()
    assert len(world.server.asked) == 1


def test_another_fault_is_not_tried_again() -> None:
    world = World(httpx.Response(500, content=b"database"))
    with pytest.raises(Unavailable, match="HTTP 500"):
        world.look_up()

    assert len(world.server.asked) == 1


def test_the_first_look_up_logs_in_and_the_next_one_does_not() -> None:
    world = World(ok(NONE), session=None)
    world.look_up()
    world.look_up()

    assert world.server.names() == ["getToken", "tra_cuu", "tra_cuu"]
    assert json.loads(world.server.asked[0][1].content) == dict(zip(("username", "password"), ACCOUNT, strict=True))
    assert world.sessions.session
    assert world.sessions.session.token == "jwt-1"
    assert "jwt-1" not in repr(world.sessions.session)


def test_a_token_that_is_refused_is_renewed_once() -> None:
    world = World(httpx.Response(401), ok(NONE))
    assert world.look_up() is None

    assert world.server.names() == ["tra_cuu", "getToken", "tra_cuu"]
    assert world.server.asked[-1][1].headers["authorization"] == "Bearer jwt-1"


def test_a_token_that_somebody_else_has_renewed_is_taken_from_the_cache() -> None:
    world = World(httpx.Response(401), ok(NONE))
    world.upstream._sessions._session = Session("jwt-old", int(time.time()) + 9_000)
    assert world.look_up() is None

    assert world.server.names() == ["tra_cuu", "tra_cuu"]


def test_whoever_comes_second_waits_for_the_first_one_to_log_in() -> None:
    world = World(ok(NONE), session=None)
    world.sessions.busy = 3
    wake = world.watch.sleep

    def sleep(seconds: float) -> None:
        wake(seconds)
        if world.watch.time > 100.4:
            world.sessions.session = Session("jwt-theirs", int(time.time()) + 9_000)

    world.upstream._sessions._sleep = sleep
    assert world.look_up() is None
    assert world.server.names() == ["tra_cuu"]


def test_whoever_waits_for_a_login_that_does_not_come_gives_up_in_time() -> None:
    world = World(ok(NONE), session=None)
    world.sessions.busy = 10**6

    with pytest.raises(Unavailable, match="logs in"):
        world.look_up()
    assert world.watch.time < 104


@pytest.mark.parametrize("status", [400, 401, 403])
def test_an_account_that_is_not_known_needs_a_person(status: int) -> None:
    with pytest.raises(OutOfService):
        World(ok(NONE), session=None, logins=[httpx.Response(status)]).look_up()
    with pytest.raises(OutOfService):
        World(httpx.Response(401)).look_up()


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, content=b"<html>"),
        httpx.Response(200, content=b"[]"),
        httpx.Response(200, content=b'{"TongSo": 1}'),
        httpx.Response(200, content=b'{"TongSo": false}'),
        httpx.Response(200, content=b'{"HoSo": null}'),
        httpx.Response(200, content=b"[" * 100_000),
        httpx.Response(302, headers={"location": "https://elsewhere.example"}),
        httpx.Response(429),
        httpx.Response(200, content=b" " * (LIMIT + 1)),
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError(f"bad header: {CODE}"),
        httpx.DecodingError("gzip"),
    ],
)
def test_whatever_else_it_says_it_may_be_asked_later_and_the_code_is_in_no_error(
    answer: httpx.Response | Exception,
) -> None:
    with pytest.raises(Unavailable) as failed:
        World(answer).look_up()

    assert CODE not in str(failed.value)
    assert failed.value.__cause__ is None


values = st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.lists(st.integers(), max_size=2)
rows = st.dictionaries(
    st.sampled_from(("MaHoSo", "TenTTHC", "TenTrangThai", "TenChuHoSo", "NgayTiepNhan", "HanGiaiQuyet", "SoDienThoai")),
    values | st.just(CODE) | st.dictionaries(st.just("$date"), values, max_size=1),
)


@given(body=st.lists(rows | values, max_size=3).map(lambda one: {"HoSo": one}) | rows | values)
def test_whatever_shape_an_answer_has_it_is_a_dossier_none_or_unavailable(body: object) -> None:
    world = World(ok(body))
    try:
        found = world.look_up()
    except Unavailable:
        return
    assert found is None or (found.code == CODE and Dossier.from_bytes(found.to_bytes()) is not None)
