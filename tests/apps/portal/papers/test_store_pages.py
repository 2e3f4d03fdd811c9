"""The pages of the store, and a draft that takes from it and gives to it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.dossiers import completeness, drafting, reactions
from motcua.dossiers.actions.return_result import fee_due
from motcua.dossiers.models import Dossier, Paper
from motcua.files import api as files
from motcua.journal import api as journal
from motcua.journal import subscribe
from motcua.people import mandates
from motcua.people.models import Mandate
from motcua.vault.models import Item, Use
from tests.support import dossiers, photographs, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizen() -> Client:
    client = Client()
    client.force_login(world.account("citizen"))
    return client


def _draft() -> tuple[Dossier, str, str]:
    """A draft, the code of its first paper, and the address of that paper's page."""
    draft = dossiers.draft()
    component = completeness.components(draft)[0].code
    return draft, component, f"/nop-ho-so/{dossiers.BIRTH}/{draft.id}/giay-to/{component}/"


def _add(client: Client, *uploads: SimpleUploadedFile, kind: str = "birth_notice") -> Item:
    answer = client.post("/kho-giay-to/them/", {"kind": kind, "paper": list(uploads)})
    assert answer.status_code == 302, answer.content.decode()
    return Item.objects.get(pk=answer["Location"].split("/")[2])


def test_two_photographs_are_kept_as_one_paper_and_described_afterwards(citizen: Client) -> None:
    item = _add(citizen, photographs.taken(), photographs.taken(colour="#00ff00"))
    wrong = {"kind": "birth_notice", "title": "Giấy của bé", "number": "15/2026", "issued_on": "31/2/2026"}
    answer = citizen.post(f"/kho-giay-to/{item.id}/sua/", wrong)
    assert answer.status_code == 422 and "Không có ngày này" in answer.content.decode()
    assert "15/2026" in answer.content.decode()  # what was typed is still there
    citizen.post(f"/kho-giay-to/{item.id}/sua/", {**wrong, "issued_on": "20/2/2026"})
    text = citizen.get(f"/kho-giay-to/{item.id}/").content.decode()
    for words in ("Giấy của bé", "15/2026", "20/02/2026", "chưa chứng thực", item.sha256):
        assert words in text
    assert "Giấy của bé" in citizen.get("/kho-giay-to/?tim=giay+cua+be&loai=birth_notice").content.decode()
    assert "Không có giấy tờ nào như vậy" in citizen.get("/kho-giay-to/?tim=khong").content.decode()
    assert "Đã dùng 1 trên 200 giấy tờ" in citizen.get("/kho-giay-to/").content.decode()
    file = citizen.get(f"/kho-giay-to/{item.id}/tep?tai=1")
    assert file["Content-Disposition"].startswith("attachment") and b"".join(file).startswith(b"%PDF")


def test_a_draft_takes_a_copy_and_the_paper_outlives_it(citizen: Client) -> None:
    item = _add(citizen, photographs.taken())
    draft, component, address = _draft()
    Paper.objects.filter(dossier=draft, component=component).delete()
    assert "Chọn từ kho giấy tờ" in citizen.get(address).content.decode()
    offered = citizen.get(f"{address}tu-kho/").content.decode()
    assert "Giấy tờ phù hợp" in offered and str(item.id) in offered
    assert citizen.post(f"{address}tu-kho/", {"item": str(item.id)}).status_code == 302
    paper = Paper.objects.get(dossier=draft, component=component)
    assert paper.file.sha256 == item.sha256 and paper.file.subject == draft.subject
    assert "Người dân tự tải lên" in citizen.get(address).content.decode()
    used = citizen.get(f"/kho-giay-to/{item.id}/").content.decode()
    assert f"/ho-so/{draft.id}/" in used
    citizen.post(f"/nop-ho-so/{dossiers.BIRTH}/{draft.id}/xoa/")
    assert not Dossier.objects.filter(pk=draft.pk).exists()
    assert b"".join(citizen.get(f"/kho-giay-to/{item.id}/tep")) == files.read_bytes(item.file)
    assert "hồ sơ không còn" in citizen.get(f"/kho-giay-to/{item.id}/").content.decode()


def test_what_is_attached_is_kept_only_when_ticked(citizen: Client) -> None:
    draft, component, address = _draft()
    citizen.post(address, {"paper": photographs.taken(), "upload": "paper"})
    assert not Item.objects.exists()
    citizen.post(address, {"keep": "1", "next": "1"})
    kept = Item.objects.filter(owner=world.account("citizen"))
    given = Paper.objects.filter(dossier=draft, component=component)
    assert {one.sha256 for one in kept} == {one.file.sha256 for one in given}
    assert {one.kind for one in kept} == {"birth_notice"} and all(one.source == "own" for one in kept)
    citizen.post(address, {"keep": "1", "next": "1"})
    assert kept.count() == given.count()
    drafting.discard(draft.id, world.actor("citizen"))
    assert all(files.read_bytes(one.file) for one in kept)


def test_photographs_chosen_at_once_are_one_pdf_when_ticked(citizen: Client) -> None:
    draft, component, address = _draft()
    Paper.objects.filter(dossier=draft, component=component).delete()
    two = [photographs.taken(), photographs.taken(colour="#00ff00")]
    citizen.post(address, {"paper": two, "join": "1", "upload": "paper"})
    joined = Paper.objects.get(dossier=draft, component=component)
    assert joined.file.mime == "application/pdf"
    assert photographs.PLACE not in files.read_bytes(joined.file)
    broken = SimpleUploadedFile("anh.jpg", b"khong phai anh", "image/jpeg")
    answer = citizen.post(address, {"paper": [photographs.taken(), broken], "join": "1", "upload": "paper"})
    assert answer.status_code == 422 and Paper.objects.filter(dossier=draft, component=component).count() == 1


def test_another_persons_paper_cannot_be_taken(citizen: Client) -> None:
    item = _add(citizen, photographs.taken())
    other = dossiers.draft(who="other_citizen", seed=2)
    component = completeness.components(other)[0].code
    thief = Client()
    thief.force_login(world.account("other_citizen"))
    address = f"/nop-ho-so/{dossiers.BIRTH}/{other.id}/giay-to/{component}/tu-kho/"
    answer = thief.post(address, {"item": str(item.id)})
    assert answer.status_code == 422 and not Use.objects.exists()
    assert str(item.id) not in thief.get(address).content.decode()


def test_a_limited_mandate_opens_no_store(citizen: Client) -> None:
    item = _add(citizen, photographs.taken())
    client = _acting((dossiers.BIRTH,))
    assert client.get("/kho-giay-to/").status_code == 403
    assert client.get(f"/kho-giay-to/{item.id}/tep").status_code == 403
    _dossier, _component, address = _draft()
    page = client.get(f"{address}tu-kho/").content.decode()
    assert str(item.id) in page and f"/kho-giay-to/{item.id}/tep" not in page
    assert client.post(f"{address}tu-kho/", {"item": str(item.id)}).status_code == 302


def test_a_result_that_was_handed_over_lies_in_the_store_once_and_the_desk_says_so(citizen: Client) -> None:
    ended = dossiers.resolved(seed=6, delivery="counter")
    ended = dossiers.act(ended, "return_result", "clerk", identity_checked=True, fee_collected=fee_due(ended) or 0)
    fact = next(one for one in journal.entries(ended.subject) if one.kind == "dossier.returned")
    assert "dossiers.keep_result" in subscribe.following("dossier.returned")
    reactions.keep_result(fact.id)
    reactions.keep_result(fact.id)
    item = Item.objects.get(owner=world.account("citizen"))
    assert (item.source, item.kind) == ("result", "birth")
    assert files.read_bytes(item.file) == dossiers.result_bytes(ended)  # the signature is still good
    other, _component, address = _draft()
    citizen.post(f"{address}tu-kho/?tat-ca=1", {"item": str(item.id)})
    dossiers.act(other, "submit", "citizen")
    clerk = Client()
    clerk.force_login(world.account("clerk"))
    desk = clerk.get(reverse("desk", args=[other.id])).content.decode()
    assert "Kết quả cơ quan đã cấp trên cổng này" in desk and "Tự gửi, chưa chứng thực" in desk


def test_pages_ask_the_same_of_the_database_however_much_there_is(citizen: Client, statements) -> None:
    _add(citizen, photographs.taken())
    citizen.get("/kho-giay-to/")  # what the office's card remembers is asked once a minute
    few = statements(lambda: citizen.get("/kho-giay-to/"))
    for number in range(4):
        _add(citizen, photographs.taken(colour=f"#0000{number}0"))
    many = statements(lambda: citizen.get("/kho-giay-to/"))
    assert len(many) == len(few) <= 6


def test_a_paper_asked_for_anew_may_come_from_the_store(citizen: Client) -> None:
    item = _add(citizen, photographs.taken())
    asked = dossiers.supplementing()
    component = asked.supplements.get().items[0]["key"]
    address = f"/ho-so/{asked.id}/bo-sung/giay-to/{component}/"
    assert "Chọn từ kho giấy tờ" in citizen.get(address).content.decode()
    assert "Giấy tờ phù hợp" in citizen.get(f"{address}tu-kho/").content.decode()
    assert citizen.post(f"{address}tu-kho/", {"item": str(item.id)}).status_code == 302
    given = Paper.objects.get(dossier=asked, pending=True)
    assert given.file.sha256 == item.sha256 and "Người dân tự tải lên" in citizen.get(address).content.decode()
    two = [photographs.taken(colour="#00ff00"), photographs.taken(colour="#0000ff")]
    citizen.post(address, {"paper": two, "join": "1", "upload": "paper"})
    assert Paper.objects.filter(dossier=asked, pending=True, file__mime="application/pdf").count() == 1


def test_the_owner_sees_who_opened_a_paper_for_them(citizen: Client) -> None:
    item = _add(citizen, photographs.taken())
    agent = _acting(())
    for _look in range(2):
        assert b"".join(agent.get(f"/kho-giay-to/{item.id}/tep"))
    text = citizen.get(f"/kho-giay-to/{item.id}/").content.decode()
    assert text.count("đã mở tệp") == 1 and world.account("other_citizen").full_name in text


def _acting(scope: tuple[str, ...]) -> Client:
    """The browser of somebody who works for the citizen just now."""
    principal, agent = world.account("citizen"), world.account("other_citizen")
    given = mandates.give(principal, agent, Mandate.Ground.AUTHORISED, actor=world.actor("citizen"), scope=scope)
    client = Client()
    client.force_login(agent)
    session = client.session
    session[mandates.ACTING] = str(given.pk)
    session.save()
    return client
