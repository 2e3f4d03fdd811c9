"""The units and the calendar that the project ships, loaded once for the tests that read them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from motcua.agencies import api, library


@pytest.fixture
def units(db: None, root: Path) -> None:
    library.load_units(root / "library" / "units", only=frozenset({"14", "31", "37", "75", "80"}))


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: DjangoDbBlocker, root: Path) -> Iterator[None]:
    """The whole country for the tests of one module, gone afterwards: namesakes show only there."""
    with django_db_blocker.unblock(), transaction.atomic():
        library.load_units(root / "library" / "units")
        api.forget()
        yield
        transaction.set_rollback(True)
    api.forget()


@pytest.fixture
def whole(country: None, db: None) -> None:
    """A test's own transaction within the whole country."""
