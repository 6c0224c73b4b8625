"""Takes the dossiers that the national exchange sends: DongBoHoSoMC and CapNhatTienDoHoSoMC.

The exchange takes error_code "0" for: all of it is kept, never send it again. So it is said after the last write, and
only where every row could be used. Rows that can be are kept whatever the others are; whoever sends all of them again
changes nothing.
"""

import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any, Protocol

from hotline.entrypoints.http import Answer
from hotline.entrypoints.secret import Secret
from hotline.errors import BadEvent, Unavailable
from hotline.observability import Calls, Stopwatch, complain, say
from hotline.services.dossier import pushes
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.pushes import Kept
from hotline.services.dossier.upstream import exchange_rows, fields
from hotline.services.dossier.upstream.exchange_rows import BadRow, Step
from hotline.storage.dossiers import Pushed
from hotline.storage.items import ItemKey, Items

PATH = "/dossiers/exchange"
BODY_LIMIT = 1 << 20
ROWS = 500
TRIES = 4
READ_AT_ONCE = 100

WHOLE, STEP = "DongBoHoSoMC", "CapNhatTienDoHoSoMC"

type Change = Callable[[Kept | None, datetime], Kept | None]
"""What a row makes of what is kept. Raises BadRow."""


class PushedItems(Protocol):
    """Where pushed dossiers are kept; `storage.dossiers.DossierItems`."""

    def pushed_key(self, code: str) -> ItemKey:
        """What `pushed` is read from."""
        ...

    def read(self, keys: Iterable[ItemKey]) -> Items:
        """At most READ_AT_ONCE, as they are now."""
        ...

    def pushed(self, code: str, items: Items) -> Pushed | None:
        """What is kept."""
        ...

    def keep_pushed(self, pushed: Pushed) -> bool:
        """False if somebody else was first."""
        ...


class Intake:
    """Takes one body at a time. `clock` is the time that answers are given for."""

    def __init__(self, secret: Secret, items: PushedItems, clock: Callable[[], datetime], calls: Calls) -> None:
        self._secret = secret
        self._items = items
        self._clock = clock
        self._calls = calls

    def __call__(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The exchange's answer: `error_code`, `message`, and `errors` where rows could not be used."""
        watch = Stopwatch()
        self._calls.clear()
        try:
            if not self._is_known(headers.get("authorization", "")):
                say("unknown sender", "WARNING")
                return _answer(HTTPStatus.UNAUTHORIZED, "401", "who are you?")
            service, rows = _read(body)
            errors = self._take(rows)
        except BadEvent as bad:
            say("unreadable dossiers", "WARNING", why=str(bad))
            return _answer(HTTPStatus.BAD_REQUEST, "400", str(bad))
        except Exception as error:  # noqa: BLE001  # not all is kept, so nothing may be acknowledged
            complain("dossiers not kept", error, calls=len(self._calls))
            return _answer(HTTPStatus.SERVICE_UNAVAILABLE, "503", "not kept: send it again later")
        say("dossiers taken in", service=service, rows=len(rows), bad=len(errors) or None, ms=watch.ms)
        if errors:
            return _answer(HTTPStatus.OK, "1", f"{len(errors)} of {len(rows)} rows cannot be used", errors)
        return _answer(HTTPStatus.OK, "0", "OK")

    def _is_known(self, header: str) -> bool:
        scheme, _, shown = header.partition(" ")
        if scheme.lower() != "bearer":
            return False
        token = shown.strip().encode()
        return hmac.compare_digest(token, self._secret().encode()) or (
            self._secret.renewed() and hmac.compare_digest(token, self._secret().encode())
        )

    def _take(self, rows: "list[tuple[str, Change] | BadRow]") -> list[dict[str, Any]]:
        """Keeps what can be kept, and names the rows that cannot, from 1."""
        known = self._known({row[0] for row in rows if not isinstance(row, BadRow)})
        errors = []
        for number, row in enumerate(rows, 1):
            try:
                if isinstance(row, BadRow):
                    raise row
                self._keep(*row, known)
            except BadRow as bad:
                errors.append({"row": number, "why": str(bad)})
        return errors

    def _known(self, codes: set[str]) -> dict[str, Pushed | None]:
        known: dict[str, Pushed | None] = {}
        ordered = sorted(codes)
        for start in range(0, len(ordered), READ_AT_ONCE):
            some = ordered[start : start + READ_AT_ONCE]
            items = self._items.read([self._items.pushed_key(code) for code in some])
            known |= {code: self._items.pushed(code, items) for code in some}
        return known

    def _keep(self, code: str, change: Change, known: dict[str, Pushed | None]) -> None:
        """Writes what a row makes of a dossier, if that is something else; of what is there when it is written."""
        for _ in range(TRIES):
            now, before = self._clock(), known[code]
            kept = Kept(before.dossier, before.moment) if before else None
            made = change(kept, now)
            if made is None or made == kept:
                return
            version = before.version if before else 0
            if self._items.keep_pushed(Pushed(made.dossier, now, made.moment, version)):
                known[code] = Pushed(made.dossier, now, made.moment, version + 1)
                return
            known[code] = self._items.pushed(code, self._items.read([self._items.pushed_key(code)]))
        raise Unavailable("pushes of one dossier overtake one another")


def _read(body: bytes) -> "tuple[str, list[tuple[str, Change] | BadRow]]":
    """The service, and what each row does to which dossier. Raises BadEvent."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadEvent(f"no JSON: {type(error).__name__}") from None
    service = fields.text(sent, "service") if isinstance(sent, dict) else ""
    if service not in (WHOLE, STEP):
        raise BadEvent(f"service should be {WHOLE} or {STEP}")
    rows = sent.get("data")
    if not isinstance(rows, list) or not 0 < len(rows) <= ROWS:
        raise BadEvent(f"data should be a list of 1 to {ROWS} rows")
    is_update = str(sent.get("isUpdating", "")).strip().lower() == "true"
    return service, [_row(service, row, is_update=is_update) for row in rows]


def _row(service: str, row: object, *, is_update: bool) -> "tuple[str, Change] | BadRow":
    if not isinstance(row, dict):
        return BadRow("it is no object")
    try:
        if service == WHOLE:
            sent = exchange_rows.dossier(row)
            return sent.code, partial(_whole, sent, is_update=is_update)
        step = exchange_rows.step(row)
    except BadRow as bad:
        return bad
    return step.code, partial(_stepped, step)


def _whole(sent: Dossier, kept: Kept | None, now: datetime, *, is_update: bool) -> Kept:
    return pushes.with_whole(kept, sent, now, is_update=is_update)


def _stepped(step: Step, kept: Kept | None, now: datetime) -> Kept:
    if kept is None:
        raise BadRow(f"no such dossier is kept: send {WHOLE} first")
    return pushes.with_step(kept, step.status, step.at, now)


def _answer(status: HTTPStatus, code: str, message: str, errors: list[dict[str, Any]] | None = None) -> Answer:
    said = {"error_code": code, "message": message} | ({"errors": errors} if errors else {})
    return Answer(status, json.dumps(said, ensure_ascii=False).encode())
