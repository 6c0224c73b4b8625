"""What one message costs when everything is warm: CPU, calls to others, and log bytes."""

import importlib
import io
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks import aws_stub, dossiers
from benchmarks.artifact import sample_snapshot
from benchmarks.cold_start import delivery, lookup
from benchmarks.figures import Figure

MESSAGES = 200
WARM_UP = 20
METHOD = (
    f"in process, AWS and Zalo stubbed in another over plain HTTP, median CPU of {MESSAGES} messages "
    f"after {WARM_UP}; calls counted at the stub"
)
LOG_LIMIT = 300


class Beginning:
    """An invocation that has just begun."""

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        """All of it."""
        return 20_000


def figures() -> list[Figure]:
    """Runs the handlers of `functions/` themselves."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot = Path(folder) / "snapshot"
        snapshot.write_bytes(sample_snapshot())
        with aws_stub.running(snapshot) as port, aws_stub.told(aws_stub.environment(port)):
            dossiers.publish()
            handlers = {name: _handler(name) for name in ("webhook", "bus_lookup", "dossier_lookup")}
            with aws_stub.told(dossiers.ASKED):
                handlers["dossier_lookup, asked"] = _handler("dossier_lookup")
            return [*_figures(handlers, port), *_dossier_figures(handlers, port)]


def _handler(name: str) -> Callable[..., Any]:
    """As the environment says now."""
    module = importlib.reload(importlib.import_module(f"functions.{name}.handler"))
    handler: Callable[..., Any] = module.lambda_handler
    return handler


def _figures(handlers: dict[str, Callable[..., Any]], port: int) -> Iterator[Figure]:
    numbers = count()
    events: dict[str, tuple[str, Callable[[str], dict[str, Any]]]] = {
        "webhook, fresh": ("webhook", delivery),
        "webhook, duplicate": ("webhook", lambda number: delivery(f"{aws_stub.DUPLICATE}{number}")),
        "bus_lookup": ("bus_lookup", lookup),
    }
    log_bytes: dict[str, float] = {}
    asked: dict[str, Counter[str]] = {}
    for case, (name, event) in events.items():
        made = [event(str(next(numbers))) for _ in range(WARM_UP + MESSAGES)]
        spent, logged, asked[case] = _run(handlers[name], made, port)
        log_bytes[case] = logged
        yield Figure(f"{case}: CPU", spent, "ms", METHOD)
    fresh, duplicate, lookups = (asked[case] for case in events)
    calls = sum(fresh.values()) / MESSAGES
    yield Figure("webhook, fresh: AWS calls", calls, "", METHOD, "2", fresh == _each("PutItem", "Invoke"))
    calls = sum(duplicate.values()) / MESSAGES
    yield Figure("webhook, duplicate: AWS calls", calls, "", METHOD, "1", duplicate == _each("PutItem"))
    reads = (lookups["BatchGetItem"] + lookups["GetItem"]) / MESSAGES
    writes = (lookups["UpdateItem"] + lookups["PutItem"]) / MESSAGES
    sends = lookups["Send"] / MESSAGES
    others = sum(lookups.values()) / MESSAGES - reads - writes - sends
    yield Figure("bus_lookup: reads", reads, "", METHOD, "≤ 2", reads <= 2)
    yield Figure("bus_lookup: writes", writes, "", METHOD, "1", writes == 1)
    yield Figure("bus_lookup: sends", sends, "", METHOD, "1", sends == 1)
    yield Figure("bus_lookup: other calls", others, "", METHOD, "0", others == 0)
    logged = log_bytes["webhook, fresh"] + log_bytes["bus_lookup"]
    yield Figure("log of a message, both functions", logged, "bytes", METHOD, f"≤ {LOG_LIMIT}", logged <= LOG_LIMIT)


def _dossier_figures(handlers: dict[str, Callable[..., Any]], port: int) -> Iterator[Figure]:
    """Each message is somebody's first about this dossier, so it is counted too."""
    cases = {
        f"dossier_lookup, an export of {dossiers.COUNT:,}": "dossier_lookup",
        "dossier_lookup, an office's answer in Cache": "dossier_lookup, asked",
    }
    for case, name in cases.items():
        made = [lookup(f"{name} {number}", dossiers.CODE) for number in range(WARM_UP + MESSAGES)]
        spent, _, asked = _run(handlers[name], made, port)
        yield Figure(f"{case}: CPU", spent, "ms", METHOD, "≤ 3", spent <= 3)
        calls = (sum(asked.values()) - asked["Send"]) / MESSAGES
        expected = _each("BatchGetItem", "TransactWriteItems", "UpdateItem", "Send")
        yield Figure(f"{case}: AWS calls", calls, "", METHOD, "≤ 3", calls <= 3 and asked == expected)


def _each(*operations: str) -> Counter[str]:
    return Counter(dict.fromkeys(operations, MESSAGES))


def _run(handler: Callable[..., Any], events: list[dict[str, Any]], port: int) -> tuple[float, float, Counter[str]]:
    """Median CPU in ms and mean log bytes of a message, and everything that was asked for them."""
    spent = []
    out = io.StringIO()
    with redirect_stdout(out):
        for event in events[:WARM_UP]:
            handler(event, Beginning)
        aws_stub.counts(port)
        out.seek(0)
        out.truncate()
        for event in events[WARM_UP:]:
            began = time.process_time()
            handler(event, Beginning)
            spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent), len(out.getvalue().encode()) / MESSAGES, aws_stub.counts(port)
