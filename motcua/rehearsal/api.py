"""Rehearse a form, a version, or the file of a procedure; nothing of it stays but the outcome."""

import time
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Agency
from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.catalogue import documents, drafts, versions
from motcua.catalogue.models import Component, Procedure, ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.forms import api as forms
from motcua.forms.answers import Answers
from motcua.forms.kinds.base import Circumstances
from motcua.forms.models import FormVersion
from motcua.forms.schema import FormDefinition
from motcua.kit import clock
from motcua.kit.references import uuid7
from motcua.rehearsal import digests, road, store
from motcua.rehearsal.branches import Extra, extras
from motcua.rehearsal.judging import Judging
from motcua.rehearsal.printing import printed
from motcua.rehearsal.report import Fault, Rehearsal
from motcua.rehearsal.stage import Stage
from motcua.rehearsal.watching import Watch

ONLINE = 3
__all__ = ["ONLINE", "Rehearsal", "Stage", "catch_up", "rehearse", "rehearse_file", "rehearse_form", "staged"]


def staged(form: FormDefinition, *, today: date | None = None, seed: int = 1, watch: Watch | None = None) -> Stage:
    """A form tried out alone: its stage, on which procedures may then try their own rules."""
    places = Places()
    setting = Circumstances(today or clock.now().date(), places if places.provinces() else None)
    stage = Stage(form, setting, seed, watch)
    stage.run(Judging(form, setting).faults)
    for fault in printed(form, stage.richest(), setting, clock.now()):
        stage.papers += 1
        stage.watch.late()  # shows that one is alive
        if fault is not None:
            stage.fault(fault)
    return stage


def rehearse_form(form: FormDefinition, stage: Stage | None = None) -> Rehearsal:
    """A form without a procedure."""
    began = time.monotonic()
    stage = stage or staged(form)
    done = Rehearsal(f"form:{form.key}", form.key, digests.of_form(form))
    _of_form(done, stage)
    done.seconds = time.monotonic() - began
    return done


def rehearse(
    version: ProcedureVersion, *, office: Agency | None = None, stage: Stage | None = None,
    watch: Watch | None = None,
) -> Rehearsal:  # fmt: skip
    """A version, in force or draft, with its form: all branches, and one dossier through an office (like `office`).

    `stage` is one on which the same form was tried out already; without one, `watch` sees how far it is.
    Raises ValueError for a version without a form.
    """
    began = time.monotonic()
    if version.form_id is None or version.form is None:
        raise ValueError(f"{version} has no form")
    document = versions.document(version)
    form = forms.definition(version.form_id)
    done = Rehearsal(version.code, form.key, digests.of_procedure(version.form.digest, document))
    own = _own_rules(document)
    if stage is None:
        watch = watch or Watch()
        watch.expect(len(list(extras(own))))
        stage = staged(form, watch=watch)
    _of_form(done, stage)
    for mine, more in zip((done.taken, done.missed, done.impossible), stage.also(own), strict=True):
        mine.extend(more)
    stage.watch.say()
    done.faults += _fees(version, stage.documents)
    if unready := _unready(document):
        done.faults += unready
    elif stage.documents:
        walked = road.take(version, stage.richest() or stage.documents[0], office)
        done.steps, done.faults = walked.steps, [*done.faults, *walked.faults]
    done.seconds = time.monotonic() - began
    return done


def rehearse_file(
    document: ProcedureFile, form: FormDefinition, *, office: Agency | None = None, stage: Stage | None = None
) -> Rehearsal:
    """The file of a procedure that need not be in the database."""
    stage = stage or staged(form)
    made: list[Rehearsal] = []
    try:
        with transaction.atomic():
            version = _written(document, forms.publish(form))
            made.append(rehearse(version, office=office, stage=stage))
            raise _Undone
    except _Undone:
        made[0].code = document.code
        return made[0]


def catch_up(loaded: Iterable[ProcedureVersion]) -> list[Rehearsal]:
    """Rehearse those versions in force that have a form and no outcome yet; normally none of the library's."""
    done = []
    stages: dict[object, Stage] = {}
    for version in loaded:
        document = versions.document(version)
        digest = store.digest_of(version, document)
        if not digest or store.outcome(digest) is not None or version.form_id is None or _unready(document):
            continue
        if version.form_id not in stages:
            stages[version.form_id] = staged(forms.definition(version.form_id))
        done.append(rehearse(version, stage=stages[version.form_id]))
        store.keep(done[-1])
    return done


class _Undone(Exception):
    """Ends the transaction in which a file was written."""


def _written(document: ProcedureFile, form: FormVersion) -> ProcedureVersion:
    """A draft of a procedure nobody sees."""
    procedure = Procedure.objects.create(**{**drafts.described(document), "code": f"CT.{uuid7().hex[:20].upper()}"})
    version = ProcedureVersion.objects.create(
        procedure=procedure, number=1, edited_at=clock.now(), **documents.columns(document, form)
    )
    Component.objects.bulk_create(documents.papers(version, document))
    return version


def _of_form(done: Rehearsal, stage: Stage) -> None:
    done.taken, done.missed, done.impossible = list(stage.taken), list(stage.missed), list(stage.impossible)
    done.faults, done.documents, done.papers = list(stage.faults), len(stage.documents), stage.papers


def _own_rules(document: ProcedureFile) -> list[Extra]:
    """Where the procedure itself asks the answers: papers, freedom from fees, copies to pay."""
    found = []
    for paper in document.components:
        if paper.when and paper.duty != "note":
            name = {"name": paper.name[:80]}
            yes, no = _("cần giấy tờ “%(name)s”") % name, _("không cần giấy tờ “%(name)s”") % name
            found.append(Extra(f"paper:{paper.code}", yes, no, paper.when))
    fee = document.fee
    if fee and fee.free_when:
        found.append(Extra("fee:free", _("được miễn lệ phí"), _("không được miễn lệ phí"), fee.free_when))
    if fee and fee.field:
        found.append(Extra("fee:copies", _("xin bản sao, có phí"), _("không xin bản sao"), f"{fee.field} > 0"))
    return found


def _unready(document: ProcedureFile) -> list[Fault]:
    """What the procedure itself lacks so that no dossier could go its way."""
    found = []
    if document.limit is None or document.limit.reckoned() is None:
        found.append(Fault("limit", _("Chưa có thời hạn mà hệ thống tính được, nên chưa hẹn ngày trả được.")))
    if not document.route:
        found.append(Fault("route", _("Chưa có quy trình xử lý.")))
    if document.result is None:
        found.append(Fault("result", _("Chưa có mẫu kết quả điện tử.")))
    if not document.delivery_methods:
        found.append(Fault("delivery", _("Chưa có cách nhận kết quả.")))
    return found


def _fees(version: ProcedureVersion, known: list[Answers]) -> list[Fault]:
    """What each document would cost can be reckoned."""
    found = []
    for answers in known:
        try:
            catalogue.fee_rule(version, answers)
            total = sum(line.total for line in catalogue.fee_lines(version, answers))
        except Exception as error:  # a rehearsal tells of every kind of failure
            found.append(Fault("fee", f"{type(error).__name__}: {error}"[:300], answers))
            continue
        if total < 0:
            found.append(Fault("fee", _("Tiền phí ra số âm."), answers))
    return found
