"""The development bench's cases and feeds, beside the project; elsewhere their tests skip and say so."""

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("HOTLINE_SHARED", Path(__file__).parents[2] / "shared"))


def shared(path: str) -> Path:
    """A file of the bench; skips the test where there is none. HOTLINE_SHARED_REQUIRED=1 makes that a failure."""
    found = ROOT / path
    if not found.exists():
        if os.environ.get("HOTLINE_SHARED_REQUIRED"):
            pytest.fail(f"{found} is required here and absent")
        pytest.skip(f"the development bench's {path} is not here")
    return found
