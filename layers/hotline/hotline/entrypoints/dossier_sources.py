"""The system that a city's dossiers are kept in, as its operator has named it. No other one's adapter is loaded."""

from collections.abc import Callable
from datetime import datetime

import httpx

from hotline.entrypoints.dossiers import AskedDossiers, Dossiers, KeptDossiers
from hotline.services.dossier.dossiers import Upstream
from hotline.settings import DossierSource
from hotline.storage import secrets
from hotline.storage.aws import Aws
from hotline.storage.dossier_exports import DossierExports
from hotline.storage.dossier_sessions import DossierSessions
from hotline.storage.dossiers import DossierItems


def dossiers(
    aws: Aws, http: httpx.Client, table: str, told: DossierSource, clock: Callable[[], datetime], patience_s: float
) -> Dossiers:
    """What is known of dossiers; whoever asks waits for `patience_s` at most."""
    items = DossierItems(aws, table)
    if told.name in ("file", "pushed"):
        return KeptDossiers(items, DossierExports(aws, table) if told.name == "file" else None, clock)
    upstream = _upstream(aws, http, table, told, patience_s)
    return AskedDossiers(items, upstream, clock, told.fresh_s, aws.calls, patience_s)


def _upstream(aws: Aws, http: httpx.Client, table: str, told: DossierSource, patience_s: float) -> Upstream:
    sessions = DossierSessions(aws, table, told.name)

    def account() -> tuple[str, str]:
        return secrets.read(aws, told.secret, "username"), secrets.read(aws, told.secret, "password")

    if told.name == "danang":
        from hotline.services.dossier.upstream.danang import Danang

        return Danang(http, told.urls[0], told.login_url, account, sessions, patience_s)
    if told.name == "exchange":
        from hotline.services.dossier.upstream.exchange import Exchange

        return Exchange(http, told.urls[0], told.login_url, account, sessions, patience_s)
    from hotline.services.dossier.upstream.igate import Igate

    return Igate(http, told.urls, told.login_url, account, sessions, patience_s)
