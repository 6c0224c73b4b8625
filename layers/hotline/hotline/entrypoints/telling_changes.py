"""Tells a citizen one change: claims it, sends it, settles it.

What the channel surely did not take is claimed again later; what it may have taken never is.
"""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Protocol

from hotline.entrypoints.answering import Tells
from hotline.errors import Blocked, OutOfService, OutsideWindow, RateLimited, Refused, Unavailable, Unconfirmed
from hotline.messages import Recipient
from hotline.observability import complain, say
from hotline.services.dossier import said_change
from hotline.services.dossier.changes import Change, Told, followed_until
from hotline.services.dossier.service import Desk
from hotline.storage.untold import Waiting
from hotline.storage.watch_claims import Standing
from hotline.storage.watch_items import Watch

RETRY_S = 300
"""When an office that did not answer is asked again about a dossier, and what was not sent is sent."""

_LONGEST_WAIT_S = 86_400
_TRIES = 3

UNKNOWN = "change unknown"
KEPT = "change kept"
"""Lines that a metric filter counts."""


class Claims(Protocol):
    """What is followed; `storage.watch_claims.WatchClaims`."""

    def claim(self, watch: Watch, told: Told, due: int, ends: int) -> Watch | None:
        """Notes what is about to be told; None if somebody else was faster."""
        ...

    def settle(self, watch: Watch) -> bool:
        """It was told."""
        ...

    def release(self, watch: Watch, due: int) -> bool:
        """It was not, for sure."""
        ...

    def keep(self, watch: Watch, change: Change, waiting: Waiting) -> bool:
        """It is said at the next contact."""
        ...

    def standings(self, citizens: Iterable[Recipient]) -> dict[Recipient, Standing]:
        """What there is about these citizens."""
        ...


class TellsChange:
    """`desk` is whom we speak for at this moment, in a language; `now` gives seconds since 1970, real time."""

    def __init__(
        self,
        claims: Claims,
        end: Callable[[Watch, str], object],
        tell: Tells,
        desk: Callable[[str], Desk],
        now: Callable[[], float] = time.time,
    ) -> None:
        self._claims = claims
        self._end = end
        self._tell = tell
        self._desk = desk
        self._now = now

    def __call__(self, watch: Watch, change: Change, waiting: Waiting, due: int) -> str:
        """How it ended; the office is asked again at `due`. Raises Unavailable and OutOfService: nothing was sent."""
        desk = self._desk(watch.lang)
        ahead = desk.now.timestamp() - self._now()
        begun = datetime.fromtimestamp(watch.consent.at + ahead, UTC)
        ends = int(followed_until(begun, change.dossier, desk.now).timestamp() - ahead)
        claimed = self._claims.claim(watch, change.told, due, ends)
        if claimed is None:
            return "overtaken"
        if watch.code in waiting.changes:
            # They have not heard of an earlier change yet: this one goes with it.
            return self._keep(claimed, change, waiting)
        return self._send(claimed, change, waiting, desk)

    def _send(self, claimed: Watch, change: Change, waiting: Waiting, desk: Desk) -> str:
        how = "told"
        try:
            self._tell(claimed.citizen, said_change.change_told(desk, change))
        except OutsideWindow:
            return self._keep(claimed, change, waiting)
        except Blocked:
            self._end(claimed, "blocked")
            return "blocked"
        except Unconfirmed:
            say(UNKNOWN, "WARNING")
            how = "unknown"
        except (Unavailable, OutOfService) as error:
            self._claims.release(claimed, self._retry_at(error))
            raise
        except Refused as error:
            # A bug of ours, which no repetition cures; the list of what is followed shows the change.
            complain("change refused", error)
            how = "refused"
        self._claims.settle(claimed)
        return how

    def _keep(self, claimed: Watch, change: Change, waiting: Waiting) -> str:
        for _ in range(_TRIES):
            earlier = waiting.changes.get(claimed.code)
            joined = Change.from_json(earlier).joined_by(change) if earlier else change
            if self._claims.keep(claimed, joined, waiting):
                say(KEPT)
                return "kept"
            # They are here at this moment, or something about another dossier was kept.
            waiting = self._claims.standings([claimed.citizen])[claimed.citizen].waiting
        return "overtaken"

    def _retry_at(self, error: Unavailable | OutOfService) -> int:
        now = int(self._now())
        at = int(error.retry_at.timestamp()) if isinstance(error, RateLimited) else now + RETRY_S
        return min(max(at, now + RETRY_S), now + _LONGEST_WAIT_S)
