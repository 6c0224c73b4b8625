"""Fields of what an office's system says, and how much of them is taken in."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from hotline.services.dossier.codes import code_in

SHORT, LONG = 200, 500
"""Characters of a name, and of what an office asks for. Offices' longest procedures have 180."""


def text(row: Mapping[str, Any], *names: str, limit: int = SHORT) -> str:
    """The first of these fields that says something, on one line; numbers count, and what is no text does not."""
    for name in names:
        value = row.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and (said := _one_line(value, limit)):
            return said
    return ""


def rows(value: object) -> list[Mapping[str, Any]]:
    """The objects of a list; one object alone is a list of it."""
    each = value if isinstance(value, list) else [value]
    return [row for row in each if isinstance(row, dict)]


def code(row: Mapping[str, Any], *names: str) -> str | None:
    """The dossier's code in its normal form."""
    return code_in(unicodedata.normalize("NFKC", text(row, *names)))


def phone_end(value: str) -> str:
    """The last four digits of a phone, or four digits alone; "" for what is neither. The rest is not taken in."""
    digits = "".join(char for char in value if char.isascii() and char.isdecimal())
    return digits[-4:] if len(digits) == 4 or len(digits) >= 9 else ""


def amount(value: str) -> int | None:
    """Đồng: "50000", "50.000 đ", "50,000"; None for what is no whole number."""
    digits = (
        value.strip().lower().removesuffix("vnđ").removesuffix("vnd").removesuffix("đồng").removesuffix("đ").strip()
    )
    plain = digits.replace(".", "").replace(",", "").replace(" ", "")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) <= 12 else None


def _one_line(value: str, limit: int) -> str:
    # Half a surrogate pair is legal in JSON, but nothing behind us can store or send it.
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    joined = " ".join(unicodedata.normalize("NFC", whole).split())
    return joined if len(joined) <= limit else joined[: limit - 1] + "…"
