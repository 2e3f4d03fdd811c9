"""The kinds of money, numbers, several choices, tax codes, accounts and papers: typed, kept, read back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from motcua.forms import engine, render
from motcua.forms.kinds.base import Invalid, Look
from motcua.forms.schema import FormDefinition
from motcua.kit.identity import tax_code
from tests.unit.forms.test_kinds import SETTING, field, read, refused

CHOICES = [{"value": value, "label": label} for value, label in (("house", "Nhà"), ("land", "Đất"), ("car", "Xe"))]
AMOUNTS = st.integers(0, 10**12)


def shown(kind: str, value: Any, **options: Any) -> str:
    one = field(kind, **options)
    return one.of_kind.shown(one, value, SETTING.places)


def facts(kind: str, value: Any, **options: Any) -> dict[str, str]:
    one = field(kind, **options)
    return one.of_kind.facts(one, value)


@given(AMOUNTS, st.sampled_from(["{}", "{} đồng", "{}đ", "{} VND", "  {}  VNĐ "]), st.sampled_from(["", ".", " "]))
def test_an_amount_is_read_however_it_is_typed(amount: int, around: str, mark: str) -> None:
    assert read("money", around.format(f"{amount:,}".replace(",", mark))) == amount


def test_an_amount_is_shown_in_figures_and_in_words() -> None:
    assert read("money", "1,500,000") == 1_500_000
    assert shown("money", 1_500_000) == "1.500.000 đồng"
    assert facts("money", 1_500_000) == {
        "": "1.500.000 đồng",
        "figures": "1.500.000",
        "words": "Một triệu năm trăm nghìn đồng",
        "value": "1500000",
    }


@pytest.mark.parametrize(
    ("typed", "help"),
    [
        ("1,5 triệu", "1.500.000"),
        ("1.5 tr", "1.500.000"),
        ("500k", "500.000"),
        ("2 tỷ đồng", "2.000.000.000"),
        ("3 trieu", "3.000.000"),
        ("0,0001 nghìn", "ví dụ 1.500.000"),
        ("1,5", "ví dụ 1.500.000"),
        ("1,500", "ví dụ 1.500.000"),
        ("1.50.000", "ví dụ 1.500.000"),
        ("-5000", "ví dụ 1.500.000"),
        ("một triệu", "ví dụ 1.500.000"),
        ("$100", "ví dụ 1.500.000"),
        ("99999999999999", "từ 0 đồng đến"),
    ],
)
def test_what_is_no_plain_amount_gets_help(typed: str, help: str) -> None:
    assert help in refused("money", typed).message


def test_amounts_keep_their_bounds() -> None:
    assert read("money", "500", minimum=500, maximum=500) == 500
    assert "500 đồng" in refused("money", "499", minimum=500).message
    with pytest.raises(ValidationError):
        field("money", minimum=2, maximum=1)


@pytest.mark.parametrize(
    ("typed", "decimals", "value", "told"),
    [
        ("12,5", 1, 12.5, "12,5"),
        ("12.5", 2, 12.5, "12,5"),
        ("1.234,56", 2, 1234.56, "1234,56"),
        ("12.345,6", 1, 12345.6, "12.345,6"),
        ("12.345", 3, 12345, "12.345"),
        ("7,0", 1, 7, "7"),
        ("12500", 0, 12500, "12.500"),
        ("2026", 0, 2026, "2026"),
    ],
)
def test_numbers_have_a_comma_and_dots(typed: str, decimals: int, value: float, told: str) -> None:
    assert read("number", typed, decimals=decimals) == value
    assert shown("number", value, decimals=decimals) == told


def test_a_telephone_shows_the_keys_that_are_needed() -> None:
    def drawn(**options: Any) -> str:
        one = field("number", **options)
        return str(one.of_kind.render(one, Look({"": "5"})))

    assert 'inputmode="numeric"' in drawn() and 'inputmode="decimal"' in drawn(decimals=2)
    assert 'inputmode="text"' in drawn(minimum=-5) and "govuk-input__suffix" in drawn(unit="m²")


def test_numbers_say_what_is_wanted() -> None:
    assert "sau dấu phẩy" in refused("number", "1,234", decimals=2).message
    assert "từ 0 đến 20" in refused("number", "1,5", maximum=20).message
    assert shown("number", 12345, grouping=False) == "12345"
    assert shown("number", 3, unit="bản") == "3 bản"
    assert facts("number", 24)["words"] == "hai mươi tư"


@given(st.decimals(-1000, 1000, places=3, allow_nan=False))
def test_decimals_come_back_as_they_were(number: Any) -> None:
    options = {"decimals": 3, "minimum": -1000, "maximum": 1000}
    one = field("number", **options)
    value = read("number", f"{number:f}".replace(".", ","), **options)
    assert abs(value - float(number)) < 1e-9
    one.of_kind.check(one, value, SETTING)
    assert read("number", one.of_kind.typed(one, value), **options) == value


@given(st.lists(st.sampled_from(["house", "land", "car"]), min_size=1), st.sampled_from([" ", ",", "\n", ", "]))
def test_ticked_boxes_are_kept_once_and_in_the_order_of_the_form(ticked: list[str], mark: str) -> None:
    value = read("many", mark.join(ticked), choices=CHOICES, maximum=3)
    assert value == [one for one in ("house", "land", "car") if one in ticked]


def test_ticked_boxes_are_told_and_bounded() -> None:
    assert shown("many", ["house", "car"], choices=CHOICES) == "Nhà; Xe"
    assert facts("many", ["house", "car"], choices=CHOICES)["count"] == "2"
    assert "ít nhất 2" in refused("many", "house", choices=CHOICES, minimum=2).message
    assert "nhiều nhất 2" in refused("many", "house land car", choices=CHOICES, maximum=2).message
    assert "danh sách" in refused("many", "house boat", choices=CHOICES).message
    assert read("many", "father mother", choices=[], catalogue="relations") == ["father", "mother"]
    one = field("many", choices=CHOICES)
    wrongs: list[Any] = [["car", "house"], ["house", "house"], [], "house", ["house "], [1]]
    for wrong in wrongs:
        with pytest.raises(Invalid):
            one.of_kind.check(one, wrong, SETTING)
    assert one.of_kind.rule_value(["house"]) == ["house"]
    assert one.of_kind.adopt(one, ["house"], SETTING) == ["house"]


@pytest.mark.parametrize(
    "options",
    [
        {"choices": []},
        {"choices": CHOICES, "catalogue": "relations"},
        {"choices": [], "catalogue": "nationalities"},
        {"choices": [], "catalogue": "nothing"},
        {"choices": CHOICES * 2},
        {"choices": CHOICES, "minimum": 4},
    ],
)
def test_boxes_that_cannot_be_ticked_are_refused_at_load(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        field("many", **options)


@given(st.integers(0, 999_999_999), st.integers(0, 999))
def test_a_tax_code_is_known_by_its_check_figure(figures: int, branch: int) -> None:
    ten = [f"{figures:09}{check}" for check in range(10)]
    good = [code for code in ten if _accepted(code)]
    assert len(good) <= 1
    for code in good:
        assert read("tax_code", f"{code[:4]} {code[4:7]}.{code[7:]}") == code
        for typed in (f"{code}-{branch:03}", f"{code}{branch:03}"):
            assert read("tax_code", typed) == f"{code}-{branch:03}"


def _accepted(code: str) -> bool:
    try:
        return tax_code(code) == code
    except ValueError:
        return False


def test_a_person_s_number_is_a_tax_code() -> None:
    assert read("tax_code", "036198000001") == "036198000001"
    assert "mã tỉnh" in refused("tax_code", "099198000001").message
    assert "chữ số chưa đúng" in refused("tax_code", "0100109107").message


def test_an_account_is_told_in_capitals() -> None:
    value = read("bank_account", {"-bank": "VCB", "-number": "0071 000 123456", "-holder": "nguyễn thị hoa"})
    assert value == {"bank": "VCB", "number": "0071000123456", "holder": "nguyễn thị hoa"}
    told = shown("bank_account", value)
    assert "NGUYỄN THỊ HOA" in told and "Vietcombank" in told and "0071000123456" in told
    assert facts("bank_account", value)["code"] == "VCB"
    one = field("bank_account")
    assert one.of_kind.veiled(one, value) == "••••456"


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ({"-number": "0071000123456"}, "-bank"),
        ({"-bank": "nothing", "-number": "0071000123456"}, "-bank"),
        ({"-bank": "VCB"}, "-number"),
        ({"-bank": "VCB", "-number": "12", "-holder": "Hoa"}, "-number"),
        ({"-bank": "VCB", "-number": "9704 1234 5678 9012", "-holder": "Hoa"}, "-number"),
        ({"-bank": "VCB", "-number": "0071000123456"}, "-holder"),
    ],
)
def test_an_account_that_cannot_be_paid_says_which_part(typed: dict[str, str], part: str) -> None:
    error = refused("bank_account", typed)
    assert error.part == part and "Hãy" in error.message


FULL = {"asks": ["name", "number", "book", "date", "issuer"], "required": ["number", "issuer"]}
JUDGEMENT = {"-name": "Bản án", "-number": "12/2023/HNGĐ-ST", "-date-d": "5", "-date-m": "6", "-date-y": "2023",
             "-issuer": "Tòa án nhân dân tỉnh Trà Giang"}  # fmt: skip


def test_a_paper_is_told_with_its_parts() -> None:
    value = read("paper", JUDGEMENT, **{**FULL, "partial": False})
    assert value["date"] == "2023-06-05"
    expected = "Bản án số 12/2023/HNGĐ-ST, ngày 05/06/2023, Tòa án nhân dân tỉnh Trà Giang"
    assert shown("paper", value, **{**FULL, "partial": False}) == expected
    assert facts("paper", value, **{**FULL, "partial": False})["date_words"].startswith("Ngày năm tháng sáu")
    one = field("paper", **{**FULL, "partial": False})
    assert one.of_kind.part(value, "date") == SETTING.today.replace(2023, 6, 5)


def test_an_old_paper_may_be_known_by_its_year() -> None:
    value = read("paper", {"-number": "7", "-book": "01/1987", "-date-y": "1987", "-issuer": "UBND xã"}, **FULL)
    assert value == {"number": "7", "book": "01/1987", "date": {"y": 1987}, "issuer": "UBND xã"}
    assert shown("paper", value, **FULL) == "Số 7, quyển số 01/1987, năm 1987, UBND xã"
    assert refused("paper", {"-date-y": "1987"}, asks=["date"], partial=False).part == "-date-m"


def test_a_paper_lacks_nothing_that_the_form_needs() -> None:
    error = refused("paper", {"-number": "7"}, **FULL, labels={"issuer": "Nơi đăng ký kết hôn"})
    assert error.part == "-issuer" and "Nơi đăng ký kết hôn" in error.message
    assert refused("paper", {"-number": "...", "-issuer": "x"}, **FULL).part == "-number"
    assert read("paper", {"-book": "01/1987"}, asks=["number"]) is None
    senseless: list[dict[str, Any]] = [
        {"asks": ["number", "number"]},
        {"asks": ["number"], "required": ["book"]},
        {"asks": []},
    ]
    for options in senseless:
        with pytest.raises(ValidationError):
            field("paper", **options)


def test_every_ticked_box_of_a_posted_page_is_kept_also_in_rows() -> None:
    many = {"kind": "many", "label": "Tài sản", "source": "thử", "options": {"choices": CHOICES}}
    name = {"key": "name", "kind": "text", "label": "Tên", "source": "thử"}
    rows = {
        "key": "people",
        "kind": "rows",
        "label": "Người",
        "source": "thử",
        "fields": [name, {"key": "owns", **many}],
    }
    form = FormDefinition.model_validate(
        {
            "key": "thu",
            "title": "Thử",
            "legal_source": "thử",
            "sections": [{"key": "a", "title": "A", "fields": [{"key": "owns", **many}, rows]}],
        }
    )
    posted = {
        "owns": ["car", "house"],
        "people-count": ["2"],
        "people-0-name": ["An"],
        "people-0-owns": ["land"],
        "people-1-name": ["Bình"],
        "people-1-owns": ["house", "land"],
    }
    reading = engine.read_section(form, "a", posted, {}, today=SETTING.today)
    assert reading.values == {
        "owns": ["house", "car"],
        "people": [{"name": "An", "owns": ["land"]}, {"name": "Bình", "owns": ["house", "land"]}],
    }
    html = str(render.section(form, "a", reading.typed, (), render.RenderContext(today=SETTING.today)))
    assert html.count(" checked") == 5
