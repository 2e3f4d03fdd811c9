"""The embedded database on both providers: it is created, adopted, survives kills, and leaves nothing."""

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launch.postgres import LONGEST_SOCKET, Cluster, embedded_url, socket_folder
from launch.provider import system_bin, wheel_bin

PROVIDERS = {"wheel": wheel_bin(), "system": system_bin()}


@pytest.fixture
def home() -> Iterator[Path]:
    """A short folder that another user may reach, as an installation has."""
    with tempfile.TemporaryDirectory(prefix="mc-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture(params=list(PROVIDERS))
def cluster(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    programs = PROVIDERS[request.param]
    if programs is None:
        pytest.skip(f"no PostgreSQL of the {request.param} on this machine")
    monkeypatch.setenv("PG_BIN", str(programs))
    cluster = Cluster(home, {"fsync": "off"})
    yield cluster
    cluster.stop()


def value(cluster: Cluster, query: str) -> object:
    with psycopg.connect(cluster.url) as connection:
        row = connection.execute(query).fetchone()
        assert row is not None
        return row[0]


def test_it_speaks_vietnamese_and_has_the_extensions(cluster: Cluster) -> None:
    cluster.start()
    assert value(cluster, "SELECT lower('ĐẤT ĐAI')") == "đất đai"
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION unaccent")
        connection.execute("CREATE EXTENSION pg_trgm")
    assert value(cluster, "SELECT unaccent('Đường')") == "Duong"


def test_it_listens_on_no_network_address(cluster: Cluster) -> None:
    cluster.start()
    assert value(cluster, "SHOW listen_addresses") == ""
    assert cluster.socket.stat().st_mode & 0o077 == 0


def test_data_survive_a_kill_with_a_client_connected(cluster: Cluster) -> None:
    cluster.start()
    client = psycopg.connect(cluster.url, autocommit=True)
    client.execute("CREATE TABLE kept (n int)")
    client.execute("INSERT INTO kept VALUES (7)")
    pid = cluster.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    again = Cluster(cluster.home, {"fsync": "off"})
    cluster._process.wait()  # type: ignore[union-attr]
    again.start()
    client.close()
    assert value(again, "SELECT n FROM kept") == 7
    again.stop()


def test_a_live_server_is_adopted_not_started_twice(cluster: Cluster) -> None:
    cluster.start()
    second = Cluster(cluster.home)
    second.start()
    assert second.adopted
    assert second.pid() == cluster.pid()


def test_a_pid_file_that_names_another_program_does_not_stop_it(cluster: Cluster) -> None:
    cluster.start()
    file = cluster.data / "postmaster.pid"
    text = file.read_text()
    cluster.stop()
    file.write_text(text.replace(text.split("\n", 1)[0], str(os.getpid()), 1))
    began = time.monotonic()
    cluster.start()
    assert time.monotonic() - began < 5
    assert value(cluster, "SELECT 1") == 1


def test_the_address_needs_no_server_and_fits_a_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    for home in (tmp_path, deep):
        assert len(os.fsencode(socket_folder(home))) + 16 <= LONGEST_SOCKET
        assert embedded_url(home) == embedded_url(home)
    assert socket_folder(deep) != socket_folder(deep / "other")
