"""One installation for all tests of this folder: each leaves it working."""

from collections.abc import Iterator

import pytest

from tests.journeys.installation import Installation, started


@pytest.fixture(scope="session")
def installation() -> Iterator[Installation]:
    with started() as running:
        yield running
