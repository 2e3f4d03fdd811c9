"""Every declaration against the legal form it stands for, field by field, as the ministries' own lists have them."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from motcua.forms import library
from motcua.kit.vietnamese import fold
from tests.support import shared

NAMED: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "legal_forms.yaml").read_text())
KEYS = [path.stem for path in library.shipped()]
LITTLE = {"cua", "nguoi", "duoc", "thong", "tin", "cac", "truong", "theo", "quy", "dinh", "noi"}


@cache
def eforms() -> dict[str, list[dict[str, Any]]]:
    """Process → its interactive forms."""
    found: dict[str, list[dict[str, Any]]] = {}
    for form in shared.read("forms.json")["eforms"]:
        found.setdefault(str(form["for_process"]), []).append(form)
    return found


def words(text: str) -> set[str]:
    return {word.strip(".,;:()") for word in fold(text).split()} - LITTLE


def test_every_declaration_says_which_legal_form_it_stands_for() -> None:
    assert sorted(NAMED) == sorted(KEYS)
    assert all(named["source"] for named in NAMED.values())


@pytest.mark.parametrize("key", KEYS)
def test_every_legal_field_is_asked_somewhere_or_said_why_not(key: str) -> None:
    form = library.definition(key)
    assert form.legal, "a declaration without its legal fields proves nothing"
    for one in form.legal:
        assert one.source, f"{one.asks} has no source"
        assert one.at or one.elsewhere, f"{one.asks} is asked nowhere"


@pytest.mark.parametrize("key", KEYS)
def test_the_interactive_form_is_covered_number_by_number(key: str) -> None:
    """Circular 01/2022/TT-BTP lists the fields of each form with numbers; each stands in `legal` under its own."""
    legal = library.definition(key).legal
    for process in NAMED[key]["eforms"]:
        listed = eforms()[process]
        wanted = [field for form in listed for section in form["sections"] for field in section["fields"]]
        for field in wanted:
            same = [one for one in legal if one.number.split(" ")[-1] == str(field["no"])]
            assert same, f"{key}, {process}: field {field['no']} “{field['label'][:60]}” is not named"
            assert any(words(one.asks) & words(field["label"]) for one in same), (
                f"{key}, {process}: field {field['no']} is “{field['label'][:60]}”, not “{same[0].asks}”"
            )


@pytest.mark.parametrize("key", KEYS)
def test_the_paper_form_is_covered_line_by_line(key: str) -> None:
    """The dotted lines of the printed form: each is about something a legal field names."""
    titles = {fold(title) for title in NAMED[key]["paper"]}
    if not titles:
        return
    asked: set[str] = set()
    for one in library.definition(key).legal:
        asked |= words(one.asks)
    for _section, field in library.definition(key).every_field():
        asked |= words(field.label) | words(field.hint)
    for form in shared.read("forms.json")["paper_forms"]:
        if fold(form["title"].replace("\n", " ").strip()) in titles:
            lost = [label for label in form["labels"] if len(words(label)) > 1 and not words(label) & asked]
            assert not lost, f"{key}: {lost}"
