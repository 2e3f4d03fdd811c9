"""Kept files: given back whole and harmless, taken away for good, watched after."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from PIL import Image

from motcua.files import api, jobs, serve
from motcua.files.models import StoredFile
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from tests.apps.files import samples
from tests.contracts.clamd import MARK, ClamdProcess

pytestmark = pytest.mark.django_db
SUBJECT = "dossier:0190"


def kept(content: io.BytesIO | None = None, name: str = "Giấy chứng sinh.jpg") -> StoredFile:
    content = content or samples.photograph()
    return api.take(content, subject=SUBJECT, actor=Actor.ANONYMOUS, name=name)


def infected_pdf() -> io.BytesIO:
    def mark(document) -> None:
        document.docinfo["/Title"] = MARK.decode()

    return samples.pdf(change=mark)


def waiting_jobs(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [name])
        return int(cursor.fetchone()[0])


def test_a_picture_is_shown_in_a_box_that_can_do_nothing() -> None:
    answer = serve.response(kept(), as_download=False)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''Gi%E1%BA%A5y%20")
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    answer.close()


def test_what_is_no_picture_and_no_pdf_is_only_downloaded() -> None:
    file = api.store_bytes(b"<p>", "x.html", "text/html", subject=SUBJECT, actor=Actor.SYSTEM)
    answer = serve.response(file, as_download=False)
    assert answer["Content-Disposition"].startswith("attachment")
    answer.close()


def test_a_thumbnail_is_small() -> None:
    file = kept(samples.photograph((2000, 1500), noise=True))
    picture = Image.open(io.BytesIO(api.thumbnail(file)))
    assert (picture.format, picture.size) == ("JPEG", (320, 240))
    paper = api.store_bytes(samples.pdf().getvalue(), "a.pdf", "application/pdf", subject=SUBJECT, actor=Actor.SYSTEM)
    with pytest.raises(ValueError):
        api.thumbnail(paper)


def test_removing_takes_row_and_bytes() -> None:
    file = kept()
    api.remove(file)
    assert waiting_jobs("files.erase") == 1
    jobs.erase.run(key=file.storage_key)
    jobs.erase.run(key=file.storage_key)
    assert not api.storage().exists(file.storage_key)
    assert api.of(SUBJECT) == []


def test_erasing_spares_a_file_whose_removal_was_rolled_back() -> None:
    file = kept()
    jobs.erase.run(key=file.storage_key)
    assert api.read_bytes(file)


def test_bytes_of_a_rolled_back_upload_are_swept_once_their_day_is_over() -> None:
    stays = kept()
    with pytest.raises(RuntimeError), transaction.atomic():
        lost = kept()
        raise RuntimeError
    assert api.storage().exists(lost.storage_key)
    jobs.sweep_orphans()
    assert api.storage().exists(lost.storage_key), "today's folder is left alone: its transaction may still run"
    with clock.travel(clock.now() + timedelta(days=1)):
        jobs.sweep_orphans()
    assert not api.storage().exists(lost.storage_key)
    assert api.read_bytes(stays)


def test_the_disk_keeps_files_from_other_users(settings, tmp_path) -> None:
    file = kept()
    path = tmp_path / "kept" / file.storage_key
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_an_infected_file_is_refused_and_nothing_is_kept(settings, clamd_process: ClamdProcess, tmp_path) -> None:
    settings.MOTCUA_CLAMD = clamd_process.address
    with pytest.raises(api.Refused, match="có vi-rút"):
        kept(infected_pdf(), "a.pdf")
    assert not StoredFile.objects.exists()
    assert not list((tmp_path / "kept").rglob("*.*"))
    assert kept().scan == StoredFile.Scan.CLEAN


def test_a_file_found_infected_later_is_locked_recorded_and_told(settings, clamd_process: ClamdProcess) -> None:
    settings.MOTCUA_CLAMD = "/nowhere/clamd"
    bad, good = kept(infected_pdf(), "a.pdf"), kept()
    assert (bad.scan, waiting_jobs("files.rescan")) == ("waiting", 2)
    told: list[StoredFile] = []
    api.on_infected(told.append)
    settings.MOTCUA_CLAMD = clamd_process.address
    for file in (bad, good, bad):
        jobs.rescan.run(file=str(file.id))
        file.refresh_from_db()
    assert (bad.scan, bad.scan_detail, good.scan) == ("infected", "Motcua.Test.UNOFFICIAL", "clean")
    assert [file.id for file in told] == [bad.id]
    assert [entry.kind for entry in journal.entries(SUBJECT)] == ["file.infected"]
    with pytest.raises(api.Infected):
        serve.response(bad, as_download=True)


def test_what_waits_too_long_is_queued_again(settings) -> None:
    settings.MOTCUA_CLAMD = "/nowhere/clamd"
    kept()
    jobs.rescan_waiting()
    assert waiting_jobs("files.rescan") == 1
    with clock.travel(clock.now() + timedelta(hours=2)):
        jobs.rescan_waiting()
    assert waiting_jobs("files.rescan") == 2


def test_the_health_page_names_what_is_wrong(settings) -> None:
    assert api.check_config()[0] == (True, "Kho tệp ghi và đọc được")
    settings.MOTCUA_CLAMD = "/nowhere/clamd"
    good, sentence = api.check_config()[1]
    assert not good
    assert sentence.startswith("Máy quét vi-rút không trả lời")


def test_storing_does_not_overwrite(settings) -> None:
    first = api.storage().save("a/b.txt", ContentFile(b"1"))
    assert api.storage().save("a/b.txt", ContentFile(b"2")) != first
