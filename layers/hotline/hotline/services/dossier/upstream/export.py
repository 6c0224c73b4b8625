"""An office's export: CSV with a header, or JSON, as docs/connecting-dossiers.md describes them.

A row that cannot be used is named, with why, and the others count. Nothing that a finding says is a person's.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline.errors import Refused
from hotline.services.dossier.dossiers import Dossier, Fee
from hotline.services.dossier.statuses import status_of
from hotline.services.dossier.upstream import fields, times
from hotline.services.dossier.upstream.export_columns import MUST, column_of

LIMIT = 128 << 20
"""Bytes."""

ROWS = 400_000
"""More do not fit the buckets that they are published in."""


class BadExport(Refused):
    """The file cannot be published. `findings` are lines that a person can act on: row, why."""

    def __init__(self, findings: tuple[str, ...]) -> None:
        super().__init__("; ".join(findings[:3]))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Export:
    """What a file holds: dossiers by their code, findings about single rows, and the time that it names, if any."""

    dossiers: dict[str, Dossier]
    findings: tuple[str, ...]
    as_of: datetime | None = None


def read(data: bytes) -> Export:
    """Reads either form; JSON begins with a bracket. Raises BadExport for what is neither, or lacks a column."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadExport((f"byte {error.start + 1}: not UTF-8; save it as “CSV UTF-8”",)) from None
    rows, as_of = _json(text) if text.lstrip()[:1] in ("[", "{") else (_csv(text), None)
    dossiers: dict[str, Dossier] = {}
    findings: list[str] = []
    for number, row in rows:
        try:
            dossier = _dossier(row)
        except _BadRow as bad:
            findings.append(f"row {number}: {bad}")
            continue
        if dossier.code in dossiers:
            findings.append(f"row {number}: the same code as a row before; the later one counts")
        dossiers[dossier.code] = dossier
        if len(dossiers) > ROWS:
            raise BadExport((f"row {number}: more than {ROWS:,} dossiers; leave out what was returned long ago",))
    return Export(dossiers, tuple(findings), as_of)


class _BadRow(Exception):
    """Why a row cannot be used."""


def _csv(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Rows by their numbers in the file, the header's being 1, with our names of the columns."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = [column_of(header) for header in next(reader, [])]
        _require(columns, "row 1: no column")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                named = zip(columns, cells, strict=False)
                yield reader.line_num, {column: cell for column, cell in named if column and cell.strip()}
    except csv.Error as error:
        raise BadExport((f"row {reader.line_num}: {error}",)) from None


def _json(text: str) -> tuple[Iterator[tuple[int, Mapping[str, Any]]], datetime | None]:
    """Rows by their numbers in the list, from 1."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadExport((f"no JSON: {error}" if isinstance(error, ValueError) else "no JSON: too deep",)) from None
    as_of = times.iso(body.get("as_of")) if isinstance(body, dict) else None
    listed = body.get("dossiers") if isinstance(body, dict) else body
    if not isinstance(listed, list):
        raise BadExport(('no list of dossiers: it should be […], or {"as_of": …, "dossiers": […]}',))
    objects = [row for row in listed if isinstance(row, dict)]
    if objects:
        _require([column_of(name) for name in objects[0]], "row 1: no field")
    return _named(listed), as_of


def _named(listed: list[Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, row in enumerate(listed, 1):
        given = row if isinstance(row, dict) else {}
        yield number, {column: value for name, value in given.items() if (column := column_of(name))}


def _require(columns: list[str | None], where: str) -> None:
    names = {"code": "mã hồ sơ", "status": "trạng thái"}
    if missing := [f"“{names[column]}”" for column in MUST if column not in columns]:
        raise BadExport((f"{where} {' and no '.join(missing)}",))


def _dossier(row: Mapping[str, Any]) -> Dossier:
    code = fields.code(row, "code")
    if code is None:
        raise _BadRow("the code is missing or none")
    said = fields.text(row, "status")
    if not said:
        raise _BadRow("no status")
    status = status_of(said)
    if status is None and said.isdecimal():
        raise _BadRow("the status is a number, and not one of 1 to 10")
    return Dossier(
        code,
        status=status,
        said_status="" if said.isdecimal() else said,
        fees=_fees(row),
        asks=fields.text(row, "asks", limit=fields.LONG),
        phone_end=_phone_end(row),
        procedure=fields.text(row, "procedure"),
        office=fields.text(row, "office"),
        collect_at=fields.text(row, "collect_at"),
        contact=fields.text(row, "contact"),
        applicant=fields.text(row, "applicant"),
        since=_moment(row, "since"),
        received=_moment(row, "received"),
        due=_moment(row, "due"),
        finished=_moment(row, "finished"),
        returned=_moment(row, "returned"),
    )


def _moment(row: Mapping[str, Any], name: str) -> datetime | None:
    written = fields.text(row, name)
    if not written:
        return None
    found = times.any_of(written, times.iso, times.day_first, times.compact)
    if found is None:
        raise _BadRow(f"{name} is no time: write 2026-11-24 08:30, 24/11/2026 08:30 or 20261124083000")
    return found


def _fees(row: Mapping[str, Any]) -> tuple[Fee, ...]:
    name, written = fields.text(row, "fee_name"), fields.text(row, "fee_amount")
    amount = fields.amount(written) if written else None
    if written and amount is None:
        raise _BadRow("the fee is no amount of đồng: write 50000 or 50.000")
    if not name and not amount:
        return ()
    return (Fee(name, amount, fields.text(row, "fee_where")),)


def _phone_end(row: Mapping[str, Any]) -> str:
    written = fields.text(row, "phone_end")
    if not written:
        return ""
    # A spreadsheet takes the zero of "0905123456" for nothing, and leaves nine digits; of "0456" it leaves three.
    end = fields.phone_end(written.zfill(4) if written.isdecimal() and len(written) < 4 else written)
    if not end:
        raise _BadRow("the phone is none: write the number, or its last four digits")
    return end
