"""Fixes whom a notice goes to, once and for all, before anybody is told."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Protocol

from hotline.messages import Recipient
from hotline.notices.sending import Addressee, ChunkKey

CHUNK = 100
"""Recipients that one message of the queue stands for."""


class Audience(Protocol):
    """Who subscribed to a notice's topic, in its areas."""

    def __call__(self, notice: str) -> Iterable[tuple[str, Addressee]]:
        """(person, where they are told), in any order, and perhaps more than once. A person may be on two channels."""
        ...


class Frozen(Protocol):
    """Where the audience is kept."""

    def put(self, chunks: Iterable[tuple[ChunkKey, Sequence[Addressee]]]) -> None:
        """Keeps chunks that nobody knows of yet."""
        ...

    def commit(self, notice: str, audience: str, firsts: Sequence[bytes], recipients: int) -> bool:
        """FREEZING becomes SENDING, to this audience; False where it is FREEZING no more."""
        ...


class Freezing:
    """Freezes. Each attempt writes chunks of its own, so one that was given up, and is not over, spoils nothing."""

    def __init__(
        self,
        audience: Audience,
        frozen: Frozen,
        enqueue: Callable[[Sequence[ChunkKey]], None],
        attempt: Callable[[], str],
        chunk: int = CHUNK,
    ) -> None:
        self._audience = audience
        self._frozen = frozen
        self._enqueue = enqueue
        self._attempt = attempt
        self._chunk = chunk

    def __call__(self, notice: str) -> int | None:
        """How many recipients; None where somebody else was first. What it does not enqueue, `Tending` will."""
        recipients = persons(self._audience(notice))
        name = self._attempt()
        chunks = [recipients[start : start + self._chunk] for start in range(0, len(recipients), self._chunk)]
        keys = [ChunkKey(notice, name, number) for number in range(len(chunks))]
        self._frozen.put(zip(keys, chunks, strict=True))
        firsts = [_place(chunk[0]) for chunk in chunks]
        if not self._frozen.commit(notice, name, firsts, len(recipients)):
            return None
        self._enqueue(keys)
        return len(recipients)


def persons(subscribed: Iterable[tuple[str, Addressee]]) -> list[Addressee]:
    """One recipient for each person, in the order of `place`."""
    told: dict[str, Addressee] = {}
    for person, addressee in subscribed:
        # Whichever channel: the same one each time, so that two attempts agree.
        if person not in told or _place(addressee) < _place(told[person]):
            told[person] = addressee
    return sorted(told.values(), key=_place)


def place(recipient: Recipient) -> bytes:
    """Where a recipient stands in an audience: a receipt finds its chunk by it, with no index of messages."""
    return sha256(recipient.key.encode()).digest()[:8]


def _place(addressee: Addressee) -> bytes:
    return place(addressee.recipient)
