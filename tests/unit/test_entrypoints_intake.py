"""What the national exchange sends, and what it is answered."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.entrypoints.http import serving
from hotline.entrypoints.intake import BODY_LIMIT, PATH, ROWS, TRIES, Intake
from hotline.entrypoints.secret import SECRET_AGE_S, Secret
from hotline.errors import Unavailable
from hotline.services.dossier.statuses import Status
from hotline.storage.aws import Aws
from hotline.storage.dossiers import DossierItems, Pushed
from tests.memory_dynamodb import MemoryDynamoDB
from tests.unit.fakes import Clock

CODE = "H17.19-261008-0975"
NAME = "NGUYỄN VĂN MẪU"
ROW = {
    "MaHoSo": CODE,
    "TenTTHC": "Thủ tục mẫu",
    "ChuHoSo": NAME,
    "SoDienThoai": "0905000456",
    "TrangThaiHoSo": "2",
    "NgayTiepNhan": "20260801083000",
}
WHOLE, STEP = "DongBoHoSoMC", "CapNhatTienDoHoSoMC"


def step(status: int, at: str, code: str = CODE) -> dict[str, str]:
    return {"MaHoSo": code, "TrangThai": str(status), "ThoiDiemXuLy": at, "NguoiXuLy": "Cán bộ Mẫu"}


class Overtaken(DossierItems):
    """Somebody else is faster, so often."""

    overtaken = 0

    def keep_pushed(self, pushed: Pushed) -> bool:
        self.overtaken -= 1
        return self.overtaken < 0 and super().keep_pushed(pushed)


class World:
    def __init__(self, aws: Aws | None = None) -> None:
        self.time = Clock()
        self.aws = aws or MemoryDynamoDB(self.time)
        self.items = Overtaken(self.aws, "Cache", self.time)
        self.token = "synthetic-push-token"
        self.secret = Secret(lambda: self.token, self.time)
        self.intake = Intake(self.secret, self.items, self.clock, self.aws.calls)

    def clock(self) -> datetime:
        return datetime.fromtimestamp(self.time(), UTC)

    def post(self, body: str, authorization: str = "Bearer synthetic-push-token") -> tuple[int, dict[str, Any]]:
        answer = self.intake(body.encode(), {"authorization": authorization})
        return answer.status, json.loads(answer.body)

    def push(self, service: str, *rows: object, is_update: str = "False") -> dict[str, Any]:
        body = {"session": "", "service": service, "isUpdating": is_update, "data": rows}
        status, said = self.post(json.dumps(body))
        assert status == 200
        return said

    def kept(self, code: str = CODE) -> Pushed | None:
        return self.items.pushed(code, self.items.read([self.items.pushed_key(code)]))

    def status(self) -> Status | None:
        kept = self.kept()
        return kept.dossier.status if kept else None


@pytest.fixture
def world() -> World:
    return World()


def test_a_dossier_and_its_steps_are_kept(world: World) -> None:
    assert world.push(WHOLE, ROW) == {"error_code": "0", "message": "OK"}
    assert world.push(STEP, step(4, "20260803103000"))["error_code"] == "0"

    kept = world.kept()
    assert kept
    assert (kept.dossier.status, kept.dossier.procedure, kept.dossier.phone_end) == (
        Status.PROCESSING,
        "Thủ tục mẫu",
        "0456",
    )
    assert kept.as_of == world.clock()
    assert b"0905000" not in kept.dossier.to_bytes()


def test_sending_again_writes_nothing(world: World) -> None:
    world.push(WHOLE, ROW)
    world.push(STEP, step(4, "20260803103000"))
    world.aws.calls.clear()
    assert world.push(WHOLE, ROW)["error_code"] == "0"
    assert world.push(STEP, step(4, "20260803103000"))["error_code"] == "0"

    assert "put_item" not in str(world.aws.calls)
    assert world.status() is Status.PROCESSING


def test_steps_that_come_late_take_nothing_back(world: World) -> None:
    world.push(WHOLE, ROW)
    world.push(STEP, step(9, "20260810103000"), step(4, "20260803103000"))

    assert world.status() is Status.FINISHED


def test_an_update_changes_what_it_says(world: World) -> None:
    world.push(WHOLE, ROW)
    world.push(WHOLE, ROW | {"TrangThaiHoSo": "6"}, is_update="True")

    assert world.status() is Status.PAYMENT_WANTED


def test_bad_rows_are_named_without_a_person_and_the_others_are_kept(world: World) -> None:
    bad = [ROW | {"MaHoSo": "0905000456"}, ROW | {"TrangThaiHoSo": NAME}, "x"]
    said = world.push(WHOLE, *bad, ROW)

    assert said["error_code"] == "1"
    assert [error["row"] for error in said["errors"]] == [1, 2, 3]
    assert "0905000456" not in json.dumps(said, ensure_ascii=False)
    assert NAME not in json.dumps(said, ensure_ascii=False)
    assert world.status() is Status.ACCEPTED


def test_a_step_of_a_dossier_that_was_never_sent_is_refused_until_it_is(world: World) -> None:
    assert world.push(STEP, step(4, "20260803103000"))["errors"] == [
        {"row": 1, "why": "no such dossier is kept: send DongBoHoSoMC first"}
    ]
    world.push(WHOLE, ROW)

    assert world.push(STEP, step(4, "20260803103000"))["error_code"] == "0"


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer ", "Bearer synthetic", "Basic synthetic-push-token", "Bearer ñ", "bearer x y"],
)
def test_whoever_does_not_show_the_token_is_refused(world: World, authorization: str) -> None:
    assert world.post(json.dumps({"service": WHOLE, "data": [ROW]}), authorization)[0] == 401
    assert world.kept() is None


def test_a_new_token_counts_within_a_minute(world: World) -> None:
    world.push(WHOLE, ROW)
    world.token = "another-token"
    assert world.post("{}", "Bearer another-token")[0] == 401

    world.time.time += SECRET_AGE_S
    assert world.post("{}", "Bearer another-token")[0] == 400
    assert world.post("{}")[0] == 401


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[",
        "[]",
        "[" * 100_000,
        '{"service": "LayThuTuc", "data": [{}]}',
        '{"service": "DongBoHoSoMC"}',
        '{"service": "DongBoHoSoMC", "data": []}',
        '{"service": "DongBoHoSoMC", "data": {}}',
        json.dumps({"service": WHOLE, "data": [{}] * (ROWS + 1)}),
    ],
)
def test_a_body_that_is_none_of_the_two_is_refused(world: World, body: str) -> None:
    status, said = world.post(body)

    assert (status, said["error_code"]) == (400, "400")


def test_behind_the_api_an_answer_is_json_and_a_body_that_is_too_large_is_not_read(world: World) -> None:
    handler = serving({PATH: world.intake}, BODY_LIMIT)

    def post(row: dict[str, str]) -> dict[str, Any]:
        http = {"method": "POST", "path": PATH, "sourceIp": "127.0.0.1"}
        event = {
            "version": "2.0",
            "rawPath": PATH,
            "rawQueryString": "",
            "headers": {"authorization": "Bearer synthetic-push-token"},
            "requestContext": {"http": http, "stage": "$default"},
            "body": json.dumps({"service": WHOLE, "data": [row]}),
            "isBase64Encoded": False,
        }
        return handler(event, None)

    try:
        answer = post(ROW)
        assert (answer["statusCode"], json.loads(answer["body"])["error_code"]) == (200, "0")
        assert answer["headers"]["content-type"] == "application/json"
        assert post(ROW | {"x": "y" * BODY_LIMIT})["statusCode"] == 413
    finally:
        asyncio.get_event_loop().close()
        asyncio.set_event_loop(None)


def test_five_hundred_rows_are_read_in_five_calls_and_written_one_by_one(world: World) -> None:
    rows = [ROW | {"MaHoSo": f"H17.19-261008-{number:04}"} for number in range(ROWS)]
    assert world.push(WHOLE, *rows)["error_code"] == "0"

    calls = str(world.aws.calls)
    assert (calls.count("batch_get_item"), calls.count("put_item")) == (5, ROWS)
    assert world.kept("H17.19-261008-0499")


def test_nothing_is_acknowledged_that_is_not_kept(capsys: pytest.CaptureFixture[str]) -> None:
    class Fails(MemoryDynamoDB):
        def _put_item(self, asked: dict[str, Any]) -> dict[str, Any]:
            raise Unavailable(f"{CODE} {NAME}")

    world = World(Fails())
    status, said = world.post(json.dumps({"service": WHOLE, "data": [ROW]}))

    assert (status, said["error_code"]) == (503, "503")
    assert NAME not in capsys.readouterr().out


def test_two_pushes_of_one_dossier_at_once_are_one_after_the_other(world: World) -> None:
    world.items.overtaken = TRIES - 1
    assert world.push(WHOLE, ROW)["error_code"] == "0"

    world.items.overtaken = TRIES
    status, _ = world.post(json.dumps({"service": STEP, "data": [step(4, "20260803103000")]}))
    assert status == 503


values = st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.lists(st.integers(), max_size=2)
rows = st.dictionaries(st.sampled_from((*ROW, "ThoiDiemXuLy", "TrangThai")), values | st.sampled_from(("4", CODE)))


@given(sent=st.lists(rows | values, min_size=1, max_size=4), service=st.sampled_from((WHOLE, STEP)))
def test_whatever_rows_hold_they_are_kept_or_named(sent: list[object], service: str) -> None:
    world = World()
    said = world.push(service, *sent)

    named = {error["row"] for error in said.get("errors", ())}
    assert named <= set(range(1, len(sent) + 1))
    assert (said["error_code"] == "0") == (not named)
