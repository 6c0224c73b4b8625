"""Which street of the feed a citizen means: by its name, its initials, a part of it, or with a slip or two."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from unicodedata import normalize

from hotline.lexicon.names import STREET_NAMES
from hotline.services.bus.addresses import street_key
from hotline.services.bus.spelling import Spelling, distance, squeezed
from hotline.services.bus.streets import Street
from hotline.text import fold, spell

# A cut name of so few letters ("Lê Đ") is like too many others to be misspelled.
SHORTEST = 5


class StreetNames:
    """The feed's streets by key, each in every part of the city where it is."""

    def __init__(
        self, names: Mapping[str, str], shortened: Mapping[str, str], parts_of: Callable[[str], tuple[Street, ...]]
    ) -> None:
        """`names` are by key; `shortened` leads from a cut name to a key, `parts_of` from a key to streets."""
        self._names = names
        self._cut = shortened
        self._parts_of = parts_of

    def exactly(self, street: str) -> tuple[Street, ...]:
        """Those of exactly this name, accents aside."""
        return self._said(street, self._parts_of(key)) if (key := street_key(street)) in self._names else ()

    def find(self, street: str, *, slips: bool = True) -> tuple[Street, ...]:
        """Those that this most probably names; more than one if it is not to be told which."""
        key = street_key(street)
        if key in self._names:
            return self.exactly(street)
        keys = self._initials.get(key) or self._squeezed.get(squeezed(key))
        if key in self._cut:
            keys = [self._cut[key]]
        if not keys and (
            known := next((STREET_NAMES[said] for said in (fold(street), key) if said in STREET_NAMES), "")
        ):
            # A real street that no stop is on is not a slip for another one: Lê Lợi is not Lê Lai.
            return self.exactly(known)
        keys = keys or self._shortened(key.split()) or (self._spelled_nearly(street, key) if slips else [])
        return tuple(region for name in keys for region in self._parts_of(name))

    def _said(self, street: str, found: tuple[Street, ...]) -> tuple[Street, ...]:
        """Those whose accents are the citizen's, where some are: Đống Đa is not Đông Đa, and "dong da" is both."""
        return tuple(region for region in found if _spoken(region.name) == _spoken(street)) or found

    def _shortened(self, said: list[str]) -> list[str]:
        """Words cut short ("ng van linh"), no surname ("lương bằng") or no end ("nguyễn lương")."""
        if len(said) < 2:
            return []
        same_end = self._by_last_word.get(said[-1], ())
        cut = [name for name, words in same_end if len(words) == len(said) and _all_begin(words, said)]
        tails = [name for name, words in same_end if words[-len(said) :] == said]
        return cut or tails or [name for name in self._names if name.startswith(" ".join([*said, ""]))]

    def _spelled_nearly(self, street: str, key: str) -> list[str]:
        found = [name for name in self._spelling.closest(key) if _same_words(key.split(), name.split())]
        keys = list(dict.fromkeys(self._keys_by_spelling[name] for name in found))
        if len(keys) < 2:
            return keys
        spoken = squeezed(_spoken(street))
        slips = {name: distance(spoken, squeezed(_spoken(self._names[name])), 9) for name in keys}
        best = min(slips.values())
        return [name for name in keys if slips[name] <= best + 1]

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self._keys_by_spelling)

    @cached_property
    def _keys_by_spelling(self) -> dict[str, str]:
        """Keys, and names from which "Dương" is gone in the key, since a slip in it brings it back."""
        whole = {fold(name): key for key, name in self._names.items()}
        cut = {short: key for short, key in self._cut.items() if len(short) > SHORTEST}
        return whole | cut | {key: key for key in self._names}

    @cached_property
    def _squeezed(self) -> dict[str, list[str]]:
        return _grouped((squeezed(key), key) for key in self._names)

    @cached_property
    def _initials(self) -> dict[str, list[str]]:
        return _grouped(("".join(word[0] for word in key.split()), key) for key in self._names if " " in key)

    @cached_property
    def _by_last_word(self) -> dict[str, list[tuple[str, list[str]]]]:
        found: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        for key in self._names:
            words = key.split()
            found[words[-1]].append((key, words))
        return found


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for group, key in pairs:
        found[group].append(key)
    return found


def _same_words(said: list[str], words: list[str]) -> bool:
    """Whether two slips are not in one short word, which is then another word: Nguyễn Sáng is not Nguyễn Hoàng."""
    if len(said) != len(words):
        return True
    return all(distance(one, other, 2) <= 1 + (len(one) > 5) for one, other in zip(said, words, strict=True))


def _all_begin(words: list[str], said: list[str]) -> bool:
    return all(word.startswith(part) for word, part in zip(words, said, strict=True))


def _spoken(street: str) -> str:
    return spell(" ".join(normalize("NFC", street).split()))
