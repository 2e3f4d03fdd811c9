"""What there is to pay: nothing for the exempt, the counter's amount in person, sums that forms work out."""

from typing import Any, cast

import pytest

from motcua.catalogue import fees
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.schema import Fee


class Version:
    """As much of a version as fees look at."""

    form_id = "form"

    def __init__(self, **fee: Any) -> None:
        self.fee = Fee(**fee).model_dump(mode="json")


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fees.forms, "definition", lambda _id: None)
    monkeypatch.setattr(fees.engine, "holds", lambda _form, _rule, answers, _on: answers.get("exempt", False))


def due(version: Version, answers: dict[str, Any], **how: Any) -> int:
    return sum(line.total for line in fees.fee_lines(cast(ProcedureVersion, version), answers, **how))


RESIDENCE = {"rule": "fixed", "amount": 10_000, "at_counter": 20_000, "label": "Lệ phí", "free_when": "x"}


def test_the_counter_charges_its_own_amount() -> None:
    assert due(Version(**RESIDENCE), {}) == 10_000
    assert due(Version(**RESIDENCE), {}, in_person=True) == 20_000


def test_who_is_exempt_owes_nothing_for_the_handling_but_copies_all_the_same() -> None:
    assert due(Version(**RESIDENCE), {"exempt": True}, in_person=True) == 0
    copies = {
        "rule": "council", "amount": 8_000, "label": "Bản sao", "per": "copy", "field": "copies.count",
        "free_when": "x",
    }  # fmt: skip
    assert due(Version(**copies), {"exempt": True, "copies": {"count": 3}}) == 24_000


def test_a_fee_that_nobody_wrote_down_is_unknown_never_free() -> None:
    version = Version(**RESIDENCE)
    version.fee = {}
    assert fees.fee_rule(cast(ProcedureVersion, version), {}) == "unknown"
    assert fees.fee_rule(cast(ProcedureVersion, version), {"exempt": True}) == "unknown"
    assert due(version, {}) == 0


def test_a_sum_of_the_form_is_unknown_until_it_can_be_worked_out() -> None:
    version = Version(rule="formula", per="form", field="plan.total", label="Tiền thuê")
    assert due(version, {"plan": {"total": 450_000}}) == 450_000
    assert fees.fee_rule(cast(ProcedureVersion, version), {"plan": {}}) == "unknown"
    assert fees.fee_rule(cast(ProcedureVersion, version), {"plan": {"total": 0}}) == "formula"


@pytest.mark.parametrize(("total", "owed"), [(450_000.5, 450_001), (450_000.4, 450_000), (-3, 0), (float("nan"), 0)])
def test_a_sum_with_decimals_is_owed_in_whole_dong(total: float, owed: int) -> None:
    version = Version(rule="formula", per="form", field="plan.total", label="Tiền thuê")
    assert due(version, {"plan": {"total": total}}) == owed


@pytest.mark.parametrize(
    "wrong",
    [
        {"rule": "formula", "label": "Tiền"}, {"rule": "formula", "per": "form", "field": "a.b"},
        {"rule": "fixed", "per": "form", "field": "a.b", "amount": 1, "label": "x"},
        {"rule": "council", "at_counter": 5},
    ],
)  # fmt: skip
def test_half_a_fee_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="fee"):
        Fee(**wrong)
