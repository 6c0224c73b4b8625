"""Whether a webhook body comes from Zalo."""

import hmac
import re
from hashlib import sha256

from hotline.channels.zalo.body import parse, text
from hotline.errors import BadSignature

HEADER = "x-zevent-signature"

# Published code and pages write "mac=", "mac = " or nothing before the hash, in either case.
_MAC = re.compile(r"\s*(?:mac\s*=\s*)?([0-9a-f]{64})\s*", re.IGNORECASE | re.ASCII)


def verify(body: bytes, header: str | None, app_id: str, secret: str) -> None:
    """Raises BadSignature unless `header` is Zalo's signature of these very bytes.

    `app_id` is ours, never the body's; `secret` is the OA secret key of the webhook settings, not the app's. Raises
    BadEvent for a body that is no JSON object. The unsigned `{}` with which Zalo tries a new address is the caller's.

    The age of the timestamp is no reason to refuse: Zalo sends again with the old one, up to 1 h 50 min later.
    """
    fields = parse(body)
    if "app_id" in fields and text(fields, "app_id") != app_id:
        raise BadSignature("the body names another app")
    timestamp = text(fields, "timestamp")
    if not timestamp:
        raise BadSignature("the body has no timestamp")
    given = _MAC.fullmatch(header or "")
    if given is None:
        raise BadSignature("the header is missing or holds no SHA-256")
    # A plain hash, no HMAC, without separators: the formula is Zalo's.
    signed = b"".join((app_id.encode(), body, timestamp.encode(), secret.encode()))
    if not hmac.compare_digest(sha256(signed).hexdigest(), given[1].lower()):
        raise BadSignature("the signature is of another body or another secret")
