import json
from pathlib import Path

import pytest

from hotline.cli import main


def batch(tmp_path: Path, messages: object) -> str:
    path = tmp_path / "messages.json"
    path.write_text(json.dumps(messages), encoding="utf-8")
    return str(path)


def test_one_message_prints_its_service_and_query_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", "54 Nguyễn Lương Bằng"]) == 0

    assert json.loads(capsys.readouterr().out) == {
        "service": "bus",
        "query": {"kind": "address", "number": "54", "street": "Nguyễn Lương Bằng"},
    }


def test_a_batch_in_json_prints_one_line_for_each_message_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = batch(tmp_path, [{"text": "xe 16"}, {"text": "xin chào"}, {"text": ""}])

    assert main(["understand", "--batch", path, "--json"]) == 0

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        {"service": "bus", "query": {"kind": "route", "route": "16"}},
        {"service": "menu", "query": {}},
        {"service": "menu", "query": {}},
    ]


def test_a_labelled_batch_prints_scores_and_every_miss(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = {"text": "xe 16", "service": "bus", "query": {"kind": "route", "route": "016"}, "tags": ["bare"]}
    wrong = {"text": "xin chào", "service": "human", "query": {}, "tags": ["polite"]}
    accepted = {"text": "xin chào", "service": "human", "query": {}, "accept": ["menu"]}

    assert main(["understand", "--batch", batch(tmp_path, [right, wrong, accepted])]) == 0

    printed = capsys.readouterr().out
    assert "1 missed of 3" in printed
    assert 'wanted {"service": "human", "query": {}}' in printed


def test_danger_that_is_not_urgent_is_a_miss(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = {"text": "cho gặp nhân viên", "service": "human", "query": {}, "tags": ["emergency"]}

    main(["understand", "--batch", batch(tmp_path, [case])])

    assert "1 missed of 1" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["{}", "[1]", '[{"text": 1}]', "no json", '[{"text": "a", "query": 1}]'])
def test_a_file_that_is_no_batch_is_refused_with_its_reason(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content, encoding="utf-8")

    assert main(["understand", "--batch", str(path)]) == 2
    assert str(path) in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["understand"], ["understand", "x", "--batch", "y"], ["understand", "--batch", "no-such"]]
)
def test_unusable_arguments_exit_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("hotline:")
