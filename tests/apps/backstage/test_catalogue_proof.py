"""What the proof tells administrators: never the decision they are about to type, and why level 3 may be toàn trình."""

import pytest
from django.test import Client

from motcua.catalogue import drafts, versions
from tests.apps.backstage import catalogue as c

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Client:
    return c.browser("province")


def _undecided(**changes: object) -> None:
    before = versions.document(versions.published(c.BIRTH))
    content = before.content.model_copy(update=changes)
    fresh = {"decision": "", "decision_date": None, "content": content}
    drafts.save(before.model_copy(update=fresh), by="Người thử")


def test_the_decision_typed_on_publishing_is_not_called_missing(province: Client) -> None:
    _undecided()
    page = c.page(province, "publish", c.BIRTH).text
    assert "chứng minh được mức độ 3" in page and "quyết định công bố." not in page
    for name in ("procedure", "missing"):
        page = c.page(province, name, c.BIRTH).text
        assert "quyết định ghi khi công bố" in page and "Chưa có căn cứ pháp lý" not in page, name


def test_missing_laws_are_still_missing(province: Client) -> None:
    _undecided(legal_basis=[])
    page = c.page(province, "publish", c.BIRTH).text
    assert "Bản nháp chưa đủ mức độ 1." in page and "Chưa có căn cứ pháp lý." in page


def test_level_three_and_the_code_of_full_online_are_explained(province: Client) -> None:
    words = "Toàn trình, mã 4: trường hợp thường không phải trả phí"
    assert words in c.page(province, "procedure", c.BIRTH).text
    c.draft(steps=[])
    assert words not in c.page(province, "procedure", c.BIRTH).text
