"""The names of streets, wards and places, ready to be found in a message."""

from hotline.lexicon.places import ENGLISH_NOUNS, ENGLISH_PLACES, LANDMARKS, NOUNS
from hotline.lexicon.streets import ABBREVIATED, NUMBERED, STREETS
from hotline.lexicon.wards import DISTRICTS_BEFORE, WARDS_2025, WARDS_BEFORE
from hotline.text import Message, Phrases, fold


# Words that begin names, and that are other words when somebody who types accents leaves them without: "cho" is no "chợ".
_OTHER_WORDS = frozenset("cho cau bien ga ho nui lang cong den dinh".split())
_NO_NOUNS = frozenset("chỗ chờ chó chở biển_báo đến định gà họ".split())


class Names:
    """Names to find, and how each is written in full. Accents only help the reader."""

    __slots__ = ("_firsts", "_full", "_longest")

    def __init__(self, full: dict[str, str]) -> None:
        self._full = full  # folded, marks left out → in full
        self._longest: dict[str, int] = {}
        for name in full:
            words = name.count(" ") + 1
            first = name.split(" ", 1)[0]
            if self._longest.get(first, 0) < words:
                self._longest[first] = words
        self._firsts = frozenset(self._longest)

    def at(self, message: Message, at: int) -> int:
        """Where the longest name that begins at `at` ends, or 0. A dash within a name does not matter."""
        words = message.words
        longest = self._longest.get(words[at]) if at < len(words) else None
        if longest is None or (message.accented and words[at] in _OTHER_WORDS and message.said[at].islower() and message.said[at].isascii()):
            return 0
        if not message.spoken[at].isascii() and words[at] in _OTHER_WORDS and message.spoken[at] in _NO_NOUNS:
            return 0
        best, end, name, count = 0, at, "", 0
        while end < len(words) and count < longest:
            word = words[end]
            end += 1
            if word == "-" and count:
                continue
            name = f"{name} {word}" if name else word
            count += 1
            if name in self._full:
                best = end
        return best

    def full(self, message: Message, start: int, end: int) -> str:
        """The name that was found there, in full."""
        return self._full[" ".join(word for word in message.words[start:end] if word != "-")]

    def __contains__(self, folded: str) -> bool:
        return folded in self._full

    def __getitem__(self, folded: str) -> str:
        return self._full[folded]


def _entries(listed: str) -> list[str]:
    return [entry for entry in listed.replace("\n", "").split("|") if entry]


def _folded(name: str) -> str:
    return fold(name.replace(" - ", " "))


def _named(listed: str) -> dict[str, str]:
    names = {}
    for entry in _entries(listed):
        name, _, full = entry.partition("=")
        names[_folded(name)] = full or name
    return names


def _streets() -> dict[str, str]:
    names = _named(STREETS)
    for entry in _entries(ABBREVIATED):
        short, _, full = entry.rpartition(" ")
        while _folded(full) not in names and short:
            short, _, word = short.rpartition(" ")
            full = f"{word} {full}"
        names[_folded(short)] = full
    return names


STREET_NAMES = Names(_streets())
NUMBERED_STREETS = Names(_named(NUMBERED))
WARDS = Names(_named(WARDS_2025) | _named(WARDS_BEFORE))
NEW_WARDS = Names(_named(WARDS_2025))
DISTRICTS = Names(_named(DISTRICTS_BEFORE))
PLACES = Names(_named(LANDMARKS))
NOUNS_IN_FULL = _named(NOUNS)
# A noun of one syllable is also something else without its accents: "cho" is "chợ" and "cho".
PLACE_NOUNS = Phrases("|".join(noun if " " in noun else f"={noun}" for noun in NOUNS_IN_FULL.values()))
ENGLISH_NAMES = Names(ENGLISH_PLACES)
ENGLISH_ENDINGS = Names(ENGLISH_NOUNS)
