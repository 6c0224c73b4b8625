"""Binds the task that tells of changes to what AWS keeps."""

from collections.abc import Callable
from datetime import timedelta

from hotline.entrypoints.answering import Tells
from hotline.entrypoints.following import Ends
from hotline.entrypoints.telling_changes import TellsChange
from hotline.entrypoints.watching import Watching
from hotline.services.dossier.dossiers import Found
from hotline.services.dossier.service import Desk
from hotline.settings import DossierSource
from hotline.storage.aws import Aws
from hotline.storage.untold import Untold
from hotline.storage.watch_claims import WatchClaims
from hotline.storage.watches import Watches


def watching_for(
    aws: Aws,
    citizens: str,
    find: Callable[[str], Found],
    tell: Tells,
    desk: Callable[[str], Desk],
    interval: timedelta,
    stale: timedelta | None,
) -> Watching:
    """The task; `citizens` is a table's name."""
    claims, end = WatchClaims(aws, citizens), Ends(Watches(aws, citizens), Untold(aws, citizens))
    return Watching(claims, end, find, TellsChange(claims, end, tell, desk), desk, interval, stale)


def stale_after(told: DossierSource) -> timedelta | None:
    """How old an answer of a system is that we ask, when it does not answer; None for one that sends us what it has."""
    return None if told.name in ("file", "pushed") else timedelta(seconds=told.fresh_s + 60)
