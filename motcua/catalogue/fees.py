"""What it costs and how long it takes: for given answers, and in a few words for lists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.values import Limit
from motcua.forms import api as forms
from motcua.forms import engine
from motcua.forms.rules import numbers
from motcua.kit import money

DAYS = {
    "same_day": 1.0, "working_hours": 7 / 5 / 8, "working_days": 7 / 5, "calendar_days": 1.0, "months": 30.0,
    "years": 365.0,
}  # fmt: skip
"""How long about a unit lasts, in days: to tell the shortest limit of several from the longest."""


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


def fee_lines(
    of: ProcedureVersion, answers: dict[str, Any], on: date | None = None, *, in_person: bool = False
) -> list[FeeLine]:
    """What these answers cost as far as the rule gives an amount; empty when nothing is to be paid by it.

    Empty is not "free": see `fee["rule"]`; a council's amount is not known here. `on` is the day of submission;
    `in_person`: the dossier was handed in at the counter. Where the amount is for the handling itself, who is exempt
    owes nothing; copies beside a council's fee are owed all the same.
    """
    fee = of.fee
    if not fee or (fee["rule"] in ("fixed", "formula") and fee_rule(of, answers, on) == "free"):
        return []
    if fee["per"] == "form":
        total = _counted(fee["field"], answers)
        return [FeeLine(fee["label"], total, 1)] if total else []
    counter = fee.get("at_counter")
    amount = counter if in_person and counter is not None else fee["amount"]
    count = _counted(fee["field"], answers) if fee["per"] == "copy" else 1
    return [FeeLine(fee["label"], amount, count)] if amount and count else []


def fee_rule(of: ProcedureVersion, answers: dict[str, Any], on: date | None = None) -> str:
    """How the handling is charged for these answers: "free", "fixed", "formula", "council" or "unknown" (not known).

    `on` is the day of submission, which decides what is late; today when not given.
    """
    if not of.fee:
        return "unknown"
    free_when = of.fee.get("free_when", "")
    if free_when and of.form_id and engine.holds(forms.definition(of.form_id), free_when, answers, on):
        return "free"
    if of.fee["rule"] == "formula" and _value(of.fee["field"], answers) is None:
        return "unknown"  # an answer the sum needs is not there
    return str(of.fee["rule"])


def fee_summary(of: ProcedureVersion, doubts: Collection[str] | None = None) -> str:
    """The fee in a few words: never "free" where only the council knows or nobody verified it.

    `doubts` are the items that nobody has confirmed; None takes every doubt of the version for open (lists).
    """
    if not of.fee or of.fee["rule"] == "unknown" or _doubted(of, "fee", doubts):
        return _("Hỏi cơ quan")
    if of.fee["rule"] == "free":
        return _("Không mất tiền")
    if of.fee["rule"] == "formula":
        return _("Tính theo lời khai")
    if of.fee["rule"] == "council" and of.fee.get("free_when"):
        return _("Miễn nếu đúng hạn, quá hạn theo mức của tỉnh")
    if of.fee["rule"] == "council":
        return _("Theo mức của tỉnh")
    if of.fee["per"] == "copy":
        return _("%(amount)s một bản") % {"amount": money.dong(of.fee["amount"])}
    return money.dong(of.fee["amount"])


def limit_of(of: ProcedureVersion) -> Limit | None:
    """The time limit of the version; None when nobody set one."""
    return Limit.model_validate(of.limit) if of.limit else None


def limit_summary(of: ProcedureVersion, doubts: Collection[str] | None = None) -> str:
    """The time limit in a few words, from the shortest case to the longest.

    An unverified one is not told as a fact. `doubts` as in `fee_summary`.
    """
    found = limit_of(of)
    if found is None or _doubted(of, "limit", doubts):
        return _("Hỏi cơ quan")
    cases = [Limit.model_validate(case["limit"]) for case in of.content.get("cases", []) if case.get("limit")]
    return (
        _between([one for one in (found, *cases) if one.kind in DAYS]) if cases and found.kind in DAYS else said(found)
    )


def _between(limits: list[Limit]) -> str:
    least = min(limits, key=lambda one: (one.least or one.count) * DAYS[one.kind])
    most = max(limits, key=lambda one: one.count * DAYS[one.kind])
    if least.kind != most.kind:
        words = {"least": said(least), "most": said(most)}
        return _("%(least)s đến %(most)s, tùy trường hợp") % words
    shortest = least.least or least.count
    return said(most.model_copy(update={"least": shortest if shortest < most.count else None}))


def said(limit: Limit) -> str:
    """A limit in words: "3 ngày làm việc", "Từ 10 đến 25 ngày"."""
    if limit.kind in ("same_day", "none", "varies"):
        return {
            "same_day": _("Trong ngày"), "none": _("Luật không quy định"), "varies": limit.text,
        }[limit.kind]  # fmt: skip
    count = f"{limit.count:g}".replace(".", ",")
    if limit.least:
        count = _("Từ %(least)s đến %(most)s") % {"least": f"{limit.least:g}".replace(".", ","), "most": count}
    return {
        "working_days": _("%(count)s ngày làm việc"),
        "calendar_days": _("%(count)s ngày"),
        "working_hours": _("%(count)s giờ làm việc"),
        "months": _("%(count)s tháng"),
        "years": _("%(count)s năm"),
    }[limit.kind] % {"count": count}


def _doubted(of: ProcedureVersion, item: str, doubts: Collection[str] | None) -> bool:
    if doubts is not None:
        return item in doubts
    return any(doubt["item"] == item for doubt in of.doubts)


def _value(path: str, answers: dict[str, Any]) -> Any:
    value: Any = answers
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _counted(path: str, answers: dict[str, Any]) -> int:
    """A sum or a number of copies; with decimals it is rounded to the whole, half up, as money in forms is."""
    found = numbers.rounded(numbers.exact(_value(path, answers)), 0)
    return max(0, int(found)) if found is not None else 0
