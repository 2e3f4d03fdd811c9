"""Ports and the processes of an earlier run."""

import os
import socket
import subprocess
import sys

from launch import ports


def test_a_taken_port_is_seen_and_another_is_picked() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        taken = server.getsockname()[1]
        assert not ports.free(taken)
        assert ports.pick(taken) != taken


def test_only_marked_processes_are_ended() -> None:
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    mine = subprocess.Popen(sleep, env={**os.environ, ports.MARK: "test-mark"})
    other = subprocess.Popen(sleep, env={**os.environ, ports.MARK: "another"})
    try:
        assert ports.end_leftovers("test-mark") == 1
        assert mine.wait(5) != 0
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()
