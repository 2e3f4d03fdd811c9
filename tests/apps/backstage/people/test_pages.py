"""Every page of officers and offices opens for those who look after them."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.agencies.models import Officer
from tests.support import world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["administrator", "province"])
def test_every_page_opens(who: str) -> None:
    client = Client()
    client.force_login(world.account(who))
    post = Officer.objects.get(account=world.account("clerk"))
    one, seat, office = [post.account_id], [post.account_id, post.pk], [post.agency_id]
    pages = {
        "officers": [], "officer_new": [], "officer_import": [], "officer_import_sample": [], "officer_proposals": [],
        "officer": one, "officer_another": one, "officer_change": seat, "officer_end": seat, "officer_leave": seat,
        "offices": [], "office": office, "office_post": office, "my_leave": [], "work_place": [],
        "administration_rights": [],
    }  # fmt: skip
    for name, args in pages.items():
        assert client.get(reverse(name, args=args)).status_code == 200, name
    for act in ("khoa", "mo-lai", "dat-lai-mat-khau", "xac-nhan-hai", "danh-ba"):
        assert client.get(reverse("officer_act", args=[*one, act])).status_code == 200, act
    assert client.get(reverse("officer_act", args=[*one, "khac"])).status_code == 404
