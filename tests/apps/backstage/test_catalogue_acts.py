"""Publishing, withdrawing, confirming, offering: by the right people only, with a decision, never above the proof."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.agencies.models import Agency, Officer
from motcua.catalogue import drafts, versions
from motcua.catalogue.models import Confirmation, Offering, Procedure
from motcua.catalogue.values import Doubt
from motcua.dossiers import staff
from motcua.journal.models import Entry
from tests.apps.backstage import catalogue as c
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
DECIDED = {"decision": "12/QĐ-UBND", "decision_date": "20/11/2025"}


@pytest.fixture
def province() -> Client:
    return c.browser("province")


@pytest.fixture
def commune() -> Client:
    return c.browser("administrator")


def _publish(province: Client, **changed: str) -> Any:
    data = c.form_of(c.page(province, "publish", c.BIRTH).text)
    return province.post(reverse("catalogue_publish", args=[c.BIRTH]), data | DECIDED | changed, follow=True)


def test_the_proof_is_told_item_by_item(province: Client, commune: Client) -> None:
    for client in (province, commune):
        page = c.page(client, "procedure", c.BIRTH).text
        for words in ("Mức độ 1: đủ thông tin", "Tờ khai điện tử đủ các mục", "Mã mức độ quốc gia", "Số lần đến"):
            assert words in page
    assert "Còn thiếu để lên mức độ 4" in c.page(province, "procedure", c.BIRTH).text


def test_publishing_needs_a_decision_and_its_day(province: Client) -> None:
    c.draft(summary="Bản mới.")
    assert "Hãy ghi số quyết định công bố." in _publish(province, decision="").text
    assert "Hãy ghi ngày quyết định" in _publish(province, decision_date="").text
    assert "Không có ngày này" in _publish(province, decision_date="31/02/2026").text
    assert "sau hôm nay" in _publish(province, decision_date="01/01/2999").text
    assert versions.published(c.BIRTH).content["summary"] != "Bản mới."
    assert "Đã công bố" in _publish(province).text
    made = versions.published(c.BIRTH)
    assert (made.content["summary"], made.decision) == ("Bản mới.", "12/QĐ-UBND")
    assert made.published_by == world.account("province").full_name
    assert "12/QĐ-UBND" in Entry.objects.filter(kind="procedure.published").latest("at").body


def test_what_somebody_changed_after_reading_is_not_published(province: Client) -> None:
    c.draft(summary="Một.")
    data = c.form_of(c.page(province, "publish", c.BIRTH).text)
    c.draft(summary="Hai.")
    answer = province.post(reverse("catalogue_publish", args=[c.BIRTH]), data | DECIDED)
    assert answer.status_code == 422 and "Bản nháp đã thay đổi" in answer.text
    thrown = province.post(reverse("catalogue_discard", args=[c.BIRTH]), data)
    assert "vừa được người khác sửa" in thrown.text
    assert drafts.draft_of(c.birth()) is not None


def test_an_incomplete_draft_is_not_published_and_says_what_lacks(province: Client) -> None:
    c.draft(steps=[])
    answer = _publish(province)
    assert "Chưa có trình tự thực hiện." in answer.text
    assert "Bổ sung" in answer.text
    assert province.post(reverse("catalogue_publish", args=["9.999999"])).status_code == 404


def test_withdrawing_names_the_running_dossiers_and_they_go_on(province: Client) -> None:
    dossiers.processing(seed=3)
    address = reverse("catalogue_withdraw", args=[c.BIRTH])
    assert "1 hồ sơ đang giải quyết vẫn được làm đến cùng" in province.get(address).text
    refused = province.post(address, {"decision": "", "decision_date": "", "reason": ""})
    assert refused.status_code == 422 and "Hãy ghi lý do bãi bỏ." in refused.text
    answer = province.post(address, DECIDED | {"reason": "Luật mới."}, follow=True)
    assert "Đã bãi bỏ" in answer.text and "Luật mới." in answer.text
    assert c.birth().current_id is None and not Offering.objects.filter(procedure=c.birth()).exists()
    assert province.get(address).status_code == 404
    assert c.page(c.browser("administrator"), "procedure", c.BIRTH).status_code == 404


def test_a_doubt_is_confirmed_by_name_with_the_text_that_was_checked(province: Client) -> None:
    before = versions.document(versions.published(c.BIRTH))
    doubt = Doubt(item="limit", value="5 ngày", why="Nguồn ghi hai số.", source="Cổng quốc gia")
    drafts.save(before.model_copy(update={"doubts": [doubt]}), by="Người thử")
    page = c.page(province, "procedure", c.BIRTH).text
    assert "Nguồn ghi hai số." in page and "Chưa xác minh: Thời hạn giải quyết" in page
    address = reverse("catalogue_confirm", args=[c.BIRTH, "limit"])
    assert "Hãy ghi văn bản bạn đã đối chiếu" in province.post(address, {"source": " "}).text
    answer = province.post(address, {"source": "Luật 60/2014/QH13 Điều 16"}, follow=True)
    assert "theo Luật 60/2014/QH13 Điều 16" in answer.text
    assert Confirmation.objects.get().name == world.account("province").full_name
    assert province.get(reverse("catalogue_confirm", args=[c.BIRTH, "fee"])).status_code == 404
    _publish(province)
    c.send(province, c.opened(province, "ten") | {"content-summary": "Sau đó."}, "ten")
    assert Confirmation.objects.count() == 2, "the new draft keeps what was confirmed word for word"


def test_a_commune_offers_with_its_own_fee_but_never_above_the_proof(commune: Client) -> None:
    address = reverse("catalogue_offer", args=[c.BIRTH])
    data = c.form_of(commune.get(address).text)
    assert data["level"] == "3"
    above = commune.post(address, data | {"level": "4"})
    assert above.status_code == 422 and "mới chứng minh được mức độ 3" in above.text
    assert "Hãy ghi nghị quyết" in commune.post(address, data | {"amount": "15.000"}).text
    assert "lớn hơn 0" in commune.post(address, data | {"amount": "0", "decision": "x"}).text
    local = {"level": "2", "amount": "15.000", "decision": "07/2026/NQ-HĐND", "guidance": "Phòng 3."}
    assert "đang cung cấp" in commune.post(address, data | local, follow=True).text
    made = Offering.objects.get(procedure=c.birth(), agency=world.commune())
    assert (made.level, made.fee, made.guidance) == (2, {"amount": 15000, "decision": "07/2026/NQ-HĐND"}, "Phòng 3.")
    assert "vừa thay đổi" in commune.post(address, data | local | {"guidance": "Khác."}).text
    fresh = c.form_of(commune.get(address).text)
    commune.post(address, fresh | {"amount": "", "decision": ""})
    assert not Offering.objects.get(id=made.id).fee


def test_a_commune_works_by_its_own_steps(commune: Client) -> None:
    Officer.objects.filter(agency=world.commune(), roles__contains=["processing_officer"]).update(roles=["clerk"])
    staff.forget()
    address = reverse("catalogue_offer", args=[c.BIRTH])
    data = c.form_of(commune.get(address).text)
    assert not any(value for name, value in data.items() if name.startswith("route-"))
    page = commune.get(address).text
    assert "Quy trình chung: Công chức tư pháp – hộ tịch, 4 giờ." in page
    assert '<details class="govuk-details">' in page
    for typed, words in (
        ({"route-process-hours": "12"}, "16 giờ, dài hơn thời hạn (8 giờ làm việc). Hãy bớt giờ."),
        ({"route-process-hours": "mười"}, "cần một con số"),
        ({"route-process-hours": "0,0"}, ""),
        ({"route-receive-role": "leader"}, "hãy chọn ai làm"),
        ({"route-process-role": "processing_officer"}, "Cơ quan chưa có người làm việc: Người thụ lý. Hãy chọn"),
    ):
        answer = commune.post(address, data | {"guidance": "Chưa lưu."} | typed)
        shown = c.form_of(answer.text) if answer.status_code == 422 else data
        assert (answer.status_code == 422) == bool(words) and words in answer.text, typed
        assert words == "" or (shown["guidance"], shown["level"]) == ("Chưa lưu.", "3")
        assert words == "" or 'govuk-details" open' in answer.text
    made = Offering.objects.get(procedure=c.birth(), agency=world.commune())
    data = c.form_of(commune.get(address).text)
    commune.post(address, data | {"route-process-hours": "3,5", "route-receive-hours": "0,5"})
    made.refresh_from_db()
    assert [step["hours"] for step in made.route] == [0.5, 3.5, 1, 1, 1]
    again = c.form_of(commune.get(address).text)
    assert (again["route-process-hours"], again["route-sign-hours"], again["route-process-role"]) == ("3,5", "", "")
    commune.post(address, again | {"route-process-hours": "", "route-receive-hours": ""})
    made.refresh_from_db()
    assert made.route is None


def test_stopping_and_offering_the_whole_set_again(commune: Client) -> None:
    commune.post(reverse("catalogue_stop", args=[c.BIRTH]))
    Offering.objects.filter(agency=world.commune(), procedure__code="1.000656").delete()
    assert not Offering.objects.filter(agency=world.commune(), procedure=c.birth()).exists()
    Procedure.objects.filter(code="1.000656").update(tiers=["commune"])
    page = c.page(commune, "offer_set").text
    assert "Thủ tục đăng ký khai sinh" in page and "2 thủ tục sẽ được cung cấp thêm" in page
    answer = commune.post(reverse("catalogue_offer_set"), follow=True)
    assert "Đã cung cấp thêm 2 thủ tục." in answer.text
    assert Offering.objects.get(agency=world.commune(), procedure=c.birth()).level == 3


def test_the_set_says_what_cannot_be_offered_and_why(commune: Client, django_assert_max_num_queries: Any) -> None:
    from motcua.catalogue import publishing

    publishing.enact(c.draft(steps=[]), c.birth(), world.actor("province"))
    page = c.page(commune, "offer_set").text
    assert "1 thủ tục chưa cung cấp được" in page and "Chưa có trình tự thực hiện." in page
    with django_assert_max_num_queries(20):
        c.page(commune, "offer_set")


def test_the_province_decides_for_every_office(province: Client) -> None:
    address = reverse("catalogue_offer", args=[c.BIRTH]) + "?co-quan=H42.37.118"
    page = province.get(address).text
    assert "Ủy ban nhân dân xã Ý Yên" in page
    province.post(address, c.form_of(page) | {"level": "1"})
    ours = Agency.objects.get(code="H42.37.118")
    assert Offering.objects.get(agency=ours, procedure=c.birth()).level == 1
    province.post(reverse("catalogue_stop", args=[c.BIRTH]) + "?co-quan=H42.37.118")
    assert not Offering.objects.filter(agency=ours, procedure=c.birth()).exists()
    assert "chỉ dành cho xã, phường" in c.page(province, "offer_set").text
    assert "Chọn cơ quan" in c.page(province, "offer_set", **{"co-quan": "H42.37.118"}).text


PUBLISHERS_ONLY: tuple[tuple[str, list[Any]], ...] = (
    ("new", []), ("import", []), ("edit", [c.BIRTH]), ("section", [c.BIRTH, "ten"]), ("item", [c.BIRTH, "giay-to", 1]),
    ("preview", [c.BIRTH]), ("changes", [c.BIRTH]), ("missing", [c.BIRTH]), ("publish", [c.BIRTH]),
    ("withdraw", [c.BIRTH]), ("discard", [c.BIRTH]), ("confirm", [c.BIRTH, "limit"]), ("form_file", [c.BIRTH, 1]),
    ("form_download", [c.BIRTH, 1]),
)  # fmt: skip
ADMINISTRATORS: tuple[tuple[str, list[Any]], ...] = (
    ("list", []), ("offer_set", []), ("procedure", [c.BIRTH]), ("offer", [c.BIRTH]), ("stop", [c.BIRTH]),
    ("export", [c.BIRTH]),
)  # fmt: skip


def test_a_commune_changes_nothing_of_the_province(commune: Client) -> None:
    before = c.draft(summary="Bản nháp.")
    for name, args in PUBLISHERS_ONLY:
        address = reverse(f"catalogue_{name}", args=args)
        assert commune.get(address).status_code == 403, name
        data = DECIDED | {"reason": "x", "revision": str(before.revision), "name": "x", "source": "x"}
        assert commune.post(address, data).status_code in (403, 405), name
    assert drafts.draft_of(c.birth()) == before and c.birth().current_id is not None
    page = c.page(commune, "procedure", c.BIRTH).text
    assert "Bản nháp" not in page and "Bãi bỏ" not in page
    assert "Bản nháp." not in c.page(commune, "export", c.BIRTH, ban="nhap").text


def test_one_commune_does_not_decide_for_another() -> None:
    neighbour = c.other_administrator()
    for name in ("offer", "stop"):
        address = reverse(f"catalogue_{name}", args=[c.BIRTH]) + "?co-quan=H42.37.117"
        assert neighbour.get(address).status_code == 404
        assert neighbour.post(address, {"level": "1", "revision": "1"}).status_code == 404
    assert neighbour.post(reverse("catalogue_offer_set") + "?co-quan=H42.37.117").status_code == 404
    assert Offering.objects.get(agency=world.commune(), procedure=c.birth()).level == 3


def test_nobody_else_gets_in(client: Client) -> None:
    for name, args in (*PUBLISHERS_ONLY, *ADMINISTRATORS):
        address = reverse(f"catalogue_{name}", args=args)
        assert client.get(address).status_code == 302
    for who in ("citizen", "clerk", "leader"):
        theirs = c.browser(who)
        for name, args in (*PUBLISHERS_ONLY, *ADMINISTRATORS):
            address = reverse(f"catalogue_{name}", args=args)
            assert {theirs.get(address).status_code, theirs.post(address).status_code} == {403}, (who, name)


def test_the_list_finds_filters_and_stays_cheap(
    province: Client, commune: Client, django_assert_max_num_queries: Any
) -> None:
    c.draft(summary="Bản nháp.")
    c.page(province, "list")  # what is remembered for a minute may have just been forgotten
    with django_assert_max_num_queries(9):
        page = c.page(province, "list")
    assert page.status_code == 200 and "Trang sau" in page.text
    assert c.BIRTH in c.page(province, "list", tim="khai sinh").text
    only = c.page(province, "list", loc="nhap").text
    assert c.BIRTH in only and only.count("mc-row__code") == 1
    assert "Không có thủ tục nào" in c.page(province, "list", loc="chua-cong-bo").text
    assert c.BIRTH in c.page(commune, "list", tim="khai sinh", loc="cung-cap").text
    assert "Có bản nháp" not in c.page(commune, "list", tim="khai sinh").text
    assert c.page(commune, "list", loc="nhap").status_code == 200
    seen: list[str] = []
    address: str | None = reverse("catalogue_list")
    while address:
        shown = province.get(address)
        seen += [row.code for row in shown.context["page"].rows] if shown.context else []
        address = shown.context["next"] if shown.context else None
    assert len(seen) == len(set(seen)) == Procedure.objects.count() or not seen


def test_doubts_are_filtered_item_by_item(province: Client) -> None:
    before = versions.document(versions.published(c.BIRTH))
    doubts = [Doubt(item="limit", why="Một."), Doubt(item="limit", why="Hai."), Doubt(item="fee", why="Ba.")]
    drafts.save(before.model_copy(update={"doubts": doubts}), by="Người thử")
    page = c.page(province, "list", loc="nghi-ngo").text
    assert c.BIRTH in page and "2 mục chưa xác minh" in page
    for item in ("limit", "fee"):
        province.post(reverse("catalogue_confirm", args=[c.BIRTH, item]), {"source": "Luật 60/2014/QH13"})
    assert c.BIRTH not in c.page(province, "list", loc="nghi-ngo").text
