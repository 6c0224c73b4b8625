"""Finds a journey in two places with a mark between them: "A -> B", "A — B", "A, B"."""

from hotline.lexicon.names import PLACES, WARDS
from hotline.phrases import Phrases
from hotline.services.bus.queries import Journey
from hotline.services.bus.said_address import find_address
from hotline.services.bus.said_place import crossing_at, read_place
from hotline.text import Message

_POLITE = Phrases("""
=dạ|=ạ|vâng|cám ơn|cảm ơn|xin chào|chào|pls|please|thanks|thank you|cho hỏi|cho em hỏi|cho con hỏi|cho mình hỏi|
cho tôi hỏi|cho tui hỏi|ad|ơi|ad ơi|em ơi|bạn ơi|xe buýt|bus|xe bus|xe|tuyến nào|xe nào|xe mô|buýt|anh|chị|em|shop|
nha|nhé|với|?|!|.|:|~|,|"|hi|hello|đi xe nào|đi xe mô|đi tuyến nào|thì|lộ trình|đường đi|chỉ đường|có xe không|
có xe|không|=đi
""")
_CITY = Phrases("đà nẵng|tp đà nẵng|thành phố đà nẵng|da nang city|quận hải châu|việt nam|vn|danang")
_DIVISIONS = frozenset("p phuong q quan xa x h huyen tp tx".split())


def find_pair(message: Message) -> Journey | None:
    """As in "A -> B", "A — B" or "A, B", and nothing else: the form that the city's old service taught people."""
    words = message.words
    mark = next((mark for mark in (">", "-", ",", "\n") if mark in words), None)
    if mark is None or words.count(mark) > 4 or crossing_at(message, _first_word(message)):
        return None
    pieces: list[tuple[int, int]] = []
    start = 0
    for at in (*(at for at, word in enumerate(words) if word == mark), len(words)):
        if piece := trimmed(message, start, at):
            pieces.append(piece)
        start = at + 1
    # A name may have a dash of its own: "bệnh viện Phụ sản - Nhi - chợ Cồn".
    for split in range(1, len(pieces) if mark == "-" else min(len(pieces), 2)):
        left, right = (pieces[0][0], pieces[split - 1][1]), (pieces[split][0], pieces[-1][1])
        if (len(pieces) == 2 or mark == "-") and (found := _pair(message, left, right, sure=mark == ">")):
            return found
    return None


def _first_word(message: Message) -> int:
    """Where the message begins, greetings apart."""
    piece = trimmed(message, 0, len(message))
    return piece[0] if piece else 0


def _pair(message: Message, left: tuple[int, int], right: tuple[int, int], *, sure: bool) -> Journey | None:
    """Two pieces that are a place each, and not one address with its ward. An arrow needs no proof of either."""
    origin, destination = read_place(message, *left), read_place(message, *right)
    if not origin or not destination:
        return None
    if not _POLITE.cover(message, origin.end, left[1]) or not _POLITE.cover(message, destination.end, right[1]):
        return None
    if not sure and _is_one_address(message, left, right):
        return None
    if not sure and not (origin.known and destination.known):
        # One of them may be a name that the lexicon lacks, if it is written as one.
        if not ((origin.known or _is_proper(message, *left)) and (destination.known or _is_proper(message, *right))):
            return None
        if not (origin.known or destination.known):
            return None
    return Journey(origin.name, destination.name)


def _is_proper(message: Message, start: int, end: int) -> bool:
    """Whether a piece is written as a name: "Việt Hàn"."""
    return 1 < end - start < 5 and all(word[0].isupper() and word[1:].islower() for word in message.said[start:end])


def trimmed(message: Message, start: int, end: int) -> tuple[int, int] | None:
    """A piece without greetings and thanks at its ends; None if nothing is left."""
    while start < end and (stop := _POLITE.at(message, start)) and stop <= end:
        if PLACES.at(message, start) > stop:  # "Da Nang" begins with no "dạ"
            break
        start = stop
    while end > start:
        begin = next((at for at in range(max(start, end - 4), end) if _POLITE.at(message, at) == end), end)
        if begin == end:
            break
        end = begin
    return (start, end) if start < end else None


def _is_one_address(message: Message, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """As in "97 Phan Đăng Lưu, Hòa Cường Nam" and "Hòa Minh – 31 Kinh Dương Vương": one address with its ward."""
    words = message.words
    for one, (start, end) in ((left, right), (right, left)):
        house = find_address(message, *one)
        if not house:
            continue
        divided = words[start] in _DIVISIONS
        area = _CITY.at(message, start) >= end or any(
            WARDS.at(message, at) >= end and (at == start or words[at - 1] in _DIVISIONS) for at in range(start, end)
        )
        if (house.address.number and area) or (one == left and (divided or _CITY.at(message, start) >= end)):
            return True
        if not house.address.number and end - start <= 2 and (words[end - 1][0].isdigit() or words[end - 1][0] == "k"):
            return True
    return False
