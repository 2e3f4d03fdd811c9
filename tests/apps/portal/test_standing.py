"""What a citizen is told of the date: promised, waiting for them, kept, or no more."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers.models import Dossier
from motcua.ui.filters import when
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
APPOINTMENT = "Hẹn trả kết quả</dt>"


def page(dossier: Dossier) -> str:
    client = Client()
    client.force_login(world.account("citizen"))
    return client.get(reverse("dossier", args=[dossier.id])).content.decode()


def test_a_running_dossier_tells_its_date_and_why() -> None:
    found = dossiers.processing()
    shown = page(found)
    assert APPOINTMENT in shown and when(found.due_at) in shown and "Vì sao hẹn ngày này?" in shown


def test_while_the_office_waits_for_papers_no_date_is_promised() -> None:
    found = dossiers.supplementing()
    shown = page(found)
    assert "Đang tạm dừng. Bạn bổ sung xong thì có ngày hẹn mới." in shown
    assert when(found.due_at) not in shown and "Vì sao hẹn ngày này?" not in shown


def test_the_answer_brings_a_date_again() -> None:
    found = dossiers.answered()
    assert when(found.due_at) in page(found)


def test_a_decided_dossier_still_says_for_when_it_was_promised() -> None:
    found = dossiers.resolved()
    shown = page(found)
    assert APPOINTMENT in shown and when(found.due_at) in shown
