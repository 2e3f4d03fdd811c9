"""Filing for somebody at the counter: their yes is shown, they need no telephone, and they may still withdraw."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import policy
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.actions.submit import Submit
from motcua.dossiers.models import Dossier
from motcua.journal import api as journal
from motcua.messaging.models import Message
from tests.apps.counter.papers import begun, complete, paper, texts
from tests.apps.portal.pages import Page
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
Seat = Callable[[str], Client]
PHONE = "0912345678"


def ready(clerk: Client) -> Dossier:
    made = begun(clerk, texts(paper()))
    complete(clerk, made)
    made.refresh_from_db()
    return made


def test_the_code_on_their_telephone_is_their_yes(sit: Seat) -> None:
    clerk = sit("clerk")
    made = ready(clerk)
    page = reverse("direct_draft", args=[made.pk])
    assert clerk.post(page, {"seen": "1"}).status_code == 422
    assert clerk.post(page, {"seen": "1", "code": "000000"}).status_code == 422
    assert clerk.post(reverse("direct_confirm", args=[made.pk])).status_code == 302
    said = Message.objects.filter(recipient=PHONE).latest("id").body
    assert "Chỉ đọc mã cho cán bộ đang ngồi ở quầy" in said and "khai sinh" in said.lower()
    code = re.search(r"\b\d{6}\b", said)
    assert code and clerk.post(page, {"code": code[0]}).status_code == 422  # their papers were not looked at
    assert clerk.post(page, {"seen": "1", "code": code[0]})["Location"] == reverse("desk", args=[made.pk])
    assert journal.entries(made.subject)[0].payload["confirmed"] == "code"
    desk = Page(clerk.get(reverse("desk", args=[made.pk])).content.decode())
    assert "xác nhận bằng mã gửi đến điện thoại" in desk.text


def test_without_a_yes_nothing_is_handed_in(sit: Seat) -> None:
    made = ready(sit("clerk"))
    with pytest.raises(Refused, match="phải xác nhận"):
        Submit(made.pk, world.actor("clerk")).perform()
    assert sit("other_clerk").post(reverse("direct_confirm", args=[made.pk])).status_code == 404


def test_who_has_no_telephone_signs_and_keeps_every_right(sit: Seat) -> None:
    clerk = sit("clerk")
    made = ready(clerk)
    who = {"name": "Trịnh Thị Già", "phone": "", "email": "", "method": "counter"}
    assert clerk.post(reverse("direct_applicant", args=[made.pk]), who).status_code == 302
    page = reverse("direct_draft", args=[made.pk])
    shown = Page(clerk.get(page).content.decode())
    assert "không có điện thoại" in shown.text
    printed = next(one.attribute("href") for one in shown.all("a") if one.attribute("href").endswith(".pdf"))
    assert clerk.get(printed).content.startswith(b"%PDF"), "what they sign is printed from the same page"
    assert sit("other_clerk").get(printed).status_code == 404
    assert clerk.post(page, {"seen": "1"}).status_code == 422
    before = Message.objects.count()
    assert clerk.post(page, {"seen": "1", "signed": "1"}).status_code == 302
    for address in (reverse("desk", args=[made.pk]), reverse("desk_act", args=[made.pk, "receive"])):
        assert "không có số điện thoại, thư điện tử: hãy báo" in Page(clerk.get(address).content.decode()).text
    found = dossiers.act(made, "receive", "clerk")
    assert Message.objects.count() == before and journal.entries(found.subject)[0].payload["confirmed"] == "signed"
    desk = clerk.get(reverse("desk", args=[made.pk]))
    assert desk.status_code == 200 and "Xin rút hồ sơ" in desk.content.decode()
    assert clerk.get(reverse("desk_receipt", args=[made.pk])).content.startswith(b"%PDF")


def test_withdrawing_through_the_clerk_takes_two_officers(sit: Seat) -> None:
    clerk = sit("clerk")
    made = ready(clerk)
    clerk.post(reverse("direct_draft", args=[made.pk]), {"seen": "1", "signed": "1"})
    found = dossiers.act(made, "receive", "clerk")
    page = reverse("desk_act", args=[made.pk, "request-withdrawal"])
    given = {"seen": str(found.last_entry), "reason": "Nộp nhầm nơi."}
    assert clerk.post(page, given).status_code == 422
    assert clerk.post(page, {**given, "present": "1"}).status_code == 302
    with pytest.raises(Refused, match="Người khác trong cơ quan phải duyệt"):
        dossiers.act(found, "approve_withdrawal", "clerk")
    assert dossiers.act(found, "approve_withdrawal", "leader").state == "withdrawn"
    online = dossiers.processing(seed=8)
    assert not policy.may(world.actor("clerk"), "request_withdrawal", online)  # its applicant does that at home
