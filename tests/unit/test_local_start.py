"""What is warm when the stack says that it is ready, on a cloud of this test's own."""

import io
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from infra.local.options import StackError
from infra.local.stack import run_schedules

TARGETS = {
    "a": ("sync", {"task": "timetable"}),
    "b": ("desk", {"ping": True}),
    "c": ("webhook", {"ping": True}),
    "d": ("bus_lookup", {"ping": True}),
    "e": ("sync", {"task": "tokens"}),
}


class FakeCloud:
    """Scheduler and Lambda. `calls` are those that were waited for: when each began, and when it ended."""

    def __init__(self, timetable: dict[str, Any]) -> None:
        self.calls: list[str] = []
        self._timetable = timetable

    def client(self, service: str) -> "FakeCloud":
        return self

    def list_schedules(self) -> dict[str, Any]:
        return {"Schedules": [{"Name": name} for name in TARGETS]}

    def get_schedule(self, Name: str) -> dict[str, Any]:  # noqa: N803  # boto3's name
        function, event = TARGETS[Name]
        return {"Target": {"Arn": f"arn:aws:lambda:::function:{function}", "Input": json.dumps(event)}}

    def invoke(self, **call: Any) -> dict[str, Any]:
        function, event = call["FunctionName"].rpartition(":")[2], json.loads(call["Payload"])
        if call.get("InvocationType") != "Event":
            name = event.get("task", function)
            self.calls.append(f"{name} began")
            time.sleep(0.02)
            self.calls.append(f"{name} ended")
        answer = self._timetable if event.get("task") == "timetable" else {}
        return {"Payload": io.BytesIO(json.dumps(answer).encode())}


class Route:
    """The webhook's address."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        route = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                route.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhook/zalo"


@pytest.fixture
def route() -> Iterator[Route]:
    route = Route()
    thread = threading.Thread(target=route.server.serve_forever)
    thread.start()
    yield route
    route.server.shutdown()
    thread.join()
    route.server.server_close()


def schedules(cloud: Any, route: Route) -> list[dict[str, Any]]:
    return run_schedules(cloud, "webhook", route.url)


def test_all_that_a_citizen_waits_for_is_warm_before_we_are_ready(route: Route) -> None:
    cloud = FakeCloud({"ended": "published"})

    pings = schedules(cloud, route)

    assert route.bodies == [b"{}"]
    assert {"webhook ended", "desk ended", "bus_lookup ended"} <= set(cloud.calls)
    assert "bus_lookup began" in cloud.calls[cloud.calls.index("timetable ended") :]
    for function in ("desk", "bus_lookup"):  # or they would complain that there is no token
        assert cloud.calls.index(f"{function} began") > cloud.calls.index("tokens ended")
    assert len(pings) == 3


def test_a_webhook_that_does_not_answer_at_its_address_is_said(route: Route) -> None:
    route.url = route.url.replace("/webhook/zalo", "")
    route.server.RequestHandlerClass = BaseHTTPRequestHandler  # knows no POST

    with pytest.raises(StackError, match=r"the webhook does not answer at its address"):
        schedules(FakeCloud({"ended": "published"}), route)


def test_a_feed_that_has_ended_is_refused_with_the_way_to_look_at_it(route: Route) -> None:
    ended = "calendar.txt: ended: the last day with service is 2018-06-08"

    with pytest.raises(StackError, match=r"2018-06-08.*HOTLINE_NOW=2018-06-08T07:00"):
        schedules(FakeCloud({"ended": "refused", "in_all": 1, "findings": [ended]}), route)
    with pytest.raises(StackError, match="hotline feed check") as refused:
        schedules(FakeCloud({"ended": "refused", "in_all": 1, "findings": ["agency.txt: is missing"]}), route)
    assert "HOTLINE_NOW" not in str(refused.value)
