"""Takes in what the channel tells later: which chunk a receipt is of, and whether it is of our message at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from hotline.messages import Recipient
from hotline.notices.ledger import mark
from hotline.notices.outcomes import Outcome
from hotline.notices.receipts import Receipts
from hotline.notices.sending import Chunk, ChunkKey


@dataclass(frozen=True, slots=True)
class Receipt:
    """The channel says that a message was sent (ACCEPTED: its echo, with the words' mark), DELIVERED or SEEN."""

    recipient: Recipient
    message_id: str
    outcome: Outcome
    words: bytes = b""


@dataclass(frozen=True, slots=True)
class Entry:
    """One recipient in one chunk, and the marks of the words that the notice says, a language each."""

    key: ChunkKey
    position: int
    chunk: Chunk
    receipts: Receipts
    words: frozenset[bytes]


class Books(Protocol):
    """Where recent notices are."""

    def entries(self, recipient: Recipient) -> Iterable[Entry]:
        """Where this recipient stands in them, the newest notice first."""
        ...

    def write_receipts(self, key: ChunkKey, receipts: Receipts) -> bool:
        """False where somebody else wrote meanwhile."""
        ...


class Receiving:
    """Takes one receipt; False where it should be shown again in a while."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def __call__(self, receipt: Receipt) -> bool:
        """Whether it is done with; most receipts are of answers, not of notices."""
        is_early = False
        for entry in self._books.entries(receipt.recipient):
            state = Outcome(entry.chunk.ledger.states[entry.position])
            if not _is_ours(receipt, entry, state):
                # Delivered before the worker has noted what it sent.
                is_early |= state is Outcome.UNKNOWN and not receipt.words
                continue
            told = entry.receipts.told(entry.position, receipt.message_id, receipt.outcome)
            return told is entry.receipts or self._books.write_receipts(entry.key, told)
        return not is_early


def _is_ours(receipt: Receipt, entry: Entry, state: Outcome) -> bool:
    known = {entry.chunk.ledger.mark_at(entry.position), entry.receipts.mark_at(entry.position)}
    if mark(receipt.message_id) in known:
        return state.is_taken or state is Outcome.UNKNOWN
    # An echo alone says what it is of. Whoever is waiting still has not been told by us.
    return receipt.words in entry.words and (state.is_taken or state is Outcome.UNKNOWN)
