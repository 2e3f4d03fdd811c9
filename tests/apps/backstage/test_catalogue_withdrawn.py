"""After withdrawal a procedure says by which decision it went, and is written anew from what was in force."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.catalogue import drafts, versions
from tests.apps.backstage import catalogue as c

pytestmark = pytest.mark.django_db
WITHDRAWN = {"decision": "77/QĐ-UBND", "decision_date": "20/11/2025", "reason": "Luật mới bỏ thủ tục này."}


@pytest.fixture
def province() -> Client:
    return c.browser("province")


def _withdraw(province: Client) -> None:
    assert province.post(reverse("catalogue_withdraw", args=[c.BIRTH]), WITHDRAWN).status_code == 302


def test_a_withdrawn_procedure_tells_its_decision_and_is_no_bare_name(province: Client) -> None:
    _withdraw(province)
    page = c.page(province, "procedure", c.BIRTH).text
    for words in ("Đã bãi bỏ", "77/QĐ-UBND", "20/11/2025", "Luật mới bỏ thủ tục này.", "bản công bố cuối cùng"):
        assert words in page
    assert "Chưa công bố" not in page and "Mới có tên" not in page
    assert c.page(province, "list", tim=c.BIRTH).text.count("Đã bãi bỏ") == 2, "the filter and the row"
    assert c.BIRTH in c.page(province, "list", loc="bai-bo").text
    assert c.BIRTH not in c.page(province, "list", loc="chua-cong-bo").text
    assert "bai-bo" not in c.page(c.browser("administrator"), "list").text


def test_the_new_draft_starts_from_the_last_published_version(province: Client) -> None:
    before = versions.document(versions.published(c.BIRTH))
    _withdraw(province)
    data = c.opened(province, "ten")
    assert data["content-summary"] == before.content.summary
    assert c.send(province, data | {"content-summary": "Viết lại."}, "ten").status_code == 302
    draft = drafts.draft_of(c.birth())
    assert draft is not None and draft.content["steps"] == list(before.content.steps)
    differs = c.page(province, "changes", c.BIRTH).text
    assert "Viết lại." in differs and "1 chỗ khác nhau" in differs and "chưa công bố lần nào" not in differs
    typed = c.form_of(c.page(province, "publish", c.BIRTH).text)
    assert (typed["decision"], typed["decision_date"]) == ("", ""), "the old decision is not taken over unread"
    again = {"decision": "90/QĐ-UBND", "decision_date": "21/11/2025"}
    province.post(reverse("catalogue_publish", args=[c.BIRTH]), typed | again)
    assert versions.published(c.BIRTH).decision == "90/QĐ-UBND"
    assert "Mới có tên" not in c.page(province, "procedure", c.BIRTH).text
    assert c.page(province, "list", tim=c.BIRTH).text.count("Đã bãi bỏ") == 1, "only the filter"
