"""What the channel tells later about a chunk's messages: delivered, seen; and its echo of those we were not sure of.

Kept beside the ledger and not in it: receipts come while the chunk is being sent, and the ledger has one writer.
"""

from dataclasses import dataclass, replace

from hotline.notices.ledger import MARK_BYTES, Ledger, mark, span
from hotline.notices.outcomes import RECEIVED, Outcome

_NOTHING = " "

DOUBLE = "!"
"""The channel's echoes show two messages to one recipient: what must never be."""


@dataclass(frozen=True, slots=True)
class Receipts:
    """A letter for each recipient, " " where nothing came, and the mark of the message that it is about."""

    letters: str
    marks: bytes
    version: int = 0

    @classmethod
    def fresh(cls, recipients: int) -> "Receipts":
        """None yet."""
        return cls(_NOTHING * recipients, bytes(MARK_BYTES * recipients))

    def told(self, position: int, message_id: str, outcome: Outcome) -> "Receipts":
        """With one more: ACCEPTED for an echo, DELIVERED or SEEN. Late and repeated ones change nothing."""
        at, known = span(position), self.letters[position]
        letter = str(outcome)
        if known != _NOTHING:
            if self.marks[at] != mark(message_id):
                # A receipt may be of another message to the same person; an echo was compared by its words.
                letter = DOUBLE if outcome is Outcome.ACCEPTED else known
            elif known == DOUBLE or RECEIVED.index(Outcome(known)) >= RECEIVED.index(outcome):
                letter = known
        if letter == known:
            return self
        letters = self.letters[:position] + letter + self.letters[position + 1 :]
        if letter == DOUBLE:
            return replace(self, letters=letters)
        marks = self.marks[: at.start] + mark(message_id) + self.marks[at.stop :]
        return replace(self, letters=letters, marks=marks)

    def mark_at(self, position: int) -> bytes:
        """Of the message that the letter is about."""
        return self.marks[span(position)]

    def over(self, ledger: Ledger) -> str:
        """The ledger's letters with what came later. Only a message that is ours, or that settles UNKNOWN, counts."""
        return "".join(map(self._over, ledger.states, range(len(ledger.states)), [ledger] * len(ledger.states)))

    def _over(self, state: str, position: int, ledger: Ledger) -> str:
        told = self.letters[position]
        if told in (_NOTHING, DOUBLE):
            return state
        outcome = Outcome(state)
        if outcome is Outcome.UNKNOWN or (outcome.is_taken and ledger.mark_at(position) == self.mark_at(position)):
            return told
        return state
