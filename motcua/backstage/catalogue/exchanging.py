"""One procedure as a file: taken out, and brought in by way of a preview to the draft."""

import binascii
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.backstage.catalogue import changes, doubts, merging, mistakes, reach
from motcua.backstage.catalogue.problems import Problem
from motcua.catalogue import drafts, exchange, policy
from motcua.catalogue.exchange import BadContent, BadFile, Bundle
from motcua.catalogue.models import Procedure
from motcua.catalogue.titles import DOUBTED
from motcua.dossiers import session
from motcua.forms import api as forms
from motcua.forms.models import FormVersion
from motcua.kit.words import N_

SALT = "catalogue.import"
VALID_SECONDS = 24 * 60 * 60
TROUBLES = {
    "size": N_("Tệp nặng hơn 1 MB. Hãy chọn đúng tệp của một thủ tục."),
    "encoding": N_("Tệp không phải là tệp chữ. Hãy chọn tệp có đuôi .yaml đã lấy ra từ đây."),
    "syntax": N_("Tệp viết chưa đúng cách, ví dụ thụt dòng lệch hoặc thiếu dấu ngoặc kép."),
    "aliases": N_("Tệp dùng dấu & hoặc * để nhắc lại một đoạn. Hãy viết đầy đủ đoạn đó."),
    "depth": N_("Tệp có quá nhiều tầng lồng nhau. Hãy chọn đúng tệp của một thủ tục."),
    "count": N_("Tệp có quá nhiều mục. Hãy chọn đúng tệp của một thủ tục."),
    "shape": N_("Tệp phải có một thủ tục, và nhiều nhất một tờ khai ở sau."),
    "other_form": N_("Tờ khai trong tệp không phải tờ khai mà thủ tục nhắc đến. Hãy sửa mục form cho khớp."),
}


@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The version in force as a file; with `?ban=nhap` the draft, for those who may see it."""
    actor = session.actor(request)
    of = reach.procedure(actor, code)
    draft = drafts.draft_of(of) if "ban" in request.GET and policy.may_publish(actor) else None
    version = draft or reach.in_force(of)
    if version is None:
        raise Http404
    answer = HttpResponse(exchange.write(version), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}.yaml"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@reach.publisher
def bring(request: HttpRequest) -> HttpResponse:
    """Choose a file, see what it changes, keep it as the draft. The file waits inside the page, signed."""
    if request.method != "POST":
        return _choose(request, [])
    if "kept" in request.POST:
        return _keep(request)
    upload = request.FILES.get("file")
    if upload is None:
        return _choose(request, [_("Hãy chọn một tệp.")])
    data = upload.read(exchange.MOST_BYTES + 1)
    bundle, told = _read(data)
    told = told or _dropped(bundle)
    return _shown(request, bundle, data) if bundle and not told else _choose(request, told)


def _choose(request: HttpRequest, told: list[str]) -> HttpResponse:
    context = {"problems": [Problem("file", words) for words in told]}
    return render(request, "backstage/catalogue/import.html", context, status=422 if told else 200)


def _read(data: bytes) -> tuple[Bundle | None, list[str]]:
    """The bundle, or every mistake with its place."""
    try:
        bundle = exchange.read(data)
    except BadFile as bad:
        words = _(TROUBLES[bad.trouble])
        return None, [_("Dòng %(line)d: %(words)s") % {"line": bad.line, "words": words} if bad.line else words]
    except BadContent as bad:
        if bad.part == "procedure":
            return None, mistakes.in_file(bad.error)
        found = [(mistakes.written(one["loc"]), mistakes.said(one)) for one in bad.error.errors()[: mistakes.MOST_SAID]]
        told = _("Tờ khai, %(place)s: %(words)s")
        return None, [told % {"place": place or "key", "words": words} for place, words in found]
    if bundle.document.form and not bundle.form and not _published(bundle.document.form):
        told = _("Thủ tục nhắc đến tờ khai “%(form)s” mà ở đây chưa có. Hãy lấy lại tệp có cả tờ khai.")
        return None, [told % {"form": bundle.document.form}]
    return bundle, []


def _dropped(bundle: Bundle | None) -> list[str]:
    """The doubts that nobody confirmed and that the file leaves out: a file is no way round answering for them."""
    of = Procedure.objects.filter(code=bundle.document.code).first() if bundle else None
    if bundle is None or of is None:
        return []
    start = merging.start(of)
    lost = doubts.dropped(start.document, bundle.document, start.version)
    return [f"{_(DOUBTED[item])}: {doubts.words()}" for item in lost]


def _published(key: str) -> FormVersion | None:
    return FormVersion.objects.filter(key=key, published_at__isnull=False).order_by("-number").first()


def _shown(request: HttpRequest, bundle: Bundle, data: bytes, *, again: bool = False) -> HttpResponse:
    """What the file changes, against the draft if there is one, else against the version in force."""
    document = bundle.document
    of = Procedure.objects.filter(code=document.code).first()
    start = merging.start(of) if of else None
    known = _published(document.form) if bundle.form else None
    fresh = bundle.form is not None and (known is None or forms.parsed(known) != bundle.form)
    context: dict[str, Any] = {
        "document": document, "of": of, "draft": start.draft if start else None, "fresh_form": fresh,
        "rows": changes.between(start.document, document) if start else [], "again": again,
        "kept": signing.dumps(data.hex(), salt=SALT, compress=True), "revision": start.revision if start else 0,
    }  # fmt: skip
    return render(request, "backstage/catalogue/import_preview.html", context, status=409 if again else 200)


def _keep(request: HttpRequest) -> HttpResponse:
    try:
        data = bytes.fromhex(signing.loads(request.POST["kept"], salt=SALT, max_age=VALID_SECONDS))
    except (signing.BadSignature, ValueError, binascii.Error):
        return _choose(request, [_("Tệp đã chờ quá lâu hoặc bị hỏng. Hãy chọn lại tệp.")])
    bundle, told = _read(data)
    told = told or _dropped(bundle)
    if bundle is None or told:
        return _choose(request, told)
    revision = request.POST.get("revision", "")
    number = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0
    if bundle.form:
        forms.publish(bundle.form, again=True)
    try:
        drafts.save(bundle.document, by=session.actor(request).name, revision=number)
    except drafts.EditedMeanwhile:
        return _shown(request, bundle, data, again=True)
    messages.success(request, _("Đã đưa tệp vào bản nháp. Hãy xem trước rồi công bố."))
    return HttpResponseRedirect(reverse("catalogue_edit", args=[bundle.document.code]))
