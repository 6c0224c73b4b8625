"""One dossier, as the office that keeps it tells about it, whatever system it keeps it in."""

import json
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any, Protocol, Self

from hotline.services.dossier.statuses import Status


@dataclass(frozen=True, slots=True)
class Fee:
    """Something to pay. `amount` is in đồng, None where the office does not say; so is `where` with ""."""

    name: str
    amount: int | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of it; "" and None where the office does not say. All times are aware.

    `office` received it or works on it. `said_status` is how the office words the status, and `status` None where that
    is none of the nation's. `due` is the appointment (ngày hẹn trả), `finished` when the work ended, `returned` when
    the result was handed over. `asks` is what the citizen must bring or do, in the office's words; `collect_at` where
    the result waits; `contact` the office's number. `applicant` and `phone_end`, the last four digits of the
    applicant's phone, are personal; nothing else of the applicant is taken in.
    """

    code: str
    procedure: str = ""
    office: str = ""
    status: Status | None = None
    said_status: str = ""
    since: datetime | None = None
    received: datetime | None = None
    due: datetime | None = None
    finished: datetime | None = None
    returned: datetime | None = None
    asks: str = ""
    fees: tuple[Fee, ...] = ()
    collect_at: str = ""
    contact: str = ""
    applicant: str = ""
    phone_end: str = ""

    def to_json(self) -> dict[str, Any]:
        """What is known, for the Cache; times in seconds since 1970. `from_json` reads it."""
        body: dict[str, Any] = {"code": self.code}
        for field in fields(self):
            value = getattr(self, field.name)
            if value in ("", None, ()):
                continue
            if isinstance(value, datetime):
                value = int(value.timestamp())
            elif field.name == "fees":
                value = [[fee.name, fee.amount, fee.where] for fee in self.fees]
            body[field.name] = value
        return body

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Self:
        """Reads what `to_json` wrote."""
        known = dict(body)
        for name in _TIMES & known.keys():
            known[name] = datetime.fromtimestamp(known[name], UTC)
        if "status" in known:
            known["status"] = Status(known["status"])
        return cls(**known | {"fees": tuple(Fee(*fee) for fee in known.get("fees", ()))})

    def to_bytes(self) -> bytes:
        """The same, packed."""
        return json.dumps(self.to_json(), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Reads what `to_bytes` wrote."""
        return cls.from_json(json.loads(data))


_TIMES = frozenset({"since", "received", "due", "finished", "returned"})


@dataclass(frozen=True, slots=True)
class Found:
    """What an office said of a code: `dossier` is None where it knows none. `as_of` is when it said so, aware."""

    dossier: Dossier | None
    as_of: datetime


class Upstream(Protocol):
    """Whoever keeps the dossiers; the adapters are in `upstream`."""

    def look_up(self, code: str) -> Dossier | None:
        """The dossier of a code in its normal form; None where there is none.

        Raises Unavailable (ask later), OutOfService (a person must act: account, contract).
        """
        ...


def date_of(code: str) -> date:
    """The day that a code in its normal form says it was received on."""
    digits = code.split("-")[1]
    year = int(digits[:-4]) + (2000 if len(digits) == 6 else 0)
    return date(year, int(digits[-4:-2]), int(digits[-2:]))
