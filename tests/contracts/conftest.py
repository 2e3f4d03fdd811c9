from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.process import SandboxProcess


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    data: Path = tmp_path_factory.mktemp("sandbox")
    process = SandboxProcess(data).start()
    yield process
    process.kill()


@pytest.fixture
def sandbox(sandbox_process: SandboxProcess) -> SandboxProcess:
    """A healthy sandbox; messages of other tests are told apart by recipient."""
    sandbox_process.heal()
    return sandbox_process
