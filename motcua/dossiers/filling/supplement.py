"""The pages on which a supplement is answered: by the applicant at home, or by a clerk for who came to the counter.

A face gives who may come, its addresses, and its templates: supplement.html, supplement_paper.html and
supplement_section.html of its folder.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.agencies.places import Places
from motcua.dossiers import completeness, lifecycle, policy, storing, supplements
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.actions.answering import unanswered
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.filling import papers
from motcua.dossiers.filling.sections import posted
from motcua.dossiers.models import Dossier, Paper, SupplementRequest
from motcua.dossiers.together import agreeing
from motcua.dossiers.together.proposed import patched
from motcua.forms import engine
from motcua.forms.render import RenderContext
from motcua.forms.render import section as render_section
from motcua.kit.actor import Actor
from motcua.people import parking

Opened = tuple[Dossier, Actor, SupplementRequest]


@dataclass(frozen=True, slots=True)
class Face:
    """`opened` raises what the face answers to whoever may not; `home` is where a dossier is shown, `file` one file,
    `former` one that was sent before. `store` is where a paper of the applicant's own store is chosen; "" for a face
    that may not look there. `consent` is where those who agreed to the declaration agree to its corrections; "" where
    they sign on paper.
    """

    opened: Callable[[HttpRequest, UUID], Opened]
    around: Callable[[Dossier], dict[str, Any]]
    folder: str
    name: str
    home: str
    file: str
    former: str
    store: str = ""
    consent: str = ""

    def address(self, dossier: Dossier, item: dict[str, str]) -> str:
        """Where one thing that was asked for is given."""
        if item["kind"] == "paper":
            return reverse(f"{self.name}_paper", args=[dossier.id, item["key"]])
        return reverse(f"{self.name}_section", args=[dossier.id, item["key"].split(".")[0]])

    def whole(self, request: HttpRequest, id: UUID) -> HttpResponse:
        """What to complete, why, on what basis, until when; POST sends it all."""
        dossier, actor, found = self.opened(request, id)
        home = HttpResponseRedirect(reverse(self.home, args=[dossier.id]))
        problems: list[dict[str, str]] = []
        if request.method == "POST":
            name = "answer_supplement" if dossier.state == "merit_supplement" else "answer_intake_supplement"
            try:
                REGISTRY[name](dossier.id, actor).perform()
            except lifecycle.NotAllowed:
                return home
            except Refused as error:
                problems = [{"field": "", "message": str(error)}]
            else:
                messages.success(request, _("Đã gửi phần bổ sung. Cơ quan sẽ kiểm tra và báo qua tin nhắn."))
                return home
        given = list(found.papers.filter(pending=True).select_related("file"))
        left = {(item["kind"], item["key"]) for item in unanswered(found, given)}
        items = [
            {
                "title": item["label"], "hint": item["problem"], "href": self.address(dossier, item),
                "state": "todo" if (item["kind"], item["key"]) in left else "done",
            }
            for item in found.items
        ]  # fmt: skip
        asked = agreeing.persons(dossier)
        waiting = agreeing.withheld(actor, dossier) if asked else ""
        if asked and self.consent and not policy.stands_in(actor, dossier):
            items.append(self._consent(dossier, waiting))
        context = {
            "found": found, "items": items, "complete": not (left or waiting), "problems": problems,
            "sign_again": bool(asked) and not self.consent,
        }  # fmt: skip
        return self._page(request, dossier, "", context)

    def _consent(self, dossier: Dossier, waiting: str) -> dict[str, str]:
        """The line that leads to those who must agree to the corrections."""
        return {
            "title": _("Mọi người đồng ý với điều vừa sửa"), "hint": waiting, "state": "todo" if waiting else "done",
            "href": reverse(self.consent, args=[dossier.id]),
        }  # fmt: skip

    def paper(self, request: HttpRequest, id: UUID, component: str) -> HttpResponse:
        """Give the asked paper anew; the old one stays in the history."""
        dossier, actor, found = self.opened(request, id)
        item = next((one for one in found.items if one["kind"] == "paper" and one["key"] == component), None)
        if item is None:
            raise Http404
        error = ""
        if request.method == "POST":
            if removed := request.POST.get("remove"):
                wanted = papers.as_uuid(removed)
                if wanted is None:
                    raise Http404
                supplements.remove_paper(dossier.id, actor, wanted)
                return HttpResponseRedirect(request.path)
            error = _taken(request, dossier, actor, component)
            if not error:
                given = Paper.objects.filter(supplement=found, component=component, pending=True).exists()
                if "next" in request.POST and given:
                    return HttpResponseRedirect(reverse(self.name, args=[dossier.id]))
                if "next" not in request.POST:
                    return HttpResponseRedirect(request.path)
                error = _("Hãy chụp ảnh hoặc chọn tệp giấy tờ này trước khi tiếp tục.")
        now = found.papers.filter(pending=True, component=component).select_related("file")
        sources = storing.sources(now)
        shown = [
            papers.shown(one, reverse(self.file, args=[id, one.id]), sources.get(one.file_id, "")) for one in now
        ]  # fmt: skip
        store = self.store and storing.has_any(actor, dossier) and reverse(self.store, args=[dossier.id, component])
        context = {
            "item": item, "error": error, "limit": papers.limit_sentence(), "files": shown, "store": store or None,
            "former": self._former(dossier, component),
        }  # fmt: skip
        return self._page(request, dossier, "_paper", context)

    def _former(self, dossier: Dossier, component: str) -> list[tuple[str, str]]:
        """(name, address) of the files sent before: the answer replaces all of them."""
        given = papers.given(dossier, component)
        return [(one.file.name, reverse(self.former, args=[dossier.id, one.id])) for one in given]

    def section(self, request: HttpRequest, id: UUID, section: str) -> HttpResponse:
        """Correct the asked answers of one page; every other answer is shown but locked."""
        dossier, actor, found = self.opened(request, id)
        editable = supplements.editable(found, section)
        definition = completeness.form_of(dossier)
        if not editable or section not in definition.by_key:
            raise Http404
        answers = patched(dossier.answers, found.answers)
        around = RenderContext(places=Places(), answers=answers, editable=editable, refresh_url=request.path)
        typed = {**engine.typed(definition, section, answers), **parking.words(request)}
        problems: tuple[engine.Problem, ...] = ()
        if request.headers.get("HX-Request"):  # the page is drawn again while one chooses; nothing is saved
            live = engine.read_section(
                definition, section, posted(request), answers, places=Places(), editable=editable
            )
            return HttpResponse(render_section(definition, section, {**typed, **live.typed}, (), around))
        if request.method == "POST":
            reading = supplements.save_section(dossier.id, actor, section, posted(request))
            if reading.done:
                return HttpResponseRedirect(reverse(self.name, args=[dossier.id]))
            typed, problems = {**typed, **reading.typed}, reading.problems
        context = {
            "section": definition.by_key[section],
            "problems": [{"field": one.anchor, "message": one.message} for one in problems],
            "items": [one for one in found.items if one["kind"] == "answer" and one["key"].startswith(f"{section}.")],
            "inputs": render_section(definition, section, typed, problems, around),
        }  # fmt: skip
        return self._page(request, dossier, "_section", context)

    def _page(self, request: HttpRequest, dossier: Dossier, part: str, context: dict[str, Any]) -> HttpResponse:
        surroundings = {**self.around(dossier), "back": reverse(self.name, args=[dossier.id])}
        wrong = context.get("problems") or context.get("error")
        template = f"{self.folder}supplement{part}.html"
        return render(request, template, {**surroundings, **context}, status=422 if wrong else 200)


def _taken(request: HttpRequest, dossier: Dossier, actor: Actor, component: str) -> str:
    """Keep the files given; what is wrong with the last one that was refused, or nothing."""
    given = request.FILES.getlist("paper")
    return papers.take(dossier, actor, component, given, join="join" in request.POST, add=supplements.add_paper)
