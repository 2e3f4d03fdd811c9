"""The evidence that a form asks everything the law asks: the procedure's list, else the form's own."""

from types import SimpleNamespace
from typing import Any

import pytest

from motcua.catalogue.levels.registry import Evidence
from motcua.dossiers import evidence
from motcua.forms import api as forms
from motcua.forms.schema import FormDefinition
from tests.unit.forms.test_rows import RAW

pytestmark = pytest.mark.django_db
LEGAL = [{"asks": "Họ tên", "at": ["house.members.name", "house.head"], "source": "mẫu thử"}]


def told(wanted: list[str], legal: list[dict[str, Any]]) -> Evidence:
    version = forms.publish(FormDefinition.model_validate({**RAW, "legal": legal}))
    case: Any = SimpleNamespace(
        version=SimpleNamespace(form_id=version.pk), document=SimpleNamespace(legal_fields=wanted)
    )
    found: Evidence = evidence.form(case)
    return found


def test_a_field_inside_rows_is_evidence() -> None:
    assert told(["house.members.name", "house.owner.born"], []).ok
    assert "house.members.zzz" in told(["house.members.zzz"], []).said


def test_the_forms_own_list_stands_in_for_the_procedures() -> None:
    assert told([], LEGAL).ok and "Đủ 1 mục" in told([], LEGAL).said
    assert not told([], []).ok
