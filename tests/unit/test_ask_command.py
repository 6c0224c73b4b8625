"""`hotline ask` with a map behind it: one that runs here and knows one house."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from hotline.cli import main
from tests.small_feeds import BASE, zipped


class Map(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), _Handler)
        self.asked: list[str] = []
        self.status = 200


class _Handler(BaseHTTPRequestHandler):
    server: Map

    def do_GET(self) -> None:
        self.server.asked += parse_qs(urlsplit(self.path).query)["q"]
        house = {"house_number": "12", "road": "Đường Lê Quang Sung"}
        body = json.dumps([{"lat": "16.082", "lon": "108.15", "address": house}]).encode()
        self.send_response(self.server.status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def city_map(monkeypatch: pytest.MonkeyPatch) -> Iterator[Map]:
    city_map = Map()
    Thread(target=city_map.serve_forever, daemon=True).start()
    monkeypatch.setenv("GEOCODER_URL", f"http://127.0.0.1:{city_map.server_port}")
    monkeypatch.setenv("GEOCODER_CONTACT", "it@city.example")
    yield city_map
    city_map.shutdown()
    city_map.server_close()


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("HOME", str(tmp_path))
    feed = tmp_path / "feed.zip"
    feed.write_bytes(zipped(BASE).getvalue())
    return ["ask", "12 Lê Quang Sung", "--feed", str(feed), "--at", "2026-11-24T07:50"]


def test_nobody_is_asked_unless_it_is_said(city_map: Map, ask: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(ask) == 0
    assert "Chưa tìm thấy" in capsys.readouterr().out
    assert city_map.asked == []


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_map_is_asked_where_it_is_said(
    city_map: Map, ask: list[str], how: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEOCODER", "nominatim" if how == "environment" else "")
    assert main([*ask, *(["--geocoder", "nominatim"] if how == "option" else [])]) == 0

    assert capsys.readouterr().out.startswith("Xe buýt gần 12 Lê Quang Sung (theo lịch):")
    assert city_map.asked == ["12 Lê Quang Sung"]


def test_a_map_that_fails_leaves_one_json_object(
    city_map: Map, ask: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    city_map.status = 503
    assert main([*ask, "--geocoder", "nominatim", "--json"]) == 0
    printed = capsys.readouterr()

    assert "Chưa tìm thấy" in json.loads(printed.out)["text"]
    assert "HTTP 503" in printed.err


def test_what_is_missing_is_named(ask: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ask, "--geocoder", "goong"]) != 0
    assert "GEOCODER_KEY is empty" in capsys.readouterr().err
