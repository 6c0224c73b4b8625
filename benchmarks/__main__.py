"""Runs every measurement, prints one table, writes `results.json` beside this file.

python -m benchmarks [NAME ...]     only the named ones
python -m benchmarks --list
"""

import argparse
import importlib
import json
import platform
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.figures import Figure

MODULES = (
    "understanding",
    "gazetteer",
    "timetable",
    "realtime",
    "swapping",
    "journeys",
    "warm",
    "memory",
    "cold_start",
)
RESULTS = Path(__file__).with_name("results.json")


def main() -> int:
    """Measures, and says which aims are not met; a figure never fails the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(MODULES)}; all by default")
    parser.add_argument("--list", action="store_true", help="print the names and stop")
    options = parser.parse_args()
    unknown = set(options.names) - set(MODULES)
    if unknown:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(MODULES)}")
    if options.list:
        print("\n".join(MODULES))
        return 0
    measured: dict[str, list[Figure]] = {}
    for name in options.names or MODULES:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        started = time.perf_counter()
        measured[name] = importlib.import_module(f"benchmarks.{name}").figures()
        print(f"  {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    for name, figures in measured.items():
        print(_table(name, figures))
    _write(measured)
    return 0


def _table(name: str, figures: Sequence[Figure]) -> str:
    rows = [(figure.name, f"{figure.value:,.4g} {figure.unit}", figure.aim, _verdict(figure)) for figure in figures]
    head = ("figure", "value", "aim", "")
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [head, *rows]
    ]
    methods = dict.fromkeys(figure.method for figure in figures if figure.method)
    return "\n".join([f"\n{name}", lines[0], "-" * sum(widths), *lines[1:], *(f"  · {method}" for method in methods)])


def _verdict(figure: Figure) -> str:
    return {None: "", True: "met", False: "NOT MET"}[figure.met]


def _write(measured: dict[str, list[Figure]]) -> None:
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    figures = kept.get("figures", {}) | {name: [asdict(figure) for figure in rows] for name, rows in measured.items()}
    machine = {"python": platform.python_version(), "machine": platform.machine(), "system": platform.system()}
    RESULTS.write_text(json.dumps({"machine": machine, "figures": figures}, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
