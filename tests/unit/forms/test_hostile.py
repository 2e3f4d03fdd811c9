"""Arbitrary definitions against arbitrary input. The long run of the same is in tests/proof."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.forms import engine
from tests.unit.forms import holding
from tests.unit.forms.test_rows import FORM, STORED

TODAY = date(2026, 11, 23)
SHORT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@SHORT
@given(st.data())
def test_any_page_of_any_form_is_read_without_harm(data: st.DataObject) -> None:
    holding.pages_hold(data, look=True)


@SHORT
@given(st.data())
def test_any_document_to_any_form_is_judged_without_harm(data: st.DataObject) -> None:
    holding.documents_hold(data)


def _deep(depth: int) -> Any:
    value: Any = "x"
    for _level in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "document",
    [
        _deep(100_000), {"house": _deep(5000)}, {"house": {"members": _deep(5000)}}, [], "x", None, 3, {"house": None},
        {"house": {"members": [{"name": "x" * 300_000}]}}, {"house": {"members": [{}] * 100_000}}, {"\ud800": {}},
        {"house": {"head": "\ud800"}}, {"house": {"head": float("nan")}}, {"house": {"members": [{"amount": 1e400}]}},
        {"house": {"head": {1: 2}}}, {"house": {"head": object()}}, {"house": {"members": ({"name": "An"},)}},
    ],
    ids=range(17),
)  # fmt: skip
def test_monsters_are_refused_in_words(document: Any) -> None:
    problems = engine.problems(FORM, document, TODAY)
    assert problems and all(problem.message.endswith(".") for problem in problems)


def test_what_is_right_is_still_right() -> None:
    assert engine.problems(FORM, STORED, TODAY) == []
