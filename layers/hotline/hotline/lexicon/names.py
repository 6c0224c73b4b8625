"""The names of streets, wards and places, ready to be found in a message."""

from hotline.lexicon.places import ENGLISH_NOUNS, ENGLISH_PLACES, LANDMARKS, NOUNS
from hotline.lexicon.streets import ABBREVIATED, NUMBERED, STREETS
from hotline.lexicon.wards import DISTRICTS_BEFORE, WARDS_2025, WARDS_BEFORE
from hotline.mending import near
from hotline.phrases import Phrases
from hotline.text import Message, fold_lexicon

# Words that begin names, and that are other words where somebody who types accents types none: "cho" is no "chợ".
_OTHER_WORDS = frozenset("cho cau bien ga ho nui lang cong den dinh".split())
_NO_NOUNS = frozenset("chỗ chờ chó chở đến định gà họ".split())


class Names:
    """Names to find, and how each is written in full. `listed` holds one between "|" and the next; "alias=name"."""

    __slots__ = ("_full", "_longest")

    def __init__(self, listed: str) -> None:
        self._full = _named(listed)  # by folded name
        self._longest: dict[str, int] = {}  # words in the longest name, by its first
        longest = self._longest
        for name in self._full:
            first = name.partition(" ")[0]
            words = name.count(" ") + 1
            if first not in longest or longest[first] < words:
                longest[first] = words

    def at(self, message: Message, at: int) -> int:
        """Where the longest name that begins at `at` ends, or 0. A dash or a dot within a name does not matter."""
        words = message.words
        longest = self._longest.get(words[at]) if at < len(words) else None
        if longest is None or (
            message.accented and words[at] in _OTHER_WORDS and message.said[at].islower() and message.said[at].isascii()
        ):
            return 0
        if not message.spoken[at].isascii() and words[at] in _OTHER_WORDS and message.spoken[at] in _NO_NOUNS:
            return 0
        best, end, name, count = 0, at, "", 0
        while end < len(words) and count < longest:
            word = words[end]
            end += 1
            if word in ("-", ".") and count:
                continue
            name = f"{name} {word}" if name else word
            count += 1
            if name in self._full:
                best = end
        return best

    def full(self, message: Message, start: int, end: int) -> str:
        """The name that was found there, in full."""
        return self._full[" ".join(word for word in message.words[start:end] if word not in ("-", "."))]

    def __contains__(self, folded: object) -> bool:
        return folded in self._full

    def __getitem__(self, folded: str) -> str:
        return self._full[folded]

    def near(self, folded: str) -> str | None:
        """The one name that is a single slip away, in full; None where there is none, or more than one."""
        found = {full for name, full in self._full.items() if abs(len(name) - len(folded)) < 2 and near(name, folded)}
        return found.pop() if len(found) == 1 else None

    def get(self, folded: str, otherwise: str) -> str:
        """A name in full by its folded form."""
        return self._full.get(folded, otherwise)


def _named(listed: str) -> dict[str, str]:
    """Names in full by folded name, all folded at once: the import is in the citizen's way."""
    lines = listed.replace("\n", "")
    folded = fold_lexicon(lines).replace(" - ", " ").replace(".", " ")
    named = dict(zip(folded.split("|"), lines.split("|"), strict=True))
    if "=" in lines:
        named = {key.partition("=")[0]: entry.rpartition("=")[2] for key, entry in named.items()}
    named.pop("", None)
    return named


STREET_NAMES = Names(f"{STREETS}|{ABBREVIATED}")
NUMBERED_STREETS = Names(NUMBERED)
WARDS = Names(f"{WARDS_2025}|{WARDS_BEFORE}")
DISTRICTS = Names(DISTRICTS_BEFORE)
PLACES = Names(LANDMARKS)
NOUNS_IN_FULL = _named(NOUNS)
# A noun of one syllable is also something else without its accents: "cho" is "chợ" and "cho".
PLACE_NOUNS = Phrases("|".join(noun if " " in noun else f"={noun}" for noun in NOUNS_IN_FULL.values()))
ENGLISH_NAMES = Names(ENGLISH_PLACES)
ENGLISH_ENDINGS = Names(ENGLISH_NOUNS)
