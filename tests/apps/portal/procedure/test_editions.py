"""Versions: the one in force, older ones to read, a withdrawn procedure, one that never was."""

from datetime import date

import pytest
from django.test import Client

from motcua.catalogue import api as catalogue
from motcua.catalogue import drafts, publishing
from motcua.catalogue.models import Procedure
from motcua.kit.actor import Actor
from tests.apps.portal.pages import get
from tests.apps.portal.procedure.conftest import Publish


def test_an_older_version_is_read_only_and_says_so(browser: Client, publish: Publish) -> None:
    publish(content={"summary": "Lời cũ"})
    publish(content={"summary": "Lời mới"})
    now = get(browser, "/thu-tuc/9.000001/")
    assert "Lời mới" in now.text and "Lời cũ" not in now.text
    old = get(browser, now.link("Phiên bản 1"))
    assert "Đây là phiên bản cũ" in old.text and "Lời cũ" in old.text
    assert "Nộp hồ sơ" not in old.buttons()
    assert old.link("Xem phiên bản đang áp dụng") == "/thu-tuc/9.000001/"
    assert old.all("meta[name=robots]")[0].attribute("content") == "noindex"


def test_the_version_in_force_has_one_address(browser: Client, publish: Publish) -> None:
    publish()
    assert browser.get("/thu-tuc/9.000001/phien-ban/1/")["Location"] == "/thu-tuc/9.000001/"


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999", "-1", "x"])
def test_versions_that_are_not_there(browser: Client, publish: Publish, number: str) -> None:
    publish()
    assert browser.get(f"/thu-tuc/9.000001/phien-ban/{number}/").status_code == 404


def test_a_withdrawn_procedure_says_since_when_and_by_what(browser: Client, publish: Publish) -> None:
    version = publish()
    publishing.withdraw(
        version.procedure, Actor.SYSTEM, decision="99/QĐ-UBND", decision_date=date(2026, 11, 20), reason="Luật mới"
    )
    for part in ("", "chuan-bi/", "to-dan.pdf", "mau/mau.pdf"):
        page = get(browser, f"/thu-tuc/9.000001/{part}", status=410)
        assert "Thủ tục này đã bãi bỏ" in page.text
        assert "99/QĐ-UBND" in page.text and "Luật mới" in page.text
        assert "cơ quan vẫn giải quyết đến khi xong" in page.text
    assert get(browser, page.link("Xem lại phiên bản cuối cùng")).text


def test_a_draft_or_a_mere_name_is_not_there(browser: Client) -> None:
    known = catalogue.document(catalogue.published("1.012796"))
    drafts.save(known.model_copy(update={"code": "9.000002"}), by="Người thử")
    Procedure.objects.create(code="9.000003", name="Chỉ có tên", field_name="Khác")
    for code in ("9.000002", "9.000003", "9.000004"):
        for part in ("", "chuan-bi/", "to-dan.pdf", "phien-ban/1/", "mau/mau.pdf"):
            assert browser.get(f"/thu-tuc/{code}/{part}").status_code == 404
