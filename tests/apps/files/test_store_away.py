"""The disk is full or the S3 store does not answer: people read what to do, nothing is lost, operators are told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import LazySettings
from django.test import Client

from config.cli import main
from motcua.dossiers import completeness
from motcua.dossiers.models import Dossier, Paper
from motcua.files import api
from motcua.files.adapters.s3_client import Patience
from motcua.files.models import StoredFile
from motcua.kit.actor import Actor
from tests.support import dossiers, photographs, world

pytestmark = pytest.mark.django_db
Away = Callable[[], None]
NOBODY = "http://127.0.0.1:9"


@pytest.fixture(params=["disk", "s3"])
def go_away(request: pytest.FixtureRequest, settings: LazySettings, tmp_path: Path) -> Away:
    """From then on the store of this kind cannot keep anything."""
    (tmp_path / "no-folder").touch()
    places: dict[str, Any] = {
        "disk": {**settings.STORAGES["files"], "OPTIONS": {"location": tmp_path / "no-folder"}},
        "s3": {
            "BACKEND": "motcua.files.adapters.s3.S3Bucket",
            "OPTIONS": {
                "place": "s3://motcua", "endpoint": NOBODY, "region": "vn", "key": "k", "secret": "s",
                "patience": Patience(connect=0.2, silence=0.2, whole=0.3),
            },
        },
    }  # fmt: skip

    def away() -> None:
        settings.STORAGES = {**settings.STORAGES, "files": places[request.param]}

    return away


@pytest.fixture
def citizen() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(world.account("citizen"))
    return client


def test_who_sends_a_paper_reads_what_to_do_and_loses_nothing(
    citizen: Client, go_away: Away, settings: LazySettings
) -> None:
    draft = dossiers.draft()
    component = completeness.components(draft)[0].code
    Paper.objects.filter(dossier=draft, component=component).delete()
    kept, works = set(StoredFile.objects.all()), settings.STORAGES
    address = f"/nop-ho-so/{dossiers.BIRTH}/{draft.id}/giay-to/{component}/"
    go_away()
    answer = citizen.post(address, {"paper": photographs.taken("giấy.jpg"), "upload": "paper"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "kho tệp đang gặp trục trặc" in text and "gửi lại tệp này" in text
    assert set(StoredFile.objects.all()) == kept
    assert Dossier.objects.get(pk=draft.pk).answers == draft.answers
    settings.STORAGES = works
    assert citizen.post(address, {"paper": photographs.taken(), "upload": "paper"}).status_code == 302
    assert Paper.objects.filter(dossier=draft, component=component).exists()


def test_a_paper_that_cannot_be_opened_now_is_said_to_be_there_still(citizen: Client, go_away: Away) -> None:
    item = citizen.post("/kho-giay-to/them/", {"kind": "birth_notice", "paper": photographs.taken()})["Location"]
    address = f"/kho-giay-to/{item.split('/')[2]}/tep"
    assert b"".join(citizen.get(address)).startswith(b"\xff\xd8")
    go_away()
    answer = citizen.get(address)
    assert answer.status_code == 503
    text = answer.content.decode()
    assert "Chưa mở hoặc cất được tệp" in text and "không bị mất" in text and answer["Retry-After"]


def test_what_the_office_makes_is_not_half_there(go_away: Away) -> None:
    go_away()
    with pytest.raises(api.NotKept):
        api.store_bytes(b"x", "a.pdf", "application/pdf", subject="dossier:1", actor=Actor.SYSTEM)
    assert not StoredFile.objects.filter(subject="dossier:1").exists()


def test_operators_are_told(go_away: Away) -> None:
    assert Client().get("/readyz").json()["storage"] == "ok"
    go_away()
    answer = Client().get("/readyz")
    assert answer.status_code == 503 and answer.json()["storage"] != "ok"
    told = json.loads(CliRunner().invoke(main, ["doctor", "--json"]).output)["checks"]
    found = next(check for check in told if check["name"] == "storage")
    assert not found["ok"] and found["advice"]
    assert not api.check_config()[0][0]
