"""Finds the number of a line in what somebody wrote: "tuyến 05", "xe số 12", "R16", "bus 7", "the 12 bus"."""

from hotline.expressions import Expression
from hotline.lexicon.names import STREET_NAMES
from hotline.phrases import Phrases
from hotline.services.bus.said_address import SaidAddress
from hotline.services.bus.words import BUS
from hotline.text import Message


def names_street(message: Message, at: int) -> bool:
    """Whether a street's name, or what is written as one, begins at `at`."""
    return at < len(message) and (
        STREET_NAMES.at(message, at) > 0
        or message.words[at] in ("duong", "dg", "thang")
        or bool(message.said[at][0].isupper() and message.said[at].isalpha() and not message.said[at].isupper())
    )


_LINE = Phrases("""
tuyến|tuyến xe|tuyến xe buýt|tuyến buýt|tuyến bus|xe|xe buýt|xe bus|buýt|bus|bus number|bus no|route|route number|
bus route|bus line|line|line number|number bus|tuyến bus số|xe số|xe buýt số|xe bus số|bus số|buýt số|tuyến số|
tuyến xe số|tuyến xe buýt số|chuyến|chuyến số|chuyến xe|chuyến xe số|xe tuyến|xe tuyến số|xe buýt tuyến|
xe buýt tuyến số|bus tuyến|lộ trình|lộ trình tuyến|xe mang số|con|con số|bus #|route #|xe buýt mang số|xe bus tuyến|
em số|con xe|xe buýt của tuyến|xe buýt con
""")
_LINE_NUMBER = Expression(r"(?:r|lk)?-?\d{1,3}[a-d]?|\d{2}(?:dl|sb)")
_INITIALLED = Expression(r"t\d{2}")  # "t05", "tuyến 05"
_LETTERED = Expression(r"r\d{1,2}[a-d]?|lk\d{1,2}|\d{2}(?:dl|sb)")


def find_route(message: Message, address: SaidAddress | None) -> tuple[str, int] | None:
    """A line's number and where it is said: "tuyến 05", "xe số 12", "R16", "bus 7"."""
    words = message.words
    for at, word in enumerate(words):
        if address and address.start <= at < address.end and address.address.number:
            continue
        if word[0] in "rl0123456789" and _LETTERED.fullmatch(word):
            return word.upper(), at
        if word in ("r", "lk") and at + 1 < len(words) and _LETTERED.fullmatch(f"r{words[at + 1]}"):
            return (word + words[at + 1]).upper(), at
        if word[0] == "t" and _INITIALLED.fullmatch(word) and not _MONTH.at(message, at + 1) and _is_line(message, at):
            return word[1:], at
        end = _LINE.at(message, at)
        if not end or (word == "con" and not BUS(message)):
            continue
        ahead = end + (end < len(words) and words[end] in (":", "-", "#", "so", "ma", "la"))
        if ahead >= len(words) or not _LINE_NUMBER.fullmatch(words[ahead]):
            continue
        if (
            word == "xe"
            and end == at + 1
            and not _NOW.at(message, ahead + 1)
            and (_COUNTED.at(message, ahead + 1) or names_street(message, ahead + 1))
        ):
            continue
        return words[ahead].upper(), at
    return _numbered_bus(message, address)


_COUNTED = Phrases("=chỗ/bánh/tấn/tuổi/phần/trăm/chiếc/loại/lít/cc/người/lần/phút/giờ/ngày/km")
_NOW = Phrases("=giờ này/ni/còn/đổi/đang")
_MONTH = Phrases("này|ni|nay|tới|sau|năm|trước|/")


def _is_line(message: Message, at: int) -> bool:
    """Whether "t05" is a line's number, and "t12" no month and "t7" no Saturday."""
    return message.words[at][1] == "0" or len(message) == 1 or bool(_RUNS.at(message, at + 1)) or BUS(message)


def _numbered_bus(message: Message, address: SaidAddress | None) -> tuple[str, int] | None:
    """As in "the 12 bus", "số 12 chạy tới mấy giờ": a number that only the rest of the message makes a line's."""
    words = message.words
    for at, word in enumerate(words):
        if word.isalpha() or not _LINE_NUMBER.fullmatch(word) or (address and address.start <= at < address.end):
            continue
        following = words[at + 1] if at + 1 < len(words) else ""
        if following == "bus" and (
            at == 0 or words[at - 1] in ("the", "number", "no", "take", "is", "does", "a", "next", "last", "first")
        ):
            return word.upper(), at
        if at and words[at - 1] == "so" and words[max(at - 2, 0)] != "nha" and _runs(message, at + 1):
            return word.upper(), at
    return None


def _runs(message: Message, at: int) -> bool:
    """As in "số 9 chạy tới mấy giờ", "số 9 xe buýt nghỉ chưa", but not in "số 9 xe buýt nào gần"."""
    return bool(_RUNS.at(message, at) or (_BUS_BEHIND.at(message, at) and not _WHICH_BUS.at(message, at)))


_BUS_BEHIND = Phrases("xe buýt|xe bus|buýt|bus")
_WHICH_BUS = Phrases("xe_buýt/xe_bus/buýt/bus nào/mô/gì/chi/gần|bus stop/station")
_RUNS = Phrases(
    """
chạy|có chạy|còn chạy|đi qua|có đi|mấy giờ|bao lâu|đi đâu|đi mô|chạy tới|ghé|có ghé|hết chuyến|chuyến cuối|
bao nhiêu phút|chạy đường|lộ trình
"""
)
