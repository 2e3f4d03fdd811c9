"""The units and the calendar that the project ships, loaded once for the tests that read them."""

from pathlib import Path

import pytest

from motcua.agencies import library


@pytest.fixture
def units(db: None, root: Path) -> None:
    library.load_units(root / "library" / "units", only=frozenset({"14", "31", "37", "75", "80"}))
