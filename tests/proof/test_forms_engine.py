"""The forms engine against thousands of arbitrary definitions, pages and documents: never an error, never a loss."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.forms import holding

LONG = settings(
    max_examples=int(os.environ.get("MOTCUA_PROOF_EXAMPLES", "4000")),
    deadline=None, database=None, suppress_health_check=list(HealthCheck),
)  # fmt: skip
pytestmark = [pytest.mark.proof, pytest.mark.timeout(1800)]


@LONG
@given(st.data())
def test_any_page_of_any_form_is_read_and_shown_without_harm(data: st.DataObject) -> None:
    holding.pages_hold(data, look=True)


@LONG
@given(st.data())
def test_any_document_to_any_form_is_judged_without_harm(data: st.DataObject) -> None:
    holding.documents_hold(data)
