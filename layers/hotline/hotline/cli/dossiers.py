"""`hotline ask` about dossiers: one message of somebody who has asked nothing before."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from hotline.cli.exports import kept
from hotline.messages import Reply
from hotline.services.dossier import said_change, service
from hotline.services.dossier.appointments import days_left, is_overdue
from hotline.services.dossier.disclosure import Disclosure, shown
from hotline.services.dossier.dossiers import Found
from hotline.services.dossier.queries import DossierQuery
from hotline.services.dossier.service import Desk
from hotline.zone import VIETNAM


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply and, where a code was looked up, what was found: nothing that the reply would not show either."""

    reply: Reply
    dossier: dict[str, Any] | None = None


def answer(query: DossierQuery, file: Path | None, now: datetime, lang: str, phone: str) -> Answer:
    """Answers from an export, the sample by default; raises Refused where that cannot be read."""
    desk = Desk(lang, phone, now, Disclosure.VERIFIED, VIETNAM)
    if query.kind == "invalid":
        return Answer(service.invalid(desk, query.text))
    if query.kind == "digits":
        return Answer(service.digits_without_code(desk))
    if query.kind == "watching":
        return Answer(said_change.listed(desk, ()))
    if query.kind != "code":
        return Answer(service.ask_code(desk))
    found = kept(file, now).found(query.code)
    verified = bool(query.digits) and service.digits_match(found, query.digits)
    reply = service.answer(desk, found, query.code, verified=verified, tried_digits=bool(query.digits))
    is_hidden = bool(query.digits) and not verified
    return Answer(reply, None if is_hidden else _to_json(found, query.code, desk, verified=verified))


def _to_json(found: Found, code: str, desk: Desk, *, verified: bool) -> dict[str, Any] | None:
    """What the reply shows, for scripts; times in the city's zone."""
    if found.dossier is None:
        return None
    dossier = shown(found.dossier, code, is_open=desk.disclosure.opens(verified=verified))
    return {
        "code": dossier.code,
        "procedure": dossier.procedure,
        "office": dossier.office,
        "status": dossier.status.name.lower() if dossier.status else None,
        "status_said": dossier.said_status,
        "since": _local(dossier.since),
        "received": _local(dossier.received),
        "due": _local(dossier.due),
        "days_left": days_left(dossier, desk.now, desk.timezone),
        "is_overdue": is_overdue(dossier, desk.now, desk.timezone),
        "finished": _local(dossier.finished),
        "returned": _local(dossier.returned),
        "asks": dossier.asks,
        "fees": [{"name": fee.name, "amount": fee.amount, "where": fee.where} for fee in dossier.fees],
        "collect_at": dossier.collect_at,
        "contact": dossier.contact,
        "applicant": dossier.applicant,
        "is_verified": verified,
        "as_of": _local(found.as_of),
    }


def _local(moment: datetime | None) -> str | None:
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds") if moment else None
