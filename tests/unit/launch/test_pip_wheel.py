"""Fetching pip: the person's own index is asked, and only the pinned file is believed."""

import hashlib
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.pip_wheel import fetch_pip, index, pip_setting

NAME = "pip-26.3-py3-none-any.whl"
WHEEL = b"a wheel"


class Index(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        pages = {
            "/simple/pip/": f'<a href="../../files/{NAME}#sha256=0">x</a>'.encode(),
            f"/files/{NAME}": WHEEL,
        }
        self.send_response(200 if self.path in pages else 404)
        self.end_headers()
        self.wfile.write(pages.get(self.path, b""))

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_port}/simple")
        yield
        server.shutdown()


def lock(folder: Path, digest: str) -> Path:
    file = folder / "tools.txt"
    file.write_text(f"pip==26.3 \\\n    --hash=sha256:{digest} \\\n    --hash=sha256:{'0' * 64}\nuv==0.13.9\n")
    return file


@pytest.mark.usefixtures("mirror")
def test_the_pinned_wheel_comes_from_the_index_of_the_environment(tmp_path: Path) -> None:
    found = fetch_pip(lock(tmp_path, hashlib.sha256(WHEEL).hexdigest()), tmp_path)
    assert found.read_bytes() == WHEEL


@pytest.mark.usefixtures("mirror")
def test_a_changed_wheel_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not the pinned file"):
        fetch_pip(lock(tmp_path, "1" * 64), tmp_path)
    assert not (tmp_path / NAME).exists()


def test_configuration_files_of_pip_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    file = tmp_path / "pip.conf"
    file.write_text("[global]\nindex-url = http://mirror.example/simple/\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    assert index() == "http://mirror.example/simple/"
    assert pip_setting("nothing") == ""


def test_without_a_setting_no_index_is_guessed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIP_INDEX_URL", "PIP_CONFIG_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("launch.pip_wheel.pip_setting", lambda name: "")
    with pytest.raises(ValueError, match="index-url"):
        index()


def test_the_lock_of_the_project_pins_pip(root: Path) -> None:
    text = (root / "requirements/tools.txt").read_text()
    assert "pip==" in text
    assert "uv==" in text
    assert "://" not in text
