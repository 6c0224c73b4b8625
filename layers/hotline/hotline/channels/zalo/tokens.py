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


class Pair(Protocol):
    """A token pair as anybody keeps it; both times are those of the access token, aware."""

    @property
    def access(self) -> str:
        """What senders show."""
        ...

    @property
    def refresh(self) -> str:
        """Works once, within three months."""
        ...

    @property
    def obtained_at(self) -> datetime:
        """When its life began."""
        ...

    @property
    def expires_at(self) -> datetime:
        """When it ends."""
        ...


@dataclass(frozen=True, slots=True)
class TokenPair:
    """A Pair as Zalo gives it."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    obtained_at: datetime
    expires_at: datetime


class TokenStore(Protocol):
    """Where the pair is kept; shared by all functions."""

    def load(self) -> Pair | None:
        """The newest pair, read consistently; None where there has never been one."""
        ...

    def save(self, pair: Pair) -> None:
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
        self._pair: Pair | None = None

    def access_token(self) -> str:
        """The token to send with. Renews it only when it has expired: before that, `renew_if_due` does, elsewhere.

        Raises GrantLost, OutOfService, Unavailable, Unconfirmed; so do the other two.
        """
        pair = self._pair
        if pair is None or self._now() >= _half_life(pair):
            pair = self._load()
        if self._now() >= pair.expires_at:
            pair = self._renew(pair)
        return pair.access

    def after_refusal(self, refused: str) -> str:
        """The token to try once more with, after Zalo refused this one."""
        pair = self._load()
        return pair.access if pair.access != refused else self._renew(pair).access

    def renew_if_due(self) -> bool:
        """Renews past half of the token's life and says whether anybody did; for a schedule, at least twice a day."""
        pair = self._load()
        if self._now() < _half_life(pair):
            return False
        return self._renew(pair).refresh != pair.refresh

    def adopt(self, refresh_token: str) -> None:
        """Begins anew with a refresh token that an administrator was given, which is spent by this."""
        if not self._store.try_lock(LOCK_SECONDS):
            raise Unavailable("another function renews Zalo's token just now")
        try:
            self._spend(refresh_token)
        finally:
            self._store.unlock()

    def _load(self) -> Pair:
        pair = self._store.load()
        if pair is None:
            raise GrantLost("there is no token pair yet; an administrator of the OA must grant the app access")
        self._pair = pair
        return pair

    def _renew(self, old: Pair) -> Pair:
        """Renews, or waits for whoever does."""
        waited = 0.0
        while not self._store.try_lock(LOCK_SECONDS):
            if waited > LOCK_SECONDS:
                raise Unavailable("another function renews Zalo's token and does not come to an end")
            self._sleep(_POLL_SECONDS)
            waited += _POLL_SECONDS
            if (pair := self._load()).refresh != old.refresh:
                return pair
        try:
            return self._renew_locked(old)
        finally:
            self._store.unlock()

    def _renew_locked(self, old: Pair) -> Pair:
        if (pair := self._load()).refresh != old.refresh:
            return pair
        try:
            return self._spend(old.refresh)
        except GrantLost:
            # Somebody whose lock had ended may have spent it and stored the next one.
            if (pair := self._load()).refresh != old.refresh:
                return pair
            raise

    def _spend(self, refresh_token: str) -> Pair:
        try:
            pair = self._refresh(refresh_token)
        except Unavailable:
            # No answer: spent or not, only the same token can tell. A second silence is for the caller's alarm.
            pair = self._refresh(refresh_token)
        self._store.save(pair)
        self._pair = pair
        return pair


def _half_life(pair: Pair) -> datetime:
    """Renewed then, a token leaves half a day to try again."""
    return pair.obtained_at + (pair.expires_at - pair.obtained_at) / 2
