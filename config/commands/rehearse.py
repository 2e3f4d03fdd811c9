"""`motcua rehearse`: every branch of a form tried out, one dossier through the office, and nothing left behind."""

import json
import multiprocessing
import os
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from config.console import as_json, show, start_django, table

if TYPE_CHECKING:
    from motcua.catalogue.schema import ProcedureFile
    from motcua.rehearsal.api import Rehearsal

TITLES = ("Mã", "Tờ khai", "Nhánh", "Không thể có", "Bộ trả lời", "Bản in", "Bước", "Giây", "Kết quả")
MANY = 4
"""Forms from which on every processor takes its share."""
MOST_SHOWN = 12
"""Things told of one rehearsal; all of them stand in --json."""
MOST_ANSWERS = 400
LIBRARY = Path(__file__).resolve().parents[2] / "library"


@click.command()
@click.argument("codes", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every form of the library and every procedure that uses one.")
@click.option("--office", default="", help="Code of an office whose route, fee and place the road copies.")
@click.option("--record", is_flag=True, help="Write library/rehearsals.json; only with --all.")
@as_json
def command(codes: tuple[str, ...], everything: bool, office: str, record: bool, as_json: bool) -> None:
    """Rehearse forms (by key) and procedures (by code), from the library or, if not there, as now in force.

    Exit code: 0 all green, 1 something was missed or broke.
    """
    if bool(codes) is everything or (record and not everything):
        raise click.UsageError("Name forms or procedures, or use --all; --record goes with --all.")
    start_django()
    began = time.monotonic()
    done = list(_rehearsed(codes, office))
    seconds = time.monotonic() - began
    _keep(done)
    if record:
        from motcua.kit.clock import now
        from motcua.rehearsal.record import write

        write(done, now().date())
    data = {"seconds": round(seconds, 1), "rehearsals": [one.data() for one in done]}
    show(data, as_json, lambda: _printed(done, seconds))
    if not all(one.green for one in done):
        raise SystemExit(1)


def _keep(done: Iterable["Rehearsal"]) -> None:
    """Remember what came of procedures that the library's record does not know, so that pages need not ask again."""
    from motcua.rehearsal import record, store

    for one in done:
        if one.steps and one.digest not in record.lines():
            store.keep(one)


def _rehearsed(codes: Iterable[str], office: str) -> Iterable["Rehearsal"]:
    """In the order of forms, each form tried out once for all procedures that use it."""
    from motcua.forms import library as forms

    wanted = set(codes)
    _office(office)
    documents = _procedures()
    plan: list[tuple[str, list[str]]] = []
    for path in forms.shipped():
        using = [one.code for one in documents if one.form == path.stem]
        mine = [code for code in using if not wanted or {code, path.stem} & wanted]
        if mine or not wanted or path.stem in wanted:
            plan.append((path.stem, mine))
    named = {name for key, mine in plan for name in (key, *mine)}
    yield from _in_parallel(plan, office) if len(plan) >= MANY else _one_by_one(plan, office)
    from motcua.rehearsal import api

    for code in sorted(wanted - named):
        yield api.rehearse(_in_force(code), office=_office(office))


def _one_by_one(plan: list[tuple[str, list[str]]], office: str) -> Iterable["Rehearsal"]:
    for key, mine in plan:
        yield from _of_form(key, mine, office)


def _in_parallel(plan: list[tuple[str, list[str]]], office: str) -> Iterable["Rehearsal"]:
    """The same on every processor; each process has a connection of its own."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        waiting = [pool.submit(_of_form, key, mine, office) for key, mine in plan]
        for one in waiting:
            yield from one.result()


def _of_form(key: str, codes: list[str], office: str) -> list["Rehearsal"]:
    """One form, then the procedures of the library that use it."""
    from motcua.forms import library as forms
    from motcua.rehearsal import api

    form = forms.definition(key)
    stage = api.staged(form)
    done = [api.rehearse_form(form, stage)]
    agency = _office(office)
    for code in codes:
        document = _document(LIBRARY / "procedures" / f"{code}.yaml")
        done.append(api.rehearse_file(document, form, office=agency, stage=stage))
    return done


def _document(path: Path) -> "ProcedureFile":
    from motcua.catalogue import library

    return library.read(path)


def _procedures() -> list["ProcedureFile"]:
    """The documents of the library that name a form; the others need not be read."""
    paths = sorted((LIBRARY / "procedures").glob("*.yaml"))
    return [_document(path) for path in paths if "\nform: " in path.read_text(encoding="utf-8")]


def _in_force(code: str) -> Any:
    from motcua.catalogue import api as catalogue
    from motcua.catalogue.models import Procedure, ProcedureVersion

    try:
        version = catalogue.published(code)
    except Procedure.DoesNotExist:
        raise click.ClickException(f"Không có tờ khai hay thủ tục nào mang mã “{code}”. Hãy xem lại mã.") from None
    found = ProcedureVersion.objects.select_related("procedure", "form").get(pk=version.pk)
    if found.form_id is None:
        raise click.ClickException(f"Thủ tục {code} chưa có tờ khai điện tử nên không chạy thử được.")
    return found


def _office(code: str) -> Any:
    from motcua.agencies.models import Agency

    if not code:
        return None
    found = Agency.objects.filter(code=code).select_related("unit", "calendar").first()
    if found is None:
        raise click.ClickException(f"Không có cơ quan nào mang mã “{code}”. Hãy xem lại mã, ví dụ H42.37.117.")
    return found


def _printed(done: list["Rehearsal"], seconds: float) -> str:
    rows = [
        (
            one.code, one.form, f"{len(one.taken)}/{one.total}", len(one.impossible), one.documents, one.papers,
            len(one.steps) or "–", f"{one.seconds:.1f}", "đạt" if one.green else "CHƯA ĐẠT",
        )
        for one in done
    ]  # fmt: skip
    lines = [table(TITLES, rows)]
    for one in done:
        told = [f"  ✗ {fault.where}: {fault.what}{_answers(fault.answers)}" for fault in one.faults]
        told += [f"  – chưa đi được: {way.words} ({way.key})" for way in one.missed]
        if told:
            rest = [f"  … và {len(told) - MOST_SHOWN} điều nữa"] if len(told) > MOST_SHOWN else []
            lines.append("\n".join([f"{one.code}:", *told[:MOST_SHOWN], *rest]))
    taken, total = sum(len(one.taken) for one in done), sum(one.total for one in done)
    green = sum(one.green for one in done)
    lines.append(f"{green}/{len(done)} đạt, {taken}/{total} nhánh, {seconds:.1f} giây.")
    return "\n\n".join(lines)


def _answers(answers: Any) -> str:
    """The answers that broke something, as far as they fit; all of them stand in --json."""
    said = json.dumps(answers, ensure_ascii=False) if answers else ""
    return f"\n    với câu trả lời: {said[:MOST_ANSWERS]}{'…' if len(said) > MOST_ANSWERS else ''}" if said else ""
