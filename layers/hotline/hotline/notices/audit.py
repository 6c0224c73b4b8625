"""Proves after a notice what became of each recipient, from what was written while it was sent."""

from collections.abc import Iterable
from dataclasses import dataclass

from hotline.messages import Recipient
from hotline.notices.outcomes import Outcome, Tally
from hotline.notices.receipts import DOUBLE, Receipts
from hotline.notices.sending import Chunk


@dataclass(frozen=True, slots=True)
class Audit:
    """`findings` are what must not be, in words; `unknown` are those of whom the channel may tell yet."""

    tally: Tally
    unknown: tuple[Recipient, ...]
    findings: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Each recipient has exactly one outcome, nobody was told twice, and the counts add up."""
        return not self.findings


def audit(chunks: Iterable[tuple[Chunk, Receipts]], frozen: int, counted: Tally) -> Audit:
    """`frozen` is how many recipients the notice was frozen with, `counted` the tally that was kept on the way."""
    findings: list[str] = []
    seen: set[Recipient] = set()
    unknown: list[Recipient] = []
    tally, ledgers = Tally(), Tally()
    for number, (chunk, receipts) in enumerate(chunks):
        states = receipts.over(chunk.ledger)
        tally, ledgers = tally + Tally.of(states), ledgers + Tally.of(chunk.ledger.states)
        findings += _of_chunk(number, chunk, receipts, states)
        findings += [f"chunk {number}: recipient {at} is in the audience twice" for at in _twice(chunk, seen)]
        unknown += [
            who.recipient for who, state in zip(chunk.recipients, states, strict=True) if state == Outcome.UNKNOWN
        ]
    if tally.total != frozen:
        findings.append(f"{frozen} recipients were frozen, {tally.total} are in the ledger")
    if counted != ledgers:
        findings.append(f"counted on the way: {counted or 'nobody'}; in the ledger: {ledgers or 'nobody'}")
    return Audit(tally, tuple(unknown), tuple(findings))


def _of_chunk(number: int, chunk: Chunk, receipts: Receipts, states: str) -> Iterable[str]:
    if not chunk.closed:
        yield f"chunk {number} is not closed"
    if not len(states) == len(chunk.recipients) == len(receipts.letters):
        yield f"chunk {number}: {len(chunk.recipients)} recipients, {len(states)} outcomes"
    for position, state in enumerate(states):
        if not Outcome(state).is_final:
            yield f"chunk {number}: recipient {position} has no outcome"
        if receipts.letters[position] == DOUBLE:
            yield f"chunk {number}: recipient {position} was told twice"


def _twice(chunk: Chunk, seen: set[Recipient]) -> Iterable[int]:
    for position, recipient in enumerate(who.recipient for who in chunk.recipients):
        if recipient in seen:
            yield position
        seen.add(recipient)
