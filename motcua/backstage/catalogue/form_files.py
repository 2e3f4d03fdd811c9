"""The forms to download that the office keeps as files: one for each declared form, by its name."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.backstage.catalogue import merging, reach
from motcua.backstage.catalogue.problems import Problem
from motcua.catalogue import form_files
from motcua.catalogue.models import FormFile, Procedure
from motcua.dossiers import session
from motcua.files import api as files
from motcua.files import serve


@require_http_methods(["GET", "HEAD", "POST"])
@reach.publisher
def form_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Keep a file for declared form `number` (from 1), replace it, or take it away."""
    actor = session.actor(request)
    of = reach.procedure(actor, code)
    declared = merging.start(of).document.content.forms
    if not 1 <= number <= len(declared):
        raise Http404
    form = declared[number - 1]
    problems: list[Problem] = []
    if request.method == "POST":
        upload = request.FILES.get("file")
        try:
            if "remove" in request.POST:
                form_files.remove(of, form.name)
                messages.success(request, _("Đã gỡ tệp mẫu."))
            elif upload is None:
                raise files.Refused(_("Hãy chọn một tệp."))
            else:
                form_files.keep(of, form.name, upload, actor)
                messages.success(request, _("Đã lưu tệp mẫu. Người dân tải về được từ bây giờ."))
            return HttpResponseRedirect(reverse("catalogue_section", args=[code, "bieu-mau"]))
        except files.Refused as refused:
            problems = [Problem("file", str(refused))]
    kept = FormFile.objects.filter(procedure=of, name=form.name).select_related("file").first()
    context = {"of": of, "form": form, "number": number, "kept": kept, "problems": problems}
    return render(request, "backstage/catalogue/form_file.html", context, status=422 if problems else 200)


@require_safe
@reach.publisher
def download(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The kept file, to look at."""
    of: Procedure = reach.procedure(session.actor(request), code)
    declared = merging.start(of).document.content.forms
    name = declared[number - 1].name if 1 <= number <= len(declared) else ""
    kept = FormFile.objects.filter(procedure=of, name=name).select_related("file").first()
    if kept is None:
        raise Http404
    try:
        return serve.response(kept.file, as_download=True)  # type: ignore[return-value]
    except files.Infected:
        raise Http404 from None
