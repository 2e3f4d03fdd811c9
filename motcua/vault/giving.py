"""Papers leave the store as copies: the copy belongs to who asked, the paper stays, and the use is written down."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.files import api as files
from motcua.files.models import StoredFile
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.vault import entries, policy
from motcua.vault.entries import store_of
from motcua.vault.models import Item, Use
from motcua.vault.refusal import Refused


def copy_out(actor: Actor, owner: UUID | None, item: UUID, *, subject: str, purpose: str) -> StoredFile:
    """A copy of a paper of `owner` for `subject`, byte for byte; needs the transaction in which it is attached.

    Choosing the paper is the owner's consent to this one use. Raises `Refused` when it may not be given,
    `files.Infected`.
    """
    found = Item.objects.select_related("file").filter(pk=item, owner_id=owner).first()
    if owner is None or found is None or not policy.may_pick(actor, owner):
        raise Refused(_("Không tìm thấy giấy tờ này trong kho. Hãy chọn giấy tờ khác."))
    now = clock.now()
    if found.file is None or not found.usable(now.date()):
        raise Refused(_("Giấy tờ này không còn dùng được. Hãy chọn giấy tờ khác."))
    given = files.copy(found.file, subject=subject, actor=actor)
    Use.objects.create(
        item=found, file=given.id, subject=subject, purpose=purpose[:300], source=found.source, number=found.number,
        issuer=found.issuer, by=actor.account, by_name=actor.name[:150], at=now,
    )  # fmt: skip
    told = entries.Used(item=found.id, given_to=subject, file=given.id, sha256=given.sha256)
    journal.record(entries.USED, store_of(owner), actor=actor, payload=told)
    return given


def sources(given: Iterable[UUID]) -> dict[UUID, str]:
    """File → in words where it came from, for those that were given from a store; one statement."""
    rows = Use.objects.filter(file__in=list(given)).only("file", "source", "number", "issuer")
    return {use.file: _words(use) for use in rows}


def _words(use: Use) -> str:
    more = [part for part in (use.number and _("số %(number)s") % {"number": use.number}, use.issuer) if part]
    return ", ".join([str(Item.Source(use.source).label), *more])
