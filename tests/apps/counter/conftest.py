"""Officers in front of their screens."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.test import Client

from motcua.kit import clock
from motcua.kit.clock import HANOI
from tests.support import world

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=HANOI)
"""A working morning, the day before the holiday of 24 November."""


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with clock.travel(MONDAY):
        yield


@pytest.fixture
def sit() -> Callable[[str], Client]:
    """A browser in which somebody of the demonstration has signed in."""

    def seat(who: str) -> Client:
        client = Client()
        client.force_login(world.account(who))
        return client

    return seat
