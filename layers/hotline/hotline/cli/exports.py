"""Exports of dossiers for the command line and the local stack: a file of an office's, or the sample that ships."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hotline.errors import Refused
from hotline.services.dossier.dossiers import Dossier, Found
from hotline.services.dossier.upstream import export
from hotline.services.dossier.upstream.export import BadExport
from hotline.zone import VIETNAM

# In a checkout the sample lies beside the layer; the functions never read it.
SAMPLE = Path(__file__).parents[4] / "infra" / "local" / "sample" / "dossiers.csv"

WRITTEN = date(2026, 11, 24)
"""The day that the sample's dates are written for."""

_MOVED = ("since", "due", "finished", "returned")


class Kept:
    """What an export says, as of a time (aware)."""

    def __init__(self, dossiers: Mapping[str, Dossier], as_of: datetime) -> None:
        self.dossiers = dict(dossiers)
        self.as_of = as_of

    def found(self, code: str) -> Found:
        """What it says of a code in its normal form."""
        return Found(self.dossiers.get(code), self.as_of)


def kept(file: Path | None, now: datetime) -> Kept:
    """Reads a file, the sample by default, at `now` (aware). Raises Refused with what is wrong with it."""
    path = file or SAMPLE
    if not path.is_file():
        raise Refused(f"{path}: no such file; give an export of dossiers, CSV or JSON")
    if path.stat().st_size > export.LIMIT:
        raise Refused(f"{path}: over {export.LIMIT >> 20} MB")
    try:
        read = export.read(path.read_bytes())
    except BadExport as bad:
        raise Refused(f"{path}: {bad}") from bad
    if not read.dossiers:
        raise Refused(f"{path}: {read.findings[0] if read.findings else 'no dossiers'}")
    if file is None:
        return Kept({code: _moved(dossier, now) for code, dossier in read.dossiers.items()}, now)
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Kept(read.dossiers, min(read.as_of or written, now))


def _moved(dossier: Dossier, now: datetime) -> Dossier:
    """A dossier of the sample in the week of `now`; weekdays stay what they are, and so does the code with its day."""
    weeks = max(0, (now.astimezone(VIETNAM).date() - WRITTEN).days // 7)
    times = {name: getattr(dossier, name) for name in _MOVED}
    return replace(dossier, **{name: at + timedelta(weeks=weeks) for name, at in times.items() if at})
