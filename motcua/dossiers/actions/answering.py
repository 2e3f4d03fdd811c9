"""What both answers to a supplement share: every named item is answered, then it replaces what stood before."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers import completeness
from motcua.dossiers.actions.base import Act, Refused
from motcua.dossiers.models import Dossier, Paper, SupplementRequest
from motcua.dossiers.together import agreeing
from motcua.dossiers.together.proposed import patched
from motcua.forms import engine


class SupplementAnswered(BaseModel):
    request: str
    papers: dict[str, list[str]]
    answers: dict[str, dict[str, object]]


class AnswerAct(Act):
    """Shared by the answer before receipt and the answer during processing."""

    def change(self, dossier: Dossier, now: datetime) -> SupplementAnswered:
        request = SupplementRequest.waiting.select_for_update().get(dossier=dossier)
        given = list(Paper.objects.filter(supplement=request, pending=True).select_related("file"))
        if unanswered(request, given):
            raise Refused(_("Còn mục chưa bổ sung. Hãy hoàn thành hết rồi gửi."))
        if why := agreeing.withheld(self.actor, dossier):
            raise Refused(why)
        agreeing.put_in_force(dossier)
        papers: dict[str, list[str]] = {}
        for paper in given:
            papers.setdefault(paper.component, []).append(paper.file.sha256)
        Paper.objects.filter(dossier=dossier, component__in=papers, pending=False, replaced_at=None).update(
            replaced_at=now
        )
        Paper.objects.filter(supplement=request).update(pending=False)
        request.answered_at = now
        request.save(update_fields=["answered_at"])
        dossier.answers = patched(dossier.answers, request.answers)
        if problems := engine.problems(completeness.form_of(dossier), dossier.answers):
            raise Refused(problems[0].message)
        return SupplementAnswered(request=str(request.id), papers=papers, answers=request.answers)


def unanswered(request: SupplementRequest, given: list[Paper]) -> list[dict[str, str]]:
    """The items of a request that have no answer yet."""
    attached = {paper.component for paper in given}
    answered = {f"{section}.{field}" for section, fields in request.answers.items() for field in fields}
    return [item for item in request.items if item["key"] not in (attached if item["kind"] == "paper" else answered)]
