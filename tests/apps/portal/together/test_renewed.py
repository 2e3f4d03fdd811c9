"""Correcting an agreed declaration after handing in, as both persons meet it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers.models import Party
from motcua.dossiers.together import agreeing
from tests.apps.dossiers.test_renewed_agreement import NAME, asked, corrected, handed_in
from tests.apps.dossiers.test_together import HERS
from tests.apps.portal.together.test_pages import link, shown, signed_in
from tests.support import world

pytestmark = pytest.mark.django_db
Code = Callable[[str], str]


def test_the_bride_reads_what_changed_and_agrees_before_it_is_sent(last_code: Code) -> None:
    made, owner = corrected(), signed_in("citizen")
    whole, consent = (reverse(name, args=[made.pk]) for name in ("supplement", "supplement_consent"))
    page = shown(owner.get(whole))
    assert page.link("Mọi người đồng ý với điều vừa sửa") == consent and "Gửi bổ sung" not in page.buttons()
    assert owner.post(whole).status_code == 422
    page = shown(owner.get(consent))
    assert "Trước: " in page.text and "Nay: TRẦN VĂN ĐÚNG" in page.text and "Chưa gửi" in page.text
    assert owner.post(consent, {"ask": "khac"}).status_code == 422
    assert owner.post(consent, {"ask": "wife.phone"})["Location"] == consent
    her, address = Client(), link(HERS)
    assert "TRẦN VĂN ĐÚNG" not in shown(her.get(address)).text
    her.post(address, {"send": "1"})
    text = shown(her.post(address, {"code": last_code(HERS)})).text
    assert "đã sửa theo yêu cầu của cơ quan" in text and "Nay: TRẦN VĂN ĐÚNG" in text
    answer = her.post(address, {"agree": "1", "read": "1", "seen": agreeing.digest(made)})
    assert "đã đồng ý" in shown(answer).text
    assert "Gửi bổ sung" in shown(owner.get(whole)).buttons()
    assert owner.post(whole)["Location"] == reverse("dossier", args=[made.pk])
    assert her.get(address).status_code == 404
    assert owner.get(consent)["Location"] == reverse("dossier", args=[made.pk])


def test_the_bride_with_an_account_agrees_from_her_own_sign_in(last_code: Code) -> None:
    made = corrected()
    signed_in("citizen").post(reverse("supplement_consent", args=[made.pk]), {"ask": "wife.phone"})
    account = world.account("other_citizen")
    account.phone = HERS
    account.save()
    her, address = Client(), link(HERS)
    her.force_login(account)
    assert "Nay: TRẦN VĂN ĐÚNG" in shown(her.get(address)).text
    her.post(address, {"send": "1"})
    answer = {"agree": "1", "read": "1", "seen": agreeing.digest(made), "code": last_code(HERS)}
    assert "đã đồng ý" in shown(her.post(address, answer)).text
    assert Party.objects.get(dossier=made, standing="signed", supplement__isnull=False).account_id == account.pk


def test_nothing_is_asked_before_an_answer_changes_and_no_stranger_asks() -> None:
    made = asked(handed_in(), NAME)
    owner = signed_in("citizen")
    whole, consent = (reverse(name, args=[made.pk]) for name in ("supplement", "supplement_consent"))
    assert owner.get(consent)["Location"] == whole
    assert "Mọi người đồng ý" not in shown(owner.get(whole)).text
    for who in ("other_citizen", "clerk"):
        assert signed_in(who).post(consent, {"ask": "wife.phone"}).status_code in {302, 403, 404}
    assert not Party.objects.filter(dossier=made, supplement__isnull=False).exists()
