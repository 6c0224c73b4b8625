"""Zalo's OAuth, v4: access tokens of 25 hours, and refresh tokens that work once.

Page: developers.zalo.me, official-account/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new. Errors have HTTP status 200.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

LIFE = timedelta(seconds=90_000)


class Tokens:
    """The tokens of one app and OA. `now` is aware."""

    def __init__(self, app_id: str, app_secret: str, now: Callable[[], datetime]) -> None:
        self.app_id = app_id
        self.app_secret = app_secret
        self._now = now
        self._good_until: dict[str, datetime] = {}
        self._unspent: set[str] = set()

    def grant(self) -> dict[str, str]:
        """A new pair, as the OA's administrator gets it, in the form of Zalo's answer."""
        access, refresh = secrets.token_urlsafe(48), secrets.token_urlsafe(48)
        self._good_until[access] = self._now() + LIFE
        self._unspent.add(refresh)
        return {"access_token": access, "refresh_token": refresh, "expires_in": str(int(LIFE.total_seconds()))}

    def refresh(self, secret: str | None, form: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        """The answer to a refresh: status and body. The token that was shown is spent by a success."""
        if secret is None:
            return 404, {"message": "empty api", "error": 404}
        if form.get("app_id") != self.app_id:
            return 200, _error(-14002, "Invalid app id")
        if not secrets.compare_digest(secret.encode(), self.app_secret.encode()):
            return 200, _error(-14004, "Invalid secret key")
        if form.get("grant_type") != "refresh_token" or form.get("refresh_token", "") not in self._unspent:
            return 200, _error(-14014, "Invalid refresh token.")
        self._unspent.discard(form["refresh_token"])
        return 200, self.grant()

    def refusal(self, access_token: str | None) -> tuple[int, str] | None:
        """Zalo's error for a token that may not send, or None."""
        until = self._good_until.get(access_token or "")
        if until is None:
            return -216, "Access token is invalid"
        return (-216, "Access token has expired") if self._now() >= until else None


def _error(code: int, name: str) -> dict[str, Any]:
    return {
        "error_name": name,
        "error_reason": name,
        "ref_doc": "https://developers.zalo.me/docs/official-account/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new",
        "error_description": name,
        "error": code,
    }
