"""Leaves somebody outside in peace while they fail, so that nobody who waits for us waits for them.

What pybreaker knows is one process's: each instance of a function learns by itself, at the price of a few slow answers.
"""

from collections.abc import Callable

from pybreaker import CircuitBreaker, CircuitBreakerError

from hotline.errors import Refused, Unavailable

FAILURES = 3
"""So many in a row, and nobody is asked for a while."""

REST_S = 60.0
"""How long that is. Then one question goes through, and what becomes of it decides."""


class Breaker:
    """Asks one server. A question that it refuses (Refused) is an answer, and no failure of the server's."""

    def __init__(self, whose: str, failures: int = FAILURES, rest_s: float = REST_S) -> None:
        self._whose = whose
        self._circuit = CircuitBreaker(
            fail_max=failures, reset_timeout=rest_s, exclude=[Refused], throw_new_error_on_trip=False
        )

    def __call__[T](self, ask: Callable[[], T]) -> T:
        """What `ask` gives, or raises; Unavailable, without asking, while the server rests."""
        try:
            return self._circuit.call(ask)
        except CircuitBreakerError:
            raise Unavailable(f"{self._whose} failed too often, and is left in peace for {self._rest}") from None

    @property
    def _rest(self) -> str:
        return f"{self._circuit.reset_timeout:g} s"
