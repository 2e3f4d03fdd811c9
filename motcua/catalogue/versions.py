"""Published versions, remembered in this process: what never changes may be kept for good."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue.models import Component, Procedure, ProcedureVersion
from motcua.forms import api as forms
from motcua.forms import engine

MOST_KEPT = 512
_kept: dict[UUID, ProcedureVersion] = {}
_papers: dict[UUID, list[Component]] = {}


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One thing to pay: `amount` đồng, `count` times."""

    label: str
    amount: int
    count: int

    @property
    def total(self) -> int:
        """In đồng."""
        return self.amount * self.count


def version(id: UUID) -> ProcedureVersion:
    """A version with its procedure; one statement the first time, none once published and known."""
    found = versions([id])
    if id not in found:
        raise ProcedureVersion.DoesNotExist(id)
    return found[id]


def versions(ids: Iterable[UUID]) -> dict[UUID, ProcedureVersion]:
    """Several versions by id, in one statement at most; unknown ids are left out."""
    wanted = list(ids)
    found = {id: _kept[id] for id in wanted if id in _kept}
    missing = [id for id in wanted if id not in found]
    if missing:
        for fresh in ProcedureVersion.objects.filter(id__in=missing).select_related("procedure"):
            found[fresh.id] = fresh
            if fresh.published_at:
                _keep(_kept, fresh.id, fresh)
    return found


def components(id: UUID) -> list[Component]:
    """The papers of a version in order; one statement the first time."""
    known = _papers.get(id)
    if known is None:
        known = list(Component.objects.filter(version=id).order_by("position"))
        if version(id).published_at:
            _keep(_papers, id, known)
    return known


def published(code: str) -> ProcedureVersion:
    """The version in force of a national code; `Procedure.DoesNotExist` when there is none."""
    if not code.isprintable():  # PostgreSQL knows no NUL, and an address may bring one
        raise Procedure.DoesNotExist(code)
    found = Procedure.objects.filter(code=code).exclude(current=None).values_list("current", flat=True).first()
    if found is None:
        raise Procedure.DoesNotExist(code)
    return version(found)


def fee_lines(of: ProcedureVersion, answers: dict[str, Any]) -> list[FeeLine]:
    """What these answers cost as far as the rule gives an amount; empty when nothing is to be paid by it.

    Empty is not "free": see `fee["rule"]`; a council's amount is not known here.
    """
    fee = of.fee
    if not fee["amount"]:
        return []
    count = _counted(fee["field"], answers) if fee["per"] == "copy" else 1
    return [FeeLine(fee["label"], fee["amount"], count)] if count else []


def fee_rule(of: ProcedureVersion, answers: dict[str, Any], on: date | None = None) -> str:
    """How the handling is charged for these answers: "free", "fixed", or "council" (amount not known).

    `on` is the day of submission, which decides what is late; today when not given.
    """
    free_when = of.fee.get("free_when", "")
    if free_when and engine.holds(forms.definition(of.form_id), free_when, answers, on):
        return "free"
    return str(of.fee["rule"])


def fee_summary(of: ProcedureVersion) -> str:
    """The fee in a few words, for lists: never "free" where only the council knows."""
    if of.fee["rule"] == "free":
        return _("Miễn lệ phí")
    if of.fee["rule"] == "council" and of.fee.get("free_when"):
        return _("Miễn nếu đúng hạn, quá hạn theo mức của tỉnh")
    if of.fee["rule"] == "council":
        return _("Theo mức của tỉnh")
    return _("%(amount)s đồng một bản") % {"amount": f"{of.fee['amount']:,}".replace(",", ".")}


def limit_summary(of: ProcedureVersion) -> str:
    """The time limit in a few words, for lists."""
    count = of.limit.get("count", 0)
    return {
        "same_day": _("Trong ngày"),
        "working_days": _("%(count)d ngày làm việc") % {"count": count},
        "calendar_days": _("%(count)d ngày") % {"count": count},
        "working_hours": _("%(count)d giờ làm việc") % {"count": count},
    }[of.limit["kind"]]


def forget() -> None:
    """For tests that roll back what they published."""
    _kept.clear()
    _papers.clear()


def _counted(path: str, answers: dict[str, Any]) -> int:
    value: Any = answers
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, bool):
        return 0
    return value if isinstance(value, int) and value > 0 else 0


def _keep(where: dict[UUID, Any], id: UUID, value: Any) -> None:
    if len(where) >= MOST_KEPT:
        where.pop(next(iter(where)))
    where[id] = value
