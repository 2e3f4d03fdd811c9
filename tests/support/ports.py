"""Ports for servers that a test starts by number: below the range from which outgoing connections take theirs."""

import contextlib
import secrets
import socket

FIRST, LAST = 15_000, 30_000
NEIGHBOURS = (0, 25, 26)
"""An installation also wants the two ports its sandbox is given beside the web server's."""


def unused_port() -> int:
    """A port where nobody listens, with the neighbours an installation uses."""
    for _ in range(200):
        port = FIRST + secrets.randbelow(LAST - FIRST)  # not the seeded generator: two workers share its seed
        if all(_free(port + beside) for beside in NEIGHBOURS):
            return port
    raise AssertionError("no free port")


def _free(port: int) -> bool:
    with contextlib.closing(socket.socket()) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
