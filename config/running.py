"""What `make run` started, as it wrote it down: other commands find its ports there."""

import json
from typing import Any

from config.settings.environment import HOME

FILE = HOME / "running.json"


def running() -> dict[str, Any]:
    """Keys `url`, `sandbox`, `pid` and `environment` (ports as settings); empty when nothing was started."""
    try:
        return dict(json.loads(FILE.read_text()))
    except (OSError, ValueError):
        return {}
