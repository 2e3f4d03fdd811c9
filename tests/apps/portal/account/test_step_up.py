"""A procedure that needs a surer identity: to the roads up and back, nothing lost."""

from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from motcua.catalogue import api as catalogue
from motcua.dossiers.models import Dossier
from motcua.people import sessions
from motcua.people.models import Account
from tests.apps.portal.pages import get
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db


class Stricter:
    """A version as it is, but for the level it asks for."""

    min_assurance = 2

    def __init__(self, version: Any) -> None:
        self._version = version

    def __getattr__(self, name: str) -> Any:
        return getattr(self._version, name)


def review(client: Client, dossier: Dossier) -> Any:
    real = catalogue.version
    with patch("motcua.portal.fill.review.catalogue.version", lambda id: Stricter(real(id))):
        return client.get(f"/nop-ho-so/{dossiers.BIRTH}/{dossier.pk}/kiem-tra/")


def test_who_is_not_known_well_enough_is_led_up_and_back() -> None:
    client, owner = Client(), world.account("citizen")
    client.force_login(owner)
    dossier = dossiers.draft()
    answers = dossier.answers
    place = review(client, dossier)["Location"]
    assert place.startswith("/dang-nhap/xac-nhan-danh-tinh/?muc=2&next=")
    page = get(client, place)
    assert "được giữ nguyên" in page.text and "Mức 2" in page.text
    onward = page.all("main .mc-choices a")[0].attribute("href")
    assert onward.startswith("/dang-nhap/") and f"%2F{dossier.pk}%2Fkiem-tra%2F" in onward
    Account.objects.filter(pk=owner.pk).update(assurance=2)
    assert review(client, dossier).status_code == 302, "whoever holds the telephone is not yet the person"
    kept = client.session
    kept[sessions.LEVEL] = 2
    kept.save()
    assert review(client, dossier).status_code == 200
    assert "Bạn đã được xác nhận đủ" in get(client, place).text
    dossier.refresh_from_db()
    assert dossier.answers == answers and dossier.state == "draft"


def test_the_page_stands_alone_for_a_passer_by() -> None:
    page = get(Client(), "/dang-nhap/xac-nhan-danh-tinh/?muc=9&next=//evil.example")
    assert page.text and not [one for one in page.all("main a") if "evil" in one.attribute("href")]
