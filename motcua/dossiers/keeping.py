"""Keeping no longer than needed: tell before, then delete what a dossier held, never what the journal says was done.

A run walks each list in the order of its dates from where the last run stopped (its mark, in the journal), at most
`MOST` rows a list. Each dossier is one transaction, with its journal entry and the jobs that delete bytes; whatever is
done twice finds its own entry and does nothing. So a run may be killed anywhere and repeated at any time.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from pydantic import BaseModel

from motcua.dossiers import clearing, reminding
from motcua.dossiers.models import Dossier
from motcua.dossiers.retention import Rule, Schedule, schedule
from motcua.journal import api as journal
from motcua.journal import kinds
from motcua.kit import clock
from motcua.kit.actor import Actor

MOST = 500
"""Rows of one list in one run."""
SUBJECT = "keeping"
Mark = tuple[str, str]
"""(moment, id) of the last row of a list that was done."""
Act = Callable[[UUID], str]


class Ran(BaseModel):
    """One run: how far each list is done, and what was done, by count."""

    marks: dict[str, Mark]
    counts: dict[str, int]


RAN = kinds.kind("keeping.ran", Ran)


@dataclass(slots=True)
class Plan:
    """What a run does or, rehearsed, would do. `waiting`: rules nobody verified, with what they would delete."""

    counts: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    shown: list[tuple[str, UUID]] = field(default_factory=list)


def told() -> list[tuple[str, str, str]]:
    """The rules as a citizen reads them: what, how long, on what ground."""
    rules = schedule()
    idle = _("%(days)s ngày không ai sửa") % {"days": rules.drafts.days}
    rows = [(_("Bản nháp chưa nộp"), idle, _("Quy định của cổng này"))]
    for rule in rules.rules:
        rows.append((_(rule.title), _("%(years)s năm sau khi kết thúc") % {"years": rule.years}, _(rule.basis)))
    return rows


def run(
    now: datetime | None = None, *, rehearse: bool = False, rules: Schedule | None = None, most: int = MOST
) -> Plan:
    """One run; `rehearse` changes nothing and sends nothing, and says which dossiers would be touched."""
    now, rules = now or clock.now(), rules or schedule()
    plan = Plan(marks=_marks())
    for name, rows, column, until, act in _lists(rules, now):
        _walk(plan, name, rows, column, until, None if rehearse else act, most)
    for rule in rules.rules:
        if not rule.verified:
            due = Dossier.objects.filter(rules.of(rule), ended_at__lte=_years_before(now, rule.years))
            plan.waiting[rule.key] = due[: 10 * most].count()
    if not rehearse and (plan.counts or plan.marks != _marks()):
        with transaction.atomic():
            journal.record(RAN, SUBJECT, actor=Actor.SYSTEM, payload=Ran(marks=plan.marks, counts=plan.counts), at=now)
    return plan


def _lists(rules: Schedule, now: datetime) -> Iterable[tuple[str, QuerySet[Dossier], str, datetime, Act]]:
    """Every list of a run: name, rows, the column it goes by, up to when, what is done to one."""
    idle = Dossier.objects.filter(state="draft", submission_code=None)
    drafts = rules.drafts
    yield (
        "draft_reminded", idle.exclude(channel="counter"), "updated_at",
        now - timedelta(days=drafts.days - drafts.remind_days), lambda id: reminding.draft(id, drafts, now),
    )  # fmt: skip
    yield (
        "draft_deleted", idle, "updated_at", now - timedelta(days=drafts.days),
        lambda id: clearing.draft(id, drafts, now),
    )  # fmt: skip
    for rule in rules.rules:
        if rule.verified:
            yield from _of_rule(rules, rule, now)


def _of_rule(rules: Schedule, rule: Rule, now: datetime) -> Iterable[tuple[str, QuerySet[Dossier], str, datetime, Act]]:
    rows, end = Dossier.objects.filter(rules.of(rule)), _years_before(now, rule.years)
    for days in sorted(rules.notice_days, reverse=True):
        until = end + timedelta(days=days)
        yield f"{rule.key}_notice_{days}", rows, "ended_at", until, _announcing(rule, days, now)
    last = min(rules.notice_days)
    yield f"{rule.key}_cleared", rows, "ended_at", end, lambda id: clearing.dossier(id, rule, last, now)


def _announcing(rule: Rule, days: int, now: datetime) -> Act:
    return lambda id: reminding.dossier(id, rule, days, now)


def _walk(
    plan: Plan, name: str, rows: QuerySet[Dossier], column: str, until: datetime, act: Act | None, most: int
) -> None:
    """Do a list from its mark; a row that must wait (its notice is too young) stops the list until another day."""
    found = rows.filter(**{f"{column}__lte": until})
    if name in plan.marks:
        at, id = datetime.fromisoformat(plan.marks[name][0]), UUID(plan.marks[name][1])
        found = found.filter(Q(**{f"{column}__gt": at}) | Q(**{column: at, "id__gt": id}))
    for id, at in found.order_by(column, "id").values_list("id", column)[:most]:
        done = act(id) if act else "rehearsed"
        if done == clearing.WAIT:
            return
        plan.marks[name] = (at.isoformat(), str(id))
        if done:
            plan.counts[name] = plan.counts.get(name, 0) + 1
            plan.shown.append((name, id))


def _marks() -> dict[str, Mark]:
    last = journal.newest([SUBJECT], 1)
    return dict(Ran.model_validate(last[0].payload).marks) if last else {}


def _years_before(now: datetime, years: int) -> datetime:
    """The same day `years` ago; 29 February becomes 28 February."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=28)
