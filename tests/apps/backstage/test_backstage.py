"""Administration: what failed is seen and run again by administrators alone; the rights table is the real one."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from motcua.backstage import rights, trouble
from motcua.dossiers import lifecycle
from motcua.journal.models import ReactionRun
from motcua.kit import clock
from motcua.kit.references import uuid7
from motcua.messaging.models import Message
from tests.support import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(world.account("administrator"))
    return client


def _failed_message(**details: Any) -> Message:
    return Message.objects.create(
        purpose="received", channel="sms", recipient="0900000301", body="Hồ sơ đã được tiếp nhận.",
        state="permanent_failure", error="Nhà mạng không nhận số này.", about="dossier:x",
        created_at=clock.now(), **details,
    )  # fmt: skip


def test_a_failed_message_is_shown_without_the_number_and_sent_again(boss: Client) -> None:
    message = _failed_message()
    page = boss.get(reverse("administration")).text
    assert "Nhà mạng không nhận số này." in page
    assert "090…301" in page
    assert "0900000301" not in page
    assert "Hồ sơ đã được tiếp nhận." not in page
    again = {"kind": "message", "id": str(message.id), "name": "received"}
    answer = boss.post(reverse("administration_retry"), again, follow=True)
    assert "Tin nhắn đang được gửi lại." in answer.text
    message.refresh_from_db()
    assert message.state == "created"
    twice = boss.post(reverse("administration_retry"), again, follow=True)
    assert "không gửi lại được" in twice.text


def test_a_failed_reaction_is_run_again(boss: Client) -> None:
    run = ReactionRun.objects.create(
        entry=uuid7(), reaction="dossiers.notify", state="stopped", attempts=3, error="KeyError: due_at"
    )
    assert "KeyError: due_at" in boss.get(reverse("administration")).text
    again = {"kind": "reaction", "id": str(run.entry), "name": "dossiers.notify"}
    assert "đang được chạy lại" in boss.post(reverse("administration_retry"), again, follow=True).text


@pytest.mark.parametrize("identifier", ["", "x", str(UUID(int=1))])
def test_nonsense_is_not_run(boss: Client, identifier: str) -> None:
    typed = {"kind": "reaction", "id": identifier, "name": "unheard.of"}
    assert boss.post(reverse("administration_retry"), typed).status_code == 404


def test_the_rights_table_is_the_lifecycle(boss: Client) -> None:
    page = boss.get(reverse("administration_rights")).text
    assert "Tiếp nhận hồ sơ" in page
    assert len(rights.acts()) == len(lifecycle.TRANSITIONS)
    assert ("/mot-cua/", "Cán bộ một cửa") in rights.addresses()
    assert not [address for address, rule in rights.addresses() if rule.startswith("Không ai")]


def test_only_administrators_get_in(client: Client) -> None:
    for name in ("administration", "administration_rights"):
        assert client.get(reverse(name)).status_code == 302
    for who in ("clerk", "leader", "citizen"):
        client.force_login(world.account(who))
        assert client.get(reverse("administration")).status_code == 403
        assert client.post(reverse("administration_retry")).status_code == 403


def test_health_is_asked_only_when_wanted(boss: Client) -> None:
    assert "Kho tệp ghi và đọc được" not in boss.get(reverse("administration")).text
    assert "Kho tệp ghi và đọc được" in boss.get(reverse("administration"), {"kiem-tra": "1"}).text


def test_an_address_is_masked() -> None:
    assert trouble.masked("bao.ngoc@motcua.example") == "ba…@motcua.example"
