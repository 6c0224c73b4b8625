"""`hotline ask` about dossiers, from the sample and from an office's export."""

import json
from pathlib import Path
from typing import Any

import pytest

from hotline.cli import main

CODE = "H17.19-261008-0975"
AT = ("--at", "2026-11-24T07:55")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["ask", *arguments, *AT]) == 0
    return capsys.readouterr().out


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(said(capsys, *arguments, "--json"))
    return body


def test_a_code_is_answered_with_no_stack(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, CODE)

    assert text.startswith(f"Hồ sơ {CODE}\nCấp giấy phép xây dựng nhà ở riêng lẻ\nNgười nộp: N*** T** M**\n")
    assert "Hẹn trả thứ Ba 01/12/2026, còn 7 ngày." in text
    assert text.endswith("  [Báo tôi khi có thay đổi]\n  [Gọi 1022]\n")


def test_scripts_get_the_dossier_without_what_is_personal(capsys: pytest.CaptureFixture[str]) -> None:
    body = told(capsys, CODE)

    assert body["service"] == "dossier"
    dossier = body["dossier"]
    assert (dossier["code"], dossier["status"], dossier["days_left"]) == (CODE, "processing", 7)
    assert dossier["due"] == "2026-12-01T17:00:00+07:00"
    assert (dossier["applicant"], dossier["contact"], dossier["is_verified"]) == ("N*** T** M**", "", False)
    assert "Mẫu" not in json.dumps(body, ensure_ascii=False)
    assert "2468" not in json.dumps(body)


def test_the_right_digits_open_it(capsys: pytest.CaptureFixture[str]) -> None:
    dossier = told(capsys, f"{CODE} 2468")["dossier"]

    assert (dossier["applicant"], dossier["is_verified"]) == ("Nguyễn Thị Mẫu", True)


def test_wrong_digits_look_like_no_such_dossier(capsys: pytest.CaptureFixture[str]) -> None:
    there, not_there = told(capsys, f"{CODE} 2469"), told(capsys, "H17.19-261008-0001 2469")

    assert there["dossier"] is not_there["dossier"] is None
    assert there["text"].replace(CODE, "") == not_there["text"].replace("H17.19-261008-0001", "")


def test_a_dossier_that_nobody_knows_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    body = told(capsys, "H17.19-261008-0001")

    assert body["dossier"] is None
    assert "Không tìm thấy hồ sơ" in body["text"]


def test_english_is_answered_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Due Tuesday 01/12/2026, in 7 days." in said(capsys, f"where is my dossier {CODE}")


def test_an_offices_export_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "office.csv"
    file.write_text("mã hồ sơ;trạng thái\nH17.48-261103-0021;Đang xử lý\n")

    assert "Đang được giải quyết" in said(capsys, "H17.48-261103-0021", "--dossiers", str(file))


def test_a_file_that_is_not_there_is_said_to_be_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", CODE, "--dossiers", "nowhere.csv"]) == 2
    assert "nowhere.csv: no such file" in capsys.readouterr().err


def test_what_is_kept_of_somebody_new_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert "không giữ gì về anh/chị" in said(capsys, "dữ liệu của tôi")
    assert "chưa theo dõi hồ sơ nào" in said(capsys, "hồ sơ đang theo dõi")
