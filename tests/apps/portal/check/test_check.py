"""The public check: true or not, by whom, when; nothing about the person."""

import re

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.results import checking
from motcua.files import api as files
from motcua.kit.actor import Actor
from motcua.portal.check import views
from tests.apps.portal.conftest import Count
from tests.apps.portal.pages import get
from tests.support import dossiers, world


@pytest.fixture
def sealed() -> Dossier:
    return dossiers.resolved()


def code_of(dossier: Dossier) -> str:
    return Result.objects.get(dossier=dossier).check_code


def test_a_sealed_result_is_true_and_says_by_whom(browser: Client, sealed: Dossier) -> None:
    result = Result.objects.get(dossier=sealed)
    page = get(browser, f"/kiem-tra/{result.check_code}/")
    assert "Mã kiểm tra này có thật" in page.text
    assert "Chữ ký số hợp lệ" in page.text
    assert "Giấy khai sinh" in page.text
    assert result.number in page.text
    assert "Ủy ban nhân dân xã Phong Doanh" in page.text


def test_nothing_personal_is_shown(browser: Client, sealed: Dossier) -> None:
    page = get(browser, f"/kiem-tra/{code_of(sealed)}/")
    private = {sealed.contact_name, sealed.phone, sealed.email, sealed.code, sealed.submission_code}
    private |= set(re.findall(r"\d{12}", str(sealed.answers) + str(Result.objects.get(dossier=sealed).data)))
    private |= {value for section in sealed.answers.values() for value in section.values() if isinstance(value, str)}
    telling = {text for text in private if text and len(text) >= 6}
    assert telling
    assert not [text for text in telling if text in page.text]


def test_the_code_is_read_however_it_is_typed(browser: Client, sealed: Dossier) -> None:
    code = code_of(sealed)
    answer = browser.get("/kiem-tra/", {"ma": f" {checking.shown(code).lower()} "})
    assert (answer.status_code, answer["Location"]) == (302, f"/kiem-tra/{code}/")


@pytest.mark.parametrize("typed", ["", "12", "x" * 100, "<script>", "0000 0000 0000 000?"])
def test_what_cannot_be_a_code_is_explained_and_kept(browser: Client, typed: str) -> None:
    page = get(browser, "/kiem-tra/", {"ma": typed}, status=422)
    assert page.problems
    assert page.all("input#ma")[0].given.get("value", "") == typed
    assert "<script>" not in page.source


@pytest.mark.parametrize("code", ["0000000000000000", "khong-co", "%00", "’"])
def test_an_unknown_code_says_what_to_do(browser: Client, code: str) -> None:
    page = get(browser, f"/kiem-tra/{code}/", status=404)
    assert "Không tìm thấy mã kiểm tra này" in page.text


def test_a_result_not_yet_sealed_does_not_exist(browser: Client) -> None:
    get(browser, f"/kiem-tra/{code_of(dossiers.signed())}/", status=404)


def test_a_damaged_document_is_not_confirmed(browser: Client, sealed: Dossier) -> None:
    result = Result.objects.select_related("file").get(dossier=sealed)
    assert result.file is not None
    whole = files.read_bytes(result.file)
    changed = whole[:2000] + bytes([whole[2000] ^ 1]) + whole[2001:]
    for bad in (changed, b"%PDF-1.7 nothing"):
        result.file = files.store_bytes(bad, "a.pdf", "application/pdf", subject=sealed.subject, actor=Actor.SYSTEM)
        result.save()
        page = get(browser, f"/kiem-tra/{result.check_code}/")
        assert "Chưa xác nhận được chữ ký" in page.text
        assert "Mã kiểm tra này có thật" not in page.text


def test_it_costs_few_statements(browser: Client, sealed: Dossier, statements: Count) -> None:
    address = f"/kiem-tra/{code_of(sealed)}/"
    get(browser, address)
    assert len(statements(lambda: browser.get(address))) <= 3


def test_trying_codes_one_after_the_other_waits(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "CHECKS", 2)
    for _ in range(2):
        browser.get("/kiem-tra/0000000000000000/")
    answer = browser.get("/kiem-tra/0000000000000000/")
    assert answer.status_code == 429
    assert "Retry-After" in answer


def test_the_check_is_public(browser: Client, sealed: Dossier) -> None:
    assert world.account("citizen").id == sealed.owner_id
    assert browser.get(f"/kiem-tra/{code_of(sealed)}/").status_code == 200
    assert browser.get("/kiem-tra/").status_code == 200
