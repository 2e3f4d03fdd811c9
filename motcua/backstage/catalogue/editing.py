"""Editing a procedure: the list of sections, then one section or one item a page, each saved to the draft at once."""

from collections.abc import Set
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.backstage.catalogue import controls, doubts, form_fields, merging, mistakes, reach
from motcua.backstage.catalogue.fields import Raw
from motcua.backstage.catalogue.merging import Start
from motcua.backstage.catalogue.problems import Problem
from motcua.backstage.catalogue.sections import BY_KEY, SECTIONS, Section
from motcua.catalogue import drafts
from motcua.catalogue.models import Procedure
from motcua.dossiers import session
from motcua.kit.vietnamese import slug

OPTIONAL = ("truong-hop", "bieu-mau", "nghi-ngo", "tim-kiem", "mau-ket-qua")
"""Sections that many procedures rightly leave empty."""
GONE = 409
UNSOUND = 422


@require_safe
@reach.publisher
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The sections as a list of tasks, each with whether it says anything."""
    of = reach.procedure(session.actor(request), code)
    start = merging.start(of)
    raw = start.raw
    tasks = []
    for section in SECTIONS:
        count = merging.count(section, raw)
        hint = _("%(count)d %(what)s") % {"count": count, "what": _(section.one)} if section.items else _said(section)
        href = reverse("catalogue_section", args=[code, section.key])
        state = "done" if count else "optional" if section.key in OPTIONAL else "todo"
        tasks.append({"title": _(section.title), "href": href, "state": state, "hint": hint})
    context = {"of": of, "start": start, "tasks": [{"title": "", "items": tasks}]}
    return render(request, "backstage/catalogue/edit.html", context)


def _said(section: Section) -> str:
    return _(section.hint) if section.hint else ""


@require_http_methods(["GET", "HEAD", "POST"])
@reach.publisher
def section(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """One section; of a list, its items with a link to each."""
    of, chosen = _asked(request, code, section)
    if not chosen.items:
        return _page(request, of, chosen, 0)
    start = merging.start(of)
    items = [(number, chosen.title_of(item)) for number, item in enumerate(chosen.value(start.raw), start=1)]
    context = {"of": of, "section": chosen, "items": items, "start": start, "notices": _told(request)}
    return render(request, "backstage/catalogue/items.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reach.publisher
def item(request: HttpRequest, code: str, section: str, number: int) -> HttpResponse:
    """One item of a list section; number 0 is a new one."""
    of, chosen = _asked(request, code, section)
    if not chosen.items:
        raise Http404
    return _page(request, of, chosen, number)


def _asked(request: HttpRequest, code: str, section: str) -> tuple[Procedure, Section]:
    if section not in BY_KEY:
        raise Http404
    return reach.procedure(session.actor(request), code), BY_KEY[section]


def _page(request: HttpRequest, of: Procedure, section: Section, number: int) -> HttpResponse:
    start = merging.start(of)
    section = form_fields.fitted(section, start.raw)
    if request.method == "POST":
        return _post(request, of, section, number, start)
    try:
        value = merging.part(section, start.raw, number)
    except IndexError:
        raise Http404 from None
    return _shown(request, of, section, number, start, controls.texts(section.fields, value), merging.digest(value))


def _post(request: HttpRequest, of: Procedure, section: Section, number: int, start: Start) -> HttpResponse:
    """Save what was typed; a mistake or a clash shows the page again with every word that was typed."""
    data, base = request.POST, request.POST.get("base", "")
    text = controls.typed(section.fields, data)
    value: Raw | None
    problems: list[Problem] = []
    if "remove" in data and section.items and number:
        value = None
    else:
        value, problems = controls.read(section.fields, text, _before(section, start, number, base), not section.items)
        value = _coded(section, value, start)
    if problems:
        return _shown(request, of, section, number, start, text, base, problems)
    try:
        saved = merging.save(of, session.actor(request), section, number, base, value, _seen(data.get("seen", "")))
    except merging.Unsound as broken:
        problems = mistakes.on_page(broken.error, section, broken.index)
        return _shown(request, of, section, number, start, text, base, problems)
    except merging.DoubtDropped:
        problems = [Problem("item", doubts.words())]
        return _shown(request, of, section, number, start, text, base, problems)
    except drafts.FormMissing:
        problems = [Problem("form", _("Tờ khai này chưa được công bố ở đây. Hãy chọn tờ khai khác."))]
        return _shown(request, of, section, number, start, text, base, problems)
    except merging.Clash as clash:
        return _clashed(request, of, section, number, clash, text)
    _tell(request, saved)
    back = "catalogue_section" if section.items else "catalogue_edit"
    return HttpResponseRedirect(reverse(back, args=[of.code, section.key] if section.items else [of.code]))


def _before(section: Section, start: Start, number: int, base: str) -> Raw:
    """What the page was made from, as long as it still stands: text that was not touched keeps its value."""
    if not section.items:
        whole: Raw = merging.part(section, start.raw, 0)
        return whole
    items: list[Raw] = section.value(start.raw) if number else []
    return next((one for one in items if merging.digest(one) == base), {})


def _coded(section: Section, value: Raw, start: Start) -> Raw:
    """A paper without a code, a register datum without a key gets one from its name, unlike any other."""
    if section.key == "mau-ket-qua" and value.get("result"):
        return value | {"result": _keyed(value["result"])}
    if section.key != "giay-to" or value.get("code"):
        return value
    taken = {paper.code for paper in start.document.components}
    return value | {"code": _unlike(taken, slug(str(value.get("name", "")))[:50].strip("-") or "giay-to", "-")}


def _keyed(result: Raw) -> Raw:
    rows: list[Raw] = []
    taken = {row.get("key") for row in result.get("fields", [])}
    for row in result.get("fields", []):
        key = row.get("key")
        if not key:
            made = slug(str(row["label"]))[:30].strip("-").replace("-", "_")
            key = _unlike(taken, made if made[:1].isalpha() else f"so_{made}".strip("_"), "_")
        taken.add(key)
        rows.append(row | {"key": key})
    return result | {"fields": rows}


def _unlike(taken: Set[Any], made: str, mark: str) -> str:
    return next(
        name for number in range(1, 400) if (name := made if number == 1 else f"{made}{mark}{number}") not in taken
    )


def _shown(
    request: HttpRequest, of: Procedure, section: Section, number: int, start: Start, text: Raw, base: str,
    problems: list[Problem] | None = None, **more: Any,
) -> HttpResponse:  # fmt: skip
    status = more.pop("status", UNSOUND if problems else 200)
    seen = more.pop("seen", None) or request.POST.get("seen") or _fingerprint(start)
    shown = problems or []
    context = {
        "of": of, "section": section, "number": number, "start": start, "base": base, "seen": seen,
        "controls": controls.controls(section.fields, text, shown), "problems": shown, "clash": None, **more,
    }  # fmt: skip
    return render(request, "backstage/catalogue/section.html", context, status=status)


def _clashed(
    request: HttpRequest, of: Procedure, section: Section, number: int, clash: merging.Clash, text: Raw
) -> HttpResponse:
    """Both versions side by side, and the form with what this person typed; saving again puts it on top."""
    gone = clash.value is None
    theirs = None if gone else controls.texts(section.fields, clash.value)
    mine, other = controls.spoken(section.fields, text), controls.spoken(section.fields, theirs)
    rows = [(label, words, told) for (label, words), (_label, told) in zip(mine, other, strict=True) if words != told]
    if not rows and not gone:
        messages.info(request, _("Người khác vừa lưu đúng như bạn."))
        return HttpResponseRedirect(reverse("catalogue_edit", args=[of.code]))
    found = {"by": clash.start.by, "rows": rows, "gone": gone, "removing": "remove" in request.POST}
    return _shown(
        request, of, section, 0 if gone else number, clash.start, text, "" if gone else merging.digest(clash.value),
        clash=found, status=GONE, seen=_fingerprint(clash.start),
    )  # fmt: skip


def _tell(request: HttpRequest, saved: merging.Saved) -> None:
    if not saved.changed:
        messages.info(request, _("Không có gì thay đổi."))
        return
    messages.success(request, _("Đã lưu vào bản nháp. Người dân chưa thấy thay đổi này."))
    if saved.others:
        told = _("%(name)s vừa sửa phần khác: %(parts)s. Bản nháp có cả hai thay đổi.")
        messages.info(request, told % {"name": saved.by, "parts": ", ".join(saved.others)})


def _told(request: HttpRequest) -> list[Any]:
    return list(messages.get_messages(request))


def _fingerprint(start: Start) -> str:
    return ",".join(f"{key}:{value}" for key, value in merging.fingerprints(start.raw).items())


def _seen(text: str) -> dict[str, str]:
    return dict(pair.split(":", 1) for pair in text.split(",")[:50] if ":" in pair)
