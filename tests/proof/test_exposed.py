"""A running installation under long attack: the description of the programs' interface, and every address."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.installation import ROOT, Installation
from tests.security.addresses import patterns
from tests.security.attacks import aiming, shooting

pytestmark = pytest.mark.proof
EXAMPLES = 200
SECONDS = 900.0


def test_schemathesis_finds_nothing_over_real_http(installation: Installation) -> None:
    """All phases, also requests that follow from answers; 429 is an answer, so its limits stay on."""
    program = Path(sys.executable).with_name("schemathesis")
    done = subprocess.run(
        [
            str(program), "run", f"{installation.url}/api/v1/openapi.json", "--checks", "all", "--max-examples",
            str(EXAMPLES), "--seed", "5", "--rate-limit", "100/m", "--max-time", str(int(SECONDS)),
        ],
        cwd=ROOT, capture_output=True, text=True, timeout=SECONDS * 2, check=False,
    )  # fmt: skip
    print(done.stdout[-3000:])
    assert done.returncode == 0, done.stdout[-8000:]


def test_every_address_takes_every_sort_of_attack(installation: Installation) -> None:
    aimed = aiming.shots(patterns(), {"code": "1.001193", "province": "37", "district": "360", "key": "khai-sinh"})
    outcome = shooting.fire(installation.url, aimed, seconds=SECONDS)
    print(outcome)
    assert not outcome.wrong, "\n".join(outcome.wrong[:60])
