"""Con của tôi: children a parent does dossiers for; one press, and the next dossier is the child's."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.dossiers import birth, session
from motcua.kit.dates import parse_date
from motcua.kit.identity import PersonalId
from motcua.kit.vietnamese import clean
from motcua.kit.words import Invalid
from motcua.people import children, mandates
from motcua.people.models import Account
from motcua.portal import own
from motcua.portal.account.signed_in import me
from motcua.portal.problems import Problem

FIELDS = ("name", "born", "personal_id")
Child = tuple[str, date, str]


@own.page
@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The children, a form to add one, and for each "Làm hồ sơ cho con"."""
    parent = me(request)
    if parent.kind != Account.Kind.CITIZEN:
        return HttpResponseRedirect(reverse("account"))
    typed, problems = dict.fromkeys(FIELDS, ""), []
    if request.method == "POST":
        if "do" in request.POST or "end" in request.POST:
            return _act(request, parent)
        typed = {key: clean(request.POST.get(key, ""))[:150] for key in FIELDS}
        problems = _add(request, parent, typed)
        if not problems:
            messages.success(request, _("Đã thêm con. Bấm “Làm hồ sơ cho con” để bắt đầu."))
            return HttpResponseRedirect(request.path)
    context = {"rows": children.of(parent), "typed": typed, "problems": problems}
    return render(request, "portal/together/children.html", context, status=422 if problems else 200)


def _add(request: HttpRequest, parent: Account, typed: dict[str, str]) -> list[Problem]:
    child, problems = _read(typed)
    if child is None:
        return problems
    name, born, number = child
    try:
        children.add(
            parent, name, born, actor=session.own_actor(request), personal_id=number,
            registered=birth.registered_here(parent, name, born),
        )  # fmt: skip
    except mandates.NotPossible as refused:
        return [Problem("born", refused.message)]
    return []


def _read(typed: dict[str, str]) -> tuple[Child | None, list[Problem]]:
    problems: list[Problem] = []
    born, number = None, ""
    if len(typed["name"]) < 2:
        problems.append(Problem("name", _("Hãy điền họ và tên của con.")))
    try:
        born = parse_date(typed["born"])
    except Invalid as error:
        problems.append(Problem("born", _(error.message) % error.params))
    if typed["personal_id"]:
        try:
            number = PersonalId.parse(typed["personal_id"]).number
        except Invalid as error:
            problems.append(Problem("personal_id", _(error.message) % error.params))
    return ((typed["name"], born, number) if born and not problems else None), problems


def _act(request: HttpRequest, parent: Account) -> HttpResponse:
    """Begin to act for a child, or take the child off the list."""
    wanted = request.POST.get("do") or request.POST.get("end") or ""
    found = next((one for one in children.of(parent) if one.pk == _uuid(wanted)), None)
    if found is None:
        return HttpResponseRedirect(request.path)
    if "end" in request.POST:
        mandates.end(found, actor=session.own_actor(request))
        messages.success(request, _("Đã bỏ khỏi danh sách. Hồ sơ đã nộp vẫn còn."))
        return HttpResponseRedirect(request.path)
    mandates.act_under(request, found)
    said = _("Từ bây giờ bạn làm hồ sơ cho con là %(name)s. Hãy tìm thủ tục cần làm.")
    messages.success(request, said % {"name": found.principal.full_name})
    return HttpResponseRedirect(reverse("procedure_search"))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
