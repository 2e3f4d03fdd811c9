"""Consent a purpose at a time: silence is none, a no is heeded at once, a new edition of the words asks anew."""

import dataclasses

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import addressing, prefilling
from motcua.dossiers.models import Dossier
from motcua.journal import api as journal
from motcua.people import consents
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizen(client: Client) -> Client:
    client.force_login(world.account("citizen"))
    return client


def test_every_purpose_is_listed_with_its_ground_and_what_follows(citizen: Client) -> None:
    shown = citizen.get(reverse("data_consents")).text
    for purpose in consents.PURPOSES.values():
        for words in (purpose.title, purpose.wordings[-1], purpose.basis, purpose.stops):
            assert words in shown
    assert shown.count("Dừng việc này") == 3
    assert shown.count("Tôi đồng ý") == 1


def test_silence_is_no_consent_and_a_yes_can_be_taken_back(citizen: Client) -> None:
    me, page = world.account("citizen").pk, reverse("data_consents")
    assert not consents.allowed(me, consents.KEEP_PAPERS)
    for _twice in range(2):
        citizen.post(page, {"dong-y": consents.KEEP_PAPERS})
    assert consents.allowed(me, consents.KEEP_PAPERS)
    for _twice in range(2):
        citizen.post(page, {"rut": consents.KEEP_PAPERS})
    assert not consents.allowed(me, consents.KEEP_PAPERS)
    told = [fact.kind for fact in journal.entries(f"account:{me}") if "consent" in fact.kind]
    assert told == ["account.consent_given", "account.consent_withdrawn"]
    assert citizen.post(page, {"dong-y": "khac"}).status_code == 400


def test_new_words_are_a_new_question(monkeypatch: pytest.MonkeyPatch) -> None:
    me, actor = world.account("citizen").pk, world.actor("citizen")
    consents.give(me, consents.KEEP_PAPERS, actor=actor)
    old = consents.PURPOSES[consents.KEEP_PAPERS]
    changed = dataclasses.replace(old, wordings=(*old.wordings, "Câu mới."))
    monkeypatch.setitem(consents.PURPOSES, consents.KEEP_PAPERS, changed)  # type: ignore[arg-type]
    assert not consents.allowed(me, consents.KEEP_PAPERS)
    consents.give(me, consents.KEEP_PAPERS, actor=actor)
    assert consents.allowed(me, consents.KEEP_PAPERS)


def test_who_objects_is_no_longer_prefilled_from_former_dossiers() -> None:
    account, actor = world.account("citizen"), world.actor("citizen")
    dossier = dossiers.submitted()
    answers = {**dossier.answers, "requester": {"full_name": account.full_name, "birth_date": "1990-02-01"}}
    Dossier.objects.filter(pk=dossier.pk).update(answers=answers)
    account.birth_date = None
    assert prefilling.known(account).values["birth_date"] == "1990-02-01"
    consents.withdraw(account.pk, consents.PREFILL, actor=actor)
    assert "birth_date" not in prefilling.known(account).values
    consents.give(account.pk, consents.PREFILL, actor=actor)
    assert "birth_date" in prefilling.known(account).values


def test_who_wants_no_email_still_gets_the_message_the_law_demands() -> None:
    dossier = dossiers.submitted()
    dossier.email = "mai@vidu.example"
    assert addressing.recipient(dossier).email == "mai@vidu.example"
    consents.withdraw(world.account("citizen").pk, consents.EMAIL_NEWS, actor=world.actor("citizen"))
    to = addressing.recipient(dossier)
    assert (to.phone, to.email) == (dossier.phone, "")
