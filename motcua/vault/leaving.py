"""A whole store at once: taken home, emptied, or moved to the account that stays after a merge."""

import json
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from motcua.files import api as files
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.vault import entries, room
from motcua.vault.entries import store_of
from motcua.vault.models import Item, Use

FOLDER = "kho-giay-to"
BATCH = 100


def export(account: UUID) -> Iterator[tuple[str, bytes]]:
    """(name in an archive, bytes): first the list as JSON, then every file; one file at a time is in memory."""
    listed = []
    for number, item in enumerate(_all(account), start=1):
        listed.append(_facts(item, _name(number, item)))
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    yield f"{FOLDER}/danh-sach.json", text.encode()
    for number, item in enumerate(_all(account), start=1):
        if item.file is not None and item.file.scan != "infected":
            yield _name(number, item), files.read_bytes(item.file)


def _all(account: UUID) -> Iterator[Item]:
    rows = Item.objects.filter(owner_id=account).select_related("file").order_by("id")
    yield from rows.iterator(chunk_size=BATCH)


def _name(number: int, item: Item) -> str:
    if item.file is None:
        return ""
    return f"{FOLDER}/{number:04} {item.file.name}"


def _facts(item: Item, name: str) -> dict[str, object]:
    today = clock.now().date()
    return {
        "tep": name, "loai": item.kind_title, "ten": item.title, "so": item.number, "noi_cap": item.issuer,
        "ngay_cap": item.issued_on.isoformat() if item.issued_on else None,
        "het_han": item.valid_to.isoformat() if item.valid_to else None,
        "nguon": str(Item.Source(item.source).label), "tinh_trang": str(Item.State(item.standing(today)).label),
        "sha256": item.sha256, "luu_luc": item.added_at.isoformat(), "noi_dung": item.facts,
    }  # fmt: skip


def forget(account: UUID, actor: Actor = Actor.SYSTEM) -> int:
    """Delete every paper of an account; gives how many. Copies inside dossiers stay: the law keeps them."""
    with transaction.atomic():
        shelf = room.locked(account)
        rows = list(Item.objects.filter(owner_id=account).select_related("file"))
        Use.objects.filter(item__owner_id=account).update(item=None)
        Item.objects.filter(owner_id=account).delete()
        for row in rows:
            if row.file is not None:
                files.remove(row.file)
        room.change(shelf, -shelf.items, -shelf.size)
        if rows:
            told = entries.Emptied(items=len(rows))
            journal.record(entries.EMPTIED, store_of(account), actor=actor, payload=told)
    return len(rows)


def move(old: UUID, new: UUID, actor: Actor = Actor.SYSTEM) -> int:
    """All papers of `old` become `new`'s, when two accounts of one person are merged; limits do not count here."""
    with transaction.atomic():
        shelves = {owner: room.locked(owner) for owner in sorted((old, new))}
        moved = Item.objects.filter(owner_id=old).update(owner_id=new)
        room.change(shelves[new], shelves[old].items, shelves[old].size)
        room.change(shelves[old], -shelves[old].items, -shelves[old].size)
        if moved:
            told = entries.Moved(to=new, items=moved)
            journal.record(entries.MOVED, store_of(old), actor=actor, payload=told)
    return moved
