"""The topics of this city: those that everybody has, and the city's own."""

from collections.abc import Iterable, Iterator

from hotline.bilingual import Bilingual
from hotline.lexicon.topics import TOPICS
from hotline.text import fold


class Topics:
    """`own` are the city's, by key: the recogniser knows nothing of them, so they are found by their names."""

    def __init__(self, own: Iterable[tuple[str, str, str]]) -> None:
        """Of `own`, each is a key, a Vietnamese and an English name; a key that everybody has is passed over."""
        mine = {key: Bilingual(vi, en) for key, vi, en in own if key not in TOPICS}
        self._names = {**TOPICS, **mine}
        self._own = {key: tuple(fold(said) for said in (name.vi, name.en)) for key, name in mine.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def name(self, key: str, lang: str) -> str:
        """As it is shown; a topic that the city has given up has its key alone."""
        return self._names[key].say(lang) if key in self._names else key

    def own_in(self, text: str) -> tuple[str, ...]:
        """The city's own topics that are named in a text."""
        said = f" {fold(text)} "
        return tuple(key for key, names in self._own.items() if any(f" {name} " in said for name in names))
