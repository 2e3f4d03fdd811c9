"""`make run`: everything of one machine under one process; Ctrl-C stops it, a kill needs no cleaning."""

import fcntl
import hashlib
import json
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from launch import assets, ports, prepare
from launch.bootstrap import ROOT
from launch.children import Child, follow_parent
from launch.owner import LaunchError
from launch.postgres import Cluster
from launch.say import give_up, note, step

PATIENCE = 60.0
"""Seconds until the first page must be there."""

GRACE = 10.0
"""Seconds the processes have to finish what they do."""
STOPPING = "stopping"


class Stop(Exception):
    """Ctrl-C or SIGTERM."""


class Family:
    """The database and the processes of one data folder."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.port = port
        self.host = os.environ.get("MOTCUA_BIND", "127.0.0.1")
        self.mark = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
        given = os.environ.get("DATABASE_URL", "")
        self.cluster = None if given else Cluster(home)
        self.database = given or Cluster(home).url
        self.environment: dict[str, str] = {}
        self.children: list[Child] = []
        self.accounts = ""

    def prepare(self) -> None:
        """Assets, database, migrations, demonstration. Raises LaunchError."""
        ports.end_leftovers(self.mark)
        if not ports.free(self.port, self.host):
            raise LaunchError(
                f"cổng {self.port} đang có chương trình khác dùng · another program has port {self.port}.\n"
                f"    Which one:      ss -ltnp 'sport = :{self.port}'\n"
                f"    Another port:   PORT={self.port + 80} make run"
            )
        assets.build()
        os.umask(0o077)  # what people send in is nobody else's on this machine
        if self.cluster is not None:
            if not self.cluster.data.exists():
                step("Tạo cơ sở dữ liệu", "creating the database")
            self.cluster.start()
        self.environment = self._environment()
        stamps = prepare.Stamps(self.home, prepare.database_identity(self.database))
        one = {**self.environment, "MOTCUA_POOL": "0"}
        prepare.migrate(stamps, one)
        self.accounts = prepare.demonstration(stamps, one)

    def _environment(self) -> dict[str, str]:
        sandbox, smtp = ports.pick(self.port + 25), ports.pick(self.port + 26)
        self.services = {
            "PORT": str(self.port),
            "MOTCUA_SANDBOX_URL": f"http://127.0.0.1:{sandbox}",
            "MOTCUA_SMTP_PORT": str(smtp),
        }
        self.sandbox_ports = [str(sandbox), str(smtp)]
        mine = {"MOTCUA_HOME": str(self.home), ports.MARK: self.mark, "PYTHONUNBUFFERED": "1"}
        return {**self.services, **os.environ, **mine, "PORT": str(self.port)}

    def start(self) -> None:
        """Web server and sandbox side by side; the worker follows the first page, so as not to delay it."""
        sandbox, smtp = self.sandbox_ports
        self.add("web", "serve", "--host", self.host, "--port", str(self.port))
        self.add("sandbox", "sandbox", "--port", sandbox, "--smtp-port", smtp)
        state = {"url": self.url, "sandbox": self.services["MOTCUA_SANDBOX_URL"], "pid": os.getpid()}
        (self.home / "running.json").write_text(json.dumps({**state, "environment": self.services}))

    def add(self, name: str, *verb: str) -> None:
        """One more process of the family: `motcua <verb>`."""
        child = Child(name, [sys.executable, "-m", "config.cli", *verb], self.environment)
        self.children.append(child)
        child.start()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}/"

    def ready(self) -> bool:
        """Whether the web server says that database, queue and storage work."""
        near = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        try:
            with urllib.request.urlopen(f"http://{near}:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def watch(self) -> None:
        """Start again whatever dies."""
        if self.cluster is not None and not self.cluster.alive():
            note("PostgreSQL ended, starting it again")
            self.cluster.start()
        for child in self.children:
            child.look_after()

    def stop(self) -> None:
        """First those who write, then the database."""
        until = time.monotonic() + GRACE
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.finish(until)
        (self.home / "running.json").unlink(missing_ok=True)
        if self.cluster is not None:
            self.cluster.stop()


def main() -> None:
    follow_parent()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    os.chdir(ROOT)
    home = Path(os.environ.get("MOTCUA_HOME") or ROOT / "var").resolve()
    if not (given := os.environ.get("PORT") or "8000").isdecimal():
        give_up("PORT phải là số", "PORT must be a number", "PORT=8080 make run")
    try:
        alone = Alone(home)
        _run(Family(home, int(given)), alone)
    except LaunchError as error:
        give_up("Không khởi động được", str(error))
    except PermissionError as error:
        give_up("Không có quyền ghi", f"{error.filename or home} is not writable; choose a folder by MOTCUA_HOME")


def _run(family: Family, alone: "Alone") -> None:
    try:
        family.prepare()
        family.start()
        _await_first_page(family)
        family.add("worker", "worker")
        _welcome(family)
        while True:
            family.watch()
            time.sleep(0.2)
    except Stop:
        print()
        step("Đang dừng", "stopping")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        alone.say(STOPPING)
        family.stop()


def _await_first_page(family: Family) -> None:
    until = time.monotonic() + PATIENCE
    while not family.ready():
        if time.monotonic() > until:
            raise LaunchError("the web server did not become ready; its messages are above")
        family.watch()
        time.sleep(0.05)


def _welcome(family: Family) -> None:
    print()
    step(f"Motcua: {family.url}", "ready, stop with Ctrl-C")
    note(f"Tin nhắn, thư · messages and mail: {family.services['MOTCUA_SANDBOX_URL']}/")
    if family.accounts:
        print("\n" + family.accounts, flush=True)


def _stop(number: int, frame: object) -> None:
    raise Stop


class Alone:
    """Keeps the data folder for this process: a second one would fight over everything."""

    def __init__(self, home: Path) -> None:
        if not home.exists():
            home.mkdir(parents=True)
            home.chmod(0o711)
        self.file = (home / "supervisor.lock").open("a+")
        self._lock()
        self.say(str(os.getpid()))

    def _lock(self) -> None:
        """Raises LaunchError when another keeps it; one that is just stopping is waited for."""
        until = time.monotonic() + 1.0
        longest = until + 2 * GRACE
        while True:
            try:
                return fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.file.seek(0)
                said = self.file.read().strip()
            if time.monotonic() > (longest if said == STOPPING else until):
                raise LaunchError(f"Motcua already runs here. To stop it: kill {said}")
            time.sleep(0.1)

    def say(self, text: str) -> None:
        """What a second one reads: our process id, or that we are stopping."""
        self.file.truncate(0)
        self.file.write(text)
        self.file.flush()


if __name__ == "__main__":
    main()
