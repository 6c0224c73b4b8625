"""botocore's descriptions of AWS, cut to the operations that we call: 24 MB of JSON become a few hundred kB.

Each client parses its service's description at a cold start, and the list of services is made by looking into 400
folders.
"""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# All that `hotline.storage` calls. A test compares this with what it says.
OPERATIONS = {
    "dynamodb": {
        "BatchGetItem",
        "BatchWriteItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "TransactWriteItems",
        "UpdateItem",
    },
    "lambda": {"Invoke"},
    "s3": {"GetObject"},
    "secretsmanager": {"GetSecretValue"},
    "sqs": {"ChangeMessageVisibility", "SendMessage", "SendMessageBatch"},
}


def cut(data: Path) -> None:
    """Cuts the folder `botocore/data` in place."""
    for folder in data.iterdir():
        if folder.is_dir() and folder.name not in OPERATIONS:
            shutil.rmtree(folder)
    for service, operations in OPERATIONS.items():
        *older, newest = sorted((data / service).iterdir())
        for version in older:
            shutil.rmtree(version)
        for path in newest.iterdir():
            if path.name.startswith("service-2.json"):
                _write(path, _service(_read(path), operations))
            elif not path.name.startswith("endpoint-rule-set"):
                path.unlink()  # paginators, waiters, examples
    endpoints = next(data.glob("endpoints.json*"))
    _write(endpoints, _endpoints(_read(endpoints)))


def _read(path: Path) -> Any:
    data = path.read_bytes()
    return json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)


def _write(path: Path, body: Any) -> None:
    """Uncompressed, under the name without .gz: the package is a zip already."""
    path.unlink()
    plain = path.with_suffix("") if path.suffix == ".gz" else path
    plain.write_text(json.dumps(body, separators=(",", ":")), encoding="utf-8")


def _service(model: dict[str, Any], operations: set[str]) -> dict[str, Any]:
    """The operations and the shapes that they reach, without documentation."""
    kept = {name: model["operations"][name] for name in sorted(operations)}
    shapes: dict[str, Any] = {}
    waiting = list(_shape_names(kept))
    while waiting:
        name = waiting.pop()
        if name not in shapes:
            shapes[name] = model["shapes"][name]
            waiting.extend(_shape_names(shapes[name]))
    return _undocumented({**model, "operations": kept, "shapes": shapes})  # type: ignore[no-any-return]


def _shape_names(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "shape" and isinstance(value, str):
                yield value
            else:
                yield from _shape_names(value)
    elif isinstance(part, list):
        for value in part:
            yield from _shape_names(value)


def _undocumented(part: Any) -> Any:
    if isinstance(part, dict):
        # Emptied and not taken out: botocore reads some of them. A member may bear the name; a description is text.
        return {
            key: "" if key == "documentation" and isinstance(value, str) else _undocumented(value)
            for key, value in part.items()
        }
    return [_undocumented(value) for value in part] if isinstance(part, list) else part


def _endpoints(body: dict[str, Any]) -> dict[str, Any]:
    for partition in body["partitions"]:
        services = partition["services"]
        partition["services"] = {name: services[name] for name in services if name in OPERATIONS}
    return body
