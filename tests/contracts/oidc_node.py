"""The certified OpenID provider of npm as a process: installed once as locked, started on a port of its own."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx

from launch import assets
from launch.owner import LaunchError
from tests.conftest import ROOT
from tests.support.ports import unused_port

FOLDER = ROOT / "tests" / "oidc"
BIN = Path(sys.executable).parent
ATTEMPTS = 3


def installed() -> Path:
    """`tests/oidc` with its packages, exactly as locked; `make test` has fetched them, another run does it here.

    Two processes do not fetch at once; a network that stumbles gets another try.
    """
    with (FOLDER / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                assets.packages(FOLDER)
                break
            except LaunchError:
                if attempt == ATTEMPTS:
                    raise
                time.sleep(2 * attempt)
    return FOLDER


class NodeProvider:
    """Start, stop, change keys, and say who signs in next."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, unused_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, keys: str = "first") -> Self:
        """Serve; another name of `keys` is another set of signing keys."""
        words = [str(BIN / "node"), str(installed() / "provider.mjs"), str(self.port), str(self.data / keys)]
        log = (self.data / "log").open("ab")
        with log:
            self.process = subprocess.Popen(words, stdout=log, stderr=log, start_new_session=True)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if httpx.get(f"{self.issuer}/.well-known/openid-configuration").status_code == 200:
                    return self
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError((self.data / "log").read_text())

    def stop(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)  # the wheel's `node` is a script that starts the real one
            self.process.wait()
            self.process = None

    def next_is(self, subject: str) -> None:
        httpx.post(f"{self.issuer}/as/{subject}").raise_for_status()

    def tell_acr(self, value: str) -> None:
        httpx.post(f"{self.issuer}/acr/{value}").raise_for_status()
