"""What a line says, and what it does not."""

import json

import httpx
import pytest

from hotline.errors import Unavailable
from hotline.observability import Calls, Stopwatch, complain, logger, say


def test_a_line_is_json_and_leaves_out_what_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    say("answered", id="zalo:m1", service=None, ms=3)

    out = capsys.readouterr().out
    assert out == '{"level":"INFO","message":"answered","id":"zalo:m1","ms":3}\n'


def test_a_line_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("feed refused", findings=("stops.txt, row 2: “a\nb”",))

    assert capsys.readouterr().out.count("\n") == 1


def test_an_error_is_told_by_its_kind_and_place_and_not_by_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise Unavailable("54 Nguyễn Lương Bằng")
    except Unavailable as error:
        complain("not answered", error, id="zalo:m1")

    line = json.loads(capsys.readouterr().out)
    at = line.pop("at")
    assert line == {"level": "ERROR", "message": "not answered", "id": "zalo:m1", "error": "Unavailable"}
    assert "test_observability.py:" in at


def test_an_error_without_a_place_is_told_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    complain("not answered", Unavailable())

    assert json.loads(capsys.readouterr().out)["error"] == "Unavailable"


def test_calls_are_listed_in_order_whether_they_succeed_or_not() -> None:
    calls = Calls()
    with calls.timed("PutItem"):
        pass
    with pytest.raises(Unavailable), calls.timed("Invoke"):
        raise Unavailable

    assert str(calls) == "PutItem 0,Invoke 0"
    calls.clear()
    assert len(calls) == 0


def test_a_stopwatch_counts_whole_milliseconds() -> None:
    times = iter((10.0, 10.0126))

    assert Stopwatch(lambda: next(times)).ms == 13


def test_no_address_that_is_fetched_is_written_though_all_else_is(caplog: pytest.LogCaptureFixture) -> None:
    logger()
    caplog.set_level("INFO")
    secret = "https://map.example/search?q=12+L%C3%AA+Quang+Sung&key=synthetic"
    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200))) as http:
        http.get(secret)

    assert caplog.records == []
