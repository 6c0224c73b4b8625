"""Finds the ward and the old district around an address."""

from hotline.lexicon.names import DISTRICTS, STREET_NAMES, WARDS
from hotline.services.bus.said_number import is_number
from hotline.services.bus.words import ends_name
from hotline.text import Message

WARD_WORDS = frozenset("phuong p xa x f ward".split())
DISTRICT_WORDS = frozenset("quan q huyen h tp tx district".split())


def ward_behind(message: Message, at: int, last: int, *, numbered: bool) -> tuple[int, str, str]:
    """What follows an address: its ward and its old district, and where they end."""
    words = message.words
    end, ward, district = at, "", ""
    while at < last:
        word = words[at]
        if word in (",", "-", "(", ".", ")", "\n") or (
            word in ("o", "thuoc", "ben", "khu", "vuc", "in")
            and at + 1 < last
            and (WARDS.at(message, at + 1) or words[at + 1] in WARD_WORDS | DISTRICT_WORDS)
        ):
            at += 1
            continue
        if word in WARD_WORDS and not ward:
            stop = (WARDS.at(message, at + 1) if at + 1 < last else 0) or _name_end(message, at + 1, last)
            if stop == at + 1:
                break
            if stop < last and words[stop] in ("1", "2", "i", "ii"):
                stop += 1
            ward, at = message.between(at + 1, stop), stop
        elif word in DISTRICT_WORDS and at + 1 < last and (stop := DISTRICTS.at(message, at + 1)):
            district, at = message.between(at + 1, stop), stop
        elif (stop := WARDS.at(message, at) or DISTRICTS.at(message, at)) and not _begins_address(
            message, at, stop, numbered=numbered
        ):
            if ward:
                district = district or message.between(at, stop)
            else:
                ward = message.between(at, stop)
            at = stop
        else:
            break
        end = at
    return end, ward, district


def _begins_address(message: Message, at: int, stop: int, *, numbered: bool) -> bool:
    """Whether a ward's name is the next place's instead: "Nguyễn Tất Thành - Hoàng Sa", "12 Lê Lợi, Sơn Trà 5"."""
    if not numbered and message.words[at - 1] == "-":
        return True
    return STREET_NAMES.at(message, at) == stop and stop < len(message) and is_number(message.words[stop])


def _name_end(message: Message, at: int, last: int) -> int:
    """Where a ward that the lexicon does not know ends: at most three words."""
    end = at
    while end < last and end - at < 3 and message.words[end].isalpha() and not ends_name(message, end):
        end += 1
    return end


def ward_before(message: Message, start: int, first: int) -> tuple[int, str]:
    """A ward said first: "Hoà Minh – 31 Kinh Dương Vương"."""
    at = start
    while at > first and message.words[at - 1] in (",", "-", "so", "o"):
        at -= 1
    if at == start:
        return start, ""
    for begin in range(max(first, at - 3), at):
        if WARDS.at(message, begin) == at:
            ward = message.between(begin, at)
            return begin, ward
    return start, ""
