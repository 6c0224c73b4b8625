"""What is wrong with a feed, file and row, and whether it may be published all the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hotline.errors import BadFeed

# More broken rows than this share of a file and nobody knows what the rest is worth.
BROKEN_SHARE = 0.01
# A feed that lost half of its stops overnight was cut off, not replanned.
STOPS_KEPT = 0.5
LISTED_PER_FILE = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `row` is the line in the file, the header being 1; None means the file as a whole."""

    file: str
    row: int | None
    why: str
    refuses: bool = False

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}: {self.why}" if self.row else f"{self.file}: {self.why}"


@dataclass(slots=True)
class Findings:
    """What was found so far.

    Of each file the first 50 broken rows are kept and all are counted: a feed that is broken in a million rows must
    not fill the memory.
    """

    _kept: list[Finding] = field(default_factory=list)
    _rows: Counter[str] = field(default_factory=Counter)
    _broken: Counter[str] = field(default_factory=Counter)
    _notes: Counter[str] = field(default_factory=Counter)

    def counted(self, file: str, rows: int) -> None:
        """So many rows of a file were read."""
        self._rows[file] += rows

    def broken(self, file: str, row: int | None, why: str, rows: int = 1) -> None:
        """A row that was skipped or is of no use as it stands, or the first of several."""
        if self._broken[file] < LISTED_PER_FILE:
            self._kept.append(Finding(file, row, why))
        self._broken[file] += rows

    def note(self, file: str, row: int | None, why: str) -> None:
        """Something to mend that costs nobody a bus."""
        self._notes[file] += 1
        if self._notes[file] <= LISTED_PER_FILE:
            self._kept.append(Finding(file, row, why))

    def refuse(self, file: str, why: str, row: int | None = None) -> None:
        """Something that the feed must not be published with."""
        self._kept.append(Finding(file, row, why, refuses=True))

    def all(self) -> tuple[Finding, ...]:
        """What refuses first, then in the order found; ends with what was counted but not listed."""
        refusing = [*self._too_many_broken(), *(finding for finding in self._kept if finding.refuses)]
        others = [finding for finding in self._kept if not finding.refuses]
        return (*refusing, *others, *self._unlisted())

    def stop_if_refused(self) -> None:
        """Raises BadFeed with everything found if any of it forbids to publish."""
        found = self.all()
        if any(finding.refuses for finding in found):
            raise BadFeed(tuple(map(str, found)))

    def _too_many_broken(self) -> Iterable[Finding]:
        for file, broken in self._broken.items():
            if broken > BROKEN_SHARE * self._rows[file]:
                why = f"{broken} of {self._rows[file]} rows are broken, more than {BROKEN_SHARE:.0%}"
                yield Finding(file, None, why, refuses=True)

    def _unlisted(self) -> Iterable[Finding]:
        for counter in (self._broken, self._notes):
            for file, count in counter.items():
                if count > LISTED_PER_FILE:
                    yield Finding(file, None, f"and {count - LISTED_PER_FILE} more like these")
