"""How many messages are understood rightly, and what understanding one costs."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Figure
from hotline.cli.scoring import outcome
from hotline.routing import understand

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("HOTLINE_SHARED", ROOT.parent / "shared"))
BENCH = SHARED / "cases/messages/messages.json"
OURS = ROOT / "tests/unit/understanding_cases.json"
HOSTILE = ("từ chợ Hàn đi ", "xe ", "đến ", "hồ sơ ", "12 ", "bxyt ", "K1/", "(", "ngã tư Lê Duẩn - ")
IMPORTS = "re, unicodedata, dataclasses, enum, typing, datetime, collections.abc, urllib.parse"


def figures() -> list[Figure]:
    """Scores on the labelled files that are here, CPU per message, CPU of the import."""
    measured = [figure for path in (BENCH, OURS) if path.exists() for figure in _scores(path)]
    return [*measured, *_costs(), _import()]


def _scores(path: Path) -> list[Figure]:
    cases = json.loads(path.read_text(encoding="utf-8"))
    judged = [outcome(case, understand(case["text"])) for case in cases]
    found = []
    for name, services in (
        ("bus, menu, human", ("bus", "menu", "human")),
        ("dossier, notices, privacy", ("dossier", "notices", "privacy")),
    ):
        right = [each.right for each in judged if each.service in services]
        aim = 95.0 if "bus" in services else 97.0
        score = 100 * sum(right) / len(right)
        found.append(
            Figure(
                f"{path.name}: {name}",
                score,
                "%",
                f"service and query right, of {len(right)}; the rules have seen these messages",
                f"≥ {aim:.0f} %",
                score >= aim,
            )
        )
    for each in judged:
        if not each.right:
            print(f"missed: {each.text!r} wanted {each.wanted} got {each.got}", file=sys.stderr)
    return found


def _costs() -> list[Figure]:
    texts = [case["text"] for case in json.loads(OURS.read_text(encoding="utf-8"))]
    for text in texts:
        understand(text)
    times = sorted(_cpu(text) for text in texts)
    method = f"CPU of one understand(), {len(texts)} messages of tests/unit/understanding_cases.json, warm"
    p99 = times[int(0.99 * len(times))]
    hostile = max(min(_cpu(piece * (2000 // len(piece))) for _ in range(3)) for piece in HOSTILE)
    return [
        Figure(
            "CPU per message, median", statistics.median(times), "ms", method, "≤ 1 ms", statistics.median(times) <= 1
        ),
        Figure("CPU per message, p99", p99, "ms", method, "≤ 1 ms", p99 <= 1),
        Figure(
            "CPU of the worst hostile text",
            hostile,
            "ms",
            f"2,000 characters of each of {len(HOSTILE)} pieces",
            "≤ 1 ms",
            hostile <= 1,
        ),
    ]


def _cpu(text: str) -> float:
    """Milliseconds."""
    started = time.process_time()
    understand(text)
    return (time.process_time() - started) * 1000


def _import() -> Figure:
    code = f"import {IMPORTS}, time; a = time.process_time(); import hotline.routing; print(time.process_time() - a)"
    runs = [float(subprocess.check_output([sys.executable, "-c", code])) * 1000 for _ in range(9)]  # noqa: S603
    method = "CPU of `import hotline.routing` after the standard library's modules, fresh processes, median of 9"
    spent = statistics.median(runs)
    return Figure("import of routing", spent, "ms", method, "≤ 10 ms", spent <= 10)
