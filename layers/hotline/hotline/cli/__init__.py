"""`hotline`: asks, understands and checks from the functions' own code with no stack, and sends notices on one."""

import argparse
import sys

from hotline.errors import HotlineError


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 done, 1 the answer is no, 2 unusable arguments."""
    # The local stack uses parts of this package while it starts, and no command.
    from hotline.cli import ask, feed, notice, understand

    parser = argparse.ArgumentParser(prog="hotline", description=__doc__)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in (ask, understand, feed, notice):
        command.add_to(commands)
    options = parser.parse_args(_with_negative_latitudes(sys.argv[1:] if arguments is None else arguments))
    try:
        code: int = options.run(options)
    except (HotlineError, OSError) as error:
        print(f"hotline: {error}", file=sys.stderr)
        return 2
    return code


def _with_negative_latitudes(arguments: list[str]) -> list[str]:
    """Joins `--location -16.9,145.7` into one word: argparse takes a value that begins with a dash for an option."""
    joined: list[str] = []
    for word in arguments:
        if joined and joined[-1] == "--location":
            joined[-1] = f"--location={word}"
        else:
            joined.append(word)
    return joined
