"""Reads a notice as an officer writes it: a TOML file, or its faults in words that say what to do."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from hotline.errors import Refused
from hotline.lexicon.ward_table import ward_of
from hotline.messages import Button
from hotline.notices.notice import Content
from hotline.zone import VIETNAM

EXAMPLE = '''\
topic = "storm"                      # or power, water, reception, documents, health, exam, traffic, the city's own
areas = ["20200"]                    # ward codes; leave it out for the whole city
valid_until = 2026-11-26T18:00:00    # Vietnam's time; nobody is told after it
urgent = true                        # before all others, also at night
vi = """
Bão số 13 vào gần bờ chiều 25/11. Anh/chị chằng chống nhà cửa, không ra biển. Cần giúp: gọi 114.
"""
en = """
Storm 13 comes near the coast in the afternoon of 25 November. Secure your house; stay off the sea. Help: call 114.
"""
image = ""                           # https address of a picture
[[buttons]]
title = "Gọi 114"
phone = "114"                        # or url = "https://…", or says = "…"
'''

_FIELDS = {"topic", "areas", "valid_until", "urgent", "vi", "en", "image", "buttons"}


def read(path: Path) -> Content:
    """The notice in a file. Raises Refused with every fault in it."""
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{path}: {error}") from error
    faults = [f"{name}: there is no such field" for name in sorted(fields.keys() - _FIELDS)]

    def take[T](name: str, kind: type[T], default: T | None = None) -> T:
        value = fields.get(name, default)
        if not isinstance(value, kind):
            faults.append(f"{name}: {'is missing' if value is None else f'should be {_KINDS[kind]}'}")
            return kind() if default is None and kind is not datetime else default  # type: ignore[return-value]  # never used: the faults are raised
        return value

    content = _content(take)
    faults += [f"areas: {area!r} is no ward's code" for area in content.areas if not ward_of(str(area))]
    if faults:
        raise Refused(f"{path}: " + "; ".join(faults))
    return content


_KINDS: dict[type, str] = {
    str: "a text",
    bool: "true or false",
    list: "a list",
    datetime: "a time such as 2026-11-26T18:00:00",
}


def _content(take: Callable[..., Any]) -> Content:
    valid_until = take("valid_until", datetime) or datetime(1970, 1, 1, tzinfo=VIETNAM)
    return Content(
        topic=take("topic", str),
        vi=take("vi", str).strip(),
        valid_until=valid_until if valid_until.tzinfo else valid_until.replace(tzinfo=VIETNAM),
        areas=tuple(take("areas", list, [])),
        en=take("en", str, "").strip(),
        buttons=tuple(_button(one) for one in take("buttons", list, [])),
        image=take("image", str, ""),
        urgent=take("urgent", bool, False),
    )


def _button(fields: dict[str, Any]) -> Button:
    title, *rest = (str(fields.get(name, "")) for name in ("title", "says", "url", "phone"))
    if not title or sum(map(bool, rest)) != 1:
        raise Refused("buttons: each has a title, and one of says, url and phone")
    return Button(title, *rest)
