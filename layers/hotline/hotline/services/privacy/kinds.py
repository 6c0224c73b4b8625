"""What is kept about a citizen, kind by kind: what it is for, and how long it lives.

Nothing may be kept whose kind is not here: a test reads every item of a citizen that the code writes. What a citizen is
told, what erasing leaves and `docs/privacy.md` follow from these lines.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hotline.bilingual import Bilingual
from hotline.lexicon.topics import TOPICS
from hotline.lexicon.ward_table import ward_of
from hotline.services.privacy import wording
from hotline.zone import VIETNAM


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is kept of somebody.

    `item` is its name: the kind's, and after "#" what it is about ("watch#H17.19-261008-0975"). `fields` are its
    attributes as plain values. `expires` is when it goes by itself, in seconds since 1970; 0 where something else
    ends it.
    """

    item: str
    fields: Mapping[str, Any]
    expires: int = 0

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.item.partition("#")[0]

    @property
    def about(self) -> str:
        """What comes after the kind; "" for a kind that a citizen has one of."""
        return self.item.partition("#")[2]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `values` says what is in an item, each short enough for a line; in the language "vi" or "en".

    `spared` kinds outlive an erasure until they expire: without them erasing would open other people's files.
    """

    name: str
    title: Bilingual
    why: Bilingual
    values: Callable[[Kept, str], tuple[str, ...]]
    spared: bool = False


def is_spared(kept: Kept, now: float) -> bool:
    """Whether erasing leaves it: only while it lives, and whatever we do not know is not spared."""
    kind = KINDS.get(kept.kind)
    return kind is not None and kind.spared and kept.expires > now


def _choices(kept: Kept, _lang: str) -> tuple[str, ...]:
    spoken = ("English",) if kept.fields.get("lang") == "en" else ()
    return (*(f"“{choice}”" for choice in json.loads(kept.fields.get("choices", "[]"))), *spoken)


def _place(kept: Kept, _lang: str) -> tuple[str, ...]:
    return (f"{kept.fields['lat']}, {kept.fields['lon']}",)


def _standing(kept: Kept, lang: str) -> tuple[str, ...]:
    return (wording.LEFT_ON.say(lang, day=_day(kept.fields["left"])),) if "left" in kept.fields else ()


def _asked(kept: Kept, _lang: str) -> tuple[str, ...]:
    return tuple(code for code, _ in json.loads(kept.fields.get("person", "{}")).get("asked", ()))


def _watch(kept: Kept, lang: str) -> tuple[str, ...]:
    return (wording.AGREED_ON.say(lang, what=kept.about, day=_day(kept.fields["given"])),)


def _consent(kept: Kept, lang: str) -> tuple[str, ...]:
    return (wording.FROM_TO.say(lang, begin=_day(kept.fields["given"]), end=_day(kept.fields["ended"])),)


def _untold(kept: Kept, _lang: str) -> tuple[str, ...]:
    return tuple(name.partition("#")[2] for name in kept.fields if name.startswith("change#"))


def _topic(kept: Kept, lang: str) -> tuple[str, ...]:
    topic, _, area = kept.about.partition("#")
    name = TOPICS[topic].say(lang) if topic in TOPICS else topic
    ward = ward_of(area)
    what = name if area in ("", "*") else wording.IN_AREA.say(lang, what=name, area=ward.name if ward else area)
    return (wording.AGREED_ON.say(lang, what=what, day=_day(kept.fields["since"])),)


def _message(kept: Kept, lang: str) -> tuple[str, ...]:
    if kept.fields["text"]:
        return (f"“{kept.fields['text']}”",)
    return (wording.NO_WORDS.say(lang),)


def _nothing_more(_kept: Kept, _lang: str) -> tuple[str, ...]:
    return ()


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone(VIETNAM).strftime("%d/%m/%Y")


_ALL = (
    # Of Citizens.
    Kind("conversation", wording.CONVERSATION, wording.WHY_CONVERSATION, _choices),
    Kind("place", wording.PLACE, wording.WHY_PLACE, _place),
    Kind("standing", wording.STANDING, wording.WHY_STANDING, _standing),
    # Erasing the count would give everybody ten more codes, and three more tries at somebody's phone.
    Kind("dossiers", wording.DOSSIERS, wording.WHY_DOSSIERS, _asked, spared=True),
    Kind("watch", wording.WATCH, wording.WHY_WATCH, _watch),
    Kind("watches", wording.WATCHES, wording.WHY_WATCHES, _nothing_more),
    Kind("consent", wording.CONSENT, wording.WHY_CONSENT, _consent),
    Kind("untold", wording.UNTOLD, wording.WHY_UNTOLD, _untold),
    Kind("topic", wording.TOPIC, wording.WHY_TOPIC, _topic),
    # Of Inbox.
    Kind("message", wording.MESSAGE, wording.WHY_MESSAGE, _message),
    Kind("officer", wording.OFFICER, wording.WHY_OFFICER, _nothing_more),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
"""By name, in the order in which they are told."""
