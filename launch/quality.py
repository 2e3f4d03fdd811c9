"""`make test` and `make check`: programs of the system, style, types, floors, tests, in this order."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from launch import assets
from launch.bootstrap import ROOT, sudo
from launch.owner import LaunchError
from launch.say import give_up, step

NEEDED = {"chromium": "chromium", "clamav-daemon": "clamd", "libatomic1": "libatomic.so.1"}
"""Debian packages the tests use, and the program or library each brings."""

WELCOME = {"poppler-utils": "pdfsig"}
"""A second opinion on signatures and papers: without it a few assertions are left out, with the reason printed."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FOLDERS = ["launch", "config", "motcua", "demo", "bench", "tests", "manage.py"]


def main() -> None:
    what = sys.argv[1] if len(sys.argv) > 1 else "test"
    os.chdir(ROOT)
    try:
        if what != "check":
            programs()
            assets.packages(ROOT / "tests/oidc")
        assets.build()
    except LaunchError as error:
        give_up("Chưa chạy được kiểm thử", str(error))
    if what in ("test", "check"):
        checks()
    if what in ("test", "proof"):
        tests(["-m", "proof"] if what == "proof" else ["-m", "not proof"])


def checks() -> None:
    """Everything that needs no database; the first failure stops."""
    folders = [name for name in FOLDERS if (ROOT / name).exists()]
    _must("ruff", ["check", *folders], "kiểm tra phong cách", "style")
    _must("ruff", ["format", "--check", "--quiet", *folders], "kiểm tra cách viết", "one way of setting lines")
    if (ROOT / ".importlinter").exists() or "[tool.importlinter]" in (ROOT / "pyproject.toml").read_text():
        _must("lint-imports", ["--no-cache"], "kiểm tra các tầng", "floors")
    _must("djlint", ["motcua", "--lint", "--quiet"], "kiểm tra mẫu trang", "templates")
    _must(
        "mypy",
        [name for name in ("launch", "config", "motcua", "demo", "bench") if name in folders],
        "kiểm tra kiểu",
        "types",
    )


def tests(options: Sequence[str]) -> None:
    """pytest on two processes; its summary is the last thing printed."""
    step("Chạy kiểm thử", "running the tests")
    workers = os.environ.get("MOTCUA_TEST_WORKERS", "2")
    sys.stdout.flush()
    words = [sys.executable, "-m", "pytest", "-n", workers, "--dist", "loadgroup", *options]
    os.execve(sys.executable, words, _environment())


def programs() -> None:
    """Programs of the system that the tests drive: root installs them, others get the line to run.

    Raises LaunchError when they cannot be had.
    """
    missing = [package for package, brings in NEEDED.items() if not _present(brings)]
    welcome = [package for package, brings in WELCOME.items() if not _present(brings)]
    if not missing and not (welcome and os.getuid() == 0):
        return
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing, *welcome]
    if os.getuid() != 0:
        raise LaunchError(f"thiếu chương trình · missing programs; run:\n    {sudo()}{' '.join(install)}")
    if shutil.which("apt-get") is None:
        if missing:
            raise LaunchError(f"install these programs and run again: {' '.join(missing)}")
        return
    step(f"Cài {', '.join(missing + welcome)}", "installing programs of the system")
    if _apt(install) != 0:
        _apt(["apt-get", "update", "-q"])
        if _apt(install) != 0 and missing:
            raise LaunchError(f"could not install; try: {' '.join(install)}")


def _present(brings: str) -> bool:
    if brings == "chromium":
        return any(shutil.which(name) for name in BROWSERS)
    if ".so" in brings:
        folders = (Path("/usr/lib"), Path("/lib"), Path("/usr/local/lib"))
        return any(next(folder.glob(pattern), None) for folder in folders for pattern in (brings, f"*/{brings}"))
    return shutil.which(brings, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is not None


def _apt(words: list[str]) -> int:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    log = ROOT / ".tools/apt.log"
    with log.open("ab") as output:
        done = subprocess.run(
            words, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
        )
    return done.returncode


def _must(program: str, options: list[str], vietnamese: str, english: str) -> None:
    step(vietnamese.capitalize(), f"{english} ({program})")
    began = time.monotonic()
    done = subprocess.run([Path(sys.executable).parent / program, *options], env=_environment(), check=False)
    if done.returncode:
        raise SystemExit(done.returncode)
    print(f"  {time.monotonic() - began:.1f} s", flush=True)


def _environment() -> dict[str, str]:
    """Nothing of a running installation reaches the checks."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    kept.pop("DATABASE_URL", None)
    kept |= {name: value for name, value in os.environ.items() if name.startswith("MOTCUA_TEST_")}
    return {**kept, "MOTCUA_HOME": str(ROOT / ".tools/home")}


if __name__ == "__main__":
    main()
