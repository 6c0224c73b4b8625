"""The certificates that AWS's own endpoints end in.

urllib3 reads its bundle again for each connection: certifi's 117 roots take 20 ms of CPU each time, these five half of
one. Source of the list: aws.amazon.com, "How to prepare for AWS's move to its own certificate authority".
"""

import hashlib
import re
import ssl
import sys
from pathlib import Path

FILE = "amazon-roots.pem"

# SHA-256 of the certificates.
_ROOTS = {
    "8ecde6884f3d87b1125ba31ac3fcb13d7016de7f57cc904fe1cb97c6ae98196e": "Amazon Root CA 1",
    "1ba5b2aa8c65401a82960118f80bec4f62304d83cec4713a19c39c011ea46db4": "Amazon Root CA 2",
    "18ce6cfe7bf14e60b2e347b8dfe868cb31d02ebb3ada271569f50343b46db3a4": "Amazon Root CA 3",
    "e35d28419ed02025cfa69038cd623962458da5c695fbdea3c22b0bfb25897092": "Amazon Root CA 4",
    "568d6905a2c88708a4b3025190edcfedb1974a606a13c6e5290fcb2ae63edab5": "Starfield Services Root CA - G2",
}

_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----\n", re.DOTALL)


def write(python: Path) -> None:
    """Takes them from the installed certifi, so that one which is withdrawn there fails the build here."""
    found = {}
    for text in _CERTIFICATE.findall((python / "certifi" / "cacert.pem").read_text(encoding="ascii")):
        found[hashlib.sha256(ssl.PEM_cert_to_DER_cert(text)).hexdigest()] = text
    if missing := [name for digest, name in _ROOTS.items() if digest not in found]:
        sys.exit(f"certifi trusts no longer: {', '.join(missing)}")
    (python / FILE).write_text("".join(found[digest] for digest in _ROOTS), encoding="ascii")
