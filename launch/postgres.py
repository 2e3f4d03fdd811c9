"""The embedded PostgreSQL of one machine: create, start or adopt, stop.

Its data lie in `<home>/postgres`, its log in `<home>/log/postgres.log`. It listens on a Unix socket in a
private folder and on no network address, so no password is needed: who may open the folder may open the
database.
"""

import contextlib
import hashlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from launch.children import die_with_parent
from launch.owner import SHARED, LaunchError, Owner, open_to_others, owner
from launch.provider import Provider, provider

if TYPE_CHECKING:
    import psycopg

NAME = "motcua"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 107
PATIENCE = 30.0
"""Seconds to wait for a start: after a kill -9 the old backends need some to notice."""

SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "fsync": "on",
    "synchronous_commit": "on",
    "log_min_duration_statement": "1000",
    "timezone": "Asia/Ho_Chi_Minh",
}


def socket_folder(home: Path) -> Path:
    """Folder of the socket: in `home`, or a short one beside the temporary files where that cannot be.

    A socket's path may not exceed 107 bytes, and a user lent by root must be able to reach it.
    """
    folder = home / "run"
    fits = len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET
    if fits and (os.getuid() != 0 or open_to_others(home)):
        return folder
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"motcua-{os.getuid()}-{digest}"


def embedded_url(home: Path) -> str:
    """Address of the embedded database whose data live under `home`; starts nothing."""
    return f"postgres://{NAME}@/{NAME}?host={quote(str(socket_folder(home)))}"


class Cluster:
    """One embedded PostgreSQL. `start()` adopts a live one; the folder needs no cleaning after a kill."""

    def __init__(self, home: Path, settings: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.settings = {**SETTINGS, **(settings or {})}
        self.data = home / "postgres"
        self.socket = socket_folder(home)
        self.log = home / "log" / "postgres.log"
        self.adopted = False
        self._process: subprocess.Popen[bytes] | None = None
        self._owner: Owner | None = None
        self._provider: Provider | None = None

    @property
    def owner(self) -> Owner:
        self._owner = self._owner or owner()
        return self._owner

    @property
    def provider(self) -> Provider:
        self._provider = self._provider or provider(self.owner)
        return self._provider

    @property
    def url(self) -> str:
        return embedded_url(self.home)

    def start(self) -> None:
        """Bring the database up, creating it if needed. Raises LaunchError with the end of the log."""
        self._folders()
        if not self.adopt():
            self._initialise()
            self._drop_foreign_pid()
            self._launch()
        self._create_database()

    def adopt(self) -> bool:
        """Take over a server left running on our data; True when there is one that answers."""
        pid = self.pid()
        self.adopted = pid is not None and _is_postgres(pid) and self.answers()
        return self.adopted

    def answers(self) -> bool:
        """Whether a client gets a connection now."""
        try:
            self._connect().close()
        except OSError:
            return False
        return True

    def _connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection that commits at once. Raises ConnectionError when the server does not take it."""
        import psycopg  # not at import time: the settings need only the address

        try:
            return psycopg.connect(
                host=str(self.socket), user=NAME, dbname="postgres", autocommit=True, connect_timeout=3
            )
        except psycopg.OperationalError as error:
            raise ConnectionError(str(error)) from error

    def alive(self) -> bool:
        """Whether the server process runs (it may still refuse clients)."""
        if self._process is not None:
            return self._process.poll() is None
        pid = self.pid()
        return pid is not None and _is_postgres(pid)

    def pid(self) -> int | None:
        """The process id written in the data folder."""
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def stop(self) -> None:
        """Fast shutdown: clients are cut off, the data are safe. Nothing to do when it is not running."""
        pid = self._process.pid if self._process is not None else self.pid()
        if pid is not None and _is_postgres(pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT)
            self._await_end(pid)
        if self._process is not None:
            self._process.wait()
        self._process = None
        if self.socket != self.home / "run":
            with contextlib.suppress(OSError):
                self.socket.rmdir()

    def _await_end(self, pid: int) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self._process is not None and self._process.poll() is not None:
                return
            if not _is_postgres(pid):
                return
            time.sleep(0.02)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGQUIT)

    def _folders(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.log.parent.mkdir(exist_ok=True)
        if self.owner.lent and not self.data.exists() and not open_to_others(self.home):
            SHARED.mkdir(parents=True, exist_ok=True)
            SHARED.chmod(0o755)
            elsewhere = Path(tempfile.mkdtemp(prefix="data-", dir=SHARED))
            self.data.unlink(missing_ok=True)
            self.data.symlink_to(elsewhere)
        self.owner.own(self.data.resolve())
        self.owner.own(self.socket)

    def _initialise(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        words = [self.provider.program("initdb"), "-D", str(self.data.resolve()), "-U", NAME]
        words += ["-A", "trust", "-E", "UTF8", "--no-instructions", *self.provider.locale()]
        done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/", **self.owner.popen())
        if done.returncode:
            raise LaunchError(f"initdb: {(done.stderr or done.stdout).strip()}")

    def _drop_foreign_pid(self) -> None:
        """Remove a pid file whose number now belongs to another program, if no process uses the data."""
        pid = self.pid()
        if pid is None or not Path(f"/proc/{pid}").exists() or _is_postgres(pid):
            return
        if not any(_works_in(p, self.data.resolve()) for p in Path("/proc").glob("[0-9]*")):
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _launch(self) -> None:
        """Start until it answers: right after a kill -9 the first tries fail, until old backends are gone."""
        until = time.monotonic() + PATIENCE
        while True:
            self._process = self._spawn()
            while self._process.poll() is None:
                if self.answers():
                    return
                if time.monotonic() > until:
                    self.stop()
                    break
                time.sleep(0.03)
            if time.monotonic() > until:
                raise LaunchError(f"PostgreSQL does not start; the end of {self.log}:\n{self._last_words()}")
            time.sleep(0.5)
            if self.adopt():
                self._process = None
                return

    def _spawn(self) -> "subprocess.Popen[bytes]":
        words = [self.provider.program("postgres"), "-D", str(self.data.resolve()), "-k", str(self.socket)]
        for name, value in self.settings.items():
            words += ["-c", f"{name}={value}"]
        if self.log.exists() and self.log.stat().st_size > 20_000_000:
            self.log.unlink()
        with self.log.open("ab") as log:
            return subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", process_group=0,
                preexec_fn=die_with_parent(signal.SIGINT), **self.owner.popen(),
            )  # fmt: skip

    def _last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])

    def _create_database(self) -> None:
        with self._connect() as connection:
            known = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(known, [NAME]).fetchone() is None:
                connection.execute(f"CREATE DATABASE {NAME}")


def _is_postgres(pid: int) -> bool:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return words[0].endswith(b"postgres") or words[0].startswith(b"postgres")


def _works_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").resolve(strict=True) == folder
    except OSError:
        return False
