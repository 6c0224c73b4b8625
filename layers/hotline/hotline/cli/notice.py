"""`hotline notice`: what officers do with notices, on a deployed stack or on `make run`'s.

The stack is found by AWS's usual settings (profile, region), and who you are is who AWS says you are. With --local it
is the one that `make run` has started, and you are --as NAME.
"""

import argparse
from datetime import datetime
from pathlib import Path

from hotline.cli import notice_file
from hotline.zone import VIETNAM

_WHY = ("reject", "pause", "cancel")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "notice",
        help="draft, approve, send and audit notices",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    does = parser.add_subparsers(title="what to do", required=True, metavar="WHAT", dest="does")
    draft = does.add_parser("draft", help="a new notice from a TOML file; `example` prints one")
    draft.add_argument("file", type=Path, metavar="FILE")
    edit = does.add_parser("edit", help="change a draft, or one that was rejected")
    edit.add_argument("notice", metavar="ID")
    edit.add_argument("file", type=Path, metavar="FILE")
    does.add_parser("example", help="print a file to begin with")
    for name, text in _HELP.items():
        one = does.add_parser(name, help=text)
        one.add_argument("notice", metavar="ID")
        if name in _WHY:
            one.add_argument("--why", required=True, help="what the next person should know")
        if name == "schedule":
            one.add_argument(
                "--at", required=True, type=_moment, metavar="TIME", help="2026-11-26T06:00, Vietnam's time"
            )
    for one in does.choices.values():
        one.add_argument("--stack", default="hotline", help="its name (default: %(default)s)")
        one.add_argument("--local", action="store_true", help="the stack of `make run`, begun in this folder")
        one.add_argument("--as", dest="name", metavar="NAME", help="who you are, on a local stack")
        one.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


_HELP = {
    "show": "what it says, and whom it would reach, how fast and at what cost",
    "submit": "ask for approval",
    "approve": "say yes to somebody else's notice, and send it",
    "schedule": "say yes to somebody else's notice, for later",
    "reject": "send it back to its author",
    "pause": "stop it between two waves",
    "resume": "go on where it stopped",
    "cancel": "end it",
    "status": "how far it is",
    "log": "who did what, and when",
    "audit": "what became of each recipient; exit 1 where something must not be",
}


def run(options: argparse.Namespace) -> int:
    """Does it and says how the notice stands."""
    if options.does == "example":
        print(notice_file.EXAMPLE, end="")
        return 0
    # AWS's client takes as long to load as all the rest, and no other command needs it.
    from hotline.cli import notice_desk

    return notice_desk.run(options)


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)
