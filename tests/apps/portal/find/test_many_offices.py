"""A province with 130 communes on the portal: pages stay short, and a place leads to its office."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers.models import Dossier
from tests.apps.portal.conftest import Count
from tests.apps.portal.find import many
from tests.apps.portal.pages import get, post
from tests.support import dossiers, world


@pytest.fixture
def draft(browser: Client) -> Dossier:
    many.communes(125)
    browser.force_login(world.account("citizen"))
    return dossiers.draft()


def test_the_office_of_a_dossier_is_found_by_its_place(browser: Client, draft: Dossier) -> None:
    address = reverse("draft_agency", args=[dossiers.BIRTH, draft.id])
    page = get(browser, address)
    assert not page.all("input[type=radio]")
    found = get(browser, address, {"noi": "UBND xã Yên Hưng, huyện Ý Yên"})
    assert found.texts("label.govuk-radios__label") == ["Ủy ban nhân dân xã Phong Doanh"]
    assert "nay thuộc xã Phong Doanh" in found.text
    district = get(browser, address, {"noi": "huyện Ý Yên"})
    assert len(district.all("input[type=radio]")) == 7
    assert "Không có cơ quan nào" in get(browser, address, {"noi": "Sở Xây dựng"}).text
    answer = browser.post(address, {"agency": "H42.37.118"})
    draft.refresh_from_db()
    assert answer.status_code == 302 and draft.agency is not None and draft.agency.code == "H42.37.118"


@pytest.mark.parametrize("wrong", ["", "H42.12", "X" * 500, "'; --"])
def test_an_office_that_does_not_take_it_is_refused(browser: Client, draft: Dossier, wrong: str) -> None:
    address = reverse("draft_agency", args=[dossiers.BIRTH, draft.id])
    assert post(browser, address, {"agency": wrong}).problems == ["Hãy chọn một cơ quan trong danh sách."]


def test_pages_do_not_grow_with_the_offices(browser: Client, draft: Dossier, statements: Count) -> None:
    for address in ("/", "/thu-tuc/?q=khai+sinh", f"/nop-ho-so/{dossiers.BIRTH}/"):
        page = get(browser, address)
        assert len(page.source) < 60_000
        assert page.source.count("Ủy ban nhân dân xã") <= 12
    listed = get(browser, "/thu-tuc/noi/37/")
    assert len(listed.texts("#list > ul a")) > 125
    assert len(statements(lambda: browser.get("/thu-tuc/noi/37/"))) <= 3


def test_the_cold_first_page_costs_few_statements(browser: Client, statements: Count) -> None:
    many.communes(40)
    get(browser, "/tro-giup/")
    assert len(statements(lambda: browser.get("/"))) <= 4
