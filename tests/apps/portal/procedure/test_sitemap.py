"""Where everything is, for machines and for people: published pages only."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from motcua.catalogue.models import Procedure
from motcua.portal.procedure import sitemap
from tests.apps.portal.conftest import Count
from tests.apps.portal.pages import get

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _places(browser: Client, address: str) -> list[str]:
    answer = browser.get(address)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("application/xml")
    return [str(one.text) for one in ElementTree.fromstring(answer.content).iter(f"{SPACE}loc")]


def test_the_index_leads_to_every_published_procedure(browser: Client) -> None:
    Procedure.objects.create(code="9.999998", name="Chỉ có tên", field_name="Khác")
    parts = _places(browser, "/sitemap.xml")
    assert parts == [f"{settings.MOTCUA_URL}/sitemap-1.xml"]
    pages = _places(browser, "/sitemap-1.xml")
    assert f"{settings.MOTCUA_URL}/thu-tuc/1.001193/" in pages and f"{settings.MOTCUA_URL}/" in pages
    assert len(pages) == Procedure.objects.exclude(current=None).count() + len(sitemap.PAGES)
    assert not [page for page in pages if "9.999998" in page or "/ho-so/" in page or "/mot-cua/" in page]


def test_files_are_cut_and_none_is_beyond_the_last(
    browser: Client, monkeypatch: pytest.MonkeyPatch, statements: Count
) -> None:
    monkeypatch.setattr(sitemap, "MOST", 20)
    parts = _places(browser, "/sitemap.xml")
    found = [page for part in parts for page in _places(browser, part.removeprefix(settings.MOTCUA_URL))]
    assert len(found) == len(set(found)) == Procedure.objects.exclude(current=None).count() + len(sitemap.PAGES)
    assert browser.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    assert browser.get("/sitemap-0.xml").status_code == 404
    assert browser.get("/sitemap-99999999999999999999.xml").status_code == 404
    assert len(statements(lambda: browser.get("/sitemap-1.xml"))) == 1


def test_robots_are_shown_the_way_and_the_closed_doors(browser: Client) -> None:
    said = browser.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.MOTCUA_URL}/sitemap.xml" in said
    assert "Disallow: /ho-so/" in said and "Disallow: /thu-tuc/" not in said


def test_people_get_a_tree_whose_links_all_lead_somewhere(browser: Client) -> None:
    page = get(browser, "/so-do-trang/")
    links = [one.attribute("href") for one in page.all("main a")]
    field = get(browser, page.link("Hộ tịch"))
    assert field.all(".mc-hit") and {"Hộ tịch"} <= set(field.texts("option[selected]"))
    for link in dict.fromkeys(link.partition("?")[0] for link in links):
        assert browser.get(link).status_code in (200, 302)
    assert get(browser, "/").link("Sơ đồ trang") == "/so-do-trang/"
