"""QR codes in a photograph or a PDF that somebody brought, looked for in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

READER = Path(__file__).with_name("reader.py")
PATIENCE = 40.0
"""Seconds on the wall, for a busy machine."""
AT_ONCE = 2
"""Readers of one web process: each may take a core and much memory."""
_free = BoundedSemaphore(AT_ONCE)


def codes_in(data: bytes, seconds: float = PATIENCE) -> list[str]:
    """The texts of the QR codes in a JPEG, a PNG or a PDF, page by page; what the file is was proven before.

    A file that cannot be read in `seconds` shows no codes. Never raises, whatever is in the file.
    """
    if not _free.acquire(timeout=max(seconds, 0.0)):
        return []
    try:
        return _read(data, min(seconds, PATIENCE))
    finally:
        _free.release()


def _read(data: bytes, seconds: float) -> list[str]:
    command = [sys.executable, "-I", str(READER)]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            out, _err = process.communicate(data, timeout=max(seconds, 1.0))
        except subprocess.TimeoutExpired:
            process.kill()
            out, _err = process.communicate()
    return list(dict.fromkeys(text for line in out.splitlines() for text in _line(line)))


def _line(line: bytes) -> list[str]:
    try:
        found = json.loads(line)
    except ValueError:  # cut off when the reader ended
        return []
    return [text for text in found if isinstance(text, str)]
