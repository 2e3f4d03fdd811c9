"""The forms engine against thousands of arbitrary definitions, pages and documents: never an error, never a loss."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.unit.forms import holding

LONG = settings(
    max_examples=1500, deadline=None, database=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # a shrunk example would take longer than the run
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
