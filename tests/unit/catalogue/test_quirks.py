"""The sixteen quirks of published records, one after another: each is understood, or said to be doubtful."""

import unicodedata
from typing import Any

import pytest

from motcua.catalogue.importers.laws import decision, law_number
from motcua.catalogue.importers.names import BadCode, agency_code, code_of
from motcua.catalogue.values import Limit
from tests.unit.catalogue.samples import doubts, from_portal, made, mapped, way


def fee(**values: Any) -> list[dict[str, Any]]:
    return [way(fees=[{"type": "FEE", "amount_vnd": 0, "text": None} | values])]


def days(count: float, kind: str = "working_days") -> Limit:
    return Limit.model_validate({"kind": kind, "count": count})


@pytest.mark.parametrize(
    "values",
    [
        {}, {"text": "Không"}, {"text": "Không quy định."}, {"raw": "Miễn phí"}, {"text": "Theo Quy định"},
        {"type": "FREE_OR_ZERO", "raw": "Miễn phí"}, {"type": "PRICE_LEVEL"},
    ],
)  # fmt: skip
def test_01_zero_is_not_free(values: dict[str, Any]) -> None:
    found = mapped(methods=fee(**values))
    assert [charge.rule for charge in found.content.methods[0].charges] == ["unknown"]
    assert found.fee is None and found.content.fee_text == ""
    assert doubts(found) == {"fee"}


def test_01_the_council_sets_it_and_a_law_may_exempt() -> None:
    council = mapped(methods=fee(text="Theo quy định của Hội đồng nhân dân cấp tỉnh"))
    assert council.fee and council.fee.rule == "council" and not council.doubts
    assert council.content.fee_text == "Phí do Hội đồng nhân dân tỉnh quy định."
    law = "Không thu lệ phí đối với cấp thẻ thư viện theo khoản 2 Điều 5 Luật Thư viện 2019."
    free = mapped(methods=fee(text=law))
    assert free.fee and free.fee.rule == "free" and "Luật Thư viện" in free.fee.note
    others = mapped(methods=fee(text="Miễn phí cho người khuyết tật theo Luật số 51/2010/QH12."))
    assert others.fee is None, "some people's exemption makes nobody else free"
    assert "người khuyết tật" in others.content.methods[0].charges[0].exemption


def test_02_a_bare_number_is_explained_by_the_cases() -> None:
    cases = [{"code": "1.900001.01", "name": "Cấp thẻ", "time_value": 3, "time_unit": "WORKING_DAY"}]
    found = made(methods=[way(value=3, unit="OTHER")], cases=cases)
    assert found.document.limit == days(3) and "limit_from_cases" in found.understood
    assert "limit" not in doubts(found)


def test_02_a_bare_number_alone_is_a_doubt() -> None:
    found = made(methods=[way(value=1, unit="OTHER")])
    assert found.document.limit is None and found.document.content.limit_text == ""
    assert doubts(found) >= {"limit"} and "limit" in found.missing


def test_02_the_steps_tell_the_same_day() -> None:
    cases = [{"name": "Cấp thẻ", "time_value": 1, "time_unit": "WORKING_DAY"}]
    steps = [{"name": None, "text": "Nếu nhận hồ sơ sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo."}]
    found = made(methods=[way(value=1, unit="OTHER")], cases=cases, steps=steps)
    assert found.document.limit and found.document.limit.kind == "same_day" and found.document.limit.cutoff == "15:00"
    assert doubts(found) == {"limit"}, "cases and steps differ: an administrator confirms it"


def test_02_a_method_against_every_case_is_a_doubt() -> None:
    cases = [{"name": "Cấp thẻ", "time_value": 8, "time_unit": "WORKING_DAY"}]
    for unit in ("WORKING_DAY", "OTHER"):
        found = mapped(methods=[way(value=5, unit=unit)], cases=cases)
        assert found.limit is None and "limit" in doubts(found)


def test_02_doubts_stand_in_the_order_of_the_record() -> None:
    cases = [{"name": "Cấp thẻ", "time_value": 8, "time_unit": "WORKING_DAY"}]
    ways = [way("direct", count, "DAY") for count in range(20, 30)]
    told = [doubt.value for doubt in mapped(methods=ways, cases=cases).doubts if doubt.item == "limit"]
    assert told == [f"{count} ngày / 8 ngày làm việc" for count in range(20, 30)], "else the same record would differ"


def test_02_several_methods_of_a_channel_belong_to_cases() -> None:
    cases = [
        {"code": f"1.900001.0{place}", "name": f"Trường hợp {place}", "time_value": count, "time_unit": "WORKING_DAY"}
        for place, count in ((1, 3), (2, 10))
    ]
    found = mapped(methods=[way(value=10), way(value=3)], cases=cases)
    assert [method.case for method in found.content.methods] == ["1.900001.02", "1.900001.01"]
    assert found.limit is None
    assert found.content.limit_text == "Trường hợp 1: 3 ngày làm việc; Trường hợp 2: 10 ngày làm việc."


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("05 Ngày làm việc", days(5)), ("60 Ngày", days(60, "calendar_days")), ("½ ngày", days(0.5, "calendar_days")),
        ("10-25 ngày", Limit(kind="calendar_days", count=25, least=10)), ("Không quy định", Limit(kind="none")),
        ("Tùy theo đợt", Limit(kind="varies", text="Tùy theo đợt")), ("3 Tháng", days(3, "months")),
    ],
)  # fmt: skip
def test_03_time_in_words(said: str, limit: Limit) -> None:
    assert mapped(methods=[way(value=None, unit=None, time_raw=said)]).limit == limit


def test_03_a_span_without_unit_is_a_doubt() -> None:
    assert "limit" in doubts(mapped(methods=[way(value=None, unit=None, time_raw="10-25")]))


def test_03_a_sentence_with_cases() -> None:
    said = (
        "- 03 ngày làm việc đối với cấp mới thẻ. - Ngay trong ngày làm việc đối với gia hạn thẻ, trường hợp nhận "
        "hồ sơ sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo."
    )
    found = made(methods=[way(value=None, unit=None, time_raw=said)])
    assert [(case.name, case.limit and case.limit.kind) for case in found.document.content.cases] == [
        ("Cấp mới thẻ", "working_days"), ("Gia hạn thẻ", "same_day"),
    ]  # fmt: skip
    assert "cases_from_text" in found.understood


@pytest.mark.parametrize(
    ("values", "rule", "amount", "kind"),
    [
        ({"amount_vnd": None, "raw": "5,000,000 VNĐ(một lần)"}, "fixed", 5_000_000, "fee"),
        ({"amount_vnd": None, "raw": "330,000 Việt Nam Đồng"}, "fixed", 330_000, "fee"),
        ({"amount_vnd": None, "raw": "Lệ phí : 50.000 Đồng"}, "fixed", 50_000, "charge"),
        ({"amount_vnd": 50000, "text": "50.000"}, "fixed", 50_000, "fee"),
        ({"amount_vnd": None, "text": "10 USD/lần"}, "formula", 0, "fee"),
        ({"text": "Bằng 50% mức thu của Thông tư số 11/2020/TT-BTC"}, "formula", 0, "fee"),
        ({"type": "PRICE_LEVEL", "text": "Giá dịch vụ: 70.000 đồng/lần"}, "fixed", 70_000, "service"),
        ({"type": "SERVICE_FEE", "amount_vnd": 35000}, "fixed", 35_000, "charge"),
    ],
)
def test_04_spellings_of_fees(values: dict[str, Any], rule: str, amount: int, kind: str) -> None:
    charge = mapped(methods=fee(**values)).content.methods[0].charges[0]
    assert (charge.rule, charge.amount, charge.kind) == (rule, amount, kind)


def test_04_amounts_differ_by_channel() -> None:
    fees = {"direct": 15000, "online": 7000}
    ways = [way(channel, fees=[{"type": "FEE", "amount_vnd": amount}]) for channel, amount in fees.items()]
    found = mapped(methods=ways)
    assert found.fee is None
    assert found.content.fee_text == "Nộp trực tiếp: phí 15.000 đồng; nộp trực tuyến: phí 7.000 đồng."


def test_04_an_amount_too_small_is_a_doubt() -> None:
    found = mapped(methods=fee(amount_vnd=120, text="đối với 1 tờ khai"))
    assert found.fee is None and doubts(found) == {"fee"}


def test_05_nothing_is_nothing_but_no_requirement_is_an_answer() -> None:
    found = made(receiving_address="--", requirements="Không", keywords="Không có thông tin",
                 methods=fee(type="UNKNOWN", amount_vnd=None, raw="Không có thông tin", text="2"))  # fmt: skip
    content = found.document.content
    assert content.requirements == ["Không"] and content.keywords == []
    assert content.agency_text == "Thực hiện: Ủy ban nhân dân cấp xã."
    assert content.methods[0].charges == [] and "fee" in found.missing


def item(name: str, originals: int | None = 1, copies: int | None = 0, **more: Any) -> dict[str, Any]:
    return {"name": name, "originals": originals, "copies": copies, "required": False, "forms": [], **more}


def test_06_notes_groups_and_counts() -> None:
    found = mapped(components=[
        {"group": "* Giấy tờ phải nộp:", "items": [item("- Đơn xin"), item("+ Giấy xác nhận (nếu có)")]},
        {"group": "* Giấy tờ phải xuất trình:", "items": [item("1. Thẻ căn cước", 0)]},
        {"group": "* Lưu ý:", "items": [item("Bản chụp phải rõ.", 0)]},
        {"group": "Đối với trường hợp cấp lại", 
         "items": [item("a) Thẻ cũ", 6, 90), item("."), item("Người đi thay…", 0)]},
    ])  # fmt: skip
    assert [(paper.name, paper.duty, paper.must) for paper in found.components] == [
        ("Đơn xin", "submit", True), ("Giấy xác nhận (nếu có)", "submit", False), ("Thẻ căn cước", "present", False),
        ("Bản chụp phải rõ.", "note", False), ("Thẻ cũ", "submit", False), ("Người đi thay…", "note", False),
    ]  # fmt: skip
    assert found.components[4].group == "Đối với trường hợp cấp lại"
    assert found.components[4].copies == 20 and "components" in doubts(found)


def test_06_a_very_long_item_and_many_items() -> None:
    long = "Văn bản " + "nêu rõ nội dung " * 400
    found = mapped(
        components=[{"group": None, "items": [item(long), *(item("Giấy tờ giống nhau") for _n in range(94))]}]
    )
    assert len(found.components) == 95
    assert len(found.components[0].name) <= 5000 and found.components[0].note.startswith("Văn bản nêu rõ")
    assert len({paper.code for paper in found.components}) == 95


def test_07_forms_have_names_and_numbers_not_mangled_files() -> None:
    found = mapped(components=[{"group": None, "items": [
        item("- Tờ khai cấp thẻ (Mẫu TV01 ban hành kèm theo Thông tư số 01/2025/TT-BVH)",
             forms=[{"file_name": "1.MuTV01banhnhkmtheoThngts1.doc"}]),
        item("Đơn đề nghị theo Mẫu số 12 ban hành kèm theo Nghị định số 39/2026/NĐ-CP.mau so 12 (1).doc",
             forms=[{"file_name": None, "file_name_raw": "39/2026/NĐ-CP.mau so 12 (1).doc"}]),
    ]}])  # fmt: skip
    assert [(form.name, form.number) for form in found.content.forms] == [
        ("Tờ khai cấp thẻ", "TV01"), ("Đơn đề nghị", "12"),
    ]  # fmt: skip
    assert found.components[1].name.endswith("39/2026/NĐ-CP")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bước 1: Nộp. Bước 2: Kiểm tra.\n Bước 3: Nhận.", 3), ("- Nộp hồ sơ\n- Kiểm tra\n+ nhánh\n- Trả", 3),
        ("(i) Nộp\n(ii) Trả", 2), ("a) Nộp\nb) Trả", 2), ("Chỉ có một đoạn.", 1),
    ],
)  # fmt: skip
def test_08_one_long_text_becomes_steps(text: str, count: int) -> None:
    assert len(mapped(steps=[{"name": None, "text": text}]).content.steps) == count


def test_08_broken_sentences_are_put_together() -> None:
    found = mapped(
        steps=[{"name": None, "text": "- Người dân hoàn tất việc nộp tại Trung \ntâm phục vụ.\n- Nhận thẻ."}]
    )
    assert found.content.steps == ["Người dân hoàn tất việc nộp tại Trung tâm phục vụ.", "Nhận thẻ."]


def test_09_codes() -> None:
    assert code_of(" 1.900001 ").text == "1.900001"
    copy = code_of("1.900001.000.00.00.H49")
    assert (copy.copy_of, copy.province) == ("1.900001", "H49") and code_of("1.900001.H19").province == "H19"
    with pytest.raises(BadCode, match="trường hợp"):
        code_of("1.900001.02")
    with pytest.raises(BadCode):
        code_of("không có")
    assert mapped(code="6.900001").origin == "internal"
    assert mapped(portal_type="SPECIFIC").origin == "provincial"
    local = mapped(code="1.900001.H19")
    assert local.origin == "provincial" and local.content.related == ["1.900001"]


def test_10_agencies_of_two_generations_are_one() -> None:
    assert agency_code("000.00.21.H17") == "H17.21" and agency_code("H21.24.01") == "H21.24.01"
    assert agency_code("UBNDX") == agency_code("251008-0030") == ""
    bodies = [
        {"code": "000.00.21.H17", "name": "Sở Sách tỉnh"}, {"code": "H17.21", "name": "Sở Sách"},
        {"code": None, "name": "Ủy ban\u00a0nhân dân cấp xã. "}, {"code": "UBNDX", "name": "Ủy ban nhân dân cấp xã"},
    ]  # fmt: skip
    found = made(implementing_agencies=bodies)
    assert found.document.content.authorities == ["Sở Sách tỉnh", "Ủy ban nhân dân cấp xã"]
    assert found.understood["agencies_merged"] == ["2"]


def test_10_a_paragraph_is_no_agency() -> None:
    found = mapped(implementing_agencies=[{"code": None, "name": "Người dân nộp " + "giấy tờ " * 60}])
    assert found.content.authorities == [] and "agency" in doubts(found)


def test_11_laws_once_with_their_numbers() -> None:
    found = made(legal_basis=[
        {"number": "Thông tư số 03/2023/TT-BTP", "title": "Thông tư về thẻ"}, {"number": "03/2023/TT-BTP", "title": ""},
        {"number": "nghị định 146/2025", "title": "nghị định về sách"},
        {"number": "45/2013/QH13", "title": "Luật Đất đai"},
        {"number": None, "title": None},
    ])  # fmt: skip
    assert [law.number for law in found.document.content.legal_basis] == ["03/2023/TT-BTP", "146/2025", "45/2013/QH13"]
    assert found.document.content.legal_basis[1].title == "Nghị định về sách"
    assert str(found.document.content.legal_basis[2].valid_to) == "2024-07-31" and "laws" in doubts(found)
    assert law_number("82/2025/NĐ-C") == "82/2025/NĐ-CP"


def test_12_names_and_letters() -> None:
    torn = unicodedata.normalize("NFD", " Hòa giải\u00a0tranh chấp\u200b ở thư viện \n(1) Trình tự thực hiện:")
    found = made(name=torn)
    assert found.document.name == "Hòa giải tranh chấp ở thư viện" and "name_tail" in found.understood
    html = mapped(
        name="Cấp <b>thẻ</b> &amp; sổ<script>alert(1)</script>", steps=[{"text": "<p>Một</p><p>Hai</p>&lt;i&gt;Ba"}]
    )
    assert html.name == "Cấp thẻ & sổ"
    assert "<" not in html.content.steps[0] and "Một" in html.content.steps[0]
    assert mapped(name="Thẻ cho người “đọc sách”").name == "Thẻ cho người “đọc sách”"


@pytest.mark.parametrize(
    ("said", "tidy", "sound"),
    [
        ("SỐ 64/QĐ-NHNN", "64/QĐ-NHNN", True), ("Quyết định số 6225/QĐ-BQP", "6225/QĐ-BQP", True),
        ("163/QD-BTP", "163/QĐ-BTP", True), ("12/2025/QĐ-UBND", "12/2025/QĐ-UBND", True), ("1681", "1681", False),
        ("QĐ/0001-BCA", "QĐ/0001-BCA", False),
    ],
)  # fmt: skip
def test_13_numbers_of_decisions(said: str, tidy: str, sound: bool) -> None:
    assert decision(said) == (tidy, sound)
    assert ("decision" in doubts(mapped(decision_no=said))) is not sound


def test_14_tiers() -> None:
    assert mapped(levels=["commune", "vertical"]).tiers == ["commune", "vertical"]
    assert mapped(levels=[], level_raw="Cấp Bộ, Cấp Tỉnh").tiers == ["ministry", "province"]
    district = mapped(levels=["district", "commune"], level_raw="Cấp huyện, Cấp xã")
    assert district.tiers == ["commune"] and "agency" in doubts(district)
    named = mapped(implementing_agencies=[{"code": None, "name": "Ủy ban nhân dân cấp huyện"}])
    assert "agency" in doubts(named)


def test_15_dates() -> None:
    assert str(from_portal().document.decision_date) == "2026-01-16", "a moment in milliseconds, the day in Hà Nội"
    law = mapped(legal_basis=[{"number": "75/2006/NĐ-CP", "title": "", "issued": "02-08-2006"}]).content.legal_basis[0]
    assert str(law.issued) == "2006-08-02" and law.issuer == "Chính phủ"
    assert (
        mapped(legal_basis=[{"number": "1/2006/NĐ-CP", "issued": "31-02-2006"}]).content.legal_basis[0].issued is None
    )


def test_16_the_service_level_is_only_a_note() -> None:
    found = mapped(service_level="toan_trinh", service_level_basis="portal isFullProcess flag")
    assert found.source and any("toàn trình" in note for note in found.source.notes)
    assert mapped().source and not any("toàn trình" in note for note in mapped().source.notes)  # type: ignore[union-attr]


def test_the_portal_s_answer_is_the_same_shape() -> None:
    found = from_portal()
    document = found.document
    assert document.tiers == ["commune", "vertical"] and document.field_code == "G99-TV01"
    assert document.decision == "77/QĐ-BVH" and document.name == "Thủ tục mở phòng đọc sách công cộng"
    assert document.limit and document.limit.kind == "same_day"
    assert [method.channel for method in document.content.methods] == ["online", "direct"]
    assert document.content.methods[1].charges[0].text.startswith("10 USD")
    assert document.content.receipt_ways == ["Nhận tại nhà qua bưu chính.", "Nhận tại nơi nộp hồ sơ."]
    assert [paper.duty for paper in document.components] == ["submit", "present", "note"]
    assert document.content.legal_basis[0].number == "03/2023/TT-BVH"
    assert {"requirements", "sets"} <= set(found.missing) and "receipt" not in found.missing
