"""A whole installation as `make run` starts it: database, web server, worker, sandbox, demonstration."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.ports import unused_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240.0


@dataclass(frozen=True)
class Installation:
    """Where a running installation answers."""

    url: str
    sandbox: str
    home: Path

    def inbox(self, to: str) -> list[dict[str, Any]]:
        """The messages one person received, newest first."""
        address = f"{self.sandbox}/inbox?limit=200&to={urllib.parse.quote(to)}"
        with urllib.request.urlopen(address, timeout=10) as answer:
            found: list[dict[str, Any]] = json.load(answer)["messages"]
        return found

    def wait_for(self, to: str, *words: str, after: int = 0, seconds: float = 40.0) -> dict[str, Any]:
        """The newest message to a person with all of `words`, once more than `after` messages are there."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            messages = self.inbox(to)
            if len(messages) > after:
                for message in messages[: len(messages) - after]:
                    if all(said in f"{message['subject']} {message['text']}" for said in words):
                        return message
            time.sleep(0.25)
        raise AssertionError(f"no message to {to} with {words!r}: {[m['text'][:90] for m in self.inbox(to)]}")

    def code(self, to: str, after: int) -> str:
        """The newest one-time code that reached a telephone after `after` messages."""
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline:
            messages = self.inbox(to)
            fresh = [message for message in messages[: len(messages) - after] if message["codes"]]
            if fresh:
                return str(fresh[0]["codes"][0])
            time.sleep(0.2)
        raise AssertionError(f"no code reached {to}")


@contextlib.contextmanager
def started() -> Iterator[Installation]:
    """Start everything in a folder of its own, wait for the first page, stop everything at the end."""
    port = unused_port()
    with tempfile.TemporaryDirectory(prefix="motcua-journey-") as folder:
        Path(folder).chmod(0o711)
        home = Path(folder) / "home"
        log = Path(folder) / "log"
        mine = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
        mine.pop("DATABASE_URL", None)
        environment = {**mine, "PORT": str(port), "MOTCUA_HOME": str(home), "PYTHONUNBUFFERED": "1"}
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "launch.supervise"], cwd=ROOT, env=environment, stdout=out,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        try:
            yield _ready(process, port, home, log)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(40)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)


def _ready(process: subprocess.Popen[bytes], port: int, home: Path, log: Path) -> Installation:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        told = log.read_text(errors="replace")
        if "worker ready" in told:
            running = json.loads((home / "running.json").read_text())
            return Installation(f"http://localhost:{port}", running["sandbox"], home)
        time.sleep(0.3)
    raise AssertionError(f"the installation did not start:\n{log.read_text(errors='replace')[-3000:]}")
