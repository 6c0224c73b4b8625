"""What `sam build` and `sam package` make, without SAM and without a network: zips, and a template that names them.

The same code builds both (`infra.build`), but for one step: the dependencies are taken as they are installed in this
project's environment, where `uv sync` put the locked versions, instead of from a package index.
"""

import hashlib
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import yaml

from infra.build import __main__ as build
from infra.build import botocore_data, packages
from infra.local.options import StackError

BUCKET = "hotline-code"
CODE = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}


@dataclass(frozen=True, slots=True)
class Package:
    """A template that names the objects in `zips`, by their keys in `BUCKET`."""

    template: dict[str, Any]
    zips: dict[str, Path] = field(default_factory=dict)


def package(template: Path, into: Path) -> Package:
    """Builds and zips what the template's functions and layers name; what has not changed is not built again."""
    into.mkdir(parents=True, exist_ok=True)
    made = Package(read_template(template))
    for resource in made.template["Resources"].values():
        if attribute := CODE.get(resource["Type"]):
            archive = _archive(template.parent / resource["Properties"][attribute], into)
            made.zips[archive.name] = archive
            resource["Properties"][attribute] = {"Bucket": BUCKET, "Key": archive.name}
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


_Loader.add_multi_constructor("!", _short_form)


def _archive(folder: Path, into: Path) -> Path:
    """The zip of what is built from a folder, named after everything that it is made of."""
    archive = into / f"{folder.name}-{_digest(folder)}.zip"
    if not archive.exists():
        for older in into.glob(f"{folder.name}-*"):
            older.unlink()
        with tempfile.TemporaryDirectory(dir=into) as built:
            _builder(folder)(Path(built))
            # Renamed when complete, so that a start that was interrupted leaves no half of an archive.
            partial = archive.with_suffix(".part")
            _zip(Path(built), partial)
            partial.replace(archive)
    return archive


def _builder(folder: Path) -> Callable[[Path], None]:
    requirements = folder / "requirements.txt"
    if requirements.exists():
        return lambda built: _build_dependencies(requirements, built / "python")
    return lambda built: build.main(folder.name, built)


def _build_dependencies(requirements: Path, python: Path) -> None:
    for found in _distributions(requirements.read_text(encoding="utf-8")):
        for file in found.files or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                target = python / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(found.locate_file(file)), target)
    botocore_data.cut(python / "botocore" / "data")
    packages.compile_all(python, "/opt/python")


def _distributions(requirements: str) -> Iterator[Distribution]:
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", requirements, re.MULTILINE):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            raise StackError(f"{name} is not installed: run `make setup`") from None
        if found.version != version:
            raise StackError(f"{name} is {found.version} here and {version} in the layer: run `make setup`")
        yield found


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for source in (folder, Path(packages.__file__).parent):
        for path in sorted(source.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(source.parent)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _zip(folder: Path, archive: Path) -> None:
    """Uncompressed: it is unpacked at every cold start here, and goes nowhere."""
    with zipfile.ZipFile(archive, "w") as made:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                made.write(path, path.relative_to(folder))
