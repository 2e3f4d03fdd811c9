"""What both supplement requests share: named items, each with what is wrong; a basis; a day to answer by.

All defects are listed once (61/2018 Art 17); the applicant's day ends at the office's closing time.
"""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from pydantic import BaseModel

from motcua.agencies import api as agencies
from motcua.dossiers import completeness
from motcua.dossiers.actions import reasons
from motcua.dossiers.actions.base import Act, Refused
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.kit.actor import Actor

MOST_ITEMS = 20
LONGEST_WAIT_DAYS = 90


class Item(BaseModel):
    """One thing to complete: a paper by component code, or an answer by "section.field"."""

    kind: str
    key: str
    label: str
    problem: str


class SupplementRequested(BaseModel):
    request: str
    stage: str
    items: list[Item]
    basis: str
    deadline: datetime


class RequestAct(Act):
    """Shared by the request before receipt and the request during processing."""

    stage: str

    def __init__(self, dossier: UUID, actor: Actor, *, problems: dict[str, str], basis: str, until: date) -> None:
        """`problems`: "paper:<component>" or "answer:<section>.<field>" → what is wrong with it."""
        super().__init__(dossier, actor)
        self.problems, self.basis, self.until = problems, basis, until

    def change(self, dossier: Dossier, now: datetime) -> SupplementRequested:
        with translation.override(settings.LANGUAGE_CODE):  # a record keeps the words of the law
            named = askable(dossier)
        items = [
            Item(kind=kind, key=key, label=label, problem=reasons.reason(self.problems[f"{kind}:{key}"]))
            for kind, key, label in named
            if f"{kind}:{key}" in self.problems
        ]
        if not items or len(items) > MOST_ITEMS:
            raise Refused(_("Hãy chọn từ 1 đến 20 mục cần bổ sung."))
        dossier.note_for_office = ""  # what the applicant pointed out is answered by what is asked now
        request = SupplementRequest.objects.create(
            dossier=dossier, stage=self.stage, items=[item.model_dump() for item in items],
            basis=reasons.basis(self.basis), deadline=self._deadline(dossier, now),
            requested_by=self.actor.name, requested_at=now,
        )  # fmt: skip
        return SupplementRequested(
            request=str(request.id), stage=self.stage, items=items, basis=request.basis, deadline=request.deadline
        )

    def _deadline(self, dossier: Dossier, now: datetime) -> datetime:
        assert dossier.agency_id is not None
        if not 0 < (self.until - now.date()).days <= LONGEST_WAIT_DAYS:
            raise Refused(_("Hãy chọn hạn bổ sung từ ngày mai đến 90 ngày tới."))
        calendar = agencies.calendar_for(dossier.agency_id)
        day = self.until if calendar.is_working(self.until) else calendar.next_working_day(self.until)
        return calendar.closing(day)


def askable(dossier: Dossier) -> list[tuple[str, str, str]]:
    """Everything a supplement can name, as (kind, key, label): each component, then each visible answer."""
    papers = [("paper", component.code, component.name) for component in completeness.components(dossier)]
    answers = [
        ("answer", f"{section.key}.{field.key}", f"{_(section.title)}: {_(field.label)}")
        for section, field in completeness.asked(dossier)
    ]
    return papers + answers
