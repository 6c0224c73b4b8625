"""`hotline understand`: what a message was understood as, and how many of a labelled file were understood rightly."""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hotline.cli.scoring import Outcome, outcome, table
from hotline.errors import Refused
from hotline.routing import understand


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds the command."""
    command = commands.add_parser("understand", help="say what a message is understood as", description=__doc__)
    command.add_argument("text", nargs="?", metavar="TEXT", help="one message")
    command.add_argument(
        "--batch", type=Path, metavar="FILE", help="a JSON array of objects with `text` and maybe labels"
    )
    command.add_argument("--json", action="store_true", help="with --batch: one line for each message and nothing else")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints one understanding, or those of a batch with their score."""
    if (options.text is None) == (options.batch is None):
        raise Refused("give either TEXT or --batch FILE")
    if options.batch is None:
        print(_line(options.text))
        return 0
    messages = _batch(options.batch)
    if options.json:
        for message in messages:
            print(_line(message["text"]))
        return 0
    labelled = [outcome(message, understand(message["text"])) for message in messages if "service" in message]
    _report(labelled, len(messages))
    return 0


def _line(text: str) -> str:
    return json.dumps(understand(text).to_json(), ensure_ascii=False)


def _batch(path: Path) -> list[dict[str, Any]]:
    """The messages of a file; Refused, with the place, if it is not what the command wants."""
    try:
        messages = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{path}: not JSON: {error}") from error
    if not isinstance(messages, list):
        raise Refused(f"{path}: not a JSON array")
    for number, message in enumerate(messages, 1):
        if not isinstance(message, dict) or not isinstance(message.get("text"), str):
            raise Refused(f"{path}: message {number} has no `text`")
        if not isinstance(message.get("query", {}), dict) or not isinstance(message.get("accept", []), list):
            raise Refused(f"{path}: message {number}: `query` is an object and `accept` a list")
    return messages


def _report(outcomes: list[Outcome], messages: int) -> None:
    """Scores by service, kind and tag, then every miss."""
    if not outcomes:
        print(f"{messages} messages, none with labels")
        return
    for line in _lines(outcomes):
        print(line)


def _lines(outcomes: list[Outcome]) -> Iterable[str]:
    yield from table("service", outcomes, lambda each: [each.service])
    yield from table("kind", outcomes, lambda each: [each.kind])
    yield from table("tag", outcomes, lambda each: each.tags)
    misses = [each for each in outcomes if not each.right]
    yield f"{len(misses)} missed of {len(outcomes)}"
    for miss in misses:
        yield f"  {miss.text}"
        yield f"    wanted {miss.wanted}"
        yield f"    got    {miss.got}"
