"""Offices' servers that answer recorded bytes, and a place for a session, in memory."""

import json
from collections.abc import Callable
from typing import Any

import httpx

from hotline.services.dossier.upstream.sessions import Session

ACCOUNT = ("hotline", "synthetic-password")


class MemorySessions:
    """`storage.dossier_sessions.DossierSessions`; `busy` says how often somebody else logs in just now."""

    def __init__(self, session: Session | None = None, busy: int = 0) -> None:
        self.session = session
        self.busy = busy
        self.turns = 0

    def load(self) -> Session | None:
        return self.session

    def take_turn(self) -> bool:
        self.busy -= 1
        self.turns += self.busy < 0
        return self.busy < 0

    def save(self, session: Session) -> None:
        self.session = session


class Server:
    """Gives its answers in turn, the last one again and again, and remembers what it was asked."""

    def __init__(self, **answers: list[httpx.Response | Exception]) -> None:
        self._answers = answers
        self.asked: list[tuple[str, httpx.Request]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        name = next((name for name in self._answers if name in request.url.path.replace("-", "_")), "")
        self.asked.append((name, request))
        answers = self._answers[name]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, content=answer.content, headers=answer.headers)

    def names(self) -> list[str]:
        return [name for name, _ in self.asked]

    def client(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self))


class Watch:
    """Seconds that pass where somebody sleeps."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


def ok(body: Any) -> httpx.Response:
    return httpx.Response(200, content=body if isinstance(body, bytes) else json.dumps(body).encode())


def account() -> tuple[str, str]:
    return ACCOUNT


type Account = Callable[[], tuple[str, str]]
