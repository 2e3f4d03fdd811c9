"""The demonstration as data."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

OFFICER_PASSWORD = "Motcua-demo-2026"  # noqa: S105 - printed for everybody who tries the demonstration
ROOT = Path(__file__).resolve().parents[1]


@cache
def world() -> dict[str, Any]:
    """The parsed `world.yaml`."""
    said: dict[str, Any] = yaml.safe_load((ROOT / "demo" / "world.yaml").read_text(encoding="utf-8"))
    return said
