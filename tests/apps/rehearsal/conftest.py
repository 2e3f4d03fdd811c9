"""A fixed working morning; and, where asked for, only real rehearsals count."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from motcua.kit import clock
from motcua.kit.clock import HANOI
from tests.support import rehearsals


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with clock.travel(datetime(2026, 11, 23, 9, 0, tzinfo=HANOI)):
        yield


@pytest.fixture
def doubting(db: None) -> Iterator[None]:
    with rehearsals.doubt():
        yield
