"""Take everything along, then close the account: what goes, what stays, who may fetch what."""

import io
import json
import re
import tracemalloc
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import session
from motcua.dossiers.models import Dossier
from motcua.files import api as files
from motcua.files.models import StoredFile
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.messaging.models import Message
from motcua.people.models import Account, Consent
from motcua.portal.account import data_pack_parts, data_packing
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizen(client: Client) -> Client:
    client.force_login(world.account("citizen"))
    return client


def _made(browser: Client) -> None:
    """Ask, and do the job that was queued."""
    browser.post(reverse("data_pack"))
    me = world.account("citizen").pk
    pack = data_packing.standing(me).pack
    assert pack is not None
    data_packing.make.run(account=str(me), pack=str(pack.pack))


def test_the_archive_holds_the_account_every_dossier_and_who_looked(citizen: Client) -> None:
    draft, processing = dossiers.draft(), dossiers.processing(seed=2)
    clerk = Client()
    clerk.force_login(world.account("officer"))
    clerk.get(reverse("desk", args=[processing.pk]))
    _made(citizen)
    assert "Tệp đã sẵn sàng" in citizen.get(reverse("data_pack")).text
    answer: Any = citizen.get(reverse("data_pack_file"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert json.loads(archive.read("tai-khoan.json"))["full_name"] == world.account("citizen").full_name
        folder = f"ho-so/{processing.code}"
        assert json.loads(archive.read(f"{folder}/da-khai.json"))["answers"] == processing.answers
        seen = json.loads(archive.read(f"{folder}/ai-da-xem.json"))
        assert seen[0]["who"] == world.account("officer").full_name
    assert f"{folder}/giay-hen.pdf" in names
    assert any(name.startswith(f"{folder}/giay-to/01 ") for name in names)
    assert any(name.startswith(f"{folder}/to-khai/") for name in names)
    assert f"ho-so/nhap-{draft.pk}/da-khai.json" in names
    assert "kho-giay-to/danh-sach.json" in names
    assert len(names) == len(set(names))


def test_only_its_owner_fetches_it_and_only_for_a_day(citizen: Client) -> None:
    _made(citizen)
    other = Client()
    other.force_login(world.account("other_citizen"))
    assert other.get(reverse("data_pack_file")).status_code == 404
    fetched: Any = citizen.get(reverse("data_pack_file"))
    assert b"".join(fetched.streaming_content)[:2] == b"PK"
    with clock.travel(clock.now() + timedelta(hours=25)):
        assert citizen.get(reverse("data_pack_file")).status_code == 404
    me = world.account("citizen").pk
    pack = data_packing.standing(me).pack
    assert pack is not None
    data_packing.end.run(account=str(me), pack=str(pack.pack))
    assert not StoredFile.objects.filter(subject=data_packing.subject(me)).exists()
    told = [fact.kind for fact in journal.entries(data_packing.subject(me))]
    assert told == ["export.asked", "export.made", "export.fetched", "export.gone"]


def test_one_at_a_time_and_a_job_that_runs_twice_makes_one(citizen: Client) -> None:
    citizen.post(reverse("data_pack"))
    citizen.post(reverse("data_pack"))
    me = world.account("citizen").pk
    pack = data_packing.standing(me).pack
    assert pack is not None
    assert "Đang gom dữ liệu" in citizen.get(reverse("data_pack"), headers={"HX-Request": "true"}).text
    for _twice in range(2):
        data_packing.make.run(account=str(me), pack=str(pack.pack))
    assert [fact.kind for fact in journal.entries(data_packing.subject(me))] == ["export.asked", "export.made"]
    assert StoredFile.objects.filter(subject=data_packing.subject(me)).count() == 1


def test_memory_does_not_grow_with_the_papers() -> None:
    owner, dossier, actor = world.account("citizen"), dossiers.draft(), world.actor("citizen")
    data_pack_parts.write(io.BytesIO(), owner)  # forms and papers are read once, whatever follows
    for number in range(6):
        data = bytes(range(256)) * 4096 * 6
        file = files.store_bytes(data, f"lon-{number}.pdf", "application/pdf", subject="x", actor=actor)
        dossier.papers.create(component="x", file=file)
    with open("/dev/null", "w+b") as nowhere:  # noqa: PTH123
        tracemalloc.start()
        data_pack_parts.write(_Sink(nowhere), owner)  # type: ignore[arg-type]
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    print(f"36 MB of papers packed with {peak / 1e6:.1f} MB at most")
    assert peak < 6_000_000


class _Sink(io.RawIOBase):
    """Takes everything, keeps nothing; an archive can be written to it but not read."""

    def __init__(self, nowhere: object) -> None:
        self.at, self.nowhere = 0, nowhere

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.at += len(data)  # type: ignore[arg-type]
        return len(data)  # type: ignore[arg-type]


def _code(phone: str) -> str:
    sent = Message.objects.filter(recipient=phone, purpose="one_time_code").latest("created_at")
    found = re.search(r"\b\d{6}\b", sent.body)
    assert found
    return found[0]


def _closed(browser: Client) -> None:
    phone = world.account("citizen").phone
    assert phone
    assert browser.post(reverse("data_close")).headers["Location"] == reverse("data_close_confirm")
    wrong = browser.post(reverse("data_close_confirm"), {"code": "000000"})
    assert wrong.status_code == 422
    done = browser.post(reverse("data_close_confirm"), {"code": _code(phone)})
    assert done.headers["Location"] == reverse("home")


def test_closing_wipes_the_account_and_leaves_running_dossiers_to_code_and_pin(citizen: Client) -> None:
    account, draft, running = world.account("citizen"), dossiers.draft(), dossiers.processing(seed=2)
    phone = account.phone
    shown = citizen.get(reverse("data_close")).text
    assert running.shown_code in shown
    assert "1 bản nháp chưa nộp" in shown
    _closed(citizen)
    account.refresh_from_db()
    assert (account.phone, account.email, account.personal_id, account.address, account.is_active) == (
        None, "", "", "", False,
    )  # fmt: skip
    assert account.closed_at is not None
    assert not Account.objects.filter(phone=phone).exists()
    assert not Dossier.objects.filter(pk=draft.pk).exists()
    assert not Consent.objects.filter(account=account, withdrawn_at=None).exists()
    assert citizen.get(reverse("data")).status_code == 302
    running.refresh_from_db()
    assert (running.owner_id, running.phone) == (None, phone)
    follower = Client()
    kept = follower.session
    kept[session.OPENED] = {str(running.pk): 2**33}
    kept.save()
    assert running.shown_code in follower.get(reverse("dossier", args=[running.pk])).text
    told = journal.entries(f"account:{account.pk}")[-1]
    assert (told.kind, told.payload["drafts"]) == ("account.closed", 1)


def test_a_recalled_dossier_and_an_officer_are_not_closed(citizen: Client) -> None:
    dossiers.act(dossiers.submitted(), "recall", "citizen")
    assert citizen.post(reverse("data_close")).status_code == 422
    officer = Client()
    officer.force_login(world.account("clerk"))
    assert officer.get(reverse("data_close")).status_code == 404
    assert officer.get(reverse("data_pack")).status_code == 404
    assert officer.get(reverse("data_seen")).status_code == 200
