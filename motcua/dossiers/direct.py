"""Nộp trực tiếp: a clerk of the office types for the person who came, and hands in for them (Decree 61/2018 Art 16).

The draft belongs to the office, not to the clerk; the person named in it is the applicant, and gets Form 01 with its
PIN. Only procedures that the office offers and can take from receipt to result here are begun.
"""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import policy
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import PAGE, Page
from motcua.forms import engine
from motcua.forms.carrying import Left
from motcua.kit import clock
from motcua.kit.actor import Actor

MOST_DRAFTS = 200
"""Drafts an office may have open at its counter."""
MOST_CHOICES = 8
"""Procedures shown to a clerk for words."""


def refusal(actor: Actor, version: ProcedureVersion) -> str:
    """Why this clerk cannot begin a dossier of a version at the counter, in Vietnamese; empty when they can.

    Raises Forbidden for anybody who is no clerk of an office.
    """
    if not policy.may_type(actor):
        raise policy.Forbidden("type")
    assert actor.agency is not None
    if catalogue.terms(actor.agency, version.procedure_id, 1) is None:
        return _("Cơ quan của bạn không làm thủ tục này. Hãy hướng dẫn người dân đến đúng nơi.")
    if not _workable(version):
        return _("Thủ tục này chưa giải quyết trên máy được. Hãy nhận hồ sơ giấy như thường lệ.")
    return ""


def named(actor: Actor, words: str) -> list[ProcedureVersion]:
    """What everyday words may mean among the procedures this clerk can begin, best first."""
    if not (words and actor.agency):
        return []
    hits = catalogue.search(catalogue.Query(q=words, agency=actor.agency), size=2 * MOST_CHOICES).hits
    found = (catalogue.published(hit.code) for hit in hits if hit.offered)
    return [version for version in found if not refusal(actor, version)][:MOST_CHOICES]


def _workable(version: ProcedureVersion) -> bool:
    """Whether a dossier of it can go from receipt to result here, whatever its level."""
    limit = catalogue.limit_of(version)
    reckoned = limit is not None and limit.reckoned() is not None
    return reckoned and bool(version.form_id and version.route and version.result and version.delivery_methods)


def begin(
    actor: Actor, version: ProcedureVersion, answers: engine.Answers | None = None, left: Sequence[Left] = ()
) -> Dossier:
    """A draft at the clerk's own office; `answers` fit the version's form. Raises Refused, Forbidden."""
    if why := refusal(actor, version):
        raise Refused(why)
    if _rows(actor)[:MOST_DRAFTS].count() >= MOST_DRAFTS:
        raise Refused(_("Cơ quan có quá nhiều bản nhập dở. Hãy hoàn thành hoặc xóa bớt."))
    assert version.form_id is not None and actor.agency is not None
    now, ways = clock.now(), version.delivery_methods
    return Dossier.objects.create(
        version=version, form_id=version.form_id, agency_id=actor.agency, channel=policy.COUNTER,
        answers=answers or {}, set_aside=[asdict(one) for one in left],
        delivery_method="counter" if "counter" in ways else ways[0], created_at=now, updated_at=now,
    )  # fmt: skip


def unfinished(actor: Actor, after: UUID | None = None) -> Page:
    """What clerks of this office began and did not hand in yet, newest first."""
    rows = _rows(actor)
    if after:
        rows = rows.filter(id__lt=after)
    found = list(rows.order_by("-id")[: PAGE + 1])
    return Page(found[:PAGE], str(found[PAGE - 1].id) if len(found) > PAGE else None)


def _rows(actor: Actor) -> QuerySet[Dossier]:
    found = policy.visible_to(actor).filter(state="draft", channel=policy.COUNTER)
    return found.filter(agency_id=actor.agency) if actor.agency else found.none()
