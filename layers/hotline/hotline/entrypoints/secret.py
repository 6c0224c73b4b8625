"""A secret that others show to us: read once, and again when one is shown that is not it."""

import time
from collections.abc import Callable
from typing import Self

from hotline.errors import HotlineError
from hotline.observability import complain

SECRET_AGE_S = 60
"""How often, at most, a wrong one makes us look whether the secret has changed."""


class Secret:
    """`read` gives it; `now` is in seconds."""

    def __init__(self, read: Callable[[], str], now: Callable[[], float] = time.time) -> None:
        self._read = read
        self._now = now
        self._value = ""
        self._read_at = float("-inf")

    def prepare(self) -> Self:
        """Reads it now, in init; a failure is left to the first delivery."""
        try:
            self()
        except HotlineError as error:
            complain("secret not read", error)
        return self

    def __call__(self) -> str:
        """The secret as last read."""
        if not self._value:
            self._value = self._read()
            self._read_at = self._now()
        return self._value

    def renewed(self) -> bool:
        """Reads it again if that was long enough ago, and says whether it has changed."""
        if self._now() - self._read_at < SECRET_AGE_S:
            return False
        self._read_at = self._now()
        before, self._value = self._value, self._read()
        return self._value != before
