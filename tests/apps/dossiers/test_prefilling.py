"""What is known already is offered with where it is known from, and never taken from somebody else's dossier."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.catalogue import api as catalogue
from motcua.dossiers import drafting, prefilling
from motcua.dossiers.models import Dossier
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
COPY = "2.000635"


def handed_in_by_self() -> Dossier:
    """A dossier whose requester is the owner of the account, with a place in parts."""
    draft = dossiers.draft()
    person = world.account("citizen")
    draft.answers["requester"]["full_name"] = person.full_name.upper()
    draft.answers["requester"]["residence_kind"] = "temporary"
    draft.save()
    return dossiers.act(draft, "submit", "citizen")


def begin(code: str = COPY) -> Dossier:
    return drafting.start(
        catalogue.published(code), world.actor("citizen"), agency=world.commune(), account=world.account("citizen"),
        language="vi",
    )  # fmt: skip


def test_a_new_draft_begins_with_what_the_last_dossier_said() -> None:
    earlier = handed_in_by_self().answers["requester"]
    fresh = begin().answers["requester"]
    assert fresh["residence"] == earlier["residence"]
    assert fresh["residence_kind"] == "temporary"
    assert fresh["phone"] == world.account("citizen").phone


def test_each_answer_says_where_it_comes_from(client: Client) -> None:
    handed_in_by_self()
    draft = begin()
    client.force_login(world.account("citizen"))
    page = client.get(reverse("draft_section", args=[COPY, draft.id, "requester"])).content.decode()
    assert "Lấy từ hồ sơ bạn nộp ngày" in page and "Lấy từ tài khoản của bạn" in page


def test_an_electronic_identity_is_named_as_the_source() -> None:
    person = world.account("citizen")
    person.assurance = 2
    assert "định danh điện tử" in prefilling.known(person).told["full_name"]
    assert "tài khoản" in prefilling.known(person).told["phone"]


def test_what_a_helper_declared_is_not_taken_for_the_owners() -> None:
    draft = dossiers.draft()
    draft.answers["requester"]["full_name"] = "Người Khác Hẳn"
    draft.save()
    dossiers.act(draft, "submit", "citizen")
    assert "residence" not in begin().answers["requester"]


def test_nobody_is_offered_what_another_citizen_declared() -> None:
    handed_in_by_self()
    other = world.account("other_citizen")
    assert "residence_kind" not in prefilling.known(other).values
