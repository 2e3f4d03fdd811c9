"""Every paper of a form drawn, empty and filled, as PDF and as Word."""

from collections.abc import Iterator
from datetime import datetime

from motcua.forms import paper
from motcua.forms.answers import Answers
from motcua.forms.kinds.base import Circumstances
from motcua.forms.paper import About, Sheet
from motcua.forms.schema import FormDefinition
from motcua.rehearsal.judging import HEADING
from motcua.rehearsal.report import Fault

SMALLEST = 1000
"""Bytes: a paper with less was not drawn."""


def printed(
    form: FormDefinition, answers: Answers | None, setting: Circumstances, at: datetime
) -> Iterator[Fault | None]:
    """One None for each paper drawn, a Fault for one that was not. `answers`: those of the filled ones."""
    about = About(to="Ủy ban nhân dân xã", digest="0" * 12, places=setting.places, today=setting.today)
    for one in form.every_paper:
        sheets: list[tuple[Sheet, Answers | None]] = [(paper.blank(form, HEADING, one), None)]
        if answers is not None:
            sheets.append((paper.filled(form, answers, HEADING, about, one), answers))
        for sheet, given in sheets:
            yield from _drawn(sheet, one.key, given, at)


def _drawn(sheet: Sheet, key: str, answers: Answers | None, at: datetime) -> Iterator[Fault | None]:
    for name in ("PDF", "DOCX"):
        try:
            drawn = paper.as_pdf(sheet, at) if name == "PDF" else paper.as_word(sheet)
        except Exception as error:  # a rehearsal tells of every kind of failure
            yield Fault(key, f"{name}: {type(error).__name__}: {error}"[:500], answers)
            continue
        yield None if len(drawn) >= SMALLEST else Fault(key, f"{name}: {sheet.title}", answers)
