"""Forms on paper: every question stands there once, empty or answered, in Word and in PDF; codes give answers back."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from random import Random
from string import ascii_letters
from typing import Any

import pikepdf
import pytest
from docx import Document

from motcua.forms import engine, library, samples
from motcua.forms.paper import About, Heading, Sheet, as_pdf, as_word, blank, called, filled
from motcua.forms.paper.empty import MORE
from motcua.forms.paper.sheet import Row, roman
from motcua.forms.restore import gather, pictures, unpack
from motcua.forms.schema import FormDefinition
from tests.unit.forms.places import TwoProvinces

AT = datetime(2026, 11, 1, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DIGEST = "0123456789abcdef"
SHIPPED = [path.stem for path in library.shipped()]
HEADING = Heading("Mẫu số 1", "1.1", "Thủ tục", "https://motcua.example/thu-tuc/1.1/")
ABOUT = About("Ủy ban nhân dân xã Phong Doanh", "Chưa nộp", DIGEST, TwoProvinces(), TODAY)


def asked(key: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": f"Mục {key}", "source": "thử", **more}


SEX = {"choices": [{"value": "m", "label": "Nam"}, {"value": "f", "label": "Nữ"}]}
RAW: dict[str, Any] = {
    "key": "thu", "title": "Tờ khai thử", "legal_source": "thử",
    "sections": [
        {"key": "home", "title": "Hộ gia đình", "fields": [
            asked("head", "person_name", required=True),
            asked("members", "rows", item="Người", fields=[
                asked("name", "person_name", required=True), asked("born", "date"),
                asked("sex", "choice", options=SEX),
            ]),
            asked("plots", "rows", item="Thửa", options={"minimum": 1, "maximum": 2}, fields=[
                asked("where", "address", required=True), asked("size", "number"),
            ]),
            asked("owner", "group", fields=[asked("name", "person_name"), asked("adult", "yes_no")]),
            asked("many", "number", compute="count(members)"),
            asked("none", "rows", item="Vật", fields=[asked("what")]),
        ]},
        {"key": "more", "title": "Phần thêm", "show_when": "home.head != 'x'", "fields": [
            asked("why", "long_text"),
            asked("pledge", "statement", options={"text": "Tôi cam đoan đúng."}),
        ]},
    ],
    "papers": [
        {"key": "to-mot", "title": "Tờ thứ nhất", "number": "CT01", "sections": ["home"]},
        {"key": "to-hai", "title": "Tờ thứ hai", "legal_source": "luật khác", "sections": ["more", "home"]},
    ],
}  # fmt: skip
FORM = FormDefinition.model_validate(RAW)
ANSWERS: engine.Answers = {
    "home": {
        "head": "Trần Văn An",
        "members": [
            {"name": "Lê Thị Hoa", "born": "1990-03-27", "sex": "f"}, {"name": "Trần Minh", "sex": "m"},
        ],
        "plots": [{"where": {"text": "Xóm 3, xã Bến Đò"}, "size": 120}],
        "owner": {"name": "Lê Văn Bình", "adult": True},
        "many": 2,
    },
    "more": {"why": "Dòng một\nDòng hai", "pledge": True},
}  # fmt: skip


def rows(sheet: Sheet) -> list[Row]:
    return [row for block in sheet.blocks for row in block.rows]


def words(sheet: Sheet) -> str:
    """Everything a reader of the sheet sees, answers included."""
    told = [sheet.title, sheet.to, sheet.told, *sheet.statements]
    for block in sheet.blocks:
        told.append(block.title)
    for row in rows(sheet):
        told += [row.label, *row.answer, *(row.choices[at] for at in row.ticked), *sum(row.cells, ())]
    return "\n".join(told)


def restored(sheet: Sheet) -> engine.Answers:
    return unpack(gather(sheet.codes).sets[0].data()).answers


@pytest.mark.parametrize("key", SHIPPED)
def test_every_question_is_asked_once(key: str) -> None:
    form = library.definition(key)
    for paper in form.every_paper:
        found = [row for row in rows(blank(form, HEADING, paper)) if row.indent == 0 and row.number]
        wanted = [
            field.label for name in paper.sections for field in form.by_key[name].fields
            if not field.derive and field.kind != "statement"
        ]  # fmt: skip
        assert [row.label for row in found] == wanted
        assert len({row.number for row in found}) == len(found)


@pytest.mark.parametrize("key", SHIPPED)
def test_word_holds_questions_choices_and_the_declaration(key: str) -> None:
    made = blank(library.definition(key), HEADING)
    file = Document(io.BytesIO(as_word(made)))
    told = "\n".join(line.text for line in file.paragraphs)
    for block in made.blocks:
        assert block.title in told
        for row in block.rows:
            assert row.label in told and all(f"☐ {choice}" in told for choice in row.choices)
    assert all(said in told for said in made.statements)
    masthead = " ".join(cell.text for cell in file.tables[0].rows[0].cells)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in masthead and "1.1" in masthead
    assert file.core_properties.language == "vi-VN"


@pytest.mark.parametrize("key", SHIPPED)
def test_the_pdf_is_archival_and_readable_aloud(key: str) -> None:
    form = library.definition(key)
    answers = samples.answers(form, 2, places=TwoProvinces(), today=TODAY)
    for paper in form.every_paper:
        for made in (blank(form, HEADING, paper), filled(form, answers, HEADING, ABOUT, paper)):
            with pikepdf.open(io.BytesIO(as_pdf(made, AT))) as pdf, pdf.open_metadata() as about:
                assert about["pdfuaid:part"] == "1" and about["pdfaid:part"] == "2"
                assert 1 <= len(pdf.pages) <= 12


def test_the_same_form_gives_the_same_pdf() -> None:
    made = filled(FORM, ANSWERS, HEADING, ABOUT)
    assert as_pdf(made, AT) == as_pdf(made, AT)


def test_a_question_asked_of_some_is_not_marked_for_all() -> None:
    found = {row.label: row for row in rows(blank(library.definition("khai-sinh"), HEADING))}
    assert found["Họ, chữ đệm, tên của trẻ"].required
    assert not found["Cha, mẹ có đăng ký kết hôn không?"].required


@pytest.mark.parametrize("text", ["</w:t><w:br/>&amp;", "#eval(1) *đậm* $x$ @nhan <tag>", "Dài" * 90, "a\u202eb"])
def test_hostile_words_stay_words(text: str) -> None:
    form = FormDefinition.model_validate({
        "key": "thu", "title": text, "legal_source": text,
        "sections": [{"key": "a", "title": text, "fields": [
            {"key": "b", "kind": "text", "label": text, "source": "x"},
            {"key": "c", "kind": "choice", "label": text, "source": "x",
             "options": {"choices": [{"value": "x", "label": text[:200]}]}},
            {"key": "d", "kind": "rows", "label": text, "source": "x", "fields": [
                {"key": "e", "kind": "text", "label": text, "source": "x"},
            ]},
        ]}],
    })  # fmt: skip
    heading = Heading(text, "1.1", text, "https://motcua.example/")
    answers: engine.Answers = {"a": {"b": text, "c": "x", "d": [{"e": text}]}}
    for made in (blank(form, heading), filled(form, answers, heading, About(text, text, DIGEST))):
        assert as_pdf(made, AT).startswith(b"%PDF")
        with zipfile.ZipFile(io.BytesIO(as_word(made))) as parts:
            assert not re.search(rb"<w:br/>&amp;", parts.read("word/document.xml"))
    assert restored(made) == answers


def test_numerals_are_right() -> None:
    assert [roman(at) for at in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]


def test_short_rows_are_a_table_and_long_ones_stand_below_each_other() -> None:
    found = {row.label: row for row in rows(blank(FORM, HEADING))}
    table = found["Mục members"]
    assert table.shape == "table" and len(table.cells) == 3
    assert [column.label for column in table.columns] == ["Mục name (*)", "Mục born", "Mục sex: Nam / Nữ"]
    assert found["Mục plots"].shape == "head" and {"Thửa 1", "Thửa 2"} <= found.keys()
    assert "Thửa 3" not in found and MORE in found
    assert found["Mục many"].office and found["Mục owner"].shape == "head"


def test_answers_stand_where_the_questions_are() -> None:
    made = filled(FORM, ANSWERS, HEADING, ABOUT)
    found = {row.label: row for row in rows(made)}
    assert found["Mục head"].answer == ("TRẦN VĂN AN",)
    assert found["Mục members"].cells == (("LÊ THỊ HOA", "27/03/1990", "Nữ"), ("TRẦN MINH", "", "Nam"))
    assert found["Mục size"].answer == ("120",) and "Thửa 2" not in found
    assert found["Mục adult"].choices[found["Mục adult"].ticked[0]] == "Có"
    assert found["Mục many"].answer == ("2",) and not found["Mục none"].answer
    assert made.title == "Tờ thứ nhất" and made.number == "Mẫu số 1" and made.to in words(made)


def test_there_is_room_for_what_an_official_paper_or_an_account_is_asked_for() -> None:
    raw = {
        "key": "thu", "title": "x", "legal_source": "x",
        "sections": [{"key": "a", "title": "x", "fields": [
            asked("judgement", "paper", options={"asks": ["number", "issuer"], "labels": {"issuer": "Tòa án"}}),
            asked("bank", "bank_account"), asked("some", "many", options=SEX), asked("cost", "money"),
            asked("groups", "many", options={"catalogue": "ethnic_groups"}),
        ]}],
    }  # fmt: skip
    form = FormDefinition.model_validate(raw)
    found = {row.label: row for row in rows(blank(form, HEADING))}
    assert [part.label for part in found["Mục judgement"].parts] == ["Số", "Tòa án"]
    assert [part.label for part in found["Mục bank"].parts] == ["Ngân hàng", "Số tài khoản", "Chủ tài khoản"]
    assert found["Mục some"].choices == ("Nam", "Nữ") and not found["Mục groups"].choices
    assert [part.label for part in found["Mục cost"].parts] == ["Số tiền (đồng)", "Bằng chữ"]
    answers: engine.Answers = {"a": {"some": ["m", "f"], "groups": ["01", "02"], "judgement": {"number": "12"}}}
    made = filled(form, answers, HEADING, ABOUT)
    told = {row.label: row for row in rows(made)}
    assert told["Mục some"].ticked == (0, 1) and "Kinh" in told["Mục groups"].answer[0]
    assert "12" in told["Mục judgement"].answer[0] and restored(made) == answers


def test_every_paper_is_printed_and_carries_only_what_it_prints() -> None:
    first, second = (filled(FORM, ANSWERS, HEADING, ABOUT, paper) for paper in FORM.every_paper)
    assert restored(first).keys() == {"home"} and restored(second).keys() == {"home", "more"}
    assert "Dòng một" not in words(first) and "Dòng một" in words(second)
    assert second.statements == ("Tôi cam đoan đúng.",) and not first.statements
    assert second.legal_source == "luật khác" and first.legal_source == "thử"


def test_an_empty_number_gives_way_to_the_number_of_the_paper() -> None:
    assert blank(FORM, Heading("", "1.1", "Thủ tục", "https://x.example/")).number == "CT01"


def test_what_the_form_works_out_is_printed_and_worked_out_again() -> None:
    made = filled(FORM, ANSWERS, HEADING, ABOUT, FORM.every_paper[1])
    assert "many" not in restored(made)["home"]
    assert engine.settled(FORM, restored(made), TODAY) == engine.settled(FORM, ANSWERS, TODAY)


def test_hidden_answers_are_neither_printed_nor_carried() -> None:
    hidden = {**ANSWERS, "home": {**ANSWERS["home"], "head": "x"}}
    made = filled(FORM, hidden, HEADING, ABOUT, FORM.every_paper[1])
    assert restored(made).keys() == {"home"} and "Dòng một" not in words(made)


@pytest.mark.parametrize("key", SHIPPED)
def test_every_shipped_form_comes_back_from_its_papers(key: str) -> None:
    form = library.definition(key)
    answers = samples.answers(form, 5, places=TwoProvinces(), today=TODAY)
    found: engine.Answers = {}
    for paper in called(form, engine.view(form, answers, TODAY)):
        made = filled(form, answers, HEADING, ABOUT, paper)
        assert made.codes and not made.too_long
        found |= restored(made)
    assert engine.settled(form, found, TODAY) == answers


def test_what_no_legal_paper_asks_is_printed_beyond_the_first() -> None:
    """Who need not pay is asked, and stands on no form of the law; nothing is lost, nothing is hidden."""
    form = library.definition("lien-thong-khai-sinh")
    answers = samples.answers(form, 5, places=TwoProvinces(), today=TODAY)
    first, *others = (
        filled(form, answers, HEADING, ABOUT, paper) for paper in called(form, engine.view(form, answers, TODAY))
    )
    asked = {row.label for block in first.beyond for row in block.rows}
    assert asked and "services" in restored(first)
    assert not any(other.beyond or "services" in restored(other) for other in others)
    assert as_pdf(first, AT).startswith(b"%PDF")
    told = "\n".join(line.text for line in Document(io.BytesIO(as_word(first))).paragraphs)
    assert all(label in told for label in asked)


def test_money_and_days_are_also_written_in_words() -> None:
    raw = {
        "key": "thu", "title": "x", "legal_source": "x",
        "sections": [{"key": "a", "title": "x", "fields": [
            asked("day", "date", options={"in_words": True}), asked("plain", "date"), asked("sum", "money"),
        ]}],
    }  # fmt: skip
    form = FormDefinition.model_validate(raw)
    made = filled(form, {"a": {"day": "2026-04-05", "plain": "2026-04-05", "sum": 8000}}, HEADING, ABOUT)
    told = {row.label: row.answer[0] for row in rows(made)}
    assert told["Mục plain"] == "05/04/2026"
    assert "ngày năm tháng tư năm hai nghìn không trăm hai mươi sáu" in told["Mục day"]
    assert "8.000 đồng" in told["Mục sum"] and "tám nghìn đồng" in told["Mục sum"].lower()


def test_a_day_is_in_words_where_the_legal_form_asks_for_it() -> None:
    form = library.definition("khai-sinh")
    answers = samples.answers(form, 4, places=TwoProvinces(), today=TODAY)
    told = {row.label: row.answer for row in rows(filled(form, answers, HEADING, ABOUT))}
    assert "(bằng chữ: ngày" in told["Ngày sinh của trẻ"][0]
    assert "bằng chữ" not in told["Ngày sinh của bạn"][0]


def test_the_codes_are_read_from_the_printed_page() -> None:
    form = library.definition("khai-sinh")
    answers = samples.answers(form, 4, places=TwoProvinces(), today=TODAY)
    made = filled(form, answers, HEADING, ABOUT)
    assert tuple(pictures.codes_in(as_pdf(made, AT))) == made.codes


def test_a_form_too_long_for_codes_says_so_on_paper() -> None:
    raw = {
        "key": "thu", "title": "x", "legal_source": "x",
        "sections": [{"key": "a", "title": "x", "fields": [
            asked("list", "rows", options={"maximum": 100}, fields=[asked("what", options={"max_length": 500})]),
        ]}],
    }  # fmt: skip
    form = FormDefinition.model_validate(raw)
    dice = Random(1)
    long = [{"what": "".join(dice.choices(ascii_letters, k=200))} for _row in range(100)]
    made = filled(form, {"a": {"list": long}}, HEADING, ABOUT)
    assert made.too_long and not made.codes
    assert as_pdf(made, AT).startswith(b"%PDF")


def test_word_carries_answers_but_no_codes() -> None:
    """Whoever changes a word in the file would make its codes lie."""
    made = filled(FORM, ANSWERS, HEADING, ABOUT)
    data = as_word(made)
    file = Document(io.BytesIO(data))
    assert "LÊ THỊ HOA" in [cell.text for row in file.tables[1].rows for cell in row.cells]
    assert "TRẦN VĂN AN" in "\n".join(line.text for line in file.paragraphs)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not [name for name in parts.namelist() if name.startswith("word/media/")]


def test_an_answer_that_no_longer_fits_does_not_stop_the_paper() -> None:
    made = filled(FORM, {"home": {"head": ["x"], "members": 5, "plots": [{"where": 3}]}}, HEADING, ABOUT)  # type: ignore[dict-item]
    assert as_pdf(made, AT).startswith(b"%PDF")
