"""What `make run` started, as it wrote it down: other commands find its ports there."""

import json
import os
from pathlib import Path
from typing import Any

# Not from the settings: loading them takes longer than all that some commands do.
HOME = Path(os.environ.get("MOTCUA_HOME") or Path(__file__).resolve().parents[1] / "var").resolve()
FILE = HOME / "running.json"


def running() -> dict[str, Any]:
    """Keys `url`, `sandbox`, `pid` and `environment` (ports as settings); empty when nothing was started."""
    try:
        return dict(json.loads(FILE.read_text()))
    except (OSError, ValueError):
        return {}
