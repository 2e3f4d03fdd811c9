"""Telling people before something of theirs is deleted, once for each notice."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation
from pydantic import BaseModel

from motcua.catalogue import api as catalogue
from motcua.dossiers import addressing
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import official
from motcua.dossiers.retention import Drafts, Rule
from motcua.journal import api as journal
from motcua.journal import kinds
from motcua.kit.actor import Actor
from motcua.messaging import api as messaging
from motcua.messaging.api import Contact


class Told(BaseModel):
    """`days` before deletion; `reached`: whether there was a phone or an address to tell."""

    days: int
    reached: bool


DRAFT_TOLD = kinds.kind("keeping.draft_told", Told)
DOSSIER_TOLD = kinds.kind("keeping.dossier_told", Told)


def subject(dossier: UUID) -> str:
    """The chain of what is kept and deleted: apart from the dossier's own, which says what was done with it."""
    return f"keeping:{dossier}"


def last_told(dossier: UUID, days: int) -> datetime | None:
    """When the notice `days` before was given, the last time."""
    facts = journal.newest([subject(dossier)], 20)
    return next((fact.at for fact in facts if fact.payload.get("days") == days), None)


def draft(id: UUID, rules: Drafts, now: datetime) -> str:
    """Tell the owner of an idle draft; "" when it was told since it was last touched, or is gone."""
    with transaction.atomic():
        found = Dossier.objects.select_for_update(no_key=True).filter(pk=id, state="draft").first()
        told = last_told(id, rules.remind_days)
        if found is None or (told is not None and told >= found.updated_at):
            return ""
        to = _reached(found)
        words = {
            "language": found.language, "procedure": catalogue.version(found.version_id).name,
            "day": now + timedelta(days=rules.remind_days),
            "link": official.address("my_dossiers") if found.owner_id else "",
        }  # fmt: skip
        return _tell("draft_idle", DRAFT_TOLD, found, to, words, rules.remind_days, now)


def dossier(id: UUID, rule: Rule, days: int, now: datetime) -> str:
    """Tell the applicant of an ended dossier; "" when that notice was given already."""
    with transaction.atomic():
        found = Dossier.objects.select_for_update(no_key=True).get(pk=id)
        if last_told(id, days) is not None or not found.contact_name:
            return ""
        words = {**addressing.card(found), "day": now + timedelta(days=days)}
        return _tell("papers_expire", DOSSIER_TOLD, found, addressing.recipient(found), words, days, now)


def _reached(draft: Dossier) -> Contact:
    """What the draft says, else the account's telephone."""
    given = addressing.recipient(draft)
    return given if given.phone or given.email or draft.owner is None else Contact(phone=draft.owner.phone or "")


def _tell(
    purpose: str, kind: str, about: Dossier, to: Contact, words: dict[str, object], days: int, now: datetime
) -> str:
    reached = bool(to.phone or to.email)
    journal.record(kind, subject(about.pk), actor=Actor.SYSTEM, payload=Told(days=days, reached=reached), at=now)
    if reached:
        with translation.override(about.language):
            messaging.send(purpose, to=to, context=words, about=about.subject)
    return "told" if reached else "untold"
