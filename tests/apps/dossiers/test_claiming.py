"""A dossier filed without account comes only to whom it can belong, and only once."""

import pytest

from motcua.dossiers import claiming
from motcua.dossiers.models import Dossier
from motcua.forms import api as forms
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db


def filed() -> Dossier:
    """Handed in, and of nobody's account."""
    found = dossiers.submitted(seed=4)
    Dossier.objects.filter(pk=found.pk).update(owner=None, phone="0987000555")
    found.refresh_from_db()
    return found


def test_what_belongs_to_an_account_cannot_be_found_to_claim() -> None:
    found = filed()
    assert found.submission_code and claiming.find(found.submission_code) == found
    Dossier.objects.filter(pk=found.pk).update(owner=world.account("citizen"))
    assert claiming.find(found.submission_code) is None


def test_the_number_of_whom_the_form_is_about_proves_nothing() -> None:
    """A school and a doctor know a child's number; the one who declared is asked for theirs."""
    found = filed()
    subject = forms.definition(found.form_id).subject
    assert subject
    found.answers = {"requester": {"personal_id": "036190000009"}, subject: {"personal_id": "036226000015"}}
    assert claiming.knows_number(found, "036190000009")
    assert not claiming.knows_number(found, "036226000015")
    assert not claiming.knows_number(found, "") and not claiming.knows_number(None, "036190000009")


def test_it_is_claimed_once() -> None:
    found = filed()
    assert claiming.claim(found, world.actor("other_citizen"))
    assert not claiming.claim(found, world.actor("citizen_without_email"))
    found.refresh_from_db()
    assert found.owner_id == world.account("other_citizen").pk
