"""Files go from the disk to an S3 store and back while people work: nothing is lost, nothing deleted lives on."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from config.cli import main
from motcua.files import api, jobs, moving, shelf
from motcua.files.adapters.disk import DurableDisk
from motcua.files.models import StoredFile
from motcua.kit.actor import Actor
from tests.contracts.s3_server import S3Server

pytestmark = pytest.mark.django_db


@pytest.fixture
def bucket(settings: LazySettings, s3_server: S3Server, tmp_path: Path) -> Any:
    """What `config.settings.files` makes of MOTCUA_FILES=s3://…; services of the test still use the disk."""
    StoredFile.objects.all().delete()  # those of the demonstration lie elsewhere
    place = f"s3://motcua/{uuid4().hex}"
    made = {"BACKEND": "motcua.files.adapters.s3.S3Bucket", "OPTIONS": s3_server.options(place=place)}
    settings.MOTCUA_FILES, settings.MOTCUA_HOME = place, tmp_path
    settings.STORAGES = {**settings.STORAGES, "disk": settings.STORAGES["files"], "files": made}
    return storages["files"]


@pytest.fixture
def disk(bucket: Any) -> Any:
    return storages["disk"]


def _kept(disk: DurableDisk, count: int) -> list[StoredFile]:
    with shelf.instead(disk):
        return [_one(number) for number in range(count)]


def _one(number: int) -> StoredFile:
    return api.store_bytes(
        b"paper %d" % number, "giấy.pdf", "application/pdf", subject="dossier:0190", actor=Actor.SYSTEM
    )


def _moved(*words: str) -> dict[str, Any]:
    return dict(json.loads(_run(*words).stdout))


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, ["files", "move", "--json", *words])


def test_every_file_is_copied_and_stays_on_the_disk_until_it_is_said(disk: Any, bucket: Any) -> None:
    files = _kept(disk, 5)
    told = _moved()
    assert (told["moved"], told["there"], told["bytes"]) == (5, 0, sum(file.size for file in files))
    assert all(api.read_bytes(file).startswith(b"paper") for file in files)
    assert all(disk.exists(file.storage_key) for file in files)
    assert _moved("--thorough")["there"] == 5
    told = _moved("--remove", "--yes")
    assert (told["moved"], told["there"]) == (0, 5)
    assert not any(disk.exists(file.storage_key) for file in files)
    assert all(bucket.exists(file.storage_key) for file in files)


def test_it_goes_on_where_it_was_stopped(disk: Any, bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "PAGE", 3)
    files = _kept(disk, 8)
    save, room = type(bucket).save, iter(range(4))

    def save_four(self: Any, *given: Any, **more: Any) -> str:
        if next(room, None) is None:
            raise shelf.StoreAway("gone")
        return str(save(self, *given, **more))

    with monkeypatch.context() as patch:
        patch.setattr(type(bucket), "save", save_four)
        stopped = _run()
        assert stopped.exit_code == 1 and "Run it again to go on" in stopped.stderr
    told = _moved()
    assert (told["moved"], told["there"]) == (4, 4)
    assert all(bucket.digest(file.storage_key) == file.sha256 for file in files)


def test_a_file_that_changed_is_missing_or_meets_another_is_named_and_nothing_is_overwritten(
    disk: Any, bucket: Any
) -> None:
    changed, missing, taken, good = _kept(disk, 4)
    Path(disk.path(changed.storage_key)).write_bytes(b"something else")
    disk.delete(missing.storage_key)
    bucket.save(taken.storage_key, ContentFile(b"another"))
    done = _run("--remove", "--yes")
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (told["changed"], told["missing"], told["taken"], told["moved"]) == (1, 1, 1, 1)
    assert sorted(told["trouble"]) == sorted(
        [f"changed: {changed.storage_key}", f"missing: {missing.storage_key}", f"taken: {taken.storage_key}"]
    )
    with bucket.open(taken.storage_key) as stream:
        assert stream.read() == b"another"
    assert not bucket.exists(changed.storage_key) and disk.exists(changed.storage_key)
    assert not disk.exists(good.storage_key)


def test_what_was_deleted_while_files_moved_is_erased_in_both_stores(disk: Any, bucket: Any) -> None:
    early, late, stays = _kept(disk, 3)
    _moved()
    api.remove(early)  # the services still use the disk
    disk.delete(early.storage_key)
    assert bucket.exists(early.storage_key)
    assert _moved()["erased"] == 1
    assert not bucket.exists(early.storage_key)
    api.remove(late)  # now they use the bucket
    jobs.erase.run(key=late.storage_key)
    assert disk.exists(late.storage_key)
    assert _moved("--remove", "--yes")["erased"] == 1
    assert not disk.exists(late.storage_key) and api.read_bytes(stays)


def test_with_the_wrong_database_nothing_is_erased(disk: Any, bucket: Any) -> None:
    files = _kept(disk, 3)
    _moved()
    StoredFile.objects.all().delete()
    disk.delete(files[0].storage_key)
    assert _moved()["erased"] == 0
    assert all(bucket.exists(file.storage_key) for file in files)


def test_files_come_back_to_the_disk(disk: Any, bucket: Any) -> None:
    file = _kept(disk, 1)[0]
    _moved("--remove", "--yes")
    assert _moved("--to", "disk")["moved"] == 1
    with disk.open(file.storage_key) as stream:
        assert stream.read() == b"paper 0"


def test_removing_is_asked_for_and_a_bucket_must_be_named(disk: Any, bucket: Any, settings: LazySettings) -> None:
    file = _kept(disk, 1)[0]
    assert _run("--remove").exit_code == 1
    assert disk.exists(file.storage_key)
    settings.MOTCUA_FILES = ""
    assert "Set MOTCUA_FILES" in _run().stderr
