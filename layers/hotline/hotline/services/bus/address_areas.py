"""What follows the street in an address: the ward and the district, of today and of before July 2025, and the city."""

from collections.abc import Iterator, Sequence

from hotline.services.bus.address_words import ADMIN, CITY, DISTRICT, SMALLER, WARD, Token


def area(parts: Sequence[Sequence[Token]]) -> tuple[str, str]:
    """(ward, district) of what follows a street; an unmarked name is the ward first, the district then."""
    ward = district = ""
    for part in parts:
        for kind, name in _named_areas(part):
            if kind == "district" or (not kind and ward):
                district = district or name
            else:
                ward = ward or name
    return ward, district


def _named_areas(part: Sequence[Token]) -> Iterator[tuple[str, str]]:
    starts = [0, *(at for at in range(1, len(part)) if _tail_begins(part, at))]
    for start, end in zip(starts, [*starts[1:], len(part)], strict=True):
        piece = [token for token in part[start:end] if not (token.kind == "number" and len(token.key) >= 5)]
        kind, skip = _kind_of_area(piece)
        name = piece[skip:]
        if name and kind != "smaller" and " ".join(token.key for token in name) not in CITY:
            yield kind, " ".join(token.text for token in name)


def _kind_of_area(piece: Sequence[Token]) -> tuple[str, int]:
    for size in (2, 1):
        marker = " ".join(token.key for token in piece[:size])
        for kind, markers in (("ward", WARD), ("district", DISTRICT), ("smaller", SMALLER)):
            if marker in markers and len(piece) > size:
                return kind, size
    return "", 0


def street_and_rest(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The street's words and what follows them: a ward, a district, the city."""
    for at in range(1, len(tokens)):
        token = tokens[at]
        follows = " ".join(other.key for other in tokens[at:])
        if _tail_begins(tokens, at) or follows in CITY or (token.kind == "number" and len(token.key) >= 5):
            return tuple(tokens[:at]), tuple(tokens[at:])
    return tuple(tokens), ()


def _tail_begins(tokens: Sequence[Token], at: int) -> bool:
    two = f"{tokens[at].key} {tokens[at + 1].key}" if at + 1 < len(tokens) else ""
    if two in ADMIN:
        return at + 2 < len(tokens)
    word = tokens[at]
    if word.key not in ADMIN or not two:
        return False
    if word.key in SMALLER:
        return tokens[at + 1].kind == "number"
    # "nguyen tri phuong p chinh gian", "ba huyen thanh quan": names of streets end or begin with such words.
    accented = word.text.casefold()
    if accented in {"phuong", "quan", "huyen", "xa", "huyện"}:
        return at >= 2 and not (accented == "phuong" and tokens[at - 1].key == "tri")
    return accented in {"phường", "quận", "xã"} or len(accented) <= 2
