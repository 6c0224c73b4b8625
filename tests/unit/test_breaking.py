"""When a server is no longer asked, and when it is again."""

import time

import pytest

from hotline.breaking import Breaker
from hotline.errors import Refused, Unavailable


class Server:
    """Fails with what it is given, and counts how often it was asked."""

    def __init__(self, fails: Exception | None = None) -> None:
        self.fails = fails
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        if self.fails:
            raise self.fails
        return "here"


def fail(breaker: Breaker, server: Server, times: int) -> None:
    for _ in range(times):
        with pytest.raises(type(server.fails) if server.fails else Unavailable):
            breaker(server)


def test_a_server_that_answers_is_asked_every_time() -> None:
    breaker, server = Breaker("example.vn", failures=1), Server()

    assert [breaker(server) for _ in range(5)] == ["here"] * 5


def test_every_failure_is_told_as_it_was_until_the_server_is_left_in_peace() -> None:
    breaker, server = Breaker("example.vn", failures=3), Server(TimeoutError("slow"))
    fail(breaker, server, 3)

    with pytest.raises(Unavailable, match=r"example\.vn failed too often, and is left in peace for 60 s"):
        breaker(server)
    assert server.asked == 3


def test_failures_count_only_in_a_row() -> None:
    breaker, server = Breaker("example.vn", failures=2), Server(Unavailable("busy"))
    for _ in range(3):
        server.fails = Unavailable("busy")
        fail(breaker, server, 1)
        server.fails = None
        assert breaker(server) == "here"


def test_a_question_that_is_refused_is_no_failure_of_the_server() -> None:
    breaker, server = Breaker("example.vn", failures=1), Server(Refused("no such code"))
    fail(breaker, server, 3)

    assert server.asked == 3


@pytest.mark.parametrize("is_mended", [True, False])
def test_after_its_rest_one_question_decides(*, is_mended: bool) -> None:
    breaker, server = Breaker("example.vn", failures=1, rest_s=0.05), Server(Unavailable("busy"))
    fail(breaker, server, 1)
    time.sleep(0.06)
    server.fails = None if is_mended else server.fails

    if is_mended:
        assert [breaker(server), breaker(server)] == ["here", "here"]
        return
    fail(breaker, server, 1)
    with pytest.raises(Unavailable, match="left in peace"):
        breaker(server)
    assert server.asked == 2
