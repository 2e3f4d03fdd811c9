"""A running installation from outside: its processes, its database, its commands."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from launch import ports
from launch.postgres import Cluster
from launch.supervise import Family
from tests.journeys.installation import ROOT, Installation

UP_AGAIN = 90.0
"""Seconds until everything that was killed must answer again."""


def processes(running: Installation, victim: str) -> list[int]:
    """What to kill: the postmaster, or every process of the web server or of the worker."""
    if victim == "database":
        found = Cluster(running.home).pid()
        assert found is not None
        return [found]
    word = {"web": b"granian", "worker": b"worker"}[victim]
    family = ports._marked(Family(running.home, 0).mark)
    return [pid for pid in family if word in Path(f"/proc/{pid}/cmdline").read_bytes()]


def await_ready(running: Installation) -> None:
    until = time.monotonic() + UP_AGAIN
    while time.monotonic() < until:
        try:
            if httpx.get(f"{running.url}/readyz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("not ready again")


def inside(running: Installation, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(running, "tests.proof.inside", *words))
    return found


def verify(running: Installation) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(running, "config.cli", "verify", "--json"))
    return found


def _run(running: Installation, *words: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    kept.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env={**kept, "MOTCUA_HOME": str(running.home)}, check=False,
        capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout
