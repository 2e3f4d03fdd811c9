"""In English every word of ours is English; names of procedures, places and people stay as they are."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from launch import assets
from motcua.dossiers import completeness
from motcua.dossiers.models import Dossier
from motcua.kit import clock
from motcua.kit.clock import HANOI
from tests.apps.portal.pages import get
from tests.apps.words.reading import ROOT, vietnamese
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
PROCEDURES = ["1.001193", "1.000656", "1.000894", "1.004873", "2.000635"]
OPEN = [
    "/", "/thu-tuc/", "/thu-tuc/?q=khai+sinh", "/thu-tuc/?q=xyzzy", "/thu-tuc/1.001193/", "/dang-ky/", "/dang-nhap/",
    "/dang-nhap/can-bo/", "/tra-cuu/", "/tra-cuu/mo/", "/tra-cuu/cap-lai-ma/", "/kiem-tra/", "/tro-giup/",
    "/nop-ho-so/1.001193/",
]  # fmt: skip
Visit = Callable[[str], Client]


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    assets.translations(ROOT)


@pytest.fixture
def reader() -> Visit:
    """A browser whose reader chose English; "" has not signed in."""

    def open_as(who: str) -> Client:
        client = Client()
        if who:
            client.force_login(world.account(who))
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return open_as


def said(dossier: Dossier) -> str:
    """What people wrote themselves."""
    return f"{dossier.answers} {dossier.contact_name} {dossiers.BASIS} Ảnh mờ, không đọc được họ tên."


@pytest.mark.parametrize("address", OPEN)
def test_open_pages(reader: Visit, address: str) -> None:
    page = get(reader(""), address)
    assert page.all("html")[0].attribute("lang") == "en"
    assert not vietnamese(page)


@pytest.mark.parametrize("code", PROCEDURES)
def test_the_whole_declaration(reader: Visit, code: str) -> None:
    draft = dossiers.draft(code)
    parts = ["", "co-quan/", "nguoi-nop/", "nhan-ket-qua/", "kiem-tra/", "xoa/"]
    for task in completeness.tasks(draft, completeness.given(draft)):
        kinds = {"section": "to-khai", "paper": "giay-to"}
        parts += [f"{kinds[task.kind]}/{task.key}/"] if task.kind in kinds else []
    browser, road = reader("citizen"), f"/nop-ho-so/{code}/{draft.id}/"
    found = {part: vietnamese(get(browser, road + part), said(draft)) for part in parts}
    assert not {part: words for part, words in found.items() if words}


@pytest.mark.parametrize("made", ["submitted", "received", "supplementing", "answered", "signed", "resolved"])
def test_a_dossier_on_both_sides(reader: Visit, made: str) -> None:
    with clock.travel(datetime(2026, 11, 23, 9, 0, tzinfo=HANOI)):
        dossier: Dossier = getattr(dossiers, made)()
        citizen = reader("citizen")
        pages = {"own": get(citizen, f"/ho-so/{dossier.id}/")}
        if made == "supplementing":
            pages["supplement"] = get(citizen, f"/ho-so/{dossier.id}/bo-sung/")
        for who in ("clerk", "officer", "leader", "seal_clerk"):
            browser = reader(who)
            pages[f"{who}: inbox"] = get(browser, "/mot-cua/")
            desk = pages[f"{who}: desk"] = get(browser, f"/mot-cua/ho-so/{dossier.id}/")
            for link in desk.all("a"):
                if "/viec/" in link.given.get("href", ""):
                    pages[f"{who}: {link.text}"] = get(browser, link.attribute("href"))
    found = {name: vietnamese(page, said(dossier)) for name, page in pages.items()}
    assert not {name: words for name, words in found.items() if words}


def test_administration(reader: Visit) -> None:
    browser = reader("administrator")
    for address in ("/quan-tri/", "/quan-tri/quyen/"):
        assert not vietnamese(get(browser, address))


def test_a_stranger_in_english_is_told_in_english(reader: Visit) -> None:
    assert not vietnamese(get(reader(""), "/khong-co/", status=404))


def test_an_english_browser_is_greeted_in_vietnamese() -> None:
    answer = Client(headers={"accept-language": "en"}).get("/")
    assert answer.headers["Content-Language"] == "vi"
    assert "Bạn cần làm thủ tục gì?" in answer.content.decode()


def test_the_button_changes_the_language_and_back(reader: Visit) -> None:
    browser = Client()
    browser.post("/ngon-ngu/", {"language": "en", "next": "/thu-tuc/"})
    assert get(browser, "/").all("html")[0].attribute("lang") == "en"
    browser.post("/ngon-ngu/", {"language": "vi", "next": "/"})
    assert get(browser, "/").all("html")[0].attribute("lang") == "vi"


def test_what_is_recorded_and_printed_stays_vietnamese() -> None:
    from motcua.dossiers.results import document

    with translation.override("en"):
        dossier = dossiers.proposed()
        printed = document.data(dossier, dossier.result, clock.now())
    assert not [row for part in printed["sections"] for row in part["rows"] if row["label"] in ("Sex", "Full name")]
    assert any("Họ, chữ đệm, tên" in row["label"] for part in printed["sections"] for row in part["rows"])
