"""Outside services as fixtures; a folder of tests imports what it needs in its conftest."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.clamd import BINARY, ClamdProcess
from tests.contracts.process import SandboxProcess


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    process = SandboxProcess(tmp_path_factory.mktemp("sandbox")).start()
    yield process
    process.kill()


@pytest.fixture
def sandbox(sandbox_process: SandboxProcess) -> SandboxProcess:
    """A healthy sandbox; messages of other tests are told apart by recipient."""
    sandbox_process.heal()
    return sandbox_process


@pytest.fixture(scope="session")
def clamd_process() -> Iterator[ClamdProcess]:
    if not BINARY:
        pytest.skip("clamd is not installed (apt install clamav-daemon): scanning is not tested")
    with tempfile.TemporaryDirectory(prefix="clam") as folder:  # short: a socket path has 107 bytes
        Path(folder).chmod(0o755)
        process = ClamdProcess(Path(folder))
        process.start()
        yield process
        process.kill()
