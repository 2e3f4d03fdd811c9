"""What every scanner adapter does, against the real service."""

import io
import socket
import threading
import time

import pytest

from motcua.files.adapters import clamd
from motcua.files.scanner import Scanner, ScannerDown
from tests.contracts.clamd import MARK, ClamdProcess


@pytest.fixture
def scanner(clamd_process: ClamdProcess) -> Scanner:
    return clamd.Clamd(clamd_process.address)


def test_clean_and_infected_are_told_apart(scanner: Scanner) -> None:
    assert scanner.scan(io.BytesIO(b"giay to " * 100_000)).clean
    verdict = scanner.scan(io.BytesIO(b"x" * 300_000 + MARK + b"x" * 1000))
    assert (verdict.clean, verdict.detail) == (False, "Motcua.Test.UNOFFICIAL")


def test_it_reads_from_the_start_wherever_the_stream_stands(scanner: Scanner) -> None:
    stream = io.BytesIO(MARK)
    stream.read()
    assert not scanner.scan(stream).clean


def test_larger_than_the_scanner_takes_is_not_called_clean(scanner: Scanner) -> None:
    with pytest.raises(ScannerDown):
        scanner.scan(io.BytesIO(b"\0" * (21 << 20)))


def test_it_says_that_it_is_well(scanner: Scanner) -> None:
    assert scanner.check_config() == [(True, "Máy quét vi-rút đang chạy")]


@pytest.mark.parametrize("address", ["/nowhere/clamd", "unix:/nowhere", "127.0.0.1:1", "rubbish"])
def test_nobody_there(address: str) -> None:
    with pytest.raises(ScannerDown):
        clamd.Clamd(address).scan(io.BytesIO(b"x"))
    assert not clamd.Clamd(address).check_config()[0][0]


def test_one_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clamd, "PATIENCE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        begun = time.monotonic()
        with pytest.raises(ScannerDown):
            clamd.Clamd(f"127.0.0.1:{port}").scan(io.BytesIO(b"x"))
        assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    "answer", [b"stream: Can't allocate memory ERROR", b"INSTREAM size limit exceeded. ERROR", b"UNKNOWN COMMAND", b""]
)
def test_only_the_word_ok_means_clean(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def say() -> None:
            link, _ = server.accept()
            with link:
                link.recv(1024)
                link.sendall(answer + b"\0")

        thread = threading.Thread(target=say)
        thread.start()
        with pytest.raises(ScannerDown):
            clamd.Clamd(f"127.0.0.1:{server.getsockname()[1]}").scan(io.BytesIO(b"x"))
        thread.join()


def test_one_that_hangs_up_half_way_is_not_believed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            link, _ = server.accept()
            link.recv(1024)
            link.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(ScannerDown):
            clamd.Clamd(f"127.0.0.1:{server.getsockname()[1]}").scan(io.BytesIO(b"x" * 10_000_000))
        thread.join()
