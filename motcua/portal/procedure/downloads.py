"""Files of a procedure: blank forms in Word and PDF, files the office keeps, the poster for the wall."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from motcua.catalogue.models import FormFile
from motcua.files import serve
from motcua.forms import api as forms
from motcua.forms import paper
from motcua.forms.models import FormVersion
from motcua.portal.procedure import blanks, kept, page, poster, sharing
from motcua.portal.procedure.gathering import Shown
from motcua.portal.procedure.views import in_force, withdrawn

MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
EDITION = "2"
"""Grows when the look of the files changes, so that browsers ask for them again."""
MINUTES = 10


@require_safe
def blank(request: HttpRequest, code: str, name: str, kind: str) -> HttpResponse:
    """A form to print or to fill by hand, generated from its definition."""
    if kind not in MIMES:
        raise Http404
    shown = in_force(request, code)
    if shown is None:
        return withdrawn(request, code)
    one = next((one for one in blanks.printed(shown) if one.slug == name), None)
    if one is None:
        raise Http404
    source = blanks.printed_from(shown, one.form)
    mark = f"{EDITION}-{shown.version.id.hex}-{source.id.hex}-{name}-{kind}"
    return _sent(request, mark, f"{name}.{kind}", kind, lambda: _drawn(shown, source, one, kind))


@require_safe
def wall(request: HttpRequest, code: str) -> HttpResponse:
    """The poster of the procedure for the one-stop shop of an office."""
    shown = in_force(request, code)
    if shown is None:
        return withdrawn(request, code)
    contact = page.contact_of(request, shown)
    data = poster.data(shown, contact)
    mark = f"{EDITION}-{shown.version.id.hex}-{kept.digest(data)}"
    return _sent(request, mark, f"to-dan-{code}.pdf", "pdf", lambda: poster.draw(shown, data))


@require_safe
def form_file(request: HttpRequest, code: str, file: UUID) -> HttpResponseBase:
    """A form that the office keeps as a file: public, once it was found clean."""
    found = FormFile.objects.filter(id=file, procedure__code=code).exclude(procedure__current=None)
    row = found.select_related("file").first() if code.isprintable() else None
    if row is None or not blanks.servable(row.file):
        raise Http404
    return serve.response(row.file, as_download=True)


def _drawn(shown: Shown, source: FormVersion, one: blanks.Printed, kind: str) -> bytes:
    version, form = shown.version, forms.parsed(source)
    assert version.published_at
    heading = paper.Heading(one.number, version.code, version.name, sharing.address(version.code))
    which = next((known for known in form.every_paper if known.key == one.paper), None)
    sheet = paper.blank(form, heading, which)
    return paper.as_word(sheet) if kind == "docx" else paper.as_pdf(sheet, version.published_at)


def _sent(request: HttpRequest, mark: str, name: str, kind: str, draw: kept.Draw) -> HttpResponse:
    """The file, or nothing when the browser has it already."""
    etag = quote_etag(mark)
    known = get_conditional_response(request, etag=etag)
    answer = known if known is not None else HttpResponse(kept.file(mark, draw), content_type=MIMES[kind])
    if not isinstance(answer, HttpResponseNotModified):
        answer["Content-Disposition"] = f'{"inline" if kind == "pdf" else "attachment"}; filename="{name}"'
    answer["ETag"] = etag
    answer["Cache-Control"] = f"public, max-age={MINUTES * 60}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
