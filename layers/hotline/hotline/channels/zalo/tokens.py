"""Zalo's access token, and the one writer that may renew it.

A refresh token works once. Whoever uses it must be alone, must store the new pair before anybody uses it, and must not
believe an answer that lacks half of one; each of these has cost others their access.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from hotline.errors import GrantLost, Unavailable

LOCK_SECONDS = 60
"""Longer than two calls to the token endpoint can take, so that no lock ends under its holder."""

_POLL_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class TokenPair:
    """Both tokens and the access token's life, aware. A refresh token lives three months, if it is not used before."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    obtained_at: datetime
    expires_at: datetime

    @property
    def renew_at(self) -> datetime:
        """Half of its life: then a failed renewal leaves half a day to try again."""
        return self.obtained_at + (self.expires_at - self.obtained_at) / 2


class TokenStore(Protocol):
    """Where the pair is kept; shared by all functions."""

    def load(self) -> TokenPair:
        """The newest pair, read consistently. Raises GrantLost where there has never been one."""
        ...

    def save(self, pair: TokenPair) -> None:
        """Returns only when the pair is durable; the previous one stays beside it, for diagnosis.

        The old token is spent by now, so a pair that is not stored is access lost: worth trying again before raising.
        """
        ...

    def try_lock(self, seconds: float) -> bool:
        """Takes the lock, which ends by itself after `seconds`, or says at once that somebody else has it."""
        ...

    def unlock(self) -> None:
        """Gives the lock back, if it is still ours."""
        ...


class Refreshes(Protocol):
    """Spends a refresh token for a new pair."""

    def __call__(self, refresh_token: str) -> TokenPair:
        """Raises GrantLost for a token that is spent or expired; OutOfService, Unavailable, Unconfirmed."""
        ...


def _now() -> datetime:
    return datetime.now(UTC)


class Tokens:
    """Gives senders their access token; keeps the pair in memory between calls of one instance."""

    def __init__(
        self,
        store: TokenStore,
        refresh: Refreshes,
        now: Callable[[], datetime] = _now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._store = store
        self._refresh = refresh
        self._now = now
        self._sleep = sleep
        self._pair: TokenPair | None = None

    def access_token(self) -> str:
        """The token to send with. Renews it only when it has expired: before that, `renew_if_due` does, elsewhere."""
        pair = self._pair
        if pair is None or self._now() >= pair.renew_at:
            pair = self._pair = self._store.load()
        if self._now() >= pair.expires_at:
            pair = self._renew(pair)
        return pair.access

    def renew_if_due(self) -> bool:
        """Renews past half of the token's life and says whether it did; for a schedule, at least twice a day.

        Raises GrantLost when a person must act; Unconfirmed or Unavailable when the next run may do better.
        """
        pair = self._pair = self._store.load()
        if self._now() < pair.renew_at:
            return False
        return self._renew(pair) != pair

    def after_refusal(self, refused: str) -> str:
        """The token to try once more with, after Zalo refused this one."""
        pair = self._pair = self._store.load()
        return pair.access if pair.access != refused else self._renew(pair).access

    def _renew(self, old: TokenPair) -> TokenPair:
        """Renews, or waits for whoever does."""
        waited = 0.0
        while not self._store.try_lock(LOCK_SECONDS):
            if waited > LOCK_SECONDS:
                raise Unavailable("another function renews Zalo's token and does not come to an end")
            self._sleep(_POLL_SECONDS)
            waited += _POLL_SECONDS
            if (pair := self._store.load()) != old:
                self._pair = pair
                return pair
        try:
            self._pair = self._renew_locked(old)
        finally:
            self._store.unlock()
        return self._pair

    def _renew_locked(self, old: TokenPair) -> TokenPair:
        pair = self._store.load()
        if pair != old:
            return pair
        try:
            new = self._spend(pair.refresh)
        except GrantLost:
            # Somebody whose lock had ended may have spent it and stored the next one.
            if (pair := self._store.load()) != old:
                return pair
            raise
        self._store.save(new)
        return new

    def _spend(self, refresh_token: str) -> TokenPair:
        try:
            return self._refresh(refresh_token)
        except Unavailable:
            # No answer: spent or not, only the same token can tell. A second silence is for the caller's alarm.
            return self._refresh(refresh_token)
