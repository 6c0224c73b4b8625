"""What citizens read, in Vietnamese with English beside it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One thing to say, in both languages, with the same named gaps."""

    vi: str
    en: str

    def say(self, lang: str, **values: object) -> str:
        """The words in `lang` ("vi" or "en"), the gaps filled."""
        return (self.en if lang == "en" else self.vi).format(**values)
