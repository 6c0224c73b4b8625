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
from pathlib import Path
from py_compile import PycInvalidationMode

# What no function reads. Licences stay: they travel with the code.
_NEEDLESS = (
    "bin",
    "*.dist-info/RECORD",
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
    "*.dist-info/direct_url.json",
)


def install(requirements: Path, into: Path) -> None:
    """Installs exactly these files, by their hashes. Nothing is built here, and nothing may be tied to a processor."""
    options = ["--requirement", str(requirements), "--target", str(into), "--require-hashes", "--no-deps"]
    subprocess.run([*_installer(), *options, "--only-binary", ":all:"], check=True)  # noqa: S603  # our own command
    if native := sorted(path.name for path in into.rglob("*.so")):
        sys.exit(f"the layer serves every architecture, and these fit one: {', '.join(native)}")
    for pattern in _NEEDLESS:
        for path in into.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _installer() -> list[str]:
    """Our Python's pip, or uv where a virtual environment has none."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    return [working_uv(), "pip", "install", "--quiet", "--python", sys.executable]


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
