"""The real road with the files in an S3 store: hand in by the portal, open again, erased when the time is over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core.files.storage import storages
from django.db import connection, transaction
from django.test import Client

from motcua.dossiers import completeness, keeping
from motcua.dossiers.models import Dossier, Paper
from motcua.files import api, jobs
from motcua.files.models import StoredFile
from motcua.kit import clock
from motcua.kit.actor import Actor
from tests.contracts.s3_server import S3Server
from tests.support import dossiers, photographs, world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_a_bucket(settings: LazySettings, s3_server: S3Server) -> None:
    options = s3_server.options(place=f"s3://motcua/{uuid4().hex}")
    settings.STORAGES = {
        **settings.STORAGES, "files": {"BACKEND": "motcua.files.adapters.s3.S3Bucket", "OPTIONS": options},
    }  # fmt: skip


def _erase_what_waits() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'key' FROM procrastinate_jobs WHERE task_name = 'files.erase'")
        keys = [key for (key,) in cursor.fetchall()]
    for key in keys:
        jobs.erase.run(key=key)


def test_a_paper_is_handed_in_opened_and_erased_when_its_time_is_over() -> None:
    client = Client()
    client.force_login(world.account("citizen"))
    draft = dossiers.draft()
    component = completeness.components(draft)[0].code
    Paper.objects.filter(dossier=draft, component=component).delete()
    address = f"/nop-ho-so/{dossiers.BIRTH}/{draft.id}/giay-to/{component}/"
    assert client.post(address, {"paper": photographs.taken("giấy.jpg"), "upload": "paper"}).status_code == 302
    paper = Paper.objects.get(dossier=draft, component=component)
    answer = client.get(f"/ho-so/{draft.id}/giay-to/{paper.id}")
    content = b"".join(answer)
    assert content.startswith(b"\xff\xd8") and photographs.PLACE not in content
    assert len(content) == paper.file.size == int(answer["Content-Length"])
    stranger = Client()
    stranger.force_login(world.account("other_citizen"))
    assert stranger.get(f"/ho-so/{draft.id}/giay-to/{paper.id}").status_code in (403, 404)
    for days in (77, 92):
        with clock.travel(Dossier.objects.get(pk=draft.pk).updated_at + timedelta(days=days)):
            keeping.run()
            _erase_what_waits()
    assert not Dossier.objects.filter(pk=draft.pk).exists()
    assert not storages["files"].exists(paper.file.storage_key)


def test_bytes_of_an_upload_that_was_rolled_back_are_swept() -> None:
    stays = api.take(dossiers.photograph(), subject="dossier:1", actor=Actor.ANONYMOUS)
    with pytest.raises(RuntimeError), transaction.atomic():
        lost = api.take(dossiers.photograph(), subject="dossier:1", actor=Actor.ANONYMOUS)
        raise RuntimeError
    assert storages["files"].exists(lost.storage_key)
    with clock.travel(clock.now() + timedelta(days=1)):
        jobs.sweep_orphans()
    assert not storages["files"].exists(lost.storage_key)
    assert api.read_bytes(StoredFile.objects.get(pk=stays.pk)) and api.thumbnail(stays)
