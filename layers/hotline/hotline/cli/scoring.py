"""Compares an understanding with its label, leniently where people and labels differ without meaning to."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hotline.routing import Understood
from hotline.text import fold


@dataclass(frozen=True, slots=True)
class Outcome:
    """One labelled message: what was wanted, what came, and whether that will do."""

    text: str
    service: str
    kind: str
    tags: tuple[str, ...]
    wanted: str
    got: str
    right: bool


def outcome(message: dict[str, Any], understood: Understood) -> Outcome:
    """Judges one message: its service is the label's, with the same query, or one of `accept`."""
    service, query = message["service"], message.get("query", {})
    got = understood.to_json()
    right = got["service"] in message.get("accept", []) or (
        got["service"] == service and lenient(got["query"]) == lenient(query)
    )
    if "emergency" in message.get("tags", ()):
        right = right and understood.urgent
    return Outcome(
        text=message["text"],
        service=service,
        kind=f"{service} {query.get('kind', '')}".strip(),
        tags=tuple(message.get("tags", ())),
        wanted=json.dumps({"service": service, "query": query}, ensure_ascii=False),
        got=json.dumps(got, ensure_ascii=False),
        right=right,
    )


def lenient(value: Any) -> Any:
    """A label without what does not matter: accents, case, hyphens, spaces, leading zeros, the order of a list."""
    if isinstance(value, str):
        return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[\s\-–—.,]", "", fold(value)))
    if isinstance(value, dict):
        return {name: lenient(each) for name, each in value.items()}
    if isinstance(value, list):
        return sorted((lenient(each) for each in value), key=str)
    return value


def table(title: str, outcomes: Sequence[Outcome], groups: Callable[[Outcome], Iterable[str]]) -> Iterator[str]:
    """Lines of "group, right, of, percent"; a message may be in several groups."""
    counts: dict[str, list[int]] = {}
    for each in outcomes:
        for group in groups(each):
            count = counts.setdefault(group, [0, 0])
            count[0] += each.right
            count[1] += 1
    width = max(map(len, (*counts, title, "all")))
    yield f"{title:<{width}}  right    of"
    for group, (right, of) in sorted(counts.items()):
        yield f"{group:<{width}}  {right:5}  {of:4}  {right / of:6.1%}"
    right = sum(each.right for each in outcomes)
    yield f"{'all':<{width}}  {right:5}  {len(outcomes):4}  {right / len(outcomes):6.1%}"
    yield ""
