"""Definitions that people are still writing: kept as typed, even while wrong, until published or thrown away."""

import secrets
from typing import Any

from django.db import transaction
from django.db.models import F
from pydantic import BaseModel

from motcua.forms import api, library
from motcua.forms.models import FormDraft, FormVersion
from motcua.forms.schema import FormDefinition
from motcua.journal import api as journal
from motcua.journal import kinds
from motcua.kit import clock, readable_files
from motcua.kit.actor import Actor
from motcua.kit.readable_files import BadFile

MOST_TEXT = 512 * 1024
"""Characters of one definition."""
FIRST_REVISIONS = 80_000_000
"""A draft begins at any revision up to here, so that a page of one thrown away never fits the next; 8 digits stay."""


class FormPublished(BaseModel):
    """A new version of a form can be used by procedures; `number` counts the versions of this form."""

    key: str
    number: int


PUBLISHED = kinds.kind("form.published", FormPublished)


class EditedMeanwhile(Exception):
    """Somebody else saved the draft since this one was opened."""


class NotReady(Exception):
    """The draft cannot be published as it stands."""


def read(text: str) -> FormDefinition:
    """The definition in a text; shared parts of the library may be named (`part: person`).

    Raises BadFile (no readable file), library.BadForm (an unknown part), ValidationError (a broken rule).
    """
    if len(text) > MOST_TEXT:
        raise BadFile("size")
    parts = readable_files.documents(text)
    if len(parts) != 1 or not isinstance(parts[0], dict):
        raise BadFile("shape")
    return library.from_raw(parts[0])


def key_of(text: str) -> str:
    """The key a text gives itself, "" when it cannot be read that far."""
    try:
        parts = readable_files.documents(text)
    except BadFile:
        return ""
    raw: Any = parts[0] if parts else None
    key = raw.get("key") if isinstance(raw, dict) else None
    return key if isinstance(key, str) and library.is_key(key) else ""


def written(form: FormDefinition) -> str:
    """A definition as a file: complete, in the order of the form."""
    return readable_files.written(form.model_dump(mode="json", exclude_defaults=True))


def of(key: str) -> FormDraft | None:
    """The draft of a form, if somebody is writing one."""
    return FormDraft.objects.filter(key=key).first()


def starting_text(key: str) -> str:
    """What an edit begins with: the draft, else the newest published version, else nothing."""
    draft = of(key)
    if draft:
        return draft.text
    try:
        return written(api.parsed(api.current(key)))
    except FormVersion.DoesNotExist:
        return ""


def save(key: str, text: str, *, by: str, revision: int) -> FormDraft:
    """Keep what was typed. `revision`: that of the draft that was opened, 0 when there was none.

    Raises EditedMeanwhile when another revision is there, BadFile when the text is too long to keep.
    """
    if len(text) > MOST_TEXT or "\0" in text:
        raise BadFile("size")
    kept = {"text": text, "edited_by": by, "edited_at": clock.now()}
    if revision == 0:
        first = 1 + secrets.randbelow(FIRST_REVISIONS)
        made, fresh = FormDraft.objects.get_or_create(key=key, defaults={**kept, "revision": first})
        if not fresh and made.text != text:
            raise EditedMeanwhile(key)
        return made
    changed = FormDraft.objects.filter(key=key, revision=revision).update(revision=F("revision") + 1, **kept)
    if not changed:
        raise EditedMeanwhile(key)
    return FormDraft.objects.get(key=key)


def discard(key: str) -> None:
    """Throw the draft away; published versions stay."""
    FormDraft.objects.filter(key=key).delete()


@transaction.atomic
def publish(key: str, actor: Actor, *, revision: int) -> FormVersion:
    """Turn the draft into a version that procedures may use, and record who did it.

    The analysis is the caller's to ask for. Raises EditedMeanwhile, NotReady (no draft, or another key inside), and
    what `read` raises.
    """
    draft = FormDraft.objects.select_for_update().filter(key=key).first()
    if draft is None:
        raise NotReady(key)
    if draft.revision != revision:
        raise EditedMeanwhile(key)
    form = read(draft.text)
    if form.key != key:
        raise NotReady(form.key)
    made = api.publish(form, again=True)
    draft.delete()
    journal.record(PUBLISHED, f"form:{key}", actor=actor, payload=FormPublished(key=key, number=made.number))
    return made
