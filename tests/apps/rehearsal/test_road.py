"""A whole dossier through a scratch office: it arrives, and nothing of it is left anywhere."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.db import connection

from motcua.agencies.models import Agency
from motcua.catalogue import api as catalogue
from motcua.catalogue import library, versions
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models import Dossier
from motcua.files import api as files
from motcua.files import shelf
from motcua.forms import library as forms
from motcua.messaging.models import Message
from motcua.rehearsal import api, office, road
from motcua.rehearsal.watching import Watch
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
BIRTH = "1.001193"
STEPS = [
    "fill", "papers", "agree", "submit", "receive", "form01", "start_processing", "propose", "sign", "seal", "return",
]  # fmt: skip


def version(code: str = BIRTH) -> ProcedureVersion:
    return ProcedureVersion.objects.select_related("procedure", "form").get(pk=catalogue.published(code).pk)


def everything() -> dict[str, int]:
    """How many rows every table has, jobs included, and how many files there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        )
        names = sorted(row[0] for row in cursor.fetchall())
        counts = {}
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            counts[name] = int(cursor.fetchone()[0])
    for folder in ("files", "signing"):
        counts[f"{folder}/"] = sum(path.is_file() for path in (Path(settings.MOTCUA_HOME) / folder).rglob("*"))
    return counts


def test_a_rehearsed_procedure_is_green_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    monkeypatch.setattr(road._Walk, "react", _counting(written, road._Walk.react))
    before = everything()
    done = api.rehearse(version())
    assert done.faults == [] and done.missed == [] and done.green
    assert done.steps == STEPS and done.papers >= 4
    assert {"paper:giay-chung-sinh:yes", "paper:giay-chung-sinh:no", "fee:free:yes", "fee:free:no"} <= {
        way.key for way in done.taken
    }
    assert max(written) >= 3, "messages were written on the way"
    assert everything() == before


def _counting(written: list[int], react):  # type: ignore[no-untyped-def]
    def run(walk: object) -> None:
        react(walk)
        written.append(Message.objects.count())

    return run


def test_a_real_office_keeps_its_numbers_while_its_route_and_fee_are_tried() -> None:
    commune = world.commune()
    walked = road.take(version(), dossiers.draft().answers, commune)
    assert walked.faults == [] and walked.steps == STEPS
    assert not Dossier.objects.exclude(state="draft").exists()
    assert not Agency.objects.filter(name=office.NAME).exists()


def test_a_step_that_fails_is_named_with_its_reason_and_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = dossiers.draft().answers
    before = everything()
    monkeypatch.setattr(road.form01, "render", lambda dossier: (_ for _ in ()).throw(ValueError("mẫu hỏng")))
    walked = road.take(version(), answers)
    assert [fault.where for fault in walked.faults] == ["form01"]
    assert "in giấy hẹn" in walked.faults[0].what and "mẫu hỏng" in walked.faults[0].what
    assert walked.faults[0].answers == answers and walked.steps == STEPS[:5]
    assert everything() == before


def test_a_missing_paper_stops_the_road(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(road._Walk, "_papers", lambda walk: None)
    walked = road.take(version(), dossiers.draft().answers)
    assert "Giấy chứng sinh" in walked.faults[0].what


def test_what_a_procedure_lacks_is_said_before_any_road() -> None:
    document = library.read(Path(settings.BASE_DIR) / "library/procedures/1.001193.yaml")
    poor = document.model_copy(update={"limit": None, "result": None})
    before = everything()
    stage = api.staged(forms.definition("khai-sinh"), watch=Watch(seconds=0.001))
    done = api.rehearse_file(poor, forms.definition("khai-sinh"), stage=stage)
    assert {"limit", "result"} <= {fault.where for fault in done.faults} and done.steps == []
    assert done.code == BIRTH and everything() == before


def test_a_file_and_the_version_it_became_have_one_digest() -> None:
    found = version()
    document = library.read(Path(settings.BASE_DIR) / f"library/procedures/{BIRTH}.yaml")
    form = forms.definition(document.form)
    assert found.form is not None and api.digests.of_form(form) == found.form.digest
    mine = api.digests.of_procedure(found.form.digest, versions.document(found))
    assert mine == api.digests.of_procedure(api.digests.of_form(form), document)
    words = document.model_copy(update={"content": document.content.model_copy(update={"summary": "Lời khác."})})
    assert mine == api.digests.of_procedure(found.form.digest, words), "words do not need a new rehearsal"
    fewer = document.model_copy(update={"components": document.components[1:]})
    assert mine != api.digests.of_procedure(found.form.digest, fewer)


def test_files_of_a_rehearsal_are_on_a_shelf_of_their_own() -> None:
    from django.core.files.storage import InMemoryStorage

    assert files.storage() is storages["files"]
    with shelf.instead(InMemoryStorage()) as _nothing:
        assert files.storage() is not storages["files"]
    assert files.storage() is storages["files"]
