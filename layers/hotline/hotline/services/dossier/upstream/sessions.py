"""The token or session that an office's server gives for our account: one for all functions, renewed by one of them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from hotline.errors import Unavailable

SPARE_S = 60
"""A token that ends sooner is not begun with."""

_POLL_S = 0.25


@dataclass(frozen=True, slots=True)
class Session:
    """What we show, and until when, in seconds since 1970."""

    token: str = field(repr=False)
    until: int


class SessionStore(Protocol):
    """Where it is kept; `storage.dossier_sessions.DossierSessions`."""

    def load(self) -> Session | None:
        """The newest."""
        ...

    def take_turn(self) -> bool:
        """Whether it is ours, alone, to log in; for some seconds."""
        ...

    def save(self, session: Session) -> None:
        """Keeps it, and ends the turn."""
        ...


class Sessions:
    """Kept in memory between look-ups. `log_in` raises Unavailable and OutOfService; so does all of this."""

    def __init__(
        self,
        store: SessionStore,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._store = store
        self._now = now
        self._sleep = sleep
        self._session: Session | None = None

    def token(self, log_in: Callable[[], Session], left_s: Callable[[], float]) -> str:
        """What to show; `left_s` says how many seconds may be waited."""
        if not self._is_good(self._session):
            self._session = self._store.load()
        if self._session and self._is_good(self._session):
            return self._session.token
        return self._renewed("", log_in, left_s)

    def after_refusal(self, refused: str, log_in: Callable[[], Session], left_s: Callable[[], float]) -> str:
        """What to try once more with."""
        kept = self._store.load()
        if kept and kept.token != refused and self._is_good(kept):
            self._session = kept
            return kept.token
        return self._renewed(refused, log_in, left_s)

    def _renewed(self, refused: str, log_in: Callable[[], Session], left_s: Callable[[], float]) -> str:
        """Logs in, or waits for whoever does."""
        while not self._store.take_turn():
            if left_s() <= 0:
                raise Unavailable("another function logs in just now")
            self._sleep(_POLL_S)
            kept = self._store.load()
            if kept and kept.token != refused and self._is_good(kept):
                self._session = kept
                return kept.token
        session = log_in()
        self._store.save(session)
        self._session = session
        return session.token

    def _is_good(self, session: Session | None) -> bool:
        return session is not None and session.until - SPARE_S > self._now()
