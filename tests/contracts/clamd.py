"""A real clamd that knows one signature, for the tests of scanning."""

import shutil
import subprocess
import time
from pathlib import Path

from motcua.files.adapters.clamd import Clamd
from motcua.files.scanner import ScannerDown

BINARY = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
MARK = b"MOTCUA-TEST-VIRUS-7c1e"


class ClamdProcess:
    def __init__(self, folder: Path) -> None:
        database = folder / "db"
        database.mkdir()
        (database / "own.ndb").write_text(f"Motcua.Test:0:*:{MARK.hex()}\n")
        self.socket = folder / "s"
        self.address = f"unix:{self.socket}"
        self.config = folder / "clamd.conf"
        self.config.write_text(
            f"LocalSocket {self.socket}\nDatabaseDirectory {database}\nForeground yes\n"
            f"TemporaryDirectory {folder}\nStreamMaxLength 20M\nMaxThreads 4\n"
        )
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        assert BINARY
        self.socket.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [BINARY, "--config-file", str(self.config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if Clamd(self.address).check_config()[0][0]:
                return
            time.sleep(0.05)
        raise ScannerDown("the test's clamd did not start")

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None
