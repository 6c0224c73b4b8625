"""The one-stop office's software (một cửa): keeps dossiers, exports them, moves one on when it is told."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from hotline.cli.exports import Kept
from hotline.services.dossier.appointments import is_overdue
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.statuses import Status, status_of
from hotline.zone import VIETNAM

LISTED = 24
"""Dossiers that the page offers: one for each thing that an office may say, and one that is late."""

# What comes after a step, in the nation's words where there are any. What is over stays as it is.
_AFTER = {
    Status.REGISTERED: "Được tiếp nhận",
    Status.ACCEPTED: "Chuyển phòng chuyên môn",
    Status.PROCESSING: "Đang chờ duyệt",
    Status.PAPERS_WANTED: "Đang xử lý",
    Status.PAYMENT_WANTED: "Đang chờ duyệt",
    Status.FINISHED: "Đã trả kết quả",
    None: "Đang chờ duyệt",
}
_APPROVED = "Đã xử lý xong"


class OneStop:
    """`file` is the export. `now` is the stack's clock. Used by several threads."""

    def __init__(self, kept: Kept, file: Path, now: Callable[[], datetime]) -> None:
        self._dossiers = dict(kept.dossiers)
        self._as_of = kept.as_of
        self._file = file
        self._now = now
        self._lock = threading.Lock()
        self._listed = list(_one_of_each(self._dossiers.values(), now()))[:LISTED]

    def write(self) -> None:
        """The export, as it is now; whoever reads it meanwhile gets the one before, whole."""
        body = {"as_of": self._as_of.isoformat(), "dossiers": [_row(dossier) for dossier in self._dossiers.values()]}
        part = self._file.with_suffix(".part")
        part.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
        part.replace(self._file)

    def listed(self) -> list[Dossier]:
        """Some, for people to look at."""
        return [self._dossiers[code] for code in self._listed]

    def move_on(self, code: str) -> Dossier | None:
        """To its next step, in the export too; None where there is no such dossier, or no next step."""
        with self._lock:
            dossier = self._dossiers.get(code)
            said = next_step(dossier) if dossier else ""
            if dossier is None or not said:
                return None
            moved = _moved(dossier, said, self._now())
            self._dossiers[code] = moved
            self._as_of = moved.since or self._as_of
            self.write()
            return moved


def next_step(dossier: Dossier) -> str:
    """How the office words what comes next; "" where the dossier is over."""
    if dossier.said_status == _AFTER[Status.PROCESSING]:
        return _APPROVED
    return _AFTER.get(dossier.status, "")


def _moved(dossier: Dossier, said: str, now: datetime) -> Dossier:
    status = status_of(said)
    moved = replace(dossier, status=status, said_status=said, since=now)
    if dossier.status is Status.PAPERS_WANTED:
        moved = replace(moved, asks="")
    if dossier.status is Status.PAYMENT_WANTED:
        moved = replace(moved, fees=())
    if status is Status.FINISHED:
        moved = replace(moved, finished=now)
    return replace(moved, returned=now) if status is Status.RETURNED else moved


def _one_of_each(dossiers: Iterable[Dossier], now: datetime) -> Iterator[str]:
    """The first of each step, in the file's order; being late counts as a step."""
    seen = set()
    for dossier in dossiers:
        step = (dossier.status, dossier.said_status, is_overdue(dossier, now, VIETNAM))
        if step not in seen:
            seen.add(step)
            yield dossier.code


def _row(dossier: Dossier) -> dict[str, Any]:
    """As docs/connecting-dossiers.md describes a row of an export."""
    row: dict[str, Any] = {
        "ma_ho_so": dossier.code,
        "ten_tthc": dossier.procedure,
        "co_quan": dossier.office,
        "trang_thai": dossier.said_status or (str(int(dossier.status)) if dossier.status else ""),
        "yeu_cau": dossier.asks,
        "noi_tra": dossier.collect_at,
        "dien_thoai_co_quan": dossier.contact,
        "chu_ho_so": dossier.applicant,
        "4_so_cuoi": dossier.phone_end,
    }
    for fee in dossier.fees[:1]:
        row |= {"ten_le_phi": fee.name, "noi_nop": fee.where} | ({"le_phi": fee.amount} if fee.amount else {})
    times = {
        "trang_thai_tu": dossier.since,
        "ngay_tiep_nhan": dossier.received,
        "ngay_hen_tra": dossier.due,
        "ngay_xu_ly_xong": dossier.finished,
        "ngay_tra": dossier.returned,
    }
    return row | {name: at.isoformat() for name, at in times.items() if at}
