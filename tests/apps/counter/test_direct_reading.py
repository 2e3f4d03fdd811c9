"""A filled paper is read at the counter: by a hand scanner, from a photograph, from a scan; hostile ones too."""

import io
from collections.abc import Callable
from random import Random
from string import ascii_letters
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from motcua.catalogue import versions
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.actions.submit import Submit
from motcua.forms import api as forms
from motcua.forms.models import FormVersion
from tests.apps.counter.papers import (
    begun,
    hand_made,
    kept,
    paper,
    photograph,
    printed,
    read,
    texts,
)
from tests.apps.portal.pages import Page
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
Seat = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _forget() -> None:
    versions.forget()


def test_the_scanner_brings_back_exactly_what_was_typed(sit: Seat) -> None:
    draft, clerk = paper(), sit("clerk")
    page = read(clerk, ma="\n".join(texts(draft)))
    assert "Bắt đầu hồ sơ với tờ khai này" in page.buttons() and not page.problems
    name = draft.answers["child"]["full_name"].upper()
    assert name in page.text
    made = begun(clerk, kept(page))
    assert made.answers == draft.answers and made.form_id == draft.form_id
    assert (made.channel, made.agency_id, made.owner_id) == ("counter", world.commune().id, None)


def test_several_codes_are_counted_in_any_order(sit: Seat) -> None:
    draft, clerk = paper("1.000689"), sit("clerk")
    codes = texts(draft)
    assert len(codes) > 1
    page = read(clerk, ma=codes[1])
    for at in (0, *range(2, len(codes))):
        page = read(clerk, ma=codes[at], **{"da-doc": kept(page)})
    assert begun(clerk, kept(page)).answers == draft.answers


def test_a_paper_of_several_codes_says_how_many_are_missing(sit: Seat) -> None:
    name = "".join(Random(1).choices(ascii_letters, k=2200))
    codes = hand_made({"child": {"full_name": name}})
    assert len(codes) == 3
    clerk = sit("clerk")
    page = read(clerk, ma=codes[2])
    assert "Đã đọc 1/3 mã." in page.text and "Còn mã số 1, 2." in page.text
    page = read(clerk, ma=codes[0].lower(), **{"da-doc": kept(page)})
    assert "Đã đọc 2/3 mã." in page.text and len(kept(page)) == 2


def test_a_photograph_and_a_scan_are_read(sit: Seat) -> None:
    draft, clerk = paper(), sit("clerk")
    pdf = printed(draft)
    for upload in (photograph(pdf), SimpleUploadedFile("quet.pdf", pdf, "application/pdf")):
        page = read(clerk, tep=upload)
        assert begun(clerk, kept(page)).answers == draft.answers


def test_a_scan_inside_a_pdf_is_read(sit: Seat) -> None:
    """What an office scanner makes: pictures of pages in a PDF."""
    draft, clerk = paper(), sit("clerk")
    out = io.BytesIO()
    Image.open(photograph(printed(draft))).save(out, "PDF", resolution=180)
    with pikepdf.open(io.BytesIO(out.getvalue())) as scan:
        assert len(scan.pages) == 1
    page = read(clerk, tep=SimpleUploadedFile("scan.pdf", out.getvalue(), "application/pdf"))
    assert begun(clerk, kept(page)).answers == draft.answers


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"ma": ""}, "Chưa đọc được mã nào."),
        ({"ma": "036090012345|Nguyễn Văn An"}, "không phải mã tờ khai"),
        ({"ma": "MCTK1:11AAAAAABBB000."}, "đọc sai"),
        ({"ma": "x" * 70_000}, "không phải mã tờ khai"),
        ({"da-doc": ["rác"] * 150}, "không phải mã tờ khai"),
    ],
)
def test_what_is_no_code_says_what_to_do(sit: Seat, data: dict[str, Any], told: str) -> None:
    page = read(sit("clerk"), 422, **data)
    assert any(told in text for text in page.problems)


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"GIF89a" + b"x" * 200, "anh.gif", "không phải là ảnh hay tệp PDF"),
        (b"%PDF-1.7 hong", "hong.pdf", "bị hỏng"),
        (dossiers.photograph().getvalue(), "trang.jpg", "Không thấy mã nào"),
    ],
)
def test_a_file_without_codes_says_what_to_do(sit: Seat, content: bytes, name: str, told: str) -> None:
    page = read(sit("clerk"), 422, tep=SimpleUploadedFile(name, content))
    assert any(told in text for text in page.problems)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"code": "9.999999"}, "không có thủ tục mã 9.999999"),
        ({"code": "<script>"}, "không có thủ tục mã"),
        ({"form": "ket-hon"}, "nay dùng tờ khai khác"),
        ({"form": "../../etc"}, "nay dùng tờ khai khác"),
    ],
)
def test_a_paper_from_elsewhere_is_refused_in_words(sit: Seat, said: dict[str, str], told: str) -> None:
    page = read(sit("clerk"), 422, ma="\n".join(hand_made({"child": {}}, **said)))
    assert any(told in text for text in page.problems) and not kept(page)


def test_papers_of_two_dossiers_are_not_mixed(sit: Seat) -> None:
    codes = [*texts(paper()), *hand_made({"child": {"full_name": "Lê Thị Hoa"}})]
    page = read(sit("clerk"), 422, ma="\n".join(codes))
    assert any("không cùng một hồ sơ" in text for text in page.problems)


HOSTILE = {
    "child": {
        "full_name": ["x"], "sex": "khac", "birth_date": "9999-99-99", "birth_place": 5, "registration_kind": "late",
        "khong_co": "y" * 400, "hometown": {"text": "\u202exã"}, "nationality": None,
    },
    "khong-co": {"a": {"b": [1, 2, {"c": "d"}]}},
    "copies": {"count": 10**9, "pledge": "yes"},
}  # fmt: skip


def test_hostile_answers_are_shown_as_what_they_are_and_never_handed_in(sit: Seat) -> None:
    clerk = sit("clerk")
    page = read(clerk, ma="\n".join(hand_made(HOSTILE)))
    assert "Cần sửa" in page.text and "không còn chỗ ghi" in page.text
    made = begun(clerk, kept(page))
    assert "registration_kind" not in made.answers.get("child", {}) and "khong-co" not in made.answers
    with pytest.raises(Refused):
        Submit(made.id, world.actor("clerk")).perform()


def test_an_older_form_moves_what_fits_and_names_the_rest(sit: Seat) -> None:
    """The paper was printed from a version that asked for something more."""
    draft = paper()
    old = forms.definition(draft.form_id).model_dump(mode="json", exclude_defaults=True)
    old["sections"][1]["fields"].append({"key": "horoscope", "kind": "text", "label": "Tuổi con giáp", "source": "cũ"})
    version = FormVersion.objects.create(
        key="khai-sinh", number=900, title="x", definition=old, digest="f" * 64, published_at=draft.created_at
    )
    answers = {**draft.answers, "child": {**draft.answers["child"], "horoscope": "Ngọ"}}
    clerk = sit("clerk")
    page = read(clerk, ma="\n".join(hand_made(answers, digest=version.digest[:12])))
    assert "in từ bản cũ" in page.text and "Tuổi con giáp: Ngọ" in page.text
    made = begun(clerk, kept(page))
    assert made.answers == draft.answers and made.set_aside[0]["text"] == "Ngọ"
    assert "Tuổi con giáp: Ngọ" in Page(clerk.get(reverse("direct_draft", args=[made.id])).content.decode()).text
