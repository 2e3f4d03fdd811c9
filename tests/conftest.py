"""What every test may use; the database comes from `tests/early.py`, the people from the demonstration."""

from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Every test database begins with the demonstration: two communes, their officers, four citizens."""
    from tests.support import world

    with django_db_blocker.unblock():
        world.ensure()
