"""Every shipped procedure, page by page as a browser without scripts posts it, from start to the result."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from motcua.agencies.places import Places
from motcua.dossiers import completeness
from motcua.dossiers.actions.return_result import fee_due
from motcua.dossiers.models import Dossier
from motcua.forms import api as forms
from motcua.forms import engine, samples
from motcua.messaging.models import Message
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
FIVE = ("1.001193", "1.000656", "1.000894", "1.004873", "2.000635")


def _filled(client: Client, code: str) -> Dossier:
    """Fill a draft through its pages, following "Tiếp tục" from one to the next."""
    answer = client.post(reverse("start", args=[code]), {"agency": world.commune().code})
    found = re.search(r"/nop-ho-so/[^/]+/([0-9a-f-]{36})/", answer["Location"])
    assert found
    draft = Dossier.objects.get(pk=found[1])
    form = forms.definition(draft.form_id)
    answers = samples.answers(form, 5, places=Places())
    for section in engine.visible_sections(form, answers):
        page = reverse("draft_section", args=[code, draft.id, section.key])
        answer = client.post(page, samples.posted(form, section.key, answers))
        assert answer.status_code == 302, answer.content.decode()[:3000]
    draft.refresh_from_db()
    for component in completeness.components(draft):
        if component.must:
            page = reverse("draft_paper", args=[code, draft.id, component.code])
            assert client.post(page, {"paper": dossiers.photograph(), "next": "1"}).status_code == 302
    contact = {"name": "Trịnh Bảo Ngọc", "phone": "0900 000 301", "email": ""}
    assert client.post(reverse("draft_contact", args=[code, draft.id]), contact).status_code == 302
    client.post(reverse("draft_delivery", args=[code, draft.id]), {"method": "counter"})
    draft.refresh_from_db()
    dossiers.all_agree(draft)
    assert completeness.missing(draft, completeness.given(draft)) == []
    return draft


def _newest_code() -> str:
    body = Message.objects.filter(purpose="one_time_code").latest("id").body
    found = re.search(r"\b\d{6}\b", body)
    assert found
    return found[0]


@pytest.mark.parametrize("code", FIVE)
def test_a_citizen_fills_submits_and_the_office_returns(client: Client, code: str) -> None:
    client.force_login(world.account("citizen"))
    draft = _filled(client, code)
    review = reverse("draft_review", args=[code, draft.id])
    assert "Mã xác nhận" in client.get(review).content.decode()
    client.post(reverse("draft_code", args=[code, draft.id]))
    answer = client.post(review, {"confirmation-code": _newest_code()})
    assert answer["Location"] == reverse("submitted", args=[draft.id]), answer.content.decode()[:3000]
    confirmed = client.get(answer["Location"]).content.decode()
    draft.refresh_from_db()
    assert draft.submission_code and draft.submission_code in confirmed

    dossiers.act(draft, "receive", "clerk")
    dossiers.act(draft, "start_processing", "officer")
    dossiers.act(draft, "propose", "officer", data=dossiers.result_data(draft))
    dossiers.act(draft, "sign", "leader")
    dossiers.act(draft, "seal", "seal_clerk")
    assert client.get(reverse("result_pdf", args=[draft.id])).status_code == 404  # not before the hand-over
    due = fee_due(draft)
    dossiers.act(draft, "return_result", "clerk", identity_checked=True, fee_collected=0 if due is None else due)
    page = client.get(reverse("dossier", args=[draft.id])).content.decode()
    assert "Đã trả kết quả" in page
    result = client.get(reverse("result_pdf", args=[draft.id]))
    assert result["Content-Type"] == "application/pdf" and b"".join(result).startswith(b"%PDF")


def test_a_copy_costs_eight_thousand_dong_each() -> None:
    found = dossiers.draft("2.000635")
    found.answers["copies"]["count"] = 3
    assert fee_due(found) == 24_000
