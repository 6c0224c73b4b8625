"""Finds an address in what somebody wrote: house number or alley, street, ward.

    54 Nguyễn Lương Bằng · Nguyễn Lương Bằng số 54 · k408/21 hoang dieu · số 7 kiệt 21 hẻm 5 đường Nguyễn Công Trứ ·
    30/4 số 76 · 22 Phan Tứ, p. Ngũ Hành Sơn · Hoà Minh – 31 Kinh Dương Vương

A street that the lexicon knows is found anywhere; one that it does not know only after a house number or "đường".
"""

from typing import NamedTuple

from hotline.lexicon.names import PLACE_NOUNS
from hotline.phrases import Phrases
from hotline.services.bus.queries import Address
from hotline.services.bus.said_number import HOUSES, folded_number, is_number, numbers_before, numbers_behind
from hotline.services.bus.said_street import SaidStreet, street_at
from hotline.services.bus.said_ward import DISTRICT_WORDS, WARD_WORDS, ward_before, ward_behind
from hotline.text import Message


class SaidAddress(NamedTuple):
    """An address and the words that say it. `called` is whether "đường" or the like stands before the street."""

    address: Address
    start: int
    end: int
    called: bool

    @property
    def label(self) -> str:
        """Number and street, as an end of a journey is named."""
        return f"{self.address.number} {self.address.street}".strip()


def find_address(message: Message, start: int = 0, end: int | None = None, *, first: int = 0) -> SaidAddress | None:
    """The best address in the words from `start` to `end`: one with a house number before one without.

    Its number, and the word that calls it a street, may stand before `start`, from `first` on.
    """
    last = len(message) if end is None else end
    first = max(first, 0) if first else start
    best: SaidAddress | None = None
    at = start
    while at < last:
        street = street_at(message, at, first)
        if street and street.end <= last:
            said = _around(message, street, first, last)
            if said and (best is None or _worth(said) > _worth(best)):
                best = said
            at = max(street.end, at + 1)
        else:
            at += 1
    return best


def _worth(said: SaidAddress) -> tuple[bool, bool]:
    return bool(said.address.number), said.called


def _around(message: Message, street: SaidStreet, first: int, last: int) -> SaidAddress | None:
    """The street with the number before or behind it and the ward around them."""
    start, parts = numbers_before(message, street.start, first)
    end = street.end
    if not parts:
        end, parts = numbers_behind(message, street.end, last)
    elif all(kind in "KH" for kind, _ in parts):
        behind, more = numbers_behind(message, street.end, last)
        if more and more[0][0] == "house" and message.words[behind - 2] in HOUSES:
            end, parts = behind, parts + more[:1]
        if street.start > first and not parts and not street.called and _is_part_of_a_place(message, street, first):
            return None
    number = folded_number(parts)
    end, ward, district = ward_behind(message, end, last, numbered=bool(number))
    later = _HOUSE_LATER.at(message, end) if ward and not number else 0
    if 0 < later < last and is_number(message.words[later]):  # "Quốc lộ 1A xã Hòa Phước, nhà tôi số 88"
        number, end = message.words[later].upper(), later + 1
    if not ward:
        start, ward = ward_before(message, start, first)
    if not number and not street.known and not street.called:
        return None
    return SaidAddress(Address(street.name, number, ward, district), start, end, street.called)


_HOUSE_LATER = Phrases("""
số|số nhà|=nhà số|, số|, số nhà|, =nhà số|, =nhà em/tôi/tui/mình/con/cháu/bà/ngoại số|
=nhà em/tôi/tui/mình/con/cháu số
""")


def _is_part_of_a_place(message: Message, street: SaidStreet, first: int) -> bool:
    """As in "chợ Nguyễn Tri Phương", "phường Ngũ Hành Sơn": the name is a place's, not the street's."""
    before = message.words[street.start - 1]
    if before in WARD_WORDS or before in DISTRICT_WORDS:
        return True
    return any(PLACE_NOUNS.at(message, at) == street.start for at in range(max(first, street.start - 4), street.start))


def find_alley(message: Message) -> SaidAddress | None:
    """An alley whose street is not said: "kiệt 12", "K12/12"; the street is ""."""
    for end in range(len(message), 0, -1):
        if not is_number(message.words[end - 1]):
            continue
        start, parts = numbers_before(message, end, 0)
        first = message.words[start] if parts else ""
        if (any(kind in "KH" for kind, _ in parts) and first not in ("h", "k") and first[0] != "h") or first == "hem":
            stop, ward, district = ward_behind(message, end, len(message), numbered=True)
            return SaidAddress(Address("", folded_number(parts), ward, district), start, stop, called=False)
    return None
