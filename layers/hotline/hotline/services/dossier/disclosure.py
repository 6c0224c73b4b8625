"""How much of a file may be read by whom."""

from dataclasses import replace
from enum import StrEnum

from hotline.services.dossier.dossiers import Dossier, Fee
from hotline.services.dossier.masking import masked, redacted

_FEE = 40
_NAME = 60

# Characters that are read of an office's text: several times what is shown, so that masks leave enough of it.
_READ = 500


class Disclosure(StrEnum):
    """Who may read the name on a file: nobody here, whoever knows the phone's last four digits, or everybody."""

    MASKED = "masked"
    VERIFIED = "verified"
    FULL = "full"

    def opens(self, *, verified: bool) -> bool:
        """Whether the name may be read by somebody who gave the right digits, or did not."""
        return self is Disclosure.FULL or (self is Disclosure.VERIFIED and verified)


def shown(dossier: Dossier, code: str, *, is_open: bool) -> Dossier:
    """The dossier as it may be shown, `is_open` to one who may read the name; no text longer than there is room for.

    Anything else gets a masked name, no office's own number, and texts without names and numbers.
    """

    def text(said: str, longest: int) -> str:
        plain = _cut(" ".join(said.split()))
        if plain and not is_open:
            plain = redacted(plain, dossier.applicant, dossier.phone_end, code)
        return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"

    return replace(
        dossier,
        code=code,
        procedure=text(dossier.procedure, 140),
        office=text(dossier.office, 80),
        said_status=text(dossier.said_status, 100),
        asks=text(dossier.asks, 220),
        fees=tuple(Fee(text(fee.name, _FEE), fee.amount, text(fee.where, _FEE)) for fee in dossier.fees),
        collect_at=text(dossier.collect_at, 100),
        contact=text(dossier.contact, _NAME) if is_open else "",
        applicant=" ".join((dossier.applicant if is_open else masked(dossier.applicant)).split())[:_NAME],
        phone_end="",
    )


def _cut(text: str) -> str:
    """The beginning of a text, ending neither within a word nor within a number in groups, which hid nothing then."""
    return text if len(text) <= _READ else text[:_READ].rpartition(" ")[0].rstrip("0123456789 .,()-–—_+")
