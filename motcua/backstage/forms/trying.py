"""Filling a definition in on trial, page by page, as a citizen would: nothing is stored, the answers travel signed."""

import json
from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from motcua.agencies.places import Places
from motcua.backstage.catalogue import reach
from motcua.backstage.catalogue.problems import Problem
from motcua.backstage.forms import reading
from motcua.forms import drafts, engine
from motcua.forms.render import RenderContext
from motcua.forms.render import section as render_section
from motcua.forms.schema import FormDefinition

SALT = "forms.trial"
VALID_SECONDS = 24 * 60 * 60
KEPT, PAGE = "_kept", "_page"


@require_http_methods(["GET", "HEAD", "POST"])
@reach.publisher
def trial(request: HttpRequest, key: str) -> HttpResponse:
    """The first page; then whichever page the posted one leads to, at last every answer in words."""
    text = drafts.starting_text(key)
    if not text:
        raise Http404
    form = reading.read(text, key).form
    if form is None:
        return render(request, "backstage/forms/trial_broken.html", {"key": key}, status=422)
    if request.method != "POST":
        return _page(request, form, {}, form.sections[0].key)
    # the text may have been edited in another tab meanwhile: what it no longer asks is left out
    answers, section = engine.settled(form, _kept(request)), request.POST.get(PAGE, "")
    if section not in form.by_key:
        return _page(request, form, answers, form.sections[0].key)
    if "_back" in request.POST:
        return _page(request, form, answers, _neighbour(form, answers, section, -1) or section)
    posted = {name: request.POST.getlist(name) for name in request.POST}
    done = engine.read_section(form, section, posted, answers, places=Places())
    if request.headers.get("HX-Request"):
        return HttpResponse(_inputs(request, form, section, answers, done.typed, ()))
    if not done.done:
        return _page(request, form, done.answers, section, done.typed, done.problems)
    following = _neighbour(form, done.answers, section, 1)
    if following:
        return _page(request, form, done.answers, following)
    context = {
        "key": key, "form": form, "pages": engine.review(form, done.answers, Places()),
        "problems": [Problem("", one.message) for one in engine.problems(form, done.answers, places=Places())],
        "kept": _sign(done.answers), "section": section,
    }  # fmt: skip
    return render(request, "backstage/forms/trial_end.html", context)


def _kept(request: HttpRequest) -> engine.Answers:
    try:
        found: engine.Answers = signing.loads(request.POST.get(KEPT, ""), salt=SALT, max_age=VALID_SECONDS)
    except signing.BadSignature:
        return {}
    return found


def _sign(answers: Mapping[str, Any]) -> str:
    return signing.dumps(json.loads(json.dumps(answers)), salt=SALT, compress=True)


def _neighbour(form: FormDefinition, answers: engine.Answers, section: str, step: int) -> str:
    """The visible page before or after; "" at the end."""
    keys = [page.key for page in engine.visible_sections(form, answers)]
    if section not in keys:
        return keys[0] if keys else ""
    place = keys.index(section) + step
    return keys[place] if 0 <= place < len(keys) else ""


def _page(
    request: HttpRequest, form: FormDefinition, answers: engine.Answers, section: str,
    typed: Mapping[str, str] | None = None, problems: Any = (),
) -> HttpResponse:  # fmt: skip
    pages = [page.key for page in engine.visible_sections(form, answers)]
    shown = engine.typed(form, section, answers) if typed is None else typed
    context = {
        "key": form.key, "form": form, "section": form.by_key[section],
        "place": pages.index(section) + 1 if section in pages else 1, "count": len(pages) or 1,
        "inputs": _inputs(request, form, section, answers, shown, problems), "kept": _sign(answers),
        "problems": [Problem(one.anchor, one.message) for one in problems], "first": pages[:1] == [section],
    }  # fmt: skip
    return render(request, "backstage/forms/trial.html", context, status=422 if problems else 200)


def _inputs(
    request: HttpRequest, form: FormDefinition, section: str, answers: engine.Answers, typed: Mapping[str, str],
    problems: Any,
) -> Any:  # fmt: skip
    context = RenderContext(places=Places(), answers=answers, refresh_url=request.path)
    return render_section(form, section, typed, problems, context)
