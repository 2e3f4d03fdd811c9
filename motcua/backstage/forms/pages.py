"""The list of forms, and the page of one: what is published, what is being written, who uses it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.backstage.catalogue import reach
from motcua.backstage.forms import reading, stock
from motcua.forms import analysis, api, drafts
from motcua.forms.models import FormVersion

LONGEST = 60


@require_safe
@reach.publisher
def listed(request: HttpRequest) -> HttpResponse:
    """Every form by key; `sau` is the key of the page before."""
    after = request.GET.get("sau", "")[:LONGEST]
    after = after if after.isprintable() else ""
    found = stock.page(after)
    context = {
        "page": found, "notices": list(messages.get_messages(request)),
        "first": reverse("form_list") if after else None,
        "next": f"{reverse('form_list')}?sau={found.next}" if found.next else None,
    }  # fmt: skip
    return render(request, "backstage/forms/list.html", context)


@require_safe
@reach.publisher
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One form. Raises 404 when nobody published or began it."""
    draft, versions = drafts.of(key), list(FormVersion.objects.filter(key=key).order_by("-number")[:50])
    if not draft and not versions:
        raise Http404
    read = reading.read(drafts.starting_text(key), key)
    context = {
        "key": key, "draft": draft, "versions": versions, "users": stock.users(key), "read": read,
        "report": analysis.analyse(read.form) if read.form else None,
        "notices": list(messages.get_messages(request)),
    }  # fmt: skip
    return render(request, "backstage/forms/form.html", context)


@require_safe
@reach.publisher
def report(request: HttpRequest, key: str) -> HttpResponse:
    """What the analysis found, and which rule makes what."""
    text = drafts.starting_text(key)
    if not text:
        raise Http404
    read = reading.read(text, key)
    context = {"key": key, "read": read, "report": analysis.analyse(read.form) if read.form else None}
    return render(request, "backstage/forms/report.html", context)


@require_safe
@reach.publisher
def export(request: HttpRequest, key: str) -> HttpResponse:
    """The newest published version as a file; with `?ban=nhap` the draft as it was typed."""
    draft = drafts.of(key) if "ban" in request.GET else None
    try:
        text = draft.text if draft else drafts.written(api.parsed(api.current(key)))
    except FormVersion.DoesNotExist as error:
        raise Http404 from error
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{key}.yaml"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
