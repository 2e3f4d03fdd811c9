"""A dossier typed at the counter: begun from a paper, corrected, scanned, handed in for who brought it."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from motcua.catalogue import api as catalogue
from motcua.catalogue import versions
from motcua.catalogue.models import Offering
from motcua.dossiers import completeness, direct, policy
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import declaration
from motcua.forms import engine, samples
from motcua.journal import api as journal
from tests.apps.counter.papers import (
    MOBILE,
    READ,
    begun,
    complete,
    paper,
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
    answer = clerk.post(address, {"seen": "1", "signed": "1"})
    assert answer["Location"] == reverse("desk", args=[made.id])
    assert clerk.post(address, {"seen": "1", "signed": "1"})["Location"] == answer["Location"]
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


def test_a_clerk_who_knows_no_code_types_the_name(sit: Seat) -> None:
    """Nobody at a counter knows the codes by heart: words lead to the procedures that can be begun here."""
    clerk = sit("clerk")
    answer = clerk.post(reverse("direct_drafts"), {"code": "khai sinh"})
    offered = [one.attribute("value") for one in Page(answer.content.decode()).all("button[name=code]")]
    assert answer.status_code == 200 and "1.001193" in offered and not Dossier.objects.filter(state="draft").exists()
    for code in offered:
        assert clerk.post(reverse("direct_drafts"), {"code": code}).status_code == 302


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
    clerk.post(reverse("direct_draft", args=[made.id]), {"seen": "1", "signed": "1"})
    made.refresh_from_db()
    assert made.state == "submitted" and made.owner_id is None
    assert not policy.is_applicant(world.actor("clerk"), made)
    assert policy.may(world.actor("clerk"), "receive", made)
    assert engine.settled(completeness.form_of(made), made.answers) == made.answers
