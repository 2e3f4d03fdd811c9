"""One procedure: the eleven items, what to prepare, what it costs, the door to a dossier."""

import pytest
from django.conf import settings
from django.test import Client

from motcua.agencies.models import Agency
from motcua.catalogue import offers, versions
from motcua.catalogue.models import Offering, Procedure
from motcua.kit.references import uuid7
from motcua.portal.procedure import gathering
from tests.apps.portal.conftest import Count
from tests.apps.portal.pages import get
from tests.apps.portal.procedure.conftest import Publish
from tests.support import world

OFFICE = "H42.37.118"
MOST = 6
"""Statements of a page."""
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


def test_a_long_official_name_is_a_short_heading_and_stands_whole_below(browser: Client) -> None:
    page = get(browser, "/thu-tuc/1.013225/")
    short = "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ"
    assert page.texts("h1") == [short]
    assert "Theo tuyến trong đô thị/Tín ngưỡng, tôn giáo" in page.all(".mc-items > li")[0].text
    assert short in get(browser, "/thu-tuc/", {"q": "giấy phép xây dựng"}).texts(".mc-hit__name")


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
    assert f"{settings.MOTCUA_URL}/thu-tuc/1.001193/?co-quan={OFFICE}" in page.text


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
    assert len(statements(lambda: browser.get("/thu-tuc/1.001193/"))) <= MOST


def test_many_offices_and_papers_cost_no_more(browser: Client, statements: Count, publish: Publish) -> None:
    papers = [{"code": f"giay-{n}", "name": f"Giấy {n}", "originals": 1, "must": True} for n in range(200)]
    version = publish(components=papers, content={"related": ["1.001193", "1.000894", "9.9"]})
    model = Agency.objects.get(code=OFFICE)
    for number in range(60):
        model.pk, model.code, model.name = uuid7(), f"H99.{number}", f"Ủy ban nhân dân xã thứ {number}"
        model.save(force_insert=True)
        offers.offer(model, version.procedure)
    address = "/thu-tuc/9.000001/?co-quan=H99.59"
    get(browser, address)
    assert len(statements(lambda: browser.get(address))) <= MOST
    page = get(browser, "/thu-tuc/9.000001/")
    assert len(page.all("#noi-nop + ul a")) == 8
    assert get(browser, page.link("Còn nhiều cơ quan khác. Tìm theo nơi bạn ở")).all(".mc-hit")
    assert "xã thứ 59" in get(browser, address).text


def test_a_procedure_nobody_has_seen_costs_little_too(browser: Client, statements: Count) -> None:
    get(browser, "/thu-tuc/1.000894/")
    versions.forget()
    gathering.forget()
    assert len(statements(lambda: browser.get("/thu-tuc/1.000894/"))) <= MOST


def test_somebody_signed_in_costs_the_same(browser: Client, statements: Count, publish: Publish) -> None:
    doubts = [{"item": "fee", "why": "Chưa đối chiếu."}]
    publish(doubts=doubts)
    publish(doubts=doubts, content={"related": ["1.001193"]})
    browser.force_login(world.account("citizen"))
    get(browser, "/thu-tuc/9.000001/")
    assert len(statements(lambda: browser.get("/thu-tuc/9.000001/"))) <= MOST


def test_the_level_is_told_with_its_reasons(browser: Client) -> None:
    level = get(browser, "/thu-tuc/1.000894/").all("section[aria-labelledby=level]")[0].text
    assert "Mức độ 3: vì sao" in level and "Còn thiếu gì để lên mức độ 4" in level
    assert "Dịch vụ công trực tuyến một phần" in level
    assert "Pháp luật buộc bạn có mặt tại cơ quan." in level


def test_the_law_that_makes_one_come_is_named(browser: Client) -> None:
    said = get(browser, "/thu-tuc/1.000894/").texts(".govuk-inset-text")[0]
    assert said.startswith("Pháp luật yêu cầu có mặt") and "60/2014/QH13" in said


def test_time_and_fee_differ_by_way_and_case(browser: Client, publish: Publish) -> None:
    charges = [{"kind": "charge", "rule": "fixed", "amount": 10000, "unit": "lần", "exemption": "Trẻ em"}]
    publish(
        content={
            "cases": [{"code": "nha", "name": "Nhà ở", "limit": {"kind": "working_days", "count": 7}}],
            "methods": [
                {"channel": "online", "case": "nha", "charges": charges},
                {"channel": "direct", "limit": {"kind": "months", "count": 1}, "charges": [{"rule": "council"}]},
            ],
        }
    )
    rows = get(browser, "/thu-tuc/9.000001/").texts(".mc-stack tbody tr")
    assert "Nhà ở" in rows[0] and "7 ngày làm việc" in rows[0] and "Lệ phí: 10.000 đồng / lần" in rows[0]
    assert "Được miễn: Trẻ em." in rows[0]
    assert "Mọi trường hợp" in rows[1] and "1 tháng" in rows[1] and "theo mức của tỉnh" in rows[1]


def test_a_law_that_no_longer_holds_is_marked(browser: Client, publish: Publish) -> None:
    laws = [{"number": "1/2020/NĐ-CP", "title": "Cũ", "valid_to": "2024-12-31"}, {"number": "2/2025/NĐ-CP"}]
    publish(content={"legal_basis": laws})
    page = get(browser, "/thu-tuc/9.000001/")
    assert "Hết hiệu lực từ 31/12/2024" in page.texts(".mc-over")[0]
    assert len(page.all(".mc-over")) == 1


def test_what_the_office_looks_up_need_not_be_handed_in(browser: Client, publish: Publish) -> None:
    papers = [
        {"code": "don", "name": "Đơn", "originals": 1, "copies": 2, "must": True},
        {"code": "the", "name": "Thẻ căn cước", "duty": "present", "must": True},
        {"code": "cu-tru", "name": "Giấy cư trú", "database": "Dữ liệu dân cư"},
        {"code": "nha", "name": "Giấy tờ nhà", "group": "Ở nhà thuê", "must": True},
        {"code": "luu-y", "name": "Trẻ em đi cùng cha mẹ", "duty": "note"},
    ]
    publish(components=papers)
    page = get(browser, "/thu-tuc/9.000001/")
    said = page.text
    assert "Đơn (1 bản chính, 2 bản sao)" in said and "Thẻ căn cước – Chỉ cho xem, không phải nộp" in said
    assert "Cơ quan tự tra, bạn không phải nộp Giấy cư trú" in said
    assert "Trường hợp: Ở nhà thuê Giấy tờ nhà" in said and "Lưu ý: Trẻ em đi cùng cha mẹ" in said
    ticks = get(browser, "/thu-tuc/9.000001/chuan-bi/").texts(".mc-ticks strong")
    assert "Giấy cư trú" not in ticks and {"Đơn", "Thẻ căn cước", "Giấy tờ nhà"} <= set(ticks)


def test_the_office_adds_its_fee_and_guidance(browser: Client) -> None:
    own = Offering.objects.filter(agency__code=OFFICE, procedure__code="1.012796")
    own.update(guidance="Nộp ở bàn số 3.", fee={"amount": 50000, "decision": "Nghị quyết 5/2026/NQ-HĐND"})
    page = get(browser, "/thu-tuc/1.012796/", {"co-quan": OFFICE})
    assert page.texts(".mc-glance dd")[0] == "50.000 đồng, theo Nghị quyết 5/2026/NQ-HĐND"
    assert "Nộp ở bàn số 3." in page.text
    assert "Nộp ở bàn số 3." not in get(browser, "/thu-tuc/1.012796/").text


def test_only_an_office_that_takes_it_here_gets_the_button(browser: Client) -> None:
    Offering.objects.filter(agency__code=OFFICE, procedure__code="1.001193").update(level=2)
    assert "Nộp hồ sơ" not in get(browser, "/thu-tuc/1.001193/", {"co-quan": OFFICE}).buttons()
    assert "Nộp hồ sơ" in get(browser, "/thu-tuc/1.001193/").buttons()
    assert "Nộp hồ sơ" not in get(browser, "/thu-tuc/1.012796/").buttons()


def test_every_shipped_procedure_has_its_pages(browser: Client) -> None:
    for code in Procedure.objects.exclude(current=None).values_list("code", flat=True):
        for part in ("", "chuan-bi/", "to-dan.pdf"):
            assert browser.get(f"/thu-tuc/{code}/{part}").status_code == 200, (code, part)


def test_a_visit_at_home_is_one_button_away(browser: Client) -> None:
    page = get(browser, "/thu-tuc/1.003583/", {"co-quan": "H42.37.117"})
    asked = get(browser, page.link("Yêu cầu cán bộ đến nhà"))
    assert asked.link("Nộp hồ sơ") == "/nop-ho-so/DV.000001/?co-quan=H42.37.117"
    assert "Bạn không phải đến quầy." in page.texts(".mc-glance dd")
