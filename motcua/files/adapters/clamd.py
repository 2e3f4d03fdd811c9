"""clamd, the daemon of ClamAV, by its INSTREAM command over a Unix or TCP socket."""

import socket
import struct
import time
from typing import IO

from django.utils.translation import gettext as _

from motcua.files.scanner import ScannerDown, Verdict

PATIENCE = 5.0  # seconds for one file, all in all
CHUNK = 128 * 1024


class Clamd:
    """`address`: "/run/clamav/clamd.ctl", "unix:/run/…" or "host:port"."""

    def __init__(self, address: str) -> None:
        self.address = address.removeprefix("unix:")

    def scan(self, stream: IO[bytes]) -> Verdict:
        stream.seek(0)
        answer = self._ask(b"zINSTREAM\0", stream)
        if answer.endswith("FOUND"):
            return Verdict(False, answer.removeprefix("stream: ").removesuffix(" FOUND"))
        if answer == "stream: OK":
            return Verdict(True)
        raise ScannerDown(f"clamd: {answer or 'closed without an answer'}")

    def check_config(self) -> list[tuple[bool, str]]:
        try:
            alive = self._ask(b"zPING\0") == "PONG"
        except ScannerDown as problem:
            return [(False, _("Máy quét vi-rút không trả lời: %(why)s") % {"why": problem})]
        return [(alive, _("Máy quét vi-rút đang chạy") if alive else _("Máy quét vi-rút trả lời lạ"))]

    def _ask(self, command: bytes, stream: IO[bytes] | None = None) -> str:
        deadline = time.monotonic() + PATIENCE
        try:
            with self._connect() as link:
                link.sendall(command)
                while stream and (chunk := stream.read(CHUNK)):
                    link.settimeout(max(deadline - time.monotonic(), 0.001))
                    link.sendall(struct.pack("!L", len(chunk)) + chunk)
                if stream:
                    link.sendall(struct.pack("!L", 0))
                return self._answer(link, deadline)
        except (OSError, ValueError) as problem:
            raise ScannerDown(f"clamd: {problem}") from problem

    def _connect(self) -> socket.socket:
        host, colon, port = self.address.rpartition(":")
        if colon and port.isdecimal():
            return socket.create_connection((host, int(port)), timeout=PATIENCE)
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(PATIENCE)
        try:
            link.connect(self.address)
        except OSError:
            link.close()
            raise
        return link

    def _answer(self, link: socket.socket, deadline: float) -> str:
        parts = b""
        while not parts.endswith(b"\0"):
            link.settimeout(max(deadline - time.monotonic(), 0.001))
            part = link.recv(4096)
            if not part:
                break
            parts += part
        return parts.rstrip(b"\0").decode(errors="replace")
