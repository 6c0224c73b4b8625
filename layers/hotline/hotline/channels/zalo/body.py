"""A webhook body as JSON, read strictly: its signature and its meaning must come from one reading."""

import json
from typing import Any

from hotline.errors import BadEvent, BadSignature

BODY_LIMIT = 64 * 1024
"""Bytes; the documented events are under 4 kB."""

_LONGEST_ID = 100


def parse(body: bytes) -> dict[str, Any]:
    """The body's object; integers stay whole, so an id that comes as a number keeps all its digits.

    Raises BadEvent for what is too large, too deep or no JSON object, and BadSignature where a key comes twice:
    which of two timestamps was signed would be the parser's choice.
    """
    if len(body) > BODY_LIMIT:
        raise BadEvent(f"{len(body)} bytes, and {BODY_LIMIT} are allowed")
    try:
        fields = json.loads(body.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadEvent(f"no JSON: {type(error).__name__}") from None
    if not isinstance(fields, dict):
        raise BadEvent("no JSON object")
    return fields


def inner(fields: dict[str, Any], key: str) -> dict[str, Any]:
    """The object at `key`, empty where there is none."""
    value = fields.get(key)
    return value if isinstance(value, dict) else {}


def text(fields: dict[str, Any], key: str) -> str:
    """The string at `key`, or "". Numbers count: Zalo writes phones, timestamps and ids both ways."""
    value = fields.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    # Half a surrogate pair is legal in JSON, but nothing behind us can store or send it.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else ""


def texts(values: object) -> list[str]:
    """The strings of a list, or none."""
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def identifier(fields: dict[str, Any], key: str) -> str:
    """The id at `key`, which must be there. Raises BadEvent."""
    value = text(fields, key)
    if not value or len(value) > _LONGEST_ID or not (value.isascii() and value.isprintable()):
        raise BadEvent(f"{key} is missing or no id")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise BadSignature("a key comes twice")
    return fields


def _refuse(constant: str) -> None:
    raise ValueError(constant)
