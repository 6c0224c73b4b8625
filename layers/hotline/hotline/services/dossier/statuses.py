"""Where a dossier stands: the ten statuses that the national exchange uses."""

from enum import IntEnum


class Status(IntEnum):
    """The codes of TrangThaiHoSo, on which four independent systems agree; the circular itself was not read."""

    REGISTERED = 1
    ACCEPTED = 2
    REJECTED = 3
    PROCESSING = 4
    PAPERS_WANTED = 5
    PAYMENT_WANTED = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RETURNED = 10

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self in (Status.REJECTED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED)
