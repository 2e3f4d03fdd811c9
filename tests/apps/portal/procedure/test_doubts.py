"""What nobody verified is never told as a fact, anywhere; what somebody confirmed is."""

import pytest
from django.test import Client

from motcua.catalogue import publishing
from motcua.catalogue.schema import ITEMS
from motcua.kit.actor import Actor
from tests.apps.portal.pages import get
from tests.apps.portal.procedure.conftest import Publish

PENDING = "Cơ quan đang xác minh. Hãy hỏi trước khi đến."
CHARGE = {"kind": "fee", "rule": "fixed", "amount": 123456}
VALUES = {
    "fee_text": "Bí mật phí", "limit_text": "Bí mật hạn", "agency_text": "Bí mật cơ quan",
    "result_text": "Bí mật kết quả", "subjects": ["Bí mật đối tượng"], "receipt_ways": ["Bí mật trả"],
    "presence": {"required": True, "who": "Bí mật có mặt", "basis": "Luật 1"},
    "cases": [{"code": "a", "name": "Trường hợp A", "limit": {"kind": "working_days", "count": 77}}],
    "methods": [{"channel": "direct", "case": "a", "charges": [CHARGE]}],
}  # fmt: skip
HIDDEN = {
    "fee": ["Bí mật phí", "123.456", '"price"'], "limit": ["Bí mật hạn", "77 ngày"],
    "agency": ["Bí mật cơ quan"], "result": ["Bí mật kết quả"], "subjects": ["Bí mật đối tượng"],
    "receipt": ["Bí mật trả"], "presence": ["Bí mật có mặt"], "decision": [],
}  # fmt: skip


def _doubt(item: str) -> dict[str, str]:
    return {"item": item, "value": "?", "why": "Chưa đối chiếu."}


@pytest.mark.parametrize("item", HIDDEN)
def test_a_doubtful_value_is_replaced_by_whom_to_ask(browser: Client, publish: Publish, item: str) -> None:
    publish(content=VALUES, doubts=[_doubt(item)])
    for address in ("/thu-tuc/9.000001/", "/thu-tuc/9.000001/chuan-bi/"):
        page = get(browser, address)
        assert not [secret for secret in HIDDEN[item] if secret in page.source]
    page = get(browser, "/thu-tuc/9.000001/")
    assert PENDING in page.text or item == "presence"
    others = [secret for other, secrets in HIDDEN.items() if other != item for secret in secrets]
    assert all(secret in page.source for secret in others)


@pytest.mark.parametrize("item", ["steps", "methods", "components", "forms", "requirements", "laws"])
def test_a_doubtful_list_stays_closed_under_its_warning(browser: Client, publish: Publish, item: str) -> None:
    publish(doubts=[_doubt(item)])
    page = get(browser, "/thu-tuc/9.000001/")
    assert PENDING in page.text
    assert "Xem nội dung chưa xác minh" in page.texts("details summary")
    assert not page.all("details[open]")


def test_a_form_nobody_verified_is_still_had_by_who_opens_its_warning(browser: Client) -> None:
    """Bản đề nghị tặng Giấy khen Gia đình văn hóa: nobody found it in print yet, and yet it is filled here."""
    page = get(browser, "/thu-tuc/6.006758/")
    ways = [link for link in page.all("details a") if "Điền tờ khai để in" in link.text]
    assert ways and not page.all("details[open]")
    assert browser.get(ways[0].attribute("href")).status_code == 200


def test_a_confirmed_value_is_told_again(browser: Client, publish: Publish) -> None:
    version = publish(content=VALUES, doubts=[_doubt("fee"), _doubt("limit")])
    publishing.confirm(version, "fee", Actor.SYSTEM, source="Nghị quyết 1/2026/NQ-HĐND")
    page = get(browser, "/thu-tuc/9.000001/")
    assert "Bí mật phí" in page.text
    assert "Bí mật hạn" not in page.text


def test_a_confirmed_limit_is_told_for_every_way_too(browser: Client, publish: Publish) -> None:
    alike = {"cases": [], "methods": [{"channel": "direct", "charges": [CHARGE]}]}
    version = publish(
        content=VALUES | alike | {"limit_text": "Dài " * 100},
        limit={"kind": "working_days", "count": 77}, doubts=[_doubt("limit")],
    )  # fmt: skip
    assert "77 ngày làm việc" not in get(browser, "/thu-tuc/9.000001/").text
    publishing.confirm(version, "limit", Actor.SYSTEM, source="Nghị định 1/2026/NĐ-CP")
    page = get(browser, "/thu-tuc/9.000001/")
    assert page.text.count("77 ngày làm việc") == 2, "among the four facts and in the table of ways"


@pytest.mark.parametrize("item", ITEMS)
def test_no_doubt_breaks_a_page(browser: Client, publish: Publish, item: str) -> None:
    publish(doubts=[_doubt(item)])
    for address in ("", "chuan-bi/", "to-dan.pdf"):
        assert browser.get(f"/thu-tuc/9.000001/{address}").status_code == 200
