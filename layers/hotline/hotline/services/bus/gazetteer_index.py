"""The gazetteer's index: made from the names of the stops when a feed is compiled, unpacked on the first question."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Self
from unicodedata import normalize

from hotline.lexicon.names import STREET_NAMES
from hotline.messages import Location
from hotline.services.bus.addresses import address_in, anchor, parts_of, street_key
from hotline.services.bus.departures import Place
from hotline.services.bus.distances import metres
from hotline.services.bus.landmarks import Landmarks, kinds_in, name_key
from hotline.services.bus.street_names import StreetNames
from hotline.services.bus.streets import House, Street, regions
from hotline.text import fold

# A street whose name was cut short on a stop ("138 Nguyễn Lương") is the one whose stops are this near.
SAME_STREET_M = 1000
_ALONG = re.compile(r"(?<!\w)(?:đường|ngã tư|ngã ba|nút giao)\s+(.+)", re.IGNORECASE)


class Index:
    """What is known of a feed's names. `at[i]` is the index of the place that bears the name `names[i]`."""

    def __init__(self, packed: Mapping[str, Any], places: Sequence[Place]) -> None:
        self.names: list[str] = packed["names"].split("\n")
        self.at: list[int] = packed["at"]
        self.landmarks = Landmarks(packed["keys"], self.names)
        self._rows: dict[str, list[Any]] = packed["streets"]
        self._places = places
        names = {key: row[0] for key, row in self._rows.items()}
        self.streets = StreetNames(names, packed["shortened"], self._parts_of)

    @classmethod
    def load(cls, data: bytes, places: Sequence[Place]) -> Self:
        """Reads what `compile_gazetteer` wrote."""
        return cls(json.loads(data), places)

    def name_on(self, street: str, place: int) -> str:
        """What the pole of a place on a street says: of several names the one with the street in it."""
        names = self._names_at[place]
        return next((name for name in names if street in street_key(name)), names[0])

    @cached_property
    def _names_at(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for name, place in zip(self.names, self.at, strict=True):
            found[place].append(name)
        return found

    def _parts_of(self, key: str) -> tuple[Street, ...]:
        name, numbers, stops = self._rows[key]
        located = ((number, self._places[at].location, at) for number, at in zip(numbers, stops, strict=True))
        return regions(Street(key, name, tuple(House(number or None, where, at) for number, where, at in located)))


def compile_gazetteer(names: Sequence[tuple[str, Location, int]]) -> bytes:
    """The index of (stop name, where, place index), one row for each stop."""
    tidy = [(" ".join(normalize("NFC", name).split()), where, place) for name, where, place in names]
    tidy.sort(key=lambda row: (row[0], row[2]))
    rows = sorted({(name, place) for name, _, place in tidy})
    streets = _Streets(tidy)
    packed = {
        "names": "\n".join(name for name, _ in rows),
        "keys": "\n".join(name_key(name) for name, _ in rows),
        "at": [place for _, place in rows],
        "streets": dict(sorted(streets.packed())),
        "shortened": dict(sorted(streets.shortened.items())),
    }
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode()


class _Streets:
    """The streets that the stops' names are on; `shortened` are keys of cut names, with the key of the whole."""

    def __init__(self, names: Sequence[tuple[str, Location, int]]) -> None:
        self._spellings: dict[str, Counter[str]] = defaultdict(Counter)
        self._houses: dict[str, dict[tuple[int, int], Location]] = defaultdict(dict)
        self.shortened: dict[str, str] = {}
        unnumbered = []
        for name, where, place in names:
            address = address_in(name, behind=False)
            number = anchor(address.number) if address else None
            if address and number:
                self._add(address.street, number, where, place)
            else:
                unnumbered.append((name, where, place))
        for name, where, place in unnumbered:
            for street in _along(name):
                self._add(street, 0, where, place)
        self._join_shortened()
        for name, where, place in unnumbered:
            for key in self._ending(name):
                self._houses[key][0, place] = where

    def packed(self) -> Iterator[tuple[str, list[Any]]]:
        """(key, [name, house numbers or 0, place indexes]) of each street."""
        for key, houses in self._houses.items():
            where = sorted(houses)
            yield key, [_name(self._spellings[key]), [number for number, _ in where], [place for _, place in where]]

    def _add(self, street: str, number: int, where: Location, place: int) -> None:
        key = street_key(street)
        self._spellings[key][street] += 1
        self._houses[key][number, place] = where

    def _join_shortened(self) -> None:
        """Where one street near by has a name that begins like this one, it is that: "138 Nguyễn Lương", "31 NVL"."""
        for short in sorted(self._houses):
            longer = [key for key in self._houses if key != short and _shortens(short, key) and self._near(short, key)]
            if len(longer) == 1:
                self._houses[longer[0]] |= self._houses.pop(short)
                del self._spellings[short]
                self.shortened[short] = longer[0]

    def _near(self, one: str, other: str) -> bool:
        return any(
            metres(here, there) <= SAME_STREET_M
            for here in self._houses[one].values()
            for there in self._houses[other].values()
        )

    def _ending(self, name: str) -> Iterator[str]:
        """The streets that parts of a name end with, but for a part that is only called after the same person."""
        for number, part in enumerate(parts_of(re.sub("[()]", ", ", name))):
            words = street_key(part).split()
            for start in range(len(words) - 1):
                key = " ".join(words[start:])
                # "Thọ Quang" alone may be a street or a quarter; "Viettronimex-Nguyễn Hữu Thọ" is on the street.
                real = (start or number) and key in STREET_NAMES
                if (key in self._houses or real) and not (start and kinds_in(name_key(part))):
                    self._spellings[key][STREET_NAMES[key] if real else next(iter(self._spellings[key]))] += 1
                    yield key
                    break


def _name(spellings: Counter[str]) -> str:
    """How a street is written: as everybody knows it, or else as most poles have it, with accents if any has them."""
    known = (STREET_NAMES[folded] for spelt in spellings if (folded := fold(spelt)) in STREET_NAMES)
    return next(known, "") or max(spellings, key=lambda spelt: (spellings[spelt], fold(spelt) != spelt.lower(), spelt))


def _along(name: str) -> Iterator[str]:
    """The streets that a name calls so: "Trụ điện đường Võ Văn Kiệt", "Ngã tư Hồ Nghinh ~ Dương Đình Nghệ"."""
    if found := _ALONG.search(name):
        crossing = not fold(found[0]).startswith("duong")
        parts = parts_of(found[1].replace(" giao ", " - "))
        if not crossing or len(parts) > 1:
            for part in parts if crossing else parts[:1]:
                yield re.sub(r"^đường\s+", "", part, flags=re.IGNORECASE)


def _shortens(short: str, key: str) -> bool:
    """Whether one name is the other's initials, or its first words, the last of them perhaps cut to a letter."""
    said, words = short.split(), key.split()
    if len(said) == 1:
        return len(short) > 1 and short == "".join(word[0] for word in words)
    begins = said[:-1] == words[: len(said) - 1] and len(said) <= len(words)
    return begins and (
        said[-1] == words[len(said) - 1] or (len(said[-1]) == 1 and words[len(said) - 1].startswith(said[-1]))
    )
