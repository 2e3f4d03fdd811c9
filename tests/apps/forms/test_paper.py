"""Blank forms: every question of every shipped form stands on paper once, in Word and in PDF."""

import io
import re
import zipfile
from datetime import UTC, datetime

import pikepdf
import pytest
from docx import Document

from motcua.forms import library
from motcua.forms.paper import Sheet, as_pdf, as_word, blank
from motcua.forms.paper.sheet import ROMAN
from motcua.forms.schema import FormDefinition

AT = datetime(2026, 11, 1, tzinfo=UTC)
SHIPPED = [path.stem for path in library.shipped()]


def sheet(form: FormDefinition, **given: str) -> Sheet:
    known = {
        "number": "Mẫu số 1",
        "code": "1.1",
        "procedure": "Thủ tục",
        "address": "https://motcua.example/thu-tuc/1.1/",
    }
    return blank(form, **known | given)


@pytest.mark.parametrize("key", SHIPPED)
def test_every_question_is_asked_once(key: str) -> None:
    form = library.definition(key)
    asked = [row.label for block in sheet(form).blocks for row in block.rows]
    wanted = [
        field.label for _section, field in form.every_field() if not field.derive and field.kind != "statement"
    ]  # fmt: skip
    assert asked == wanted
    numbers = [row.number for block in sheet(form).blocks for row in block.rows]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("key", SHIPPED)
def test_word_holds_questions_choices_and_the_declaration(key: str) -> None:
    made = sheet(library.definition(key))
    file = Document(io.BytesIO(as_word(made)))
    words = "\n".join(line.text for line in file.paragraphs)
    for block in made.blocks:
        assert block.title in words
        for row in block.rows:
            assert row.label in words and all(f"☐ {choice}" in words for choice in row.choices)
    assert all(said in words for said in made.statements)
    masthead = " ".join(cell.text for cell in file.tables[0].rows[0].cells)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in masthead and "1.1" in masthead
    assert file.core_properties.language == "vi-VN"


@pytest.mark.parametrize("key", SHIPPED)
def test_the_pdf_is_archival_and_readable_aloud(key: str) -> None:
    with pikepdf.open(io.BytesIO(as_pdf(sheet(library.definition(key)), AT))) as pdf, pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1" and about["pdfaid:part"] == "2"
        assert 1 <= len(pdf.pages) <= 4


def test_the_same_form_gives_the_same_pdf() -> None:
    made = sheet(library.definition("khai-sinh"))
    assert as_pdf(made, AT) == as_pdf(made, AT)


def test_a_question_asked_of_some_is_not_marked_for_all() -> None:
    rows = {row.label: row for block in sheet(library.definition("khai-sinh")).blocks for row in block.rows}
    assert rows["Họ, chữ đệm, tên của trẻ"].required
    assert not rows["Cha, mẹ đã đăng ký kết hôn chưa?"].required


@pytest.mark.parametrize("text", ["</w:t><w:br/>&amp;", "#eval(1) *đậm* $x$ @nhan <tag>", "Dài" * 90, "a\u202eb"])
def test_hostile_words_stay_words(text: str) -> None:
    form = {
        "key": "thu", "title": text, "legal_source": text,
        "sections": [{"key": "a", "title": text, "fields": [
            {"key": "b", "kind": "text", "label": text, "source": "x"},
            {"key": "c", "kind": "choice", "label": text, "source": "x",
             "options": {"choices": [{"value": "x", "label": text[:200]}]}},
        ]}],
    }  # fmt: skip
    made = sheet(FormDefinition.model_validate(form), number=text, procedure=text)
    assert as_pdf(made, AT).startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(as_word(made))) as parts:
        assert not re.search(rb"<w:br/>&amp;", parts.read("word/document.xml"))


def test_numerals_are_right() -> None:
    assert [ROMAN[at - 1] for at in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]
