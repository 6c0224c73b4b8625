"""What `sam build` makes, made by the same code without SAM: for benchmarks and for the test of what it loads."""

import io
import json
import os
import shutil
import subprocess
import venv
from dataclasses import dataclass
from datetime import date
from importlib.metadata import distribution
from pathlib import Path

from infra.build.__main__ import main as build
from infra.build.packages import compile_all
from infra.local.feed import open_feed
from infra.local.options import SAMPLE

from hotline.services.bus.compiling import compile_feed

RUNTIME = ("awslambdaric", "snapshot-restore-py", "simplejson")
"""What AWS puts beside the interpreter."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """The built packages, unpacked as Lambda unpacks them, and a Python with AWS's runtime client and nothing else.

    Nothing else: httpx looks for click, rich and h2, which are here for other reasons, and would load them.
    """

    folder: Path

    @property
    def python(self) -> Path:
        """The interpreter of a virtual environment; the machine's own may load more at every start."""
        return self.folder / "runtime" / "bin" / "python"

    @classmethod
    def built(cls, folder: Path) -> "Artifact":
        """Builds into an empty folder."""
        build("functions", folder / "task")
        build("hotline", folder / "opt")
        build("dependencies", folder / "opt")
        venv.create(folder / "runtime", symlinks=True)
        (site,) = (folder / "runtime").glob("lib/python*/site-packages")
        for found in map(distribution, RUNTIME):
            for file in found.files or ():
                if ".." not in file.parts and file.suffix != ".pyc":
                    (site / file).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(str(found.locate_file(file)), site / file)
        compile_all(site, str(site))
        return cls(folder)

    def environment(self, told: dict[str, str]) -> dict[str, str]:
        """A function's: nothing of ours, and the packages before everything else."""
        return told | {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{self.folder / 'task'}:{self.folder / 'opt' / 'python'}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "LAMBDA_TASK_ROOT": str(self.folder / "task"),
            "AWS_LAMBDA_FUNCTION_NAME": "hotline",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
            "AWS_LAMBDA_LOG_FORMAT": "JSON",
        }

    def modules(self, handler: str, told: dict[str, str]) -> list[str]:
        """What is loaded when the runtime has imported a handler ("" for the runtime alone)."""
        code = f"import awslambdaric.__main__, sys, json\n{f'import {handler}' if handler else ''}\n"
        return list(json.loads(self._run(code + "print(json.dumps(sorted(sys.modules)))", told)))

    def compilations(self, handler: str, told: dict[str, str]) -> list[str]:
        """Sources that had to be compiled for it: none, if the packages are built well."""
        told = told | {"PYTHONVERBOSE": "1"}
        command = [str(self.python), "-c", f"import awslambdaric.__main__, {handler}"]
        made = subprocess.run(command, env=self.environment(told), capture_output=True, text=True, check=True)  # noqa: S603
        lines = [line for line in made.stderr.splitlines() if line.startswith("# code object from ")]
        sources = [line.split("from ", 1)[1].strip("'") for line in lines]
        return [source for source in sources if source.startswith(str(self.folder)) and source.endswith(".py")]

    def _run(self, code: str, told: dict[str, str]) -> str:
        command = [str(self.python), "-c", code]
        done = subprocess.run(command, env=self.environment(told), capture_output=True, text=True, check=True)  # noqa: S603
        return done.stdout.splitlines()[-1]


def sample_snapshot() -> bytes:
    """The sample feed that ships, compiled."""
    feed = open_feed(str(SAMPLE))
    assert feed.data
    return compile_feed(io.BytesIO(feed.data), today=date(2026, 11, 24)).snapshot
