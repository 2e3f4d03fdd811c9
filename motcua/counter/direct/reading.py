"""Tờ khai giấy: the codes of a filled paper, read by a hand scanner or from pictures, become a draft at this office.

Nothing is kept between two readings but what stands on the page itself: the codes read so far travel with the form.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.agencies.places import Places
from motcua.counter.direct import opening
from motcua.dossiers import direct, session
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.restoring import Restored, restore
from motcua.files import api as files
from motcua.forms import api as forms
from motcua.forms import engine
from motcua.forms.restore import Gathered, Unreadable, gather, pictures, unpack

TYPED, KEPT, PICTURES = "ma", "da-doc", "tep"
MOST_PICTURES = 4
MOST_SECONDS = 45.0
"""For all pictures of one request together."""
Told = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One answer with what is wrong with it."""

    label: str
    text: str
    problems: tuple[str, ...]


@opening.for_clerks
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Read codes; with all of a paper read, show what they say; begin a dossier with it."""
    read, problems = _read(request) if request.method == "POST" else (gather(()), [])
    found: Restored | None = None
    complete = [one for one in read.sets if one.complete]
    if complete:
        try:
            found = restore([unpack(one.data()) for one in complete])
        except Unreadable as error:
            problems.append((TYPED, _(error.message) % error.params))
            read = gather(())  # what cannot be used is read anew
    if found is not None and "begin" in request.POST:
        try:
            draft = direct.begin(session.actor(request), found.version, found.answers, found.left)
            return HttpResponseRedirect(reverse("direct_draft", args=[draft.id]))
        except Refused as refused:
            problems.append(("", str(refused)))
    context = _shown(request, read, found) | {"problems": [{"field": at, "message": text} for at, text in problems]}
    return render(request, "counter/direct/reading.html", context, status=422 if problems else 200)


def _read(request: HttpRequest) -> tuple[Gathered, list[Told]]:
    """Everything read so far, and what is to be done about the rest."""
    texts = [*request.POST.getlist(KEPT), request.POST.get(TYPED, "")]
    problems: list[Told] = []
    until = time.monotonic() + MOST_SECONDS
    for upload in request.FILES.getlist(PICTURES)[:MOST_PICTURES]:
        try:
            found = _in_picture(upload, until - time.monotonic())
        except files.Refused as refused:
            problems.append((PICTURES, refused.message))
            continue
        if not found:
            told = _("Không thấy mã nào trong “%(name)s”. Hãy chụp gần hơn, đủ sáng, cả mã nằm trong ảnh.")
            problems.append((PICTURES, told % {"name": upload.name}))
        texts += found
    read = gather(texts)
    problems += [(TYPED, _(message)) for message in read.problems]
    if not any(text.strip() for text in texts) and not problems:
        problems.append((TYPED, _("Chưa đọc được mã nào. Hãy quét mã, hoặc chọn ảnh chụp tờ khai.")))
    return read, problems


def _in_picture(upload: "UploadedFile[Any]", seconds: float) -> list[str]:
    with files.looked_at(upload) as data:
        return pictures.codes_in(data, seconds)


def _shown(request: HttpRequest, read: Gathered, found: Restored | None) -> dict[str, Any]:
    waiting = [one for one in read.sets if not one.complete]
    return {
        "kept": read.texts, "found": found,
        "progress": [
            {"read": len(one.parts), "total": one.total, "missing": ", ".join(str(part) for part in one.missing)}
            for one in waiting
        ],
        "pages": _pages(found) if found else [],
        "form_title": forms.definition(found.form).title if found else "",
        "refusal": direct.refusal(session.actor(request), found.version) if found else "",
    }  # fmt: skip


def _pages(found: Restored) -> list[tuple[str, Sequence[Line], Sequence[str]]]:
    """Every section with its answers in words, each with its problems, and what is missing from it."""
    form = forms.definition(found.form)
    by_field: dict[tuple[str, str], list[str]] = {}
    for one in found.problems:
        by_field.setdefault((one.section, one.field), []).append(one.message)
    pages: list[tuple[str, Sequence[Line], Sequence[str]]] = []
    told = {page.key: page for page in engine.review(form, found.answers, Places())}
    for section in engine.visible_sections(form, found.answers):
        lines = [
            Line(row.label, row.text, tuple(by_field.pop((section.key, row.key), ())))
            for row in (told[section.key].rows if section.key in told else ())
        ]
        missing = [text for at in list(by_field) if at[0] == section.key for text in by_field.pop(at)]
        pages.append((_(section.title), lines, missing))
    return pages
