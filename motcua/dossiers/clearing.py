"""Deleting what a dossier held when its time is over. Results and the journal stay (ADR 25)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from pydantic import BaseModel

from motcua.dossiers.models import Dossier, Paper, Result
from motcua.dossiers.reminding import last_told, subject
from motcua.dossiers.retention import Drafts, Rule
from motcua.files import api as files
from motcua.journal import api as journal
from motcua.journal import kinds
from motcua.kit.actor import Actor
from motcua.messaging import api as messaging

WAIT = "wait"
"""The owner was not told long enough ago: not today."""


class Cleared(BaseModel):
    """What went, by count, and by which rule; nothing of what it said."""

    rule: str
    papers: int
    messages: int


DRAFT_DELETED = kinds.kind("keeping.draft_deleted", Cleared)
CLEARED = kinds.kind("keeping.cleared", Cleared)


def draft(id: UUID, rules: Drafts, now: datetime) -> str:
    """Delete an idle draft whose owner was told, or could not be; "" when it is gone or in use again."""
    with transaction.atomic():
        found = Dossier.objects.select_for_update().filter(pk=id, state="draft", submission_code=None).first()
        if found is None or found.updated_at > now - timedelta(days=rules.days):
            return ""
        if found.channel != "counter":
            told = last_told(id, rules.remind_days)
            if told is None or told < found.updated_at or told > now - timedelta(days=rules.remind_days):
                return WAIT
        papers = _without_papers(found)
        messages = messaging.forget(found.subject)
        told_as = Cleared(rule="drafts", papers=papers, messages=messages)
        journal.record(DRAFT_DELETED, subject(id), actor=Actor.SYSTEM, payload=told_as)
        found.delete()
        return "deleted"


def dossier(id: UUID, rule: Rule, last_notice: int, now: datetime) -> str:
    """Delete the papers, answers and contact of an ended dossier; "" when that was done already."""
    with transaction.atomic():
        found = Dossier.locked(id)
        if cleared(found):
            return ""
        told = last_told(id, last_notice)
        if told is None or told > now - timedelta(days=last_notice):
            return WAIT
        papers, messages = _without_papers(found), messaging.forget(found.subject)
        found.supplements.update(items=[], answers={})
        found.parties.all().delete()
        told_as = Cleared(rule=rule.key, papers=papers, messages=messages)
        fact = journal.record(CLEARED, subject(id), actor=Actor.SYSTEM, payload=told_as, at=now)
        found.answers, found.typed, found.set_aside = {}, {}, []
        found.contact_name = found.phone = found.email = found.note_for_office = ""
        found.last_entry = fact.id  # the guard of ended dossiers lets answers go only with a new entry
        found.save(update_fields=[
            "answers", "typed", "set_aside", "contact_name", "phone", "email", "note_for_office", "last_entry",
        ])  # fmt: skip
        return "cleared"


def cleared(dossier: Dossier) -> bool:
    """Whether what this dossier held is gone: a dossier that was handed in always has a name until then."""
    return dossier.ended_at is not None and not dossier.contact_name


def _without_papers(dossier: Dossier) -> int:
    """Take every file of a dossier away but its result; gives how many."""
    kept = set(Result.objects.filter(dossier=dossier).values_list("file_id", flat=True))
    Paper.objects.filter(dossier=dossier).delete()
    gone = [file for file in files.of(dossier.subject) if file.pk not in kept]
    for file in gone:
        files.remove(file)
    return len(gone)
