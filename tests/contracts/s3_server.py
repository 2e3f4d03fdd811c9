"""A real S3 server (SeaweedFS) that checks signatures, as a process of its own in a folder of its own."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Self

from launch.children import die_with_parent
from motcua.files.adapters.s3 import S3Bucket
from motcua.files.adapters.s3_client import Patience
from tests.support.ports import unused_port

BINARY = Path(sys.executable).with_name("weed")
BUCKET, KEY, SECRET = "motcua", "key-of-the-tests", "secret-of-the-tests"
LISTENERS = ("master", "volume", "filer", "admin", "s3")
NAMED = ("master", "volume", "filer", "admin", "s3", "worker", "mq")
QUICK = Patience(connect=1, silence=1, whole=3)


class S3Server:
    """Start, kill and start again on the same port and folder."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="s3-"))  # short: a socket path has 107 bytes
        self.ports: dict[str, int] = {}
        while len(set(self.ports.values())) < 2 * len(LISTENERS):
            for name in LISTENERS:
                self.ports[f"{name}.port"] = unused_port()
                self.ports[f"{name}.port.grpc"] = unused_port()
        self.url = f"http://127.0.0.1:{self.ports['s3.port']}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        own = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "TMPDIR": str(self.folder),
               "HOME": str(self.folder), "PATH": os.environ["PATH"]}  # fmt: skip
        options = {
            "dir": self.folder, "ip": "127.0.0.1", "ip.bind": "127.0.0.1", "master.telemetry": "false",
            "admin.ui": "false", "webdav": "false", "s3.port.iceberg": 0, "s3.port.lance": 0,
            "s3.localSocket": self.folder / "s3", "filer.localSocket": self.folder / "filer",
            "s3.autoCreateBucket": "false", "bucket": BUCKET, **self.ports,
        }  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [BINARY, "-logtostderr=true", "mini", *(f"-{name}={value}" for name, value in options.items())],
                stdout=subprocess.DEVNULL, stderr=log, env=own, cwd=self.folder, start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGKILL),
            )  # fmt: skip
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError), contextlib.closing(self.bucket(patience=QUICK)) as bucket:
                bucket.ready()
                bucket.delete("started")  # its parts behind the door answer too
                return self
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text()[-2000:])

    def kill(self) -> None:
        """As a power cut would, with whatever it started."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def clear(self) -> None:
        """End it and take away its folder, and the sockets that it leaves in the folder everybody shares."""
        self.kill()
        for port in self.ports.values():
            for name in NAMED:
                Path(f"/tmp/seaweedfs-{name}-grpc-{port}.sock").unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def options(self, **more: Any) -> dict[str, Any]:
        """What the storage is made from."""
        mine = {"place": f"s3://{BUCKET}", "endpoint": self.url, "region": "us-east-1", "key": KEY, "secret": SECRET}
        return {**mine, **more}

    def bucket(self, **more: Any) -> S3Bucket:
        return S3Bucket(**self.options(**more))
