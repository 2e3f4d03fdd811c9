"""The council's fee of a place: the amount of the day of submission, whatever the office changes later."""

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Procedure
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.actions.return_result import fee_due
from motcua.dossiers.models import Dossier
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
STATUS = "1.004873"


def decide(amount: int | None) -> None:
    fee = {"amount": amount, "decision": "12/2025/NQ-HĐND"} if amount else {}
    catalogue.offer(world.commune(), Procedure.objects.get(code=STATUS), fee=fee)


def test_without_a_decision_the_amount_is_unknown_not_nothing() -> None:
    assert fee_due(dossiers.draft(STATUS)) is None
    assert fee_due(dossiers.submitted(STATUS, who="other_citizen")) is None


def test_a_draft_shows_what_is_decided_now_a_dossier_what_was_decided_then() -> None:
    decide(15_000)
    draft = dossiers.draft(STATUS)
    assert fee_due(draft) == 15_000
    handed_in = dossiers.act(draft, "submit", "citizen")
    decide(20_000)
    assert fee_due(Dossier.objects.get(id=handed_in.id)) == 15_000
    assert fee_due(dossiers.draft(STATUS, "other_citizen")) == 20_000


def test_the_clerk_collects_exactly_that() -> None:
    decide(15_000)
    ready = dossiers.resolved(STATUS)
    with pytest.raises(Refused, match=r"15\.000"):
        dossiers.act(ready, "return_result", "clerk", identity_checked=True, papers_checked=True, fee_collected=0)
    given = {"identity_checked": True, "papers_checked": True, "fee_collected": 15_000}
    assert dossiers.act(ready, "return_result", "clerk", **given).state == "returned"
