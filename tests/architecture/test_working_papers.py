"""Words of our own working papers never reach a citizen's page, paper or program."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from motcua.forms import contract, library
from motcua.forms.schema import FormDefinition
from tests.architecture.sources import ROOT, files
from tests.architecture.words import messages

WORKING_PAPER = re.compile(r"\b(DOMAIN|ARCHITECTURE|PEERS|STACK|UI)\b\s*§|\bR\d{2}\b.*§")
FORMS = sorted((ROOT / "library/forms").glob("*.yaml"))
PROCEDURES = sorted((ROOT / "library/procedures").glob("*.yaml"))
FOR_ADMINISTRATORS = {"source", "doubts"}
"""Keys of what only administrators are shown: where a value was taken from, and what nobody could verify."""


def told(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its place, without what only administrators see."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in FOR_ADMINISTRATORS:
                yield from told(one, f"{at}.{key}")
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from told(one, f"{at}.{number}")


@pytest.fixture(scope="module")
def forms() -> list[FormDefinition]:
    return [library.read(path) for path in FORMS]


def test_no_form_shows_or_prints_one(forms: list[FormDefinition]) -> None:
    assert len(forms) > 30
    named = [
        f"{form.key}{at}: {text}"
        for form in forms
        for at, text in told(form.model_dump(mode="json"))
        if WORKING_PAPER.search(text)
    ]
    assert not named


def test_no_contract_of_a_form_names_one(forms: list[FormDefinition]) -> None:
    schemas = {form.key: contract.json_schema(form) for form in forms}
    texts = {key: json.dumps(schema, ensure_ascii=False) for key, schema in schemas.items()}
    assert not [key for key, text in texts.items() if WORKING_PAPER.search(text)]
    assert all('"$comment"' in texts[key] for key in ("khai-sinh", "ket-hon"))  # a law stays named


def test_no_procedure_shows_one() -> None:
    assert PROCEDURES
    named = [
        f"{path.stem}{at}: {text}"
        for path in PROCEDURES
        for at, text in told(library.load_yaml(path.read_text(encoding="utf-8")))
        if WORKING_PAPER.search(text)
    ]
    assert not named


def test_no_template_and_no_message_says_one() -> None:
    papers = {str(path): path.read_text(encoding="utf-8") for path in files(".typ", ".txt", folders=("motcua",))}
    said = [*messages(), *papers.items()]
    assert not [(where, text) for where, text in said if WORKING_PAPER.search(text)]
