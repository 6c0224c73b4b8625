"""Points that people paste: "16.06,108.21", map links, geo: URIs."""

import re
from urllib.parse import unquote

from hotline.expressions import Expression
from hotline.messages import Location

_NUMBER = r"(-?\d{1,3}\.\d+)"
_LINKED = (
    Expression(rf"!3d{_NUMBER}!4d{_NUMBER}"),
    Expression(rf"[@/]{_NUMBER},\s?{_NUMBER}"),
    Expression(
        rf"(?:[?&](?:q|query|ll|sll|center|destination|daddr|saddr|origin|mlat|cp)=|geo:|loc:|place/|search/|dir/)(?:loc:)?{_NUMBER}(?:,|~|&mlon=)\s?\+?{_NUMBER}"
    ),
)
_TYPED = Expression(
    rf"(?<![\d.,]){_NUMBER}°?\s?([NS]?)\s?[,; ]\s?(?:lng|lon|long|kinh độ)?\s?:?\s?{_NUMBER}°?\s?([EW]?)(?![\d])",
    re.IGNORECASE,
)
_SPLIT = Expression(
    rf"(?:lat\w*|vĩ độ)\s?[:=]?\s?{_NUMBER}\W{{1,4}}(?:lng|lon\w*|kinh độ)\s?[:=]?\s?{_NUMBER}", re.IGNORECASE
)
_LINK = Expression(r"(?:https?://|geo:|www\.|maps\.)\S{1,600}", re.IGNORECASE)


def location_in(text: str) -> Location | None:
    """The point that a text holds, if it is somewhere on earth. A short link (maps.app.goo.gl) holds none."""
    if "." not in text or not any(map(str.isdigit, text)):
        return None
    for link in _LINK.findall(text):
        for pattern in _LINKED:
            if (found := pattern.search(unquote(link))) and (where := _on_earth(found[1], found[2])):
                return where
    if found := _SPLIT.search(text):
        return _on_earth(found[1], found[2])
    for found in _TYPED.finditer(text):
        precise = all(len(number.partition(".")[2]) > 1 for number in (found[1], found[3]))
        if precise and (where := _on_earth(found[1], found[3])):
            return where
    return None


def _on_earth(first: str, second: str) -> Location | None:
    """The point, also where somebody gave the longitude first."""
    a, b = float(first), float(second)
    where = Location(b, a) if abs(a) > 90 >= abs(b) else Location(a, b)
    return where if where.is_on_earth else None
