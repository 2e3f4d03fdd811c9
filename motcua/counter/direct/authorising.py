"""Giấy ủy quyền tại quầy: an officer has seen the certified paper and both persons' papers, and writes it down."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.agencies import api as agencies
from motcua.catalogue import scopes
from motcua.counter.direct import opening
from motcua.dossiers import session
from motcua.dossiers.filling.papers import limit_sentence
from motcua.files import api as files
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.dates import parse_date
from motcua.kit.identity import PersonalId
from motcua.kit.identity import phone as read_phone
from motcua.kit.vietnamese import clean
from motcua.kit.words import Invalid
from motcua.people import authorising, mandates, phones, shown_papers
from motcua.people.errors import Refused
from motcua.people.origin import ip_of

FIELDS = ("principal_name", "principal_id", "principal_phone", "agent_phone", "to", "q")
LONGEST = 300
SEARCH = "search"
KEPT = "authorisation_paper"
"""Session key: the scan kept while the principal is asked, and whom it is about."""


@dataclass(slots=True)
class Reading:
    """What was typed, and what it means where nothing is wrong with it."""

    typed: dict[str, str]
    phones: dict[str, str] = field(default_factory=dict)
    number: str = ""
    until: date | None = None
    codes: list[str] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)

    def wrong(self, name: str, message: str) -> None:
        self.problems.append({"field": name, "message": message})

    def of(self, name: str, error: Invalid) -> None:
        self.wrong(name, _(error.message) % error.params)


@opening.for_clerks
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form; POST sends the principal a code, or registers the paper. It works at once, and both are told."""
    read, asked = Reading(dict.fromkeys(FIELDS, "")), ""
    if request.method == "POST":
        read = _read(request)
        if SEARCH in request.POST:
            read.problems.clear()
            _keep(request, read, session.actor(request))
        elif not read.problems:
            asked = _register(request, read, session.actor(request))
        if not read.problems and not asked and SEARCH not in request.POST:
            messages.success(request, _("Đã ghi giấy ủy quyền. Người được ủy quyền đăng nhập là làm thay được."))
            return HttpResponseRedirect(request.path)
    rows = scopes.choices(read.codes, read.typed["q"])
    context: dict[str, Any] = {
        "typed": read.typed, "problems": read.problems, "limit": limit_sentence(), "asked": asked,
        "kept": bool(read.number and _kept(request, read)), "rows": rows,
        "nothing": SEARCH in request.POST and {row[0] for row in rows} <= set(request.POST.getlist("codes")),
    }  # fmt: skip
    return render(request, "counter/direct/authorising.html", context, status=422 if read.problems else 200)


def _read(request: HttpRequest) -> Reading:
    read = Reading({key: clean(request.POST.get(key, ""))[:LONGEST] for key in FIELDS})
    typed = read.typed
    if len(typed["principal_name"]) < 2:
        read.wrong("principal_name", _("Hãy điền họ và tên người ủy quyền."))
    for name in ("principal_phone", "agent_phone"):
        try:
            read.phones[name] = read_phone(typed[name]) if typed[name] or name == "agent_phone" else ""
        except Invalid as error:
            read.of(name, error)
    try:
        read.number = PersonalId.parse(typed["principal_id"]).number
    except Invalid as error:
        read.of("principal_id", error)
    try:
        read.until = parse_date(typed["to"])
    except Invalid as error:
        read.of("to", error)
    today = clock.now().date()
    if read.until and not today <= read.until <= date(today.year + authorising.LONGEST_YEARS, today.month, 1):
        told = _("Ngày kết thúc từ hôm nay trở đi, nhiều nhất %(years)s năm.") % {"years": authorising.LONGEST_YEARS}
        read.wrong("to", told)
    read.codes = scopes.known([*request.POST.getlist("codes"), *typed["q"].replace(",", " ").split()])
    if not read.codes:
        read.wrong("q", _("Hãy tìm rồi đánh dấu thủ tục ghi trong giấy ủy quyền."))
    return read


def _register(request: HttpRequest, read: Reading, actor: Actor) -> str:
    """Write it down; else gives the number (shortened) whose code is still wanted, or adds problems."""
    assert read.until is not None
    paper = shown_papers.Shown(
        read.typed["principal_name"], read.number, read.phones["principal_phone"], read.phones["agent_phone"],
        read.codes, read.until,
    )  # fmt: skip
    asked, code, ip = "", request.POST.get("code", "").strip()[:20], ip_of(request)
    try:
        evidence = _evidence(request, read, actor)
        principal = shown_papers.to_ask(paper, actor)
        asked = phones.shortened(principal.phone or "") if principal else ""
        if asked and (not code or "again" in request.POST):
            assert actor.agency is not None
            shown_papers.send_code(paper, agencies.agency(actor.agency).name, ip, actor=actor)
            return asked
        shown_papers.register(paper, evidence=evidence, code=code, ip=ip, actor=actor)
        request.session.pop(KEPT, None)
        return ""
    except files.Refused as refused:
        read.wrong("paper", refused.message)
    except mandates.NotPossible as impossible:
        read.wrong("agent_phone", impossible.message)
    except Refused as refused:
        read.wrong("code" if asked else "agent_phone", refused.message)
    return asked


def _keep(request: HttpRequest, read: Reading, actor: Actor) -> None:
    """A scan chosen before the search is not lost by it, once it is known whom it is about."""
    try:
        if request.FILES.get("paper") and all(_named(read)):
            _evidence(request, read, actor)
    except files.Refused as refused:
        read.wrong("paper", refused.message)


def _evidence(request: HttpRequest, read: Reading, actor: Actor) -> UUID:
    """The scan of the paper: just chosen, or chosen before the code was asked for. Raises `files.Refused`."""
    if upload := request.FILES.get("paper"):
        made = files.take(upload, subject=f"office:{actor.agency}", actor=actor).pk
        request.session[KEPT] = [str(made), *_named(read)]
        return made
    if kept := _kept(request, read):
        return kept
    raise files.Refused(_("Hãy chọn bản chụp giấy ủy quyền."))


def _kept(request: HttpRequest, read: Reading) -> UUID | None:
    """The scan that was chosen for these two persons before."""
    kept = request.session.get(KEPT)
    return UUID(kept[0]) if kept and kept[1:] == _named(read) else None


def _named(read: Reading) -> list[str]:
    return [read.number, read.phones.get("agent_phone", "")]
