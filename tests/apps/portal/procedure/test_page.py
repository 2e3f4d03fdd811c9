"""One procedure: the eleven items, what to prepare, what it costs, the door to a dossier."""

import pytest
from django.test import Client

from motcua.catalogue.models import Offering
from tests.apps.portal.conftest import Count
from tests.apps.portal.pages import get

OFFICE = "H42.37.118"
CODES = ["1.000656", "1.000894", "1.001193", "1.004873", "2.000635"]
ELEVEN = [
    "Tên thủ tục", "Trình tự thực hiện", "Cách thức thực hiện", "Thành phần, số lượng hồ sơ",
    "Thời hạn giải quyết", "Đối tượng thực hiện", "Cơ quan giải quyết", "Kết quả",
    "Mẫu đơn, tờ khai, yêu cầu, lệ phí", "Hình thức nhận hồ sơ, trả kết quả", "Căn cứ pháp lý",
]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_the_eleven_items_stand_in_order(browser: Client, code: str) -> None:
    page = get(browser, f"/thu-tuc/{code}/")
    assert page.texts(".mc-items > li > h3") == ELEVEN
    assert all(len(item.text) > len(title) for item, title in zip(page.all(".mc-items > li"), ELEVEN, strict=True))


def test_what_to_prepare_comes_before_the_details(browser: Client) -> None:
    page = get(browser, "/thu-tuc/1.001193/")
    assert page.texts(".mc-glance dt") == ["Lệ phí", "Thời hạn", "Số lần đến", "Cách nộp"]
    assert page.text.index("Giấy chứng sinh") < page.text.index("Thông tin đầy đủ")
    assert "Khai sinh quá hạn" in page.texts(".mc-glance dd")[0]


def test_the_office_of_the_address_is_kept(browser: Client) -> None:
    page = get(browser, "/thu-tuc/1.001193/", {"co-quan": OFFICE})
    assert page.link("Nộp hồ sơ") == f"/nop-ho-so/1.001193/?co-quan={OFFICE}"
    assert "Ủy ban nhân dân xã Ý Yên" in page.text
    assert "xã Ý Yên" in page.all("section.mc-card dd")[0].text
    assert page.all(".mc-qr svg[role=img]")
    assert f"http://testserver/thu-tuc/1.001193/?co-quan={OFFICE}" in page.text


@pytest.mark.parametrize("stranger", ["H99", "<b>", "' or 1=1"])
def test_an_unknown_office_is_not_carried_along(browser: Client, stranger: str) -> None:
    page = get(browser, "/thu-tuc/1.001193/", {"co-quan": stranger})
    assert page.link("Nộp hồ sơ") == "/nop-ho-so/1.001193/"


def test_nobody_to_hand_in_to_means_no_button(browser: Client) -> None:
    Offering.objects.all().delete()
    page = get(browser, "/thu-tuc/1.001193/")
    assert "Nộp hồ sơ" not in page.buttons()


@pytest.mark.parametrize("code", ["9.999999", "khong-co", "1.001193%00", "’"])
def test_an_unknown_procedure_is_a_page_that_helps(browser: Client, code: str) -> None:
    page = get(browser, f"/thu-tuc/{code}/", status=404)
    assert "Không tìm thấy trang này" in page.text
    assert page.link("0228 000 0117") == "tel:02280000117"


def test_it_costs_few_statements(browser: Client, statements: Count) -> None:
    get(browser, "/thu-tuc/1.001193/")
    assert len(statements(lambda: browser.get("/thu-tuc/1.001193/"))) <= 2
