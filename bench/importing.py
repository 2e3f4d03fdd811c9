"""Importing every record of the country by the real command, beside merely reading the same file.

The data are not in the repository: without them (`../shared/data`, or `SHARED_DATA`) this is left out.
"""

import gzip
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

from bench.figures import Target
from bench.part import Part, Say
from bench.place import Place
from tests.support.shared import FOLDER

FILE = FOLDER / "procedures.jsonl.gz"
MOST_SECONDS, MOST_MB = 60.0, 500.0


@dataclass(frozen=True, slots=True)
class Imported:
    """What the first import took, what the second changed, and how long reading alone takes."""

    records: int
    refused: int
    seconds: float
    peak_mb: float
    changed_again: int
    seconds_again: float
    reading: float

    def targets(self) -> list[Target]:
        return [
            Target("import of every record", MOST_SECONDS, self.seconds, "s", True),
            Target("import, memory at its peak", MOST_MB, self.peak_mb, "MB", True),
            Target("changes by importing again", 0, self.changed_again, "records", True),
            Target("records refused", 0, self.refused, "records", True),
        ]

    def text(self) -> str:
        return (
            f"Import: {self.records} records in {self.seconds:.1f} s, {self.peak_mb:.0f} MB;"
            f" again {self.seconds_again:.1f} s, {self.changed_again} changes;"
            f" reading and parsing the file alone {self.reading:.2f} s."
        )


def measured(_place: Place, _say: Say) -> Part:
    """Import twice into the bench's database; nothing without the data."""
    if not FILE.exists():
        return Part("Importing", told=["Import: left out, no data."])
    found = _imported()
    return Part("Importing", targets=found.targets(), told=[found.text()])


def _imported() -> Imported:
    began = time.perf_counter()
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            json.loads(line)
    reading = time.perf_counter() - began
    first, again = _run(), _run()
    return Imported(
        first["records"], first["refused"], first["seconds"], first["peak_mb"],
        again["taken"] + again["changed"], again["seconds"], reading,
    )  # fmt: skip


def _run() -> dict[str, Any]:
    command = [sys.executable, "-m", "config.cli", "import-procedures", str(FILE), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
