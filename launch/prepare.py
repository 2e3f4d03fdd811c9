"""Brings the database up to date: migrations and the demonstration, each skipped while nothing changed.

`<home>/stamps.json` keeps what was done to which database: a hash of files and the database's own number.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from launch.bootstrap import ROOT
from launch.owner import LaunchError
from launch.say import step


class Stamps:
    """What was done already; a changed file or another database makes it due again."""

    def __init__(self, home: Path, database: str) -> None:
        self.file = home / "stamps.json"
        self.database = database
        try:
            self.known: dict[str, str] = json.loads(self.file.read_text())
        except (OSError, ValueError):
            self.known = {}

    def current(self, name: str, files: Iterable[Path]) -> str | None:
        """None when `name` is done for these files, else the stamp to write afterwards."""
        digest = hashlib.sha256(self.database.encode())
        for file in sorted(files):
            digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
        wanted = digest.hexdigest()
        return None if self.known.get(name) == wanted else wanted

    def done(self, name: str, stamp: str) -> None:
        self.known[name] = stamp
        half = self.file.with_suffix(".half")
        half.touch(mode=0o600)
        half.write_text(json.dumps(self.known, ensure_ascii=False))
        half.replace(self.file)


def database_identity(url: str) -> str:
    """Address and number of the database: one that was dropped and made again has another number.

    Raises LaunchError when it does not answer.
    """
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            row = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
    except psycopg.Error as error:
        raise LaunchError(f"DATABASE_URL: {str(error).strip().splitlines()[0]}") from None
    return f"{url} {row}"


def migrate(stamps: Stamps, environment: Mapping[str, str]) -> None:
    """Apply the migrations that are missing."""
    files = [
        *ROOT.glob("motcua/*/migrations/*.py"),
        ROOT / "requirements/app.txt",
        ROOT / "config/settings/core.py",
    ]
    if stamp := stamps.current("migrations", files):
        step("Chuẩn bị cơ sở dữ liệu", "migrating the database")
        _run(["manage.py", "migrate", "--no-input", "--verbosity", "0"], environment)
        stamps.done("migrations", stamp)


def demonstration(stamps: Stamps, environment: Mapping[str, str]) -> str:
    """Load the demonstration when it changed; returns the table of its accounts."""
    if not (ROOT / "demo/load.py").exists():
        return ""
    files = [p for folder in ("demo", "library") for p in (ROOT / folder).rglob("*") if _is_source(p)]
    if stamp := stamps.current("demonstration", files):
        step("Nạp dữ liệu trình diễn", "loading the demonstration")
        _run(["-m", "config.cli", "demo", "load"], environment, shown=True)
        stamps.known["accounts"] = _run(["-m", "config.cli", "demo", "accounts"], environment)
        stamps.done("demonstration", stamp)
    return stamps.known.get("accounts", "")


def _is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def _run(words: list[str], environment: Mapping[str, str], shown: bool = False) -> str:
    """Output of a Python command; with `shown`, its lines appear as they come instead."""
    out = None if shown else subprocess.PIPE
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, stdout=out, stderr=subprocess.PIPE, text=True,
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.stderr.write(done.stderr[-4000:])
        raise LaunchError(f"{' '.join(words)} failed, see above")
    return done.stdout or ""
