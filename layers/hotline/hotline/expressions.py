"""Regular expressions that are compiled when they are first used.

Most messages need few of them, and whoever imports the rules pays for all that are compiled then: a webhook does at
every cold start, with a citizen waiting.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any


class Expression:
    """A regular expression with the methods of `re.Pattern` that rules use."""

    search: Callable[[str], re.Match[str] | None]
    match: Callable[[str], re.Match[str] | None]
    fullmatch: Callable[[str], re.Match[str] | None]
    finditer: Callable[[str], Iterator[re.Match[str]]]
    findall: Callable[[str], list[Any]]
    sub: Callable[[str | Callable[[re.Match[str]], str], str], str]

    def __init__(self, written: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._written = written, flags

    def __getattr__(self, name: str) -> Any:
        """Called once, when a method is first looked up: from then on the compiled ones are there."""
        if name not in Expression.__annotations__:
            raise AttributeError(name)
        compiled = re.compile(*self._written)
        for method in Expression.__annotations__:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
