"""The way of a dossier inside an office: the steps of the version, or those of the office in their place.

An office may say who does a step and in how many working hours; the five steps and the time limit are the law's.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.memory import Remembered
from motcua.catalogue.models import Offering, ProcedureVersion
from motcua.catalogue.schema import ROUTE, Step
from motcua.catalogue.values import Limit

Raw = list[dict[str, Any]]
DAY_HOURS = 8
"""Working hours of a day (Labour Code Art 105)."""
MOST_DAYS = {"same_day": 1, "working_days": 1, "calendar_days": 1, "months": 23, "years": 262}
"""Working days that one unit of a limit can hold at most."""


class TooLong(ValueError):
    """The steps together take longer than the law allows: `hours` of at most `most` working hours."""

    def __init__(self, hours: float, most: float) -> None:
        super().__init__(f"{hours:g} hours of {most:g}")
        self.hours, self.most = hours, most


def route_for(version: ProcedureVersion, agency: UUID | None) -> Raw:
    """The steps of a dossier of `version` at an office; one statement a minute and office, else none."""
    return local(agency, version.procedure_id) or version.route


def local(agency: UUID | None, procedure: UUID) -> Raw:
    """The office's own steps; empty when it works as the version says."""
    return _known.get(agency)[0].get(procedure, []) if agency else []


def steps(raw: Iterable[dict[str, Any]]) -> tuple[Step, ...]:
    """Stored steps as values."""
    return tuple(Step.model_validate(one) for one in raw)


def check(route: Sequence[Step], limit: Limit | None) -> None:
    """All five steps in their order, together within the limit. Raises TooLong, ValueError."""
    if tuple(step.key for step in route) != ROUTE:
        raise ValueError(f"the route has the steps {', '.join(ROUTE)}, in this order")
    most, hours = most_hours(limit), sum(step.hours for step in route)
    if most is not None and hours > most:
        raise TooLong(hours, most)


def said(error: ValueError) -> str:
    """What `check` found, and what to do."""
    if isinstance(error, TooLong):
        return _("Năm bước cộng lại là %(hours)s giờ, dài hơn thời hạn (%(most)s giờ làm việc). Hãy bớt giờ.") % {
            "hours": f"{error.hours:g}".replace(".", ","), "most": f"{error.most:g}".replace(".", ","),
        }  # fmt: skip
    return _("Quy trình phải đủ năm bước: tiếp nhận, thẩm tra, ký, đóng dấu, trả kết quả.")


def most_hours(limit: Limit | None) -> float | None:
    """The working hours a limit can hold at most; None when it sets none that can be reckoned."""
    if limit is None or limit.kind in ("none", "varies"):
        return None
    if limit.kind == "working_hours":
        return limit.count
    count = 1 if limit.kind == "same_day" else limit.count
    return count * MOST_DAYS[limit.kind] * DAY_HOURS


def forget() -> None:
    """After an offer changed in this process: now, and again once others can see it."""
    _known.forget()
    transaction.on_commit(_known.forget)


def _of(agency: UUID) -> tuple[dict[UUID, Raw]]:
    """In a tuple, because what is empty is not remembered."""
    own = Offering.objects.filter(agency=agency).exclude(route__isnull=True)
    return ({procedure: route or [] for procedure, route in own.values_list("procedure", "route")},)


_known: Remembered[UUID, tuple[dict[UUID, Raw]]] = Remembered(_of)
