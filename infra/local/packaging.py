"""What `sam build` and `sam package` make, without SAM and without a network: zips, and a template that names them.

Functions are their folders. A layer with a requirements.txt holds those distributions as they are installed in this
project's environment (`uv sync` put the locked versions there); a layer without one is its folder under `python/`.
"""

import hashlib
import io
import json
import py_compile
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import yaml

from infra.local.options import StackError

BUCKET = "hotline-code"


@dataclass(frozen=True, slots=True)
class Package:
    """A template that names the objects in `zips`, by their keys in `BUCKET`."""

    template: dict[str, Any]
    zips: dict[str, Path] = field(default_factory=dict)


def package(template: Path, into: Path) -> Package:
    """Zips what the template's functions and layers name; a zip that is there already is used again."""
    into.mkdir(parents=True, exist_ok=True)
    body = read_template(template)
    made = Package(body)
    for resource in body["Resources"].values():
        attribute = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}.get(
            resource["Type"]
        )
        if attribute is None:
            continue
        properties = resource["Properties"]
        folder = template.parent / properties[attribute]
        files = _layer(folder) if attribute == "ContentUri" else _files(folder, Path())
        archive = _zip(folder.name, files, into)
        made.zips[archive.name] = archive
        properties[attribute] = {"Bucket": BUCKET, "Key": archive.name}
    return made


def read_template(path: Path) -> dict[str, Any]:
    """The template, its short forms (`!Ref x`) written out (`{"Ref": "x"}`)."""
    with path.open(encoding="utf-8") as file:
        # Dates (a policy's Version) are text in CloudFormation.
        body: dict[str, Any] = json.loads(json.dumps(yaml.load(file, _Loader), default=str))  # noqa: S506  # a SafeLoader
        return body


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms."""


def _short_form(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = node.value
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {name if name in ("Ref", "Condition") else f"Fn::{name}": value}


_Loader.add_multi_constructor("!", _short_form)  # type: ignore[no-untyped-call]  # types-pyyaml leaves it untyped


type Files = Iterator[tuple[Path, Path]]
"""Where a file goes in the archive, and where it is."""


def _files(folder: Path, under: Path) -> Files:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield under / path.relative_to(folder), path


def _layer(folder: Path) -> Files:
    requirements = folder / "requirements.txt"
    if not requirements.exists():
        yield from _files(folder, Path("python"))
        return
    for found in _distributions(requirements.read_text(encoding="utf-8")):
        for file in found.files or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                yield Path("python") / file, Path(str(found.locate_file(file)))


def _distributions(requirements: str) -> Iterable[Distribution]:
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", requirements, re.MULTILINE):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            raise StackError(f"{name} is not installed: run `make setup`") from None
        if found.version != version:
            raise StackError(f"{name} is {found.version} here and {version} in the layer: run `make setup`")
        yield found


def _zip(name: str, files: Files, into: Path) -> Path:
    """One archive named after its contents, stored uncompressed: it is unpacked at every cold start here."""
    entries = sorted(files)
    digest = hashlib.sha256()
    for target, source in entries:
        digest.update(f"{target.as_posix()}\0".encode())
        digest.update(hashlib.sha256(source.read_bytes()).digest())
    archive = into / f"{name}-{digest.hexdigest()[:16]}.zip"
    if not archive.exists():
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as made:
            for target, source in entries:
                made.writestr(_entry(target), source.read_bytes())
                if source.suffix == ".py":
                    made.writestr(_entry(_cached(target)), _compiled(source, target))
        # Renamed when complete, so that a start that was interrupted leaves no half of an archive.
        partial = archive.with_suffix(".part")
        partial.write_bytes(buffer.getvalue())
        partial.replace(archive)
    return archive


def _entry(path: Path) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path.as_posix(), date_time=(2020, 1, 1, 0, 0, 0))
    entry.external_attr = 0o644 << 16
    return entry


def _cached(path: Path) -> Path:
    return path.parent / "__pycache__" / f"{path.stem}.cpython-313.pyc"


def _compiled(source: Path, name: Path) -> bytes:
    """Bytecode that is valid wherever the archive is unpacked."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "compiled.pyc"
        py_compile.compile(
            str(source),
            cfile=str(made),
            dfile=f"/opt/{name.as_posix()}",
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            doraise=True,
        )
        return made.read_bytes()
