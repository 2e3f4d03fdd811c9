"""QR codes in a photograph or a PDF that somebody brought, looked for in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

READER = Path(__file__).with_name("reader.py")
PATIENCE = 40
"""Seconds on the wall, for a busy machine."""


def codes_in(data: bytes) -> list[str]:
    """The texts of the QR codes in a JPEG, a PNG or a PDF, page by page; what the file is was proven before.

    A file that cannot be read shows no codes. Never raises, whatever is in the file.
    """
    command = [sys.executable, "-I", str(READER)]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            out, _err = process.communicate(data, timeout=PATIENCE)
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
