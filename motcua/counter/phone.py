"""Mất điện thoại: a person comes with their identity paper, and the clerk asks for their new number."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.agencies import api as agencies
from motcua.counter.direct import opening
from motcua.dossiers import session
from motcua.kit import identity
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean
from motcua.kit.words import Invalid
from motcua.people import lost_phones
from motcua.people.errors import PhoneTaken, Refused, SamePhone
from motcua.people.origin import ip_of
from motcua.ui.filters import when

FIELDS = ("old", "personal_id", "full_name", "new")
LONGEST = 150
Problems = list[dict[str, str]]


@never_cache
@opening.for_clerks
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form; the first POST sends a code to the new number, the second asks for the change."""
    typed = {key: clean(request.POST.get(key, ""))[:LONGEST] for key in FIELDS}
    problems: Problems = []
    asked = False
    if request.method == "POST":
        values, problems = _read(request, typed)
        if not problems:
            asked, problems = _ask(request, values, session.actor(request))
        if not problems and not asked:
            return HttpResponseRedirect(request.path)
    context: dict[str, Any] = {
        "typed": typed, "problems": problems, "asked": asked, "seen": "seen" in request.POST,
    }  # fmt: skip
    return render(request, "counter/phone.html", context, status=422 if problems else 200)


def _read(request: HttpRequest, typed: dict[str, str]) -> tuple[dict[str, str], Problems]:
    values, problems = dict(typed), []
    for name, read in (("old", identity.phone), ("personal_id", _number), ("new", _mobile)):
        try:
            values[name] = read(typed[name])
        except Invalid as error:
            problems.append({"field": name, "message": _(error.message) % error.params})
    if len(typed["full_name"]) < 2:
        problems.append({"field": "full_name", "message": _("Hãy điền họ và tên như trên căn cước.")})
    if "seen" not in request.POST:
        problems.append({"field": "seen", "message": _("Hãy xem căn cước của người này rồi đánh dấu vào ô này.")})
    return values, problems


def _number(text: str) -> str:
    return identity.PersonalId.parse(text).number


def _mobile(text: str) -> str:
    number = identity.phone(text)
    if number.startswith("02"):
        raise Invalid(_("Số máy bàn không nhận được tin nhắn. Hãy nhập số di động, ví dụ 0912 345 678."))
    return number


def _ask(request: HttpRequest, values: dict[str, str], actor: Actor) -> tuple[bool, Problems]:
    """Whether the code of the new number is still wanted, and what is wrong; neither when the change has begun."""
    code, ip = request.POST.get("code", "").strip()[:20], ip_of(request)
    asked = "code" in request.POST
    try:
        account = lost_phones.find(values["old"], values["personal_id"], values["full_name"], actor=actor)
        if not code or "again" in request.POST:
            assert actor.agency is not None
            lost_phones.send_code(account, values["new"], agencies.agency(actor.agency).name, ip)
            return True, []
        change = lost_phones.ask(account, values["new"], code, ip, actor=actor)
    except (PhoneTaken, SamePhone) as refused:
        return False, [{"field": "new", "message": refused.message}]
    except lost_phones.NoMatch as refused:
        return False, [{"field": "old", "message": refused.message}]
    except Refused as refused:
        return asked, [{"field": "code" if asked else "new", "message": refused.message}]
    told = _("Đã nhận yêu cầu. Số mới dùng được từ %(when)s. Hãy nói ngày này cho người dân.")
    messages.success(request, told % {"when": when(change.effective_at)})
    return False, []
