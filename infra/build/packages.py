"""Installs what is locked, and compiles it so that it stays compiled.

Lambda's folders are read-only: without bytecode that is valid there, every cold start compiles everything again, which
takes botocore alone 300 ms. The usual kind is tied to the source's time, which zipping and copying change; this kind is
tied to nothing, since nobody edits a package in place.
"""

import compileall
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from py_compile import PycInvalidationMode

MACHINES = ("x86_64", "aarch64")
"""What Lambda runs on. The libraries of both lie side by side in one layer, so nothing asks which one it is for."""

# What no function reads. Licences stay: they travel with the code.
_NEEDLESS = (
    "bin",
    "*.dist-info/RECORD",
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
    "*.dist-info/direct_url.json",
)


def install(requirements: Path, into: Path) -> None:
    """Installs exactly these files, by their hashes, for every architecture at once. Nothing is built here."""
    with tempfile.TemporaryDirectory() as folder:
        for machine in MACHINES:
            python = into if machine == MACHINES[0] else Path(folder) / machine
            options = ["--requirement", str(requirements), "--target", str(python), "--require-hashes", "--no-deps"]
            subprocess.run([*_installer(machine), *options, "--only-binary", ":all:"], check=True)  # noqa: S603  # our own command
            for library in sorted(python.rglob("*.so")):
                _lay_beside(library, into / library.parent.relative_to(python), machine)
    for pattern in _NEEDLESS:
        for path in into.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def add_licence(python: Path, package: str, licence: Path) -> None:
    """Puts the licence beside a package that names it and does not bring its text."""
    (folder,) = python.glob(f"{package}-*.dist-info")
    if "License: Apache License, Version 2.0" not in (folder / "METADATA").read_text(encoding="utf-8"):
        sys.exit(f"{package} is no longer under the Apache licence")
    shutil.copy(licence, folder / "LICENSE")


def _lay_beside(library: Path, folder: Path, machine: str) -> None:
    """Gives a library of one machine the name by which Python finds it there and nowhere else."""
    stem, _, tag = library.name.partition(".")
    if tag != "abi3.so" and machine not in tag:
        sys.exit(f"{library.name} says neither which Python nor which machine it is for")
    shutil.move(library, folder / f"{stem}.cpython-313-{machine}-linux-gnu.so")


def _installer(machine: str) -> list[str]:
    """Our Python's pip, or uv where a virtual environment has none."""
    if importlib.util.find_spec("pip"):
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
        return [*pip, "--platform", f"manylinux2014_{machine}", "--python-version", "3.13", "--implementation", "cp"]
    uv = [working_uv(), "pip", "install", "--quiet", "--python", sys.executable]
    return [*uv, "--python-platform", f"{machine}-manylinux2014"]


def working_uv() -> str:
    """uv: `uv run` says where it is, and a pyenv shim of that name may be there and not work."""
    for uv in (os.environ.get("UV"), shutil.which("uv"), str(Path(sys.prefix).parent / ".local" / "uv" / "bin" / "uv")):
        if uv and Path(uv).exists() and subprocess.run([uv, "--version"], capture_output=True).returncode == 0:  # noqa: S603
            return uv
    sys.exit(f"{sys.executable} has no pip, and uv is not installed: install one of them")


def compile_all(folder: Path, runs_in: str) -> None:
    """Compiles every module of `folder`; tracebacks name the folder that it `runs_in`."""
    compiled = compileall.compile_dir(
        folder,
        quiet=1,
        force=True,
        stripdir=str(folder),
        prependdir=runs_in,
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
    )
    if not compiled:
        sys.exit(f"{folder} does not compile")
