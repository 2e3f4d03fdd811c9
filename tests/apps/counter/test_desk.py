"""The desk: one dossier whole, for the officers of its office and for nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import policy
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.models import Dossier, Paper
from motcua.files.models import StoredFile
from tests.apps.counter import page
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
Sit = Callable[[str], Client]
STAGES = ["submitted", "received", "processing", "supplementing", "answered", "proposed"]


def _desk(dossier: Dossier) -> str:
    return reverse("desk", args=[dossier.id])


def test_first_it_says_whose_turn_it_is_until_when_and_why(sit: Sit) -> None:
    dossier = dossiers.received()
    shown = sit("officer").get(_desk(dossier)).text
    assert "Đang chờ công chức tư pháp – hộ tịch nhận xử lý. Hẹn trả 17 giờ 00, thứ Hai ngày 23/11/2026." in shown
    assert "nên trả kết quả trong ngày" in shown


def test_data_stands_beside_the_papers(sit: Sit) -> None:
    dossier = dossiers.submitted()
    shown = sit("clerk").get(_desk(dossier)).text
    paper = Paper.objects.filter(dossier=dossier).first()
    assert paper is not None
    assert dossier.contact_name in shown
    assert reverse("desk_paper", args=[dossier.id, paper.id]) in shown
    assert shown.index('id="declaration"') < shown.index('id="papers"')


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("who", ["clerk", "officer", "leader", "seal_clerk"])
def test_the_buttons_are_what_the_policy_allows(sit: Sit, stage: str, who: str) -> None:
    dossier = getattr(dossiers, stage)()
    found = page.buttons(sit(who).get(_desk(dossier)))
    titles = [str(REGISTRY[name].title) for name in policy.acts(world.actor(who), dossier)]
    assert sorted(words for words, _href in found) == sorted(titles)
    for _words, href in found:
        assert sit(who).get(href).status_code == 200


@pytest.mark.parametrize("name", ["desk", "desk_receipt", "desk_result"])
def test_another_office_a_citizen_and_a_stranger_find_nothing(sit: Sit, client: Client, name: str) -> None:
    address = reverse(name, args=[dossiers.proposed().id])
    assert sit("other_clerk").get(address).status_code == 404
    assert sit("citizen").get(address).status_code == 403
    assert sit("administrator").get(address).status_code == 403
    assert client.get(address).status_code == 302


def test_the_paper_of_one_dossier_is_not_reached_through_another(sit: Sit) -> None:
    one, other = dossiers.submitted(), dossiers.submitted(seed=2)
    paper = Paper.objects.filter(dossier=one).first()
    assert paper is not None
    right = reverse("desk_paper", args=[one.id, paper.id])
    shown: Any = sit("clerk").get(right)
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert sit("clerk").get(right, {"nho": "1"}).headers["Content-Type"] == "image/jpeg"
    assert sit("clerk").get(reverse("desk_paper", args=[other.id, paper.id])).status_code == 404
    assert sit("other_clerk").get(right).status_code == 404


def test_an_infected_paper_is_named_but_never_opened(sit: Sit) -> None:
    dossier = dossiers.submitted()
    paper = Paper.objects.filter(dossier=dossier).first()
    assert paper is not None
    StoredFile.objects.filter(pk=paper.file_id).update(scan="infected")
    address = reverse("desk_paper", args=[dossier.id, paper.id])
    shown = sit("clerk").get(_desk(dossier)).text
    assert "Có vi-rút" in shown
    assert address not in shown
    answer = sit("clerk").get(address)
    assert answer.status_code == 410
    assert "vi-rút" in answer.text


def test_what_waits_in_an_unsent_supplement_is_not_the_offices_yet(sit: Sit) -> None:
    dossier = dossiers.supplementing()
    paper = Paper.objects.filter(dossier=dossier).first()
    assert paper is not None
    pending = Paper.objects.create(dossier=dossier, component=paper.component, file=paper.file, pending=True)
    client = sit("officer")
    assert client.get(reverse("desk_paper", args=[dossier.id, pending.id])).status_code == 404
    assert str(pending.id) not in client.get(_desk(dossier)).text


def test_a_supplement_shows_what_was_asked_and_keeps_the_old_file(sit: Sit) -> None:
    dossier = dossiers.answered()
    shown = sit("officer").get(_desk(dossier)).text
    assert "Ảnh mờ, không đọc được họ tên." in shown
    assert "Tệp cũ đã được thay" in shown


def test_an_officers_own_dossier_is_for_colleagues(sit: Sit) -> None:
    dossier = dossiers.submitted()
    Dossier.objects.filter(pk=dossier.pk).update(owner=world.account("clerk"))
    answer = sit("clerk").get(_desk(dossier))
    assert "Đây là hồ sơ do chính bạn nộp." in answer.text
    assert page.buttons(answer) == []
    address = reverse("desk_act", args=[dossier.id, "receive"])
    assert sit("clerk").post(address, {"seen": str(dossier.last_entry)}).status_code == 404


def test_the_note_of_the_applicant_is_shown(sit: Sit) -> None:
    dossier = dossiers.received()
    dossiers.act(dossier, "ask_correction", "citizen", note="Tên đệm của con là Bảo, không phải Bão.")
    assert "Tên đệm của con là Bảo" in sit("officer").get(_desk(dossier)).text
    assert "Người nộp có lời nhắn" in sit("officer").get(reverse("inbox")).text
