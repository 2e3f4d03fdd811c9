"""A doubt is added freely and goes away only once somebody answered for the value by name and date."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.catalogue import drafts, exchange, versions
from motcua.catalogue.levels.judging import prove
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.values import Doubt
from tests.apps.backstage import catalogue as c

pytestmark = pytest.mark.django_db
REFUSED = "Hãy xác nhận giá trị này bằng tên và ngày, thay vì xóa nghi ngờ."


@pytest.fixture
def province() -> Client:
    return c.browser("province")


@pytest.fixture
def doubtful() -> ProcedureVersion:
    before = versions.document(versions.published(c.BIRTH))
    doubts = [Doubt(item="limit", value="5 ngày", why="Nguồn ghi hai số.")]
    return drafts.save(before.model_copy(update={"doubts": doubts}), by="Người thử")


def _level() -> int:
    draft = drafts.draft_of(c.birth())
    assert draft is not None
    return prove(draft).level


def test_a_doubt_is_neither_removed_nor_turned_into_another(province: Client, doubtful: ProcedureVersion) -> None:
    data = c.opened(province, "nghi-ngo", 1)
    for typed in ({"remove": "1"}, {"item": "name"}):
        answer = c.send(province, data | typed, "nghi-ngo", 1)
        assert answer.status_code == 422 and REFUSED in answer.text, typed
    assert _level() == 2
    assert [one["item"] for one in c.raw()["doubts"]] == ["limit"]


def test_a_doubt_is_reworded_and_added_freely(province: Client, doubtful: ProcedureVersion) -> None:
    data = c.opened(province, "nghi-ngo", 1)
    assert c.send(province, data | {"why": "Vẫn hai số."}, "nghi-ngo", 1).status_code == 302
    fresh = c.opened(province, "nghi-ngo", 0) | {"item": "fee", "why": "Chưa thấy nghị quyết."}
    assert c.send(province, fresh, "nghi-ngo", 0).status_code == 302
    assert [(one["item"], one["why"]) for one in c.raw()["doubts"]] == [
        ("limit", "Vẫn hai số."), ("fee", "Chưa thấy nghị quyết."),
    ]  # fmt: skip


def test_a_confirmed_doubt_may_go(province: Client, doubtful: ProcedureVersion) -> None:
    confirm = reverse("catalogue_confirm", args=[c.BIRTH, "limit"])
    province.post(confirm, {"source": "Luật 60/2014/QH13 Điều 16"})
    data = c.opened(province, "nghi-ngo", 1)
    assert c.send(province, data | {"remove": "1"}, "nghi-ngo", 1).status_code == 302
    assert c.raw()["doubts"] == [] and _level() == 3


def test_a_file_is_no_way_round_it(province: Client, doubtful: ProcedureVersion) -> None:
    clean = exchange.write(versions.published(c.BIRTH)).encode()
    answer = province.post(reverse("catalogue_import"), {"file": SimpleUploadedFile("thu-tuc.yaml", clean)})
    assert answer.status_code == 422 and REFUSED in answer.text
    assert "Thời hạn giải quyết: " in answer.text
