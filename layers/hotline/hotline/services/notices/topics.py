"""The topics of this city: those that everybody has, and the city's own."""

from collections.abc import Iterator, Mapping

from hotline.bilingual import Bilingual
from hotline.lexicon.topics import TOPICS
from hotline.text import fold


class Topics:
    """`own` are the city's, by key: the recogniser knows nothing of them, so they are found by their names."""

    def __init__(self, own: Mapping[str, Bilingual]) -> None:
        self._names = {**TOPICS, **own}
        self._own = {key: tuple(fold(name) for name in (own[key].vi, own[key].en)) for key in own}

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
