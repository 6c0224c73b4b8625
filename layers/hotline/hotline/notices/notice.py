"""A notice: what is said, whom it concerns, and until when it holds."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from hotline.messages import Button, Reply

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Content:
    """`vi` is the text, `en` the same in English or "". `areas` are ward codes; none means the whole city.

    `image` is the https address of a picture, or "". `topic` is one of the city's topics. `valid_until` is aware.
    """

    topic: str
    vi: str
    valid_until: datetime
    areas: tuple[str, ...] = ()
    en: str = ""
    buttons: tuple[Button, ...] = ()
    image: str = ""
    urgent: bool = False

    def reply(self, lang: str) -> Reply:
        """What a subscriber who reads `lang` gets."""
        return Reply(self.en if lang == "en" and self.en else self.vi, self.buttons)

    def to_json(self) -> dict[str, Any]:
        """`from_json` reads it."""
        return {
            "topic": self.topic,
            "areas": list(self.areas),
            "vi": self.vi,
            "en": self.en,
            "buttons": [[one.title, one.says, one.url, one.phone] for one in self.buttons],
            "image": self.image,
            "valid_until": self.valid_until.isoformat(),
            "urgent": self.urgent,
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Self:
        """Reads what `to_json` wrote."""
        return cls(
            topic=body["topic"],
            areas=tuple(body["areas"]),
            vi=body["vi"],
            en=body["en"],
            buttons=tuple(Button(*one) for one in body["buttons"]),
            image=body["image"],
            valid_until=datetime.fromisoformat(body["valid_until"]).astimezone(UTC),
            urgent=body["urgent"],
        )
