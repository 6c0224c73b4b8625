"""Binds the Zalo channel to what AWS keeps for it."""

import ssl
from collections.abc import Callable
from threading import Lock

import certifi
import httpx

from hotline.channels.zalo.client import ZaloClient
from hotline.channels.zalo.events import CHANNEL
from hotline.channels.zalo.oauth import OAuth
from hotline.channels.zalo.tokens import TokenPair, Tokens
from hotline.errors import HotlineError
from hotline.messages import Recipient, Reply
from hotline.observability import complain
from hotline.settings import Zalo, ZaloPlatform
from hotline.storage import secrets
from hotline.storage.aws import Aws
from hotline.storage.grants import Grants


class _OneAtATime:
    """The tokens, for threads: one of them renews, the others wait for what it gets."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._lock = Lock()

    def access_token(self) -> str:
        with self._lock:
            return self._tokens.access_token()

    def after_refusal(self, refused: str) -> str:
        with self._lock:
            return self._tokens.after_refusal(refused)


class ZaloAccount:
    """Our OA: who speaks for it, and with which tokens."""

    def __init__(self, aws: Aws, http: httpx.Client, channels: str, zalo: Zalo, platform: ZaloPlatform) -> None:
        self._aws = aws
        self._http = http
        self._zalo = zalo
        self._platform = platform
        self._grants = Grants(aws, channels, f"{CHANNEL}:{zalo.oa_id}")
        self.tokens = Tokens(self._grants, self._refresh)
        self.send = ZaloClient(http, self.tokens, platform.api_url).send

    def senders(self, count: int) -> list[Callable[[Recipient, Reply], str]]:
        """As `send`, each with a connection of its own, for as many threads."""
        tokens = _OneAtATime(self.tokens)
        # Reading the roots takes longer than all the rest.
        context = ssl.create_default_context(cafile=certifi.where())
        clients = (httpx.Client(verify=context) for _ in range(count))
        return [ZaloClient(client, tokens, self._platform.api_url).send for client in clients]

    def prepare(self) -> None:
        """Reads the token into memory, if it is not there or half of its life is over; a failure is the next send's."""
        try:
            self.tokens.access_token()
        except HotlineError as error:
            complain("no token", error)

    def renew(self, *, adopt: bool = False) -> str:
        """Renews the tokens where that is due; begins with the secret's refresh_token where there are none, or told to.

        Returns "adopted", "renewed" or "fresh". Raises GrantLost and OutOfService when a person must act.
        """
        if adopt or self._grants.load() is None:
            self.tokens.adopt(self._secret("refresh_token"))
            return "adopted"
        return "renewed" if self.tokens.renew_if_due() else "fresh"

    def _refresh(self, refresh_token: str) -> TokenPair:
        # The secret is read twice a day, here: nothing on a citizen's way needs it.
        oauth = OAuth(self._http, self._zalo.app_id, self._secret("app_secret"), self._platform.oauth_url)
        return oauth.refresh(refresh_token)

    def _secret(self, name: str) -> str:
        return secrets.read(self._aws, self._zalo.secret, name)
