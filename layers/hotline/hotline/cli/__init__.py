"""`hotline`: asks, understands and checks from the same code that the functions run, with no stack."""

import argparse
import sys

from hotline.cli import ask, feed, understand
from hotline.errors import HotlineError


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 done, 1 the answer is no, 2 unusable arguments."""
    parser = argparse.ArgumentParser(prog="hotline", description=__doc__)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in (ask, understand, feed):
        command.add_to(commands)
    options = parser.parse_args(arguments)
    try:
        code: int = options.run(options)
    except (HotlineError, OSError) as error:
        print(f"hotline: {error}", file=sys.stderr)
        return 2
    return code


if __name__ == "__main__":
    sys.exit(main())
