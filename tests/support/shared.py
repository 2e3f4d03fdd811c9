"""Real data beside the repository, which nobody on the team wrote; absent on most machines."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

FOLDER = Path(os.environ.get("SHARED_DATA") or ROOT.parent / "shared" / "data")


def read(name: str) -> dict[str, Any]:
    """A JSON file of the shared data; skips the test, saying why, where there is none."""
    file = FOLDER / name
    if not file.is_file():
        pytest.skip(f"no shared data: {file} is absent")
    said: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return said
