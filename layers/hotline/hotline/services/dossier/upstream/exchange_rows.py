"""Rows of the national exchange: DongBoHoSoMC's, which is a whole dossier, and CapNhatTienDoHoSoMC's, which is a step.

Field names are those of OpenCPS 2 and others who send them. Times are yyyyMMddHHmmss in Hanoi. Of the applicant the
name and the last four digits of the phone are read; who works on it is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline.services.dossier.dossiers import Dossier, Fee
from hotline.services.dossier.statuses import Status, status_of
from hotline.services.dossier.upstream import fields
from hotline.services.dossier.upstream.times import compact


class BadRow(ValueError):
    """Why a row cannot be used; names fields, never what stands in them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a dossier's way: the status since `at`."""

    code: str
    status: Status
    at: datetime


def dossier(row: Mapping[str, Any], *, pushed: bool = True) -> Dossier:
    """A row of DongBoHoSoMC, or of TraCuuHoSo's answer. Raises BadRow.

    What is `pushed` goes back to its sender where it cannot be read. What was asked for is shown as far as it can be:
    a status of the office's own in its words, and no time where it is none.
    """
    code, said_status = _code(row), fields.text(row, "TrangThaiHoSo")
    status = _status(row, "TrangThaiHoSo") if pushed else status_of(said_status)
    read = _moment if pushed else _moment_if_any
    received, finished, returned = (read(row, name) for name in ("NgayTiepNhan", "NgayKetThucXuLy", "NgayTra"))
    supplements = fields.rows(row.get("DanhSachHoSoBoSung") or [])
    wanted = [one for one in supplements if not compact(one.get("NgayTiepNhanBoSung"))]
    asked = max((at for one in wanted if (at := compact(one.get("NgayBoSung")))), default=None)
    since = {
        Status.RETURNED: returned,
        Status.FINISHED: finished,
        Status.PAPERS_WANTED: asked,
        Status.ACCEPTED: received,
    }
    return Dossier(
        code,
        procedure=fields.text(row, "TenTTHC"),
        office=fields.text(row, "DonViXuLy"),
        status=status,
        said_status="" if status else said_status,
        since=since.get(status) if status else None,
        received=received,
        due=_due(read(row, "NgayHenTra"), supplements),
        finished=finished,
        returned=returned,
        asks="; ".join(filter(None, (fields.text(one, "NoiDungBoSung", limit=fields.LONG) for one in wanted[-3:]))),
        fees=tuple(_fees(row)),
        applicant=fields.text(row, "ChuHoSo"),
        phone_end=fields.phone_end(fields.text(row, "SoDienThoai")),
    )


def step(row: Mapping[str, Any]) -> Step:
    """A row of CapNhatTienDoHoSoMC. Raises BadRow."""
    code, status, at = _code(row), _status(row, "TrangThai"), _moment(row, "ThoiDiemXuLy")
    if at is None:
        raise BadRow("ThoiDiemXuLy is missing")
    return Step(code, status, at)


def _code(row: Mapping[str, Any]) -> str:
    code = fields.code(row, "MaHoSo")
    if code is None:
        raise BadRow("MaHoSo is missing or no dossier code")
    return code


def _status(row: Mapping[str, Any], name: str) -> Status:
    status = status_of(fields.text(row, name))
    if status is None:
        raise BadRow(f"{name} is none of 1 to 10")
    return status


def _moment(row: Mapping[str, Any], name: str) -> datetime | None:
    written = fields.text(row, name)
    moment = compact(written)
    if written and moment is None:
        raise BadRow(f"{name} is no time: yyyyMMddHHmmss")
    return moment


def _moment_if_any(row: Mapping[str, Any], name: str) -> datetime | None:
    return compact(fields.text(row, name))


def _due(due: datetime | None, supplements: list[Mapping[str, Any]]) -> datetime | None:
    """The appointment; where the row still has the one that a supplement has moved, the new one."""
    for one in supplements:
        moved = compact(one.get("NgayHenTraMoi"))
        if moved and due == compact(one.get("NgayHenTraTruoc")):
            due = moved
    return due


def _fees(row: Mapping[str, Any]) -> list[Fee]:
    """What costs something."""
    listed = fields.rows(row.get("DanhSachLePhi") or [])[:10]
    read = [(fields.text(one, "TenPhiLePhi"), fields.amount(fields.text(one, "Gia") or "0")) for one in listed]
    return [Fee(name, amount) for name, amount in read if amount != 0 and (name or amount)]
