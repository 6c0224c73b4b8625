"""Zalo's OAuth v4: how the OA's administrator grants us access, and how it is renewed.

Source: developers.zalo.me, official-account/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new. The codes of refusals are
not in it; they are known from several public clients.
"""

import base64
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import httpx

from hotline.channels.zalo.tokens import TokenPair
from hotline.channels.zalo.transport import number, post
from hotline.errors import GrantLost, HotlineError, OutOfService, Unconfirmed

OAUTH_URL = "https://oauth.zaloapp.com"

# Spent, expired, "refresh failed", and a verifier or address that belongs to another grant.
_GRANT_ENDED = frozenset({-14014, -14020, -118, -14003})

# An unreadable life must not cost the pair: it is kept, and renewed soon.
_SHORTEST, _LONGEST = 3_600, 90 * 86_400


def challenge(verifier: str) -> str:
    """PKCE's S256 (RFC 7636); the verifier has 43 characters with capitals, small letters and digits."""
    return base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


class OAuth:
    """Talks to the token endpoint. `app_secret` is the app's, not the OA secret key that signs webhooks."""

    def __init__(
        self,
        http: httpx.Client,
        app_id: str,
        app_secret: str,
        base_url: str = OAUTH_URL,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._http = http
        self._app_id = app_id
        self._app_secret = app_secret
        self._base_url = base_url.rstrip("/")
        self._now = now

    def permission_url(self, redirect_uri: str, verifier: str, state: str) -> str:
        """Where an administrator of the OA says yes; Zalo then calls `redirect_uri` with code, oa_id and state."""
        query = {
            "app_id": self._app_id,
            "redirect_uri": redirect_uri,
            "code_challenge": challenge(verifier),
            "state": state,
        }
        return f"{self._base_url}/v4/oa/permission?{urlencode(query)}"

    def exchange(self, code: str, verifier: str) -> TokenPair:
        """The first pair, for a code that works once within ten minutes. Raises as `refresh` does."""
        return self._ask({"code": code, "grant_type": "authorization_code", "code_verifier": verifier})

    def refresh(self, refresh_token: str) -> TokenPair:
        """The next pair; the token is spent then, and perhaps also when no answer comes.

        Raises GrantLost where an administrator must grant again, OutOfService where the app's settings are wrong,
        Unavailable where nothing was sent, and Unconfirmed where nobody knows.
        """
        return self._ask({"refresh_token": refresh_token, "grant_type": "refresh_token"})

    def _ask(self, form: dict[str, str]) -> TokenPair:
        url = f"{self._base_url}/v4/oa/access_token"
        asked_at = self._now()
        status, body = post(self._http, url, {"secret_key": self._app_secret}, form=form | {"app_id": self._app_id})
        access, refresh = body.get("access_token"), body.get("refresh_token")
        # Refusals come with HTTP 200 and sometimes without a number: only a whole pair is a success.
        if not (isinstance(access, str) and access and isinstance(refresh, str) and refresh):
            raise _refusal(status, body)
        return TokenPair(access, refresh, asked_at, asked_at + _life(body))


def _life(body: Mapping[str, Any]) -> timedelta:
    """`expires_in`, which the documentation's table calls expire_in: seconds, 90000 as a rule."""
    seconds = number(body.get("expires_in", body.get("expire_in"))) or 0
    return timedelta(seconds=min(seconds, _LONGEST) if seconds > 0 else _SHORTEST)


def _refusal(status: int, body: Mapping[str, Any]) -> HotlineError:
    code, name = number(body.get("error")), body.get("error_name")
    said = f"Zalo's token endpoint: HTTP {status}, error {code}, {name or body.get('message') or 'no explanation'}"
    if code in _GRANT_ENDED or "refresh token" in str(name).lower():
        return GrantLost(f"{said}; an administrator of the OA must grant the app access again")
    if code or name:
        return OutOfService(f"{said}; compare app id and app secret with the app's settings")
    return Unconfirmed(said)
