"""`hotline feed`: what is wrong with a timetable, before anybody publishes it."""

import argparse
import sys
from datetime import date
from pathlib import Path

from hotline.errors import BadFeed
from hotline.services.bus.compiling import Compiled, compile_feed


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds the command."""
    feed = commands.add_parser("feed", help="work with a timetable (GTFS zip)")
    actions = feed.add_subparsers(title="actions", required=True, metavar="ACTION")
    check = actions.add_parser(
        "check",
        help="say what is wrong with a feed, file and row, and whether it would be published",
        description="Says what is wrong with a feed, file and row. Exit code 1 if it would not be published.",
    )
    check.add_argument("zip", type=Path, help="the GTFS zip")
    check.add_argument(
        "--on",
        type=date.fromisoformat,
        default=None,
        metavar="YYYY-MM-DD",
        help="judge the calendar as of this day (default: today)",
    )
    check.add_argument(
        "--previous-stops",
        type=int,
        default=None,
        metavar="N",
        help="how many stops the published timetable has: a feed with less than half of them is refused",
    )
    check.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    # The day here, where the operator is: which city the feed is for is not known before it is read.
    today = options.on or date.today()  # noqa: DTZ011
    try:
        compiled = compile_feed(options.zip, today=today, previous_stops=options.previous_stops)
    except BadFeed as refused:
        print(*refused.findings, sep="\n")
        print(f"{options.zip.name} would not be published.", file=sys.stderr)
        return 1
    print(*compiled.findings, sep="\n", end="\n" if compiled.findings else "")
    print(_summary(compiled, options.zip))
    print(f"{options.zip.name} would be published.")
    return 0


def _summary(compiled: Compiled, zip_: Path) -> str:
    rows = (
        ("agencies", ", ".join(compiled.agencies)),
        ("service", f"{compiled.first_date} to {compiled.last_date}"),
        ("routes", f"{compiled.routes:,}"),
        ("stops", f"{compiled.stops:,} at {compiled.places:,} places"),
        ("trips", f"{compiled.trips:,} with {compiled.stop_times:,} stop times"),
        ("size", f"{zip_.stat().st_size:,} bytes zipped, {len(compiled.snapshot):,} as a snapshot"),
    )
    return "\n".join(f"{name:9} {value}" for name, value in rows)
