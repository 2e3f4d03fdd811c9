"""The door of this floor for those that store dossiers: load a file, find a version, get its definition."""

import hashlib
import json
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from motcua.forms import library
from motcua.forms.models import FormVersion
from motcua.forms.schema import FormDefinition
from motcua.kit.clock import now

KEPT = 256
_definitions: OrderedDict[UUID, FormDefinition] = OrderedDict()
_lock = Lock()


def load(path: Path) -> FormVersion:
    """Publish the form in a file, or find the version that already says the same."""
    return publish(library.read(path))


def publish(form: FormDefinition, *, again: bool = False) -> FormVersion:
    """The published version with exactly this content, made if there is none; safe from several processes.

    `again`: it must be the current one afterwards, so going back to older content makes a new number. Without it the
    newest version that says the same is found: the files that ship do not undo what people published since.
    """
    body = form.model_dump(mode="json", exclude_defaults=True)
    digest = _digest(body)
    alike = FormVersion.objects.filter(key=form.key, digest=digest).order_by("-number")
    found = alike.filter(published_at__isnull=False).first()
    if found and not again:
        return found
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"forms.publish:{form.key}"])
        last = FormVersion.objects.filter(key=form.key).aggregate(last=Max("number"))["last"] or 0
        same = alike.filter(number=last).first() if again else alike.first()
        if same:
            same.published_at = same.published_at or now()
            same.save(update_fields=["published_at"])
            return same
        return FormVersion.objects.create(
            key=form.key,
            number=last + 1,
            title=form.title,
            definition=body,
            digest=digest,
            published_at=now(),
        )


def current(key: str) -> FormVersion:
    """The newest published version of a form. Raises FormVersion.DoesNotExist."""
    return FormVersion.objects.filter(key=key, published_at__isnull=False).latest("number")


def by_digest(key: str, beginning: str) -> FormVersion | None:
    """The published version of a form whose digest begins so, the newest of several; None without one."""
    found = FormVersion.objects.filter(key=key, digest__startswith=beginning, published_at__isnull=False)
    return found.order_by("-number").first() if beginning.isalnum() else None


def definition(version_id: UUID) -> FormDefinition:
    """The definition of a version, without a statement when this process has seen it. Raises DoesNotExist."""
    with _lock:
        if version_id in _definitions:
            _definitions.move_to_end(version_id)
            return _definitions[version_id]
    return parsed(FormVersion.objects.get(pk=version_id))


def parsed(version: FormVersion) -> FormDefinition:
    """The definition of a version at hand. Only published ones are kept: they never change."""
    with _lock:
        if version.pk in _definitions:
            return _definitions[version.pk]
    form = FormDefinition.model_validate(version.definition)
    if version.published_at is not None:
        with _lock:
            _definitions[version.pk] = form
            while len(_definitions) > KEPT:
                _definitions.popitem(last=False)
    return form


def _digest(body: dict[str, object]) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
