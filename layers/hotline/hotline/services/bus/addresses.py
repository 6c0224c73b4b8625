"""Vietnamese street addresses: the house number that matters, the street's one spelling, the ward.

Rules and where they come from: `docs/design.md`, "Addresses".
"""

from hotline.services.bus.queries import Address


def street_key(street: str) -> str:
    """One key for every way to write a street: "Nguyễn Lương Bằng", "nguyen luong bang", "đ. NLB"; "3/2", "3 Tháng 2"."""
    raise NotImplementedError


def anchor(number: str) -> int | None:
    """The number that says where along the street it is: "K12/4" and "12/4" → 12, "755-757" → 755, "158A" → 158."""
    raise NotImplementedError


def address_in(text: str) -> Address | None:
    """The address that a text consists of, such as a stop's name ("Đối diện 256 Bạch Đằng"), or None."""
    raise NotImplementedError
