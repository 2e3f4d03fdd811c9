"""A stored paper as pages show it."""

from operator import itemgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.files.models import StoredFile
from motcua.kit import clock
from motcua.kit.dates import short_date
from motcua.vault import kinds
from motcua.vault.models import Item

TONES = {"valid": "good", "expired": "warn", "superseded": "mute", "revoked": "bad"}


def card(item: Item) -> dict[str, Any]:
    """One paper in a list: words, state, where from; `thumb` only of pictures."""
    state = item.standing(clock.now().date())
    locked = item.file is not None and item.file.scan == StoredFile.Scan.INFECTED
    picture = item.file is not None and item.file.is_image and not locked
    return {
        "id": str(item.id), "title": item.title, "kind": item.kind_title if item.kind_title != item.title else "",
        "number": item.number, "issuer": item.issuer, "source": str(Item.Source(item.source).label),
        "issued_on": short_date(item.issued_on) if item.issued_on else "",
        "valid_to": short_date(item.valid_to) if item.valid_to else "",
        "state": _("Có vi-rút") if locked else str(Item.State(state).label), "tone": "bad" if locked else TONES[state],
        "href": reverse("vault_item", args=[item.id]), "size": item.size,
        "file": reverse("vault_file", args=[item.id]) if item.file is not None and not locked else "",
        "thumb": reverse("vault_file", args=[item.id]) + "?nho=1" if picture else "",
    }  # fmt: skip


def facts(item: Item) -> list[dict[str, str]]:
    """Everything known of a paper, as rows of a summary."""
    one = card(item)
    rows = [
        (_("Loại giấy tờ"), item.kind_title), (_("Số"), one["number"]), (_("Nơi cấp"), one["issuer"]),
        (_("Ngày cấp"), one["issued_on"]), (_("Có giá trị đến hết ngày"), one["valid_to"]),
        (_("Nguồn"), one["source"]),
        *((_(label), value) for label, value in map(itemgetter("label", "value"), item.facts)),
    ]  # fmt: skip
    return [{"label": label, "value": value} for label, value in rows if value]


def kind_choices(chosen: str, first: str = "") -> list[dict[str, Any]]:
    """The sorts for a select; `first` stands before them with an empty value."""
    options = [{"value": one.code, "text": _(one.title), "selected": one.code == chosen} for one in kinds.CHOSEN]
    return [{"value": "", "text": first, "selected": not chosen}, *options] if first else options
