"""`python3.13 -m infra.build dependencies|hotline|functions FOLDER`: fills FOLDER with what Lambda unpacks."""

import shutil
import sys
from pathlib import Path

from infra.build import botocore_data, packages, roots

ROOT = Path(__file__).resolve().parents[2]


def main(what: str, into: Path) -> None:
    """Builds one of the three."""
    if sys.version_info[:2] != (3, 13):
        sys.exit(f"this is Python {sys.version.split()[0]}, and bytecode for Lambda must be made by Python 3.13")
    if what == "functions":
        # All handlers in each package: a few lines each, and the packages are one upload.
        _copy(ROOT / "functions", into)
        packages.compile_all(into, "/var/task")
        return
    python = into / "python"
    if what == "hotline":
        _copy(ROOT / "layers" / "hotline" / "hotline", python / "hotline")
    else:
        packages.install(ROOT / "layers" / "dependencies" / "requirements.txt", python)
        packages.add_licence(python, "gtfs_realtime_bindings", ROOT / "LICENSE")
        botocore_data.cut(python / "botocore" / "data")
        roots.write(python)
    packages.compile_all(python, "/opt/python")


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "Makefile"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
