"""A declaration filled on the screen and taken home as paper: of a draft, of a dossier, of what is only printed."""

import io
import re
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from docx import Document

from motcua.agencies.places import Places
from motcua.dossiers import completeness, drafting, pin
from motcua.dossiers.actions.submit import OnlyPrinted, Submit
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import declaration
from motcua.forms import api as forms
from motcua.forms import engine, samples
from motcua.forms.restore import gather, pictures, unpack
from motcua.kit.actor import Actor
from tests.apps.portal.pages import get
from tests.apps.portal.procedure.conftest import Publish, publish
from tests.support import dossiers, world

__all__ = ["publish"]
pytestmark = pytest.mark.django_db
MOBILE = "1.003583"
"""Birth registration at home: it has a form, and cannot be sent online."""
TAKE = "Tải tờ khai đã điền, để in và ký"


def begin(client: Client, code: str, **more: str) -> Dossier:
    """Start a declaration to print, by the button on the procedure's page."""
    page = get(client, f"/thu-tuc/{code}/")
    address = page.link("Điền tờ khai để in")
    parts = urlsplit(address)
    answer = client.post(f"{parts.path}?{parts.query}", more)
    found = re.search(r"/([0-9a-f-]{36})/", answer["Location"])
    assert found
    return Dossier.objects.get(pk=found[1])


def fill(client: Client, draft: Dossier, seed: int = 5) -> engine.Answers:
    """Answer every page as a browser posts it."""
    form = forms.definition(draft.form_id)
    answers = samples.answers(form, seed, places=Places())
    code = completeness.catalogue.version(draft.version_id).code
    for section in engine.visible_sections(form, answers):
        page = reverse("draft_section", args=[code, draft.id, section.key])
        answer = client.post(page, samples.posted(form, section.key, answers))
        assert answer.status_code == 302, answer.content.decode()[:2000]
    draft.refresh_from_db()
    return answers


def carried(client: Client, address: str) -> dict[str, Any]:
    """The answers that the codes of a downloaded PDF give back, read from its pages as pictures."""
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf" and "no-store" in answer["Cache-Control"]
    found = gather(pictures.codes_in(answer.content))
    assert not found.problems
    return unpack(found.sets[0].data()).answers


def of(dossier: Dossier, kind: str = "pdf") -> str:
    return reverse("declaration_file", args=[dossier.id, declaration.papers(dossier)[0].key, kind])


def test_what_cannot_be_sent_is_filled_to_be_printed(browser: Client) -> None:
    """No account, nothing but the declaration is asked, nothing is handed in; the codes give everything back."""
    draft = begin(browser, MOBILE)
    assert draft.channel == "paper" and completeness.form_of(draft).key == "khai-sinh"
    tasks = get(browser, reverse("draft", args=[MOBILE, draft.id]))
    assert "Kiểm tra và in tờ khai" in tasks.text
    assert "Thông tin người nộp" not in tasks.text and "Hình thức nhận kết quả" not in tasks.text
    answers = fill(browser, draft)
    page = get(browser, reverse("draft_review", args=[MOBILE, draft.id]))
    assert "Mang tờ này đến quầy" in page.text and "Nộp hồ sơ" not in page.buttons()
    link = next(one.attribute("href") for one in page.all("main a") if one.text.startswith(TAKE))
    assert engine.settled(completeness.form_of(draft), carried(browser, link)) == answers
    holder = Actor(None, "x", "anonymous", held=frozenset({draft.id}))
    with pytest.raises(OnlyPrinted):
        Submit(draft.id, holder).perform()


def test_what_is_missing_may_be_written_by_hand(browser: Client) -> None:
    draft = begin(browser, MOBILE)
    page = get(browser, reverse("draft_review", args=[MOBILE, draft.id]))
    assert "Mục còn trống thì ghi bằng tay." in page.text
    assert browser.get(of(draft)).content.startswith(b"%PDF")


def test_the_paper_goes_to_the_chosen_office(browser: Client) -> None:
    office = world.commune()
    page = get(browser, f"/thu-tuc/{MOBILE}/", {"co-quan": office.code})
    start = page.link("Điền tờ khai để in")
    assert office.code in start
    assert office.name in get(browser, start).text


def test_a_paper_is_continued_and_is_no_draft_of_an_online_dossier(browser: Client) -> None:
    draft = begin(browser, MOBILE)
    again = get(browser, get(browser, f"/thu-tuc/{MOBILE}/").link("Điền tờ khai để in"))
    assert again.link("Điền tiếp") == reverse("draft", args=[MOBILE, draft.id])
    assert "Bạn có một bản nháp" not in get(browser, reverse("start", args=[MOBILE])).text
    listed = get(browser, reverse("my_dossiers"))
    assert "Đây là tờ khai để in." in listed.text


@pytest.mark.parametrize("query", ["?mau=khong-co", "?mau=" + "x" * 300, "?mau=khai-tu"])
def test_there_is_no_other_form(browser: Client, query: str) -> None:
    assert browser.get(reverse("print_start", args=[MOBILE]) + query).status_code == 404


def test_a_procedure_without_a_form_offers_nothing_to_fill(browser: Client) -> None:
    assert browser.get(reverse("print_start", args=["1.012796"])).status_code == 404
    assert "Điền tờ khai để in" not in get(browser, "/thu-tuc/1.012796/").text


def test_an_online_procedure_is_filled_online(browser: Client) -> None:
    assert "Điền tờ khai để in" not in get(browser, f"/thu-tuc/{dossiers.BIRTH}/").text


def test_the_check_page_of_a_draft_gives_the_filled_paper(client: Client) -> None:
    client.force_login(world.account("citizen"))
    draft = dossiers.draft(seed=3)
    page = get(client, reverse("draft_review", args=[dossiers.BIRTH, draft.id]))
    link = next(one.attribute("href") for one in page.all("main a") if one.text.startswith(TAKE))
    assert engine.settled(completeness.form_of(draft), carried(client, link)) == draft.answers
    word = client.get(of(draft, "docx"))
    assert word["Content-Disposition"].startswith("attachment")
    told = "\n".join(line.text for line in Document(io.BytesIO(word.content)).paragraphs)
    assert draft.answers["child"]["full_name"].upper() in told


def test_a_dossier_gives_its_declaration_with_its_code(client: Client) -> None:
    client.force_login(world.account("citizen"))
    found = dossiers.received(seed=3)
    page = get(client, reverse("dossier", args=[found.id]))
    link = next(one.attribute("href") for one in page.all("main a") if one.text.startswith("Tải tờ khai đã điền"))
    assert engine.settled(completeness.form_of(found), carried(client, link)) == found.answers
    masthead = Document(io.BytesIO(client.get(of(found, "docx")).content)).tables[0].rows[0].cells[0].text
    assert found.code and found.code in masthead


def test_the_paper_is_archival_in_any_language(client: Client) -> None:
    """An office files it: it is Vietnamese whatever its reader chose."""
    client.force_login(world.account("citizen"))
    draft = dossiers.draft(seed=3)
    client.cookies["django_language"] = "en"
    with pikepdf.open(io.BytesIO(client.get(of(draft)).content)) as pdf, pdf.open_metadata() as about:
        assert about["pdfaid:part"] == "2" and about["pdfuaid:part"] == "1" and str(pdf.Root.Lang).startswith("vi")
    vietnamese = declaration.sheet_of(draft, declaration.papers(draft)[0])
    with override("en"):
        assert declaration.sheet_of(draft, declaration.papers(draft)[0]) == vietnamese


def test_whoever_gave_the_pin_reads_it_and_strangers_do_not(client: Client, browser: Client) -> None:
    found = dossiers.received(seed=3)
    assert browser.get(of(found)).status_code == 302
    browser.post(reverse("track_open"), {"ma": found.code, "pin": pin.of(found)})
    assert browser.get(of(found)).status_code == 200
    client.force_login(world.account("other_citizen"))
    assert client.get(of(found)).status_code == 404


@pytest.mark.parametrize("part", ["khong-co.pdf", "khai-sinh.exe", "khai-sinh.html"])
def test_there_are_no_other_files(client: Client, part: str) -> None:
    client.force_login(world.account("citizen"))
    draft = dossiers.draft(seed=3)
    assert client.get(f"/ho-so/{draft.id}/to-khai/{part}").status_code == 404


def test_every_legal_paper_of_one_declaration_is_offered(client: Client) -> None:
    """1.000689: birth and recognition declared once, printed on the two papers of the law."""
    client.force_login(world.account("citizen"))
    draft = dossiers.draft("1.000689", seed=3)
    page = get(client, reverse("draft_review", args=["1.000689", draft.id]))
    links = [one.attribute("href") for one in page.all("main a") if one.text.startswith(TAKE)]
    assert len(links) == 2
    together: dict[str, Any] = {}
    for link in links:
        together |= carried(client, link)
    assert engine.settled(completeness.form_of(draft), together) == draft.answers
    blanks = [one.text for one in get(client, "/thu-tuc/1.000689/").all(".mc-blanks strong")]
    assert len(blanks) == 2 and len(set(blanks)) == 2


def test_a_signed_declaration_is_printed_signed_and_photographed(client: Client, publish: Publish) -> None:
    """R44: where the law wants the signed paper, the page that takes its photograph gives the paper."""
    known = completeness.catalogue.document(completeness.catalogue.published(dossiers.BIRTH))
    signed = {"code": "to-khai", "name": "Tờ khai có chữ ký", "form": known.content.forms[0].name, "must": True}
    made = publish("9.000044", dossiers.BIRTH, components=[signed])
    client.force_login(world.account("citizen"))
    draft = drafting.start(
        made, world.actor("citizen"), agency=world.commune(), account=world.account("citizen"), language="vi"
    )
    page = get(client, reverse("draft_paper", args=["9.000044", draft.id, "to-khai"]))
    assert "chụp ảnh tờ đã ký" in page.text
    assert any(one.attribute("href") == of(draft) for one in page.all("main a"))
    other = dossiers.draft(seed=3)
    plain = get(client, reverse("draft_paper", args=[dossiers.BIRTH, other.id, "giay-chung-sinh"]))
    assert "chụp ảnh tờ đã ký" not in plain.text
