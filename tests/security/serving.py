"""The real web server on the database of this test: several processes, real HTTP, files where the test keeps them."""

import contextlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests.support.ports import unused_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


@contextlib.contextmanager
def served(**more: str) -> Iterator[str]:
    """Its address; what the test has committed is there. `more` are settings from the environment."""
    port = unused_port()
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = {**os.environ, "DATABASE_URL": database, "PORT": str(port), **more}
    log = Path(os.environ["MOTCUA_HOME"]) / f"web-{port}.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "config.cli", "serve", "--port", str(port)], cwd=ROOT, env=environment, stdout=out,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        until = time.monotonic() + PATIENCE
        while not _ready(port):
            assert time.monotonic() < until and server.poll() is None, log.read_text(errors="replace")[-3000:]
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(10)


def _ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
