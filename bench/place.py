"""A place of its own to measure in: data folder, database with the demonstration, web server."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from launch import ports
from launch.children import die_with_parent
from launch.owner import LaunchError
from launch.postgres import Cluster

PROVINCES = frozenset({"14", "31", "37", "75", "80"})
"""The provinces of the demonstration's communes; the whole country only takes longer to load."""
PATIENCE = 60.0


class Place:
    """Made by `open()`, gone after `close()`. No job worker runs: jobs are deferred, and stay."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
        self.home.chmod(0o711)
        self.port = ports.pick(8900)
        self.cluster = Cluster(self.home)
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> None:
        """Database, tables and demonstration; afterwards Django works in this process."""
        for name in [name for name in os.environ if name.startswith("MOTCUA_")]:
            del os.environ[name]
        os.environ |= {
            "MOTCUA_HOME": str(self.home), "DATABASE_URL": self.cluster.url, "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "bench.settings", "MOTCUA_POOL": "0", "MOTCUA_BEHIND_PROXY": "1",
        }  # fmt: skip
        self.cluster.start()
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        from demo.load import load

        load(only=PROVINCES)

    def serve(self) -> None:
        """Start the web server as `make run` does and wait until it is ready. Raises LaunchError."""
        log = self.home / "log" / "web.log"
        environment = {name: value for name, value in os.environ.items() if name != "MOTCUA_POOL"}
        with log.open("wb") as output:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "config.cli", "serve", "--port", str(self.port)], env=environment,
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, process_group=0,
                preexec_fn=die_with_parent(),
            )  # fmt: skip
        until = time.monotonic() + PATIENCE
        while not self._ready():
            if time.monotonic() > until or self.server.poll() is not None:
                raise LaunchError(f"the web server did not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.05)

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def close(self) -> None:
        """Stop both and leave nothing behind."""
        if self.server is not None and self.server.poll() is None:
            self.server.terminate()
            try:
                self.server.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.server.pid, signal.SIGKILL)
        if "django" in sys.modules:
            from django.db import connections

            connections.close_all()
        self.cluster.stop()
        shutil.rmtree(self.home, ignore_errors=True)
