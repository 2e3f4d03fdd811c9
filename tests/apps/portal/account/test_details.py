"""Who mistyped a name or an address when opening the account corrects it; a name that was proven stays."""

import pytest
from django.test import Client

from motcua.journal import api as journal
from motcua.people.models import Account
from tests.apps.portal.pages import get, post
from tests.support import world

PAGE = "/tai-khoan/thong-tin/"


@pytest.fixture
def owner(db: None) -> Account:
    return world.account("citizen")


@pytest.fixture
def mine(owner: Account) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def test_what_was_typed_is_corrected_and_only_the_fields_are_written_down(mine: Client, owner: Account) -> None:
    assert get(mine, "/tai-khoan/").link("Sửa tên, thư điện tử") == PAGE
    answer = mine.post(PAGE, {"full_name": "  Trịnh  Bảo Ngân ", "email": "moi@example.vn"})
    assert answer["Location"] == "/tai-khoan/"
    owner.refresh_from_db()
    assert (owner.full_name, owner.email) == ("Trịnh Bảo Ngân", "moi@example.vn")
    fact = journal.entries(f"account:{owner.pk}")[-1]
    assert fact.kind == "account.details_changed" and fact.payload == {"fields": ["email", "full_name"]}
    mine.post(PAGE, {"full_name": "Trịnh Bảo Ngân", "email": ""})
    owner.refresh_from_db()
    assert owner.email == ""


def test_a_mistake_is_said_and_nothing_is_kept(mine: Client, owner: Account) -> None:
    page = post(mine, PAGE, {"full_name": "", "email": "sai@"}, 422)
    assert len(page.problems) == 2
    before = (owner.full_name, owner.email)
    owner.refresh_from_db()
    assert (owner.full_name, owner.email) == before


def test_a_proven_name_is_not_typed_over(mine: Client, owner: Account) -> None:
    Account.objects.filter(pk=owner.pk).update(assurance=2)
    assert "định danh điện tử" in get(mine, PAGE).text
    mine.post(PAGE, {"full_name": "Người Khác", "email": "moi@example.vn"})
    before = owner.full_name
    owner.refresh_from_db()
    assert (owner.full_name, owner.email) == (before, "moi@example.vn")


def test_officers_ask_their_office(db: None) -> None:
    client = Client()
    client.force_login(world.account("clerk"))
    assert client.get(PAGE).status_code == 404
