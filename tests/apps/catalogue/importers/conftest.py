"""Files to import, made of records in our own words."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue import versions

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write values as JSON Lines into a file whose name says nothing; `packed` = gzip."""

    def made(*values: Any, name: str = "tep", packed: bool = False) -> Path:
        data = "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()
        path = tmp_path / name
        path.write_bytes(gzip.compress(data) if packed else data)
        return path

    return made


@pytest.fixture(autouse=True)
def _forget() -> Any:
    yield
    versions.forget()
