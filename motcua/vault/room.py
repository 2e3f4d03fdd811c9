"""How much an account may keep, and how much it does: totals on one row, so nothing is counted."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from motcua.vault.models import Shelf
from motcua.vault.refusal import Refused


@dataclass(frozen=True, slots=True)
class Room:
    """Used and allowed; sizes in bytes."""

    items: int
    size: int
    most_items: int
    most_size: int

    @property
    def share(self) -> int:
        """Percent of whichever limit is nearer, at most 100."""
        return min(100, round(100 * max(self.items / self.most_items, self.size / self.most_size)))


def of(owner: UUID) -> Room:
    shelf = Shelf.objects.filter(owner_id=owner).first() or Shelf()
    return Room(shelf.items, shelf.size, settings.MOTCUA_VAULT_ITEMS, settings.MOTCUA_VAULT_BYTES)


def locked(owner: UUID) -> Shelf:
    """The row of totals, held until the transaction ends: two uploads at once cannot both take the last place."""
    Shelf.objects.bulk_create([Shelf(owner_id=owner)], ignore_conflicts=True)
    return Shelf.objects.select_for_update(no_key=True).get(owner_id=owner)


def check(items: int, size: int) -> None:
    """Whether that many papers of that many bytes may be kept. Raises `Refused`."""
    if items > settings.MOTCUA_VAULT_ITEMS:
        told = _("Kho đã đủ %(most)s giấy tờ. Hãy xóa bớt giấy tờ không dùng nữa.")
        raise Refused(told % {"most": settings.MOTCUA_VAULT_ITEMS}, "paper")
    if size > settings.MOTCUA_VAULT_BYTES:
        told = _("Kho chỉ chứa được %(most)s. Hãy xóa bớt giấy tờ, hoặc chọn tệp nhẹ hơn.")
        raise Refused(told % {"most": filesizeformat(settings.MOTCUA_VAULT_BYTES)}, "paper")


def change(shelf: Shelf, items: int, size: int) -> None:
    """Write the totals after `items` more (or fewer) and `size` bytes more."""
    shelf.items, shelf.size = max(0, shelf.items + items), max(0, shelf.size + size)
    shelf.save(update_fields=["items", "size"])
