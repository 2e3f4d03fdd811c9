"""Editing section by section: nothing changes by opening and saving, two people at once lose nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.catalogue import drafts, versions
from motcua.catalogue.models import Procedure
from tests.apps.backstage import catalogue as c
from tests.apps.portal.pages import Page
from tests.support import world

pytestmark = pytest.mark.django_db
STRANGE = {"base": "x", "seen": "x:y,z", "limit-kind": "zzz", "fee-rule": "zzz", "route-count": "999999"}
LISTS = {"cach-thuc", "truong-hop", "giay-to", "bieu-mau", "can-cu", "nghi-ngo"}


@pytest.fixture
def province() -> Client:
    return c.browser("province")


def _codes() -> list[str]:
    world.ensure()
    return list(Procedure.objects.exclude(current=None).order_by("code").values_list("code", flat=True))


def test_opening_and_saving_every_page_of_many_procedures_changes_nothing(province: Client) -> None:
    codes = _codes()
    for code in [c.BIRTH, *codes[:: max(1, len(codes) // 5)]]:
        before = c.raw(code)
        for section in c.sections():
            numbers: list[Any] = [None]
            if section in LISTS:
                numbers = list(range(1, len(_items(before, section)) + 1))
            for number in numbers:
                answer = c.send(province, c.opened(province, section, number, code), section, number, code)
                assert answer.status_code == 302, (code, section, number, answer.text[:3000])
        assert c.raw(code) == before
        assert drafts.draft_of(Procedure.objects.get(code=code)) is None, code


def _items(raw: dict[str, Any], section: str) -> list[Any]:
    from motcua.backstage.catalogue.sections import BY_KEY

    found: list[Any] = BY_KEY[section].value(raw)
    return found


def test_a_sentence_goes_to_the_draft_and_not_to_citizens(province: Client) -> None:
    data = c.opened(province, "ten") | {"content-summary": "Câu mới.", "tiers": ["commune", "province"]}
    answer = c.send(province, data, "ten")
    assert answer.status_code == 302
    draft = drafts.draft_of(c.birth())
    assert draft is not None and draft.content["summary"] == "Câu mới."
    assert draft.tiers == ["commune", "province"]
    assert draft.edited_by == world.account("province").full_name
    assert versions.published(c.BIRTH).content["summary"] != "Câu mới."
    assert "Câu mới." in c.page(province, "preview", c.BIRTH).text
    differs = c.page(province, "changes", c.BIRTH).text
    assert "Câu mới." in differs and "2 chỗ khác nhau" in differs


def test_what_differs_within_a_long_sentence_is_marked_and_nothing_written_becomes_a_page(province: Client) -> None:
    said = str(versions.published(c.BIRTH).content["summary"])
    c.send(province, c.opened(province, "ten") | {"content-summary": f"{said} Thêm 1 < 2."}, "ten")
    page = Page(c.page(province, "changes", c.BIRTH).text)
    assert page.texts("td mark") == ["Thêm 1 < 2."] and said in page.text


def test_lists_limits_and_charges_are_written_in_plain_fields(province: Client) -> None:
    data = c.opened(province, "cach-thuc", 0) | {
        "channel": "post", "text": "Gửi qua bưu điện.", "limit-kind": "working_days", "limit-count": "2,5",
        "charges-0-rule": "fixed", "charges-0-amount": "15.000", "charges-0-unit": "hồ sơ",
    }  # fmt: skip
    assert c.send(province, data, "cach-thuc", 0).status_code == 302
    made = c.raw()["content"]["methods"][-1]
    assert (made["channel"], made["limit"]["count"]) == ("post", 2.5)
    assert [(one["rule"], one["amount"]) for one in made["charges"]] == [("fixed", 15000)]
    number = len(c.raw()["content"]["methods"])
    data = c.opened(province, "cach-thuc", number) | {"charges-0-rule": "", "limit-kind": ""}
    c.send(province, data, "cach-thuc", number)
    made = c.raw()["content"]["methods"][-1]
    assert made["charges"] == [] and made["limit"] is None


def test_steps_are_lines_and_a_new_paper_gets_a_code(province: Client) -> None:
    data = c.opened(province, "trinh-tu") | {"content-steps": "Bước một.\r\nBước hai.\r\n"}
    c.send(province, data, "trinh-tu")
    assert c.raw()["content"]["steps"] == ["Bước một.", "Bước hai."]
    data = c.opened(province, "giay-to", 0) | {"name": "Giấy chứng sinh", "originals": "1", "must": "1"}
    assert c.send(province, data, "giay-to", 0).status_code == 302
    made = c.raw()["components"][-1]
    assert (made["code"], made["originals"], made["must"]) == ("giay-chung-sinh-2", 1, True)
    assert c.send(province, c.opened(province, "giay-to", len(c.raw()["components"])) | {"remove": "1"}, "giay-to",
                  len(c.raw()["components"])).status_code == 302  # fmt: skip
    assert c.raw()["components"][-1]["code"] != "giay-chung-sinh-2"


@pytest.mark.parametrize(
    ("section", "typed", "field", "words"),
    [
        ("ten", {"name": ""}, "name", "còn trống"),
        ("ho-so", {"content-sets": "ba"}, "content-sets", "cần một con số"),
        ("ho-so", {"content-sets": "99"}, "content-sets", "quá lớn"),
        ("thoi-han", {"limit-kind": "working_days", "limit-count": ""}, "limit-kind", "cần ghi bao nhiêu"),
        ("le-phi", {"fee-rule": "free", "fee-note": "", "fee-amount": "", "fee-label": "", "fee-per": "dossier",
                    "fee-field": ""}, "fee-rule", "Chỉ miễn phí khi luật cho miễn"),
        ("doi-tuong", {"content-presence-required": "1", "content-presence-who": ""}, "", "buộc"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_beside_its_input_and_nothing_typed_is_lost(
    province: Client, section: str, typed: dict[str, str], field: str, words: str
) -> None:
    answer = c.send(province, c.opened(province, section) | typed, section)
    assert answer.status_code == 422
    assert words in answer.text
    if field:
        assert f'href="#{field}"' in answer.text and f'id="{field}"' in answer.text
    shown = c.form_of(answer.text)
    assert all(shown.get(name, "") == value for name, value in typed.items())
    assert drafts.draft_of(c.birth()) is None


def test_two_people_in_different_sections_are_merged(province: Client) -> None:
    mine, theirs = c.opened(province, "ten"), c.opened(province, "trinh-tu")
    c.send(province, theirs | {"content-steps": "Của người kia."}, "trinh-tu")
    answer = province.post(f"/quan-tri/thu-tuc/{c.BIRTH}/sua/ten/", mine | {"content-summary": "Của tôi."}, follow=True)
    assert "vừa sửa phần khác: Trình tự thực hiện" in answer.text
    assert (c.raw()["content"]["steps"], c.raw()["content"]["summary"]) == (["Của người kia."], "Của tôi.")


def test_two_people_in_one_section_see_both_and_lose_nothing(province: Client) -> None:
    mine, theirs = c.opened(province, "ten"), c.opened(province, "ten")
    c.send(province, theirs | {"content-summary": "Của người kia."}, "ten")
    answer = c.send(province, mine | {"content-summary": "Của tôi."}, "ten")
    assert answer.status_code == 409
    assert "Của người kia." in answer.text and "Của tôi." in answer.text
    assert c.raw()["content"]["summary"] == "Của người kia."
    again = c.form_of(answer.text)
    assert again["content-summary"] == "Của tôi."
    assert c.send(province, again, "ten").status_code == 302
    assert c.raw()["content"]["summary"] == "Của tôi."


def test_an_item_that_moved_is_found_and_one_taken_out_is_told(province: Client) -> None:
    second = c.opened(province, "giay-to", 2)
    first = c.opened(province, "giay-to", 1)
    c.send(province, first | {"remove": "1"}, "giay-to", 1)
    kept = c.raw()["components"][0]["code"]
    assert c.send(province, second | {"note": "Ghi chú mới."}, "giay-to", 2).status_code == 302
    assert (c.raw()["components"][0]["code"], c.raw()["components"][0]["note"]) == (kept, "Ghi chú mới.")
    answer = c.send(province, first | {"note": "Vẫn cần."}, "giay-to", 1)
    assert answer.status_code == 409
    assert c.form_of(answer.text)["note"] == "Vẫn cần."


def test_a_draft_published_meanwhile_is_no_reason_to_lose_words(province: Client) -> None:
    c.draft(summary="Sắp công bố.")
    mine = c.opened(province, "trinh-tu")
    from motcua.catalogue import publishing

    publishing.enact(drafts.draft_of(c.birth()), c.birth(), world.actor("province"))  # type: ignore[arg-type]
    assert c.send(province, mine | {"content-steps": "Bước mới."}, "trinh-tu").status_code == 302
    assert (c.raw()["content"]["steps"], c.raw()["content"]["summary"]) == (["Bước mới."], "Sắp công bố.")


def test_a_new_procedure_begins_with_three_lines(province: Client) -> None:
    typed = {"code": "9.000001", "name": "Thủ tục mới", "field_name": "Hộ tịch"}
    answer = province.post("/quan-tri/thu-tuc/moi/", typed, follow=True)
    assert "Sửa thủ tục" in answer.text
    assert "Tên này" not in answer.text
    twice = province.post("/quan-tri/thu-tuc/moi/", typed)
    assert twice.status_code == 422 and "đã có trong danh mục" in twice.text
    bad = province.post("/quan-tri/thu-tuc/moi/", {"code": "a b", "name": "", "field_name": "x"})
    assert "Ví dụ 1.001193" in bad.text
    missing = c.page(province, "missing", "9.000001").text
    assert "Chưa đủ mức độ 1" in missing and "/sua/trinh-tu/" in missing


@pytest.mark.parametrize("section", c.sections())
def test_an_empty_or_strange_order_changes_nothing(province: Client, section: str) -> None:
    for number in (None, 0, 1, 99):
        for data in ({}, STRANGE):
            name = "catalogue_section" if number is None else "catalogue_item"
            args = [c.BIRTH, section] if number is None else [c.BIRTH, section, number]
            answer = province.post(reverse(name, args=args), data)
            assert answer.status_code in (200, 404, 409, 422), (number, data)
    assert drafts.draft_of(c.birth()) is None


def test_the_fields_the_law_asks_for_are_chosen_from_the_form(province: Client) -> None:
    data = c.opened(province, "dien-tu")
    before = c.raw()["legal_fields"]
    assert sorted(data["legal-fields"]) == sorted(before)
    fewer = [path for path in before if path != "child.hometown"]
    c.send(province, data | {"legal-fields": [*fewer, "khong.co", "child.<b>"]}, "dien-tu")
    assert sorted(c.raw()["legal_fields"]) == sorted(fewer), "only fields of the form"
    assert c.send(province, c.opened(province, "dien-tu") | {"form": ""}, "dien-tu").status_code == 302
    for section in ("dien-tu", "mau-ket-qua"):
        page = c.page(province, "section", c.BIRTH, section).text
        assert "Chưa chọn tờ khai điện tử" in page and "Không còn trong tờ khai" in page
        c.send(province, c.opened(province, section), section)
    assert sorted(c.raw()["legal_fields"]) == sorted(fewer), "what the form no longer has goes only on purpose"


def test_the_result_is_written_with_ticks_and_plain_words(province: Client) -> None:
    page = c.page(province, "section", c.BIRTH, "mau-ket-qua").text
    assert "Chữ, số" in page and "Nơi sinh" in page
    data = c.opened(province, "mau-ket-qua")
    assert data["result-title"] == "Giấy khai sinh" and "mother.full_name" in data["result-repeats"]
    count = len(c.raw()["result"]["fields"])
    typed = {
        "result-title": "Trích lục", "result-repeats": ["child.full_name", "mother.residence", "x.y"],
        f"result-fields-{count}-label": "Ngày ký", f"result-fields-{count}-kind": "date",
        f"result-fields-{count + 1}-label": "Số", f"result-fields-{count + 1}-required": "1",
        "result-fields-0-label": "",
    }  # fmt: skip
    assert c.send(province, data | typed, "mau-ket-qua").status_code == 302
    made = c.raw()["result"]
    assert (made["title"], made["repeats"]) == ("Trích lục", {"child": ["full_name"], "mother": ["residence"]})
    assert made["fields"][-2:] == [
        {"key": "ngay_ky", "label": "Ngày ký", "kind": "date", "required": False},
        {"key": "so", "label": "Số", "kind": "text", "required": True},
    ]
    assert "Trích lục" in Page(c.page(province, "changes", c.BIRTH).text).text


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"result-title": ""}, "result-title", "còn trống"),
        ({"result-code": "31"}, "result-code", "chưa đúng kiểu"),
        ({"result-repeats": []}, "result-repeats", "ít nhất một"),
        ({"result-fields-0-key": "Số 1"}, "result-fields-0-key", "chưa đúng kiểu"),
        ({f"result-fields-{number}-label": "" for number in range(6)}, "result-fields", "ít nhất một"),
    ],
)
def test_a_mistake_in_the_result_is_said_where_it_is(
    province: Client, typed: dict[str, Any], field: str, words: str
) -> None:
    before = c.raw()
    answer = c.send(province, c.opened(province, "mau-ket-qua") | typed, "mau-ket-qua")
    assert answer.status_code == 422 and words in answer.text
    assert f'href="#{field}"' in answer.text and f'id="{field}"' in answer.text
    assert c.raw() == before


def test_a_result_is_taken_away_by_emptying_it(province: Client) -> None:
    data = c.opened(province, "mau-ket-qua")
    empty = {name: "" for name in data if name.endswith(("-title", "-code", "-label"))} | {"result-repeats": []}
    assert c.send(province, data | empty, "mau-ket-qua").status_code == 302
    assert c.raw()["result"] is None
    c.send(province, c.opened(province, "mau-ket-qua") | {"result-title": "Giấy mới", "result-fields-0-label": "Số",
           "result-repeats": ["child.full_name"]}, "mau-ket-qua")  # fmt: skip
    assert c.raw()["result"]["fields"] == [{"key": "so", "label": "Số", "kind": "text", "required": False}]
