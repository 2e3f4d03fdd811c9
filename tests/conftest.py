"""What every test may use; the database comes from `tests/early.py`, the people from the demonstration."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every test database begins with the demonstration: two communes, their officers, four citizens.

    At its end nobody else holds it: a thread of a server that has just stopped may still be letting go.
    """
    from tests.support import world

    with django_db_blocker.unblock():
        world.ensure()
    yield
    with django_db_blocker.unblock():
        _let_nobody_in()


def _let_nobody_in() -> None:
    """End every session of the test database and refuse new ones: the pool of a server that stops would come back."""
    name = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {connection.ops.quote_name(name)} ALLOW_CONNECTIONS false")
        cursor.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name])
