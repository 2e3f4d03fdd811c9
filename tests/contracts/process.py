"""The sandbox as what it is in production of a demo: another process, reached by network only."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

import httpx

from tests.support.ports import unused_port


class SandboxProcess:
    """Start, kill and start again on the same ports and folder; control its failures; read its inbox."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port, self.smtp_port = unused_port(), unused_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        self.process = subprocess.Popen(
            [
                *[sys.executable, "-m", "motcua.sandbox", "--port", str(self.port)],
                *["--smtp-port", str(self.smtp_port), "--data", str(self.data)],
            ],
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{self.url}/healthz").status_code == 200:
                    return self
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError("the sandbox did not start")

    def kill(self) -> None:
        """As a power cut would: no farewell."""
        assert self.process
        self.process.kill()
        self.process.wait()
        self.process = None

    def control(self, service: str, mode: str, count: int | None = None, seconds: float = 0) -> None:
        order = {"service": service, "mode": mode, "count": count, "seconds": seconds}
        httpx.post(f"{self.url}/control", json=order).raise_for_status()

    def inbox(self, to: str = "") -> list[dict[str, Any]]:
        answer = httpx.get(f"{self.url}/inbox", params={"to": to})
        return list(answer.raise_for_status().json()["messages"])

    def heal(self) -> None:
        for service in ("sms", "smtp", "vneid", "dvcqg", "staff"):
            self.control(service, "ok")
