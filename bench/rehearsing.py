"""Rehearsing every form shipped by the real command: all branches, papers, one dossier through the office."""

import json
import subprocess
import sys
from typing import Any

from bench.figures import Target
from bench.part import Part, Say
from bench.place import Place

MOST_SECONDS = 60.0


def measured(_place: Place, _say: Say) -> Part:
    """The command divides the forms among the processors."""
    done = subprocess.run(
        [sys.executable, "-m", "config.cli", "rehearse", "--all", "--json"], capture_output=True, text=True, check=False
    )
    found: dict[str, Any] = json.loads(done.stdout)
    one_by_one = found["rehearsals"]
    branches, taken = (sum(one[key] for one in one_by_one) for key in ("branches", "taken"))
    green = sum(one["green"] for one in one_by_one)
    return Part(
        "Rehearsal",
        targets=[
            Target("rehearsal of all that is shipped", MOST_SECONDS, found["seconds"], "s", True),
            Target("branches of the forms that were taken", 100, 100 * taken / branches, "%", False),
        ],
        told=[f"Rehearsal: {green} of {len(one_by_one)} green, {taken:,} of {branches:,} branches."],
    )
