"""What hides in a text: control and zero-width signs, letters from elsewhere, and far too much of everything."""

import time
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.forms.kinds import KINDS
from motcua.forms.kinds.base import Invalid, Look
from tests.unit.forms.test_kinds import SETTING, field, read, refused

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u202a\u202e\u2066\u2069\u00ad\u034f\u3164\ufe0f\x00\x07\x1b"
BLANKS = "\u00a0\u1680\u2003\u2009\u202f\u205f\u3000\t"
GOOD: dict[str, dict[str, str]] = {
    "text": {"": "Hàng Bạc"},
    "long_text": {"": "một hai"},
    "person_name": {"": "Nguyễn Thị Hoa"},
    "email": {"": "hoa@example.vn"},
    "phone": {"": "0912 345 678"},
    "personal_id": {"": "036198000001"},
    "tax_code": {"": "0100109106"},
    "money": {"": "1.500.000"},
    "number": {"": "12"},
    "time": {"": "14:30"},
    "date": {"-d": "27", "-m": "3", "-y": "2020"},
    "partial_date": {"-y": "1958"},
    "address": {"-province": "31", "-commune": "11001", "-detail": "Số 2 đường Cây Bàng"},
    "place": {"-facility": "Trạm y tế xã Bến Đò", "-province": "31", "-commune": "11001"},
    "id_paper": {"-type": "passport", "-number": "C1234567", "-issuer": "Cục Quản lý xuất nhập cảnh"},
    "bank_account": {"-bank": "VCB", "-number": "0071000123456", "-holder": "Nguyễn Thị Hoa"},
    "paper": {"-number": "12/2023", "-date-y": "2023", "-issuer": "Tòa án nhân dân tỉnh"},
}
CHOSEN = {"-province", "-commune", "-country", "-type", "-bank"}
HUGE = "9" * 10_000_000


@pytest.mark.parametrize("kind", sorted(GOOD))
@given(data=st.data())
def test_what_nobody_sees_changes_nothing(kind: str, data: st.DataObject) -> None:
    plain = read(kind, GOOD[kind])
    assert plain is not None
    dressed = {}
    for part, text in GOOD[kind].items():
        shape = data.draw(st.sampled_from(["NFC", "NFD"]))
        around = data.draw(st.text(st.sampled_from(INVISIBLE + BLANKS), max_size=4))
        hidden = data.draw(st.sampled_from(INVISIBLE))
        spread = unicodedata.normalize(shape, text)  # type: ignore[arg-type]
        dressed[part] = text if part in CHOSEN else f"{around}{spread[:1]}{hidden}{spread[1:]}{around}"
    assert read(kind, dressed) == plain


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_ten_megabytes_are_refused_before_any_work(kind: str) -> None:
    one = field(kind)
    typed = dict.fromkeys(one.of_kind.inputs, HUGE)
    begun = time.process_time()
    if typed and kind != "rows":
        with pytest.raises(Invalid):
            one.of_kind.parse(one, typed, SETTING)
    values: list[Any] = [HUGE, dict.fromkeys((*one.of_kind.parts, "text", "x"), HUGE), [HUGE], [HUGE] * 50]
    for value in values:
        with pytest.raises(Invalid):
            one.of_kind.check(one, value, SETTING)
        one.of_kind.adopt(one, value, SETTING)
    assert time.process_time() - begun < 1.0


@pytest.mark.parametrize("name", ["Nguyễn Vаn An", "Νguyễn Văn An", "Nguyễn Văn 安", "Nguyễn Văn Ａn"[:12] + "Ｂ"])
def test_a_letter_that_only_looks_like_ours_is_pointed_at(name: str) -> None:
    error = refused("person_name", name)
    odd = next(char for char in name if not unicodedata.name(char).startswith(("LATIN", "SPACE")))
    assert odd in error.message or "chữ cái" in error.message


@pytest.mark.parametrize(
    "name", ["H’Hen Niê", "Y Čŏ̆ Bkrông", "Đặng Ƀơ̆m", "Lê-Müller Ðức", "Kpă Ŭng", "O'Brien Çelik", "Điểu K’Rứ"]
)
def test_names_of_all_peoples_are_taken(name: str) -> None:
    assert read("person_name", name)


def test_heaped_marks_are_no_name() -> None:
    assert "dấu lạ" in refused("person_name", "Nguyễn Hoa" + "\u0301" * 9).message


@pytest.mark.parametrize(
    ("kind", "typed", "help"),
    [
        ("ethnic_group", "Việt Nam", "quốc tịch"),
        ("ethnic_group", "VN", "quốc tịch"),
        ("ethnic_group", "Kinh (Việt)", "chỉ ghi là Kinh"),
        ("ethnic_group", "dân tộc kinh", "chỉ ghi là Kinh"),
        ("ethnic_group", "Khác", "ví dụ Kinh"),
        ("nationality", "Kinh", "dân tộc"),
        ("nationality", "Việt", "ví dụ Việt Nam"),
    ],
)
def test_well_known_mix_ups_are_explained(kind: str, typed: str, help: str) -> None:
    assert help in refused(kind, typed).message


def test_a_choice_may_be_written_in_words() -> None:
    assert read("ethnic_group", "kinh") == "01"
    assert read("nationality", "viet nam") == "VN"
    assert read("choice", "NỮ") == "female"


@pytest.mark.parametrize("kind", sorted(set(GOOD) | {"rows"}))
def test_a_sensitive_answer_is_not_kept_by_the_browser(kind: str) -> None:
    if kind in ("rows", "date", "partial_date"):
        return
    one = field(kind).model_copy(update={"sensitive": True})
    html = str(one.of_kind.render(one, Look(GOOD[kind], places=SETTING.places)))
    assert 'spellcheck="false"' in html and 'autocomplete="off"' in html


def test_a_veil_tells_that_there_is_an_answer_and_no_more() -> None:
    for kind, typed in GOOD.items():
        one, value = field(kind), read(kind, typed)
        veil = one.of_kind.veiled(one, value)
        assert veil and one.of_kind.shown(one, value) not in veil


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ({"-type": "passport", "-number": "ABCDEFG"}, "-number"),
        ({"-type": "residence_card", "-number": "12"}, "-number"),
        ({"-type": "army_card", "-number": "--//--"}, "-number"),
        ({"-type": "citizen_card", "-number": "036198000001", "-date-d": "1", "-date-m": "1", "-date-y": "1990"},
         "-date-d"),
        ({"-type": "passport", "-number": "C1234567", "-date-d": "1", "-date-m": "1", "-date-y": "2020",
          "-expiry-d": "1", "-expiry-m": "1", "-expiry-y": "2019"}, "-expiry-y"),
    ],
)  # fmt: skip
def test_papers_have_their_own_numbers_and_days(typed: dict[str, str], part: str) -> None:
    assert refused("id_paper", typed, expiry=True).part == part


def test_a_paper_s_end_is_asked_only_where_the_form_asks_it() -> None:
    typed = {"-type": "passport", "-number": "C1234567", "-expiry-d": "1", "-expiry-m": "5", "-expiry-y": "2030"}
    assert "expiry" not in read("id_paper", typed)
    value = read("id_paper", typed, expiry=True, only=["passport"])
    one = field("id_paper", expiry=True)
    assert value["expiry"] == "2030-05-01" and "đến ngày 01/05/2030" in one.of_kind.shown(one, value)
    assert refused("id_paper", {"-type": "army_card", "-number": "12345"}, only=["passport"]).part == "-type"
    assert refused("id_paper", {"-type": "passport", "-number": "C1234567"}, required=["issuer"]).part == "-issuer"


def test_dates_and_hours_are_said_in_words_as_far_as_known() -> None:
    def words(kind: str, value: Any) -> str:
        one = field(kind)
        return one.of_kind.facts(one, value)["words"]

    assert words("partial_date", {"y": 1958}) == "Năm một nghìn chín trăm năm mươi tám"
    assert words("partial_date", {"y": 1994, "m": 4}) == "Tháng tư năm một nghìn chín trăm chín mươi tư"
    assert words("partial_date", {"y": 1958, "m": 7, "d": 2}).startswith("Ngày hai tháng bảy")
    assert words("time", "14:05") == "Mười bốn giờ năm phút"
    assert words("time", "21:00") == "Hai mươi mốt giờ"
