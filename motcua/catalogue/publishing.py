"""Publishing, withdrawing, confirming: acts of a named person, each recorded in the journal.

A version is published by a decision with number and date (công bố); it never changes afterwards. Nothing is
published whose eleven items are not complete (level 1), and no office keeps promising more than is proven.
"""

from collections.abc import Callable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel

from motcua.catalogue import documents, drafts, offers, routes, search, versions
from motcua.catalogue.levels.judging import prove
from motcua.catalogue.models import Confirmation, Offering, Procedure, ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.journal import api as journal
from motcua.journal import kinds
from motcua.kit import clock
from motcua.kit.actor import Actor


class Refused(Exception):
    """What was asked cannot be done; the message says why and what to do, in the reader's language."""


class Published(BaseModel):
    """A version came into force."""

    code: str
    number: int
    decision: str
    decision_date: date | None


class Withdrawn(BaseModel):
    """A procedure is no longer offered; dossiers under way go on under their version."""

    code: str
    decision: str
    decision_date: date
    reason: str


class Confirmed(BaseModel):
    """A doubtful legal value was confirmed by name and date."""

    code: str
    number: int
    item: str
    source: str


Gate = Callable[[ProcedureVersion], str]
"""Asked before a draft is put in force: why it may not be, "" when it may. It only reads: somebody waits for it."""
_gates: list[Gate] = []


def before(gate: Gate) -> None:
    """Let an upper floor have a say in every publication."""
    if gate not in _gates:
        _gates.append(gate)


PUBLISHED = kinds.kind("procedure.published", Published)
WITHDRAWN = kinds.kind("procedure.withdrawn", Withdrawn)
CONFIRMED = kinds.kind("procedure.value_confirmed", Confirmed)


def subject_of(procedure: Procedure) -> str:
    """The procedure's thread in the journal."""
    return f"procedure:{procedure.id}"


def publish(draft: ProcedureVersion, actor: Actor, *, decision: str, decision_date: date | None) -> ProcedureVersion:
    """Put a draft in force by a decision. Offices that offer the procedure move to it at the level then proven.

    Raises Refused when the draft is gone, the decision is not named, or one of the eleven items is missing.
    """
    try:
        _ask_gates(draft, decision)
        return _publish(draft, actor, decision, decision_date)
    except BaseException:
        versions.drop(draft.id)  # what was remembered as published was not
        raise


def _ask_gates(draft: ProcedureVersion, decision: str) -> None:
    """Outside the transaction of publishing, so that nobody waits for its locks; not for what is refused anyway."""
    same = ProcedureVersion.objects.filter(id=draft.id, revision=draft.revision, published_at=None)
    fresh = same.select_related("procedure", "form").first() if _gates and decision.strip() else None
    if fresh is not None and (words := next(filter(None, (gate(fresh) for gate in _gates)), "")):
        raise Refused(words)


@transaction.atomic
def _publish(draft: ProcedureVersion, actor: Actor, decision: str, decision_date: date | None) -> ProcedureVersion:
    procedure = Procedure.objects.select_for_update(no_key=True).get(id=draft.procedure_id)
    fresh = drafts.draft_of(procedure)
    if fresh is None or fresh.id != draft.id or fresh.revision != draft.revision:
        raise Refused(_("Bản nháp đã thay đổi. Hãy mở lại, xem lại rồi công bố."))
    if not decision.strip():
        raise Refused(_("Hãy ghi số quyết định công bố."))
    fresh.decision, fresh.decision_date = decision.strip()[:500], decision_date
    fresh.save(update_fields=["decision", "decision_date"])
    proof = prove(fresh)
    if proof.level < 1:
        lacking = " ".join(_(finding.condition.lacking) for finding in proof.lacking(1))
        raise Refused(_("Chưa công bố được vì còn thiếu thông tin. %(lacking)s") % {"lacking": lacking})
    return enact(fresh, procedure, actor)


def enact(draft: ProcedureVersion, procedure: Procedure, actor: Actor) -> ProcedureVersion:
    """The rows of one publication, inside the caller's transaction."""
    now = clock.now()
    document = versions.document(draft)
    ProcedureVersion.objects.filter(id=draft.id).update(
        published_at=now, published_by=actor.name, digest=documents.digest_of(document, draft.form_id)
    )
    if procedure.current_id:
        ProcedureVersion.objects.filter(id=procedure.current_id).update(withdrawn_at=now)
    Procedure.objects.filter(id=procedure.id).update(current=draft.id, **drafts.described(document))
    draft.refresh_from_db()
    procedure.refresh_from_db()
    index(procedure, document)
    offers.follow(procedure, draft, actor)
    announce(draft, actor)
    return draft


def announce(version: ProcedureVersion, actor: Actor) -> None:
    """Record that a version came into force, inside the caller's transaction."""
    said = Published(
        code=version.code, number=version.number, decision=version.decision, decision_date=version.decision_date
    )
    journal.record(PUBLISHED, subject_of(version.procedure), actor=actor, payload=said)


def index(procedure: Procedure, document: ProcedureFile) -> None:
    """Let search find the procedure by its document."""
    content = document.content
    search.index(procedure, list(content.keywords), content.summary, list(content.life_events))


@transaction.atomic
def withdraw(
    procedure: Procedure, actor: Actor, *, decision: str, decision_date: date, reason: str,
    successors: Sequence[str] = (),
) -> None:  # fmt: skip
    """Take a procedure out of offer by a decision. Running dossiers keep their version to the end.

    `successors` are the codes of the procedures that the decision put in its place.

    Raises Refused without a decision or reason, or when nothing is in force.
    """
    procedure = Procedure.objects.select_for_update(no_key=True).get(id=procedure.id)
    if procedure.current_id is None:
        raise Refused(_("Thủ tục này không có phiên bản nào đang có hiệu lực."))
    if not decision.strip() or not reason.strip():
        raise Refused(_("Hãy ghi số quyết định và lý do bãi bỏ."))
    said = Withdrawn(code=procedure.code, decision=decision.strip(), decision_date=decision_date, reason=reason.strip())
    ProcedureVersion.objects.filter(id=procedure.current_id).update(
        withdrawn_at=clock.now(),
        withdrawal=said.model_dump(mode="json") | {"by": actor.name, "successors": list(successors)},
    )
    versions.forget()
    Offering.objects.filter(procedure=procedure).delete()
    routes.forget()
    Procedure.objects.filter(id=procedure.id).update(current=None, level=0)
    journal.record(WITHDRAWN, subject_of(procedure), actor=actor, payload=said)


@transaction.atomic
def confirm(version: ProcedureVersion, item: str, actor: Actor, *, source: str, on: date | None = None) -> Confirmation:
    """Answer by name and date for a doubtful value of a version; its doubt no longer holds the level down.

    Raises Refused when the version has no such doubt or the source that was checked is not named.
    """
    if item not in {doubt["item"] for doubt in version.doubts}:
        raise Refused(_("Mục này không có nghi ngờ nào cần xác nhận."))
    if not source.strip():
        raise Refused(_("Hãy ghi văn bản bạn đã đối chiếu, ví dụ: Nghị định 123/2015/NĐ-CP Điều 5."))
    made, _new = Confirmation.objects.update_or_create(
        version=version, item=item,
        defaults={"account": actor.account, "name": actor.name, "on": on or clock.now().date(),
                  "source": source.strip()[:500]},
    )  # fmt: skip
    said = Confirmed(code=version.code, number=version.number, item=item, source=made.source)
    journal.record(CONFIRMED, subject_of(version.procedure), actor=actor, payload=said)
    if version.published_at and version.withdrawn_at is None:
        versions.forget()
        search.confirmed()
    return made
