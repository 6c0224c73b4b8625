"""Đà Nẵng's look-up, tctthc.1022.vn: a token for about a day, and one GET for a code.

Its shapes are those of public client code; no live answer was seen. It solves a CAPTCHA behind our back and fails at it
now and then, with HTTP 500: the next try may succeed.
"""

import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import httpx

from hotline.errors import OutOfService, Unavailable
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.statuses import status_of
from hotline.services.dossier.upstream import fields, times
from hotline.services.dossier.upstream.sessions import Session, Sessions, SessionStore
from hotline.services.dossier.upstream.transport import Answer, Deadline, ask

TRIES = 3
PAUSE_S = 0.3
"""Between tries. Its other clients wait for 1.5 s, behind which nobody waits for an answer."""

TOKEN_S = 20 * 3_600
"""How long a token is used; it is said to live for 23 hours or more."""

_WHOSE = "the city's look-up"
_PASSING = (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT)


class Danang:
    """Looks codes up. `account` gives username and password, and is asked when a token is needed."""

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
        self._url = f"{url.rstrip('/')}/tra-cuu"
        self._login_url = login_url or f"{url.rstrip('/')}/getToken"
        self._account = account
        self._sessions = Sessions(sessions, sleep=sleep)
        self._patience_s = patience_s
        self._now = now
        self._sleep = sleep

    def look_up(self, code: str) -> Dossier | None:
        """The dossier, or None. Raises Unavailable, and OutOfService where our account is refused."""
        deadline = Deadline(self._patience_s, self._now)

        def log_in() -> Session:
            return self._log_in(deadline)

        token = self._sessions.token(log_in, lambda: deadline.left_s)
        answer = self._ask(code, token, deadline)
        if answer.is_refusal:
            token = self._sessions.after_refusal(token, log_in, lambda: deadline.left_s)
            answer = self._ask(code, token, deadline)
        if answer.is_refusal:
            raise OutOfService(f"{_WHOSE} refuses our account: HTTP {answer.status}")
        return _found(code, answer.json(_WHOSE))

    def _log_in(self, deadline: Deadline) -> Session:
        username, password = self._account()
        body = {"username": username, "password": password}
        answer = ask(self._http, "POST", self._login_url, deadline, body=body)
        if answer.is_refusal or answer.status == HTTPStatus.BAD_REQUEST:
            raise OutOfService(f"{_WHOSE} knows neither our username nor our password: HTTP {answer.status}")
        token = answer.json(_WHOSE).get("token")
        if not (isinstance(token, str) and token.isascii() and token.isprintable() and token):
            raise Unavailable(f"{_WHOSE} gives no token")
        return Session(token, int(time.time()) + TOKEN_S)

    def _ask(self, code: str, token: str, deadline: Deadline) -> Answer:
        """Asks again while it fails in passing and there is time."""
        headers = {"authorization": f"Bearer {token}"}
        for _ in range(TRIES - 1):
            answer = ask(self._http, "GET", self._url, deadline, headers=headers, params={"ma_ho_so": code})
            if not _is_passing(answer) or deadline.left_s <= PAUSE_S:
                return answer
            self._sleep(PAUSE_S)
        return ask(self._http, "GET", self._url, deadline, headers=headers, params={"ma_ho_so": code})


def _is_passing(answer: Answer) -> bool:
    captcha = answer.status == HTTPStatus.INTERNAL_SERVER_ERROR and b"captcha" in answer.body.lower()
    return captcha or answer.status in _PASSING


def _found(code: str, body: Mapping[str, Any]) -> Dossier | None:
    """The row of this very code: a search may find others beside it. Where TongSo is 0 there may be no list."""
    if not isinstance(body.get("HoSo"), list):
        if fields.text(body, "TongSo") == "0" and not body.get("HoSo"):
            return None
        raise Unavailable(f"{_WHOSE} answers without HoSo")
    return next((_dossier(code, row) for row in fields.rows(body["HoSo"]) if fields.code(row, "MaHoSo") == code), None)


def _dossier(code: str, row: Mapping[str, Any]) -> Dossier:
    said = fields.text(row, "TenTrangThai")
    return Dossier(
        code,
        procedure=fields.text(row, "TenTTHC"),
        office=fields.text(row, "DonViXuLy"),
        status=status_of(said),
        said_status=said,
        received=_moment(row.get("NgayTiepNhan")),
        due=_moment(row.get("HanGiaiQuyet")),
        returned=_moment(row.get("NgayTraKetQua")),
        applicant=fields.text(row, "TenChuHoSo", "HoTen"),
        phone_end=fields.phone_end(fields.text(row, "SoDienThoai")),
    )


def _moment(value: object) -> Any:
    return times.any_of(value, times.extended_json, times.iso, times.day_first, times.compact)
