"""What comes into a store, is changed in it and leaves it; each is one transaction with its journal entry."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.files import api as files
from motcua.files.models import StoredFile
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.references import uuid7
from motcua.kit.vietnamese import fold
from motcua.vault import entries, kinds, policy, room
from motcua.vault.entries import store_of
from motcua.vault.models import Item
from motcua.vault.refusal import Refused
from motcua.vault.said import Said

MOST_AT_ONCE = 20
"""Photographs of one paper."""


def upload(actor: Actor, uploads: Sequence[files.Upload], said: Said, *, replaces: UUID | None = None) -> Item:
    """Keep a file, or several photographs as one PDF. Raises `Refused`, `files.Refused`; then nothing is kept.

    `replaces`: the paper of which this is the newer one; it stays, marked as superseded.
    """
    owner = actor.party
    if owner is None or not policy.may_browse(actor):
        raise Refused(_("Hãy đăng nhập để lưu giấy tờ."))
    now = room.of(owner)
    room.check(now.items + 1, now.size)  # before anything is read
    stored = _taken(actor, uploads)
    try:
        with transaction.atomic():
            old = policy.visible_to(actor).filter(pk=replaces).first() if replaces else None
            if old is not None:
                _supersede(old, actor)
            return _keep(owner, stored, said, Item.Source.OWN, actor, limited=True, once=True)
    except Refused:
        files.remove(stored)
        raise


def _taken(actor: Actor, uploads: Sequence[files.Upload]) -> StoredFile:
    if not uploads:
        raise Refused(_("Hãy chụp ảnh hoặc chọn tệp giấy tờ."), "paper")
    if len(uploads) > MOST_AT_ONCE:
        raise Refused(_("Mỗi lần chọn được nhiều nhất %(most)s ảnh.") % {"most": MOST_AT_ONCE}, "paper")
    subject = f"paper:{uuid7()}"
    if len(uploads) == 1:
        return files.take(uploads[0], subject=subject, actor=actor)
    return files.take_joined(uploads, subject=subject, actor=actor)


def copy(owner: UUID, file: StoredFile, said: Said, source: Item.Source, actor: Actor, *, origin: str = "") -> Item:
    """Keep a copy of a file that lies elsewhere; what is there already (by origin, else by content) is given back.

    What an office issued is kept even in a full store. Raises `Refused`, `files.Infected`.
    """
    with transaction.atomic():
        room.locked(owner)
        same = {"origin": origin} if origin else {"sha256": file.sha256}
        if found := Item.objects.filter(owner_id=owner, **same).first():
            return found
        stored = files.copy(file, subject=f"paper:{uuid7()}", actor=actor)
        return _keep(owner, stored, said, source, actor, limited=source == Item.Source.OWN, origin=origin)


def keep_result(
    owner: UUID, file: StoredFile, *, title: str, number: str, issuer: str, issued_on: date, origin: str
) -> Item:
    """Keep what an office issued here, in its own words; called again for the same `origin` it changes nothing."""
    said = Said(kinds.guessed(title), title[:150], number[:60], issuer[:200], issued_on)
    words = fold(title)
    certified = "ban sao" in words and "chung thuc" in words
    source = Item.Source.CERTIFIED if certified else Item.Source.RESULT
    return copy(owner, file, said, source, Actor.SYSTEM, origin=origin)


def facts(owner: UUID, told: list[dict[str, str]], said: Said, actor: Actor, *, origin: str) -> Item:
    """Keep what an identity provider told, without a file; told again, the newer words replace the older."""
    with transaction.atomic():
        room.locked(owner)
        found = Item.objects.select_for_update(no_key=True).filter(owner_id=owner, origin=origin).first()
        if found is None:
            return _keep(owner, None, said, Item.Source.IDENTITY, actor, origin=origin, facts=told)
        if (found.facts, found.state) != (told, Item.State.VALID):
            found.facts, found.state, found.changed_at = told, Item.State.VALID, clock.now()
            found.save(update_fields=["facts", "state", "changed_at"])
            _tell_changed(found, actor, ["facts"])
        return found


def _keep(
    owner: UUID, stored: StoredFile | None, said: Said, source: Item.Source, actor: Actor, *,
    limited: bool = False, once: bool = False, **more: Any,
) -> Item:  # fmt: skip
    shelf, now = room.locked(owner), clock.now()
    size, sha256 = (stored.size, stored.sha256) if stored else (0, "")
    if limited:
        room.check(shelf.items + 1, shelf.size + size)
    if once and Item.objects.filter(owner_id=owner, sha256=sha256, state=Item.State.VALID).exists():
        raise Refused(_("Tệp này đã có trong kho. Bạn không cần lưu lần nữa."), "paper")
    values = {**asdict(said), "title": said.name}
    item = Item.objects.create(
        owner_id=owner, file=stored, sha256=sha256, size=size, source=source, folded=said.folded,
        added_at=now, changed_at=now, **values, **more,
    )  # fmt: skip
    room.change(shelf, 1, size)
    told = entries.Kept(item=item.id, sort=item.kind, source=source, sha256=sha256)
    journal.record(entries.KEPT, store_of(owner), actor=actor, payload=told)
    return item


def edit(actor: Actor, item: UUID, said: Said) -> Item:
    """Say something else of a paper. What an office or a provider issued keeps its words; only its name is free.

    Raises Item.DoesNotExist for what the actor may not see.
    """
    with transaction.atomic():
        found = policy.visible_to(actor).select_for_update(no_key=True).get(pk=item)
        values: dict[str, Any] = {**asdict(said), "title": said.name}
        if found.source != Item.Source.OWN:
            values = {"title": said.title or found.title}
        changed = [name for name, value in values.items() if getattr(found, name) != value]
        for name in changed:
            setattr(found, name, values[name])
        if changed:
            told = {name: getattr(found, name) for name in ("kind", "title", "number", "issuer")}
            found.folded, found.changed_at = Said(**told).folded, clock.now()
            found.save(update_fields=[*changed, "folded", "changed_at"])
            _tell_changed(found, actor, changed)
        return found


def remove(actor: Actor, item: UUID) -> None:
    """Delete a paper; copies in dossiers stay. A second click changes nothing."""
    with transaction.atomic():
        if actor.party is None:
            return
        shelf = room.locked(actor.party)
        found = policy.visible_to(actor).select_related("file").filter(pk=item).first()
        if found is None:
            return
        told = entries.Removed(item=found.id, sha256=found.sha256)
        found.delete()
        if found.file is not None:
            files.remove(found.file)
        room.change(shelf, -1, -found.size)
        journal.record(entries.REMOVED, store_of(actor.party), actor=actor, payload=told)


def revoke(origin: str, actor: Actor) -> bool:
    """What was made from `origin` is no longer in force (a result withdrawn, an identity un-linked)."""
    with transaction.atomic():
        found = Item.objects.select_for_update(no_key=True).filter(origin=origin).exclude(origin="").first()
        if found is None or found.state == Item.State.REVOKED:
            return False
        _set_state(found, Item.State.REVOKED, actor)
        return True


def _supersede(item: Item, actor: Actor) -> None:
    if item.state == Item.State.VALID:
        _set_state(item, Item.State.SUPERSEDED, actor)


def _set_state(item: Item, state: Item.State, actor: Actor) -> None:
    item.state, item.changed_at = state, clock.now()
    item.save(update_fields=["state", "changed_at"])
    _tell_changed(item, actor, ["state"])


def _tell_changed(item: Item, actor: Actor, fields: list[str]) -> None:
    told = entries.Changed(item=item.id, fields=fields, state=item.state)
    journal.record(entries.CHANGED, store_of(item.owner_id), actor=actor, payload=told)
