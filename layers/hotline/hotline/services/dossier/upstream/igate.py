"""VNPT iGate as ministries run it in 2026: a token for our client, then the dossier's record, its steps and its status.

The shapes are those of a public client's samples, which send these rows; where they are read from differs from office
to office, so the operator names the addresses, each with {code} in it. What each answers is known by its fields.
iGate's LoaiDoiTuong is 0, 1, 2 for citizen, business and household business, unlike the exchange's 1 and 2; neither is
taken in.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from hotline.errors import OutOfService, Unavailable
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.statuses import Status, status_of
from hotline.services.dossier.upstream import fields, times
from hotline.services.dossier.upstream.sessions import Session, Sessions, SessionStore
from hotline.services.dossier.upstream.transport import Answer, Deadline, ask

_WHOSE = "iGate"
TOKEN_S = 600
"""How long a token is used whose server does not say."""


class Igate:
    """Looks codes up at `urls`. `account` gives the client's id and secret, and is asked when a token is needed."""

    def __init__(
        self,
        http: httpx.Client,
        urls: Sequence[str],
        login_url: str,
        account: Callable[[], tuple[str, str]],
        sessions: SessionStore,
        patience_s: float,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = http
        self._urls = urls
        self._login_url = login_url or str(httpx.URL(urls[0]).join("/token"))
        self._account = account
        self._sessions = Sessions(sessions, sleep=sleep)
        self._patience_s = patience_s
        self._now = now

    def look_up(self, code: str) -> Dossier | None:
        """The dossier, or None. Raises Unavailable, and OutOfService where our account is refused."""
        deadline = Deadline(self._patience_s, self._now)
        rows = [row for url in self._urls for row in self._rows(url, code, deadline)]
        return _merged(code, [row for row in rows if fields.code(row, "MaHoSo") == code])

    def _rows(self, url: str, code: str, deadline: Deadline) -> list[Mapping[str, Any]]:
        def log_in() -> Session:
            return self._log_in(deadline)

        token = self._sessions.token(log_in, lambda: deadline.left_s)
        answer = self._ask(url, code, token, deadline)
        if answer.is_refusal:
            token = self._sessions.after_refusal(token, log_in, lambda: deadline.left_s)
            answer = self._ask(url, code, token, deadline)
        if answer.is_refusal:
            raise OutOfService(f"{_WHOSE} refuses our account: HTTP {answer.status}")
        if answer.status == HTTPStatus.NOT_FOUND:
            return []
        return list(_objects(answer.json(_WHOSE)))

    def _ask(self, url: str, code: str, token: str, deadline: Deadline) -> Answer:
        headers = {"authorization": f"Bearer {token}"}
        return ask(self._http, "GET", url.replace("{code}", quote(code, safe="")), deadline, headers=headers)

    def _log_in(self, deadline: Deadline) -> Session:
        name, secret = self._account()
        form = {"grant_type": "client_credentials", "client_id": name, "client_secret": secret}
        answer = ask(self._http, "POST", self._login_url, deadline, form=form)
        if answer.is_refusal or answer.status == HTTPStatus.BAD_REQUEST:
            raise OutOfService(f"{_WHOSE} knows neither our client's id nor its secret: HTTP {answer.status}")
        body = answer.json(_WHOSE)
        token = body.get("access_token")
        if not (isinstance(token, str) and token.isascii() and token.isprintable() and token):
            raise Unavailable(f"{_WHOSE} gives no token")
        life = fields.text(body, "expires_in")
        return Session(token, int(time.time()) + (int(life) if life.isdecimal() else TOKEN_S))


def _objects(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The rows of an answer: it is one, or has them in a list, or in `data`."""
    for inner in (body, body.get("rows"), body.get("data")):
        yield from (row for row in fields.rows(inner) if "MaHoSo" in row or "maHoSo" in row)


def _merged(code: str, rows: Sequence[Mapping[str, Any]]) -> Dossier | None:
    """What the rows say together; the status of the newest step, or where none has a time, the one that is said."""
    if not rows:
        return None
    record = next((row for row in rows if "ChuHoSo" in row or "MaTTHC" in row), {})
    steps = sorted(_steps(rows), key=lambda one: one[0])
    bare = [
        status for row in rows if "ThoiDiemXuLy" not in row and (status := status_of(fields.text(row, "TrangThai")))
    ]
    status = bare[-1] if bare else steps[-1][1] if steps else None
    since = _since(status, steps)
    return Dossier(
        code,
        procedure=fields.text(record, "TenTTHC"),
        office=fields.text(record, "TenDonViTiepNhan", "DonViXuLy") or _office(rows),
        status=status,
        since=since,
        received=_moment(record.get("NgayTiepNhan")),
        due=_moment(record.get("NgayHenTra")),
        finished=since if status is Status.FINISHED else None,
        returned=since if status is Status.RETURNED else None,
        applicant=fields.text(record, "ChuHoSo"),
        phone_end=fields.phone_end(_phone(record)),
    )


def _steps(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[datetime, Status]]:
    for row in rows:
        at, status = _moment(row.get("ThoiDiemXuLy")), status_of(fields.text(row, "TrangThai"))
        if at and status:
            yield at, status


def _since(status: Status | None, steps: Sequence[tuple[datetime, Status]]) -> datetime | None:
    """When the newest run of steps with this status began."""
    since = None
    for at, each in reversed(steps):
        if each is not status:
            break
        since = at
    return since


def _office(rows: Sequence[Mapping[str, Any]]) -> str:
    """Where the newest step that says so was made."""
    newest = sorted(rows, key=lambda row: str(row.get("ThoiDiemXuLy", "")), reverse=True)
    return next((office for row in newest if (office := fields.text(row, "PhongBanXuLy"))), "")


def _phone(record: Mapping[str, Any]) -> str:
    """The one who handed it in: ThongTinNguoiNop.ThongTinChiTiet.SoDienThoai."""
    by = record.get("ThongTinNguoiNop")
    details = by.get("ThongTinChiTiet") if isinstance(by, dict) else None
    return fields.text(details, "SoDienThoai") if isinstance(details, dict) else fields.text(record, "SoDienThoai")


def _moment(value: object) -> datetime | None:
    return times.any_of(value, times.iso, times.compact)
