"""The national exchange through a province's adapter (LGSP, VXP): a login for a session, and TraCuuHoSo for a code.

The names of services and fields are those that public clients send; how TraCuuHoSo answers was not seen, and is taken
for rows like DongBoHoSoMC's in `data` or `result`. No source says how an ended session is answered, so whatever is no
success is asked once more with a new one.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from hotline.errors import OutOfService, Unavailable
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.upstream import exchange_rows, fields
from hotline.services.dossier.upstream.sessions import Session, Sessions, SessionStore
from hotline.services.dossier.upstream.transport import Deadline, ask
from hotline.text import fold

SESSION_S = 1_800
"""How long a session is used; nobody says how long it lives."""

_WHOSE = "the exchange"
_NONE = ("khong tim thay", "khong ton tai", "khong co ho so", "not found")


class Exchange:
    """Looks codes up. `account` gives username and password, and is asked when a session is needed."""

    def __init__(
        self,
        http: httpx.Client,
        url: str,
        login_url: str,
        account: Callable[[], tuple[str, str]],
        sessions: SessionStore,
        patience_s: float,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = http
        self._url = url
        self._login_url = login_url or f"{url.rstrip('/')}/login"
        self._account = account
        self._sessions = Sessions(sessions, sleep=sleep)
        self._patience_s = patience_s
        self._now = now

    def look_up(self, code: str) -> Dossier | None:
        """The dossier, or None. Raises Unavailable, and OutOfService where our account is refused."""
        deadline = Deadline(self._patience_s, self._now)

        def log_in() -> Session:
            return self._log_in(deadline)

        session = self._sessions.token(log_in, lambda: deadline.left_s)
        body = self._ask(code, session, deadline)
        if not _is_answer(body):
            session = self._sessions.after_refusal(session, log_in, lambda: deadline.left_s)
            body = self._ask(code, session, deadline)
        if not _is_answer(body):
            raise Unavailable(f"{_WHOSE} answers error_code {fields.text(body, 'error_code', limit=20) or 'none'}")
        return _found(code, body)

    def _log_in(self, deadline: Deadline) -> Session:
        username, password = self._account()
        account = {"username": username, "password": password}
        answer = ask(self._http, "POST", self._login_url, deadline, body=account)
        if answer.is_refusal:
            raise OutOfService(f"{_WHOSE} knows neither our username nor our password: HTTP {answer.status}")
        body = answer.json(_WHOSE)
        session = fields.text(body, "session", limit=4_000)
        if not session and not succeeded(body):
            raise OutOfService(f"{_WHOSE} knows neither our username nor our password")
        if not session:
            raise Unavailable(f"{_WHOSE} gives no session")
        return Session(session, int(time.time()) + SESSION_S)

    def _ask(self, code: str, session: str, deadline: Deadline) -> Mapping[str, Any]:
        """The answer's object; an empty one where the server does not know us."""
        body = {"session": session, "service": "TraCuuHoSo", "MaHoSo": code}
        answer = ask(self._http, "POST", self._url, deadline, body=body)
        return {} if answer.is_refusal else answer.json(_WHOSE)


def succeeded(body: Mapping[str, Any]) -> bool:
    """Whether error_code is "00" or 0, which is the exchange's word for success."""
    code = fields.text(body, "error_code")
    return code != "" and code.strip("0") == ""


def _is_answer(body: Mapping[str, Any]) -> bool:
    """A success, or a failure that says that there is no such dossier."""
    return succeeded(body) or any(words in fold(fields.text(body, "message", limit=fields.LONG)) for words in _NONE)


def _found(code: str, body: Mapping[str, Any]) -> Dossier | None:
    """The row of this very code."""
    for row in fields.rows(body.get("data") or body.get("result") or []):
        if fields.code(row, "MaHoSo") == code:
            return exchange_rows.dossier(row, pushed=False)
    return None
