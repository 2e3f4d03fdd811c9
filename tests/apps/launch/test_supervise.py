"""`make run` itself: first page, kills of everything, Ctrl-C, and the messages when it cannot start."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch import ports
from launch.postgres import Cluster
from tests.support.ports import unused_port

PATIENCE = 120


class Run:
    """One `make run` in a data folder of its own, without the part that installs."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.port = port
        self.log = home.parent / "run.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Seconds until it says that it is ready."""
        began = time.monotonic()
        kept = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_") and k != "DATABASE_URL"}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "launch.supervise"], stdout=log, stderr=log, start_new_session=True,
                env={**kept, "MOTCUA_HOME": str(self.home), "PORT": str(self.port)},
            )  # fmt: skip
        while "ready, stop" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() - began < PATIENCE, self.log.read_text()
            time.sleep(0.05)
        return time.monotonic() - began

    def status(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return int(answer.status)

    def await_ready(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if self.status("/readyz") == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def family(self) -> list[int]:
        """The marked processes; those of the database are not marked."""
        return ports._marked(self.mark)

    @property
    def mark(self) -> str:
        from launch.supervise import Family

        return Family(self.home, self.port).mark

    def end(self, how: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(30)


@pytest.fixture
def run() -> Iterator[Run]:
    with tempfile.TemporaryDirectory(prefix="mc-") as folder:
        Path(folder).chmod(0o711)
        run = Run(Path(folder) / "home", unused_port())
        yield run
        if run.process is not None and run.process.poll() is None:
            run.end(signal.SIGTERM)
        ports.end_leftovers(run.mark)
        Cluster(run.home).stop()


@pytest.mark.timeout(600)
def test_it_survives_the_kill_of_anything_and_stops_clean(run: Run) -> None:
    run.start()
    assert run.status("/readyz") == 200

    for pid in run.family():
        os.kill(pid, signal.SIGKILL)
    run.await_ready()

    database = Cluster(run.home).pid()
    assert database is not None
    os.kill(database, signal.SIGKILL)
    run.await_ready()

    run.end(signal.SIGKILL)
    again = run.start()
    print(f"second start: {again:.1f} s")
    assert run.status("/readyz") == 200

    state = json.loads((run.home / "running.json").read_text())
    assert state["url"].endswith(f":{run.port}/")

    run.end(signal.SIGINT)
    assert run.family() == []
    assert Cluster(run.home).pid() is None
    assert not (run.home / "running.json").exists()


def test_a_taken_port_is_named_with_the_command_that_shows_who(run: Run) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", run.port))
        stranger.listen()
        done = refused(run, PORT=str(run.port))
    assert f"ss -ltnp 'sport = :{run.port}'" in done
    assert "Traceback" not in done


def test_a_database_that_is_away_is_named(run: Run) -> None:
    done = refused(run, PORT=str(run.port), DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert "DATABASE_URL: " in done
    assert "Traceback" not in done


def refused(run: Run, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "launch.supervise"], capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "MOTCUA_HOME": str(run.home), **environment},
    )  # fmt: skip
    assert done.returncode == 1
    return done.stderr
