"""Most who test have no development bench."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_without_the_bench_its_tests_skip_and_nothing_fails(tmp_path: Path) -> None:
    absent = {name: value for name, value in os.environ.items() if not name.startswith("HOTLINE_SHARED")}
    ran = subprocess.run(  # noqa: S603  # our own command
        [
            sys.executable,
            *("-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-m", "shared and not (stack or browser or sam_local)"),
        ],
        cwd=ROOT,
        env=absent | {"HOTLINE_SHARED": str(tmp_path / "absent")},
        capture_output=True,
        text=True,
        check=False,
    )

    last = ran.stdout.splitlines()[-1]
    assert ran.returncode == 0, ran.stdout
    assert " skipped" in last
    assert not any(word in last for word in ("failed", "error", "passed")), ran.stdout
