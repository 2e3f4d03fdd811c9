"""What a person began by hand leaves no bare name behind; what a list of names brought stays."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.catalogue import drafts
from motcua.catalogue.models import Procedure
from motcua.journal.models import Entry
from tests.apps.backstage import catalogue as c

pytestmark = pytest.mark.django_db
CODE = "9.000777"


@pytest.fixture
def province() -> Client:
    return c.browser("province")


def _discard(province: Client, code: str) -> str:
    data = c.form_of(c.page(province, "discard", code).text)
    answer = province.post(reverse("catalogue_discard", args=[code]), data, follow=True)
    assert "Đã bỏ bản nháp." in answer.text
    return str(answer.request["PATH_INFO"])


def test_a_procedure_begun_by_hand_goes_with_its_only_draft(province: Client) -> None:
    typed = {"code": CODE, "name": "Thủ tục gõ nhầm", "field_name": "Hộ tịch"}
    province.post(reverse("catalogue_new"), typed)
    assert CODE in Entry.objects.filter(kind="procedure.begun").latest("at").body
    assert "cũng bị bỏ khỏi danh mục" in c.page(province, "discard", CODE).text
    assert _discard(province, CODE) == reverse("catalogue_list")
    assert not Procedure.objects.filter(code=CODE).exists()
    assert province.post(reverse("catalogue_new"), typed).status_code == 302, "the code is free again"


def test_a_name_that_a_list_brought_stays(province: Client) -> None:
    Procedure.objects.create(code=CODE, name="Tên nhập từ danh sách", field_name="Hộ tịch")
    c.send(province, c.opened(province, "ten", code=CODE) | {"content-summary": "Thử."}, "ten", code=CODE)
    assert "cũng bị bỏ" not in c.page(province, "discard", CODE).text
    assert _discard(province, CODE) == reverse("catalogue_procedure", args=[CODE])
    assert drafts.draft_of(Procedure.objects.get(code=CODE)) is None


def test_a_published_procedure_stays(province: Client) -> None:
    c.draft(summary="Bỏ đi.")
    _discard(province, c.BIRTH)
    assert c.birth().current_id is not None
