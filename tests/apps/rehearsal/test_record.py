"""Everything that ships was rehearsed as it ships: the committed record knows each procedure with its form."""

import json
from datetime import date
from pathlib import Path

import pytest

from motcua.catalogue import library as catalogue
from motcua.catalogue.schema import ProcedureFile
from motcua.forms import library as forms
from motcua.rehearsal import api, digests, record
from motcua.rehearsal.report import Fault, Rehearsal, Way

AGAIN = "rehearse and record what changed: motcua rehearse --all --record"


def online(root: Path) -> list[ProcedureFile]:
    """The shipped procedures that can be handed in online."""
    paths = sorted((root / "library" / "procedures").glob("*.yaml"))
    read = [catalogue.read(path) for path in paths if "\nform: " in path.read_text(encoding="utf-8")]
    return [one for one in read if not api._unready(one)]


def test_the_record_knows_every_form_and_procedure_as_it_ships(root: Path) -> None:
    known = set(record.lines())
    forms_of = {path.stem: digests.of_form(forms.read(path)) for path in forms.shipped()}
    assert not [key for key, digest in forms_of.items() if digest not in known], AGAIN
    stale = [one.code for one in online(root) if digests.of_procedure(forms_of[one.form], one) not in known]
    assert not stale, AGAIN


@pytest.mark.django_db
def test_a_sample_of_the_record_is_green_again() -> None:
    done = api.rehearse_file(
        catalogue.read(forms.FORMS.parent / "procedures" / "DV.000001.yaml"), forms.definition("yeu-cau-luu-dong")
    )
    assert done.green and done.total == record.lines()[done.digest].branches


def test_only_what_is_green_is_recorded_and_keeps_its_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "FILE", tmp_path / "rehearsals.json")
    record.lines.cache_clear()
    green = Rehearsal("1", "a", "x" * 64, taken=[Way("k", "w")], documents=2)
    red = Rehearsal("2", "a", "y" * 64, faults=[Fault("f", "hỏng")])
    missed = Rehearsal("3", "a", "z" * 64, missed=[Way("k", "w")])
    assert record.write([red, green, missed], date(2026, 1, 1), record.FILE) == 1
    newer = Rehearsal("4", "a", "w" * 64, taken=[Way("k", "w")])
    assert record.write([newer, green], date(2026, 2, 2), record.FILE) == 2
    said = json.loads(record.FILE.read_text(encoding="utf-8"))["rehearsals"]
    assert [(one["code"], one["on"]) for one in said] == [("1", "2026-01-01"), ("4", "2026-02-02")]
    record.lines.cache_clear()
