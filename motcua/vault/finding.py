"""Lists of papers, newest first, a page at a time by key: as fast for 10,000 as for ten."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.files.models import StoredFile
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import fold
from motcua.vault import policy
from motcua.vault.models import Item, Use

PAGE = 20
MOST_WORDS = 6
LONGEST_WORD = 40
USES = 50


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list and the key of the next (None at the end)."""

    rows: list[Item]
    next_key: str | None


def page(actor: Actor, *, text: str = "", kind: str = "", after: UUID | None = None) -> Page:
    """The papers an actor may see; `text`: every word must stand in name, sort, number or issuer."""
    return _page(_saying(_of_kinds(policy.visible_to(actor), [kind] if kind else []), text), after)


def usable(owner: UUID, *, sorts: Sequence[str] = (), text: str = "", after: UUID | None = None) -> Page:
    """The papers of `owner` that may be given with a dossier today; `sorts`: only these, none means all."""
    rows = Item.objects.filter(owner_id=owner, state=Item.State.VALID, file__isnull=False)
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=clock.now().date()))
    rows = rows.exclude(file__scan=StoredFile.Scan.INFECTED)
    return _page(_saying(_of_kinds(rows, sorts), text), after)


def has_any(owner: UUID) -> bool:
    """Whether there is anything to choose from; one short look."""
    return Item.objects.filter(owner_id=owner, file__isnull=False, state=Item.State.VALID).exists()


def uses(item: Item) -> list[Use]:
    """To what a paper was given, newest first, at most fifty."""
    return list(item.uses.order_by("-id")[:USES])


def _of_kinds(rows: QuerySet[Item], sorts: Sequence[str]) -> QuerySet[Item]:
    return rows.filter(kind__in=sorts) if sorts else rows


def _saying(rows: QuerySet[Item], text: str) -> QuerySet[Item]:
    for word in fold(text)[:500].split()[:MOST_WORDS]:
        rows = rows.filter(folded__contains=word[:LONGEST_WORD])
    return rows


def _page(rows: QuerySet[Item], after: UUID | None) -> Page:
    if after is not None:
        rows = rows.filter(id__lt=after)
    found = list(rows.select_related("file").order_by("-id")[: PAGE + 1])
    return Page(found[:PAGE], str(found[PAGE - 1].id) if len(found) > PAGE else None)
