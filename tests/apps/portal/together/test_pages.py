"""The pages of doing a dossier together, as the invited, the parent and the claimer meet them."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import birth
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.together import agreeing, parties
from motcua.journal import api as journal
from motcua.messaging.models import Message
from motcua.people.models import Invitation, Mandate
from tests.apps.dossiers.test_together import HERS, wedding
from tests.apps.portal.pages import Page
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
Code = Callable[[str], str]


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(world.account(who))
    return client


def link(phone: str) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+/)", Message.objects.filter(recipient=phone).latest("id").body)
    assert found
    return found[1]


def shown(answer: object) -> Page:
    return Page(answer.content.decode())  # type: ignore[attr-defined]


def test_the_bride_proves_her_phone_reads_and_agrees(last_code: Code) -> None:
    made, owner = wedding(), signed_in("citizen")
    page = reverse("draft_cosign", args=["1.000894", made.pk])
    assert "Chưa gửi" in shown(owner.get(page)).text
    assert owner.post(page, {"ask": "wife.phone"}).status_code == 302
    her, address = Client(), link(HERS)
    first = shown(her.get(address))
    assert made.answers["husband"]["full_name"] not in first.text and "Gửi mã" in first.buttons()
    her.post(address, {"send": "1"})
    assert her.post(address, {"code": "000000"}).status_code == 422
    text = shown(her.post(address, {"code": last_code(HERS)})).text
    assert made.answers["husband"]["full_name"].upper() in text
    assert her.post(address, {"agree": "1", "seen": agreeing.digest(made)}).status_code == 422
    stale = her.post(address, {"agree": "1", "read": "1", "seen": "khac"})
    assert stale.status_code == 409 and "vừa thay đổi" in stale.content.decode()
    done = her.post(address, {"agree": "1", "read": "1", "seen": agreeing.digest(made)})
    assert "đã đồng ý" in shown(done).text
    assert Party.objects.get(dossier=made).standing == "signed"
    assert "Đã đồng ý" in shown(owner.get(page)).text
    assert Client().get("/ky-chung/khong-co/").status_code == 404


def test_the_invited_sees_and_edits_only_that_draft(last_code: Code) -> None:
    made, owner = dossiers.draft(), signed_in("citizen")
    other = dossiers.draft(seed=3)
    page = reverse("help_invite", args=[made.pk])
    assert owner.post(page, {"name": "", "phone": "1"}).status_code == 422
    assert owner.post(page, {"name": "Lê Thị Giúp", "phone": "0987 000 333"}).status_code == 302
    helper, address = Client(), link("0987000333")
    tasks = reverse("draft", args=["1.001193", made.pk])
    assert helper.get(tasks).status_code == 302
    helper.post(address, {"send": "1"})
    assert helper.post(address, {"code": last_code("0987000333")})["Location"] == tasks
    seen = shown(helper.get(tasks))
    assert "Bạn đang cùng làm hồ sơ này" in seen.text and "Xóa bản nháp này" not in seen.text
    assert tasks in [one.attribute("href") for one in shown(helper.get("/ho-so/")).all("main a")]
    section = reverse("draft_section", args=["1.001193", made.pk, "child"])
    assert helper.get(section).status_code == 200
    for page_of_the_owner in ("draft_review", "draft_contact"):
        assert helper.get(reverse(page_of_the_owner, args=["1.001193", made.pk])).status_code == 302
    assert helper.get(reverse("draft", args=["1.001193", other.pk])).status_code == 302
    owner.post(page, {"remove": str(Party.objects.get().pk)})
    assert helper.get(section).status_code == 302


def test_a_parent_adds_a_child_and_does_its_dossier() -> None:
    parent = signed_in("citizen")
    assert parent.post("/tai-khoan/con/", {"name": "An", "born": "31/02/2024"}).status_code == 422
    parent.post("/tai-khoan/con/", {"name": "Trần Minh An", "born": "06/05/2024"})
    page = shown(parent.get("/tai-khoan/con/"))
    assert "Trần Minh An" in page.text
    wanted = page.all("button[name=do]")[0].attribute("value")
    assert parent.post("/tai-khoan/con/", {"do": wanted}).status_code == 302
    answer = parent.post("/nop-ho-so/1.001193/", {"agency": world.commune().code})
    made = Dossier.objects.latest("id")
    assert str(made.pk) in answer["Location"] and made.owner_id != world.account("citizen").pk
    assert made.answers["child"]["full_name"] == "Trần Minh An"
    text = shown(parent.get(reverse("draft_section", args=["1.001193", made.pk, "child"]))).text
    assert "Trần Minh An" in text or parent.get(answer["Location"]).status_code == 200


def test_a_birth_registered_here_proves_the_parent() -> None:
    made, me = dossiers.resolved(seed=5), world.account("citizen")
    born = made.answers["child"]
    day = "/".join(reversed(born["birth_date"].split("-")))
    Dossier.objects.filter(pk=made.pk).update(answers=made.answers | {"mother": {"personal_id": me.personal_id}})
    parent = signed_in("citizen")
    assert parent.post("/tai-khoan/con/", {"name": born["full_name"], "born": day}).status_code == 302
    assert "Khai sinh tại đây" in shown(parent.get("/tai-khoan/con/")).text
    assert Mandate.objects.get(ground="parent").proven == "registry"


def test_handing_in_a_birth_for_others_makes_nobody_a_parent() -> None:
    made, me = dossiers.resolved(seed=5), world.account("citizen")
    name, born = made.answers["child"]["full_name"], date.fromisoformat(made.answers["child"]["birth_date"])
    assert not birth.registered_here(me, name, born)
    Dossier.objects.filter(pk=made.pk).update(answers=made.answers | {"father": {"personal_id": ""}})
    me.personal_id = ""
    assert not birth.registered_here(me, name, born)


def test_giving_and_taking_back_an_authorisation() -> None:
    giver = signed_in("citizen")
    page = "/tai-khoan/uy-quyen/"
    offer = {"name": "Vũ Văn Em", "phone": world.PHONES["other_citizen"], "to": "31/12/2027", "codes": ["1.001193"]}
    assert giver.post(page, {**offer, "codes": []}).status_code == 422
    assert giver.post(page, {**offer, "to": "31/12/2099"}).status_code == 422
    assert "khai sinh" in shown(giver.post(page, {**offer, "search": "1", "q": "khai sinh"})).text.lower()
    assert giver.post(page, offer).status_code == 302
    assert Invitation.objects.get().ground == "authorised"
    assert "đang chờ đồng ý" in shown(giver.get(page)).text
    giver.post(page, {"withdraw": str(Invitation.objects.get().pk)})
    assert not Invitation.objects.exists()


def test_claiming_what_was_filed_without_account(last_code: Code) -> None:
    filed = dossiers.submitted(seed=4)
    number = filed.answers["requester"]["personal_id"] or filed.answers["requester"]["id_paper"]["number"]
    Dossier.objects.filter(pk=filed.pk).update(owner=None, phone="0987000555")
    mine = signed_in("other_citizen")
    ask = {"ma": filed.submission_code, "number": number}
    wrong = [mine.post("/nhan-ho-so/", ask | given) for given in ({"number": "036190000009"}, {"ma": "MC-1"})]
    assert not Message.objects.filter(recipient="0987000555", purpose="one_time_code").exists()
    right = mine.post("/nhan-ho-so/", ask)
    texts = [re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in (*wrong, right)]
    assert len({re.sub(r'nonce="[^"]*"', "", text) for text in texts}) == 1  # nobody learns what was wrong
    assert mine.post("/nhan-ho-so/", ask | {"code": "000000"}).status_code == 422
    done = mine.post("/nhan-ho-so/", ask | {"code": last_code("0987000555")})
    assert done["Location"] == reverse("dossier", args=[filed.pk])
    assert mine.get(done["Location"]).status_code == 200
    assert journal.entries(filed.subject)[-1].kind == "dossier.claimed"
    mine.post("/nhan-ho-so/", ask)
    assert mine.post("/nhan-ho-so/", ask).status_code == 429  # five tries of one code an hour


def test_printing_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from motcua.portal.track import documents

    monkeypatch.setattr(documents, "PRINTED", 1)
    made, owner = dossiers.draft(), signed_in("citizen")
    sheet = reverse("declaration_file", args=[made.pk, "khai-sinh", "docx"])
    assert [owner.get(sheet).status_code for _each in range(2)] == [200, 429]


def test_a_link_dies_with_the_draft() -> None:
    made = dossiers.draft()
    parties.invite(made.pk, world.actor("citizen"), name="Ai", phone="0987000444")
    address = link("0987000444")
    assert Client().get(address).status_code == 200
    dossiers.act(made, "submit", "citizen")
    assert Client().get(address).status_code == 404


def test_claiming_is_offered_to_people_and_not_to_officers() -> None:
    assert "Nhận hồ sơ về tài khoản" in shown(signed_in("citizen").get("/ho-so/")).text
    assert "Nhận hồ sơ về tài khoản" not in shown(signed_in("clerk").get("/ho-so/")).text
