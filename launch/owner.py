"""Who owns the database's files: the current user, or a system user of its own when root starts it.

PostgreSQL refuses to run as root, so root lends it a user; and what that user must reach may not lie below a
folder closed to others, such as root's home.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

USER = "motcua-postgres"
SHARED = Path("/var/lib/motcua")


class LaunchError(Exception):
    """Something the person at the terminal can put right; the message says how."""


@dataclass(frozen=True)
class Owner:
    """The user PostgreSQL runs as; `lent` tells that it is not the current one."""

    uid: int
    gid: int
    lent: bool

    def popen(self) -> dict[str, Any]:
        """Arguments of `subprocess` that make a child run as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.lent else {}

    def own(self, folder: Path, mode: int = 0o700) -> Path:
        """Create `folder` for this user alone."""
        folder.mkdir(parents=True, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in (os.getuid(), self.uid):
            raise LaunchError(f"{folder} belongs to someone else; remove it and start again.")
        if self.lent:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(mode)
        return folder


def open_to_others(path: Path) -> bool:
    """Whether another user could walk down to `path` (the part that exists already)."""
    return all(p.stat().st_mode & 0o001 for p in (path, *path.parents) if p.exists())


def owner() -> Owner:
    """The user for the database; as root it is created at first use.

    Raises LaunchError when there is no way to get one.
    """
    if os.getuid() != 0:
        try:
            entry = pwd.getpwuid(os.getuid())
        except KeyError:
            raise LaunchError(
                f"User id {os.getuid()} has no name on this system, and PostgreSQL asks for one. "
                "Run as a user of /etc/passwd, or set DATABASE_URL to a server."
            ) from None
        return Owner(entry.pw_uid, entry.pw_gid, lent=False)
    try:
        entry = pwd.getpwnam(USER)
    except KeyError:
        entry = _create()
    return Owner(entry.pw_uid, entry.pw_gid, lent=True)


def _create() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    command += ["--shell", "/usr/sbin/nologin", USER]
    tool = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if tool is None:
        raise LaunchError("The command useradd is missing: apt-get install passwd")
    done = subprocess.run([tool, *command[1:]], capture_output=True, text=True, check=False)
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        raise LaunchError(f"Cannot create the database's system user: {done.stderr.strip()}") from None
