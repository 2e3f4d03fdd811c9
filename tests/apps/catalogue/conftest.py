"""The shipped library, published for the tests that read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.catalogue import api, versions
from motcua.catalogue.models import ProcedureVersion


@pytest.fixture
def shipped(db: None, root: Path) -> Iterator[list[ProcedureVersion]]:
    yield api.load(root / "library")
    versions.forget()
