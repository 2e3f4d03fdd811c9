"""At the counter: a filled paper is read, becomes a dossier of this office, and is handed in for who brought it."""

import io
from collections.abc import Callable
from datetime import timedelta
from random import Random
from string import ascii_letters
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from PIL import Image

from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.catalogue import versions
from motcua.catalogue.models import Offering
from motcua.dossiers import completeness, direct, drafting, policy
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.actions.submit import Submit
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import declaration
from motcua.forms import api as forms
from motcua.forms import engine, samples
from motcua.forms.models import FormVersion
from motcua.forms.restore import Declaration, cut, pack
from motcua.journal import api as journal
from motcua.kit import clock
from tests.apps.portal.pages import Page
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
MOBILE = "1.003583"
"""Birth registration at home: its form cannot be sent online."""
READ = reverse("paper_forms")
Seat = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _forget() -> None:
    versions.forget()


def paper(code: str = MOBILE, seed: int = 5) -> Dossier:
    """A declaration that somebody filled at home to be printed."""
    version = catalogue.published(code)
    account = world.account("citizen")
    draft = drafting.start(
        version, world.actor("citizen"), agency=None, account=account, language="vi", channel="paper"
    )
    draft.answers = samples.answers(forms.definition(draft.form_id), seed, places=Places())
    draft.save()
    return draft


def texts(draft: Dossier) -> list[str]:
    return [text for one in declaration.papers(draft) for text in declaration.sheet_of(draft, one).codes]


def printed(draft: Dossier) -> bytes:
    found = declaration.printed(draft, declaration.papers(draft)[0].key, "pdf")
    assert found
    return found.content


def photograph(pdf: bytes, name: str = "to-khai.jpg") -> SimpleUploadedFile:
    """The last page as a telephone sees it."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[len(document) - 1].render(scale=2.6).to_pil().convert("RGB")
    document.close()
    out = io.BytesIO()
    picture.rotate(3, expand=True, fillcolor="grey").save(out, "JPEG", quality=80)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def hand_made(answers: Any, *, form: str = "khai-sinh", code: str = MOBILE, digest: str = "0" * 12) -> list[str]:
    return cut(pack(Declaration(form, digest, code, answers)))


def read(client: Client, status: int = 200, **data: Any) -> Page:
    answer = client.post(READ, data)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return Page(answer.content.decode())


def kept(page: Page) -> list[str]:
    return [one.attribute("value") for one in page.all("form.mc-scan input[name=da-doc]")]


def begun(client: Client, codes: list[str]) -> Dossier:
    answer = client.post(READ, {"da-doc": codes, "begin": "1"})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Dossier.objects.get(pk=answer["Location"].rstrip("/").rsplit("/", 1)[1])


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


@pytest.mark.parametrize("who", ["officer", "leader", "seal_clerk"])
def test_only_clerks_type(sit: Seat, who: str) -> None:
    made = begun(sit("clerk"), texts(paper()))
    other = sit(who)
    for address in (READ, reverse("direct_drafts"), reverse("direct_draft", args=[made.id])):
        assert other.get(address).status_code == 404 and other.post(address).status_code == 404
    with pytest.raises(policy.Forbidden):
        direct.begin(world.actor(who), catalogue.published(MOBILE))


def test_a_clerk_of_another_office_sees_nothing_of_it(sit: Seat) -> None:
    made = begun(sit("clerk"), texts(paper()))
    other = sit("other_clerk")
    assert other.get(reverse("direct_draft", args=[made.id])).status_code == 404
    assert made.id not in [row.id for row in direct.unfinished(world.actor("other_clerk")).rows]
    assert not policy.may(world.actor("other_clerk"), "submit", made)


def test_a_clerk_does_not_touch_what_citizens_began(sit: Seat) -> None:
    mine = dossiers.draft(seed=3)
    clerk, actor = sit("clerk"), world.actor("clerk")
    assert clerk.get(reverse("direct_draft", args=[mine.id])).status_code == 404
    assert not policy.may_edit_draft(actor, mine) and not policy.may(actor, "submit", mine)
    assert not policy.visible_to(actor).filter(pk=mine.pk).exists()


def test_an_office_that_does_not_offer_it_is_told_so(sit: Seat) -> None:
    Offering.objects.filter(procedure__code=MOBILE, agency=world.commune()).delete()
    page = read(sit("clerk"), ma="\n".join(texts(paper())))
    assert "không làm thủ tục này" in page.text and "Bắt đầu hồ sơ với tờ khai này" not in page.buttons()
    assert sit("clerk").post(READ, {"da-doc": texts(paper()), "begin": "1"}).status_code == 422


def complete(client: Client, made: Dossier) -> None:
    """Scan what the dossier needs and say who came."""
    for component in completeness.components(made):
        if component.must:
            page = reverse("direct_paper", args=[made.id, component.code])
            assert client.post(page, {"paper": dossiers.photograph(), "next": "1"}).status_code == 302
    who = {"name": "Trịnh Bảo Ngọc", "phone": "0912 345 678", "email": "", "method": "counter"}
    assert client.post(reverse("direct_applicant", args=[made.id]), who).status_code == 302


def test_from_the_paper_to_the_receipt(sit: Seat) -> None:
    """Corrected, scanned, handed in for the person, received, Form 01 printed; the journal names both."""
    clerk = sit("clerk")
    made = begun(clerk, texts(paper()))
    address = reverse("direct_draft", args=[made.id])
    form = completeness.form_of(made)
    data = samples.posted(form, "child", made.answers) | {"full_name": "Bùi Gia Hân"}
    answer = clerk.post(reverse("direct_section", args=[made.id, "child"]), data)
    assert answer.status_code == 302
    complete(clerk, made)
    page = Page(clerk.get(address).content.decode())
    assert "Nộp thay cho người này" in page.buttons() and "Trịnh Bảo Ngọc" in page.text
    assert clerk.post(address).status_code == 422
    answer = clerk.post(address, {"seen": "1"})
    assert answer["Location"] == reverse("desk", args=[made.id])
    assert clerk.post(address, {"seen": "1"})["Location"] == answer["Location"]
    found = dossiers.act(made, "receive", "clerk")
    assert found.owner_id is None and found.answers["child"]["full_name"] == "Bùi Gia Hân"
    fact = journal.entries(found.subject)[0]
    assert fact.actor == world.account("clerk").id and fact.payload["applicant"] == "Trịnh Bảo Ngọc"
    assert fact.payload["channel"] == "counter"
    desk = Page(clerk.get(answer["Location"]).content.decode())
    assert "Nộp trực tiếp tại quầy, cán bộ nhập giúp Trịnh Bảo Ngọc" in desk.text
    receipt = clerk.get(reverse("desk_receipt", args=[made.id]))
    assert receipt.status_code == 200 and receipt.content.startswith(b"%PDF")
    word = clerk.get(reverse("desk_declaration", args=[made.id, declaration.papers(found)[0].key, "docx"]))
    told = "\n".join(line.text for line in Document(io.BytesIO(word.content)).paragraphs)
    assert "BÙI GIA HÂN" in told


def test_the_pages_of_the_declaration_work_as_at_home(sit: Seat) -> None:
    clerk = sit("clerk")
    made = begun(clerk, texts(paper()))
    page = reverse("direct_section", args=[made.id, "child"])
    assert clerk.get(page).status_code == 200
    assert clerk.post(page, {"full_name": "1"}).status_code == 422
    stale = clerk.post(page, {"full_name": "Lê Hoa", "_seen": "khac"})
    assert stale.status_code == 409
    again = clerk.post(page, {"full_name": "Lê Hoa"}, headers={"HX-Request": "true"})
    assert again.status_code == 200 and b"form-section" in again.content
    saved = clerk.post(reverse("direct_autosave", args=[made.id, "child"]), {"full_name": "Lê Ho"})
    assert saved.status_code == 204
    made.refresh_from_db()
    assert made.typed["child"]["full_name"] == "Lê Ho"
    assert clerk.get(reverse("direct_section", args=[made.id, "khong-co"])).status_code == 404


def test_a_scan_is_seen_and_taken_away(sit: Seat) -> None:
    clerk = sit("clerk")
    made = begun(clerk, texts(paper()))
    code = next(one.code for one in completeness.components(made) if one.must)
    page = reverse("direct_paper", args=[made.id, code])
    assert clerk.post(page, {"next": "1"}).status_code == 422
    assert clerk.post(page, {"paper": dossiers.photograph()}).status_code == 302
    shown = Page(clerk.get(page).content.decode())
    file = next(one.attribute("href") for one in shown.all("a") if "/tep/" in one.attribute("href"))
    assert b"".join(clerk.get(file).streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]
    assert clerk.get(file + "?nho=1").content.startswith(b"\xff\xd8")
    assert sit("other_clerk").get(file).status_code == 404
    given = made.papers.get()
    assert clerk.post(page, {"remove": str(given.id)}).status_code == 302
    assert clerk.post(page, {"remove": "khong"}).status_code == 302
    assert not made.papers.exists()
    assert clerk.post(reverse("direct_paper", args=[made.id, "khong-co"])).status_code == 404


def test_a_declaration_written_by_hand_is_typed_from_nothing(sit: Seat) -> None:
    clerk = sit("clerk")
    answer = clerk.post(reverse("direct_drafts"), {"code": " 1.003583 "})
    made = Dossier.objects.get(pk=answer["Location"].rstrip("/").rsplit("/", 1)[1])
    assert made.answers == {} and made.channel == "counter"
    assert reverse("direct_draft", args=[made.id]) in clerk.get(reverse("direct_drafts")).content.decode()
    for code, told in (("9.9", "Không có thủ tục mang mã này"), ("1.012796", "chưa giải quyết trên máy được")):
        page = clerk.post(reverse("direct_drafts"), {"code": code})
        assert page.status_code == 422 and told in page.content.decode()


def test_a_draft_is_thrown_away_after_asking(sit: Seat) -> None:
    clerk = sit("clerk")
    made = begun(clerk, texts(paper()))
    page = reverse("direct_discard", args=[made.id])
    assert clerk.get(page).status_code == 200 and Dossier.objects.filter(pk=made.pk).exists()
    assert clerk.post(page)["Location"] == reverse("direct_drafts")
    assert not Dossier.objects.filter(pk=made.pk).exists() and clerk.get(page).status_code == 404


def test_what_is_unfinished_is_listed_at_the_same_cost(sit: Seat, django_assert_max_num_queries: Any) -> None:
    clerk = sit("clerk")
    version = catalogue.published(MOBILE)
    for _turn in range(27):
        direct.begin(world.actor("clerk"), version)
    with django_assert_max_num_queries(8):
        page = Page(clerk.get(reverse("direct_drafts")).content.decode())
    assert len(page.all(".mc-row")) == 25
    assert "?sau=" in page.source
    assert clerk.get(reverse("direct_drafts") + "?sau=khong").status_code == 200


def test_an_office_cannot_have_drafts_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(direct, "MOST_DRAFTS", 1)
    direct.begin(world.actor("clerk"), catalogue.published(MOBILE))
    with pytest.raises(Refused, match="quá nhiều"):
        direct.begin(world.actor("clerk"), catalogue.published(MOBILE))


def test_the_person_is_told_and_the_clerk_is_not_the_owner(sit: Seat) -> None:
    clerk = sit("clerk")
    made = begun(clerk, texts(paper()))
    complete(clerk, made)
    clerk.post(reverse("direct_draft", args=[made.id]), {"seen": "1"})
    made.refresh_from_db()
    assert made.state == "submitted" and made.owner_id is None
    assert not policy.is_applicant(world.actor("clerk"), made)
    assert policy.may(world.actor("clerk"), "receive", made)
    assert engine.settled(completeness.form_of(made), made.answers) == made.answers


def handed_in(clerk: Client) -> Dossier:
    made = begun(clerk, texts(paper()))
    complete(clerk, made)
    clerk.post(reverse("direct_draft", args=[made.id]), {"seen": "1"})
    return dossiers.act(dossiers.act(made, "receive", "clerk"), "start_processing", "officer")


def test_who_comes_back_with_what_was_missing_is_helped_at_the_counter(sit: Seat) -> None:
    """Nobody else could answer: there is no account behind a dossier typed at the counter."""
    clerk = sit("clerk")
    found = handed_in(clerk)
    component = next(one.code for one in completeness.components(found) if one.must)
    problems = {f"paper:{component}": "Bản quét mờ.", "answer:child.full_name": "Viết sai chính tả."}
    until = (clock.now() + timedelta(days=10)).date()
    dossiers.act(found, "request_supplement", "officer", problems=problems, basis=dossiers.BASIS, until=until)
    address = reverse("direct_supplement", args=[found.id])
    assert Page(clerk.get(reverse("desk", args=[found.id])).content.decode()).link("Bổ sung tại quầy") == address
    assert clerk.post(address).status_code == 422
    scan = reverse("direct_supplement_paper", args=[found.id, component])
    assert clerk.post(scan, {"next": "1"}).status_code == 422
    assert clerk.post(scan, {"paper": dossiers.photograph("grey")}).status_code == 302
    shown = Page(clerk.get(scan).content.decode())
    file = next(one.attribute("href") for one in shown.all("a") if "/tep/" in one.attribute("href"))
    assert clerk.get(file + "?nho=1").status_code == 200
    page = reverse("direct_supplement_section", args=[found.id, "child"])
    assert "chính tả" in clerk.get(page).content.decode()
    assert clerk.post(page, {"full_name": "1"}).status_code == 422
    assert clerk.post(page, {"full_name": "Bùi Gia Hân", "sex": "female"})["Location"] == address
    assert clerk.post(address)["Location"] == reverse("desk", args=[found.id])
    found.refresh_from_db()
    assert found.state == "supplement_answered" and found.answers["child"]["full_name"] == "Bùi Gia Hân"
    assert found.answers["child"]["sex"] == paper().answers["child"]["sex"]
    assert clerk.get(address)["Location"] == reverse("desk", args=[found.id])
    assert journal.entries(found.subject)[-1].actor == world.account("clerk").id


def test_nobody_else_answers_for_the_person(sit: Seat) -> None:
    online = dossiers.supplementing(seed=3)
    for who in ("clerk", "officer", "other_clerk"):
        assert sit(who).get(reverse("direct_supplement", args=[online.id])).status_code == 404
        assert not policy.may(world.actor(who), "answer_supplement", online)
    found = handed_in(sit("clerk"))
    assert sit("officer").get(reverse("direct_supplement", args=[found.id])).status_code == 404
    assert sit("other_clerk").get(reverse("direct_supplement", args=[found.id])).status_code == 404
