"""Makes `.venv` from the hashed locks: `python3 -m launch.bootstrap run` (or `test`). Standard library only.

The second time nothing is done: `.venv/.motcua` keeps the hash of the locks that were installed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from launch.pip_wheel import fetch_pip, pip_setting
from launch.say import give_up, step

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
STAMP = VENV / ".motcua"
LOCKS = {"run": ("app", "build"), "test": ("dev",)}
OLDEST = (3, 11)
DEBIAN_PIP = "python3-pip-whl"
DEBIAN_WHEELS = Path("/usr/share/python-wheels")

SCRIPT = """#!{python}
from config.cli import main

main()
"""


def main() -> None:
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:
        raise SystemExit("python3 -m launch.bootstrap run|test")
    _need_python()
    try:
        install(sys.argv[1])
    except subprocess.CalledProcessError:
        give_up(
            "Không cài được thư viện; xem dòng lỗi ở trên rồi chạy lại",
            "installing failed; see the error above, then run the same command again",
        )


def install(profile: str) -> None:
    """Install the locks of `profile` unless they, or those of the tests which hold them all, are there."""
    fresh = _stamp()
    if any(fresh.get(name) == _hash(name) for name in (profile, "test")):
        return
    if "test" in fresh:
        profile = "test"  # a developer's environment keeps its tools when the locks change
    uv = _uv()
    if not (fresh.get("python") == _identity() and (VENV / "bin/python").exists()):
        step("Tạo môi trường Python .venv", "creating the Python environment .venv")
        _call([uv, "venv", "--quiet", "--clear", "--no-python-downloads", "--python", sys.executable, VENV])
    step("Cài thư viện Python theo bản khoá", "installing the locked Python packages")
    STAMP.unlink(missing_ok=True)
    locks = [ROOT / f"requirements/{name}.txt" for name in LOCKS[profile]]
    _call([uv, "pip", "sync", "--python", VENV / "bin/python", "--require-hashes", *_hush(), *locks])
    _link()
    STAMP.write_text(json.dumps({"python": _identity(), profile: _hash(profile)}))


def _need_python() -> None:
    """Go on with another Python of this machine when this one is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in (13, 12, 11):
        if other := shutil.which(f"python3.{minor}"):
            os.execv(other, [other, "-m", "launch.bootstrap", *sys.argv[1:]])
    give_up(
        f"Cần Python 3.11 trở lên, máy này có {sys.version.split()[0]}",
        f"Python 3.11 or newer is needed, this one is {sys.version.split()[0]}",
        f"{sudo()}apt-get install python3.11",
    )


def sudo() -> str:
    return "" if os.getuid() == 0 else "sudo "


def _identity() -> str:
    """A virtual environment is bound to its Python and its place."""
    return f"{sys.version} {ROOT}"


def _hash(profile: str) -> str:
    digest = hashlib.sha256(_identity().encode())
    for name in LOCKS[profile]:
        digest.update((ROOT / f"requirements/{name}.txt").read_bytes())
    return digest.hexdigest()


def _stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def _uv() -> Path:
    """The pinned uv, in an environment of its own."""
    lock = ROOT / "requirements/tools.txt"
    wanted = hashlib.sha256(_identity().encode() + lock.read_bytes()).hexdigest()
    stamp = TOOLS / ".motcua"
    uv = TOOLS / "bin/uv"
    if uv.exists() and stamp.exists() and stamp.read_text() == wanted:
        return uv
    step("Chuẩn bị công cụ cài đặt .tools", "preparing the installer in .tools")
    shutil.rmtree(TOOLS, ignore_errors=True)
    _call([sys.executable, "-m", "venv", "--without-pip", TOOLS])
    quiet = ["--quiet", "--disable-pip-version-check", "--no-cache-dir", "--require-hashes"]
    _call([TOOLS / "bin/python", *_pip(lock), "install", *quiet, "-r", lock])
    stamp.write_text(wanted)
    return uv


def _pip(lock: Path) -> list[str]:
    """How to call a pip from inside `.tools`: the one that came with Python, the pinned one, or Debian's."""
    if bundled := _bundled_wheels():
        return [str(bundled[-1] / "pip")]
    try:
        return [str(fetch_pip(lock, TOOLS) / "pip")]
    except (OSError, ValueError) as error:
        if _debian_pip():
            return _pip(lock)
        give_up(
            f"Python trên máy này không có pip ({error})",
            "this Python came without pip; set PIP_INDEX_URL, or install it",
            f"{sudo()}apt-get install {DEBIAN_PIP}",
        )


def _debian_pip() -> bool:
    """As root on Debian or Ubuntu, install the distribution's pip; whether a wheel is there now."""
    if os.getuid() != 0 or not shutil.which("apt-get"):
        return False
    step("Cài pip của Debian", "installing Debian's pip")
    quiet = {"stdout": subprocess.DEVNULL, "check": False, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", DEBIAN_PIP]):
        subprocess.run(["apt-get", *words], **quiet)  # type: ignore[call-overload]
    return bool(_bundled_wheels())


def _bundled_wheels() -> list[Path]:
    """Wheels of pip that came with Python, or with Debian's package of it; the last is the newest."""
    try:
        import ensurepip

        own = sorted((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))
    except ImportError:
        own = []
    return sorted(DEBIAN_WHEELS.glob("pip-*.whl")) + own


def _call(words: Sequence[object]) -> None:
    environment = dict(os.environ)
    environment.pop("VIRTUAL_ENV", None)
    environment.pop("PYTHONPATH", None)
    if not os.access(Path(os.path.expanduser("~")), os.W_OK):  # noqa: PTH111
        environment.setdefault("UV_CACHE_DIR", str(TOOLS / "cache"))
    if mirror := pip_setting("index-url"):
        environment.setdefault("UV_DEFAULT_INDEX", mirror)
    if certificates := pip_setting("cert"):
        environment.setdefault("SSL_CERT_FILE", certificates)
    subprocess.run([str(word) for word in words], check=True, cwd=ROOT, env=environment)


def _hush() -> list[str]:
    """uv draws a progress bar on a terminal; elsewhere it would list every package."""
    return [] if sys.stderr.isatty() else ["--quiet"]


def _link() -> None:
    """`motcua` beside the other programs, and the repository on the path of this Python."""
    script = VENV / "bin/motcua"
    script.write_text(SCRIPT.format(python=VENV / "bin/python"))
    script.chmod(0o755)
    packages = next((VENV / "lib").glob("python3*/site-packages"))
    (packages / "motcua.pth").write_text(f"{ROOT}\n")


if __name__ == "__main__":
    main()
