"""Child processes that never outlive the one that started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
FIRST_PAUSE = 0.2
LONGEST_PAUSE = 15.0
STEADY = 30.0
"""Seconds after which a child counts as healthy again."""


def follow_parent() -> None:
    """Let this process get SIGTERM when its own parent dies."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)


def die_with_parent(how: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """A `preexec_fn` after which the kernel sends `how` to the child when its parent dies, even by kill -9.

    The child must be started from the main thread: the kernel watches the thread, not the process.
    """
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def arrange() -> None:
        prctl(PR_SET_PDEATHSIG, int(how), 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), how)

    return arrange


class Child:
    """One process of the family: its output carries its name; when it dies it is started again."""

    def __init__(self, name: str, words: list[str], environment: dict[str, str]) -> None:
        self.name = name
        self.words = words
        self.environment = environment
        self.process: subprocess.Popen[str] | None = None
        self._started = 0.0
        self._pause = FIRST_PAUSE
        self._again_at = 0.0

    def start(self) -> None:
        self._started = time.monotonic()
        self.process = subprocess.Popen(
            self.words, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", process_group=0,
            preexec_fn=die_with_parent(),
        )  # fmt: skip
        threading.Thread(target=self._repeat, args=(self.process,), daemon=True).start()

    def look_after(self) -> None:
        """Start it again when it died, after a pause that doubles while it keeps dying."""
        now = time.monotonic()
        if self.process is not None and (status := self.process.poll()) is not None:
            self._sweep()
            if now - self._started > STEADY:
                self._pause = FIRST_PAUSE
            self._say(f"ended ({status}), starting again in {self._pause:g} s")
            self.process, self._again_at = None, now + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
        if self.process is None and now >= self._again_at:
            self.start()

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def finish(self, until: float) -> None:
        """Wait for the end until the moment `until` (monotonic), then end it and what it left behind."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, until - time.monotonic()))
        self._sweep()
        self.process.wait()

    def _sweep(self) -> None:
        """End the rest of the group: workers whose leader was killed keep the port."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def _repeat(self, process: "subprocess.Popen[str]") -> None:
        for line in process.stdout or ():
            self._say(line.rstrip())

    def _say(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            print(f"{self.name:>7} │ {line}", flush=True)
